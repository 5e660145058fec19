/** The variation report in four steps: find, propose, help, review. */
import type { Head } from '../../../data/quality/html/text.ts';
import { both, escape, table } from '../../../data/quality/html/text.ts';
import { fill } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import { both as bothOf, inBoth, percent, providerName, shown, shownBoth, unsigned } from '../lines.ts';
import { partWords, words } from '../messages/words.ts';
import type { Measure, ValueReport } from '../report.ts';
import type { Variation } from '../steps.ts';
import { titled } from './comparison.ts';

const number = (of: Localized): Head => ({ words: of, number: true });
const plain = (of: Localized): Head => ({ words: of });
const fixed = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits));

/** Providers of a measure that are listed; the JSON has all. */
const LISTED = 15;

export function variationSection(found: ValueReport): string {
  const pairs = found.variation.flatMap((variation) => {
    const measure = found.measures.find(({ name }) => name === variation.measure);
    return measure && variation.find ? [{ measure, variation }] : [];
  });
  if (pairs.length === 0) return `<h2>${both(words.variation)}</h2>\n<p>${both(words.noVariation)}</p>`;
  return [
    `<h2>${both(words.variation)}</h2>`,
    `<h3>${both(words.find)}</h3>`,
    findTable(pairs),
    `<p class="hint">${both(words.findNote)}</p>`,
    `<h3>${both(words.propose)}</h3>`,
    proposeTable(pairs),
    `<h3>${both(words.help)}</h3>`,
    ...pairs.map(({ measure, variation }) => helpTable(found, measure, variation)),
    reviewSection(found, pairs),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

type Pairs = readonly { measure: Measure; variation: Variation }[];

function findTable(pairs: Pairs): string {
  const heads = [
    plain(words.measure),
    number(words.providers),
    number(words.lowest),
    number(words.lowerQuarter),
    number(words.median),
    number(words.upperQuarter),
    number(words.highest),
    number(words.factor),
    number(words.overdispersion),
    number(words.systematic),
    number(words.outside),
  ];
  const rows = pairs.flatMap(({ measure, variation: { find } }) => {
    if (!find) return [];
    const value = (one: number) => both(shownBoth(one, measure.scale));
    return [
      [
        both(measure.title),
        String(find.providers),
        value(find.lowest),
        value(find.lowerQuarter),
        value(find.median),
        value(find.upperQuarter),
        value(find.highest),
        find.factor === null || measure.scale === 'mean' ? '–' : `${find.factor.toFixed(1)}×`,
        fixed(find.overdispersion, 1),
        fixed(find.systematic, 1),
        `${find.outside.better} / ${find.outside.worse}`,
      ],
    ];
  });
  return `<div class="compare first">${table('', heads, rows)}</div>`;
}

/** Of a share cases, of a cost money. */
const gainText = (gain: number | null, { scale }: Measure): Localized =>
  gain === null
    ? { en: '–', zh: '–' }
    : scale === 'cost'
      ? { en: shown(gain, 'cost'), zh: shown(gain, 'cost') }
      : {
          en: fill(words.gainCases.en, { count: gain.toFixed(1) }),
          zh: fill(words.gainCases.zh, { count: gain.toFixed(1) }),
        };

function proposeTable(pairs: Pairs): string {
  const heads = [
    plain(words.measure),
    number(words.median),
    number(words.goal),
    number(words.fallShort),
    number(words.gain),
  ];
  const rows = pairs.flatMap(({ measure, variation: { find, propose } }) =>
    find && propose
      ? [
          [
            both(measure.title),
            both(shownBoth(find.median, measure.scale)),
            both(shownBoth(propose.goal, measure.scale)),
            `${propose.fallShort} / ${find.providers}`,
            both(gainText(propose.gain, measure)),
          ],
        ]
      : [],
  );
  return table('', heads, rows);
}

function helpTable(found: ValueReport, measure: Measure, { help }: Variation): string {
  if (help.length === 0) return '';
  const heads = [
    plain(words.provider),
    number(words.adjusted),
    number(words.goal),
    number(words.gap),
    plain(words.dearest),
    plain(words.example),
  ];
  const nameOf = (id: string | null) => {
    const one = found.providers.find(({ provider }) => provider === id);
    return one ? both(providerName(one)) : '–';
  };
  const rows = help
    .slice(0, LISTED)
    .map(({ provider, adjusted, goal, gap, dearest, example }) => [
      nameOf(provider),
      both(shownBoth(adjusted, measure.scale)),
      both(shownBoth(goal, measure.scale)),
      both(gainText(gap, measure)),
      dearest === null ? '–' : `${both(partWords[dearest.part])}: +${escape(shown(dearest.above, 'cost'))}`,
      example === null ? '–' : nameOf(example),
    ]);
  const open = measure.name === found.headline ? ' open' : '';
  return `<details${open}><summary>${both(measure.title)}</summary>${table('', heads, rows)}</details>`;
}

function reviewSection(found: ValueReport, pairs: Pairs): string {
  const parts = pairs.flatMap(({ measure, variation: { review } }) => {
    if (!review) return [];
    const { scale } = measure;
    const heads = [
      plain(words.provider),
      number({ en: String(review.from), zh: String(review.from) }),
      number({ en: String(review.to), zh: String(review.to) }),
      number(words.change),
      number(words.interval),
    ];
    // A share changes by points, not by per cent of itself.
    const plainly = (value: number) => unsigned(value, scale);
    const signed = (value: number) => {
      const text = `${value > 0 ? '+' : ''}${plainly(value)}`;
      return both(scale === 'share' ? bothOf(words.points, { value: text }) : { en: text, zh: text });
    };
    const rows = review.changes.map(({ provider, before, after, change, interval: ends }) => {
      const one = found.providers.find((each) => each.provider === provider);
      const sure = ends !== null && (ends.low > 0 || ends.high < 0);
      const good = measure.better === 'higher' ? change > 0 : change < 0;
      return [
        one ? both(providerName(one)) : '–',
        both(shownBoth(before, scale)),
        both(shownBoth(after, scale)),
        sure ? `<span class="${good ? 'better' : 'worse'}">${signed(change)}</span>` : signed(change),
        ends === null ? '–' : `${plainly(ends.low)} – ${plainly(ends.high)}`,
      ];
    });
    const before = [fixed(review.systematicBefore, 1), fixed(review.systematicAfter, 1)].join(' → ');
    const factors = [fixed(review.factorBefore, 1), fixed(review.factorAfter, 1)].join(' → ');
    const open = measure.name === found.headline ? ' open' : '';
    const spread =
      scale === 'mean'
        ? ''
        : `<p>${both(words.systematic)}: ${before} · ${both(words.factor)}: ${factors}</p>`;
    return [
      `<details${open}><summary>${titled(words.reviewOf, measure)} · ${review.from} → ${review.to}</summary>${spread}${rows.length > 0 ? table('', heads, rows) : `<p>${both(words.noChanges)}</p>`}</details>`,
    ];
  });
  const growth = growthTable(found);
  if (parts.length === 0 && growth === '') return '';
  return [`<h3>${both(words.review)}</h3>`, ...parts, growth].filter((part) => part !== '').join('\n');
}

function growthTable(found: ValueReport): string {
  if (found.growth.length === 0) return '';
  const target = found.growthTarget;
  const heads = [
    plain(words.provider),
    number(words.before),
    number(words.after),
    number(words.growth),
    ...(target ? [plain(words.target)] : []),
  ];
  const rows = found.growth.map(({ provider, from, to, growth, reached }, i) => {
    const one =
      i === 0 && provider === null ? undefined : found.providers.find((each) => each.provider === provider);
    return [
      one ? both(providerName(one)) : `<b>${both(words.all)}</b>`,
      String(from),
      String(to),
      both(inBoth((lang) => `${growth > 0 ? '+' : ''}${percent(growth, lang)}`)),
      ...(target ? [reached === null ? '' : both(reached ? words.reached : words.missed)] : []),
    ];
  });
  const caption = target
    ? `${both(words.growth)}: ${both(words.target)} ${both(inBoth((lang) => fill(words.atMost[lang], { value: percent(Number(target.at_most), lang) })))}`
    : both(words.growth);
  return table(caption, heads, rows);
}
