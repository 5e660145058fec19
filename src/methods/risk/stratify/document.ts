/** A risk score as a document: factors with their points, how they add up, and what the sum is called. */
import { z } from 'zod';
import { parseDuration } from '../../../language/value.ts';
import { decimal, localized, words } from '../../shared/document.ts';

const name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'heart-failure');
const duration = words.refine((text) => parseDuration(text) !== undefined, 'P12M');
/** Points from a value on, up to the next; below the first none. */
const bands = z.array(z.strictObject({ from: decimal, points: decimal })).min(1);
const common = { factor: name, title: localized };

const factor = z.discriminatedUnion('kind', [
  /** One of the diagnoses on a claim of the time before (of a stay: up to its discharge). */
  z.strictObject({
    kind: z.literal('diagnoses'),
    ...common,
    codes: z.array(words).min(1),
    look_back: duration.default('P12M'),
    points: decimal,
    /** Points of a group are added up first, and read through its bands. */
    group: name.optional(),
    /** Does not count where one of these does. */
    unless: z.array(name).default([]),
  }),
  /** Completed years on the day. */
  z.strictObject({ kind: z.literal('age'), ...common, bands }),
  z.strictObject({ kind: z.literal('sex'), ...common, sex: z.enum(['female', 'male']), points: decimal }),
  /** Nights of the stay. */
  z.strictObject({ kind: z.literal('stay-length'), ...common, bands }),
  /** The stay was no elective one (type of admission 3). */
  z.strictObject({ kind: z.literal('urgent'), ...common, points: decimal }),
  /** Days with such a visit before the day (of a stay: before its admission). */
  z.strictObject({
    kind: z.literal('visits'),
    ...common,
    look_back: duration,
    revenue_centers: z.array(words).default([]),
    places: z.array(words).default([]),
    items: z.array(words).default([]),
    bands,
  }),
]);

export const riskScore = z.strictObject({
  risk: words,
  version: words,
  title: localized,
  source: words,
  notes: z.array(localized).default([]),
  unverified: words.optional(),
  /** A score for each person on a day, or for each stay on the day of discharge. */
  of: z.enum(['person', 'stay']),
  /** Of a person: only who has one of these diagnoses. */
  who: z.strictObject({ diagnoses: z.array(words).min(1), look_back: duration.default('P12M') }).optional(),
  factors: z.array(factor).min(1),
  groups: z.array(z.strictObject({ group: name, title: localized, bands })).default([]),
  /** From the lowest. */
  bands: z.array(z.strictObject({ from: decimal, band: words, title: localized })).default([]),
});

export type RiskScore = z.infer<typeof riskScore>;
export type Factor = z.infer<typeof factor>;
export type FactorOf<K extends Factor['kind']> = Extract<Factor, { kind: K }>;

/** What does not fit together, in words that need no language. */
export function misfits(document: RiskScore): { where: string; expected: string }[] {
  const names = document.factors.map((one) => one.factor);
  const groups = document.groups.map((one) => one.group);
  const found: { where: string; expected: string }[] = [];
  const rising = (list: readonly { from: string }[], where: string) => {
    if (list.some((one, i) => i > 0 && Number(one.from) <= Number(list[i - 1]?.from)))
      found.push({ where, expected: '<' });
  };
  for (const [i, one] of document.factors.entries()) {
    const at = `factors.${i}`;
    if (names.indexOf(one.factor) !== i || groups.includes(one.factor))
      found.push({ where: `${at}.factor`, expected: `≠ ${one.factor}` });
    if ('bands' in one) rising(one.bands, `${at}.bands`);
    if ((one.kind === 'stay-length' || one.kind === 'urgent') && document.of !== 'stay')
      found.push({ where: `${at}.kind`, expected: 'of: stay' });
    if (one.kind === 'visits' && one.revenue_centers.length + one.places.length + one.items.length === 0)
      found.push({ where: at, expected: 'revenue_centers | places | items' });
    if (one.kind !== 'diagnoses') continue;
    if (one.group !== undefined && !groups.includes(one.group))
      found.push({ where: `${at}.group`, expected: groups.join(' | ') || '–' });
    if (one.unless.some((other) => other === one.factor || !isDiagnoses(document, other)))
      found.push({ where: `${at}.unless`, expected: names.join(' | ') });
  }
  for (const [i, one] of document.groups.entries()) {
    rising(one.bands, `groups.${i}.bands`);
    if (groups.indexOf(one.group) !== i)
      found.push({ where: `groups.${i}.group`, expected: `≠ ${one.group}` });
  }
  rising(document.bands, 'bands');
  if (document.who && document.of === 'stay') found.push({ where: 'who', expected: 'of: person' });
  return found;
}

const isDiagnoses = ({ factors }: RiskScore, other: string) =>
  factors.some((one) => one.factor === other && one.kind === 'diagnoses');
