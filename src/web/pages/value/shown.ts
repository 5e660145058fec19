/** Figures of value as text. They are estimates in floating point: digits beyond what an interval tells are not shown. */
import type { ValueReport } from '../../../server/api.ts';
import { currencyName } from '../../kit/units.ts';
import type { Lang } from '../../words/define.ts';

export type Report = ValueReport;
export type Measure = Report['measures'][number];
export type Provider = Report['providers'][number];
export type Figure = Provider['figures'][string];
export type Scale = Measure['scale'];

export const COST = 'cost';

/** The report as if its maker had said the currency, which the data does not: the cost is called by it. */
export function withCurrency(report: Report, currency: string | undefined): Report {
  if (currency === undefined || report.currency !== undefined) return report;
  const called = ({ en, zh }: Measure['title']) => ({
    en: `${en} (${currencyName(currency, 'en')})`,
    zh: `${zh}（${currencyName(currency, 'zh')}）`,
  });
  return {
    ...report,
    currency,
    measures: report.measures.map((one) => (one.name === COST ? { ...one, title: called(one.title) } : one)),
  };
}

const PERCENT = { en: ' %', zh: '%' } as const;

const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `36.9 %` (Chinese `36.9%`), `12,345`, `0.299`; an en dash for what is not known. */
export function shown(value: number | null | undefined, scale: Scale, lang: Lang): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (scale === 'share') return `${sign}${(100 * size).toFixed(1)}${PERCENT[lang]}`;
  if (scale === 'cost') return sign + grouped(Math.round(size).toString());
  return sign + size.toFixed(size < 10 ? (size < 1 ? 3 : 2) : 1);
}

export function shownInterval(found: { low: number; high: number } | null, scale: Scale, lang: Lang): string {
  if (!found) return '–';
  const plain = (value: number) => shown(value, scale, lang).replace(PERCENT[lang], '');
  return `${plain(found.low)} – ${plain(found.high)}${scale === 'share' ? PERCENT[lang] : ''}`;
}

export const MARKS = {
  better: '▲▲',
  'rather-better': '▲',
  'as-expected': '',
  'rather-worse': '▼',
  worse: '▼▼',
} as const;

/** Whether the target is reached beyond chance, missed beyond chance, or neither can be said. */
export function targetState({ observed, interval, small }: Figure, { target }: Measure) {
  if (!target || observed === null || !interval || small) return null;
  const limit = Number(target.at_least ?? target.at_most);
  const most = target.at_least === null;
  // The best there is cannot be exceeded.
  if (most ? observed <= 0 && limit <= 0 : observed >= 1 && limit >= 1) return 'reached';
  if (most ? interval.high <= limit : interval.low >= limit) return 'reached';
  return (most ? interval.low > limit : interval.high < limit) ? 'missed' : 'notSure';
}

const Z = { inner: 1.959963984540054, outer: 3.090232306167813 };

/** Limits of a share at the mean for a number of cases (Spiegelhalter 2005, doi:10.1002/sim.1970): those with this z in a score test. */
export function funnelLimit(
  mean: number,
  cases: number,
  which: keyof typeof Z,
): { low: number; high: number } {
  const half = Z[which] * Math.sqrt((mean * (1 - mean)) / cases);
  return { low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
}
