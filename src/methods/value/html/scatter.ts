/** An outcome against the cost, both adjusted: a point per provider with its intervals; better is up, cheaper is left. */
import { fill } from '../../../language/diagnostic.ts';
import { COST } from '../cells.ts';
import { interval, nameOf, shown, shownBoth } from '../lines.ts';
import { quadrantWords, words } from '../messages/words.ts';
import type { Measure, ValueReport } from '../report.ts';
import type { Scale } from '../statistics/standardise.ts';
import { at, axes, label, plain, scaler, svg, ticks, title, WIDE } from './svg.ts';

const HEIGHT = 560;
const FRAME = { left: 84, right: WIDE - 20, top: 44, bottom: HEIGHT - 56 };

export function scatterChart(found: ValueReport, measure: Measure): string {
  const cost = found.measures.find(({ name }) => name === COST);
  const [meanX, meanY] = [found.all.figures[COST]?.observed, found.all.figures[measure.name]?.observed];
  const points = found.providers.flatMap((one, i) => {
    const [a, b] = [one.figures[COST], one.figures[measure.name]];
    return a && b && a.adjusted !== null && b.adjusted !== null && one.provider !== null
      ? [{ one, place: i + 1, a, b, x: a.adjusted, y: b.adjusted, small: a.small || b.small }]
      : [];
  });
  if (!cost || typeof meanX !== 'number' || typeof meanY !== 'number' || points.length < 2) return '';
  // Where nobody has the event, or everybody, there is no better or worse.
  if (measure.scale === 'share' && (meanY === 0 || meanY === 1)) return '';
  // The range is that of the points that count, so that one of few cases does not flatten all others.
  const ranged = points.some(({ small }) => !small) ? points.filter(({ small }) => !small) : points;
  const [fromX, toX] = range([...ranged.map(({ x }) => x), meanX], 'cost');
  const [low, high] = range([...ranged.map(({ y }) => y), meanY], measure.scale);
  const up = measure.better === 'higher';
  const x = scaler(fromX, toX, FRAME.left, FRAME.right);
  const y = up ? scaler(low, high, FRAME.bottom, FRAME.top) : scaler(low, high, FRAME.top, FRAME.bottom);
  const [mx, my] = [x(meanX), y(meanY)];
  const most = Math.max(1, ...points.map(({ b }) => b.known));
  const clip = `clip-${measure.name}`;
  const marks = points
    .filter((point) => inside(point.x, fromX, toX) && inside(point.y, low, high))
    // The smaller above the larger.
    .toSorted((p, q) => q.b.known - p.b.known || p.place - q.place)
    .map(({ one, place, a, b, x: cx, y: cy, small }) => {
      const radius = 9 + 9 * Math.sqrt(b.known / most);
      const [px, py] = [x(cx), y(cy)];
      const whisker = (ends: { low: number; high: number } | null, along: boolean) => {
        if (!ends) return '';
        const [p, q] = along ? [x(ends.low), x(ends.high)] : [y(ends.low), y(ends.high)];
        return along
          ? `<line x1="${at(p)}" x2="${at(q)}" y1="${at(py)}" y2="${at(py)}" class="whisker"/>`
          : `<line x1="${at(px)}" x2="${at(px)}" y1="${at(p)}" y2="${at(q)}" class="whisker"/>`;
      };
      const hover = (lang: 'en' | 'zh') =>
        `${nameOf(one, lang)}: ${shown(cy, measure.scale, lang)} (${interval(b.adjustedInterval, measure.scale, lang)}), ${shown(cx, 'cost')} (${interval(a.adjustedInterval, 'cost')})`;
      const state = small ? 'small' : (b.standing ?? '');
      return `<g>${title({ en: hover('en'), zh: hover('zh') })}${whisker(a.adjustedInterval, true)}${whisker(b.adjustedInterval, false)}<circle cx="${at(px)}" cy="${at(py)}" r="${at(radius)}" class="point ${state}"/>${label(plain(String(place)), `x="${at(px)}" y="${at(py + 3.5)}" text-anchor="middle" class="in ${small ? 'small' : ''}"`)}</g>`;
    });
  const beyond = points.length - marks.length;
  const corner = (
    of: keyof typeof quadrantWords,
    cx: number,
    cy: number,
    anchor: 'start' | 'end',
    state = '',
  ) => label(quadrantWords[of], `x="${cx}" y="${cy}" text-anchor="${anchor}" class="corner ${state}"`);
  const name = {
    en: fill(words.scatter.en, { outcome: measure.title.en }),
    zh: fill(words.scatter.zh, { outcome: measure.title.zh }),
  };
  return svg(WIDE, HEIGHT, name, [
    `<defs><clipPath id="${clip}"><rect x="${FRAME.left}" y="${FRAME.top}" width="${FRAME.right - FRAME.left}" height="${FRAME.bottom - FRAME.top}"/></clipPath></defs>`,
    `<rect x="${FRAME.left}" y="${FRAME.top}" width="${at(mx - FRAME.left)}" height="${at(my - FRAME.top)}" class="goodfield"/>`,
    `<rect x="${at(mx)}" y="${at(my)}" width="${at(FRAME.right - mx)}" height="${at(FRAME.bottom - my)}" class="badfield"/>`,
    axes(
      FRAME,
      { scale: x, ticks: ticks(fromX, toX, 6), text: (value) => shownBoth(value, 'cost'), name: cost.title },
      {
        scale: y,
        ticks: ticks(Math.max(low, measure.scale === 'mean' ? low : 0), high),
        text: (value) => shownBoth(value, measure.scale),
        name: measure.title,
      },
    ),
    `<line x1="${at(mx)}" x2="${at(mx)}" y1="${FRAME.top}" y2="${FRAME.bottom}" class="mean"/><line x1="${FRAME.left}" x2="${FRAME.right}" y1="${at(my)}" y2="${at(my)}" class="mean"/>`,
    corner('better-cheaper', FRAME.left + 8, FRAME.top + 18, 'start', 'good'),
    corner('better-dearer', FRAME.right - 8, FRAME.top + 18, 'end'),
    corner('worse-cheaper', FRAME.left + 8, FRAME.bottom - 10, 'start'),
    corner('worse-dearer', FRAME.right - 8, FRAME.bottom - 10, 'end', 'bad'),
    `<g clip-path="url(#${clip})">${marks.join('\n')}</g>`,
    beyond === 0
      ? ''
      : label(
          {
            en: fill(words.beyondChart.en, { count: beyond }),
            zh: fill(words.beyondChart.zh, { count: beyond }),
          },
          `x="${FRAME.left}" y="${HEIGHT - 6}"`,
        ),
  ]);
}

const inside = (value: number, from: number, to: number) => value >= from && value <= to;

/** Room round the points; nothing but a mean lies below nought. */
function range(values: readonly number[], scale: Scale): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  const from = low - span * 0.3;
  return [scale === 'mean' ? from : Math.max(from, -span * 0.08), high + span * 0.3];
}
