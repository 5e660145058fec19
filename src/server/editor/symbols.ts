/** What a document being written names: from its own text, as far as it can be read, and from the model it names. */

import { existsSync } from 'node:fs';
import { checkModel, findModel, libraries, listModels } from '../../language/index.ts';
import type { ModelDocument } from '../../language/document.ts';
import { kindOf, readModel } from '../../language/documents/index.ts';
import { describe } from '../../language/compile/dimensions.ts';
import type { DocumentKind } from '../../language/index.ts';
import type { Localized, Plan } from '../../language/plan.ts';

export interface Symbol {
  name: string;
  kind: 'fact' | 'term' | 'reference' | 'key' | 'parameter' | 'entity' | 'payment';
  title?: Localized | undefined;
  note?: Localized | undefined;
  /** As an author writes it, where the checker can tell. */
  type?: string | undefined;
  unit?: string | undefined;
  formula?: string | undefined;
  source?: string | undefined;
  /** Of a reference: where it leads. */
  to?: string | undefined;
}

export interface Symbols {
  kind: DocumentKind | undefined;
  entities: Map<string, Symbol[]>;
  parameters: Symbol[];
  payments: Symbol[];
  parties: string[];
  /** Entity → the entity it groups or is made from. */
  grouped: Map<string, string>;
  models: string[];
}

/** `line`: the one being written, left out where the document cannot be read with it. */
export function symbolsOf(file: string, text: string, line: number): Symbols {
  const kind = kindOf(file, text).value;
  const models = () => listModels(libraries(file)).map(({ model, version }) => `${model}@${version}`);
  if (kind === 'model') {
    const document = documentOf(file, text, line);
    return { ...fromDocument(document, planOf(file, text)), kind, models: [] };
  }
  const id = /^["']?model["']?[ \t]*:[ \t]*["']?([^"'#\s]+)/m.exec(text)?.[1];
  const found = id === undefined ? undefined : findModel(id, file).value?.file;
  const document = found === undefined ? undefined : readModel(found).value;
  return {
    ...fromDocument(document, found === undefined ? undefined : checkModel(found).value),
    kind,
    models: models(),
  };
}

function planOf(file: string, text: string): Plan | undefined {
  return checkModel(file, { text }).value;
}

function documentOf(file: string, text: string, line: number): ModelDocument | undefined {
  const whole = readModel(file, text).value;
  if (whole && whole.entities.length > 0) return whole;
  const lines = text.split('\n');
  lines[line - 1] = '';
  // Broken elsewhere, too: as it was saved.
  const without = readModel(file, lines.join('\n')).value;
  return without ?? whole ?? (existsSync(file) ? readModel(file).value : undefined);
}

type Found = Omit<Symbols, 'kind' | 'models'>;

function fromDocument(document: ModelDocument | undefined, plan: Plan | undefined): Found {
  const found: Found = { entities: new Map(), parameters: [], payments: [], parties: [], grouped: new Map() };
  if (!document) return found;
  const typeIn = (entity: string, name: string) => {
    const owner = plan?.entities.find((one) => one.name === entity);
    const type = [...(owner?.terms ?? []), ...(owner?.facts ?? []), ...(owner?.key ?? [])].find(
      (one) => one.name === name,
    )?.type;
    return type && describe(type);
  };
  const add = (entity: string, symbol: Symbol) => {
    const all = found.entities.get(entity) ?? [];
    if (!all.some((one) => one.name === symbol.name)) all.push(symbol);
    found.entities.set(entity, all);
  };
  for (const { name: entity, key, facts, references, group, each } of document.entities) {
    const own = entity.text;
    found.entities.set(own, []);
    if (group) found.grouped.set(own, group.of.text);
    if (each) found.grouped.set(own, each.of.text);
    for (const { name, type, unit, title: of, note: why } of facts)
      add(own, {
        name: name.text,
        kind: 'fact',
        title: of,
        note: why,
        type: typeIn(own, name.text) ?? type.text,
        unit: unit?.text,
      });
    for (const { name, to } of references)
      add(own, { name: name.text, kind: 'reference', to: to.text, type: to.text });
    for (const part of key) add(own, { name: part.text, kind: 'key', type: typeIn(own, part.text) });
    for (const { name, formula } of group?.by ?? [])
      add(own, { name: name.text, kind: 'key', formula: formula.text, type: typeIn(own, name.text) });
    if (each) add(own, { name: each.variable.text, kind: 'key', formula: each.list.text });
  }
  if (!found.entities.has('agreement')) found.entities.set('agreement', []);
  for (const { entity, name, formula, title, note, source } of document.terms)
    add(entity.text, {
      name: name.text,
      kind: 'term',
      title,
      note,
      source,
      formula: formula.text,
      type: typeIn(entity.text, name.text),
    });
  found.parameters = document.parameters.map(({ name, title, note, source, unit, type, shape }) => {
    const compiled = plan?.parameters.find((one) => one.name === name.text);
    const shown =
      compiled && (compiled.kind === 'scalar' || compiled.kind === 'list')
        ? describe(compiled.type)
        : type?.text;
    return {
      name: name.text,
      kind: 'parameter' as const,
      title,
      note,
      source,
      unit: unit?.text,
      type: shown ?? shape.kind,
    };
  });
  found.payments = document.payments.map(({ id, title, amount, for: owner }) => ({
    name: id.text,
    kind: 'payment' as const,
    title,
    formula: amount.text,
    to: owner.text,
  }));
  found.parties = document.parties.map(({ text }) => text);
  return found;
}
