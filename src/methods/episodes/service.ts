/** What kind of service a claim line is, by its type of bill. */

/**
 * Kinds of service an episode's amount is split into. Types of bill as assigned by the National Uniform Billing Committee: 11x and 41x
 * inpatient, 18x and 21x, 22x skilled nursing, 32x–34x home health, 81x and 82x hospice.
 */
export const CATEGORIES = [
  'inpatient',
  'snf',
  'home_health',
  'hospice',
  'outpatient',
  'professional',
  'dme',
  'pharmacy',
  'other',
] as const;

const bill = (m: string) => `left(ltrim(${m}.bill_type_code, '0'), 2)`;

/** True for a line of an inpatient claim. Without a type of bill, a DRG or an admission on an institutional claim tells. */
export function isInpatient(m: string): string {
  return (
    `(${m}.claim_type = 'institutional' and case when ${m}.bill_type_code is not null then ${bill(m)} in ('11', '41') ` +
    `else ${m}.drg_code is not null or ${m}.admission_date is not null end)`
  );
}

export function category(m: string): string {
  return (
    `case when ${m}.claim_type = 'institutional' then case when ${isInpatient(m)} then 'inpatient' ` +
    `when ${bill(m)} in ('18', '21', '22') then 'snf' when ${bill(m)} in ('32', '33', '34') then 'home_health' ` +
    `when ${bill(m)} in ('81', '82') then 'hospice' else 'outpatient' end ` +
    // HCPCS level II: E and K are durable equipment and supplies for it, L orthotics and prosthetics.
    `when ${m}.claim_type = 'professional' then case when left(${m}.hcpcs_code, 1) in ('E', 'K', 'L') then 'dme' else 'professional' end ` +
    `else 'other' end`
  );
}

/**
 * First and last day of a line. A bed is billed by claim, and an interim bill covers part of a stay, hence the narrower of statement and
 * stay; home health is billed by claim too (first to last billable day); everything else by line.
 */
export function span(m: string, kind: string): { from: string; to: string } {
  const byClaim = `${kind} in ('inpatient', 'snf', 'home_health', 'hospice')`;
  const start = `coalesce(greatest(${m}.claim_start_date, ${m}.admission_date), ${m}.claim_line_start_date)`;
  const end = `coalesce(least(${m}.claim_end_date, ${m}.discharge_date), ${m}.claim_line_end_date)`;
  const lineStart = `coalesce(${m}.claim_line_start_date, ${m}.claim_start_date, ${m}.admission_date)`;
  const lineEnd = `coalesce(${m}.claim_line_end_date, ${m}.claim_line_start_date, ${m}.claim_end_date, ${m}.discharge_date)`;
  const from = `case when ${byClaim} then ${start} else ${lineStart} end`;
  const to = `case when ${byClaim} then ${end} else ${lineEnd} end`;
  return { from, to: `greatest(${to}, ${from})` };
}
