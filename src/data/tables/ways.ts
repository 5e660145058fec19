/**
 * Cells that SQL converts exactly, a million at a time: numerals with their point where `parse.ts` allows it, and ISO dates.
 * One scan counts which columns have other cells, too; those need a dictionary.
 */
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { formatsOf } from './parse.ts';
import { isText } from './targets.ts';
import type { Typed } from './typing.ts';

/** A class of cells that SQL converts exactly: `fits` decides, `value` converts, `rounded` is true where digits were lost. */
export interface Way {
  fits: string;
  value: string;
  rounded?: string;
}

/** Cells with a mapped or unknown text are for the dictionary, and so is all that depends on another column. */
export function fastWays(column: Typed, text: string): Way[] {
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
export function withHelpers(view: string, columns: readonly Typed[]): string {
  const added = columns.flatMap((c) => (c.text === undefined ? [] : helpers(c, c.text)));
  return added.length > 0 ? `(select v.*, ${added.join(', ')} from ${view} v)` : view;
}

function grouped(whole: number): string {
  return whole < 3 ? `[0-9]{1,${whole}}` : `[0-9]{1,3}(,[0-9]{3}){0,${Math.floor(whole / 3) - 1}}`;
}

export interface Survey {
  /** Cells that are not empty, and how many of them each way takes. */
  filled: number;
  fits: number[];
  left: number;
  /** Cells of which a way cuts off digits, and the line of the first. */
  rounded: number;
  roundedLine: number;
}

/** One scan that counts, per column, which cells each way takes: what is left over needs a dictionary. */
export async function survey(
  warehouse: Warehouse,
  view: string,
  columns: readonly Typed[],
): Promise<(Survey | undefined)[]> {
  const counts: string[] = [];
  const shapes = columns.map((column) => {
    const { text, target } = column;
    if (text === undefined || isText(target.type)) return undefined;
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

/** Condition that none of the ways takes the cell. */
export function notFast(ways: readonly Way[]): string {
  return ways.map((way) => ` and not coalesce(${way.fits}, false)`).join('');
}
