/** Institutional and professional claims of the research files, a row per line with the claim repeated, → medical_claim. */
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake } from '../../import/format.ts';
import { findRows, stacked } from '../shared/stacked.ts';
import { INSTITUTIONAL, PROFESSIONAL } from './columns.ts';
import { action, added, amount, CLAIM_WINDOW, date, FIRST, padded, split } from './sql.ts';

type Cells = Record<string, string>;

const many = (name: string, count: number, cell: (i: number) => string): Cells =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}_${i + 1}`, cell(i + 1)]));

/** The principal diagnosis stands first on the list; where the list is empty it is all there is. */
function diagnoses(count: number): Cells {
  return {
    diagnosis_code_type: icd('coalesce("ICD_DGNS_VRSN_CD1", "PRNCPAL_DGNS_VRSN_CD")', 'cm'),
    ...many('diagnosis_code', count, (i) =>
      i === 1 ? 'coalesce("ICD_DGNS_CD1", "PRNCPAL_DGNS_CD")' : `"ICD_DGNS_CD${i}"`,
    ),
  };
}

function icd(version: string, kind: 'cm' | 'pcs'): string {
  const nine = kind === 'cm' ? 'icd-9-cm' : 'icd-9-pcs';
  return `case ${version} when '9' then '${nine}' when '0' then 'icd-10-${kind}' end`;
}

const common: Cells = {
  claim_id: '"CLM_ID"',
  person_id: '"BENE_ID"',
  payer: `'Medicare'`,
  claim_start_date: date('"CLM_FROM_DT"'),
  claim_end_date: date('"CLM_THRU_DT"'),
  hcpcs_code: '"HCPCS_CD"',
  hcpcs_modifier_1: '"HCPCS_1ST_MDFR_CD"',
  hcpcs_modifier_2: '"HCPCS_2ND_MDFR_CD"',
  data_source: `'medicare-rif'`,
  claim_group_id: 'coalesce("CLM_GRP_ID", "CLM_ID")',
  claim_received: date('"NCH_WKLY_PROC_DT"'),
};

/** CLM_FREQ_CD: 7 replacement of a prior claim, 8 void; the others are claims of their own (admission through discharge, interim, late charges). */
const frequency = `when "CLM_FREQ_CD" = '8' then 'void' when "CLM_FREQ_CD" = '7' then 'replacement'`;

/** CARR_CLM_ENTRY_CD 3 full credit, 5 replacement debit; CLM_DISP_CD 03 cancel accepted, 02 debit accepted by automatic adjustment. */
const entry = `when "CARR_CLM_ENTRY_CD" = '3' or ltrim("CLM_DISP_CD", '0') = '3' then 'reversal'
  when "CARR_CLM_ENTRY_CD" = '5' or ltrim("CLM_DISP_CD", '0') = '2' then 'replacement'`;

const paid = split('paid', {
  line: '"REV_CNTR_PMT_AMT_AMT"',
  claim: '"CLM_PMT_AMT"',
  total: `"REV_CNTR" = '0001'`,
});
const charged = split('charged', {
  line: '"REV_CNTR_TOT_CHRG_AMT"',
  claim: '"CLM_TOT_CHRG_AMT"',
  total: `"REV_CNTR" = '0001'`,
});
const DEDUCTIBLES = ['NCH_BENE_IP_DDCTBL_AMT', 'NCH_BENE_BLOOD_DDCTBL_LBLTY_AM', 'NCH_BENE_PTB_DDCTBL_AMT'];
const COINSURANCES = ['NCH_BENE_PTA_COINSRNC_LBLTY_AM', 'NCH_BENE_PTB_COINSRNC_AMT'];
const ofClaim = (columns: readonly string[]) => {
  const sum = added(...columns.map(quoteIdentifier));
  return `case when _first then ${sum} when (${sum}) is not null then '0' end`;
};

const institutional: Cells = {
  ...common,
  claim_line_number: '"CLM_LINE_NUM"',
  claim_type: `'institutional'`,
  claim_line_start_date: date('"REV_CNTR_DT"'),
  claim_line_end_date: date('"REV_CNTR_DT"'),
  admission_date: date('coalesce("CLM_ADMSN_DT", "CLM_HOSPC_START_DT_ID")'),
  discharge_date: date('"NCH_BENE_DSCHRG_DT"'),
  admit_source_code: '"CLM_SRC_IP_ADMSN_CD"',
  admit_type_code: '"CLM_IP_ADMSN_TYPE_CD"',
  discharge_disposition_code: padded('"PTNT_DSCHRG_STUS_CD"', 2),
  bill_type_code: '"CLM_FAC_TYPE_CD" || "CLM_SRVC_CLSFCTN_TYPE_CD" || "CLM_FREQ_CD"',
  drg_code_type: `case when "CLM_DRG_CD" is not null then 'ms-drg' end`,
  drg_code: padded('"CLM_DRG_CD"', 3),
  revenue_center_code: padded('"REV_CNTR"', 4),
  service_unit_quantity: '"REV_CNTR_UNIT_CNT"',
  rendering_npi: 'coalesce("RNDRNG_PHYSN_NPI", "AT_PHYSN_NPI")',
  billing_npi: '"ORG_NPI_NUM"',
  facility_npi: '"ORG_NPI_NUM"',
  paid_date: date('coalesce("FI_CLM_PROC_DT", "NCH_WKLY_PROC_DT")'),
  paid_amount: paid.cell,
  charge_amount: charged.cell,
  deductible_amount: ofClaim(DEDUCTIBLES),
  coinsurance_amount: ofClaim(COINSURANCES),
  ...diagnoses(25),
  ...many('diagnosis_poa', 25, (i) => `"CLM_POA_IND_SW${i}"`),
  procedure_code_type: icd('"ICD_PRCDR_VRSN_CD1"', 'pcs'),
  ...many('procedure_code', 25, (i) => `"ICD_PRCDR_CD${i}"`),
  ...many('procedure_date', 25, (i) => date(`"PRCDR_DT${i}"`)),
  claim_action: action('coalesce("CLM_GRP_ID", "CLM_ID")', frequency),
};

const linePaid = split('paid', { line: '"LINE_NCH_PMT_AMT"', claim: '"CLM_PMT_AMT"' });
const lineCharged = split('charged', {
  line: '"LINE_SBMTD_CHRG_AMT"',
  claim: '"NCH_CARR_CLM_SBMTD_CHRG_AMT"',
});

const professional: Cells = {
  ...common,
  claim_line_number: '"LINE_NUM"',
  claim_type: `'professional'`,
  claim_line_start_date: date('"LINE_1ST_EXPNS_DT"'),
  claim_line_end_date: date('"LINE_LAST_EXPNS_DT"'),
  place_of_service_code: padded('"LINE_PLACE_OF_SRVC_CD"', 2),
  service_unit_quantity: '"LINE_SRVC_CNT"',
  hcpcs_modifier_3: '"HCPCS_3RD_MDFR_CD"',
  hcpcs_modifier_4: '"HCPCS_4TH_MDFR_CD"',
  rendering_npi: 'coalesce("PRF_PHYSN_NPI", "PRVDR_NPI")',
  rendering_tin: '"TAX_NUM"',
  billing_npi: 'coalesce("CARR_CLM_BLG_NPI_NUM", "ORG_NPI_NUM", "PRVDR_NPI")',
  billing_tin: '"TAX_NUM"',
  rendering_specialty: padded('"PRVDR_SPCLTY"', 2),
  paid_date: date('"NCH_WKLY_PROC_DT"'),
  paid_amount: linePaid.cell,
  allowed_amount: '"LINE_ALOWD_CHRG_AMT"',
  charge_amount: lineCharged.cell,
  deductible_amount: '"LINE_BENE_PTB_DDCTBL_AMT"',
  coinsurance_amount: '"LINE_COINSRNC_AMT"',
  ...diagnoses(12),
  claim_action: action('coalesce("CLM_GRP_ID", "CLM_ID")', entry),
};

/** What the person owes is told of the claim only, so what is allowed stands on the lines as paid, with the person's share on the first. */
const ALLOWED = added('paid_amount', 'deductible_amount', 'coinsurance_amount');

/** All files of the kind at once: what is asked of the database is long, and told once. */
export async function readClaims(
  kind: 'institutional' | 'professional',
  files: readonly InputFile[],
  intake: Intake,
): Promise<void> {
  const ofLines = kind === 'professional';
  const columns = ofLines ? PROFESSIONAL : INSTITUTIONAL;
  const { view } = await stacked(intake, `rif_${kind}`, files, columns, { delimiter: '|', quote: false });
  const cells = ofLines ? professional : institutional;
  const windows = ofLines
    ? [...linePaid.columns, ...lineCharged.columns]
    : [...paid.columns, ...charged.columns];
  const list = Object.entries(cells).map(([name, cell]) => `${cell} as ${quoteIdentifier(name)}`);
  // Stored, so that what is long is worked out once: the intake asks for each cell several times.
  await intake.warehouse.run(
    `create table reader.rif_${kind}_rows as select ${[...list, '_file', '_line'].join(', ')}
     from (select *, ${[FIRST, ...windows].join(', ')} from ${view} ${CLAIM_WINDOW})`,
  );
  const allowed = ofLines ? '' : `, ${ALLOWED} as allowed_amount`;
  await intake.query(
    'medical_claim',
    `select *${allowed} from reader.rif_${kind}_rows order by _file, _line`,
  );
  await differingClaims(files, intake, view, ofLines ? 'NCH_CARR_CLM_SBMTD_CHRG_AMT' : 'CLM_TOT_CHRG_AMT');
}

/** The amounts of a claim are repeated on its lines: where they differ, those of the first line were taken. */
async function differingClaims(
  files: readonly InputFile[],
  intake: Intake,
  view: string,
  charge: string,
): Promise<void> {
  const [payment, charged] = [amount('"CLM_PMT_AMT"'), amount(quoteIdentifier(charge))];
  await findRows(
    intake,
    files,
    'claim-amounts-differ',
    'medical_claim',
    `select _file, min(_line) as _line, "CLM_ID" as key,
       min(${payment})::varchar || ' … ' || max(${payment})::varchar as "text", max(${payment}) - min(${payment}) as amount
     from ${view} group by _file, "CLM_ID"
     having min(${payment}) <> max(${payment}) or min(${charged}) <> max(${charged})`,
  );
}
