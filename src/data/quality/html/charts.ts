/** Charts as SVG, drawn from the report's own figures; every one is also there as a table. */
import { fill } from '../../../language/diagnostic.ts';
import { reportWords as words } from '../messages/report.ts';
import { tableLabel } from '../found.ts';
import type { MonthsReport } from '../report.ts';
import { grouped, incompleteMonths, shownMonths } from '../summary.ts';
import { escape } from './text.ts';

const WIDTH = 960;
const HEIGHT = 180;
const BELOW = 24;

/** Rows by month, months that are not yet paid in full in another colour and hatched, for those who do not see colours. */
export function monthsChart(months: MonthsReport): string {
  const shown = shownMonths(months);
  if (shown.length < 2) return '';
  const most = Math.max(...shown.map(({ rows }) => Number(rows)));
  const incomplete = incompleteMonths(months);
  const step = WIDTH / shown.length;
  const id = `hatch-${months.table}`;
  const bars = shown.map(({ month, rows }, i) => {
    const height = Math.max((Number(rows) / most) * (HEIGHT - 12), 1);
    const share = incomplete.get(month);
    const title = `${month}: ${grouped(rows)}${share === undefined ? '' : ` (${share} %)`}`;
    const place = `x="${(i * step + step * 0.12).toFixed(1)}" y="${(HEIGHT - height).toFixed(1)}" width="${(step * 0.76).toFixed(1)}" height="${height.toFixed(1)}"`;
    const colour = share === undefined ? 'class="bar"' : `class="bar late" fill="url(#${id})"`;
    return `<g><title>${escape(title)}</title><rect ${place} ${colour}/></g>`;
  });
  const every = Math.max(1, Math.ceil(shown.length / 12));
  const labels = shown.flatMap(({ month }, i) =>
    i % every === 0
      ? [
          `<text x="${(i * step + step / 2).toFixed(1)}" y="${HEIGHT + 16}" text-anchor="middle">${month}</text>`,
        ]
      : [],
  );
  const label = tableLabel(months.table);
  const name = (lang: 'en' | 'zh') => escape(fill(words.monthsOf[lang], { table: label[lang] }));
  return `<svg viewBox="-22 0 ${WIDTH + 44} ${HEIGHT + BELOW}" role="img" aria-label="${name('en')} / ${name('zh')}">
<defs><pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="late-back"/><line x1="0" y1="0" x2="0" y2="6" class="late-line"/></pattern></defs>
<text x="0" y="10">${grouped(String(most))}</text>
${bars.join('\n')}
<line x1="0" y1="${HEIGHT}" x2="${WIDTH}" y2="${HEIGHT}" class="axis"/>
${labels.join('')}
</svg>`;
}

/** A share as a bar in a table's cell. */
export function shareBar(part: string, whole: string): string {
  const share = BigInt(whole) === 0n ? 0 : Number((BigInt(part) * 1000n) / BigInt(whole)) / 10;
  return `<svg class="share" viewBox="0 0 100 8" aria-hidden="true" preserveAspectRatio="none"><rect width="100" height="8" class="rest"/><rect width="${share}" height="8" class="bar"/></svg>`;
}
