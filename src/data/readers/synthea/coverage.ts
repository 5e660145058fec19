/** Patients with their changes of payer → eligibility. */
import type { InputFile, Intake } from '../../import/format.ts';
import { findRows, passOverRows } from '../shared/stacked.ts';
import { day, SOURCE } from './sql.ts';
import type { Views } from './views.ts';

const YEAR = `'\\d{4}'`;

/**
 * A span ends where the next begins, at the same moment, so its last day is the one before; in the older generation, which tells years, with
 * the year or the day before the next begins. Who has no insurance has no coverage.
 */
export async function readCoverage(files: readonly InputFile[], views: Views, intake: Intake): Promise<void> {
  const start = 'coalesce("START_DATE", "START_YEAR")';
  const end = 'coalesce("END_DATE", "END_YEAR")';
  const first = `case when regexp_full_match(${start}, ${YEAR}) then ${start} || '-01-01' else ${day(start)} end`;
  const dated = (cell: string) => `try_cast(${cell} as date)`;
  const spans = `select *, case when ${end} is null then null
        when regexp_full_match(${end}, ${YEAR}) then
          coalesce(strftime(least(${dated(`${end} || '-12-31'`)}, lead(${dated('from_day')}) over person - 1), '%Y-%m-%d'), ${end})
        else coalesce(strftime(${dated(day(end))} - 1, '%Y-%m-%d'), ${end}) end as until_day
    from (select *, ${first} as from_day from ${views.payer_transitions})
    window person as (partition by "PATIENT" order by ${dated('from_day')}, _file, _line)`;
  await intake.warehouse.run(
    `create table reader.spans as select s.*, p."NAME" as payer_name, p."OWNERSHIP" as payer_ownership,
       coalesce(p."NAME", s."PAYER", '') in ('NO_INSURANCE', '0', '') as uninsured,
       coalesce(${dated('until_day')} < ${dated('from_day')}, false) as empty
     from (${spans}) s left join (select * from ${views.payers} qualify row_number() over (partition by "ID" order by _file, _line) = 1) p on p."ID" = s."PAYER"`,
  );
  // Only what is known for certain to be no coverage is passed over: a damaged row is left to be refused.
  const readable = `${dated('from_day')} is not null and "PATIENT" is not null`;
  await passOverRows(intake, files, 'no-coverage', `reader.spans where ${readable} and (uninsured or empty)`);
  await passOverRows(intake, files, 'joined', views.patients);
  // Who is in no span is in no row of the table: said, not dropped in silence.
  await findRows(
    intake,
    files,
    'patient-without-coverage',
    'eligibility',
    `select _file, _line, "ID" as key, null as "text", null::decimal(18,4) as amount from ${views.patients}
     where "ID" is null or "ID" not in (select "PATIENT" from reader.spans where "PATIENT" is not null and not uninsured and not empty)`,
  );
  await intake.query(
    'eligibility',
    `select s."PATIENT" as person_id, s."MEMBERID" as member_id,
       case upper(p."GENDER") when 'M' then 'male' when 'F' then 'female' else case when p."GENDER" is not null then 'unknown' end end as gender,
       p."RACE" as race, p."ETHNICITY" as ethnicity, ${day('p."BIRTHDATE"')} as birth_date, ${day('p."DEATHDATE"')} as death_date,
       case when p."ID" is not null then case when p."DEATHDATE" is null then 'false' else 'true' end end as death_flag,
       s.from_day as enrollment_start_date, s.until_day as enrollment_end_date,
       coalesce(s.payer_name, s."PAYER") as payer, lower(s.payer_ownership) as payer_type,
       p."FIRST" as first_name, p."LAST" as last_name, p."ADDRESS" as address, p."CITY" as city, p."STATE" as state, p."ZIP" as zip_code,
       lower(coalesce(s."PLAN_OWNERSHIP", s."OWNERSHIP")) as subscriber_relation, ${SOURCE}, s._file as _file, s._line as _line
     from reader.spans s left join (select * from ${views.patients} qualify row_number() over (partition by "ID" order by _file, _line) = 1) p
       on p."ID" = s."PATIENT"
     where not (${readable.replace('"PATIENT"', 's."PATIENT"')} and (s.uninsured or s.empty))`,
  );
}
