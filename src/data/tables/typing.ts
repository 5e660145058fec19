/**
 * Text columns → typed columns, in bulk. Plain numerals and ISO dates are converted by SQL (`ways.ts`); every other cell goes
 * through a dictionary: its distinct texts are parsed by `parse.ts` and joined back. So a million rows cost a scan, and
 * there is one definition of what a cell means.
 */
import type { ColumnMap } from '../../language/agreement.ts';
import type { ColumnType, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral, quoteTable } from '../../warehouse/warehouse.ts';
import type { Dictionary } from './dictionary.ts';
import { makeDictionary } from './dictionary.ts';
import { dictionaryFindings, notAllowed, roundedFindings } from './faults.ts';
import type { Finding } from './findings.ts';
import type { Exact } from './readers/reader.ts';
import { staging } from './staging.ts';
import type { Target } from './targets.ts';
import { columnTypeOf, isText } from './targets.ts';
import { trimmed } from './trim.ts';
import { wayOf } from './ways.ts';

/** A target and the text it is read from: `text` and `by` are columns of a view with a `line`, plain names. */
export interface Typed {
  target: Target;
  /** Absent: nothing is read, all rows are unknown. */
  text?: string;
  by?: string;
  /** `text` holds this, and no text. */
  exact?: Exact;
  map?: Pick<ColumnMap, 'formats' | 'formatBy' | 'values' | 'unknown'>;
}

interface TypedColumn {
  target: Target;
  type: ColumnType;
  /** SQL over `from` of the typed rows. */
  value: string;
  findings: Finding[];
}

interface TypedRows {
  columns: TypedColumn[];
  /** SQL after `from`: the rows `v`, with `line`, and the dictionaries joined to them. */
  from: string;
  /** Drops what `from` reads. */
  release(): Promise<void>;
}

let tables = 0;

/** Types the columns of `view` (SQL name), which has `line` and the text columns named in `columns`. */
export async function typeColumns(
  warehouse: Warehouse,
  view: string,
  columns: readonly Typed[],
): Promise<TypedRows> {
  tables += 1;
  const table = quoteTable(staging(`typed_${tables}`));
  await convert(warehouse, view, columns, table);
  const typed: TypedColumn[] = [];
  const dictionaries: Dictionary[] = [];
  const counts = await count(warehouse, table, columns);
  const rounded = await roundedFindings(warehouse, view, columns, counts);
  for (const [i, column] of columns.entries()) {
    const { target, text } = column;
    const type = columnTypeOf(target.type);
    if (text === undefined) {
      typed.push({ target, type, value: `null::${type}`, findings: [] });
    } else if (isText(target.type)) {
      const value = `v.value${i}`;
      const findings = await notAllowed(warehouse, target, value, value, `${table} v`);
      typed.push({ target, type, value, findings });
    } else if ((counts[i]?.left ?? 0) === 0) {
      const findings = rounded[i] ? [rounded[i]] : [];
      typed.push({ target, type, value: `v.value${i}::${type}`, findings });
    } else {
      const dictionary = await makeDictionary(warehouse, table, column, i);
      dictionaries.push(dictionary);
      const from = `${table} v ${dictionary.join}`;
      const value = `coalesce(v.value${i}, ${dictionary.alias}.value)::${dictionary.type}`;
      const findings = [
        ...(await dictionaryFindings(warehouse, from, dictionary, i, rounded[i])),
        ...(await notAllowed(warehouse, target, value, `v.left${i}`, from)),
      ];
      typed.push({ target, type: dictionary.type, value, findings });
    }
  }
  return {
    columns: typed,
    from: [`${table} v`, ...dictionaries.map((d) => d.join)].join('\n'),
    release: async () => {
      for (const name of [table, ...dictionaries.map((d) => d.table)])
        await warehouse.run(`drop table ${name}`);
    },
  };
}

/** All that SQL can convert, in one scan: `value<i>`, `left<i>`, `cut<i>` and `by<i>` of each column, and `line`. */
async function convert(
  warehouse: Warehouse,
  view: string,
  columns: readonly Typed[],
  table: string,
): Promise<void> {
  const first: string[] = [];
  const next: string[] = [];
  const outputs: string[] = [];
  for (const [i, column] of columns.entries()) {
    const { text, by, target } = column;
    if (text === undefined) continue;
    if (isText(target.type)) {
      outputs.push(`${textValue(column, text)} as value${i}`);
      continue;
    }
    const way = wayOf(column, text);
    first.push(...way.first);
    next.push(...way.next);
    outputs.push(
      `${way.value ?? `null::${columnTypeOf(target.type)}`} as value${i}`,
      `${way.left} as left${i}`,
    );
    outputs.push(`${way.cut ?? 'false'} as cut${i}`);
    if (by !== undefined) outputs.push(`${trimmed(`v.${by}`)} as by${i}`);
  }
  const with1 = `(select ${['v.*', ...first].join(', ')} from ${view} v)`;
  const with2 = `(select ${['v.*', ...next].join(', ')} from ${with1} v)`;
  await warehouse.run(`create table ${table} as select ${['v.line', ...outputs].join(', ')} from ${with2} v`);
}

/** Per column that is not text: cells left for the dictionary; cells rounded, and the line of the first. */
export interface Count {
  left: number;
  cut: number;
  cutLine: number;
}

async function count(
  warehouse: Warehouse,
  table: string,
  columns: readonly Typed[],
): Promise<(Count | undefined)[]> {
  const counted = columns.flatMap(({ text, target }, i) =>
    text === undefined || isText(target.type) ? [] : [i],
  );
  if (counted.length === 0) return [];
  const list = counted.map(
    (i) => `count(left${i}), count(*) filter (where cut${i}), min(line) filter (where cut${i})`,
  );
  const [row = []] = await warehouse.values(`select ${list.join(', ')} from ${table}`);
  const counts: (Count | undefined)[] = columns.map(() => undefined);
  for (const [n, i] of counted.entries()) {
    const [left, cut, cutLine] = row.slice(3 * n, 3 * n + 3).map((cell) => Number(cell ?? 0));
    counts[i] = { left: left ?? 0, cut: cut ?? 0, cutLine: cutLine ?? 0 };
  }
  return counts;
}

/** Text as it is but for blanks round it; mapped and unknown texts replaced. */
function textValue({ map }: Typed, text: string): string {
  const value = trimmed(`v.${text}`);
  const unknown = (map?.unknown ?? []).map((u) => u.trim()).filter((u) => u !== '');
  const values = Object.entries(map?.values ?? {});
  if (unknown.length === 0 && values.length === 0) return value;
  const nothing = unknown.map((u) => `when ${quoteLiteral(u)} then null`);
  const cases = values.map(([cell, meant]) => {
    const then = meant.trim() === '' ? 'null' : quoteLiteral(meant.trim());
    return `when ${quoteLiteral(cell.trim())} then ${then}`;
  });
  return `case ${value} ${[...nothing, ...cases].join(' ')} else ${value} end`;
}
