/**
 * Inpatient cases (China's settlement list and front page) beside claim lines: a method that reads `medical_claim` through this sees each case as one
 * line of an inpatient claim, so that a stay counts whichever way it came.
 *
 * | of the line | of the case |
 * |---|---|
 * | `paid_amount` | paid by the pooled fund (基金支付) |
 * | `allowed_amount` | total fee less what lies outside the scope of the insurance (个人自费); unknown where that is |
 * | `charge_amount` | total fee (总费用) |
 * | `drg_code` | group by the payer's own grouper |
 * | `facility_npi`, `billing_npi` | the hospital |
 * | diagnoses, procedures | the principal one first, all others after it: up to 41 |
 *
 * It has no date of payment. A case whose stay is in the claims too (same person and hospital, days in common) counts there and not here, which is said.
 */
import { MONTHS, YEARS } from '../../data/sums/sums.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** Diagnoses, and procedures, of a claim; and where cases are read. */
const OF_CLAIM = 25;
const OF_CASE = 41;

interface WithCases {
  /** `medical_claim` has a column `_table` more: the canonical table the line is of; `medical_month` and `medical_year` have the cases too. */
  context: MethodContext;
  /** Diagnoses and procedures a line has at most: `diagnosis_code_1` … */
  codes: number;
  diagnostics: Diagnostic[];
}

/** Discharge by death (离院方式 5) as claims say it. */
const DIED = `case when discharge_type = '5' then '20' end`;

export async function withCases(context: MethodContext): Promise<WithCases> {
  const { warehouse } = context;
  const claims = context.table('medical_claim');
  const wrap = (tables: Record<string, () => string>): MethodContext => ({
    ...context,
    table: (name) => tables[name]?.() ?? context.table(name),
  });
  const [any] = await warehouse.values(`select 1 from ${context.table('inpatient_case')} limit 1`);
  if (!any) {
    const medical = `(select *, 'medical_claim' as _table from ${claims})`;
    return { context: wrap({ medical_claim: () => medical }), codes: OF_CLAIM, diagnostics: [] };
  }
  const made = context.temporary();
  const others = (kind: string, name: string) =>
    Array.from({ length: OF_CASE - 1 }, (_, i) => `other_${kind}_${i + 1} as ${name}_code_${i + 2}`);
  const both = `exists (select 1 from ${claims} m where m.person_id = c.person_id and m.claim_type = 'institutional' and m.admission_date is not null
    and coalesce(m.facility_npi, m.billing_npi) = c.hospital_id and m.admission_date <= coalesce(c.discharge_date, c.admission_date)
    and coalesce(m.discharge_date, m.admission_date) >= c.admission_date)`;
  // A difference of two amounts may have a digit more than either.
  const allowed = 'total_fee::decimal(20,4) - self_paid';
  const [[fits] = []] = await warehouse.values(
    `select coalesce(bool_and(abs(${allowed}) < 100000000000000), true) from ${context.table('inpatient_case')}`,
  );
  const type = fits === true ? 'decimal(18,4)' : 'decimal(20,4)';
  await warehouse.run(
    `create table ${made} as
     select _source, _file, _line, case_id as claim_id, 1 as claim_line_number, 'institutional' as claim_type, '0111' as bill_type_code, person_id,
       insurance_type as plan, hospital_id as facility_npi, hospital_id as billing_npi, admission_date, discharge_date,
       admission_date as claim_start_date, discharge_date as claim_end_date, ${DIED} as discharge_disposition_code,
       provider_group as drg_code, diagnosis_code_type, principal_diagnosis as diagnosis_code_1, ${others('diagnosis', 'diagnosis').join(', ')},
       principal_procedure as procedure_code_1, ${others('procedure', 'procedure').join(', ')},
       fund_payment as paid_amount, (${allowed})::${type} as allowed_amount, total_fee as charge_amount, data_source,
       claim_group_id, 'inpatient_case' as _table, ${both} as _claimed
     from ${context.table('inpatient_case')} c`,
  );
  const [claimed] = await warehouse.values(
    `select count(*), coalesce(sum(charge_amount), 0)::varchar from ${made} where _claimed`,
  );
  const count = Number(claimed?.[0] ?? 0);
  const medical = `(select *, 'medical_claim' as _table from ${claims} union all by name
    select * exclude (_claimed) from ${made} where not _claimed)`;
  // What was added up when the data was written knows no cases: theirs is added.
  const months = () =>
    `(from ${context.table(MONTHS.name)} union all ${MONTHS.rows(`(from ${medical} where _table = 'inpatient_case')`)})`;
  return {
    context: wrap({
      medical_claim: () => medical,
      [MONTHS.name]: months,
      [YEARS.name]: () => `(${YEARS.rows(months())})`,
    }),
    codes: OF_CASE,
    diagnostics:
      count > 0 ? [report('cases-claimed', { count, amount: String(claimed?.[1]) }, context.at)] : [],
  };
}
