/**
 * A condition as a document: whose care is looked at (who is in, where the cycle starts, how long it is), which outcomes matter, what is adjusted for. In the manner
 * of the standard sets of ICHOM; facts with their source.
 */
import { z } from 'zod';
import { parseDuration } from '../../language/value.ts';
import { decimal, localized, truth, whole, words } from '../shared/document.ts';

const duration = words.refine((text) => parseDuration(text) !== undefined, 'P12M');
const codes = z.array(words).min(1);
const count = whole.refine((value) => value >= 0, '0');

/** Where scores are found: observations under a code of their own, or answers to the items of an instrument. */
const score = {
  codes: z.array(words).default([]),
  instrument: words.optional(),
  scale: words.optional(),
  value_set: words.optional(),
  before: duration.default('P90D'),
  at: duration.default('P12M'),
  within: duration.default('P60D'),
};

const target = z.strictObject({
  at_least: decimal.optional(),
  at_most: decimal.optional(),
  source: words,
});

const common = {
  outcome: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'readmission-30'),
  title: localized,
  /** What it says of care: effectiveness, experience and the like. */
  dimension: localized.optional(),
  better: z.enum(['higher', 'lower']),
  source: words,
  /** A figure or definition whose source could not be read. */
  unverified: words.optional(),
  target: target.optional(),
  among: z.enum(['all', 'women', 'men', 'low-income', 'discharged-alive']).default('all'),
};

/** Time in which something counts: from the day after the start, or after the discharge of the stay that began the cycle; 30 days, or to the day before the same date months later. */
const window = { from: z.enum(['start', 'discharge']).default('start'), within: duration };

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('death'), ...common, ...window }),
  /** Another inpatient stay. */
  z.strictObject({
    kind: z.literal('stay'),
    ...common,
    ...window,
    /** Elective admissions (type of admission 3) do not count. */
    urgent: truth.default(false),
    /** Principal diagnoses that count; all if none is given. */
    diagnoses: z.array(words).default([]),
    procedures: z.array(words).default([]),
  }),
  /** A diagnosis not seen in the year before the start. */
  z.strictObject({
    kind: z.literal('diagnosis'),
    ...common,
    ...window,
    diagnoses: codes,
    setting: z.enum(['any', 'inpatient']).default('any'),
  }),
  /** A further operation on a later day; with `after`, among those who had one of these, from its day. */
  z.strictObject({
    kind: z.literal('procedure'),
    ...common,
    ...window,
    procedures: codes,
    after: z.array(words).default([]),
  }),
  /** An event of the register of outcomes: progression, relapse. */
  z.strictObject({ kind: z.literal('event'), ...common, ...window, events: codes }),
  /** The last result within the cycle. */
  z.strictObject({
    kind: z.literal('level'),
    ...common,
    codes,
    /** Units the limit may be compared in, and what one of each is: value × times + plus. */
    units: z
      .array(
        z.strictObject({
          unit: words,
          times: decimal.default('1'),
          plus: decimal.default('0'),
          source: words.optional(),
        }),
      )
      .min(1),
    below: decimal.optional(),
    at_least: decimal.optional(),
  }),
  /** Days with outpatient care, at most so many. */
  z.strictObject({
    kind: z.literal('visits'),
    ...common,
    at_most: count,
    diagnoses: z.array(words).default([]),
  }),
  /** Something of a list dispensed or given. */
  z.strictObject({ kind: z.literal('drug'), ...common, drugs: z.array(words).default([]) }),
  /** The change of a score since before the start. */
  z.strictObject({ kind: z.literal('change'), ...common, ...score }),
  /** Better by at least what matters to patients. */
  z.strictObject({ kind: z.literal('responder'), ...common, ...score, important: decimal }),
  /** Days of the stay that began the cycle. */
  z.strictObject({ kind: z.literal('stay-length'), ...common }),
]);

const variable = z.discriminatedUnion('variable', [
  /** Completed years on the first day; a band begins at each number. */
  z.strictObject({ variable: z.literal('age'), bands: z.array(whole).min(1) }),
  z.strictObject({ variable: z.literal('sex') }),
  /** Any of these diagnoses in the time before the start. */
  z.strictObject({
    variable: z.literal('diagnoses'),
    name: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'diabetes'),
    title: localized,
    codes,
    look_back: duration.default('P12M'),
  }),
  /** The score before the start of an outcome of change. */
  z.strictObject({ variable: z.literal('score'), outcome: words, bands: z.array(decimal).min(1) }),
]);

export const condition = z.strictObject({
  condition: words,
  version: words,
  title: localized,
  source: words,
  notes: z.array(localized).default([]),
  people: z.strictObject({
    /**
     * `procedure`: a stay or outpatient procedure; `stay`: an inpatient stay; `year`: each year since the first diagnosis; `first-diagnosis`: the first diagnosis, with
     * a year of coverage before it without one.
     */
    begins: z.enum(['procedure', 'stay', 'year', 'first-diagnosis']),
    diagnoses: z.array(words).default([]),
    procedures: z.array(words).default([]),
    /** Items of claim lines (HCPCS, CPT). */
    items: z.array(words).default([]),
    /** Outpatient days with the diagnosis that are needed. */
    days_needed: count.default(2),
    from_age: count.optional(),
    to_age: count.optional(),
    sex: z.enum(['female', 'male']).optional(),
  }),
  cycle: z.strictObject({
    length: duration,
    days_before: count.default(0),
    /** Days without such a start before. */
    clean_days: count.default(0),
  }),
  /** Whose figures a cycle is in: the facility where it began, who saw the person on most days, or primary care. */
  provider: z.enum(['facility', 'most-visits', 'primary-care']),
  case_mix: z.array(variable).default([]),
  adjustment: z.strictObject({
    /** Means by stratum of the variables, or by their main effects. */
    method: z.enum(['strata', 'main-effects']).default('strata'),
    /** A stratum of fewer cases is put together with its neighbours, the last variable first; main effects need so many, at most ten, for each effect. */
    least: count.default(10),
  }),
  /** Providers with fewer cases are shown, and not ranked. */
  least_cases: count.default(10),
  /** The outcome set against the cost. */
  headline: words,
  /** Growth of the mean cost from year to year. */
  cost_growth: z.strictObject({ at_most: decimal, source: words }).optional(),
  outcomes: z.array(outcome).min(1),
});

export type Condition = z.infer<typeof condition>;
export type Outcome = z.infer<typeof outcome>;
export type Variable = z.infer<typeof variable>;
export type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;

/** Shares of cases, or means. */
export const scaleOf = ({ kind }: Outcome): 'share' | 'mean' =>
  kind === 'change' || kind === 'stay-length' ? 'mean' : 'share';

/** What does not fit together, in words that need no language. */
export function misfits(document: Condition): { where: string; expected: string }[] {
  const found: { where: string; expected: string }[] = [];
  const names = document.outcomes.map((one) => one.outcome);
  const { people } = document;
  if (!names.includes(document.headline)) found.push({ where: 'headline', expected: names.join(' | ') });
  const codes = people.diagnoses.length + people.procedures.length + people.items.length;
  const chronic = people.begins === 'year' || people.begins === 'first-diagnosis';
  if (codes === 0 || (chronic && people.diagnoses.length === 0))
    found.push({ where: 'people.diagnoses', expected: '[E11*]' });
  if (chronic && people.procedures.length + people.items.length > 0)
    found.push({ where: 'people.procedures', expected: '[]' });
  if (chronic && document.cycle.length !== 'P12M') found.push({ where: 'cycle.length', expected: 'P12M' });
  if (people.diagnoses.length > 0 && people.procedures.length > 0 && people.items.length > 0)
    found.push({ where: 'people.items', expected: 'diagnoses + procedures | diagnoses + items' });
  for (const [i, one] of document.outcomes.entries()) {
    const at = `outcomes.${i}`;
    if (names.indexOf(one.outcome) !== i)
      found.push({ where: `${at}.outcome`, expected: `≠ ${one.outcome}` });
    if (one.kind === 'level' && (one.below === undefined) === (one.at_least === undefined))
      found.push({ where: `${at}.below`, expected: 'below | at_least' });
    if (one.target && (one.target.at_least === undefined) === (one.target.at_most === undefined))
      found.push({ where: `${at}.target`, expected: 'at_least | at_most' });
    if (one.kind === 'change' || one.kind === 'responder') {
      if (one.codes.length === 0 && one.instrument === undefined)
        found.push({ where: at, expected: 'codes | instrument' });
      if ((one.instrument === undefined) !== (one.scale === undefined))
        found.push({ where: `${at}.scale`, expected: 'instrument + scale' });
    }
    if (one.kind === 'stay-length' && chronic)
      found.push({ where: `${at}.kind`, expected: 'begins: stay | procedure' });
  }
  const variables = document.case_mix.map((one) =>
    one.variable === 'diagnoses' ? `diagnoses ${one.name}` : one.variable,
  );
  for (const [i, one] of document.case_mix.entries()) {
    const at = `case_mix.${i}`;
    if (variables.indexOf(variables[i] ?? '') !== i) found.push({ where: at, expected: `≠ ${variables[i]}` });
    if ('bands' in one && one.bands.some((band, j) => j > 0 && Number(band) <= Number(one.bands[j - 1])))
      found.push({ where: `${at}.bands`, expected: '<' });
    if (one.variable === 'score') {
      const scores = document.outcomes.flatMap((each) =>
        each.kind === 'change' || each.kind === 'responder' ? [each.outcome] : [],
      );
      if (!scores.includes(one.outcome))
        found.push({ where: `${at}.outcome`, expected: scores.join(' | ') || 'change' });
    }
  }
  return found;
}
