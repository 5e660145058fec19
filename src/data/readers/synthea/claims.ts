/** Claims with their transactions → lines of medical and pharmacy claims. */
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake } from '../../import/format.ts';
import { findRows, passOverRows, refuseRows } from '../shared/stacked.ts';
import { amount, cents, day, rounded, SOURCE } from './sql.ts';
import type { Views } from './views.ts';

/**
 * Makes `reader.lines`: a row per CHARGE with the transactions after it, up to the next charge of the claim, summed by who paid. A charge or
 * transfer says who owes: `1` the first payer, `2` the second, `p` the person. A payment is the payer's while a payer owes, the person's while
 * the person does; one by the method COPAY is always the person's.
 */
export async function allocate(files: readonly InputFile[], views: Views, intake: Intake): Promise<void> {
  const number = `try_cast("CHARGEID" as bigint)`;
  await intake.warehouse.run(
    `create table reader.transactions as
       select *, upper("TYPE") as kind,
         count(*) filter (upper("TYPE") = 'CHARGE') over claim as charge,
         last_value(case when upper("TYPE") in ('CHARGE', 'TRANSFERIN') then "TRANSFERTYPE" end ignore nulls) over claim as owes
       from ${views.claims_transactions}
       window claim as (partition by "CLAIMID" order by ${number} nulls first, _file, _line rows unbounded preceding)`,
  );
  await refuseTransactions(files, intake);
  const of = (cell: string, where: string) => `sum(coalesce(${amount(cell)}, 0)) filter (${where})`;
  const payer = `kind = 'PAYMENT' and coalesce("METHOD", '') <> 'COPAY' and owes in ('1', '2')`;
  const copay = `kind = 'PAYMENT' and "METHOD" = 'COPAY'`;
  const person = `kind = 'PAYMENT' and coalesce("METHOD", '') <> 'COPAY' and coalesce(owes, '') not in ('1', '2')`;
  await intake.warehouse.run(
    `create table reader.lines as
       select c.*, coalesce(a.paid, 0) as paid, coalesce(a.copay, 0) as copay, coalesce(a.person, 0) as person,
         coalesce(a.adjusted, 0) as adjusted, a.paid_date as paid_date,
         count(*) over (partition by c."CLAIMID") as lines
       from (select * from reader.transactions where kind = 'CHARGE') c
       left join (select "CLAIMID", charge, ${of('"PAYMENTS"', payer)} as paid, ${of('"PAYMENTS"', copay)} as copay,
           ${of('"PAYMENTS"', person)} as person, ${of('"ADJUSTMENTS"', `kind = 'ADJUSTMENT'`)} as adjusted,
           max(${day('"TODATE"')}) filter (${payer}) as paid_date
         from reader.transactions where charge > 0 and kind <> 'CHARGE' and fault is null group by 1, 2) a
       on a."CLAIMID" is not distinct from c."CLAIMID" and a.charge = c.charge;
     create table reader.drugs as
       select m.*, l.claim_id from
         (select *, row_number() over (partition by "PATIENT", "ENCOUNTER", "CODE" order by "START", _file, _line) as place from ${views.medications}) m
       left join (select l."CLAIMID" as claim_id, l."PATIENTID" as patient, c."APPOINTMENTID" as encounter, l."PROCEDURECODE" as code,
           row_number() over (partition by l."PATIENTID", c."APPOINTMENTID", l."PROCEDURECODE" order by c."SERVICEDATE", l._file, l._line) as place
         from reader.lines l join ${views.claims} c on c."ID" = l."CLAIMID" where l.lines = 1) l
       on l.patient = m."PATIENT" and l.encounter = m."ENCOUNTER" and l.code = m."CODE" and l.place = m.place`,
  );
  await passOverRows(
    intake,
    files,
    'allocated',
    `reader.transactions where kind <> 'CHARGE' and fault is null`,
  );
  // The charge of a drug carries its money into the pharmacy claim, whose row is the medication's.
  await passOverRows(
    intake,
    files,
    'joined',
    `reader.lines where "CLAIMID" in (select claim_id from reader.drugs)`,
  );
  await passOverRows(intake, files, 'joined', views.claims);
  await findPaid(files, views, intake);
}

/** Money that belongs to no line, or cannot be read, is refused by itself: nothing of it is lost in a sum. */
async function refuseTransactions(files: readonly InputFile[], intake: Intake): Promise<void> {
  const bad = (column: string) => `(${column} is not null and ${amount(column)} is null)`;
  await intake.warehouse.run(
    `alter table reader.transactions add column fault varchar;
     update reader.transactions set fault = case
       when kind is null or kind not in ('PAYMENT', 'ADJUSTMENT', 'TRANSFERIN', 'TRANSFEROUT') then 'TYPE'
       when kind = 'PAYMENT' and ${bad('"PAYMENTS"')} then 'PAYMENTS'
       when kind = 'ADJUSTMENT' and ${bad('"ADJUSTMENTS"')} then 'ADJUSTMENTS'
       when charge = 0 then 'CLAIMID' end
     where kind is distinct from 'CHARGE'`,
  );
  await refuseRows(
    intake,
    files,
    'medical_claim',
    `select _file, _line, case fault when 'TYPE' then 'code-unknown' when 'CLAIMID' then 'charge-missing' else 'amount-unreadable' end as reason,
       fault as "column", case fault when 'TYPE' then "TYPE" when 'CLAIMID' then "CLAIMID" when 'PAYMENTS' then "PAYMENTS" else "ADJUSTMENTS" end as "text",
       ${amount('"PAYMENTS"')} as amount
     from reader.transactions where fault is not null`,
  );
}

async function findPaid(files: readonly InputFile[], views: Views, intake: Intake): Promise<void> {
  const claims = `select arg_min(_file, _line) as _file, min(_line) as _line, "CLAIMID" as key,
      sum(paid + copay + person) - sum(${amount('"AMOUNT"')} - adjusted) as amount,
      sum(paid + copay + person)::varchar || ' > ' || sum(${amount('"AMOUNT"')} - adjusted)::varchar as "text"
    from reader.lines group by "CLAIMID"`;
  const found = (code: string, over: string) =>
    findRows(intake, files, code, 'medical_claim', `select * from (${claims}) where amount > ${over}`);
  await found('payments-over-charges', '0');
  await found('payments-over-charges-by-more-than-a-cent', '0.01');
  await findRows(
    intake,
    files,
    'claim-without-lines',
    'medical_claim',
    `select _file, _line, "ID" as key, null as "text", null::decimal(18,4) as amount from ${views.claims}
     where "ID" not in (select "CLAIMID" from reader.lines where "CLAIMID" is not null)`,
  );
  await findRows(
    intake,
    files,
    'medication-cost-differs',
    'pharmacy_claim',
    `select d._file as _file, d._line as _line, d.claim_id as key, d."TOTALCOST" || ' ≠ ' || l."AMOUNT" as "text",
       ${amount('d."TOTALCOST"')} - ${amount('l."AMOUNT"')} as amount
     from reader.drugs d join reader.lines l on l."CLAIMID" = d.claim_id where ${amount('d."TOTALCOST"')} <> ${amount('l."AMOUNT"')}`,
  );
  const fine = (view: string, column: string) =>
    `select _file, _line, ${quoteIdentifier(column)} as key, ${cents(quoteIdentifier(column))} as "text", null::decimal(18,4) as amount
     from ${view} where ${rounded(quoteIdentifier(column))}`;
  await findRows(
    intake,
    files,
    'money-rounded',
    undefined,
    [
      fine(views.claims_transactions, 'AMOUNT'),
      fine(views.claims_transactions, 'PAYMENTS'),
      fine(views.claims_transactions, 'ADJUSTMENTS'),
      fine(views.medications, 'TOTALCOST'),
      fine(views.medications, 'PAYER_COVERAGE'),
      fine(views.encounters, 'TOTAL_CLAIM_COST'),
      fine(views.encounters, 'PAYER_COVERAGE'),
    ].join(' union all '),
  );
}

const money = `(${amount('l."AMOUNT"')} - l.adjusted)::varchar`;
const paidOf = `l.paid::varchar as paid_amount, l.copay::varchar as copayment_amount, l.person::varchar as coinsurance_amount,
  case when l."AMOUNT" is null or ${amount('l."AMOUNT"')} is null then l."AMOUNT" else ${money} end as allowed_amount,
  ${cents('l."AMOUNT"')} as charge_amount, l.paid_date as paid_date`;

export async function readMedical(views: Views, intake: Intake): Promise<void> {
  const diagnoses = Array.from({ length: 8 }, (_, i) => `c."DIAGNOSIS${i + 1}" as diagnosis_code_${i + 1}`);
  const place = `case lower(e."ENCOUNTERCLASS") when 'inpatient' then '21' when 'emergency' then '23' when 'urgentcare' then '20' end`;
  const stay = (cell: string) => `case when lower(e."ENCOUNTERCLASS") = 'inpatient' then ${day(cell)} end`;
  await intake.query(
    'medical_claim',
    `select l."CLAIMID" as claim_id, row_number() over (partition by l."CLAIMID" order by l.charge, l._file, l._line)::varchar as claim_line_number,
       case c."HEALTHCARECLAIMTYPEID1" when '1' then 'professional' when '2' then 'institutional' else 'undetermined' end as claim_type,
       l."PATIENTID" as person_id, coalesce(p."NAME", nullif(c."PRIMARYPATIENTINSURANCEID", '0'), 'NO_INSURANCE') as payer,
       ${day('coalesce(c."SERVICEDATE", l."FROMDATE")')} as claim_start_date, max(${day('l."TODATE"')}) over (partition by l."CLAIMID") as claim_end_date,
       ${day('l."FROMDATE"')} as claim_line_start_date, ${day('l."TODATE"')} as claim_line_end_date,
       ${stay('e."START"')} as admission_date, ${stay('e."STOP"')} as discharge_date, ${place} as place_of_service_code,
       l."UNITS" as service_unit_quantity, l."PROCEDURECODE" as hcpcs_code, l."MODIFIER1" as hcpcs_modifier_1, l."MODIFIER2" as hcpcs_modifier_2,
       coalesce(l."PROVIDERID", c."PROVIDERID") as rendering_npi, l."PLACEOFSERVICE" as facility_npi,
       v.specialty as rendering_specialty, ${paidOf},
       case when c."DIAGNOSIS1" is not null then 'snomed-ct' end as diagnosis_code_type, ${diagnoses.join(', ')}, ${SOURCE}, l._file as _file, l._line as _line
     from reader.lines l
     left join (select * from ${views.claims} qualify row_number() over (partition by "ID" order by _file, _line) = 1) c on c."ID" = l."CLAIMID"
     left join (select * from ${views.encounters} qualify row_number() over (partition by "ID" order by _file, _line) = 1) e on e."ID" = c."APPOINTMENTID"
     left join (select * from ${views.payers} qualify row_number() over (partition by "ID" order by _file, _line) = 1) p on p."ID" = c."PRIMARYPATIENTINSURANCEID"
     left join (select "ID", any_value(coalesce("SPECIALITY", "SPECIALTY")) as specialty from ${views.providers} group by 1) v
       on v."ID" = coalesce(l."PROVIDERID", c."PROVIDERID")
     where l."CLAIMID" is null or l."CLAIMID" not in (select claim_id from reader.drugs where claim_id is not null)`,
  );
}

/** The older generation has no claims: the cost of an encounter is all there is. */
export async function readEncountersAsClaims(views: Views, intake: Intake): Promise<void> {
  const cost = 'coalesce(e."TOTAL_CLAIM_COST", e."BASE_ENCOUNTER_COST", e."COST")';
  await intake.query(
    'medical_claim',
    `select e."ID" as claim_id, '1' as claim_line_number,
       case when lower(e."ENCOUNTERCLASS") in ('inpatient', 'emergency', 'outpatient') then 'institutional' else 'professional' end as claim_type,
       e."PATIENT" as person_id, coalesce(p."NAME", e."PAYER") as payer, ${day('e."START"')} as claim_start_date, ${day('e."STOP"')} as claim_end_date,
       ${day('e."START"')} as claim_line_start_date, ${day('e."STOP"')} as claim_line_end_date, e."CODE" as hcpcs_code,
       e."PROVIDER" as rendering_npi, e."ORGANIZATION" as facility_npi, ${cents(cost)} as charge_amount, ${cents(cost)} as allowed_amount,
       ${cents('e."PAYER_COVERAGE"')} as paid_amount, case when e."REASONCODE" is not null then 'snomed-ct' end as diagnosis_code_type,
       e."REASONCODE" as diagnosis_code_1, ${SOURCE}, e._file as _file, e._line as _line
     from ${views.encounters} e
     left join (select * from ${views.payers} qualify row_number() over (partition by "ID" order by _file, _line) = 1) p on p."ID" = e."PAYER"`,
  );
}

/** A medication that was claimed carries the money of its claim; one that was not, its own cost. */
export async function readMedications(views: Views, intake: Intake): Promise<void> {
  const own = `'medication|' || concat_ws('|', d."PATIENT", coalesce(d."ENCOUNTER", ''), d."CODE", d."START", d.place::varchar)`;
  const or = (claimed: string, alone: string) =>
    `case when l."CLAIMID" is not null then ${claimed} else ${alone} end`;
  await intake.query(
    'pharmacy_claim',
    `select coalesce(d.claim_id, case when d."PATIENT" is not null and d."CODE" is not null then ${own} end) as claim_id, '1' as claim_line_number,
       d."PATIENT" as person_id, coalesce(p."NAME", d."PAYER") as payer, coalesce(l."PROVIDERID", e."PROVIDER") as prescribing_provider_npi,
       ${day('d."START"')} as dispensing_date, d."CODE" as ndc_code, case when regexp_full_match(d."DISPENSES", '[1-9]\\d{0,8}') then (d."DISPENSES"::bigint - 1)::varchar else d."DISPENSES" end as refills,
       ${or('l.paid_date', 'null')} as paid_date, ${or('l.paid::varchar', cents('d."PAYER_COVERAGE"'))} as paid_amount,
       ${or(cents('l."AMOUNT"'), cents('d."TOTALCOST"'))} as charge_amount,
       ${or(`coalesce(${money}, l."AMOUNT")`, cents('d."TOTALCOST"'))} as allowed_amount,
       l.copay::varchar as copayment_amount, l.person::varchar as coinsurance_amount, ${SOURCE},
       d._file as _file, d._line as _line
     from reader.drugs d left join reader.lines l on l."CLAIMID" = d.claim_id
     left join (select * from ${views.payers} qualify row_number() over (partition by "ID" order by _file, _line) = 1) p on p."ID" = d."PAYER"
     left join (select "ID", any_value("PROVIDER") as "PROVIDER" from ${views.encounters} group by 1) e on e."ID" = d."ENCOUNTER"`,
  );
}
