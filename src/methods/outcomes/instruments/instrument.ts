/**
 * A patient-reported instrument as a document: its items by number, never their words (which have owners), and how its scales are computed from the answers.
 */
import { z } from 'zod';
import { units } from '../../shared/decimal.ts';
import { decimal, localized, truth, whole, words } from '../../shared/document.ts';

const item = words;

const scale = z.strictObject({
  scale: words,
  title: localized,
  items: z.array(item).default([]),
  /** In place of items: scales before this one. */
  scales: z.array(words).default([]),
  /**
   * `sum` of the answers; `mean` of them; `percent`: what they add up to as a share of the most and least they could, from 0 to 100; `value-set`: the worth of
   * the state they spell, by the value set named in the call. Of scales there is the `mean` of their scores of one day.
   */
  score: z.enum(['sum', 'mean', 'percent', 'value-set']),
  /** Answers, or scores of scales, that are needed (all). Fewer: the score is unknown. Those missing are taken to be like those given: a sum is scaled up. */
  answered: whole.optional(),
  /** What a sum stands for, where the instrument’s owners publish a table of it (T-scores, interval scores): [sum, score]. A sum that is not in it has no score. */
  table: z.array(z.tuple([decimal, decimal])).optional(),
  /** Where a higher score is better. */
  better: z.enum(['higher', 'lower']),
  /** The smallest change that matters to patients, where a source says so. */
  important: z.strictObject({ change: decimal, source: words }).optional(),
  /** Names for ranges of the score: from the lowest. */
  bands: z.array(z.strictObject({ from: decimal, band: words, title: localized })).default([]),
});

export const instrument = z.strictObject({
  instrument: words,
  version: words,
  title: localized,
  source: words,
  /** Whose it is, and what using it needs. */
  licence: localized,
  /** Least and most an answer may be. */
  answers: z.strictObject({ from: whole, to: whole }),
  /** Codes that answers come under in place of a number, such as LOINC's answer lists (`LA6568-5`), and the answer each is. */
  answer_codes: z.record(words, whole).default({}),
  items: z.array(
    z.strictObject({
      item,
      /** Other codes answers come under, such as LOINC. */
      codes: z.array(words).default([]),
      from: whole.optional(),
      to: whole.optional(),
      /** What an answer counts as, from the least answer on; itself if not given. */
      counts_as: z.array(decimal).optional(),
      /** The scale it is counted the other way round in. */
      reversed: truth.default(false),
    }),
  ),
  scales: z.array(scale).min(1),
});

export type Instrument = z.infer<typeof instrument>;
export type Scale = z.infer<typeof scale>;

/** The least and most an item may be answered with. */
export function rangeOf({ answers, items }: Instrument, name: string): { from: number; to: number } {
  const found = items.find(({ item: one }) => one === name);
  return { from: found?.from ?? answers.from, to: found?.to ?? answers.to };
}

/** What each answer of an item counts as, from the least on; exact decimal text. */
export function countsOf(document: Instrument, name: string): string[] {
  const { from, to } = rangeOf(document, name);
  const found = document.items.find(({ item: one }) => one === name);
  const plain = found?.counts_as ?? Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
  return found?.reversed ? plain.toReversed() : plain;
}

/** The items whose answers a scale is made of, directly or through scales. */
export function itemsOf(document: Instrument, { items, scales }: Scale): string[] {
  const parts = scales.flatMap((name) => document.scales.filter(({ scale }) => scale === name));
  return [...new Set([...items, ...parts.flatMap((part) => itemsOf(document, part))])];
}

/** Scores have four digits; a fifth would be cut. */
const FOUR = '0.1234';

/** Sums a table may have. */
const MOST_SUMS = 1_000;

/** What does not fit together, in words that need no language: paths of the document. */
export function misfits(document: Instrument): { where: string; expected: string }[] {
  const names = document.items.map((one) => one.item);
  const found: { where: string; expected: string }[] = [];
  for (const [i, one] of document.items.entries()) {
    const { from, to } = rangeOf(document, one.item);
    if (names.indexOf(one.item) !== i) found.push({ where: `items.${i}.item`, expected: `≠ ${one.item}` });
    if (to < from) found.push({ where: `items.${i}.to`, expected: `≥ ${from}` });
    else if (one.counts_as && one.counts_as.length !== to - from + 1)
      found.push({ where: `items.${i}.counts_as`, expected: `${to - from + 1}` });
    for (const [j, text] of (one.counts_as ?? []).entries())
      if (units(text) === undefined) found.push({ where: `items.${i}.counts_as.${j}`, expected: FOUR });
  }
  for (const [i, { items, scales, answered, important, bands, score, table }] of document.scales.entries()) {
    found.push(...misfitsOfParts(document, i));
    if (important && units(important.change) === undefined)
      found.push({ where: `scales.${i}.important.change`, expected: FOUR });
    for (const [j, { from }] of bands.entries())
      if (units(from) === undefined) found.push({ where: `scales.${i}.bands.${j}.from`, expected: FOUR });
    if (table) found.push(...misfitsOfTable(document, items, score, table, `scales.${i}`));
    const unknown = items.find((name) => !names.includes(name));
    if (unknown !== undefined) found.push({ where: `scales.${i}.items`, expected: names.join(' | ') });
    const parts = items.length + scales.length;
    if (answered !== undefined && (answered < 1 || answered > parts))
      found.push({ where: `scales.${i}.answered`, expected: `1 … ${parts}` });
  }
  return found;
}

/** A scale is made of items, or of scales before it: none can be its own part. */
function misfitsOfParts(document: Instrument, i: number): { where: string; expected: string }[] {
  const { scale, items, scales, score } = document.scales[i]!;
  const before = document.scales.slice(0, i).map((one) => one.scale);
  if (before.includes(scale)) return [{ where: `scales.${i}.scale`, expected: `≠ ${scale}` }];
  if (items.length > 0 === scales.length > 0)
    return [{ where: `scales.${i}`, expected: 'items: […] | scales: […]' }];
  if (scales.length > 0 && score !== 'mean') return [{ where: `scales.${i}.score`, expected: 'mean' }];
  if (new Set(scales).size < scales.length || scales.some((name) => !before.includes(name)))
    return [{ where: `scales.${i}.scales`, expected: before.join(' | ') || '–' }];
  return [];
}

/** Every sum that answers to all items can make must be in the table, once. */
function misfitsOfTable(
  document: Instrument,
  items: readonly string[],
  score: Scale['score'],
  table: NonNullable<Scale['table']>,
  where: string,
): { where: string; expected: string }[] {
  if (score !== 'sum') return [{ where: `${where}.score`, expected: 'sum' }];
  const digits = table.findIndex((pair) => pair.some((text) => units(text) === undefined));
  if (digits >= 0) return [{ where: `${where}.table.${digits}`, expected: FOUR }];
  const sums = table.map(([sum]) => units(sum));
  const twice = sums.findIndex((sum, i) => sums.indexOf(sum) !== i);
  if (twice >= 0) return [{ where: `${where}.table.${twice}`, expected: `≠ ${table[twice]?.[0]}` }];
  let reached = new Set([0n]);
  for (const name of items) {
    const counts = countsOf(document, name).map((text) => units(text) ?? 0n);
    reached = new Set([...reached].flatMap((sum) => counts.map((one) => sum + one)));
    // Fewer sums than that are in any table of whole answers; more come of decimals, which no table lists.
    if (reached.size > MOST_SUMS) return [{ where: `${where}.items`, expected: `≤ ${MOST_SUMS}` }];
  }
  const missing = [...reached].sort((a, b) => (a < b ? -1 : 1)).find((sum) => !sums.includes(sum));
  return missing === undefined
    ? []
    : [{ where: `${where}.table`, expected: `[${Number(missing) / 10_000}, …]` }];
}
