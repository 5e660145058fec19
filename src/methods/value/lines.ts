/** Figures as text, alike on a page and on a terminal; and what is said below them. */
import { currencyNote } from '../../data/quality/currency.ts';
import { fill } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import type { Figure } from './figures.ts';
import { basisWords, costWords, methodWords, reasonWords, standingWords, words } from './messages/words.ts';
import type { Measure, ProviderReport, ValueReport } from './report.ts';
import type { Interval } from './statistics/intervals.ts';
import type { Scale } from './statistics/standardise.ts';

type Lang = 'en' | 'zh';

/** Chinese writes no blank before the sign. */
const PERCENT = { en: ' %', zh: '%' } as const;

export const percent = (share: number, lang: Lang = 'en'): string =>
  `${(100 * share).toFixed(1)}${PERCENT[lang]}`;

/** `36.9 %` (Chinese `36.9%`), `12,345`, `0.299`. */
export function shown(value: number | null | undefined, scale: Scale, lang: Lang = 'en'): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (scale === 'share') return percent(value, lang);
  if (scale === 'cost') return Math.round(value).toLocaleString('en-US');
  return value.toFixed(Math.abs(value) < 10 ? (Math.abs(value) < 1 ? 3 : 2) : 1);
}

/** A figure without its sign of per cent. */
export const unsigned = (value: number, scale: Scale): string => shown(value, scale).replace(PERCENT.en, '');

export function interval(found: Interval | null | undefined, scale: Scale, lang: Lang = 'en'): string {
  if (!found) return '–';
  const unit = scale === 'share' ? PERCENT[lang] : '';
  return `${unsigned(found.low, scale)} – ${unsigned(found.high, scale)}${unit}`;
}

export const inBoth = (of: (lang: Lang) => string): Localized => ({ en: of('en'), zh: of('zh') });
export const shownBoth = (value: number | null | undefined, scale: Scale): Localized =>
  inBoth((lang) => shown(value, scale, lang));
export const intervalBoth = (found: Interval | null | undefined, scale: Scale): Localized =>
  inBoth((lang) => interval(found, scale, lang));

export const ratioText = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toFixed(2);

export function nameOf(
  { provider, name }: Pick<ProviderReport, 'provider' | 'name'>,
  lang: 'en' | 'zh',
): string {
  return name ?? provider ?? words.nameless[lang];
}

export const providerName = (one: Pick<ProviderReport, 'provider' | 'name'>): Localized => ({
  en: nameOf(one, 'en'),
  zh: nameOf(one, 'zh'),
});

export function standingText({ standing, small }: Figure, measure: Measure): Localized {
  if (small) return words.small;
  if (standing === null) return { en: '–', zh: '–' };
  return (measure.scale === 'cost' ? costWords : standingWords)[standing];
}

/** Whether the target is reached beyond chance, missed beyond chance, or neither can be said. */
export function targetState(
  { observed, interval: found, small }: Figure,
  { target }: Measure,
): 'reached' | 'missed' | 'notSure' | null {
  if (!target || observed === null || !found || small) return null;
  const limit = Number(target.at_least ?? target.at_most);
  const most = target.at_least === null;
  // The best there is cannot be exceeded.
  if (most ? observed <= 0 && limit <= 0 : observed >= 1 && limit >= 1) return 'reached';
  if (most ? found.high <= limit : found.low >= limit) return 'reached';
  return (most ? found.low > limit : found.high < limit) ? 'missed' : 'notSure';
}

export function targetText({ target, scale }: Measure): Localized | null {
  if (!target) return null;
  const limit = Number(target.at_least ?? target.at_most);
  const of = target.at_least === null ? words.atMost : words.atLeast;
  return inBoth((lang) => fill(of[lang], { value: shown(limit, scale, lang) }));
}

export function unknownText({ unknown }: Figure): Localized {
  const entries = Object.entries(unknown);
  const of = (lang: 'en' | 'zh') =>
    entries
      .map(([reason, count]) => `${reasonWords(reason)[lang]} ${count}`)
      .join(lang === 'en' ? ', ' : '，');
  return { en: of('en'), zh: of('zh') };
}

/** When, and in what the amounts are. */
export function spanText({ period, asOf, currency }: ValueReport): Localized {
  const [span, note] = [both(words.span, { ...period, asOf }), currencyNote(currency)];
  return { en: `${span.en} ${note.en}`, zh: `${span.zh}${note.zh}` };
}

/** How it was reckoned, and what stands beside it. */
export function notesOf(found: ValueReport): Localized[] {
  const { basis, adjustment, leastCases, rejected } = found;
  const list = (lang: 'en' | 'zh') =>
    adjustment.variables.map((one) => one[lang]).join(lang === 'en' ? ', ' : '、') || words.unadjusted[lang];
  const left = (lang: 'en' | 'zh') =>
    Object.entries(rejected)
      .map(([reason, count]) => `${reasonWords(reason)[lang]} ${count}`)
      .join(lang === 'en' ? ', ' : '，');
  return [
    ...found.notes,
    {
      en: fill(words.costNote.en, { basis: basisWords[basis].en }),
      zh: fill(words.costNote.zh, { basis: basisWords[basis].zh }),
    },
    {
      en: fill(words.adjustNote.en, { variables: list('en'), method: methodWords[adjustment.method].en }),
      zh: fill(words.adjustNote.zh, { variables: list('zh'), method: methodWords[adjustment.method].zh }),
    },
    words.unknownNote,
    both(words.smallNote, { count: leastCases }),
    words.chanceNote,
    ...(Object.keys(rejected).length > 0
      ? [
          {
            en: fill(words.rejectedNote.en, { list: left('en') }),
            zh: fill(words.rejectedNote.zh, { list: left('zh') }),
          },
        ]
      : []),
  ];
}

export const both = (of: Localized, data: Record<string, string | number>): Localized => ({
  en: fill(of.en, data),
  zh: fill(of.zh, data),
});
