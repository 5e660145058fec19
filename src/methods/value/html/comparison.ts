/** The single-condition comparative report: all together, providers side by side, and a section for each measure. */
import { inCurrency } from '../../../data/quality/currency.ts';
import type { Head } from '../../../data/quality/html/text.ts';
import { both, cited, escape, table } from '../../../data/quality/html/text.ts';
import type { Localized } from '../../../language/plan.ts';
import { COST } from '../cells.ts';
import type { CostPart } from '../cycles.ts';
import { COST_PARTS } from '../cycles.ts';
import type { Figure } from '../figures.ts';
import {
  inBoth,
  interval,
  intervalBoth,
  providerName,
  ratioText,
  shown,
  shownBoth,
  standingText,
  targetState,
  targetText,
  unknownText,
} from '../lines.ts';
import { partWords, quadrantWords, standingMarks, words } from '../messages/words.ts';
import type { Measure, ProviderReport, ValueReport } from '../report.ts';
import { funnelChart } from './funnel.ts';
import { orderedChart, partsChart } from './ordered.ts';
import { scatterChart } from './scatter.ts';
import { trendChart } from './trend.ts';

const number = (of: Localized): Head => ({ words: of, number: true });
const plain = (of: Localized): Head => ({ words: of });
const figureOf = (one: ProviderReport, { name }: Measure): Figure | undefined => one.figures[name];

const name = (one: ProviderReport) => both(providerName(one));

/** Cards with the main figures of all. */
function cards(found: ValueReport): string {
  const parts = found.measures.flatMap((measure) => {
    const figure = figureOf(found.all, measure);
    if (!figure || figure.observed === null) return [];
    const target = targetText(measure);
    const state = targetState(figure, measure);
    const goal =
      target === null
        ? ''
        : `<small>${both(words.target)} ${both(target)}${state === null ? '' : ` · <span class="${state === 'reached' ? 'better' : state === 'missed' ? 'worse' : ''}">${both(words[state])}</span>`}</small>`;
    return [
      `<li><small>${both(measure.title)}</small><b>${both(shownBoth(figure.observed, measure.scale))}</b><small>${both(intervalBoth(figure.interval, measure.scale))} · n = ${figure.known.toLocaleString('en-US')}</small>${goal}</li>`,
    ];
  });
  return `<ul class="cards">${parts.join('')}</ul>`;
}

/** Every measure of all cycles, with what is not known and why. */
export function overview(found: ValueReport): string {
  const heads = [
    plain(words.measure),
    number(words.cases),
    number(words.known),
    number(words.observed),
    number(words.interval),
    plain(words.target),
    plain(words.why),
  ];
  const rows = found.measures.map((measure) => {
    const figure = figureOf(found.all, measure);
    const target = targetText(measure);
    const state = figure ? targetState(figure, measure) : null;
    return [
      `${both(measure.title)}${measure.dimension ? `<div class="hint">${both(measure.dimension)}</div>` : ''}`,
      (figure?.cases ?? 0).toLocaleString('en-US'),
      (figure?.known ?? 0).toLocaleString('en-US'),
      both(shownBoth(figure?.observed, measure.scale)),
      both(intervalBoth(figure?.interval, measure.scale)),
      target === null ? '' : `${both(target)}${state === null ? '' : `: ${both(words[state])}`}`,
      figure ? both(unknownText(figure)) : '',
    ];
  });
  return `<h2>${both(words.overview)}</h2>\n${cards(found)}\n${table('', heads, rows)}`;
}

/** Providers by row, measures by column: adjusted, with marks of where they stand. */
export function comparison(found: ValueReport): string {
  const measures = found.measures.filter((measure) => (figureOf(found.all, measure)?.known ?? 0) > 0);
  const heads = [
    number(words.number),
    plain(words.provider),
    number(words.cycles),
    plain(words.quadrant),
    ...measures.map(({ title }) => number(title)),
  ];
  const cell = (figure: Figure | undefined, measure: Measure) => {
    if (!figure || figure.known === 0) return '–';
    const text = both(shownBoth(figure.adjusted, measure.scale));
    if (figure.small) return `<span class="quiet" title="${figure.known}">(${text})</span>`;
    const standing = figure.standing;
    if (standing === null || standing === 'as-expected') return text;
    return `<span class="${standing}">${text}<span class="mark">${standingMarks[standing]}</span></span>`;
  };
  const rows = found.providers.map((one, i) => [
    one.provider === null ? '' : String(i + 1),
    name(one),
    one.cycles.toLocaleString('en-US'),
    one.quadrant === null ? '' : both(quadrantWords[one.quadrant]),
    ...measures.map((measure) => cell(figureOf(one, measure), measure)),
  ]);
  const all = [
    '',
    `<b>${both(words.all)}</b>`,
    found.all.cycles.toLocaleString('en-US'),
    '',
    ...measures.map(
      (measure) => `<b>${both(shownBoth(figureOf(found.all, measure)?.observed, measure.scale))}</b>`,
    ),
  ];
  const headline = found.measures.find((one) => one.name === found.headline);
  const chart = headline ? scatterChart(found, headline) : '';
  return [
    `<h2>${both(words.comparison)}</h2>`,
    chart === '' || !headline ? '' : `<h3>${titled(words.scatter, headline)}</h3>\n${chart}`,
    `<div class="compare all">${table(`${both(words.marks)}`, heads, [...rows, all])}</div>`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

export const titled = (of: Localized, { title }: Measure) =>
  both({ en: of.en.replace('{outcome}', title.en), zh: of.zh.replace('{outcome}', title.zh) });

/** A section for each measure: its charts, and the table behind them. */
export function measureSections(found: ValueReport): string {
  return found.measures
    .filter((measure) => (figureOf(found.all, measure)?.known ?? 0) > 0)
    .map((measure) => {
      const charts: [Localized, string][] = [
        ...(measure.name === found.headline || measure.name === COST
          ? []
          : [[words.scatter, scatterChart(found, measure)] as [Localized, string]]),
        [words.ordered, orderedChart(found, measure)],
        [words.funnel, funnelChart(found, measure)],
        [words.trend, trendChart(found, measure)],
      ];
      const drawn = charts
        .filter(([, chart]) => chart !== '')
        .map(([of, chart]) => `<h4>${titled(of, measure)}</h4>\n${chart}`);
      const open = measure.name === found.headline || measure.name === COST ? ' open' : '';
      return `<details${open}><summary>${both(measure.title)}</summary>
${drawn.join('\n')}
${figuresTable(found, measure)}
${yearsTable(found, measure)}
</details>`;
    })
    .join('\n');
}

function figuresTable(found: ValueReport, measure: Measure): string {
  const { scale } = measure;
  const heads = [
    number(words.number),
    plain(words.provider),
    number(words.known),
    number(words.unknown),
    number(scale === 'cost' ? words.ofCycle : words.observed),
    number(words.expected),
    ...(scale === 'mean' ? [] : [number(words.ratio), number(words.interval)]),
    number(words.adjusted),
    number(words.interval),
    number(words.direct),
    plain(words.standing),
  ];
  const rows = [...found.providers, found.all].flatMap((one, i) => {
    const figure = figureOf(one, measure);
    if (!figure || figure.cases === 0) return [];
    const all = one === found.all;
    const direct =
      figure.direct === null
        ? figure.emptyStrata > 0
          ? `<span class="quiet">${both(words.notDirect, { count: String(figure.emptyStrata) })}</span>`
          : '–'
        : both(
            inBoth((lang) =>
              figure.directInterval
                ? `${shown(figure.direct, scale, lang)} (${interval(figure.directInterval, scale, lang)})`
                : shown(figure.direct, scale, lang),
            ),
          );
    return [
      [
        all || one.provider === null ? '' : String(i + 1),
        all ? `<b>${both(words.all)}</b>` : name(one),
        figure.known.toLocaleString('en-US'),
        (figure.cases - figure.known).toLocaleString('en-US'),
        both(shownBoth(figure.observed, scale)),
        both(shownBoth(figure.expected, scale)),
        ...(scale === 'mean'
          ? []
          : [
              ratioText(figure.ratio),
              figure.ratioInterval
                ? `${ratioText(figure.ratioInterval.low)} – ${ratioText(figure.ratioInterval.high)}`
                : '–',
            ]),
        both(shownBoth(figure.adjusted, scale)),
        both(intervalBoth(figure.adjustedInterval, scale)),
        direct,
        all ? '' : standingSpan(figure, measure),
      ],
    ];
  });
  return `<div class="compare">${table('', heads, rows)}</div>`;
}

function standingSpan(figure: Figure, measure: Measure): string {
  const text = both(standingText(figure, measure));
  return figure.standing === null || figure.small
    ? `<span class="quiet">${text}</span>`
    : `<span class="${figure.standing}">${text}</span>`;
}

function yearsTable(found: ValueReport, measure: Measure): string {
  const years = (found.all.years[measure.name] ?? []).map(({ year }) => year);
  if (years.length < 2) return '';
  const heads = [
    plain(words.provider),
    ...years.map((year) => number({ en: String(year), zh: String(year) })),
  ];
  const rows = [...found.providers, found.all].flatMap((one) => {
    const own = one.years[measure.name] ?? [];
    if (own.length === 0) return [];
    return [
      [
        one === found.all ? `<b>${both(words.all)}</b>` : name(one),
        ...years.map((year) => {
          const figure = own.find((each) => each.year === year)?.figure;
          if (!figure) return '–';
          const text = `${both(shownBoth(figure.adjusted, measure.scale))} <small class="quiet">n = ${figure.known}</small>`;
          return figure.small ? `<span class="quiet">(${text})</span>` : text;
        }),
      ],
    ];
  });
  return `<details><summary>${titled(words.trend, measure)}</summary>\n${table('', heads, rows)}</details>`;
}

/** What the cost is made of. */
export function partsSection(found: ValueReport): string {
  const parts = Object.keys(COST_PARTS) as CostPart[];
  const chart = partsChart(found);
  const heads = [
    plain(words.provider),
    ...parts.map((part) => number(partWords[part])),
    number(inCurrency(words.cost, found.currency)),
    number(words.expected),
  ];
  const rows = [...found.providers, found.all].flatMap((one) => {
    const cost = one.figures[COST];
    if (!cost || cost.known === 0) return [];
    return [
      [
        one === found.all ? `<b>${both(words.all)}</b>` : name(one),
        ...parts.map((part) => escape(shown(one.parts[part].observed, 'cost'))),
        escape(shown(cost.observed, 'cost')),
        escape(shown(cost.expected, 'cost')),
      ],
    ];
  });
  if (rows.length === 0) return '';
  return `<h2>${both(words.parts)}</h2>\n${chart === '' ? '' : `<p class="hint">${both(words.partsChart)}</p>\n${chart}`}\n<details><summary>${both(words.details)}</summary><div class="compare first">${table('', heads, rows)}</div></details>`;
}

/** Definitions: source, what is unverified, by what it was adjusted. */
export function definitions(found: ValueReport): string {
  const heads = [plain(words.measure), plain(words.definition), number(words.strata)];
  const rows = found.measures.map((measure) => [
    both(measure.title),
    `${measure.source === '' ? '' : cited(measure.source)}${measure.unverified === null ? '' : `<div class="hint">${both(words.unverified, { text: measure.unverified })}</div>`}${measure.fellBack ? `<div class="hint">${both(words.fellBack)}</div>` : ''}`,
    String(measure.strata.length),
  ]);
  return `<h2>${both(words.definitions)}</h2>\n<p>${cited(found.source)}</p>\n${table('', heads, rows)}`;
}
