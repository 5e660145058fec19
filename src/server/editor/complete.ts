/** What can be written where the cursor stands. */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { aggregateFunctions } from '../../language/compile/functions-lists.ts';
import { scalarFunctions } from '../../language/compile/functions.ts';
import { jsonSchema } from '../../language/index.ts';
import { methodSignatures } from '../../methods/registry.ts';
import type { Completions } from '../api.ts';
import { functionWords, keyWords } from '../messages/editor.ts';
import { entityBehind, formulaEntity } from './formula-place.ts';
import { cursorAt, type Cursor } from './place.ts';
import { symbolsOf, type Symbol, type Symbols } from './symbols.ts';

type Item = Completions['items'][number];

export interface AskedAt {
  /** Absolute. */
  file: string;
  text: string;
  line: number;
  column: number;
}

export function completionsAt({ file, text, line, column }: AskedAt): Completions {
  const cursor = cursorAt(text, line, column);
  const symbols = symbolsOf(file, text, line);
  const entity = formulaEntity(symbols, cursor, text, line);
  if (entity !== undefined) return inFormula(symbols, entity, cursor, column);
  const word = /[\p{L}\w./@-]*$/u.exec(cursor.before)?.[0] ?? '';
  const items = cursor.writing === 'key' ? keysAt(symbols, cursor) : valuesAt(symbols, cursor, file);
  return { from: column - word.length, items: distinct(items.filter(({ label }) => fits(label, word))) };
}

/** Letters in their order: `shsa` finds `shared_savings`. */
function fits(label: string, word: string): boolean {
  let at = 0;
  for (const letter of word.toLowerCase()) {
    at = label.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const distinct = (items: readonly Item[]) => [
  ...new Map(items.map((item) => [`${item.kind} ${item.label}`, item])).values(),
];

// ------------------------------------------------------------------------------------------------- formulas

function inFormula(symbols: Symbols, entity: string, { before }: Cursor, column: number): Completions {
  const dotted = /([\p{L}_]\w*(?:\.\w+)*)\.(\w*)$/u.exec(before);
  if (dotted) {
    const [, path = '', word = ''] = dotted;
    const of = path === 'period' ? undefined : entityBehind(symbols, entity, path.split('.'));
    const items =
      path === 'period'
        ? ['start', 'end', 'years'].map(plainName)
        : (symbols.entities.get(of ?? '') ?? []).map(named);
    return { from: column - word.length, items: items.filter(({ label }) => fits(label, word)) };
  }
  const word = /[\p{L}_]\w*$/u.exec(before)?.[0] ?? '';
  const own = (symbols.entities.get(entity) ?? []).map(named);
  const lists = [...symbols.entities.keys()].filter((name) => name !== entity).map(plainName);
  const items: Item[] = [
    ...own,
    ...symbols.parameters.map(named),
    ...lists,
    ...['period', 'as_of'].map(plainName),
    ...functions(),
    ...['if', 'then', 'else', 'and', 'or', 'in', 'between', 'for', 'return', 'true', 'false', 'null'].map(
      (label): Item => ({ label, kind: 'value', detail: null, insert: label }),
    ),
  ];
  return { from: column - word.length, items: distinct(items.filter(({ label }) => fits(label, word))) };
}

const plainName = (label: string): Item => ({ label, kind: 'name', detail: null, insert: label });

function named({ name, title, type }: Symbol): Item {
  const words = type === undefined ? '' : ` · ${type}`;
  const detail = title
    ? { en: title.en + words, zh: title.zh + words }
    : type === undefined
      ? null
      : { en: type, zh: type };
  return { label: name, kind: 'name', detail, insert: name };
}

function functions(): Item[] {
  return Object.entries({ ...scalarFunctions, ...aggregateFunctions }).map(([name, { usage }]) => ({
    label: name,
    kind: 'function',
    detail: functionWords[name as keyof typeof functionWords] ?? { en: usage, zh: usage },
    insert: `${name}(`,
  }));
}

// ------------------------------------------------------------------------------------------------- documents

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  type?: string | string[];
}

/** All that may stand at a path, where there are several forms. */
function schemasAt(symbols: Symbols, path: readonly string[]): Schema[] {
  const forms = (schema: Schema): Schema[] => [
    schema,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(forms),
  ];
  let at = forms(jsonSchema(symbols.kind ?? 'contract') as Schema);
  for (const part of path)
    at = at.flatMap((schema) => {
      if (part === '[]') return schema.items ? forms(schema.items) : [];
      const own = schema.properties?.[part];
      if (own) return forms(own);
      return typeof schema.additionalProperties === 'object' ? forms(schema.additionalProperties) : [];
    });
  return at;
}

function keysAt(symbols: Symbols, { path }: Cursor): Item[] {
  const keys = schemasAt(symbols, path).flatMap(({ properties = {} }) => Object.keys(properties));
  const fixed = keys.map((label): Item => ({
    label,
    kind: 'key',
    detail: keyWords[label as keyof typeof keyWords] ?? null,
    insert: `${label}: `,
  }));
  return [...fixed, ...namesAsKeys(symbols, path)];
}

/** Keys that are names of the model. */
function namesAsKeys(symbols: Symbols, path: readonly string[]): Item[] {
  const asKey = (item: Item): Item => ({ ...item, insert: `${item.label}: ` });
  const entities = () => [...symbols.entities.keys()].map((name) => asKey(plainName(name)));
  const [part, entity] = path;
  if (path.length === 1 && part === 'terms') return entities();
  if (symbols.kind !== 'model') {
    if (path.length === 1 && part === 'bind') return entities().filter(({ label }) => label !== 'agreement');
    if (path.length === 1 && part === 'parameters') return symbols.parameters.map((one) => asKey(named(one)));
    if (path.length === 1 && part === 'parties') return symbols.parties.map((name) => asKey(plainName(name)));
    if (part === 'bind' && entity !== undefined && /^(columns|facts)$/.test(path.at(-1) ?? ''))
      return (symbols.entities.get(entity) ?? [])
        .filter(({ kind }) => kind !== 'term')
        .map((one) => asKey(named(one)));
  }
  return [];
}

function valuesAt(symbols: Symbols, { path }: Cursor, file: string): Item[] {
  const last = path.at(-1);
  const value = (label: string, detail: Item['detail'] = null): Item => ({
    label,
    kind: 'value',
    detail,
    insert: label,
  });
  if (symbols.kind !== 'model' && path.length === 1 && last === 'model')
    return symbols.models.map((one) => value(one));
  if (path[0] === 'methods' && last === 'method')
    return methodSignatures().map(({ name, title }) => value(name, title ?? null));
  if (symbols.kind === 'contract' && last === 'table') return filesBeside(file).map((one) => value(one));
  if (symbols.kind === 'model') {
    if (path[0] === 'payments' && last === 'for')
      return [...symbols.entities.keys()].map((one) => value(one));
    if (path[0] === 'payments' && (last === 'from' || last === 'to'))
      return [...symbols.parties, ...symbols.entities.keys()].map((one) => value(one));
    if (path[0] === 'entities' && (last === 'group' || last === 'each' || path[2] === 'references'))
      return [...symbols.entities.keys(), 'party'].map((one) => value(one));
    if (last === 'type' || path[2] === 'facts') return TYPES.map((one) => value(one));
  }
  return schemasAt(symbols, path).flatMap(({ enum: words = [] }) => words.map((word) => value(String(word))));
}

const TYPES = [
  'money',
  'ratio',
  'count',
  'number',
  'text',
  'boolean',
  'date',
  'duration',
  'person',
  'person_year',
  'money/person_year',
];

function filesBeside(file: string): string[] {
  try {
    return readdirSync(dirname(file))
      .filter((name) => /\.(csv|tsv|parquet|xlsx|jsonl)$/i.test(name))
      .sort();
  } catch {
    return [];
  }
}
