/** Providers in order, best first, each with its interval; and the parts of their cost, with what would be expected. */
import { fill } from '../../../language/diagnostic.ts';
import type { CostPart } from '../cycles.ts';
import { COST_PARTS } from '../cycles.ts';
import { COST } from '../cells.ts';
import { inBoth, interval, providerName, shown, shownBoth } from '../lines.ts';
import { partWords, words } from '../messages/words.ts';
import type { Measure, ProviderReport, ValueReport } from '../report.ts';
import { at, cut, label, plain, scaler, svg, ticks, title, WIDE } from './svg.ts';

const ROW = 22;
const LEFT = 232;
const RIGHT = WIDE - 170;
/** More than this are shown as the best and the worst half of it. */
const MOST = 60;

export function orderedChart(found: ValueReport, measure: Measure): string {
  const mean = found.all.figures[measure.name]?.observed;
  const all = found.providers.flatMap((one, i) => {
    const figure = one.figures[measure.name];
    return figure && figure.adjusted !== null && one.provider !== null
      ? [{ one, place: i + 1, figure, value: figure.adjusted }]
      : [];
  });
  if (typeof mean !== 'number' || all.length < 2) return '';
  if (measure.scale === 'share' && (mean === 0 || mean === 1)) return '';
  const sign = measure.better === 'higher' ? -1 : 1;
  const order = all.toSorted(
    (a, b) =>
      Number(a.figure.small) - Number(b.figure.small) || sign * (a.value - b.value) || a.place - b.place,
  );
  const half = MOST / 2;
  const rows = order.length > MOST ? [...order.slice(0, half), ...order.slice(-half)] : order;
  const counted = rows.filter(({ figure }) => !figure.small);
  const ends = (counted.length > 0 ? counted : rows).flatMap(({ value, figure }) => [
    value,
    figure.adjustedInterval?.low ?? value,
    figure.adjustedInterval?.high ?? value,
  ]);
  const [from, to] = padded(Math.min(mean, ...ends), Math.max(mean, ...ends));
  const x = scaler(from, to, LEFT, RIGHT);
  const clip = `ordered-${measure.name}`;
  const height = rows.length * ROW + 34;
  const bottom = rows.length * ROW + 6;
  const lines = rows.map(({ one, place, figure, value }, i) => {
    const y = i * ROW + ROW / 2 + 2;
    const name = providerName(one);
    const state = figure.small ? 'small' : (figure.standing ?? '');
    const range = figure.adjustedInterval;
    const bar = range
      ? `<line x1="${at(x(range.low))}" x2="${at(x(range.high))}" y1="${at(y)}" y2="${at(y)}" class="whisker"/>`
      : '';
    const text = inBoth(
      (lang) => `${shown(value, measure.scale, lang)} (${interval(range, measure.scale, lang)})`,
    );
    return `<g>${title(name)}${label({ en: `${place}  ${cut(name.en)}`, zh: `${place}  ${cut(name.zh)}` }, `x="${LEFT - 12}" y="${at(y + 4)}" text-anchor="end"`)}<g clip-path="url(#${clip})">${bar}<circle cx="${at(x(value))}" cy="${at(y)}" r="5.5" class="point ${state}"/></g>${label(text, `x="${RIGHT + 10}" y="${at(y + 4)}"`)}</g>`;
  });
  const left = order.length - rows.length;
  return svg(WIDE, height + (left > 0 ? 18 : 0), filled(words.ordered, measure), [
    `<defs><clipPath id="${clip}"><rect x="${LEFT - 6}" y="0" width="${RIGHT - LEFT + 12}" height="${height}"/></clipPath></defs>`,
    ...ticks(from, to, 6).map(
      (value) =>
        `<line x1="${at(x(value))}" x2="${at(x(value))}" y1="0" y2="${bottom}" class="grid"/>${label(shownBoth(value, measure.scale), `x="${at(x(value))}" y="${bottom + 18}" text-anchor="middle"`)}`,
    ),
    `<line x1="${at(x(mean))}" x2="${at(x(mean))}" y1="0" y2="${bottom}" class="mean"/>`,
    ...lines,
    left > 0
      ? label(
          { en: fill(words.leftOut.en, { count: left }), zh: fill(words.leftOut.zh, { count: left }) },
          `x="${LEFT}" y="${height + 10}"`,
        )
      : '',
  ]);
}

const filled = (of: { en: string; zh: string }, measure: Measure) => ({
  en: fill(of.en, { outcome: measure.title.en }),
  zh: fill(of.zh, { outcome: measure.title.zh }),
});

function padded(low: number, high: number): [number, number] {
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  return [low - room, high + room];
}

const PARTS = Object.keys(COST_PARTS) as CostPart[];

/** The mean cost of a cycle by part, a bar per provider. */
export function partsChart(found: ValueReport): string {
  const rows = found.providers.filter(
    (one) =>
      one.provider !== null && !(one.figures[COST]?.small ?? true) && one.figures[COST]?.observed !== null,
  );
  if (rows.length < 2) return '';
  const shownRows: ProviderReport[] = rows.slice(0, MOST);
  const most = Math.max(
    ...shownRows.flatMap(({ figures }) => [figures[COST]?.observed ?? 0, figures[COST]?.expected ?? 0]),
  );
  const x = scaler(0, most * 1.02, LEFT, RIGHT);
  const bars = shownRows.map((one, i) => {
    const y = i * ROW + 30;
    const name = providerName(one);
    let sum = 0;
    const parts = PARTS.map((part, k) => {
      const value = one.parts[part].observed ?? 0;
      const [a, b] = [x(sum), x(sum + value)];
      sum += value;
      return `<rect x="${at(a)}" width="${at(Math.max(0, b - a))}" y="${y + 3}" height="${ROW - 7}" class="p${k}">${title({ en: `${partWords[part].en}: ${shown(value, 'cost')}`, zh: `${partWords[part].zh}：${shown(value, 'cost')}` })}</rect>`;
    });
    const expected = one.figures[COST]?.expected ?? null;
    const mark =
      expected === null
        ? ''
        : `<line x1="${at(x(expected))}" x2="${at(x(expected))}" y1="${y}" y2="${y + ROW - 2}" class="tick"/>`;
    const place = found.providers.indexOf(one) + 1;
    return `${label({ en: `${place}  ${cut(name.en)}`, zh: `${place}  ${cut(name.zh)}` }, `x="${LEFT - 12}" y="${y + 15}" text-anchor="end"`)}${parts.join('')}${mark}${label(plain(shown(one.figures[COST]?.observed, 'cost')), `x="${RIGHT + 10}" y="${y + 15}"`)}`;
  });
  const widths = [230, 110, 210, 190, 160];
  const legend = PARTS.map((part, k) => {
    const start = 10 + widths.slice(0, k).reduce((a, b) => a + b, 0);
    return `<rect x="${start}" y="4" width="11" height="11" class="p${k}"/>${label(partWords[part], `x="${start + 17}" y="14"`)}`;
  });
  const left = rows.length - shownRows.length;
  return svg(WIDE, shownRows.length * ROW + 40 + (left > 0 ? 18 : 0), words.partsChart, [
    ...legend,
    ...bars,
    left > 0
      ? label(
          { en: fill(words.leftOut.en, { count: left }), zh: fill(words.leftOut.zh, { count: left }) },
          `x="${LEFT}" y="${shownRows.length * ROW + 50}"`,
        )
      : '',
  ]);
}
