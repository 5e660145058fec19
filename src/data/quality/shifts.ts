/**
 * Columns whose values are distributed otherwise in a month than in the twelve before: the population stability index, the sum over classes
 * of (a − b) ln(a ÷ b), above 0.25 by the usual rule (Siddiqi, "Credit Risk Scorecards", 2006, ch. 8). A description, so floating point.
 */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Shape } from './checks/check.ts';
import { found } from './found.ts';
import { monthText } from './month.ts';
import type { QualityFinding, Shift } from './report.ts';
import type { Subject } from './subject.ts';

const WATCHED: Readonly<Record<string, readonly string[]>> = {
  medical_claim: [
    'claim_type',
    'payer',
    'plan',
    'place_of_service_code',
    'drg_code_type',
    'diagnosis_code_type',
    'in_network_flag',
  ],
  pharmacy_claim: ['payer', 'plan', 'in_network_flag'],
  inpatient_case: ['hospital_id', 'insurance_type', 'discharge_type', 'payment_method', 'sex'],
  encounter: ['encounter_type'],
};

/** Columns of which it matters whether they are filled at all. */
const FILLED: Readonly<Record<string, readonly string[]>> = {
  medical_claim: ['diagnosis_code_1', 'hcpcs_code', 'rendering_npi', 'billing_npi', 'allowed_amount'],
  pharmacy_claim: ['ndc_code', 'days_supply', 'prescribing_provider_npi'],
  inpatient_case: ['principal_diagnosis', 'principal_procedure', 'fund_payment'],
};

/** Rows a month, and those before it, must have: below, chance alone moves the index. */
export const ENOUGH = 1000;
/** Classes with less than this share on both sides are one class: a share of nothing has no logarithm. */
const RARE = 0.005;
const THRESHOLD = 0.25;
/** Two samples of one distribution differ by about (classes − 1)(1/n + 1/m); what is not well above that is none. */
const CHANCE = 3;

export async function findShifts(
  subject: Subject,
  table: string,
  shape: Shape,
): Promise<{ shifts: Shift[]; findings: QualityFinding[] }> {
  const groups = [
    ...(WATCHED[table] ?? []).map((column) => ({
      column,
      value: `coalesce(t.${quoteIdentifier(column)}::varchar, '')`,
    })),
    ...(FILLED[table] ?? []).map((column) => ({
      column,
      value: `(t.${quoteIdentifier(column)} is not null)::varchar`,
    })),
  ];
  const amount = shape.amount;
  if (groups.length === 0 || !shape.date) return { shifts: [], findings: [] };
  if (amount) groups.push({ column: amount.replace(/^t\."|"$/g, ''), value: band(amount) });
  const counts = await countsOf(subject, table, shape.date, groups);
  const shifts: Shift[] = [];
  const findings: QualityFinding[] = [];
  for (const [i, { column }] of groups.entries()) {
    const found1 = shiftsOf(counts[i] ?? new Map(), column);
    shifts.push(...found1);
    if (found1.length === 0) continue;
    findings.push(
      found('distribution-shift', {
        table,
        column,
        count: String(found1.length),
        examples: found1.slice(0, 12).map(({ month, psi }) => ({ key: month, text: psi })),
      }),
    );
  }
  return { shifts, findings };
}

/** Amounts by powers of ten. */
function band(amount: string): string {
  const limits = [10, 100, 1_000, 10_000, 100_000];
  const cases = limits.map((limit) => `when ${amount} < ${limit} then '<${limit}'`);
  return `case when ${amount} is null then '' when ${amount} < 0 then '<0' when ${amount} = 0 then '0' ${cases.join(' ')} else 'more' end`;
}

type Counts = Map<number, Map<string, number>>;

/** Rows per month and value of each column, in one pass. */
async function countsOf(
  { warehouse, tables }: Subject,
  table: string,
  date: string,
  groups: readonly { column: string; value: string }[],
): Promise<Counts[]> {
  const values = groups.map(({ value }, i) => `${value} as g${i}`);
  const sets = groups.map((_, i) => `(m, g${i})`);
  const which = groups.map((_, i) => `when grouping(g${i}) = 0 then ${i}`);
  const shown = groups.map((_, i) => `g${i}`);
  const stream = warehouse.stream(
    `select m, case ${which.join(' ')} end as i, coalesce(${shown.join(', ')}) as value, count(*) as n
     from (select year(${date}) * 12 + month(${date}) - 1 as m, ${values.join(', ')} from ${tables.get(table) ?? ''} t
           where ${date} >= date '1900-02-01' and ${date} < date '2100-01-01')
     group by grouping sets (${sets.join(', ')})`,
  );
  const counts: Counts[] = groups.map(() => new Map());
  for await (const rows of stream) {
    for (const row of rows) {
      const months = counts[Number(row['i'])] as Counts;
      const month = Number(row['m']);
      const values1 = months.get(month) ?? new Map<string, number>();
      values1.set(String(row['value']), Number(row['n']));
      months.set(month, values1);
    }
  }
  return counts;
}

function shiftsOf(counts: Counts, column: string): Shift[] {
  const shifts: Shift[] = [];
  for (const month of [...counts.keys()].sort((a, b) => a - b)) {
    const here = counts.get(month) as Map<string, number>;
    const before = new Map<string, number>();
    for (let earlier = month - 12; earlier < month; earlier += 1)
      for (const [value, n] of counts.get(earlier) ?? []) before.set(value, (before.get(value) ?? 0) + n);
    const psi = stability(here, before);
    if (psi !== undefined && psi > THRESHOLD)
      shifts.push({ month: monthText(month), column, psi: psi.toFixed(3) });
  }
  return shifts;
}

/** The index of one distribution against another, 0 where chance explains it; nothing where one of them is too small to say. */
export function stability(
  here: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
): number | undefined {
  const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0);
  const [n, m] = [total(here), total(before)];
  if (n < ENOUGH || m < ENOUGH) return undefined;
  let psi = 0;
  let rare = [0, 0] as [number, number];
  let classes = 0;
  const add = (a: number, b: number) => {
    classes += 1;
    // One side without any: as if it had half a row, the smallest share its size can show.
    const [x, y] = [a > 0 ? a : 0.5 / n, b > 0 ? b : 0.5 / m];
    psi += (x - y) * Math.log(x / y);
  };
  for (const value of [...new Set([...here.keys(), ...before.keys()])].sort()) {
    const [a, b] = [(here.get(value) ?? 0) / n, (before.get(value) ?? 0) / m];
    if (a < RARE && b < RARE) rare = [rare[0] + a, rare[1] + b];
    else add(a, b);
  }
  if (rare[0] + rare[1] > 0) add(...rare);
  return psi > CHANCE * (classes - 1) * (1 / n + 1 / m) ? psi : 0;
}
