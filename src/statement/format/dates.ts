import type { Lang } from '../../language/diagnostic.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** ISO date → `Mar 1, 2024` or `2024年3月1日`; anything else stays as it is. */
export function shownDate(iso: string, lang: Lang): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return iso;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return lang === 'zh' ? `${year}年${month}月${day}日` : `${MONTHS[month - 1]} ${day}, ${year}`;
}

/** A half-open period by its first and last day, as people write it. */
export function shownPeriod(period: { from: string; to: string }, lang: Lang): string {
  const last = new Date(`${period.to}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  const to = Number.isNaN(last.getTime()) ? period.to : last.toISOString().slice(0, 10);
  return lang === 'zh'
    ? `${shownDate(period.from, lang)}至${shownDate(to, lang)}`
    : `${shownDate(period.from, lang)} – ${shownDate(to, lang)}`;
}

/** ISO duration → `1 year 3 months`, `1 年 3 个月`. */
export function shownDuration(iso: string, lang: Lang): string {
  const match = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(iso);
  if (!match) return iso;
  const words: [string, string][] = [
    ['year', '年'],
    ['month', '个月'],
    ['week', '周'],
    ['day', '天'],
  ];
  const parts = words.flatMap(([en, zh], i) => {
    const count = Number(match[i + 2] ?? 0);
    if (count === 0) return [];
    return lang === 'zh' ? `${count} ${zh}` : `${count} ${en}${count === 1 ? '' : 's'}`;
  });
  const sign = match[1] === '-' ? '−' : '';
  return parts.length === 0 ? (lang === 'zh' ? '0 天' : '0 days') : sign + parts.join(' ');
}
