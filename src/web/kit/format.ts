/** Numbers, money and dates as a reader of either language writes them: rounded on the page, in full beside (`exact…`). */
import type { Constant, Localized, ScalarType } from '../../server/api.ts';
import { fill, type Lang } from '../words/define.ts';
import { kit } from '../words/kit.ts';
import { compared, grouped, magnitude, negated, rounded, signOf, trimmed } from './decimal.ts';
import { currencyName, isMoney, isRatio, unitWords } from './units.ts';

interface MoneyStyle {
  lang: Lang;
  currency: string;
  minorUnit: number;
  /** What texts of the model are called. */
  words?: Words | undefined;
}

export type Words = Readonly<Record<string, Localized>>;

const SCALES = {
  en: [
    { from: 13, shift: -12, words: kit.trillion },
    { from: 10, shift: -9, words: kit.billion },
    { from: 7, shift: -6, words: kit.million },
  ],
  zh: [
    { from: 13, shift: -12, words: kit.wanyi },
    { from: 9, shift: -8, words: kit.yi },
    { from: 5, shift: -4, words: kit.wan },
  ],
} as const;

/** `12.4 million`, `1,240 万`, `3.2 亿`; small amounts in full. Three digits say enough, and no whole digit is dropped. */
export function compactNumber(text: string, lang: Lang, minorUnit = 2): string {
  const size = magnitude(text);
  for (const { from, shift, words } of SCALES[lang]) {
    if (size < from) continue;
    const places = Math.max(0, 3 - (size + shift));
    return fill(words[lang], { n: grouped(trimmed(rounded(text, places, shift))) });
  }
  return pageNumber(text, minorUnit);
}

/** Grouped, whole from a thousand on; below, with its minor unit where it has any. */
export function pageNumber(text: string, minorUnit = 2, whole = false): string {
  if (whole || magnitude(text) >= 4) return grouped(rounded(text, 0));
  const short = rounded(text, minorUnit);
  const bare = trimmed(short);
  return grouped(bare.includes('.') ? trimmed(short, minorUnit) : bare);
}

/** Every digit, with unit: for a hover, a statement, a copy. */
export function exactMoney(text: string, { lang, currency, minorUnit }: MoneyStyle): string {
  return `${exactAmount(text, minorUnit)} ${currencyName(currency, lang)}`;
}

/** Every digit without unit. */
export const exactAmount = (text: string, minorUnit: number): string => grouped(trimmed(text, minorUnit));

export const compactMoney = (text: string, { lang, currency, minorUnit }: MoneyStyle): string =>
  `${compactNumber(text, lang, minorUnit)}${lang === 'zh' && /[万亿]$/.test(compactNumber(text, lang, minorUnit)) ? '' : ' '}${currencyName(currency, lang)}`;

/** Amounts in one column are all whole, or all to the cent: whole as soon as one of them has thousands. */
export const allWhole = (amounts: readonly (string | null)[]): boolean =>
  amounts.some((amount) => amount !== null && magnitude(amount) >= 4);

/** A change with its sign: `+1,200`, `−3`. */
export function signed(shown: string, text: string): string {
  return signOf(text) > 0 ? `+${shown}` : shown;
}

/** `≈` where digits were dropped, so that nobody copies a rounded figure for the exact one. */
export function percent(text: string, lang: Lang, places = 2, sign = true): string {
  const short = rounded(text, places, 2);
  const exact = rounded(text, 40, 2);
  const about = sign && compared(short, exact) !== 0 ? '≈ ' : '';
  return `${about}${grouped(trimmed(short))}${PERCENT[lang]}`;
}

/** In Chinese the sign stands at the number. */
const PERCENT = { en: ' %', zh: '%' } as const;

interface ShownValue {
  /** For the page. */
  short: string;
  /** Every digit and the unit. */
  full: string;
}

/** A value of any type. `unit: false` where the header has the unit. An unknown value is for the caller to word. */
export function shownValue(
  value: Constant,
  type: ScalarType,
  style: MoneyStyle,
  {
    unit = true,
    places,
    whole = false,
    factor = false,
  }: { unit?: boolean; places?: number; whole?: boolean; factor?: boolean } = {},
): ShownValue | null {
  if (value === null) return null;
  const same = (text: string): ShownValue => ({ short: text, full: text });
  const { lang, currency, minorUnit } = style;
  switch (type.kind) {
    case 'boolean':
      return same((String(value) === 'true' ? kit.yes : kit.no)[lang]);
    case 'date':
      return same(shownDate(String(value), lang));
    case 'duration':
      return same(shownDuration(String(value), lang));
    case 'number':
      break;
    case 'text':
      return same(style.words?.[String(value)]?.[lang] ?? String(value));
    default:
      return same(String(value));
  }
  const text = String(value);
  if (isMoney(type)) {
    const short = pageNumber(text, minorUnit, whole);
    return {
      short: unit ? `${short} ${currencyName(currency, lang)}` : short,
      full: exactMoney(text, style),
    };
  }
  if (isRatio(type) && !factor && compared(signOf(text) < 0 ? negated(text) : text, '1') <= 0)
    return {
      short: percent(text, lang, places ?? 2),
      full: `${grouped(trimmed(rounded(text, 40, 2)))}${PERCENT[lang]}`,
    };
  const words = unitWords(type.dimensions, lang, currency, !/^[-−]?1(\.0*)?$/.test(text));
  const short = grouped(trimmed(rounded(text, places ?? (magnitude(text) >= 4 ? 2 : 4))));
  const beside = words === '' ? '' : ` ${words}`;
  return { short: unit ? short + beside : short, full: grouped(trimmed(text)) + beside };
}

// -------------------------------------------------------------------------------------------------------- dates

const dates = new Map<string, Intl.DateTimeFormat>();
function dateFormat(lang: Lang, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = lang + JSON.stringify(options);
  const known = dates.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-US', options);
  dates.set(name, made);
  return made;
}

/** ISO date → `Mar 1, 2024`, `2024年3月1日`. */
export function shownDate(iso: string, lang: Lang): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso;
  const options = {
    year: 'numeric',
    month: lang === 'zh' ? 'long' : 'short',
    day: 'numeric',
    timeZone: 'UTC',
  } as const;
  return dateFormat(lang, options).format(new Date(`${iso}T00:00:00Z`));
}

/** A half-open period by its first and last day; a calendar year by its number. */
export function shownPeriod({ from, to }: { from: string; to: string }, lang: Lang): string {
  const [year, after] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  if (from.endsWith('-01-01') && to.endsWith('-01-01'))
    return after - year === 1
      ? lang === 'zh'
        ? `${year}年`
        : `${year}`
      : lang === 'zh'
        ? `${year}–${after - 1}年`
        : `${year}–${after - 1}`;
  const last = new Date(`${to}T00:00:00Z`);
  if (Number.isNaN(last.getTime())) return `${from} – ${to}`;
  last.setUTCDate(last.getUTCDate() - 1);
  return `${shownDate(from, lang)} – ${shownDate(last.toISOString().slice(0, 10), lang)}`;
}

/** A moment, in the reader's own time zone. */
export function shownMoment(moment: string | Date, lang: Lang): string {
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  if (Number.isNaN(date.getTime())) return String(moment);
  return dateFormat(lang, {
    year: 'numeric',
    month: lang === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

export const shownTime = (date: Date, lang: Lang): string =>
  dateFormat(lang, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(date);

/** ISO duration → `1 year 3 months`, `1 年 3 个月`. */
function shownDuration(iso: string, lang: Lang): string {
  const match = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(iso);
  if (!match) return iso;
  const names = [
    ['year', '年'],
    ['month', '个月'],
    ['week', '周'],
    ['day', '天'],
  ] as const;
  const parts = names.flatMap(([en, zh], i) => {
    const count = Number(match[i + 2] ?? 0);
    if (count === 0) return [];
    return lang === 'zh' ? `${count} ${zh}` : `${count} ${en}${count === 1 ? '' : 's'}`;
  });
  if (parts.length === 0) return lang === 'zh' ? '0 天' : '0 days';
  return (match[1] === '-' ? '−' : '') + parts.join(' ');
}

export const shownCount = (count: number): string => grouped(String(count));
