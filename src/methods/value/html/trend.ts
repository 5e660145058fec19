/** A measure by year: all together with its interval, and each provider with enough cases as a thin line. */
import { fill } from '../../../language/diagnostic.ts';
import { nameOf, shown, shownBoth } from '../lines.ts';
import { words } from '../messages/words.ts';
import type { Measure, ValueReport, YearFigure } from '../report.ts';
import { at, axes, label, plain, scaler, svg, ticks, title, WIDE } from './svg.ts';

const HEIGHT = 300;
const FRAME = { left: 84, right: WIDE - 60, top: 40, bottom: HEIGHT - 52 };

export function trendChart(found: ValueReport, measure: Measure): string {
  const all = (found.all.years[measure.name] ?? []).filter(({ figure }) => !figure.small);
  if (all.length < 2 || all.every(({ figure }) => figure.observed === 0 && measure.scale === 'share'))
    return '';
  const own = found.providers.flatMap((one, i) => {
    const years = (one.years[measure.name] ?? []).filter(
      ({ figure }) => !figure.small && figure.adjusted !== null,
    );
    return one.provider !== null && years.length > 1 ? [{ one, place: i + 1, years }] : [];
  });
  const values = [...all, ...own.flatMap(({ years }) => years)].map(({ figure }) => figure.adjusted ?? 0);
  const ends = all.flatMap(({ figure }) =>
    [figure.adjustedInterval?.low, figure.adjustedInterval?.high].filter((one) => one !== undefined),
  );
  const [low, high] = [Math.min(...values, ...ends), Math.max(...values, ...ends)];
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  const [from, to] = [measure.scale === 'mean' ? low - room : Math.max(0, low - room), high + room];
  const years = all.map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const x = scaler(first - 0.15, last + 0.15, FRAME.left, FRAME.right);
  const y = scaler(from, to, FRAME.bottom, FRAME.top);
  const path = (list: readonly YearFigure[]) =>
    list
      .map(({ year, figure }, i) => `${i === 0 ? 'M' : 'L'}${at(x(year))} ${at(y(figure.adjusted ?? 0))}`)
      .join('');
  const sides = all.filter(({ figure }) => figure.adjustedInterval);
  const band = [
    ...sides.map(({ year, figure }) => `${at(x(year))},${at(y(figure.adjustedInterval?.low ?? 0))}`),
    ...sides
      .toReversed()
      .map(({ year, figure }) => `${at(x(year))},${at(y(figure.adjustedInterval?.high ?? 0))}`),
  ];
  const lines = own.map(({ one, place, years: mine }) => {
    const end = mine.at(-1);
    const hover = (lang: 'en' | 'zh') =>
      `${nameOf(one, lang)}: ${mine.map(({ year, figure }) => `${year} ${shown(figure.adjusted, measure.scale, lang)}`).join(', ')}`;
    return `<g>${title({ en: hover('en'), zh: hover('zh') })}<path d="${path(mine)}" class="line"/>${end ? label(plain(String(place)), `x="${at(x(end.year) + 8)}" y="${at(y(end.figure.adjusted ?? 0) + 4)}"`) : ''}</g>`;
  });
  const dots = all.map(
    ({ year, figure }) =>
      `<circle cx="${at(x(year))}" cy="${at(y(figure.adjusted ?? 0))}" r="4.5" class="point"/>${label(shownBoth(figure.adjusted, measure.scale), `x="${at(x(year))}" y="${at(y(figure.adjusted ?? 0) - 10)}" text-anchor="middle" class="name"`)}`,
  );
  const name = {
    en: fill(words.trend.en, { outcome: measure.title.en }),
    zh: fill(words.trend.zh, { outcome: measure.title.zh }),
  };
  return svg(WIDE, HEIGHT, name, [
    axes(
      FRAME,
      { scale: x, ticks: years, text: (year) => plain(String(year)), name: words.yearOfStart },
      {
        scale: y,
        ticks: ticks(from, to, 4),
        text: (value) => shownBoth(value, measure.scale),
        name: measure.title,
      },
    ),
    `<polygon points="${band.join(' ')}" class="band"/>`,
    ...lines,
    `<path d="${path(all)}" class="line all"/>`,
    ...dots,
  ]);
}
