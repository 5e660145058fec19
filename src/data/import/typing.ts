/**
 * Cells as text → typed cells, in SQL: one definition of what a cell of a canonical table may be, for all formats. What does not parse is
 * a fault and refuses its row; nothing is rounded, cut or guessed, but for quantities finer than four digits, which are counted.
 */
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { SQL_TYPES } from '../canonical/ddl.ts';
import type { CanonicalColumn, CanonicalType } from '../canonical/index.ts';
import { trimmed } from '../tables/trim.ts';

/** A day before or after these is a mistake of the source, or stands for "unknown". */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2100-01-01';

/** Ends of spans: a day after `LAST_DAY` there is how systems write "still open". */
const OPEN_ENDS: readonly string[] = [
  'enrollment_end_date',
  'registration_end_date',
  'end_date',
  'resolved_date',
];

/**
 * A cell on its way, in three steps of SQL, each over the names of the one before so that nothing is worked out twice: the text without
 * blanks (`x:<name>`), its value (`v:<name>`), what is wrong with it and what is kept.
 */
export interface TypedCell {
  column: CanonicalColumn;
  text: string;
  value: string;
  kept: string;
  /** What refuses the row: true where it does. In this order. */
  faults: { reason: string; when: string }[];
  /** What is kept but counted: true where it is. */
  notes: { code: string; when: string }[];
}

type Rules = Pick<TypedCell, 'value' | 'faults'> & Partial<Pick<TypedCell, 'kept' | 'notes'>>;

/** `cell` is SQL over the reader's rows, `type` its SQL type. */
export function typedCell(column: CanonicalColumn, cell: string, type: string): TypedCell {
  const [x, v] = [textName(column), valueName(column)];
  const same = type === SQL_TYPES[column.type] && column.type !== 'text';
  const rules: Rules = same ? { value: x, faults: [] } : ways[column.type](x, v);
  const typed: TypedCell = {
    column,
    text: same ? cell : clean(type === 'VARCHAR' ? cell : `${cell}::varchar`),
    kept: v,
    notes: [],
    ...rules,
    faults: [...rules.faults],
  };
  if (column.oneOf) {
    typed.kept = `lower(${v})`;
    typed.faults.push({ reason: 'code-unknown', when: `not ${isOneOf(`lower(${v})`, column.oneOf)}` });
  }
  if (column.type === 'date') {
    const late = `${v} > date '${LAST_DAY}'`;
    const early = `${v} < date '${FIRST_DAY}'`;
    if (OPEN_ENDS.includes(column.name)) {
      typed.kept = `case when ${late} then null else ${v} end`;
      typed.notes.push({ code: 'open-end', when: late });
      typed.faults.push({ reason: 'date-impossible', when: early });
    } else typed.faults.push({ reason: 'date-impossible', when: `(${early} or ${late})` });
  }
  if (column.required) typed.faults.push({ reason: 'required-missing', when: `${v} is null` });
  return typed;
}

/** Most cells have no blank in them, and to see that is five times cheaper than to trim them of any kind of blank. */
function clean(text: string): string {
  return `case when regexp_full_match(${text}, '[!-~]+') then ${text} else ${trimmed(text)} end`;
}

/** What stands where the source has no such column. */
export function absentCell(column: CanonicalColumn): TypedCell {
  const faults = column.required ? [{ reason: 'required-missing', when: 'true' }] : [];
  const kept = `null::${SQL_TYPES[column.type]}`;
  return { column, text: '', value: '', kept, faults, notes: [] };
}

export function textName({ name }: CanonicalColumn): string {
  return quoteIdentifier(`x:${name}`);
}

export function valueName({ name }: CanonicalColumn): string {
  return quoteIdentifier(`v:${name}`);
}

/** SQL of the reader's rows with texts and values: a row each, with `_file` and `_line`. */
export function typedRows(sql: string, cells: readonly TypedCell[]): string {
  const given = cells.filter(({ text }) => text !== '');
  const texts = given.map(({ column, text }) => `${text} as ${textName(column)}`);
  const values = given.map(({ column, value }) => `${value} as ${valueName(column)}`);
  const read = `select ${['_file::integer as _file', '_line::bigint as _line', ...texts].join(', ')} from (${sql}) r`;
  return `(select ${['*', ...values].join(', ')} from (${read}))`;
}

/** The first fault of a row as a number: 1 for the first of `cells`' faults …; null where there is none. */
export function faultNumber(cells: readonly TypedCell[]): string {
  const branches = cells.flatMap(({ faults }) => faults).map(({ when }, i) => `when ${when} then ${i + 1}`);
  return branches.length === 0 ? 'null::integer' : `case ${branches.join(' ')} end`;
}

export function keptCell({ kept, column }: TypedCell): string {
  return `(${kept})::${SQL_TYPES[column.type]} as ${quoteIdentifier(column.name)}`;
}

const ISO_TIME = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)? ?(Z|UTC|[+-]\d\d(:?\d\d)?)?`;

function decimalRules(x: string, v: string, kind: 'amount' | 'quantity'): Rules {
  const wide = `try_cast(${x} as decimal(38,18))`;
  const narrow = `try_cast(${x} as decimal(18,4))`;
  const double = `try_cast(${x} as double)`;
  // Only a cell with many digits after its point, or with an exponent, can lose any: the others are not looked at twice.
  const unsure = `((contains(${x}, '.') and length(${x}) - instr(${x}, '.') > 4) or contains(lower(${x}), 'e'))`;
  const finer = `case when ${unsure} then coalesce(${wide} <> ${narrow}, false) else false end`;
  const missing = `${x} is not null and ${v} is null`;
  const faults = [
    {
      reason: `${kind}-too-large`,
      when: `case when ${missing} and ${narrow} is null then coalesce(isfinite(${double}), false) else false end`,
    },
    // The database takes 1_000 for a number.
    { reason: `${kind}-unreadable`, when: `((${missing} and ${narrow} is null) or contains(${x}, '_'))` },
  ];
  if (kind === 'quantity')
    return { value: narrow, faults, notes: [{ code: 'quantity-rounded', when: finer }] };
  const value = `case when ${unsure} then (case when ${wide} = ${narrow} then ${narrow} end) else ${narrow} end`;
  return { value, faults: [...faults, { reason: 'amount-too-fine', when: `(${missing})` }] };
}

/** Not `in (…)`: of a long one the database makes a join, and rows come out of a join in any order. */
function isOneOf(text: string, texts: readonly string[]): string {
  return `list_contains([${texts.map(quoteLiteral).join(', ')}], ${text})`;
}

function rules(x: string, v: string, value: string, reason: string): Rules {
  return { value, faults: [{ reason, when: `(${x} is not null and ${v} is null)` }] };
}

const ways: Record<CanonicalType, (x: string, v: string) => Rules> = {
  text: (x) => ({ value: x, faults: [] }),
  money: (x, v) => decimalRules(x, v, 'amount'),
  quantity: (x, v) => decimalRules(x, v, 'quantity'),
  date: (x, v) => {
    const timed = `regexp_full_match(${x}, ${quoteLiteral(ISO_TIME)})`;
    const value = `case when length(${x}) = 10 then try_cast(${x} as date) when ${timed} then try_cast(left(${x}, 10) as date) end`;
    return rules(x, v, value, 'date-unreadable');
  },
  integer: (x, v) => {
    // `12.0` is 12, but the database would round 1.5, and read 0x10 and 1_000.
    const value = `case when regexp_full_match(${x}, '[+-]?\\d+(\\.0*)?') then try_cast(split_part(${x}, '.', 1) as bigint) end`;
    return rules(x, v, value, 'integer-unreadable');
  },
  boolean: (x, v) => {
    const is = (texts: string[]) => isOneOf(`lower(${x})`, texts);
    const value = `case when ${is(['1', 'true', 't', 'yes', 'y', '是'])} then true when ${is(['0', 'false', 'f', 'no', 'n', '否'])} then false end`;
    return rules(x, v, value, 'boolean-unreadable');
  },
};
