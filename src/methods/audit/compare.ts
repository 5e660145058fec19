/**
 * Hospitals against each other: how often something happens, against how often it happens to like cases elsewhere (indirect standardisation, the hospital
 * itself left out), in standard deviations, made smaller where hospitals differ more than chance anyway (multiplicative over-dispersion, a tenth
 * of each tail winsorised, at least one hospital; Spiegelhalter 2005). Descriptive statistics in floating point, four digits, always added in the same order.
 */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { RuleContext, Search } from './rule.ts';
import { caseLine } from './sql.ts';

interface Comparison {
  /** Which cases are compared, of those discharged in the period. */
  of: string;
  /** What happens to a case, or not: a condition on a case; unknown is not compared. */
  outcome: string;
  /** Cases are alike that share this and the level of their hospital. */
  stratum: string;
  side: 'high' | 'low';
  /** Reason of the lines with the cases behind the figure. */
  reason: string;
}

interface Hospital {
  id: string;
  cases: number;
  observed: number;
  expected: number;
  variance: number;
}

/** Cases elsewhere from which a share is taken. */
const ELSEWHERE = 10;
/** Hospitals from which their spread can be told. */
const SPREAD = 5;

export async function compare(
  { cases, values, period, rows }: RuleContext,
  { of, outcome, stratum, side, reason }: Comparison,
): Promise<Search> {
  const strata = await rows(
    `select hospital_id, coalesce(level, '') as level, (${stratum})::varchar as stratum, count(*)::integer as n, count(*) filter (${outcome})::integer as o
     from ${cases} where current and (${of}) and (${outcome}) is not null and (${stratum}) is not null group by all order by all`,
  );
  const all = new Map<string, { n: number; o: number }>();
  const keyOf = (row: Record<string, unknown>) => JSON.stringify([row['level'], row['stratum']]);
  for (const row of strata) {
    const sum = all.get(keyOf(row)) ?? { n: 0, o: 0 };
    all.set(keyOf(row), { n: sum.n + Number(row['n']), o: sum.o + Number(row['o']) });
  }
  const hospitals = new Map<string, Hospital>();
  for (const row of strata) {
    const [n, o, id] = [Number(row['n']), Number(row['o']), String(row['hospital_id'])];
    const sum = all.get(keyOf(row)) as { n: number; o: number };
    const elsewhere = sum.n - n;
    if (elsewhere < ELSEWHERE) continue;
    const p = (sum.o - o) / elsewhere;
    const hospital = hospitals.get(id) ?? { id, cases: 0, observed: 0, expected: 0, variance: 0 };
    hospital.cases += n;
    hospital.observed += o;
    hospital.expected += n * p;
    hospital.variance += n * p * (1 - p);
    hospitals.set(id, hospital);
  }
  const least = values.number('cases');
  const limit = values.number('z');
  const sign = side === 'high' ? 1 : -1;
  const compared = [...hospitals.values()].filter(({ variance }) => variance > 0);
  const z = (one: Hospital) => (one.observed - one.expected) / Math.sqrt(one.variance);
  const spread = Math.sqrt(overDispersion(compared.filter((one) => one.cases >= least).map(z)));
  const hits = compared.flatMap((one) => {
    const raw = z(one) * sign;
    if (raw < limit) return [];
    const adjusted = raw / spread;
    const guard = one.cases < least ? 'few-cases' : adjusted < limit ? 'over-dispersion' : undefined;
    const detail = `${one.observed} / ${one.expected.toFixed(1)} / ${one.cases}`;
    const cells = [
      quoteLiteral(one.id),
      `${adjusted.toFixed(4)}::decimal(18,4)`,
      quoteLiteral(detail),
      guard === undefined ? 'null::varchar' : quoteLiteral(guard),
    ];
    return [`(${cells.join(', ')})`];
  });
  const list = hits.length > 0 ? hits : ['(null::varchar, 0::decimal(18,4), null::varchar, null::varchar)'];
  return {
    hits: `select hospital_id as subject, hospital_id, null as insurance_type, null as case_id, null as person_id, ${quoteLiteral(period.to)}::date - 1 as finding_date,
        null as related, measure, ${values.decimal('z')} as expected, detail, guard
      from (values ${list.join(', ')}) v(hospital_id, measure, detail, guard) where hospital_id is not null`,
    // Nobody says of one of these cases that it is wrong: none counts.
    evidence: (found) => [
      `select h.subject, ${caseLine('c', { counted: false, reason })} from ${found} h join ${cases} c using (hospital_id) where c.current and (${of}) and (${outcome})`,
    ],
  };
}

/** At least 1: hospitals that differ less than by chance are not brought nearer to each other. */
function overDispersion(scores: readonly number[]): number {
  if (scores.length < SPREAD) return 1;
  const sorted = scores.toSorted((a, b) => a - b);
  const cut = Math.ceil(sorted.length / 10);
  const low = sorted[cut] as number;
  const high = sorted[sorted.length - 1 - cut] as number;
  const sum = sorted.reduce((total, score) => total + Math.min(Math.max(score, low), high) ** 2, 0);
  return Math.max(1, sum / sorted.length);
}
