/** What is known of each person or stay, and the rows that say so. */
import { parseDuration } from '../../../language/value.ts';
import { dateLiteral } from '../../options.ts';
import type { MethodContext } from '../../method.ts';
import { Options } from '../../options.ts';
import { Codes, numberedColumns } from '../../shared/codes.ts';
import type { FactorOf, RiskScore } from './document.ts';

/** `day − duration`. */
function before(day: string, text: string): string {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`${text} is no duration`);
  return `(${day} - interval (${duration.months}) months - interval (${duration.days}) days)::date`;
}

const DAY = 'coalesce(m.claim_line_start_date, m.claim_start_date, m.admission_date)';
const inpatient = `(m.claim_type = 'institutional' and case when m.bill_type_code is not null
  then left(ltrim(m.bill_type_code, '0'), 2) in ('11', '41') else m.drg_code is not null or m.admission_date is not null end)`;

/** Columns that say where something was read. */
export const PLACE = 'tbl, _source, _file, _line, claim_id, claim_line_number, service_date';
const place = (day: string) =>
  `m._table as tbl, m._source, m._file, m._line, m.claim_id, m.claim_line_number, ${day} as service_date`;

/**
 * A table of who is scored: `person_id`, `scored_on`, `admitted` and `until` (of a person both the day itself), `days`, `urgent` (unknown where no
 * type of admission is given), `age`, `sex`.
 */
export async function makeSubjects(
  context: MethodContext,
  document: RiskScore,
  codes: number,
): Promise<string> {
  const { warehouse, period, asOf } = context;
  const options = new Options(context.options);
  const table = context.temporary();
  const people = options.maybe('people');
  const only =
    people === undefined ? 'true' : `person_id in (select person_id from ${context.result(people)})`;
  const who = document.who && new Codes(document.who.diagnoses);
  const day = dateLiteral(options.maybe('on') ?? period.to);
  const subjects =
    document.of === 'person'
      ? `select distinct person_id, ${day} as scored_on, ${day} as admitted, ${day} as until, null::bigint as days, null::boolean as urgent
         from ${people === undefined ? context.table('eligibility') : context.result(people)} s where person_id is not null ${
           who && document.who
             ? `and exists (select 1 from ${context.table('medical_claim')} m where m.person_id = s.person_id and ${who.matchesAny(numberedColumns('m', 'diagnosis_code', codes))}
                and ${DAY} < ${day} and ${DAY} >= ${before(day, document.who.look_back)} and ${DAY} <= ${dateLiteral(asOf)})`
             : ''
         }`
      : `select person_id, scored_on, min(admitted) as admitted, scored_on as until, scored_on - min(admitted) as days,
           case when bool_or(kind is not null and kind <> '9') then not coalesce(bool_and(kind = '3') filter (where kind is not null and kind <> '9'), false) end as urgent
         from (select m.person_id, m.claim_id, m.data_source, max(coalesce(m.discharge_date, m.claim_end_date)) as scored_on,
             min(coalesce(m.admission_date, m.claim_start_date)) as admitted, max(m.admit_type_code) as kind, max(m.discharge_disposition_code) as leaving
           from ${context.table('medical_claim')} m where ${inpatient} and ${only} group by 1, 2, 3)
         where scored_on >= ${dateLiteral(period.from)} and scored_on < ${dateLiteral(period.to)} and scored_on <= ${dateLiteral(asOf)} and admitted <= scored_on
           and coalesce(leaving, '') not in ('20', '40', '41', '42', '30')
         group by person_id, scored_on`;
  await warehouse.run(`
    create table ${table} as
    with born as (
      select person_id, min(birth_date) as birth_date, max(gender) filter (where gender in ('female', 'male')) as sex from (
        select person_id, birth_date, gender from ${context.table('eligibility')}
        union all select person_id, birth_date, sex from ${context.table('inpatient_case')}) group by 1)
    select s.*, case when b.birth_date <= s.scored_on then date_sub('year', b.birth_date, s.scored_on) end as age, b.sex
    from (${subjects}) s left join born b using (person_id)`);
  return table;
}

/** Rows of claims with one of the diagnoses: `person_id`, `scored_on`, and where they were read. */
export function diagnosed(
  context: MethodContext,
  subjects: string,
  { of }: RiskScore,
  one: FactorOf<'diagnoses'>,
  codes: number,
): string {
  const list = new Codes(one.codes);
  // What is diagnosed in the stay itself counts; of a person only what came before the day.
  const last = of === 'stay' ? `${DAY} <= s.until` : `${DAY} < s.scored_on`;
  return `select s.person_id, s.scored_on, ${place(DAY)} from ${subjects} s join ${context.table('medical_claim')} m on m.person_id = s.person_id
    where ${list.matchesAny(numberedColumns('m', 'diagnosis_code', codes))} and ${last} and ${DAY} <= ${dateLiteral(context.asOf)} and ${DAY} >= ${before('s.admitted', one.look_back)}`;
}

const visited = ({ revenue_centers, places, items }: FactorOf<'visits'>) =>
  [
    new Codes(revenue_centers).matches('m.revenue_center_code'),
    new Codes(places).matches('m.place_of_service_code'),
    new Codes(items).matches('m.hcpcs_code'),
  ].join(' or ');

/** Rows of visits before the admission, or the day: that of the day itself led to the stay. */
export function visits(context: MethodContext, subjects: string, one: FactorOf<'visits'>): string {
  return `select s.person_id, s.scored_on, ${place(DAY)} from ${subjects} s join ${context.table('medical_claim')} m on m.person_id = s.person_id
    where (${visited(one)}) and ${DAY} < s.admitted and ${DAY} <= ${dateLiteral(context.asOf)} and ${DAY} >= ${before('s.admitted', one.look_back)}`;
}

/** Whether the data knows such visits at all: where nobody has one, that a person has none says nothing. */
export async function knowsVisits(context: MethodContext, one: FactorOf<'visits'>): Promise<boolean> {
  const [row] = await context.warehouse.values(
    `select 1 from ${context.table('medical_claim')} m where ${visited(one)} limit 1`,
  );
  return row !== undefined;
}

/** Rows of the stay that is scored. */
export function stayed(context: MethodContext, subjects: string): string {
  return `select s.person_id, s.scored_on, ${place('coalesce(m.admission_date, m.claim_start_date)')} from ${subjects} s join ${context.table('medical_claim')} m on m.person_id = s.person_id
    where ${inpatient} and coalesce(m.discharge_date, m.claim_end_date) = s.scored_on`;
}

/** The row of coverage that tells who the person is. */
export function enrolled(context: MethodContext, subjects: string): string {
  return `select s.person_id, s.scored_on, 'eligibility' as tbl, e._source, e._file, e._line, null::varchar as claim_id, null::bigint as claim_line_number, e.enrollment_start_date as service_date
    from ${subjects} s join ${context.table('eligibility')} e on e.person_id = s.person_id`;
}
