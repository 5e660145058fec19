/**
 * Conditions on a row, as a document writes them under `where`: columns and what they must be, all of them; `any: [ … ]` one of several; `none: [ … ]`
 * none of several. A column that is unknown meets no condition but `known: false`.
 *
 *     where: { claim_type: institutional, diagnosis: { codes: diabetes }, paid_amount: { above: 0 }, none: [ { place_of_service_code: '21' } ] }
 */
import { isDate } from '../../../language/value.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Path, Problems } from './problems.ts';
import { named } from './problems.ts';
import type { Source, SourceColumn } from './sources.ts';

export type Condition =
  | { kind: 'all' | 'any' | 'none'; of: Condition[] }
  | { kind: 'codes'; column: string; codes: readonly string[]; list: string | undefined }
  | { kind: 'sql'; columns: readonly string[]; sql: (column: string) => string };

const NUMBER = /^[+-]?\d{1,18}(\.\d{1,18})?$/;
const SIGNS = { from: '>=', to: '<=', above: '>', below: '<' } as const;

export function readConditions(
  written: unknown,
  source: Source,
  lists: ReadonlyMap<string, readonly string[]>,
  at: Path,
  problems: Problems,
): Condition {
  const parts: Condition[] = [];
  if (!isRecord(written)) {
    problems.add(at, 'measure-condition', { expected: '{ column: value }' });
    return { kind: 'all', of: parts };
  }
  for (const [name, value] of Object.entries(written)) {
    const here = [...at, name];
    if (name === 'any' || name === 'none') {
      if (!Array.isArray(value) || value.length === 0) {
        problems.add(here, 'measure-condition', { expected: '[ { column: value }, … ]' });
        continue;
      }
      const of = value.map((one, i) => readConditions(one, source, lists, [...here, i], problems));
      parts.push({ kind: name, of });
      continue;
    }
    const column = source.columns.get(name);
    if (!column) {
      const data = { column: name, table: source.table, known: named(source.columns.keys()) };
      problems.add(here, 'measure-column', data);
      continue;
    }
    const condition = ofColumn(name, column, value, lists, here, problems);
    if (condition) parts.push(condition);
  }
  return { kind: 'all', of: parts };
}

function ofColumn(
  name: string,
  { type, columns }: SourceColumn,
  value: unknown,
  lists: ReadonlyMap<string, readonly string[]>,
  at: Path,
  problems: Problems,
): Condition | undefined {
  const texts = typeof value === 'string' ? [value] : value;
  if (Array.isArray(texts)) {
    if (texts.length === 0 || !texts.every((one) => typeof one === 'string' && one.trim() !== ''))
      return bad(at, problems, 'text | [text, …]');
    if (type === 'text') {
      // A star within a code would stand for nothing.
      if ((texts as string[]).some((code) => /\*./.test(code))) return bad(at, problems, 'E11*');
      return { kind: 'codes', column: name, codes: texts as string[], list: undefined };
    }
    return equal(type, columns, texts as string[], at, problems);
  }
  if (!isRecord(texts) || Object.keys(texts).length === 0) return bad(at, problems, EXPECTED[type]);
  const { codes, known, not, ...range } = texts;
  if (codes !== undefined && Object.keys(texts).length === 1) {
    const found = typeof codes === 'string' ? lists.get(codes) : undefined;
    if (type !== 'text') return bad(at, problems, EXPECTED[type]);
    if (found) return { kind: 'codes', column: name, codes: found, list: codes as string };
    problems.add([...at, 'codes'], 'measure-codes', { list: String(codes), known: named(lists.keys()) });
    return undefined;
  }
  if (known !== undefined && Object.keys(texts).length === 1) {
    if (known !== 'true' && known !== 'false') return bad([...at, 'known'], problems, 'true | false');
    const no = known === 'true' ? 'not ' : '';
    return { kind: 'sql', columns, sql: (column) => `${column} is ${no}null` };
  }
  if (not !== undefined && Object.keys(texts).length === 1) {
    const inner = ofColumn(name, { type, columns }, not, lists, [...at, 'not'], problems);
    return inner && { kind: 'none', of: [inner] };
  }
  return ranged(type, columns, range, at, problems);
}

const EXPECTED: Record<SourceColumn['type'], string> = {
  text: 'text | [text, …] | { codes: … }',
  date: '{ from: 2023-01-01, to: … }',
  money: '{ from, to, above, below }',
  quantity: '{ from, to, above, below }',
  integer: '{ from, to, above, below }',
  boolean: 'true | false',
};

function bad(at: Path, problems: Problems, expected: string): undefined {
  problems.add(at, 'measure-condition', { expected });
  return undefined;
}

function equal(
  type: SourceColumn['type'],
  columns: readonly string[],
  texts: readonly string[],
  at: Path,
  problems: Problems,
): Condition | undefined {
  const literals = texts.map((one) => literal(type, one));
  if (literals.includes(undefined)) return bad(at, problems, EXPECTED[type]);
  return { kind: 'sql', columns, sql: (column) => `coalesce(${column} in (${literals.join(', ')}), false)` };
}

function ranged(
  type: SourceColumn['type'],
  columns: readonly string[],
  range: Record<string, unknown>,
  at: Path,
  problems: Problems,
): Condition | undefined {
  if (type === 'text' || type === 'boolean') return bad(at, problems, EXPECTED[type]);
  const tests: [string, string][] = [];
  for (const [name, value] of Object.entries(range)) {
    const sign = SIGNS[name as keyof typeof SIGNS];
    const text = typeof value === 'string' ? literal(type, value) : undefined;
    if (sign === undefined || text === undefined) return bad([...at, name], problems, EXPECTED[type]);
    tests.push([sign, text]);
  }
  const sql = (column: string) =>
    `coalesce(${tests.map(([sign, text]) => `${column} ${sign} ${text}`).join(' and ')}, false)`;
  return { kind: 'sql', columns, sql };
}

function literal(type: SourceColumn['type'], text: string): string | undefined {
  if (type === 'boolean') return text === 'true' || text === 'false' ? text : undefined;
  if (type === 'date') return isDate(text) ? `date ${quoteLiteral(text)}` : undefined;
  return NUMBER.test(text) ? text : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
