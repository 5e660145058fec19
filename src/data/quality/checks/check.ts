/** A check of single rows: SQL that says which rows are at fault. All checks of a table are counted in one pass over it. */
import type { Code } from '../messages.ts';

export interface Check {
  code: Code;
  table: string;
  column?: string;
  /** True for rows at fault. `t` is the row, `p` the person it is about (`people.ts`), `r_<column>` what the column refers to. */
  when: string;
  /** Rows the check applies to; all without it. */
  of?: string;
  /** Exact decimal: the money at stake. */
  amount?: string;
  /** What an example shows, as text. */
  text?: string;
  /** Only where this table has rows. */
  needs?: string;
  /** Whether the sums over columns leave it possible at all; else nobody looks. */
  possible?: (statistics: ReadonlyMap<string, Statistics>) => boolean;
}

/** Of one column: cells filled, the least and the greatest (dates ISO, numbers decimal text). */
export interface Statistics {
  filled: bigint;
  least?: string;
  greatest?: string;
}

/** A check of what is in a column, whatever the row: it is made on the distinct values. `v.x` is the value, `v.y` its code type. */
export interface ValueCheck {
  code: Code;
  /** Given the code types there are, where the values have one. */
  when: string | ((types: readonly (string | null)[]) => string);
  /** Values the check applies to; all without it. */
  of?: string;
}

export interface ValueChecks {
  table: string;
  /** What findings name. */
  column: string;
  /** Columns read: one, or numbered ones with a common code type. */
  columns: readonly string[];
  /** Column that names the code system. */
  type?: string;
  checks: readonly ValueCheck[];
}

/** SQL of an amount as text, with cents and without needless zeros. */
export const moneyText = (sql: string) =>
  `regexp_replace((${sql})::varchar, '(\\.[0-9]{2}[0-9]*?)0+$', '\\1')`;

/** `t."name"`. */
export const t = (name: string) => `t."${name}"`;

/** The date a table's rows are placed by, the one they end at, and the money they are weighed by. */
export interface Shape {
  date?: string;
  end?: string;
  amount?: string;
  /** When it was paid, for tables of claims. */
  paid?: string;
  /** Rows are services that the insurance covers: they should fall into a span of coverage. */
  covered?: true;
}

export const SHAPES: Readonly<Record<string, Shape>> = {
  eligibility: { date: t('enrollment_start_date'), end: t('enrollment_end_date') },
  provider: {},
  provider_attribution: {
    date: `try_strptime(t."year_month", '%Y%m')::date`,
  },
  encounter: { date: t('start_date'), end: t('end_date') },
  medical_claim: {
    date: `coalesce(t."claim_line_start_date", t."claim_start_date", t."admission_date")`,
    end: `coalesce(t."claim_line_end_date", t."claim_end_date", t."discharge_date")`,
    amount: t('paid_amount'),
    paid: `coalesce(t."paid_date", t."claim_received")`,
    covered: true,
  },
  pharmacy_claim: {
    date: t('dispensing_date'),
    amount: t('paid_amount'),
    paid: `coalesce(t."paid_date", t."claim_received")`,
    covered: true,
  },
  inpatient_case: {
    date: t('admission_date'),
    end: t('discharge_date'),
    amount: t('total_fee'),
    paid: t('settlement_end_date'),
    covered: true,
  },
  cost_item: { date: t('item_date'), amount: t('amount') },
  condition: { date: t('onset_date'), end: t('resolved_date') },
  procedure: { date: t('procedure_date') },
  observation: { date: t('observation_date') },
  treatment: { date: t('start_date'), end: t('end_date'), amount: t('price') },
  outcome_event: { date: t('event_date') },
};
