/** A funnel plot: adjusted share by number of cases, with warning and control limits of 95 and 99.8 per cent at the mean of all (Spiegelhalter 2005). */
import { fill } from '../../../language/diagnostic.ts';
import { inBoth, interval, nameOf, percent, shown, shownBoth } from '../lines.ts';
import { words } from '../messages/words.ts';
import type { Measure, ValueReport } from '../report.ts';
import { Z95, Z998 } from '../statistics/intervals.ts';
import { at, axes, label, plain, scaler, svg, ticks, title, WIDE } from './svg.ts';

const HEIGHT = 420;
const FRAME = { left: 84, right: WIDE - 20, top: 44, bottom: HEIGHT - 56 };
const STEPS = 80;

export function funnelChart(found: ValueReport, measure: Measure): string {
  const mean = found.all.figures[measure.name]?.observed;
  if (measure.scale !== 'share' || typeof mean !== 'number' || mean <= 0 || mean >= 1) return '';
  const points = found.providers.flatMap((one, i) => {
    const figure = one.figures[measure.name];
    return figure && figure.adjusted !== null && one.provider !== null
      ? [{ one, place: i + 1, figure, n: figure.known, share: figure.adjusted }]
      : [];
  });
  if (points.length < 3) return '';
  const most = Math.max(...points.map(({ n }) => n)) * 1.08;
  const least = Math.max(2, most / 200);
  // The limits of a share at the mean: those shares whose score test against it has this z.
  const limit = (n: number, z: number) => {
    const half = z * Math.sqrt((mean * (1 - mean)) / n);
    return { low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
  };
  const tallest = Math.max(...points.map(({ share }) => share), limit(Math.max(least, most / 12), Z998).high);
  const lowest = Math.min(...points.map(({ share }) => share), limit(Math.max(least, most / 12), Z998).low);
  const room = (tallest - lowest) * 0.08;
  const [from, to] = [Math.max(0, lowest - room), Math.min(1, tallest + room)];
  const x = scaler(0, most, FRAME.left, FRAME.right);
  const y = scaler(from, to, FRAME.bottom, FRAME.top);
  const clip = `funnel-${measure.name}`;
  const curve = (z: number, end: 'low' | 'high', cls: string) => {
    const path = Array.from({ length: STEPS + 1 }, (_, i) => {
      const n = least + ((most - least) * i * i) / (STEPS * STEPS);
      return `${i === 0 ? 'M' : 'L'}${at(x(n))} ${at(y(limit(n, z)[end]))}`;
    });
    return `<path d="${path.join('')}" class="limit ${cls}"/>`;
  };
  const dots = points.map(({ one, place, figure, n, share }) => {
    const hover = (lang: 'en' | 'zh') =>
      `${nameOf(one, lang)}: ${shown(share, 'share', lang)} (${interval(figure.adjustedInterval, 'share', lang)}), n = ${n}`;
    const state = figure.small ? 'small' : (figure.standing ?? '');
    return `<g>${title({ en: hover('en'), zh: hover('zh') })}<circle cx="${at(x(n))}" cy="${at(y(share))}" r="10" class="point ${state}"/>${label(plain(String(place)), `x="${at(x(n))}" y="${at(y(share) + 3.5)}" text-anchor="middle" class="in ${figure.small ? 'small' : ''}"`)}</g>`;
  });
  const name = {
    en: fill(words.funnel.en, { outcome: measure.title.en }),
    zh: fill(words.funnel.zh, { outcome: measure.title.zh }),
  };
  return svg(WIDE, HEIGHT, name, [
    `<defs><clipPath id="${clip}"><rect x="${FRAME.left}" y="${FRAME.top}" width="${FRAME.right - FRAME.left}" height="${FRAME.bottom - FRAME.top}"/></clipPath></defs>`,
    axes(
      FRAME,
      {
        scale: x,
        ticks: ticks(0, most, 8),
        text: (value) => plain(value.toLocaleString('en-US')),
        name: words.knownCases,
      },
      { scale: y, ticks: ticks(from, to), text: (value) => shownBoth(value, 'share'), name: measure.title },
    ),
    `<line x1="${FRAME.left}" x2="${FRAME.right}" y1="${at(y(mean))}" y2="${at(y(mean))}" class="mean"/>`,
    `<g clip-path="url(#${clip})">${[curve(Z95, 'low', 'inner'), curve(Z95, 'high', 'inner'), curve(Z998, 'low', 'outer'), curve(Z998, 'high', 'outer')].join('')}</g>`,
    ...dots,
    label(
      inBoth((lang) => percent(0.998, lang)),
      `x="${FRAME.right}" y="${at(Math.max(FRAME.top - 4, y(limit(most, Z998).high) - 5))}" text-anchor="end"`,
    ),
  ]);
}
