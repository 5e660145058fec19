/** The canonical tables of the United States population, as queries over what a slice of members made. */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import type { Calendar } from './calendar.ts';
import { placeOf } from './compile.ts';
import { decimal } from './curve.ts';
import { otherDiagnosis } from './events.ts';
import type { Country } from './parameters/types.ts';
import { chance, unit } from './random.ts';
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

const DIAGNOSES = 8;

/** What must run before the queries: `header`, a row per version of a claim with all that its lines share. */
export function usPrepare(country: Country): string {
  return `create or replace table header as ${header(country)}`;
}

export function usTables(country: Country, calendar: Calendar): CanonicalQuery[] {
  const renal = placeOf(country.diseases, 'renal-failure');
  const old = `s.first_day >= s.born + to_years(65)`;
  const medicare = `s.plan = 1`;
  return [
    eligibility(country, {
      race: `case when ${unit('s.m', 'race')} < 0.62 then 'white' when ${unit('s.m', 'race')} < 0.75 then 'black or african american' when ${unit('s.m', 'race')} < 0.81 then 'asian' when ${unit('s.m', 'race')} < 0.93 then 'other race' else 'unknown' end`,
      ethnicity: `case when ${unit('s.m', 'ethnicity')} < 0.18 then 'hispanic or latino' else 'not hispanic or latino' end`,
      original_reason_entitlement_code: `case when ${medicare} then case when ${old} then '0' when s.onsets[${renal}] <= s.first_day then '2' else '1' end end`,
      dual_status_code: `case when ${medicare} and ${chance('s.m', 'dual', 'case when s.age < 65 then 0.45 else 0.14 end')} then '02' when ${medicare} then 'NA' end`,
      medicare_status_code: `case when ${medicare} then case when ${old} then '1' else '2' end || case when s.onsets[${renal}] <= s.first_day then '1' else '0' end end`,
      esrd_status: `coalesce(s.onsets[${renal}] <= s.first_day, false)`,
      city: `'County ' || (s.region + 1)`,
      zip_code: `lpad((s.region * 10 + 1)::varchar, 5, '0')`,
    }),
    attribution(country),
    encounters(country),
    medicalClaims(),
    pharmacyClaims(
      country,
      'case when plan = 2 then least(cents, 100) when cents < 10000 then least(cents, 500) else least(cents // 5, 5000) end',
    ),
    conditions(country, calendar, 'icd-10-cm'),
    procedures(country, 'icd-10-pcs'),
    observations(country),
    treatments(country),
    outcomes(country),
  ];
}

function medicalClaims(): CanonicalQuery {
  const shared = [
    'claim_type',
    'person_id',
    'payer',
    'plan',
    'claim_start_date',
    'claim_end_date',
    'admission_date',
    'discharge_date',
    'admit_source_code',
    'admit_type_code',
    'discharge_disposition_code',
    'place_of_service_code',
    'bill_type_code',
    'drg_code',
    'rendering_npi',
    'rendering_tin',
    'billing_npi',
    'billing_tin',
    'facility_npi',
    'rendering_specialty',
    'paid_date',
    'procedure_code_1',
    'procedure_date_1',
    'claim_group_id',
    'claim_action',
    'claim_received',
    'claim_id',
    'data_source',
  ];
  const dx = Array.from({ length: DIAGNOSES }, (_, i) => i + 1);
  return {
    table: 'medical_claim',
    columns: {
      ...Object.fromEntries(shared.map((name) => [name, `h.${name}`])),
      claim_line_number: 'h.n',
      member_id: 'h.person_id',
      claim_line_start_date: 'h.day',
      claim_line_end_date:
        'case when h.revenue is not null and h.admission_date is not null then h.claim_end_date else h.day end',
      drg_code_type: `case when h.drg_code is not null then 'ms-drg' end`,
      revenue_center_code: 'h.revenue',
      service_unit_quantity: 'h.units * h.sign',
      hcpcs_code: 'h.code',
      hcpcs_modifier_1: 'h.modifier',
      paid_amount: '(h.allowed - h.coinsured - h.copaid - h.deducted) * h.sign',
      allowed_amount: 'h.allowed * h.sign',
      charge_amount: 'h.charge * h.sign',
      coinsurance_amount: 'h.coinsured * h.sign',
      copayment_amount: 'h.copaid * h.sign',
      deductible_amount: 'h.deducted * h.sign',
      diagnosis_code_type: `'icd-10-cm'`,
      ...Object.fromEntries(dx.map((i) => [`diagnosis_code_${i}`, `h.dx${i}`])),
      ...Object.fromEntries(
        dx.map((i) => [
          `diagnosis_poa_${i}`,
          `case when h.drg_code is not null and h.dx${i} is not null then 'Y' end`,
        ]),
      ),
      procedure_code_type: `case when h.procedure_code_1 is not null then 'icd-10-pcs' end`,
      in_network_flag: 'true',
    },
    // A version before its correction had been priced a tenth too high: `factor`.
    from: `(
        select l.n, l.day, l.units, l.cents, t.code, t.modifier, t.revenue, h.*,
          case when not h.stay and ${chance('h.r', 'denied', 'h.denied', 'l.n * 16 + h.form')} then 0 else round(l.cents * h.factor)::bigint end as allowed,
          (l.cents * 21) // 10 as charge,
          round(case when h.stay or h.free then 0 else h.coinsurance end * allowed)::bigint as coinsured,
          case when h.copay and l.n = 1 then least(allowed - coinsured, h.copayment) else 0 end as copaid,
          case when h.stay and l.n = 1 then least(allowed, h.deductible) else 0 end as deducted
        from line l join header h on h.c = l.c join service_line t on t.line = l.line) h`,
    inOrder: true,
  };
}

function header(country: Country): string {
  const money = (of: (plan: Country['plans'][number]) => number) =>
    `([${country.plans.map((plan) => decimal(of(plan))).join(', ')}]::double[])[c.plan]`;
  const dx = Array.from({ length: DIAGNOSES - 1 }, (_, i) => `${otherDiagnosis(i + 1)} as dx${i + 2}`);
  const corrected = decimal(country.corrected);
  const reversed = decimal(country.corrected + country.reversed);
  return `
    select c.c * 4 + v as h, c.c, c.r, c.form, ${decimal(country.denied)} as denied, c.drg is not null and c.institutional as stay,
      c.bill in ('211', '329', '811') as free, case when v = 1 and c.fate < ${corrected} then 1.1 else 1 end as factor, case when v = 3 then -1 else 1 end as sign,
      ${money((p) => p.coinsurance)} as coinsurance, c.form = 1 and not c.institutional and c.place = '11' as copay,
      (${money((p) => p.copayment * 100)})::bigint as copayment, (${money((p) => p.deductible * 100)})::bigint as deductible,
      'C' || c.c as claim_id, 'C' || c.c as claim_group_id,
      case v when 2 then 'replacement' when 3 then 'reversal' else 'original' end as claim_action,
      c.end_day + c.lag + case when v >= 2 then 20 + ((c.r >> 8) % 120)::integer else 0 end as claim_received,
      claim_received as paid_date,
      case when c.institutional then 'institutional' else 'professional' end as claim_type,
      ${person('c.id')} as person_id, ${planText(country, 'payer', 'c.plan')} as payer, ${planText(country, 'plan', 'c.plan')} as plan,
      c.start_day as claim_start_date, c.end_day as claim_end_date,
      case when c.institutional and (c.drg is not null or c.bill = '211') then c.start_day end as admission_date,
      case when admission_date is not null then c.end_day end as discharge_date,
      case when c.drg is not null and c.institutional then case e.came when 1 then '4' else '1' end end as admit_source_code,
      case when c.drg is not null and c.institutional then case when e.planned then '3' else '1' end end as admit_type_code,
      case when admission_date is not null then case when e.sent then '02' when e.died = c.end_day then '20' when e.nursing_days > 0 and c.drg is not null then '03' when e.at_home then '06' else '01' end end as discharge_disposition_code,
      c.place as place_of_service_code, c.bill as bill_type_code, case when c.institutional then c.drg end as drg_code,
      w.id as rendering_npi, w.tin as rendering_tin, coalesce(w.organization, w.id) as billing_npi, w.tin as billing_tin,
      case when c.institutional then w.id end as facility_npi, w.specialty as rendering_specialty,
      case when c.drg is not null and c.institutional then e.operation end as procedure_code_1,
      case when procedure_code_1 is not null then least(c.end_day, c.start_day + 1) end as procedure_date_1,
      e.code as dx1, ${dx.join(', ')}, ${text(country.dataSource)} as data_source
    from (select *, unnest(case when fate < ${reversed} then case when fate < ${corrected} then [1, 2] else [1, 3] end else [0] end)::integer as v from claim) c
    join event e on e.e = c.e left join market_provider w on w.number = c.provider`;
}
