/** Pieces of SQL that rules share. */
import { halfEven, units } from '../shared/exact.ts';

const WIDE = 'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ０１２３４５６７８９＋＊†';
const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+*+';

/** A code as all rules compare it: capitals, no dots, no blanks, full-width forms mended; nothing where it is empty. */
export function plainCode(code: string): string {
  return `nullif(translate(upper(${code}), '${WIDE}.．。 \u3000\t', '${PLAIN}'), '')`;
}

/** A share rounded half to even to four digits, exactly; unknown where there is nothing to divide by. Both are amounts or counts not below zero. */
export function share(part: string, whole: string): string {
  const [a, b] = [units(`(${part})`), units(`(${whole})`)];
  return `case when (${whole}) > 0 then (${halfEven(`(${a} * 10000)`, b)}::decimal(28,0) * 0.0001::decimal(5,4))::decimal(30,4) end`;
}

/** Columns of a hit that are the case's own. */
export function ofCase(c: string): string {
  return `${c}.hospital_id, ${c}.insurance_type, ${c}.case_id, ${c}.person_id, ${c}.discharged as finding_date`;
}

interface Evidence {
  counted: boolean;
  /** Code of REASONS where it is not counted. */
  reason?: string;
  amount?: string;
}

/** A case as a line of evidence: what is counted is what the fund paid of it, unless said. */
export function caseLine(c: string, { counted, reason, amount = `${c}.fund` }: Evidence): string {
  return `'inpatient_case' as "table", ${c}._source, ${c}._file, ${c}._line, ${c}.case_id as claim_id, null::bigint as claim_line_number,
    ${c}.discharged as service_date, (${amount})::decimal(38,4) as amount, ${String(counted)} as counted, ${reason === undefined ? 'null::varchar' : `'${reason}'`} as reason`;
}

/** The evidence of rules that look at one case: the case. */
export function ownCase(cases: string, amount?: string): (hits: string) => string[] {
  return (hits) => [
    `select h.subject, ${caseLine('c', { counted: true, ...(amount !== undefined && { amount }) })} from ${hits} h join ${cases} c using (case_id)`,
  ];
}

/** The first guard that holds; `null` where none does. Conditions may be unknown, which spares nobody. */
export function guards(...rules: readonly (readonly [code: string, when: string])[]): string {
  if (rules.length === 0) return 'null::varchar';
  return `case ${rules.map(([code, when]) => `when ${when} then '${code}'`).join(' ')} end`;
}

export const DIED = ['died', `c.way_out = '5'`] as const;
export const AGAINST_ADVICE = ['against-advice', `c.way_out = '4'`] as const;
export const TRANSFERRED = ['transferred', `c.way_out in ('2', '3')`] as const;
export const EMERGENCY = ['emergency', `c.way_in = '1'`] as const;
export const INTENSIVE = ['intensive', `c.icu_hours > 0 or c.ventilator_hours > 0`] as const;
/** Codes of other systems have other meanings: `V` is an external cause in ICD-10 and none in ICD-9. */
export const OTHER_CODES = [
  'other-code-system',
  `c.dx_type is not null and c.dx_type not ilike 'icd-10%' and c.dx_type not ilike 'icd10%'`,
] as const;
