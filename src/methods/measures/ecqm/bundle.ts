/**
 * Reads and checks the bundle of a measure: the Measure, its libraries with ELM, its value sets with their codes. What is computed with is
 * made of it: the one measure, versions taken off its references, only the statements and value sets its populations lead to.
 *
 * Source: HL7 Quality Measure Implementation Guide (cqfmeasures), measure conformance; FHIR R4 Measure, Library, ValueSet.
 */
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import type { ElmLibrary, Reached } from './elm.ts';
import { elmLibrary, label, reach } from './elm.ts';
import { isObject, listOf, objectOf, readJson, resourcesOf, textOf, withoutVersion } from './json.ts';
import { measureOf } from './measure.ts';
import { report } from './messages.ts';
import type { Measure, Resource } from './types.ts';
import { usedValueSets } from './value-sets.ts';

export interface ReadMeasure {
  measure: Measure;
  /** What the threads compute with. */
  bundle: Resource;
  /** Resource type → profiles the logic asks for. */
  profiles: Map<string, Set<string>>;
}

/** @param name which of several: url (with `|version` or not), id or name */
export async function readMeasure(file: string, name?: string): Promise<Checked<ReadMeasure>> {
  const read = await readJson(file);
  if (read.diagnostics.length > 0) return { diagnostics: read.diagnostics };
  const at = { file };
  if (!isObject(read.value) || read.value['resourceType'] !== 'Bundle') {
    const found = isObject(read.value) ? (textOf(read.value, 'resourceType') ?? '{…}') : typeof read.value;
    return { diagnostics: [report('no-bundle', { found }, at)] };
  }
  const resources = resourcesOf(read.value);
  const chosen = choose(file, ofType(resources, 'Measure'), name);
  if (!chosen.value) return { diagnostics: chosen.diagnostics };
  const described = measureOf(chosen.value, at);
  if (!described.value) return { diagnostics: described.diagnostics };
  const { measure } = described.value;
  const libraries = readLibraries(file, ofType(resources, 'Library'), chosen.value, measure);
  const diagnostics = [...described.diagnostics, ...libraries.diagnostics];
  if (!libraries.value) return { diagnostics };
  const { main, all } = libraries.value;
  diagnostics.push(...missingExpressions(measure, main, at));
  const find = (own: string, version: string | undefined) =>
    all.find((one) => one.name === own && one.version === version);
  const reached = reach(main, find, [...expressionsOf(measure), 'Patient']);
  if (reached.missingLibraries.size > 0) {
    const missing = [...reached.missingLibraries].sort().join(', ');
    diagnostics.push(report('library-missing', { libraries: missing }, at));
  }
  const sets = usedValueSets(file, ofType(resources, 'ValueSet'), reached.valueSets);
  diagnostics.push(...sets.diagnostics);
  if (hasErrors(diagnostics) || !sets.value) return { diagnostics };
  const bundle = prepared(described.value.resource, main, all, reached, sets.value);
  return { value: { measure, bundle, profiles: reached.profiles }, diagnostics };
}

function ofType(resources: readonly Resource[], type: string): Resource[] {
  return resources.filter((one) => one['resourceType'] === type);
}

function choose(file: string, measures: readonly Resource[], name: string | undefined): Checked<Resource> {
  const at = { file };
  const names = measures.map((one) => textOf(one, 'url') ?? textOf(one, 'id') ?? '?').join(', ');
  if (measures.length === 0) return { diagnostics: [report('no-measure', {}, at)] };
  if (name === undefined) {
    const [only] = measures;
    return measures.length === 1 && only
      ? { value: only, diagnostics: [] }
      : { diagnostics: [report('several-measures', { measures: names }, at)] };
  }
  const found = measures.find((one) => {
    const url = textOf(one, 'url');
    return [url, `${url}|${textOf(one, 'version')}`, textOf(one, 'id'), textOf(one, 'name')].includes(name);
  });
  return found
    ? { value: found, diagnostics: [] }
    : { diagnostics: [report('measure-unknown', { measure: name, measures: names }, at)] };
}

/** What logic is written in, besides ELM as JSON. */
const LOGIC: ReadonlySet<string> = new Set(['text/cql', 'application/elm+xml']);

/** All libraries that have ELM, and the one the measure names. */
function readLibraries(
  file: string,
  resources: readonly Resource[],
  measure: Resource,
  { canonical }: Measure,
): Checked<{ main: ElmLibrary; all: ElmLibrary[] }> {
  const at = { file };
  const diagnostics: Diagnostic[] = [];
  const read = new Map<Resource, ElmLibrary>();
  for (const resource of resources) {
    const own = textOf(resource, 'url') ?? textOf(resource, 'id') ?? '?';
    const content = listOf(resource, 'content').find((one) => one['contentType'] === 'application/elm+json');
    const data = textOf(content, 'data');
    if (data === undefined) {
      // A library of another kind (a model's definition in XML, an asset collection) has no logic at all, and needs none.
      if (listOf(resource, 'content').some((one) => LOGIC.has(textOf(one, 'contentType') ?? '')))
        diagnostics.push(report('library-no-elm', { library: own }, at));
      continue;
    }
    try {
      const elm = elmLibrary(JSON.parse(Buffer.from(data, 'base64').toString('utf8')));
      if (!elm) throw new Error('library.identifier');
      read.set(resource, elm);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      diagnostics.push(report('library-bad-elm', { library: own, words }, at));
    }
  }
  const named = measure['library'];
  const [reference] = (Array.isArray(named) ? named : [named]).filter((one) => typeof one === 'string');
  const plain = withoutVersion(reference ?? '');
  const called = resources.filter((one) => plain !== '' && plain === textOf(one, 'url'));
  // Not by its url, then by its id: `Library/<id>`, of whatever server, as measures that were published anew under another name still have it.
  const main = called.length > 0 ? called : resources.filter((one) => idOf(plain) === textOf(one, 'id'));
  const versioned = main.find((one) => reference === `${textOf(one, 'url')}|${textOf(one, 'version')}`);
  const chosen = versioned ?? main[0];
  const elm = chosen && read.get(chosen);
  if (!chosen || reference === undefined)
    diagnostics.push(report('measure-library', { measure: canonical, library: reference ?? '–' }, at));
  else if (!elm && diagnostics.length === 0)
    diagnostics.push(report('library-no-elm', { library: reference }, at));
  return elm && !hasErrors(diagnostics)
    ? { value: { main: elm, all: [...read.values()] }, diagnostics }
    : { diagnostics };
}

const idOf = (reference: string): string => reference.replace(/^(.*\/)?Library\//, '');

function expressionsOf({ groups }: Measure): string[] {
  return groups.flatMap(({ populations, stratifiers }) =>
    [...populations, ...stratifiers].map(({ expression }) => expression),
  );
}

function missingExpressions(
  { canonical, groups }: Measure,
  main: ElmLibrary,
  at: { file: string },
): Diagnostic[] {
  return groups.flatMap(({ id, populations, stratifiers }) =>
    [...populations, ...stratifiers]
      .filter(({ expression }) => !main.statements.has(expression))
      .map(({ key, expression }) => {
        const data = { measure: canonical, group: id, population: key, expression, library: label(main) };
        return report('measure-expression', data, at);
      }),
  );
}

const ROOT = 'openvbp-main';

/** The main library is computed statement by statement: those that no population leads to are left out of it. */
function prepared(
  measure: Resource,
  main: ElmLibrary,
  all: readonly ElmLibrary[],
  { main: wanted }: Reached,
  valueSets: readonly Resource[],
): Resource {
  const libraries = all.map((library) => {
    const own = objectOf(library.elm, 'library') ?? {};
    const def = [...library.statements].flatMap(([name, statements]) =>
      library === main && !wanted.has(name) ? [] : statements,
    );
    const elm = { ...library.elm, library: { ...own, statements: { def } } };
    const data = Buffer.from(JSON.stringify(elm)).toString('base64');
    const id = library === main ? ROOT : label(library);
    return { resourceType: 'Library', id, content: [{ contentType: 'application/elm+json', data }] };
  });
  const resources = [{ ...measure, library: [`Library/${ROOT}`] }, ...libraries, ...valueSets];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}
