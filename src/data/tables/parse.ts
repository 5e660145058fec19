/**
 * Cells as text → exact values, by `docs/language.md` §6 "format of a column". The reading of a cell is defined here;
 * `typing.ts` does the plain cases in bulk as SQL and asks this file for all the others.
 */
import type { ScalarType } from '../../language/plan.ts';

/** Numbers are integers at the type's scale, dates ISO text, durations months and days as `P14M3D`. */
type Parsed =
  | { ok: true; value: bigint | boolean | string; rounded: boolean }
  | { ok: false; why: 'unreadable' | 'too large' };

/** Signs that an amount may carry, by the format that says which one: another sign is another currency, and is not read. */
const SIGNS: Record<string, RegExp> = { $: /\$/, '€': /€/, '£': /£/, '¥': /[¥￥]|元$/ };
const NUMBER_FORMATS = ['plain', 'thousands', 'percent', 'out of', '$', '€', '£', '¥'] as const;
const DATE_FORMATS = [
  'iso',
  'MM/DD/YYYY',
  'DD/MM/YYYY',
  'YYYYMMDD',
  'YYYY/M/D',
  'YYYY年M月D日',
  'DD-MMM-YYYY',
] as const;

const UNREADABLE: Parsed = { ok: false, why: 'unreadable' };
const LARGEST = 2n ** 127n - 1n;

/** Formats a type can be read by; the first is the default. Text and durations have one way to be written. */
export function formatsOf(type: ScalarType): readonly string[] {
  if (type.kind === 'number') return NUMBER_FORMATS;
  if (type.kind === 'date') return DATE_FORMATS;
  return type.kind === 'boolean' ? ['plain', ...Object.keys(BOOLEANS)] : ['plain'];
}

/** `text` by the first of `formats` that fits. `text` is trimmed and not empty. */
export function parseCell(text: string, type: ScalarType, formats: readonly string[]): Parsed {
  const plain = narrow(text);
  switch (type.kind) {
    case 'number': {
      let result = UNREADABLE;
      for (const format of formats) {
        result = parseNumber(plain, type.scale, format);
        if (result.ok || result.why === 'too large') return result;
      }
      return result;
    }
    case 'date': {
      for (const format of formats) {
        const date = parseDate(plain, format);
        if (date !== undefined) return { ok: true, value: date, rounded: false };
      }
      return UNREADABLE;
    }
    case 'boolean':
      return parseBoolean(plain, formats);
    case 'duration':
      return parseDuration(plain);
    default:
      return { ok: true, value: text, rounded: false };
  }
}

/** Full-width digits, letters and signs (１２３，４５６．７８％) as Chinese input methods write them, in their ASCII forms. */
export function narrow(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll('\u2212', '-')
    .replaceAll('\u3000', ' ')
    .trim();
}

const NUMBER = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,5}))?$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const OUT_OF = /^([+-]?[\d.]+)\s+out\s+of\s+[\d.]+$/i;

function parseNumber(text: string, scale: number, format: string): Parsed {
  switch (format) {
    case 'plain':
      return scaled(text, scale);
    case 'thousands':
      return scaled(GROUPED.test(text) ? text.replaceAll(',', '') : text, scale);
    case 'percent':
      return scaled(text.replace(/\s*%$/, ''), scale, -2);
    case 'out of': {
      const match = OUT_OF.exec(text);
      return match ? scaled(match[1] as string, scale) : UNREADABLE;
    }
    default:
      return format in SIGNS ? scaled(bare(text, SIGNS[format] as RegExp), scale) : UNREADABLE;
  }
}

/** `-$1,234.50`, `$-1,234.50` and, as accounts write it, `($1,234.50)` and `$(1,234.50)` → `-1234.50`; as it is where it is none of these. */
function bare(text: string, sign: RegExp): string {
  const unsigned = text
    .replace(sign, '')
    .replace(/^([+-]|\()\s+|\s+(?=\)$)/g, '$1')
    .trim();
  const figure = /^\(([^()+-]*)\)$/.exec(unsigned)?.[1];
  const signed = figure === undefined ? unsigned : `-${figure}`;
  return GROUPED.test(signed) ? signed.replaceAll(',', '') : signed;
}

/** A decimal numeral × 10^shift as an integer at `scale`; digits beyond the scale are rounded half to even, once. */
export function scaled(text: string, scale: number, shift = 0): Parsed {
  const match = NUMBER.exec(text);
  if (!match) return UNREADABLE;
  const fraction = match[3] ?? match[4] ?? '';
  const digits = ((match[2] ?? '') + fraction).replace(/^0+/, '');
  if (digits === '') return { ok: true, value: 0n, rounded: false };
  const power = scale + shift + Number(match[5] ?? 0) - fraction.length;
  // 2^127 has 39 digits; a power beyond that need not be computed to know how it ends.
  if (digits.length + power > 40) return { ok: false, why: 'too large' };
  let value: bigint;
  let rounded = false;
  if (power >= 0) value = BigInt(digits) * 10n ** BigInt(power);
  else if (-power > digits.length) [value, rounded] = [0n, true];
  else {
    const cut = digits.length + power;
    const rest = digits.slice(cut).replace(/0+$/, '');
    value = BigInt(digits.slice(0, cut) || '0');
    rounded = rest !== '';
    if (rest > '5' || (rest === '5' && value % 2n === 1n)) value += 1n;
  }
  if (value > LARGEST) return { ok: false, why: 'too large' };
  return { ok: true, value: match[1] === '-' ? -value : value, rounded };
}

const DATES: Record<string, { pattern: RegExp; order: string }> = {
  iso: { pattern: /^(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/, order: 'ymd' },
  'MM/DD/YYYY': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: 'mdy' },
  'DD/MM/YYYY': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: 'dmy' },
  YYYYMMDD: { pattern: /^(\d{4})(\d\d)(\d\d)$/, order: 'ymd' },
  'YYYY/M/D': { pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, order: 'ymd' },
  YYYY年M月D日: { pattern: /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/, order: 'ymd' },
  'DD-MMM-YYYY': { pattern: /^(\d{1,2})-([a-z]{3})-(\d{4})$/i, order: 'dmy' },
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** ISO date, or nothing if the text is not of the format or names no day of the calendar (2023-02-29). */
export function parseDate(text: string, format: string): string | undefined {
  const way = DATES[format];
  const match = way?.pattern.exec(text);
  if (!way || !match) return undefined;
  const part = (letter: string) => match[way.order.indexOf(letter) + 1] as string;
  const named = MONTHS.indexOf(part('m').toLowerCase()) + 1;
  const [year, month, day] = [Number(part('y')), named || Number(part('m')), Number(part('d'))];
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number;
}

const BOOLEANS: Record<string, [yes: string, no: string]> = {
  'true/false': ['true', 'false'],
  '1/0': ['1', '0'],
  'yes/no': ['yes', 'no'],
  'y/n': ['y', 'n'],
  '是/否': ['是', '否'],
};

/** `plain` is any of the pairs. */
function parseBoolean(text: string, formats: readonly string[]): Parsed {
  const pairs = formats.flatMap((f) => (f === 'plain' ? Object.values(BOOLEANS) : [BOOLEANS[f] ?? ['', '']]));
  const cell = text.toLowerCase();
  const pair = cell === '' ? undefined : pairs.find((p) => p.includes(cell));
  return pair ? { ok: true, value: cell === pair[0], rounded: false } : UNREADABLE;
}

const DURATION = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/** Years are months, weeks are days; each part stays within ±(2^31 − 1) (`docs/language.md`, "Units"). */
function parseDuration(text: string): Parsed {
  const match = DURATION.exec(text.toUpperCase());
  if (!match) return UNREADABLE;
  const [years, months, weeks, days] = [2, 3, 4, 5].map((i) => BigInt(match[i] ?? 0)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const [m, d] = [years * 12n + months, weeks * 7n + days];
  if (m > 2147483647n || d > 2147483647n) return { ok: false, why: 'too large' };
  return { ok: true, value: `${match[1] && (m || d) ? '-' : ''}P${m}M${d}D`, rounded: false };
}
