/** Codes that cannot be codes, and check digits that are wrong. */
import { isOf, notOf } from '../codes.ts';
import type { System } from '../codes.ts';
import { citizenBirth, citizenSex, citizenWrong, creditWrong, npiWrong } from '../digits.ts';
import type { Check, ValueCheck, ValueChecks } from './check.ts';
import { t } from './check.ts';

const DIAGNOSES: readonly System[] = ['icd-10-cm', 'icd-9-cm', 'icd-10', 'icd-10-cn'];
const PROCEDURES: readonly System[] = ['icd-10-pcs', 'icd-9-cm-procedure', 'icd-9-cm-3-cn', 'hcpcs', 'cpt'];
const ITEMS: readonly System[] = ['hcpcs', 'cpt', 'cdt', 'cn-service', 'cn-drug', 'cn-supply'];
const PROVIDERS: readonly System[] = ['npi', 'cn-institution', 'credit-code', 'cn-organisation'];

const X = 'v.x';
const names = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}_${i + 1}`);

/** Columns of codes with one that names their system; `otherwise` where that is empty. */
function coded(
  table: string,
  columns: readonly string[],
  type: string,
  otherwise: readonly System[],
  column = columns[0]?.replace(/_1$/, '') ?? '',
): ValueChecks {
  return {
    table,
    column,
    columns,
    type,
    checks: [{ code: 'code-shape', when: (types) => notOf(X, 'v.y', types, otherwise) }],
  };
}

function plain(table: string, column: string, systems: readonly System[]): ValueChecks {
  return {
    table,
    column,
    columns: [column],
    checks: [{ code: 'code-shape', when: `not ${isOf(X, systems)}` }],
  };
}

// A citizen's number has 18 characters too; it is no organisation's.
const IS_CREDIT = `${isOf(X, ['credit-code'])} and not ${isOf(X, ['citizen'])}`;
const CREDIT: ValueCheck = {
  code: 'credit-code-check-digit',
  when: `case when ${IS_CREDIT} then ${creditWrong(X)} else false end`,
  of: IS_CREDIT,
};
const NPI: ValueCheck = {
  code: 'npi-check-digit',
  when: `case when ${isOf(X, ['npi'])} then ${npiWrong(X)} else false end`,
  of: isOf(X, ['npi']),
};
const CITIZEN: ValueCheck = {
  code: 'citizen-check-digit',
  when: `case when ${isOf(X, ['citizen'])} then ${citizenWrong(X)} else false end`,
  of: isOf(X, ['citizen']),
};

/** A provider's number: some shape we know, and its check digit. */
function provider(table: string, column: string): ValueChecks {
  const shape: ValueCheck = { code: 'code-shape', when: `not ${isOf(X, PROVIDERS)}` };
  return { table, column, columns: [column], checks: [shape, NPI, CREDIT] };
}

const only = (table: string, column: string, ...checks: ValueCheck[]): ValueChecks => ({
  table,
  column,
  columns: [column],
  checks,
});

export const VALUES: readonly ValueChecks[] = [
  only('eligibility', 'person_id', CITIZEN),
  only('eligibility', 'member_id', CITIZEN),
  provider('provider', 'provider_id'),
  only('provider', 'tin', CREDIT),
  coded('medical_claim', names('diagnosis_code', 25), 'diagnosis_code_type', DIAGNOSES),
  coded('medical_claim', names('procedure_code', 25), 'procedure_code_type', PROCEDURES),
  plain('medical_claim', 'hcpcs_code', ITEMS),
  coded('medical_claim', ['drg_code'], 'drg_code_type', ['ms-drg', 'apr-drg', 'chs-drg']),
  plain('medical_claim', 'revenue_center_code', ['revenue']),
  plain('medical_claim', 'bill_type_code', ['bill-type']),
  plain('medical_claim', 'place_of_service_code', ['place-of-service']),
  ...['rendering_npi', 'billing_npi', 'facility_npi'].map((column) => provider('medical_claim', column)),
  ...['rendering_tin', 'billing_tin'].map((column) => only('medical_claim', column, CREDIT)),
  plain('pharmacy_claim', 'ndc_code', ['ndc', 'cn-drug']),
  ...['prescribing_provider_npi', 'dispensing_provider_npi'].map((column) =>
    provider('pharmacy_claim', column),
  ),
  coded('inpatient_case', ['principal_diagnosis', ...names('other_diagnosis', 40)], 'diagnosis_code_type', [
    'icd-10-cn',
    'icd-10-cm',
  ]),
  coded('inpatient_case', ['principal_procedure', ...names('other_procedure', 40)], 'procedure_code_type', [
    'icd-9-cm-3-cn',
    'icd-10-pcs',
  ]),
  only('inpatient_case', 'hospital_id', CREDIT),
  only('inpatient_case', 'person_id', CITIZEN),
  ...['condition', 'procedure', 'observation'].map((table) => coded(table, ['code'], 'code_type', [])),
];

/** A citizen's number says when its owner was born, and of which sex. */
function citizen(table: string, column: string, birth: string, sex: string): Check[] {
  const x = t(column);
  const right = `case when ${isOf(x, ['citizen'])} then not (${citizenWrong(x)}) else false end`;
  return [
    {
      code: 'citizen-birth-date',
      table,
      column,
      when: `case when ${right} then ${citizenBirth(x)} <> ${t(birth)} else false end`,
      of: `${right} and ${t(birth)} is not null`,
      text: `${x} || ' · ' || ${t(birth)}::varchar`,
    },
    {
      code: 'citizen-sex',
      table,
      column,
      when: `case when ${right} and ${t(sex)} in ('male', 'female') then ${citizenSex(x)} <> ${t(sex)} else false end`,
      of: `${right} and ${t(sex)} in ('male', 'female')`,
      text: `${x} || ' · ' || ${t(sex)}`,
    },
  ];
}

/** Identifiers that went through a spreadsheet: 110101195603010011 is written 1.10101E+17, and everybody of the place is one person. */
const ROUNDED: readonly Check[] = Object.entries({
  eligibility: ['person_id', 'member_id'],
  medical_claim: ['claim_id', 'person_id'],
  pharmacy_claim: ['claim_id', 'person_id'],
  inpatient_case: ['case_id', 'person_id'],
}).flatMap(([table, columns]) =>
  columns.map((column): Check => ({
    code: 'identifier-rounded',
    table,
    column,
    // Most have none of it: the pattern is asked of few.
    when: `contains(${t(column)}, 'E+') and regexp_full_match(${t(column)}, '[0-9]([.,][0-9]+)?E[+][0-9]{2}')`,
    of: `${t(column)} is not null`,
    text: t(column),
  })),
);

export const CODES: readonly Check[] = [
  ...ROUNDED,
  ...citizen('eligibility', 'person_id', 'birth_date', 'gender'),
  ...citizen('eligibility', 'member_id', 'birth_date', 'gender'),
  ...citizen('inpatient_case', 'person_id', 'birth_date', 'sex'),
];
