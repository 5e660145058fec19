/** Units in words. Units are the author's own; the common ones have a Chinese name, the others stay as written. */
import type { Lang } from './diagnostic.ts';
import type { Dimensions } from './plan.ts';

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
  percent: '%',
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

const IRREGULAR: Record<string, string> = { person: 'people', dose: 'doses', day: 'days' };

/** `person` beside `year` are person-years: one word for both, as the field says. */
const COMPOUND: { parts: [string, string]; en: string; enPlural: string; zh: string }[] = [
  { parts: ['person', 'year'], en: 'person-year', enPlural: 'person-years', zh: '人年' },
  { parts: ['person', 'month'], en: 'person-month', enPlural: 'person-months', zh: '人月' },
];

function plural(unit: string): string {
  const word = unit.replaceAll('_', '-');
  return (
    IRREGULAR[unit] ?? (/(s|x|ch|sh)$/.test(word) ? `${word}es` : word.replace(/([^aeiou])y$/, '$1ie') + 's')
  );
}

function factors(units: [string, number][], lang: Lang, currency: string, many: boolean): string[] {
  const left = new Map(units);
  const words: string[] = [];
  for (const { parts, en, enPlural, zh } of COMPOUND) {
    const [a, b] = parts;
    if (left.get(a) !== 1 || left.get(b) !== 1) continue;
    left.delete(a);
    left.delete(b);
    words.push(lang === 'zh' ? zh : many ? enPlural : en);
  }
  for (const [unit, power] of left) {
    const word =
      unit === 'money'
        ? currency
        : lang === 'zh'
          ? (CHINESE[unit] ?? unit)
          : many && power === 1
            ? plural(unit)
            : unit.replaceAll('_', '-');
    words.push(power === 1 ? word : `${word}^${power}`);
  }
  return words;
}

/** `{ money: 1, person: -1, year: -1 }` → `USD/person-year`; without unit an empty text. `currency` as it is to be shown. */
export function shownUnit(dimensions: Dimensions, lang: Lang, currency: string, many = true): string {
  const entries = Object.entries(dimensions);
  const above = entries.filter(([, power]) => power > 0);
  const below = entries.filter(([, power]) => power < 0).map(([unit, p]) => [unit, -p] as [string, number]);
  const top = factors(above, lang, currency, many && below.length === 0).join('·');
  const bottom = factors(below, lang, currency, false);
  if (bottom.length === 0) return top;
  const under = bottom.length === 1 ? bottom[0] : `(${bottom.join('·')})`;
  return `${top === '' ? (lang === 'zh' ? '每' : 'per ') : `${top}/`}${under}`;
}
