/** A feed from canonical rows, as far as it can carry them: for tests, and to hand a population to other tools. */
import type { CclfPart } from './layout.ts';
import { LAYOUT } from './layout.ts';
import { RACES } from '../shared/cms-codes.ts';

/** Cells as text, by canonical column; what is unknown is left out. */
type Cells = Readonly<Record<string, string | undefined>>;

type Record_ = Readonly<Record<string, string | undefined>>;

/** One line of a part. A cell that is too long for its field is an error: a feed that cuts it off would be another. */
export function writeLine(part: CclfPart, record: Record_, form: 'fixed' | 'delimited'): string {
  const cells = LAYOUT[part].map(({ name, length }) => {
    const text = record[name] ?? '';
    if (text.length > length) throw new RangeError(`${name} holds ${length} characters, not "${text}"`);
    return form === 'fixed' ? text.padEnd(length) : text;
  });
  return form === 'fixed' ? cells.join('') : cells.join('|');
}

const ADJUSTMENT: Record<string, string> = { original: '0', void: '1', replacement: '2' };
const SEX: Record<string, string> = { male: '1', female: '2', unknown: '0' };

/** Parts 1 to 5, 7 and 8 with their lines. Claims are told apart by `claim_id`, which must be a number of at most 13 digits. */
export function toFeed(
  tables: {
    medical_claim?: readonly Cells[];
    pharmacy_claim?: readonly Cells[];
    eligibility?: readonly Cells[];
  },
  form: 'fixed' | 'delimited',
): Partial<Record<CclfPart, string[]>> {
  const feed: Partial<Record<CclfPart, string[]>> = {};
  const add = (part: CclfPart, record: Record_) => (feed[part] ??= []).push(writeLine(part, record, form));
  const seen = new Set<string>();
  for (const line of tables.medical_claim ?? []) {
    if (line['claim_type'] !== 'institutional') {
      add('5', physician(line));
      continue;
    }
    if (!seen.has(line['claim_id'] ?? '')) {
      seen.add(line['claim_id'] ?? '');
      partA(line, add);
    }
    add('2', {
      CUR_CLM_UNIQ_ID: line['claim_id'],
      CLM_LINE_NUM: line['claim_line_number'],
      BENE_MBI_ID: line['person_id'],
      CLM_LINE_FROM_DT: line['claim_line_start_date'],
      CLM_LINE_THRU_DT: line['claim_line_end_date'],
      CLM_LINE_PROD_REV_CTR_CD: line['revenue_center_code'],
      CLM_LINE_HCPCS_CD: line['hcpcs_code'],
      CLM_LINE_SRVC_UNIT_QTY: line['service_unit_quantity'],
    });
  }
  for (const drug of tables.pharmacy_claim ?? [])
    add('7', {
      CUR_CLM_UNIQ_ID: drug['claim_id'],
      BENE_MBI_ID: drug['person_id'],
      CLM_LINE_NDC_CD: drug['ndc_code'],
      CLM_LINE_FROM_DT: drug['dispensing_date'],
      CLM_SRVC_PRVDR_GNRC_ID_NUM: drug['dispensing_provider_npi'],
      CLM_PRSBNG_PRVDR_GNRC_ID_NUM: drug['prescribing_provider_npi'],
      CLM_LINE_SRVC_UNIT_QTY: drug['quantity'],
      CLM_LINE_DAYS_SUPLY_QTY: drug['days_supply'],
      CLM_LINE_BENE_PMT_AMT: drug['copayment_amount'],
      CLM_ADJSMT_TYPE_CD: ADJUSTMENT[drug['claim_action'] ?? 'original'],
      CLM_EFCTV_DT: drug['claim_received'],
      CLM_LINE_RX_SRVC_RFRNC_NUM: drug['claim_group_id'] ?? drug['claim_id'],
      CLM_LINE_RX_FILL_NUM: '0',
    });
  for (const person of tables.eligibility ?? [])
    add('8', {
      BENE_MBI_ID: person['person_id'],
      BENE_DOB: person['birth_date'],
      BENE_SEX_CD: SEX[person['gender'] ?? ''],
      BENE_RACE_CD: Object.keys(RACES).find((code) => RACES[code] === person['race']),
      BENE_MDCR_STUS_CD: person['medicare_status_code'],
      BENE_DUAL_STUS_CD: person['dual_status_code'],
      BENE_DEATH_DT: person['death_date'],
      BENE_1ST_NAME: person['first_name'],
      BENE_LAST_NAME: person['last_name'],
      BENE_ORGNL_ENTLMT_RSN_CD: person['original_reason_entitlement_code'],
      BENE_PART_A_ENRLMT_BGN_DT: person['enrollment_start_date'],
      BENE_PART_B_ENRLMT_BGN_DT: person['enrollment_start_date'],
      GEO_ZIP_PLC_NAME: person['city'],
      GEO_USPS_STATE_CD: person['state'],
      GEO_ZIP5_CD: person['zip_code'],
    });
  return feed;
}

/** Header, diagnoses and procedures of an institutional claim. */
function partA(line: Cells, add: (part: CclfPart, record: Record_) => void): void {
  const id = { CUR_CLM_UNIQ_ID: line['claim_id'], BENE_MBI_ID: line['person_id'] };
  const bill = line['bill_type_code'] ?? '';
  add('1', {
    ...id,
    CLM_TYPE_CD: line['admission_date'] === undefined ? '40' : '60',
    CLM_FROM_DT: line['claim_start_date'],
    CLM_THRU_DT: line['claim_end_date'],
    CLM_BILL_FAC_TYPE_CD: bill.charAt(0),
    CLM_BILL_CLSFCTN_CD: bill.charAt(1),
    CLM_BILL_FREQ_CD: bill.charAt(2),
    PRNCPL_DGNS_CD: line['diagnosis_code_1'],
    CLM_PMT_AMT: line['paid_amount'],
    BENE_PTNT_STUS_CD: line['discharge_disposition_code'],
    DGNS_DRG_CD: line['drg_code'],
    FAC_PRVDR_NPI_NUM: line['facility_npi'],
    ATNDG_PRVDR_NPI_NUM: line['rendering_npi'],
    CLM_BLG_PRVDR_NPI_NUM: line['billing_npi'],
    CLM_BLG_PRVDR_OSCAR_NUM: line['claim_group_id'] ?? line['claim_id'],
    CLM_ADJSMT_TYPE_CD: ADJUSTMENT[line['claim_action'] ?? 'original'],
    CLM_EFCTV_DT: line['claim_received'],
    CLM_ADMSN_TYPE_CD: line['admit_type_code'],
    CLM_ADMSN_SRC_CD: line['admit_source_code'],
    DGNS_PRCDR_ICD_IND: '0',
    CLM_MDCR_INSTNL_TOT_CHRG_AMT: line['charge_amount'],
  });
  for (let i = 1; i <= 25; i += 1) {
    const diagnosis = line[`diagnosis_code_${i}`];
    if (diagnosis !== undefined)
      add('4', {
        ...id,
        CLM_PROD_TYPE_CD: 'D',
        CLM_VAL_SQNC_NUM: String(i),
        CLM_DGNS_CD: diagnosis,
        CLM_POA_IND: line[`diagnosis_poa_${i}`],
      });
    const procedure = line[`procedure_code_${i}`];
    if (procedure !== undefined)
      add('3', {
        ...id,
        CLM_VAL_SQNC_NUM: String(i),
        CLM_PRCDR_CD: procedure,
        CLM_PRCDR_PRFRM_DT: line[`procedure_date_${i}`],
      });
  }
}

function physician(line: Cells): Record_ {
  const codes = Array.from({ length: 12 }, (_, i) => [
    `CLM_DGNS_${i + 1}_CD`,
    line[`diagnosis_code_${i + 1}`],
  ]);
  return {
    CUR_CLM_UNIQ_ID: line['claim_id'],
    CLM_LINE_NUM: line['claim_line_number'],
    BENE_MBI_ID: line['person_id'],
    CLM_FROM_DT: line['claim_start_date'],
    CLM_THRU_DT: line['claim_end_date'],
    CLM_PRVDR_SPCLTY_CD: line['rendering_specialty'],
    CLM_POS_CD: line['place_of_service_code'],
    CLM_LINE_FROM_DT: line['claim_line_start_date'],
    CLM_LINE_THRU_DT: line['claim_line_end_date'],
    CLM_LINE_HCPCS_CD: line['hcpcs_code'],
    CLM_LINE_CVRD_PD_AMT: line['paid_amount'],
    CLM_LINE_ALOWD_CHRG_AMT: line['allowed_amount'],
    CLM_RNDRG_PRVDR_TAX_NUM: line['rendering_tin'],
    RNDRG_PRVDR_NPI_NUM: line['rendering_npi'],
    CLM_ADJSMT_TYPE_CD: ADJUSTMENT[line['claim_action'] ?? 'original'],
    CLM_EFCTV_DT: line['claim_received'],
    CLM_CNTL_NUM: line['claim_group_id'] ?? line['claim_id'],
    CLM_LINE_SRVC_UNIT_QTY: line['service_unit_quantity'],
    HCPCS_1_MDFR_CD: line['hcpcs_modifier_1'],
    DGNS_PRCDR_ICD_IND: '0',
    ...Object.fromEntries(codes),
  };
}
