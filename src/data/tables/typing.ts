/**
 * Text columns → typed columns, in bulk. Plain numerals and ISO dates are converted by SQL; every other cell (exponents,
 * percents, full-width digits, other dates …) goes through a dictionary: its distinct texts are parsed by `parse.ts` and
 * joined back. So a million rows cost a scan, and there is one definition of what a cell means.
 */
import type { ColumnMap } from '../../language/agreement.ts';
import type { ScalarType } from '../../language/plan.ts';
import type { Cell, ColumnType, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral, quoteTable } from '../../warehouse/warehouse.ts';
import { formatsOf, parseCell } from './parse.ts';
import { staging } from './staging.ts';
import type { Target } from './targets.ts';

/** A target and the text it is read from: `text` and `by` are columns of a view with a `line`. */
export interface Typed {
  target: Target;
  /** Absent: nothing is read, all rows are unknown. */
  text?: string;
  by?: string;
  map?: Pick<ColumnMap, 'formats' | 'formatBy' | 'values' | 'unknown'>;
}

/** What the reading of one column found wrong: the first few in order of line, of `rounded` the first. */
export interface Finding {
  kind: 'unreadable' | 'too large' | 'no format' | 'rounded' | 'not allowed';
  total: number;
  first: { line: number; text: string }[];
}

export interface TypedColumn {
  target: Target;
  type: ColumnType;
  /** SQL over `from` of the view. */
  value: string;
  findings: Finding[];
}

export interface TypedView {
  columns: TypedColumn[];
  /** SQL after `from`: the view `v` and the dictionaries joined to it. */
  from: string;
  /** Drops the dictionaries. */
  release(): Promise<void>;
}

/** Trimmed as `String.prototype.trim` does, so that SQL and `parse.ts` see the same text. */
const BLANKS =
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** The cell without blanks round it; null where nothing is left. */
export function trimmed(column: string): string {
  return `nullif(trim(${column}, ${quoteLiteral(BLANKS)}), '')`;
}

export function columnTypeOf(type: ScalarType): ColumnType {
  switch (type.kind) {
    case 'number':
      return 'bigint';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'duration':
      return 'interval';
    default:
      return 'varchar';
  }
}

let dictionaries = 0;

/** Types the columns of `view` (SQL name), which has `line` and the text columns named in `columns`. */
export async function typeColumns(
  warehouse: Warehouse,
  view: string,
  columns: readonly Typed[],
  listed: number,
): Promise<TypedView> {
  const made: string[] = [];
  const typed: TypedColumn[] = [];
  const joins: string[] = [];
  const surveys = await survey(warehouse, view, columns);
  for (const [i, column] of columns.entries()) {
    const { target, text } = column;
    if (text === undefined) {
      const type = columnTypeOf(target.type);
      typed.push({ target, type, value: `null::${type}`, findings: [] });
    } else if (target.type.kind === 'text' || target.type.kind === 'party') {
      typed.push(await textColumn(warehouse, view, column, text, listed));
    } else {
      const found = surveys[i] as Survey;
      const ways = fastWays(column, text);
      const own = withHelpers(view, [column]);
      const findings: Finding[] = [];
      let dictionary: Dictionary | undefined;
      if (found.left > 0) {
        dictionaries += 1;
        const alias = `d${i}`;
        dictionary = await makeDictionary(warehouse, own, column, text, ways, dictionaries, alias);
        made.push(dictionary.table);
        joins.push(dictionary.join);
        findings.push(...(await dictionaryFindings(warehouse, own, column, text, ways, dictionary, listed)));
      }
      if (found.rounded > 0 || dictionary?.rounded) {
        findings.push(await roundedFinding(warehouse, own, text, found, ways, dictionary));
      }
      const cases = ways
        .filter((_, w) => (found.fits[w] ?? 0) > 0)
        .map((way) => `when ${way.fits} then ${way.value}`);
      const type = dictionary?.type ?? columnTypeOf(target.type);
      const otherwise = dictionary ? `${dictionary.alias}.value` : 'null';
      // Where every cell fits the first way the test need not be made again.
      const only = !dictionary && found.fits[0] === found.filled && ways[0];
      const value = only
        ? only.value
        : cases.length > 0
          ? `case ${cases.join(' ')} else ${otherwise} end`
          : otherwise;
      typed.push({ target, type, value: `(${value})::${type}`, findings });
    }
  }
  return {
    columns: typed,
    from: [`${withHelpers(view, columns)} v`, ...joins].join('\n'),
    release: async () => {
      for (const table of made) await warehouse.run(`drop table ${table}`);
    },
  };
}

// ----------------------------------------------------------------------------------------------- the fast ways

/** A class of cells that SQL converts exactly: `fits` decides, `value` converts, `rounded` is true where digits were lost. */
interface Way {
  fits: string;
  value: string;
  rounded?: string;
}

/** Cells with a mapped or unknown text are for the dictionary, and so is all that depends on another column. */
function fastWays(column: Typed, text: string): Way[] {
  const { type } = column.target;
  const map = column.map;
  if (map?.formatBy) return [];
  const format = map?.formats[0] ?? (formatsOf(type)[0] as string);
  if (type.kind === 'date') {
    if (format !== 'iso' && format !== 'plain') return [];
    return [{ fits: `v.${text}_date is not null`, value: `v.${text}_date` }];
  }
  if (type.kind !== 'number') return [];
  const shape = numberShape(text, type.scale, format);
  if (!shape) return [];
  const { scale } = shape;
  const [fits, places, digits] = [`v.${text}_fits`, `v.${text}_places`, `v.${text}_digits`];
  const powers = (from: number, power: (places: number) => number) =>
    Array.from({ length: 19 }, (_, i) => from + i)
      .filter((p) => power(p) >= 0 && power(p) <= 18)
      .map((p) => `when ${p} then ${10n ** BigInt(power(p))}`)
      .join(' ');
  const exact: Way = {
    fits: `(${fits} and ${places} <= ${scale})`,
    value: `${digits} * (case ${places} ${powers(0, (p) => scale - p)} end)::bigint`,
  };
  // More digits than the scale: rounded half to even. Beyond 18 digits it is left to the dictionary.
  const divisor = `(case ${places} ${powers(scale + 1, (p) => p - scale)} end)::bigint`;
  const rest = `abs(${digits} % ${divisor})`;
  const tie = `(2 * ${rest} = ${divisor} and (${digits} // ${divisor}) % 2 <> 0)`;
  const up = `case when 2 * ${rest} > ${divisor} or ${tie} then sign(${digits}) else 0 end`;
  const long: Way = {
    fits: `(${fits} and ${places} between ${scale + 1} and ${scale + 18})`,
    value: `${digits} // ${divisor} + ${up}`,
    rounded: `${rest} <> 0`,
  };
  return [exact, long];
}

/** Numerals SQL converts: what they look like, their digits and point alone, and how many digits the scale leaves after it. */
function numberShape(text: string, scaleOfType: number, format: string) {
  const x = `v.${quoteIdentifier(text)}`;
  const scale = scaleOfType - (format === 'percent' ? 2 : 0);
  if (scale < 0 || format === 'out of') return undefined;
  // Together at most 18 digits, so that the integer fits 64 bits.
  const whole = 18 - scaleOfType;
  const digits = `[0-9]{1,${whole}}`;
  const fraction = String.raw`(\.[0-9]*)?`;
  if (format === 'thousands') {
    const pattern = `[+-]?(${grouped(whole)}|${digits})${fraction}`;
    return { pattern, bare: `replace(${x}, ',', '')`, scale };
  }
  if (format === 'percent')
    return { pattern: `[+-]?${digits}${fraction}%?`, bare: `rtrim(${x}, '%')`, scale };
  return { pattern: `[+-]?${digits}${fraction}`, bare: x, scale };
}

/** Columns the ways need, so that each is computed once: does the cell look right, how many digits follow the point, all digits. */
function helpers(column: Typed, text: string): string[] {
  const { type } = column.target;
  const map = column.map;
  if (fastWays(column, text).length === 0) return [];
  const x = `v.${quoteIdentifier(text)}`;
  const special = [...Object.keys(map?.values ?? {}), ...(map?.unknown ?? [])].map((t) => t.trim());
  const not = special.length > 0 ? ` and ${x} not in (${special.map(quoteLiteral).join(', ')})` : '';
  if (type.kind === 'date') {
    // DuckDB reads year 0000; the calendar of the language starts in 0001.
    const shape = `regexp_full_match(${x}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') and ${x} >= '0001'${not}`;
    return [`case when ${shape} then try_cast(${x} as date) end as ${text}_date`];
  }
  const shape = type.kind === 'number' && numberShape(text, type.scale, map?.formats[0] ?? 'plain');
  if (!shape) return [];
  const point = `instr(${shape.bare}, '.')`;
  const digits = `try_cast(replace(${shape.bare}, '.', '') as bigint)`;
  return [
    `coalesce(regexp_full_match(${x}, '${shape.pattern}')${not} and ${digits} is not null, false) as ${text}_fits`,
    `case ${point} when 0 then 0 else length(${shape.bare}) - ${point} end as ${text}_places`,
    `${digits} as ${text}_digits`,
  ];
}

/** The view with the helpers of these columns. */
function withHelpers(view: string, columns: readonly Typed[]): string {
  const added = columns.flatMap((c) => (c.text === undefined ? [] : helpers(c, c.text)));
  return added.length > 0 ? `(select v.*, ${added.join(', ')} from ${view} v)` : view;
}

function grouped(whole: number): string {
  return whole < 3 ? `[0-9]{1,${whole}}` : `[0-9]{1,3}(,[0-9]{3}){0,${Math.floor(whole / 3) - 1}}`;
}

interface Survey {
  /** Cells that are not empty, and how many of them each way takes. */
  filled: number;
  fits: number[];
  left: number;
  /** Cells of which a way cuts off digits, and the line of the first. */
  rounded: number;
  roundedLine: number;
}

/** One scan that counts, per column, which cells each way takes: what is left over needs a dictionary. */
async function survey(
  warehouse: Warehouse,
  view: string,
  columns: readonly Typed[],
): Promise<(Survey | undefined)[]> {
  const counts: string[] = [];
  const shapes = columns.map((column) => {
    const { text, target } = column;
    if (text === undefined || target.type.kind === 'text' || target.type.kind === 'party') return undefined;
    const x = `v.${quoteIdentifier(text)}`;
    const ways = fastWays(column, text);
    const start = counts.length;
    counts.push(`count(*) filter (where ${x} <> '')`);
    for (const way of ways) counts.push(`count(*) filter (where ${way.fits})`);
    for (const way of ways) {
      if (!way.rounded) continue;
      const cut = `case when ${way.fits} then ${way.rounded} end`;
      counts.push(`count(*) filter (where ${cut})`, `min(v.line) filter (where ${cut})`);
    }
    return { start, ways };
  });
  if (counts.length === 0) return columns.map(() => undefined);
  const from = withHelpers(view, columns);
  const [row] = await warehouse.values(`select ${counts.join(', ')} from ${from} v`);
  const number = (i: number) => Number(row?.[i] ?? 0);
  return shapes.map((shape) => {
    if (!shape) return undefined;
    const filled = number(shape.start);
    const fits = shape.ways.map((_, w) => number(shape.start + 1 + w));
    const taken = fits.reduce((sum, n) => sum + n, 0);
    const after = shape.start + 1 + shape.ways.length;
    const cut = shape.ways.some((w) => w.rounded);
    const [rounded, roundedLine] = cut ? [number(after), number(after + 1)] : [0, 0];
    return { filled, fits, left: filled - taken, rounded, roundedLine };
  });
}

// ----------------------------------------------------------------------------------------------- dictionaries

interface Dictionary {
  table: string;
  alias: string;
  join: string;
  type: ColumnType;
  rounded: boolean;
  bad: Set<string>;
}

const BATCH = 50_000;

async function makeDictionary(
  warehouse: Warehouse,
  view: string,
  column: Typed,
  text: string,
  ways: readonly Way[],
  id: number,
  alias: string,
): Promise<Dictionary> {
  const x = `v.${quoteIdentifier(text)}`;
  const by = column.by === undefined ? undefined : trimmed(`v.${quoteIdentifier(column.by)}`);
  const texts = quoteTable(staging(`texts_${id}`));
  const where = [`${x} <> ''`, ...ways.map((way) => `not coalesce(${way.fits}, false)`)].join(' and ');
  await warehouse.run(
    `create table ${texts} as select distinct ${x} as text, ${by ?? 'null::varchar'} as "by" from ${view} v where ${where}`,
  );
  const kind = column.target.type.kind;
  const type: ColumnType = kind === 'number' ? 'hugeint' : columnTypeOf(column.target.type);
  const columns = [
    { name: 'text', type: 'varchar' },
    { name: 'by', type: 'varchar' },
    { name: 'value', type },
    { name: 'status', type: 'varchar' },
  ] as const;
  const table = staging(`dictionary_${id}`);
  await warehouse.create(table, columns);
  let [rounded, large] = [false, false];
  const bad = new Set<string>();
  const read = cellReader(column);
  const [[count]] = (await warehouse.values(`select count(*) from ${texts}`)) as [[bigint]];
  for (let from = 0; from < Number(count); from += BATCH) {
    const batch = await warehouse.values(
      `select text, "by" from ${texts} where rowid >= ${from} and rowid < ${from + BATCH}`,
    );
    const rows = batch.map(([cell, other]): Cell[] => {
      const result = read(cell as string, other as string | null);
      if (typeof result.value === 'bigint' && (result.value > MAX || result.value < -MAX)) large = true;
      if (result.status === 'rounded') rounded = true;
      else if (result.status !== 'ok') bad.add(result.status);
      return [cell as string, other as string | null, result.value, result.status];
    });
    await warehouse.insert(table, columns, rows);
  }
  await warehouse.run(`drop table ${texts}`);
  const place = quoteTable(table);
  const onBy = by === undefined ? '' : ` and ${alias}."by" is not distinct from ${by}`;
  return {
    table: place,
    alias,
    join: `left join ${place} ${alias} on ${alias}.text = ${x}${onBy}`,
    type: kind === 'number' && !large ? 'bigint' : type,
    rounded,
    bad,
  };
}

const MAX = 2n ** 63n - 1n;

interface ReadCell {
  value: Cell;
  status: 'ok' | 'rounded' | 'unreadable' | 'too large' | 'no format';
}

/** The meaning of one cell of a column: unknown texts, then mapped values (written as in a document), then formats. */
export function cellReader(column: Typed): (cell: string, by: string | null) => ReadCell {
  const { type } = column.target;
  const map = column.map;
  const unknown = new Set((map?.unknown ?? []).map((text) => text.trim()));
  const values = new Map(Object.entries(map?.values ?? {}).map(([text, value]) => [text.trim(), value]));
  const standard = formatsOf(type).slice(0, 1);
  // `plain` is the name of every type's own way.
  const named = (formats: readonly string[]) =>
    formats.map((f) => (f === 'plain' ? (standard[0] as string) : f));
  const given = map && map.formats.length > 0 ? named(map.formats) : undefined;
  return (cell, by) => {
    const text = cell.trim();
    if (text === '' || unknown.has(text)) return { value: null, status: 'ok' };
    const mapped = values.get(text);
    if (mapped?.trim() === '') return { value: null, status: 'ok' };
    let formats: readonly string[] | undefined = given ?? standard;
    if (mapped !== undefined) formats = standard;
    else if (map?.formatBy) {
      const cases = map.formatBy.cases;
      const chosen = by !== null && Object.hasOwn(cases, by) ? cases[by] : undefined;
      formats = chosen ? named(chosen) : given;
    }
    if (!formats) return { value: null, status: 'no format' };
    const parsed = parseCell(mapped?.trim() ?? text, type, formats);
    if (!parsed.ok) return { value: null, status: parsed.why };
    return { value: parsed.value, status: parsed.rounded ? 'rounded' : 'ok' };
  };
}

async function dictionaryFindings(
  warehouse: Warehouse,
  view: string,
  column: Typed,
  text: string,
  ways: readonly Way[],
  dictionary: Dictionary,
  listed: number,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const x = `v.${quoteIdentifier(text)}`;
  const shown = column.by === undefined ? x : `coalesce(v.${quoteIdentifier(column.by)}, '')`;
  for (const kind of ['unreadable', 'too large', 'no format'] as const) {
    if (!dictionary.bad.has(kind)) continue;
    const cell = kind === 'no format' ? shown : x;
    const from = `from ${view} v ${dictionary.join} where ${dictionary.alias}.status = '${kind}'${notFast(ways)}`;
    findings.push(await finding(warehouse, kind, cell, from, listed));
  }
  return findings;
}

/** How many cells lost digits; of them only the first is shown. */
async function roundedFinding(
  warehouse: Warehouse,
  view: string,
  text: string,
  found: Survey,
  ways: readonly Way[],
  dictionary: Dictionary | undefined,
): Promise<Finding> {
  const x = `v.${quoteIdentifier(text)}`;
  const first: Finding['first'] = [];
  if (found.rounded > 0) {
    const line = found.roundedLine;
    const [[cell]] = (await warehouse.values(`select min(${x}) from ${view} v where v.line = ${line}`)) as [
      [string | null],
    ];
    first.push({ line, text: cell ?? '' });
  }
  let total = found.rounded;
  if (dictionary?.rounded) {
    const from = `from ${view} v ${dictionary.join} where ${dictionary.alias}.status = 'rounded'${notFast(ways)}`;
    const others = await finding(warehouse, 'rounded', x, from, 1);
    total += others.total;
    first.push(...others.first);
  }
  first.sort((a, b) => a.line - b.line);
  return { kind: 'rounded', total, first: first.slice(0, 1) };
}

function notFast(ways: readonly Way[]): string {
  return ways.map((way) => ` and not coalesce(${way.fits}, false)`).join('');
}

async function finding(
  warehouse: Warehouse,
  kind: Finding['kind'],
  text: string,
  from: string,
  listed: number,
): Promise<Finding> {
  const [[total]] = (await warehouse.values(`select count(*) ${from}`)) as [[bigint]];
  const rows = await warehouse.values(
    `select v.line, ${text} as cell ${from} order by v.line, cell limit ${listed}`,
  );
  return {
    kind,
    total: Number(total),
    first: rows.map(([line, cell]) => ({ line: Number(line), text: String(cell ?? '') })),
  };
}

// ----------------------------------------------------------------------------------------------------- text

async function textColumn(
  warehouse: Warehouse,
  view: string,
  column: Typed,
  text: string,
  listed: number,
): Promise<TypedColumn> {
  const { target, map } = column;
  let value = trimmed(`v.${quoteIdentifier(text)}`);
  const unknown = (map?.unknown ?? []).map((u) => u.trim()).filter((u) => u !== '');
  const values = Object.entries(map?.values ?? {});
  if (unknown.length > 0 || values.length > 0) {
    const cases = values.map(
      ([cell, meant]) =>
        `when ${quoteLiteral(cell.trim())} then ${meant.trim() === '' ? 'null' : quoteLiteral(meant.trim())}`,
    );
    const nothing = unknown.map((u) => `when ${quoteLiteral(u)} then null`);
    value = `case ${value} ${[...nothing, ...cases].join(' ')} else ${value} end`;
  }
  const findings: Finding[] = [];
  if (target.oneOf) {
    const allowed = target.oneOf.map(quoteLiteral).join(', ');
    const from = `from ${view} v where ${value} not in (${allowed})`;
    const found = await finding(warehouse, 'not allowed', value, from, listed);
    if (found.total > 0) findings.push(found);
  }
  return { target, type: 'varchar', value, findings };
}
