/**
 * Text columns → typed columns, in bulk. Plain numerals and ISO dates are converted by SQL; every other cell (exponents,
 * percents, full-width digits, other dates …) goes through a dictionary: its distinct texts are parsed by `parse.ts` and
 * joined back. So a million rows cost a scan, and there is one definition of what a cell means.
 */
import type { ColumnMap } from '../../language/agreement.ts';
import type { ColumnType, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Dictionary } from './dictionary.ts';
import { makeDictionary } from './dictionary.ts';
import { dictionaryFindings, notAllowed, roundedFinding } from './faults.ts';
import type { Finding } from './findings.ts';
import type { Target } from './targets.ts';
import { columnTypeOf, isText } from './targets.ts';
import { trimmed } from './trim.ts';
import type { Survey } from './ways.ts';
import { fastWays, survey, withHelpers } from './ways.ts';

/** A target and the text it is read from: `text` and `by` are columns of a view with a `line`. */
export interface Typed {
  target: Target;
  /** Absent: nothing is read, all rows are unknown. */
  text?: string;
  by?: string;
  map?: Pick<ColumnMap, 'formats' | 'formatBy' | 'values' | 'unknown'>;
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

/** Types the columns of `view` (SQL name), which has `line` and the text columns named in `columns`. */
export async function typeColumns(
  warehouse: Warehouse,
  view: string,
  columns: readonly Typed[],
): Promise<TypedView> {
  const typed: TypedColumn[] = [];
  const dictionaries: Dictionary[] = [];
  const surveys = await survey(warehouse, view, columns);
  for (const [i, column] of columns.entries()) {
    const { target, text } = column;
    const type = columnTypeOf(target.type);
    if (text === undefined) {
      typed.push({ target, type, value: `null::${type}`, findings: [] });
    } else if (isText(target.type)) {
      const value = textValue(column, text);
      const findings = await notAllowed(warehouse, target, value, value, `${view} v`);
      typed.push({ target, type, value, findings });
    } else {
      const own = withHelpers(view, [column]);
      const { dictionary, ...made } = await otherColumn(warehouse, own, column, text, surveys[i] as Survey);
      typed.push(made);
      if (dictionary) dictionaries.push(dictionary);
    }
  }
  return {
    columns: typed,
    from: [`${withHelpers(view, columns)} v`, ...dictionaries.map((d) => d.join)].join('\n'),
    release: async () => {
      for (const { table } of dictionaries) await warehouse.run(`drop table ${table}`);
    },
  };
}

/** A column of numbers, dates, booleans or durations. `own` is the view with the column's helpers. */
async function otherColumn(
  warehouse: Warehouse,
  own: string,
  column: Typed,
  text: string,
  found: Survey,
): Promise<TypedColumn & { dictionary?: Dictionary }> {
  const { target } = column;
  const ways = fastWays(column, text);
  const findings: Finding[] = [];
  const dictionary = found.left > 0 ? await makeDictionary(warehouse, own, column, text, ways) : undefined;
  if (dictionary)
    findings.push(...(await dictionaryFindings(warehouse, own, column, text, ways, dictionary)));
  if (found.rounded > 0 || dictionary?.rounded) {
    findings.push(await roundedFinding(warehouse, own, text, found, ways, dictionary));
  }
  const type = dictionary?.type ?? columnTypeOf(target.type);
  const otherwise = dictionary ? `${dictionary.alias}.value` : 'null';
  const cases = ways
    .filter((_, w) => (found.fits[w] ?? 0) > 0)
    .map((way) => `when ${way.fits} then ${way.value}`);
  // Where every cell fits the first way the test need not be made again.
  const only = !dictionary && found.fits[0] === found.filled ? ways[0] : undefined;
  const chosen = cases.length > 0 ? `case ${cases.join(' ')} else ${otherwise} end` : otherwise;
  const value = `(${only ? only.value : chosen})::${type}`;
  const shown = `v.${quoteIdentifier(text)}`;
  const from = `${own} v ${dictionary?.join ?? ''}`;
  findings.push(...(await notAllowed(warehouse, target, value, shown, from)));
  return { target, type, value, findings, ...(dictionary && { dictionary }) };
}

/** Text as it is but for blanks round it; mapped and unknown texts replaced. */
function textValue({ map }: Typed, text: string): string {
  const value = trimmed(`v.${quoteIdentifier(text)}`);
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
