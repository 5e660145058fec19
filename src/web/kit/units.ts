/** Units in words. Units are the author's own; the common ones have a Chinese name, the others stay as written. */
import type { Constant, ScalarType } from '../../server/api.ts';
import type { Lang } from '../words/define.ts';

type Dimensions = Record<string, number>;

const CHINESE: Record<string, string> = {
  person: '人',
  year: '年',
  month: '个月',
  day: '天',
  case: '例',
  dose: '剂',
  visit: '次',
  point: '分',
  unit: '单位',
  hour: '小时',
  week: '周',
  procedure: '例',
  patient: '人',
  beneficiary: '人',
  member: '人',
  episode: '例',
  admission: '人次',
  discharge: '例',
  bed: '张床',
  bed_day: '床日',
  course: '疗程',
  cycle: '周期',
  tablet: '片',
  package: '盒',
};
const IRREGULAR: Record<string, string> = { person: 'people' };
const TOGETHER = [
  { parts: ['person', 'year'], one: 'person-year', many: 'person-years', zh: '人年' },
  { parts: ['person', 'month'], one: 'person-month', many: 'person-months', zh: '人月' },
] as const;

/** `人民币` is the currency's name; a price is said in `元`. */
export function currencyName(currency: string, lang: Lang): string {
  if (lang === 'en') return currency;
  if (currency === 'CNY') return '元';
  try {
    return new Intl.DisplayNames(['zh-CN'], { type: 'currency' }).of(currency) ?? currency;
  } catch {
    return currency;
  }
}

function plural(unit: string): string {
  const word = unit.replaceAll('_', '-');
  return (
    IRREGULAR[unit] ?? (/(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word.replace(/([^aeiou])y$/, '$1ie')}s`)
  );
}

function factors(units: [string, number][], lang: Lang, currency: string, many: boolean): string[] {
  const left = new Map(units);
  const words: string[] = [];
  for (const { parts, one, many: several, zh } of TOGETHER) {
    if (left.get(parts[0]) !== 1 || left.get(parts[1]) !== 1) continue;
    left.delete(parts[0]);
    left.delete(parts[1]);
    words.push(lang === 'zh' ? zh : many ? several : one);
  }
  for (const [unit, power] of left) {
    const word =
      unit === 'money'
        ? currencyName(currency, lang)
        : lang === 'zh'
          ? (CHINESE[unit] ?? unit)
          : many && power === 1
            ? plural(unit)
            : unit.replaceAll('_', '-');
    words.push(power === 1 ? word : `${word}^${power}`);
  }
  return words;
}

/** `{ money: 1, person: -1, year: -1 }` → `USD/person-year`; without unit an empty text. */
export function unitWords(dimensions: Dimensions, lang: Lang, currency: string, many = true): string {
  const entries = Object.entries(dimensions);
  const above = entries.filter(([, power]) => power > 0);
  const below = entries
    .filter(([, power]) => power < 0)
    .map(([unit, power]): [string, number] => [unit, -power]);
  const top = factors(above, lang, currency, many && below.length === 0).join('·');
  const bottom = factors(below, lang, currency, false);
  if (bottom.length === 0) return top;
  const under = bottom.length === 1 ? bottom[0] : `(${bottom.join('·')})`;
  return `${top === '' ? (lang === 'zh' ? '每' : 'per ') : `${top}/`}${under}`;
}

export const isNumber = (type: ScalarType) => type.kind === 'number';

export const isMoney = (type: ScalarType) =>
  type.kind === 'number' && type.dimensions['money'] === 1 && Object.keys(type.dimensions).length === 1;

/** A ratio: the finest scale and no unit. Between −1 and 1 it is read as a percentage. */
export const isRatio = (type: ScalarType) =>
  type.kind === 'number' && type.scale === 15 && Object.keys(type.dimensions).length === 0;

/** Ratios in one column are all percentages or, as soon as one is beyond 1 (an index of 1.02, a coefficient), all plain numbers. */
export const isFactor = (type: ScalarType, values: readonly Constant[]): boolean =>
  isRatio(type) && values.some((value) => value !== null && Math.abs(Number(value)) > 1);

/** For a column's header. */
export function typeUnit(type: ScalarType, lang: Lang, currency: string): string {
  return type.kind === 'number' ? unitWords(type.dimensions, lang, currency) : '';
}
