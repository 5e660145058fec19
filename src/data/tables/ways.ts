/**
 * Cells that SQL converts exactly, a million at a time: numerals with their point where `parse.ts` allows it, and ISO dates.
 * What it leaves over (exponents, full-width digits, mapped and unknown texts …) is for the dictionary.
 */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { formatsOf } from './parse.ts';
import type { Exact } from './readers/reader.ts';
import type { Typed } from './typing.ts';

/** How a column `t` of text becomes columns of the typed table: `value<i>`, `left<i>` and, where digits may be lost, `cut<i>`. */
interface Way {
  /** Columns computed first and next from `v.t`, each once, for the outputs to use. */
  first: string[];
  next: string[];
  /** SQL of a value of the target's type (numbers: bigint); null for cells that are left. Absent: all are left. */
  value?: string;
  /** SQL of the text of a cell that is left for the dictionary, else null. */
  left: string;
  /** SQL that is true where digits were rounded off. */
  cut?: string;
}

/** Cells with a mapped or unknown text are left, and so is all that depends on another column or must be one of a few values. */
export function wayOf(column: Typed, text: string): Way {
  const { type, oneOf } = column.target;
  if (column.exact) return exactly(column.exact, column, text);
  const { map } = column;
  const format = map?.formats[0] ?? (formatsOf(type)[0] as string);
  if (!map?.formatBy && !oneOf) {
    if (type.kind === 'date' && (format === 'iso' || format === 'plain')) return isoDate(column, text);
    if (type.kind === 'number') {
      const shape = numberShape(text, type.scale, format);
      if (shape) return numeral(column, text, shape);
    }
  }
  return { first: [], next: [], left: `nullif(v.${text}, '')` };
}

/** Whether cells that hold `exact` can be taken over as they are: their text would be read by the type's own format, and without loss. */
export function takesExact({ target: { type, oneOf }, map }: Typed, exact: Exact): boolean {
  if (oneOf || map?.formatBy || Object.keys(map?.values ?? {}).length > 0 || (map?.unknown ?? []).length > 0)
    return false;
  const standard = [formatsOf(type)[0], 'plain'].includes(map?.formats[0] ?? 'plain');
  if (!standard || type.kind !== exact.kind) return false;
  if (type.kind !== 'number' || exact.kind !== 'number') return true;
  return exact.places <= Math.min(type.scale, MOST_PLACES) && type.scale < 18;
}

/** More digits after the point, times as many powers of ten, would not fit 64 bits. */
const MOST_PLACES = 9;

/** Cells beyond the calendar or 18 digits are left, as those of a text are. */
function exactly(exact: Exact, { target: { type } }: Typed, text: string): Way {
  const x = `v.${text}`;
  const left = (taken: string) => `case when ${taken} is null then ${x}::varchar end`;
  if (type.kind !== 'number' || exact.kind !== 'number') {
    const date = `case when ${x} between date '0001-01-01' and date '9999-12-31' then ${x} end`;
    return { first: [], next: [], value: date, left: left(`(${date})`) };
  }
  // Before and after the point apart: one product at the type's scale would be divided in 128 bits, twenty times slower.
  const ten = (power: number) => 10n ** BigInt(power);
  const number = `try_cast(${x} as decimal(18,${type.scale}))`;
  const fraction = `((${number} - trunc(${number}))::decimal(18,${exact.places}) * ${ten(exact.places)})::bigint`;
  const value = `trunc(${number})::bigint * ${ten(type.scale)} + ${fraction} * ${ten(type.scale - exact.places)}`;
  return { first: [], next: [], value, left: left(number) };
}

function isoDate(column: Typed, text: string): Way {
  // DuckDB reads year 0000; the calendar of the language starts in 0001.
  const shape = `regexp_full_match(v.${text}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') and v.${text} >= '0001'`;
  const date = `${text}_date`;
  return {
    first: [`case when ${shape}${notSpecial(column, text)} then try_cast(v.${text} as date) end as ${date}`],
    next: [],
    value: `v.${date}`,
    left: `case when v.${date} is null then nullif(v.${text}, '') end`,
  };
}

interface Shape {
  /** What the numeral looks like. */
  pattern: string;
  /** SQL of its digits and point alone. */
  bare: string;
  /** Digits after the point as written that the type's scale holds. */
  scale: number;
}

function numberShape(text: string, scaleOfType: number, format: string): Shape | undefined {
  const x = `v.${text}`;
  const scale = scaleOfType - (format === 'percent' ? 2 : 0);
  if (scale < 0 || format === 'out of') return undefined;
  // Together at most 18 digits, so that the integer fits 64 bits.
  const whole = 18 - scaleOfType;
  const digits = `[0-9]{1,${whole}}`;
  const fraction = String.raw`(\.[0-9]*)?`;
  switch (format) {
    case 'thousands':
      return {
        pattern: `[+-]?(${grouped(whole)}|${digits})${fraction}`,
        bare: `replace(${x}, ',', '')`,
        scale,
      };
    case 'percent':
      return { pattern: `[+-]?${digits}${fraction}%?`, bare: `rtrim(${x}, '%')`, scale };
    default:
      return { pattern: `[+-]?${digits}${fraction}`, bare: x, scale };
  }
}

function grouped(whole: number): string {
  return whole < 3 ? `[0-9]{1,${whole}}` : `[0-9]{1,3}(,[0-9]{3}){0,${Math.floor(whole / 3) - 1}}`;
}

/**
 * All digits as one integer, then as many powers of ten up as the scale has more places than the cell, or down: rounded once,
 * half to even. A cell whose digits do not fit 64 bits, or with more than 18 places too many, is left.
 */
function numeral(column: Typed, text: string, { pattern, bare, scale }: Shape): Way {
  const [fits, places, digits, divisor] = ['fits', 'places', 'digits', 'divisor'].map((n) => `${text}_${n}`);
  const point = `instr(${bare}, '.')`;
  const integer = `try_cast(replace(${bare}, '.', '') as bigint)`;
  const looksRight = `regexp_full_match(v.${text}, '${pattern}')${notSpecial(column, text)}`;
  const tooMany = `v.${places} between ${scale + 1} and ${scale + 18}`;
  const rest = `abs(v.${digits} % v.${divisor})`;
  const quotient = `v.${digits} // v.${divisor}`;
  const tie = `(2 * ${rest} = v.${divisor} and (${quotient}) % 2 <> 0)`;
  const away = `case when 2 * ${rest} > v.${divisor} or ${tie} then sign(v.${digits}) else 0 end`;
  const up = `v.${digits} * ${powers(`v.${places}`, 0, scale, (p) => scale - p)}`;
  return {
    first: [
      `coalesce(${looksRight} and ${integer} is not null, false) as ${fits}`,
      `case ${point} when 0 then 0 else length(${bare}) - ${point} end as ${places}`,
      `${integer} as ${digits}`,
    ],
    next: [
      `case when v.${fits} and ${tooMany} then ${powers(`v.${places}`, scale + 1, scale + 18, (p) => p - scale)} end as ${divisor}`,
    ],
    value: `case when v.${fits} and v.${places} <= ${scale} then ${up} when v.${divisor} is not null then ${quotient} + ${away} end`,
    left: `case when not v.${fits} or v.${places} > ${scale + 18} then nullif(v.${text}, '') end`,
    cut: `(v.${divisor} is not null and ${rest} <> 0)`,
  };
}

/** SQL for ten to a power that depends on a whole number in from…to. */
function powers(of: string, from: number, to: number, power: (n: number) => number): string {
  const cases = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const whens = cases.map((n) => `when ${n} then ${10n ** BigInt(power(n))}`);
  return `(case ${of} ${whens.join(' ')} end)::bigint`;
}

function notSpecial({ map }: Typed, text: string): string {
  const special = [...Object.keys(map?.values ?? {}), ...(map?.unknown ?? [])].map((t) => t.trim());
  return special.length > 0 ? ` and v.${text} not in (${special.map(quoteLiteral).join(', ')})` : '';
}
