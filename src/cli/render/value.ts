/** A condition on a terminal: all cycles together, providers by the main figures, and where providers differ most. */
import { inCurrency } from '../../data/quality/index.ts';
import { fill } from '../../language/diagnostic.ts';
import type { Measure, ProviderReport, ValueReport } from '../../methods/value/index.ts';
import {
  COST,
  interval,
  nameOf,
  notesOf,
  quadrantWords,
  shown,
  spanText,
  standingMarks,
  targetState,
  targetText,
  unknownText,
  words,
} from '../../methods/value/index.ts';
import { valueCommandWords } from '../messages/value.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable, wrap } from './width.ts';

const LISTED = 40;

export function valueLines(terminal: Terminal, found: ValueReport): string[] {
  const { lang, width, colors: c } = terminal;
  return [
    c.bold(fill(words.heading[lang], { condition: found.title[lang] })),
    ...wrap(spanText(found)[lang], width),
    '',
    ...overviewLines(terminal, found),
    '',
    ...providerLines(terminal, found),
    '',
    ...variationLines(terminal, found),
    ...notesOf(found).flatMap((note) => wrap(note[lang], width - 2).map((line) => c.dim(`  ${line}`))),
  ];
}

function overviewLines({ lang, width, colors: c }: Terminal, found: ValueReport): string[] {
  const right = 'right' as const;
  const bracketed = (text: string) => (lang === 'zh' ? `（${text}）` : ` (${text})`);
  const rows = found.measures.map((measure) => {
    const figure = found.all.figures[measure.name];
    const target = targetText(measure);
    const state = figure ? targetState(figure, measure) : null;
    return {
      cells: [
        measure.title[lang],
        (figure?.known ?? 0).toLocaleString('en-US'),
        shown(figure?.observed, measure.scale, lang),
        interval(figure?.interval, measure.scale, lang),
        [
          target === null ? '' : `${target[lang]}${state === null ? '' : bracketed(words[state][lang])}`,
          figure ? unknownText(figure)[lang] : '',
        ]
          .filter((text) => text !== '')
          .join(lang === 'zh' ? '；' : '; '),
      ],
    };
  });
  return table(
    [
      { header: words.measure[lang] },
      { header: words.known[lang], align: right },
      { header: words.observed[lang], align: right },
      { header: words.interval[lang], align: right },
      { header: [words.target[lang], words.unknown[lang]].join(lang === 'zh' ? '；' : '; ') },
    ],
    rows,
    { width, indent: 2, dim: c.dim },
  );
}

function providerLines({ lang, width, colors: c }: Terminal, found: ValueReport): string[] {
  const right = 'right' as const;
  const headline = found.measures.find(({ name }) => name === found.headline);
  const cost = found.measures.find(({ name }) => name === COST);
  if (!headline || !cost) return [];
  const cell = (one: ProviderReport, measure: Measure) => {
    const figure = one.figures[measure.name];
    if (!figure || figure.known === 0) return ['–', ''];
    const mark = figure.standing === null ? '' : standingMarks[figure.standing].replace('·', '');
    return [
      `${shown(figure.adjusted, measure.scale, lang)}${mark === '' ? '' : ` ${mark}`}`,
      interval(figure.adjustedInterval, measure.scale, lang),
    ];
  };
  const listed = found.providers.slice(0, LISTED);
  const rows = listed.map((one) => ({
    cells: [
      printable(nameOf(one, lang)),
      one.cycles.toLocaleString('en-US'),
      ...cell(one, headline),
      ...cell(one, cost),
      one.quadrant === null
        ? one.provider !== null && (one.figures[headline.name]?.small || one.figures[COST]?.small)
          ? words.small[lang]
          : ''
        : quadrantWords[one.quadrant][lang],
    ],
  }));
  const left = found.providers.length - listed.length;
  return [
    ...table(
      [
        { header: words.provider[lang] },
        { header: words.cycles[lang], align: right },
        { header: headline.title[lang] },
        { header: words.interval[lang], align: right },
        { header: inCurrency(words.cost, found.currency)[lang] },
        { header: words.interval[lang], align: right },
        { header: words.quadrant[lang] },
      ],
      rows,
      { width, indent: 2, dim: c.dim },
    ),
    ...(left > 0 ? [c.dim(`  ${fill(valueCommandWords.more[lang], { count: left })}`)] : []),
  ];
}

function variationLines({ lang, width, colors: c }: Terminal, found: ValueReport): string[] {
  const right = 'right' as const;
  const rows = found.variation.flatMap(({ measure: name, find, propose }) => {
    const measure = found.measures.find((one) => one.name === name);
    if (!measure || !find) return [];
    const gain = propose?.gain ?? null;
    return [
      {
        cells: [
          measure.title[lang],
          `${shown(find.lowest, measure.scale, lang)} – ${shown(find.highest, measure.scale, lang)}`,
          find.factor === null || measure.scale === 'mean' ? '–' : `${find.factor.toFixed(1)}×`,
          find.overdispersion === null ? '–' : find.overdispersion.toFixed(1),
          shown(propose?.goal, measure.scale, lang),
          gain === null
            ? '–'
            : measure.scale === 'cost'
              ? shown(gain, 'cost')
              : fill(words.gainCases[lang], { count: gain.toFixed(1) }),
        ],
      },
    ];
  });
  if (rows.length === 0) return [...wrap(words.noVariation[lang], width), ''];
  return [
    c.bold(words.variation[lang]),
    ...table(
      [
        { header: words.measure[lang] },
        { header: `${words.lowest[lang]} – ${words.highest[lang]}`, align: right },
        { header: words.factor[lang], align: right },
        { header: words.overdispersion[lang], align: right },
        { header: words.goal[lang], align: right },
        { header: words.gain[lang], align: right },
      ],
      rows,
      { width, indent: 2, dim: c.dim },
    ),
    '',
  ];
}
