/** The canonical tables of the Chinese population: stays as cases with their items, outpatient visits as claims. */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import type { Calendar } from './calendar.ts';
import { decimal } from './curve.ts';
import { departmentSql } from './departments.ts';
import { otherDiagnosis } from './events.ts';
import type { Country } from './parameters/types.ts';
import { chance, oneOf, unit } from './random.ts';
import { person } from './select.ts';
import type { CanonicalQuery } from './select.ts';
import {
  attribution,
  conditions,
  eligibility,
  encounters,
  observations,
  outcomes,
  pharmacyClaims,
  planText,
  procedures,
  treatments,
} from './shared-tables.ts';

/** Fees of a case by category, as the settlement list has them; they add up to its total. */
const FEES = canonicalTable('inpatient_case')
  .columns.map(({ name }) => name)
  .filter((name) => name.startsWith('fee_'))
  .map((name) => name.slice('fee_'.length));

/** Share of class B that the person pays before the fund's share is taken. */
const BEFORE = 0.1;
/** Above this much of one's own, major-illness insurance pays 60 % (yuan). */
const MAJOR = 15_000;
const OTHERS = 7;
const OTHER_DX = Array.from({ length: OTHERS }, (_, i) => `${otherDiagnosis(i + 1)} as dx${i + 2}`).join(
  ', ',
);

/** What must run before the queries: `item` (of stays), `bill` (a version of a case) and `header` (a version of an outpatient claim). */
export function cnPrepare(country: Country): string {
  return [item(country), bill(country), header(country)].join(';\n');
}

const versions = (country: Country) => {
  const corrected = decimal(country.corrected);
  return `unnest(case when fate < ${decimal(country.corrected + country.reversed)} then case when fate < ${corrected} then [1, 2] else [1, 3] end else [0] end)::integer as v`;
};

/** Whole cents of a share of an amount, by category. */
function scoped(country: Country, place: 0 | 1 | 2, amount: string, category: string): string {
  const cases = Object.entries(country.scope ?? {}).map(
    ([name, shares]) => `when ${text(name)} then ${decimal(shares[place])}`,
  );
  return `floor(${amount} * case ${category} ${cases.join(' ')} else ${place === 0 ? 1 : 0} end)::bigint`;
}

function item(country: Country): string {
  return `create or replace table item as
    select *, amount - class_b - self_paid as class_a from (
      select l.c, l.n, c.id, t.category, t.code, t.description, l.day, l.units, l.cents // l.units as unit_price, l.cents // l.units * l.units as amount,
        ${scoped(country, 1, 'amount', 't.category')} as class_b, ${scoped(country, 2, 'amount', 't.category')} as self_paid
      from line l join claim c on c.c = l.c join service_line t on t.line = l.line where c.drg is not null
    ) order by c, n`;
}

function bill(country: Country): string {
  const benefits = country.benefits ?? [];
  const levels = `([${country.roles.map((role) => text(role.level ?? '')).join(', ')}])[c.role]`;
  const of = (value: (benefit: (typeof benefits)[number]) => number, otherwise: number) =>
    `case ${benefits.map((one) => `when plan_name = ${text(one.plan)} and level = ${text(one.level)} then ${decimal(value(one))}`).join(' ')} else ${otherwise} end`;
  // The first version of a corrected case had drugs entered twice in part.
  const fees = FEES.map(
    (name) => `coalesce(sum(amount) filter (category = ${text(name)}), 0)::bigint as fee_${name}`,
  );
  const wrong = `case when v = 1 and fate < ${decimal(country.corrected)} then fee_western_drugs // 10 else 0 end`;
  return `create or replace table bill as
    with fee as (
      select c, ${fees.join(', ')}, sum(amount)::bigint as total, sum(self_paid)::bigint as self_paid, sum(class_b)::bigint as class_b from item group by c
    ), version as (
      select c.*, ${levels} as level, ${planText(country, 'plan', 'c.plan')} as plan_name, ${versions(country)} from claim c where drg is not null
    ), whole as (
      select v.*, f.* exclude (c, fee_western_drugs, total), fee_western_drugs + ${wrong} as fee_western_drugs, total + ${wrong} as total,
        greatest(0, total + ${wrong} - self_paid - floor(class_b * ${BEFORE})::bigint - ${of((one) => one.deductible * 100, 0)})::bigint as scope,
        ${of((one) => one.ratio, 0)}::double as ratio
      from version v join fee f on f.c = v.c
    ), basic as (
      select *, floor(scope * ratio)::bigint as basic_fund from whole
    ), paid as (
      select *, floor(greatest(0, total - basic_fund - self_paid - ${MAJOR * 100}) * 0.6)::bigint as other_fund from basic
    )
    select p.*, p.total - p.basic_fund - p.other_fund as own,
      case when plan_name = ${text(country.plans[0]?.plan ?? '')} then least(p.total - p.basic_fund - p.other_fund, 20000 + ${oneOf('p.r', 'account', 180_000)}) else 0 end as account,
      case when v = 3 then -1 else 1 end as sign,
      p.end_day + p.lag + case when v >= 2 then 15 + ((p.r >> 8) % 60)::integer else 0 end as received,
      e.came, e.sent, e.planned, e.died, e.operation, ${OTHER_DX}, q.born, q.female, w.id as hospital, w.name as hospital_name, n.intensive
    from paid p join event e on e.e = p.e join person q on q.id = p.id join need n on n.need = e.need left join market_provider w on w.number = p.provider
    order by p.c, v`;
}

function header(country: Country): string {
  return `create or replace table header as
    select c.c * 4 + v as h, c.c, c.id, c.plan, c.start_day, c.end_day, e.code, ${OTHER_DX}, w.id as facility, ${decimal(country.denied)} as denied, c.r, c.form, v,
      c.fate < ${decimal(country.corrected)} and v = 1 as wrong, case when v = 3 then -1 else 1 end as sign,
      'C' || c.c as claim_id, 'C' || c.c as group_id,
      case v when 2 then 'replacement' when 3 then 'reversal' else 'original' end as action,
      c.end_day + c.lag + case when v >= 2 then 15 + ((c.r >> 8) % 60)::integer else 0 end as received,
      ([${country.plans.map((plan) => decimal(plan.coinsurance)).join(', ')}]::double[])[c.plan] as coinsurance
    from (select *, ${versions(country)} from claim where drg is null) c join event e on e.e = c.e left join market_provider w on w.number = c.provider`;
}

export function cnTables(country: Country, calendar: Calendar): CanonicalQuery[] {
  return [
    eligibility(country, {
      race: 'null',
      city: `'第' || (s.region + 1) || '县（区）'`,
      low_income_subsidy_indicator: `case when ${chance('s.m', 'poor', 0.04)} then '医疗救助对象' end`,
    }),
    attribution(country),
    encounters(country),
    medicalClaims(country),
    pharmacyClaims(country, 'cents * 45 // 100'),
    inpatientCases(country),
    costItems(country),
    conditions(country, calendar, 'icd-10-cn'),
    procedures(country, 'icd-9-cm-3-cn'),
    observations(country),
    treatments(country),
    outcomes(country),
  ];
}

function medicalClaims(country: Country): CanonicalQuery {
  const dx = Array.from({ length: OTHERS }, (_, i) => [`diagnosis_code_${i + 2}`, `h.dx${i + 2}`]);
  return {
    table: 'medical_claim',
    columns: {
      claim_id: 'h.claim_id',
      claim_line_number: 'h.n',
      claim_type: `'institutional'`,
      person_id: person('h.id'),
      member_id: person('h.id'),
      payer: planText(country, 'payer', 'h.plan'),
      plan: planText(country, 'plan', 'h.plan'),
      claim_start_date: 'h.start_day',
      claim_end_date: 'h.end_day',
      claim_line_start_date: 'h.day',
      claim_line_end_date: 'h.day',
      service_unit_quantity: 'h.units * h.sign',
      hcpcs_code: 'h.item_code',
      rendering_npi: 'h.facility',
      billing_npi: 'h.facility',
      facility_npi: 'h.facility',
      paid_date: 'h.received',
      paid_amount: '(h.allowed - h.coinsured) * h.sign',
      allowed_amount: 'h.allowed * h.sign',
      charge_amount: 'h.charge * h.sign',
      coinsurance_amount: 'h.coinsured * h.sign',
      copayment_amount: '0',
      deductible_amount: '0',
      diagnosis_code_type: `'icd-10-cn'`,
      diagnosis_code_1: 'h.code',
      ...Object.fromEntries(dx),
      in_network_flag: 'true',
      data_source: text(country.dataSource),
      claim_group_id: 'h.group_id',
      claim_action: 'h.action',
      claim_received: 'h.received',
    },
    from: `(
        select l.n, l.day, l.units, t.code as item_code, h.*, l.cents + case when h.wrong then l.cents // 10 else 0 end as charge,
          case when ${chance('h.r', 'denied', 'h.denied', 'l.n * 16 + h.form')} then 0 else charge - ${scoped(country, 2, 'charge', 't.category')} end as allowed,
          round(h.coinsurance * allowed)::bigint as coinsured
        from line l join header h on h.c = l.c join service_line t on t.line = l.line) h`,
    inOrder: true,
  };
}

function inpatientCases(country: Country): CanonicalQuery {
  const age = `date_diff('year', b.born, b.start_day) - case when (month(b.start_day), day(b.start_day)) < (month(b.born), day(b.born)) then 1 else 0 end`;
  const others = Array.from({ length: OTHERS }, (_, i) => [`other_diagnosis_${i + 1}`, `b.dx${i + 2}`]);
  const fees = FEES.map((name) => [`fee_${name}`, `b.fee_${name} * b.sign`]);
  return {
    table: 'inpatient_case',
    columns: {
      case_id: caseId('b.c'),
      person_id: person('b.id'),
      record_number: `'B' || b.id`,
      hospital_id: 'b.hospital',
      hospital_name: 'b.hospital_name',
      insurance_type: 'b.plan_name',
      insurance_region: `'第' || (b.region + 1) || '县（区）'`,
      sex: `case when b.female then 'female' else 'male' end`,
      birth_date: 'b.born',
      age_years: age,
      age_days: `case when ${age} = 0 then b.start_day - b.born end`,
      admission_type: `case when b.came = 1 then '3' when b.planned then '2' else '1' end`,
      admission_date: 'b.start_day',
      discharge_date: 'b.end_day',
      stay_days: 'greatest(1, b.end_day - b.start_day)',
      department: departmentSql({
        code: 'b.code',
        age: `(${age})`,
        days: '(b.start_day - b.born)',
        level: 'b.level',
        operated: 'b.operation is not null',
      }),
      discharge_type: `case when b.died = b.end_day then '5' when b.sent then '2' else '1' end`,
      readmission_planned_31_days: `b.planned and ${chance('b.r', 'planned again', 0.15)}`,
      icu_hours: `case when ${chance('b.r', 'intensive', 'b.intensive')} then 12 + ${oneOf('b.r', 'intensive hours', 110)} else 0 end`,
      ventilator_hours: `case when ${chance('b.r', 'intensive', 'b.intensive * 0.3')} then 6 + ${oneOf('b.r', 'ventilator hours', 90)} else 0 end`,
      diagnosis_code_type: `'icd-10-cn'`,
      principal_diagnosis: 'b.code',
      ...Object.fromEntries(others),
      procedure_code_type: `case when b.operation is not null then 'icd-9-cm-3-cn' end`,
      principal_procedure: 'b.operation',
      principal_procedure_date:
        'case when b.operation is not null then least(b.end_day, b.start_day + 1) end',
      total_fee: 'b.total * b.sign',
      fund_payment: '(b.basic_fund + b.other_fund) * b.sign',
      basic_fund_payment: 'b.basic_fund * b.sign',
      other_fund_payment: 'b.other_fund * b.sign',
      personal_payment: 'b.own * b.sign',
      personal_account_payment: 'b.account * b.sign',
      personal_cash_payment: '(b.own - b.account) * b.sign',
      self_paid: 'b.self_paid * b.sign',
      ...Object.fromEntries(fees),
      settlement_start_date: 'b.start_day',
      settlement_end_date: 'b.end_day',
      payment_method: text('按疾病诊断相关分组（DRG）付费'),
      provider_group: 'b.drg',
      data_source: text(country.dataSource),
      claim_group_id: caseId('b.c'),
      claim_action: `case b.v when 2 then 'replacement' when 3 then 'reversal' else 'original' end`,
      claim_received: 'b.received',
    },
    from: 'bill b order by b.c, b.v',
  };
}

/** Items of the cases that stand. */
function costItems(country: Country): CanonicalQuery {
  return {
    table: 'cost_item',
    columns: {
      case_id: caseId('i.c'),
      item_number: 'i.n',
      person_id: person('i.id'),
      category: 'i.category',
      code: 'i.code',
      description: 'i.description',
      item_date: 'i.day',
      quantity: 'i.units',
      unit_price: 'i.unit_price',
      amount: 'i.amount',
      class_a: 'i.class_a',
      class_b: 'i.class_b',
      self_paid: 'i.self_paid',
      minutes: `case when i.category = 'surgery' then 30 + ${unit('i.r', 'minutes')}::decimal(4, 2) * 200 end`,
      data_source: text(country.dataSource),
    },
    from: `(select i.*, c.r from item i join claim c on c.c = i.c where c.fate < ${decimal(country.corrected)} or c.fate >= ${decimal(country.corrected + country.reversed)}) i order by i.c, i.n`,
  };
}

const caseId = (c: string) => `'A' || ${c}`;
