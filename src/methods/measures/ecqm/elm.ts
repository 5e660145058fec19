/** ELM, the compiled form of CQL: libraries read out of a bundle, and which statements and value sets the populations of a measure lead to. */
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { Resource } from './types.ts';

export interface ElmLibrary {
  name: string;
  version: string | undefined;
  /** The document `{ library: … }`. */
  elm: Resource;
  /** Alias → `name` and `version` of a library included. */
  includes: Map<string, { name: string; version: string | undefined }>;
  /** Statements by name; functions of one name may be several. */
  statements: Map<string, Resource[]>;
  valueSets: Map<string, Resource>;
}

/** Undefined where it is no ELM. */
export function elmLibrary(document: unknown): ElmLibrary | undefined {
  const library = objectOf(document, 'library');
  const identifier = objectOf(library, 'identifier');
  const name = textOf(identifier, 'id');
  if (!isObject(document) || name === undefined) return undefined;
  const includes = listOf(objectOf(library, 'includes'), 'def').map((one) => {
    const path = textOf(one, 'path') ?? '';
    const target = { name: path.slice(path.lastIndexOf('/') + 1), version: textOf(one, 'version') };
    return [textOf(one, 'localIdentifier') ?? '', target] as const;
  });
  const statements = new Map<string, Resource[]>();
  for (const one of listOf(objectOf(library, 'statements'), 'def')) {
    const own = textOf(one, 'name') ?? '';
    statements.set(own, [...(statements.get(own) ?? []), one]);
  }
  const valueSets = listOf(objectOf(library, 'valueSets'), 'def').map(
    (one) => [textOf(one, 'name') ?? '', one] as const,
  );
  return {
    name,
    version: textOf(identifier, 'version'),
    elm: document,
    includes: new Map(includes),
    statements,
    valueSets: new Map(valueSets),
  };
}

/** The profile every resource of a type has, claimed or not. */
export const BASE = 'http://hl7.org/fhir/StructureDefinition/';

export interface Reached {
  /** Statements of the main library, by name. */
  main: Set<string>;
  /** Definitions of value sets (objects of the ELM), in the order they were reached, with what refers to them. */
  valueSets: Map<Resource, { library: string; name: string }>;
  /** Libraries included and not there: `name|version`. */
  missingLibraries: Set<string>;
  /** Resource type → profiles its retrieves ask for. */
  profiles: Map<string, Set<string>>;
}

/**
 * All that the statements named lead to. What nothing leads to (supplemental data, statements of shared libraries) need not be complete, and
 * is not computed.
 */
export function reach(
  main: ElmLibrary,
  find: (name: string, version: string | undefined) => ElmLibrary | undefined,
  from: readonly string[],
): Reached {
  const reached: Reached = {
    main: new Set(),
    valueSets: new Map(),
    missingLibraries: new Set(),
    profiles: new Map(),
  };
  const seen = new Set<Resource>();
  const waiting: { library: ElmLibrary; name: string }[] = from.map((name) => ({ library: main, name }));
  const libraryOf = (library: ElmLibrary, node: Resource): ElmLibrary | undefined => {
    const alias = textOf(node, 'libraryName');
    if (alias === undefined) return library;
    const target = library.includes.get(alias);
    const found = target && find(target.name, target.version);
    if (!found) reached.missingLibraries.add(target ? label(target) : alias);
    return found;
  };
  const visit = (library: ElmLibrary, node: unknown, key: string): void => {
    if (Array.isArray(node)) return node.forEach((one) => visit(library, one, key));
    if (!isObject(node)) return;
    const type = textOf(node, 'type');
    const name = textOf(node, 'name');
    if (name !== undefined && (type === 'ExpressionRef' || type === 'FunctionRef')) {
      const target = libraryOf(library, node);
      if (target) waiting.push({ library: target, name });
    }
    // `valueset` of InValueSet is a reference without a type.
    if (name !== undefined && (type === 'ValueSetRef' || key === 'valueset')) {
      const target = libraryOf(library, node);
      const definition = target?.valueSets.get(name);
      if (definition && !reached.valueSets.has(definition))
        reached.valueSets.set(definition, { library: target?.name ?? '', name });
    }
    if (type === 'Retrieve') addProfile(reached.profiles, node);
    for (const [child, value] of Object.entries(node))
      if (child !== 'annotation' && child !== 'signature') visit(library, value, child);
  };
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const statement of next.library.statements.get(next.name) ?? []) {
      if (next.library === main) reached.main.add(next.name);
      if (seen.has(statement)) continue;
      seen.add(statement);
      visit(next.library, statement, '');
    }
  }
  return reached;
}

export function label({ name, version }: { name: string; version: string | undefined }): string {
  return version === undefined ? name : `${name}|${version}`;
}

function addProfile(profiles: Map<string, Set<string>>, retrieve: Resource): void {
  const [, type] = /\}(\w+)$/.exec(textOf(retrieve, 'dataType') ?? '') ?? [];
  if (type === undefined) return;
  const template = textOf(retrieve, 'templateId') ?? `${BASE}${type}`;
  profiles.set(type, (profiles.get(type) ?? new Set()).add(template));
}
