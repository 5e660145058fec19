/**
 * A measure as a document: who is in it, what counts, and what is not known. Its parts are checked against each other by `check.ts`; the columns and
 * code lists it names, by `sources.ts` and `code-lists.ts`.
 */
import { z } from 'zod';
import { decimal, localized, truth, whole, words } from '../../shared/document.ts';

/** `P30D`, `-P2Y`: a way from a day. */
const move = z.string().regex(/^-?P(?=\d)(\d{1,5}Y)?(\d{1,5}M)?(\d{1,5}W)?(\d{1,6}D)?$/, '-P2Y, P30D');

/**
 * Days that count. Of the `period` (half-open): from its first day moved by `from` to its last moved by `to`. Of the unit's `start` or `end`: from
 * that day moved by `from` to that day moved by `to`, both included.
 */
const window = z.strictObject({
  of: z.enum(['period', 'start', 'end']).default('period'),
  from: move.optional(),
  to: move.optional(),
});

const range = {
  from: decimal.optional(),
  to: decimal.optional(),
  above: decimal.optional(),
  below: decimal.optional(),
};

export interface Criterion {
  /** One of these says what must be. */
  all?: Criterion[] | undefined;
  any?: Criterion[] | undefined;
  not?: Criterion | undefined;
  /** The event took place, on at least so many different `days`; `same`: it is the unit itself. */
  event?: string | undefined;
  /** Of the last day with any of these values: each is there and in range. */
  last?: Reading[] | undefined;
  /** Share of days, from the first fill in the period to its end (or that of coverage or life), covered by fills; `days`: at least so many there are. */
  covered?: string | undefined;
  /** Completed years, on the day the population's age is asked on. */
  age?: { from?: number | undefined; to?: number | undefined } | undefined;
  /** A flag of the eligibility, on any day of the period. */
  flag?: 'hospice_flag' | 'long_term_institutional_flag' | 'esrd_status' | undefined;
  days?: number | undefined;
  same?: boolean | undefined;
  /** Of all events of this name in the window the first decides: it must be the `event` too. */
  first?: string | undefined;
  same_day?: 'lowest' | 'highest' | undefined;
  /** Rows of `last` without a value: passed over, or the last day's value is missing where that day has none. */
  no_value?: 'skipped' | 'missing' | undefined;
  /** What it is where no value is there. */
  missing?: 'yes' | 'no' | 'unknown' | undefined;
  at_least?: string | undefined;
  within?: Window | undefined;
}

const reading = z.strictObject({ event: words, ...range });
const days = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, '2')
  .transform(Number);

const criterion: z.ZodType<Criterion> = z.lazy(() =>
  z.strictObject({
    all: z.array(criterion).min(1).optional(),
    any: z.array(criterion).min(1).optional(),
    not: criterion.optional(),
    event: words.optional(),
    last: z.array(reading).min(1).optional(),
    covered: words.optional(),
    age: z.strictObject({ from: whole.optional(), to: whole.optional() }).optional(),
    flag: z.enum(['hospice_flag', 'long_term_institutional_flag', 'esrd_status']).optional(),
    days: days.optional(),
    same: truth.optional(),
    first: words.optional(),
    same_day: z.enum(['lowest', 'highest']).optional(),
    no_value: z.enum(['skipped', 'missing']).optional(),
    missing: z.enum(['yes', 'no', 'unknown']).optional(),
    at_least: decimal.optional(),
    within: window.optional(),
  }),
);

const event = z.strictObject({
  table: words,
  /** Columns and what they must be: see `conditions.ts`. */
  where: z.record(z.string(), z.unknown()).default({}),
  /** Column of the day; each table has one of its own. */
  day: words.optional(),
  /** Column whose value is judged. */
  value: words.optional(),
  /** Units the value may be in, the measure's own first, and how others become it: `value × times + plus`. */
  units: z
    .array(z.strictObject({ unit: words, times: decimal.default('1'), plus: decimal.default('0') }))
    .default([]),
});

const codes = z.strictObject({
  system: words.optional(),
  source: words.optional(),
  codes: z.array(words).optional(),
  /** Codes by drug: fills of one drug follow each other, those of two overlap. */
  drugs: z.record(z.string(), z.array(words)).optional(),
  /** A CSV beside the document, columns `code` and perhaps `drug`. */
  file: words.optional(),
  /** Nothing is shipped: whoever uses the measure gives the codes. */
  supplied: truth.default(false),
  /** The same, but the measure is computed without: events of the list are none, and it is said. */
  optional: truth.default(false),
});

/** `less`: taken off what the others add up to. */
const amount = z.strictObject({ event: words.optional(), column: words, less: truth.default(false) });

export const measure = z.strictObject({
  measure: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'hba1c-control'),
  version: words,
  title: localized,
  about: localized.optional(),
  source: words,
  better: z.enum(['higher', 'lower', 'neither']),
  unit: localized,
  /** `numerator ÷ denominator × per`. */
  kind: z.enum(['proportion', 'rate', 'mean', 'share']),
  per: decimal.default('1'),
  codes: z.record(z.string(), codes).default({}),
  events: z.record(z.string(), event).default({}),
  /** What is counted: each `person`, or each row of an event of the period. */
  of: words.default('person'),
  /** Of rows: every one, or one a person and day, as a visit may have several lines. */
  each: z.enum(['row', 'day']).default('row'),
  population: z
    .strictObject({
      sex: z.enum(['female', 'male']).optional(),
      /** Completed years, on the last day of the period unless said. */
      age: z
        .strictObject({
          from: whole.optional(),
          to: whole.optional(),
          on: z.enum(['start', 'end', 'unit']).default('end'),
        })
        .optional(),
      plans: z.array(words).min(1).optional(),
      enrolled: z
        .strictObject({
          within: window.optional(),
          /** How many gaps there may be, and of how many days. */
          gaps: whole.default(0),
          gap_days: whole.default(0),
          /** Enrolled on the last day of it too. */
          at_end: truth.default(true),
        })
        .optional(),
      where: criterion.optional(),
    })
    .default({}),
  exclusions: z.array(z.strictObject({ exclusion: words, title: localized, where: criterion })).default([]),
  /** Of a proportion. */
  numerator: criterion.optional(),
  /** Of a rate: events counted, as different days or as rows, over months of coverage. */
  count: z
    .strictObject({ event: words, each: z.enum(['day', 'row']).default('row'), within: window.optional() })
    .optional(),
  /** Of a mean: a column of the unit. */
  value: words.optional(),
  /** Of a share: columns of the unit, or of events of the person, added up; `part` over `whole`. */
  part: z.array(amount).min(1).optional(),
  whole: z.array(amount).min(1).optional(),
  strata: z
    .array(
      z.strictObject({
        stratum: words,
        title: localized.optional(),
        by: z.enum(['age', 'sex', 'plan']),
        /** Ages from which a new stratum begins. */
        bands: z.array(whole).optional(),
      }),
    )
    .default([]),
});

export type Measure = z.infer<typeof measure>;
export type Window = z.infer<typeof window>;
export type Reading = z.infer<typeof reading>;
export type MeasureEvent = z.infer<typeof event>;
