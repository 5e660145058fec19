/** Cycles of care of a condition: who, where, from when to when, at what cost, how long followed. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { dateLiteral } from '../options.ts';
import { Codes, numberedColumns } from '../shared/codes.ts';
import type { Computed, Place } from './compute.ts';
import { computeMethod } from './compute.ts';
import type { Condition } from './document.ts';
import { report } from './messages/value.ts';
import { isInpatient, moved } from './sql.ts';

export type Basis = 'paid' | 'allowed' | 'charge';

/** Parts of a cycle's cost, and the columns of an episode they add up. */
export const COST_PARTS = {
  start: ['anchor_amount'],
  stays: ['inpatient_amount'],
  after: ['snf_amount', 'home_health_amount', 'hospice_amount'],
  outpatient: ['outpatient_amount', 'professional_amount', 'dme_amount', 'other_amount'],
  drugs: ['pharmacy_amount'],
} as const;
export type CostPart = keyof typeof COST_PARTS;

/**
 * Makes the table `cycle`: `cycle_id`, `person_id`, `provider` (the house of a person who has one; may be unknown), `start` (admission, procedure, diagnosis), `finish` (discharge, or the same day),
 * `first_day` and `last_day` of the cycle, `year`, `sex`, `age`, `low_income`, `death_date`, `seen_to` (the last day it is known what happened), `cost` and
 * `cost_<part>` (exact; unknown unless the cycle is over and followed), `why` (why the cost is unknown: not-over, lost, amount-unknown).
 */
export async function makeCycles(
  place: Place,
  document: Condition,
  basis: Basis,
  claims: string,
  diagnosisColumns: number,
  lines: boolean,
): Promise<Checked<Computed>> {
  const { warehouse, at } = place;
  const [any] = await warehouse.values('select count(*) from data.eligibility');
  const covered = Number(any?.[0] ?? 0) > 0;
  // Who had the diagnosis before the period is not new in it: all of the past is looked at.
  const always =
    document.people.begins === 'first-diagnosis'
      ? { ...place, period: { ...place.period, from: '1900-01-01' } }
      : place;
  const computed = await computeMethod(always, 'cycles', ...methodOf(document, basis, covered), lines);
  if (hasErrors(computed.diagnostics)) return { diagnostics: computed.diagnostics };
  const diagnostics = [...computed.diagnostics, ...(covered ? [] : [report('value-no-coverage', {}, at)])];
  await warehouse.run(`create table cycle_all as ${cyclesSql(place, document, computed.table, covered)}`);
  const provider = await whose(place, document, diagnostics);
  await warehouse.run(
    `create table provider_of as ${providerSql({ ...document, provider }, claims, diagnosisColumns)}`,
  );
  await warehouse.run(
    `create table cycle as select c.* exclude (provider, fits), coalesce(o.organization_id, p.provider) as provider from cycle_all c
     left join provider_of p using (cycle_id)
     left join (select provider_id, min(organization_id) as organization_id from data.provider where kind = 'person' group by 1) o on o.provider_id = p.provider
     where c.fits and c.start >= ${dateLiteral(place.period.from)} order by cycle_id`,
  );
  return { value: computed, diagnostics };
}

/** Data that does not tell who gives primary care, nor who is registered where, cannot give a cycle to it. */
async function whose(
  { warehouse, at }: Place,
  { provider }: Condition,
  diagnostics: Diagnostic[],
): Promise<Condition['provider']> {
  if (provider !== 'primary-care') return provider;
  const [any] = await warehouse.values(
    `select 1 where exists (select 1 from data.provider where primary_care) or exists (select 1 from data.eligibility where registered_provider is not null)`,
  );
  if (any) return provider;
  diagnostics.push(report('value-no-primary-care', {}, at));
  return 'most-visits';
}

function methodOf(
  { condition, people, cycle }: Condition,
  basis: Basis,
  covered: boolean,
): [method: string, options: Record<string, string>] {
  const list = (codes: readonly string[]) => codes.join(', ');
  const options: Record<string, string> = {
    episode: condition,
    amount: basis,
    pharmacy: 'true',
    coverage: covered ? 'required' : 'ignored',
    on_death: 'keep',
  };
  if (people.begins === 'year' || people.begins === 'first-diagnosis') {
    return [
      'episodes.chronic-year',
      {
        ...options,
        diagnoses: list(people.diagnoses),
        days_needed: String(people.days_needed),
        ...(people.begins === 'first-diagnosis' && covered && { covered_before: '365' }),
      },
    ];
  }
  return [
    'episodes.trigger',
    {
      ...options,
      ...(people.diagnoses.length > 0 && { trigger_diagnoses: list(people.diagnoses) }),
      ...(people.procedures.length > 0 && { trigger_procedures: list(people.procedures) }),
      ...(people.items.length > 0 && { trigger_hcpcs: list(people.items) }),
      match: people.diagnoses.length > 0 ? 'all' : 'any',
      settings: people.begins === 'stay' ? 'inpatient' : 'inpatient, outpatient',
      length: cycle.length,
      days_before: String(cycle.days_before),
      clean_days: String(cycle.clean_days),
      overlap: 'first-wins',
    },
  ];
}

function cyclesSql({ asOf }: Place, document: Condition, episodes: string, covered: boolean): string {
  const { people, cycle } = document;
  const sum = (columns: readonly string[]) => columns.join(' + ');
  const parts = Object.entries(COST_PARTS).map(
    ([name, columns]) => `case when why is null then ${sum(columns)} end as cost_${name}`,
  );
  // The day before the as-of date is the last whole one.
  const last = `${dateLiteral(asOf)} - 1`;
  const seen = covered ? `least(k.to_day, ${last})` : last;
  const islands = `select person_id, min(starts) as from_day, max(ends) as to_day from (
      select *, sum(case when starts <= before + 1 then 0 else 1 end) over (partition by person_id order by starts, ends rows unbounded preceding) as island
      from (select *, max(ends) over (partition by person_id order by starts, ends rows between unbounded preceding and 1 preceding) as before
        from (select person_id, enrollment_start_date as starts, coalesce(enrollment_end_date, date '9999-12-30') as ends from data.eligibility)
        where ends >= starts)) group by person_id, island`;
  // A chronic year ends with the person; the cycle is then whole.
  const length = people.begins === 'first-diagnosis' || people.begins === 'year' ? 'P12M' : cycle.length;
  const first = people.begins === 'first-diagnosis' ? 'and nth = 1' : '';
  const ages = [
    people.from_age === undefined ? 'true' : `age >= ${people.from_age}`,
    people.to_age === undefined ? 'true' : `age <= ${people.to_age}`,
    people.sex === undefined ? 'true' : `sex = ${quoteLiteral(people.sex)}`,
  ];
  return `
    with person as (
      select person_id, min(birth_date) as born, max(gender) filter (where gender in ('female', 'male')) as sex from (
        select person_id, birth_date, gender from data.eligibility
        union all select person_id, birth_date, sex from data.inpatient_case) group by 1),
    poor as (
      select distinct e.cycle_id from (select episode_id as cycle_id, person_id, anchor_start from ${episodes}) e
      join data.eligibility x on x.person_id = e.person_id and x.enrollment_start_date <= e.anchor_start
        and coalesce(x.enrollment_end_date, date '9999-12-30') >= e.anchor_start
      where x.low_income_subsidy_indicator is not null or x.dual_status_code in ('01', '02', '03', '04', '05', '06', '08')),
    cover as (${islands}),
    e as (
      select *, row_number() over (partition by person_id order by anchor_start, episode_id) as nth from ${episodes}),
    stood as (
      select e.*, p.sex, case when p.born <= anchor_start then date_diff('year', p.born, anchor_start)
          - case when strftime(anchor_start, '%m%d') < strftime(p.born, '%m%d') then 1 else 0 end end as age,
        ${covered ? seen : last} as seen_to, (anchor_start + interval '1 day')::date as after_start
      from e left join person p using (person_id) ${covered ? 'left join cover k on k.person_id = e.person_id and e.anchor_start between k.from_day and k.to_day' : ''}
      where (status in ('final', 'open') or (status = 'cancelled' and reason = 'coverage-lost')) ${first}),
    judged as (
      select *, case when anchor_end is null then 'not-over'
          when status = 'open' then 'not-over' when status = 'cancelled' then 'lost' when unknown_lines > 0 then 'amount-unknown' end as why
      from stood)
    select episode_id as cycle_id, person_id, provider, anchor_start as start, anchor_end as finish, start_date as first_day,
      coalesce(end_date, ${moved('anchor_start', length)} - 1) as last_day, year(anchor_start) as year, sex, age, episode_id in (select cycle_id from poor) as low_income,
      case when death_date >= anchor_start then death_date end as death_date,
      seen_to, case when why is null then total_amount end as cost, ${parts.join(', ')}, why,
      coalesce(${ages.join(' and ')}, false) as fits
    from judged`;
}

/** Who has the cycle: `cycle_id`, `provider`. */
function providerSql({ provider, people }: Condition, claims: string, columns: number): string {
  if (provider === 'facility') return 'select cycle_id, provider from cycle_all';
  const diagnoses = new Codes(people.diagnoses);
  const relevant = diagnoses.empty
    ? 'true'
    : diagnoses.matchesAny(numberedColumns('m', 'diagnosis_code', columns));
  const primary = provider === 'primary-care';
  const visits = `
    select c.cycle_id, coalesce(m.facility_npi, m.billing_npi) as provider,
      count(distinct coalesce(m.claim_line_start_date, m.claim_start_date)) as days, max(coalesce(m.claim_line_start_date, m.claim_start_date)) as latest
    from cycle_all c join ${claims} m on m.person_id = c.person_id
      and coalesce(m.claim_line_start_date, m.claim_start_date) between c.first_day and c.last_day
    ${primary ? 'join (select distinct provider_id from data.provider where primary_care) d on d.provider_id = coalesce(m.facility_npi, m.billing_npi)' : ''}
    where not ${isInpatient('m')} and coalesce(m.facility_npi, m.billing_npi) is not null ${primary ? '' : `and ${relevant}`}
    group by 1, 2`;
  const usual = `select cycle_id, provider from (${visits}) qualify row_number() over (partition by cycle_id order by days desc, latest desc, provider) = 1`;
  if (!primary)
    return `select c.cycle_id, coalesce(u.provider, c.provider) as provider from cycle_all c left join (${usual}) u using (cycle_id)`;
  return `
    with registered as (
      select c.cycle_id, min(x.registered_provider) as provider from cycle_all c join data.eligibility x on x.person_id = c.person_id
        and x.enrollment_start_date <= c.start and coalesce(x.enrollment_end_date, date '9999-12-30') >= c.start
        and coalesce(x.registration_start_date, x.enrollment_start_date) <= c.start and coalesce(x.registration_end_date, date '9999-12-30') >= c.start
      where x.registered_provider is not null group by 1)
    select c.cycle_id, coalesce(r.provider, u.provider) as provider
    from cycle_all c left join registered r using (cycle_id) left join (${usual}) u using (cycle_id)`;
}
