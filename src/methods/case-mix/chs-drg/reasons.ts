/** Why a case has no group: what is not known of it or contradicts itself comes before what the scheme says. */
import { quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import type { Alternatives, Condition, Scheme } from './scheme.ts';

/** Days of so many years, at the least and at the most: leap years are not known. */
const APART = 'c.age_days < 365 * c.age_years or c.age_days > 366 * (c.age_years + 1)';

/** SQL over `drg."case"` c, its principal diagnosis p (`code`), and k, the codes the scheme knows. */
export function reasonOf(scheme: Scheme): string {
  const { mdcs, adrgs } = scheme;
  const alternatives = [...mdcs, ...adrgs].flatMap(({ when }) => when);
  const among = (lists: readonly string[]) =>
    `p.code in (select code from drg.member where kind = 'pd' and list in (${['', ...lists].map(text).join(', ')}))`;
  const young = among(youngOf(scheme));
  const weighed = alternatives
    .filter((conditions) => conditions.some((one) => 'weight' in one))
    .flatMap((conditions) => listsOf(conditions));
  const born = `c.n in (select s.n from drg.said s join drg.member m using (code) where m.list in (${['', ...weighed].map(text).join(', ')}))`;
  const sexed = (sex: string) =>
    among(
      alternatives
        .filter((conditions) => conditions.some((one) => 'sex' in one && one.sex === sex))
        .flatMap((conditions) => listsOf(conditions, true)),
    );
  const [female, male] = [sexed('female'), sexed('male')];
  const entered = mdcs.flatMap(({ when }) => when.flatMap((conditions) => listsOf(conditions, true)));
  return `case
    when p.code is null then 'no-principal-diagnosis'
    when k.code is null then 'unknown-diagnosis'
    when ${young} and (${APART}) then 'ages-contradict'
    when ${young} and c.age_years is null then 'age-missing'
    when ${young} and c.age_years = 0 and c.age_days is null then 'age-in-days-missing'
    when ${young} and c.age_years = 0 and c.weight is null and ${born} then 'weight-missing'
    when c.sex is null and (${female} or ${male}) then 'sex-missing'
    when (${female} and not ${male} and c.sex = 'male') or (${male} and not ${female} and c.sex = 'female') then 'sex-conflicting'
    when ${among(entered)} then 'no-group'
    else 'no-category' end`;
}

const listsOf = (conditions: readonly Condition[], principal = false): string[] =>
  conditions.flatMap((one) =>
    'diagnosis' in one && (!principal || one.diagnosis === 'principal') ? [one.list] : [],
  );

/** Lists of principal diagnoses of categories whose groups ask for the age in days. */
function youngOf({ mdcs, adrgs }: Scheme): string[] {
  const asks = (when: Alternatives) => when.flat().some((one) => 'ageDays' in one);
  const days = new Set(adrgs.filter(({ when }) => asks(when)).map(({ mdc }) => mdc));
  return mdcs
    .filter(({ code }) => days.has(code))
    .flatMap(({ when }) => when.flatMap((conditions) => listsOf(conditions)));
}
