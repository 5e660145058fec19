/**
 * Kinds of spending, by the type of bill (NUBC), the kind of claim and the procedure code (HCPCS level II letters). In this order:
 *
 * | kind | where |
 * |---|---|
 * | drug | pharmacy claims |
 * | inpatient | institutional, bill 11x or 41x; without a bill type, where there is an admission or a DRG |
 * | snf | institutional, bill 18x (swing bed) or 21x |
 * | hha | institutional, bill 32x, 33x, 34x |
 * | hospice | institutional, bill 81x or 82x |
 * | outpatient | every other institutional bill |
 * | dme | not institutional, HCPCS E…, K…, L…, or A4… to A8… |
 * | professional | every other professional claim |
 * | other | dental, vision, undetermined |
 */
export const CATEGORIES = [
  'inpatient',
  'outpatient',
  'professional',
  'snf',
  'hha',
  'hospice',
  'dme',
  'drug',
  'other',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** Place in `CATEGORIES` of a medical claim line `c`, as SQL. */
export function categoryNumber(): string {
  const at = (category: Category) => CATEGORIES.indexOf(category);
  const bill = `left(ltrim(c.bill_type_code, '0'), 2)`;
  return `case c.claim_type
    when 'institutional' then case
      when ${bill} in ('11', '41') then ${at('inpatient')}
      when ${bill} in ('18', '21') then ${at('snf')}
      when ${bill} in ('32', '33', '34') then ${at('hha')}
      when ${bill} in ('81', '82') then ${at('hospice')}
      when c.bill_type_code is null and (c.admission_date is not null or c.drg_code is not null) then ${at('inpatient')}
      else ${at('outpatient')} end
    when 'professional' then case
      when c.hcpcs_code >= 'A4' and c.hcpcs_code < 'A9' or left(c.hcpcs_code, 1) in ('E', 'K', 'L') then ${at('dme')}
      else ${at('professional')} end
    else ${at('other')} end`;
}
