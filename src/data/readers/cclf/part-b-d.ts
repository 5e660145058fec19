/** Part B physicians (CCLF5) and equipment (CCLF6), with the amounts of the person (CCLFB), and Part D drugs (CCLF7): a row each is a claim line. */
import type { Intake } from '../../import/format.ts';
import { action, date, personOf, withCurrent } from './sql.ts';

export async function readPartB(part: '5' | '6', intake: Intake): Promise<void> {
  const view = `reader.cclf_${part}`;
  const physician = part === '5';
  const codes = physician
    ? Array.from({ length: 12 }, (_, i) => `CLM_DGNS_${i + 1}_CD as diagnosis_code_${i + 1}`).join(', ')
    : `null::varchar as diagnosis_code_1`;
  await intake.warehouse.run(
    `create table reader.part_b_${part} as
     with line as (select l.*, ${personOf('l')} as person, ${action('l.CLM_ADJSMT_TYPE_CD')} as act, concat_ws('|', l.CLM_CNTL_NUM, ${personOf('l')}) as claim_group from ${view} l ${withCurrent('l')}),
       more as (select * from reader.cclf_b qualify row_number() over (partition by CUR_CLM_UNIQ_ID, CLM_LINE_NUM order by _file, _line) = 1)
     select l.*, m.CLM_MDCR_DDCTBL_AMT as deductible
     from line l left join more m on m.CUR_CLM_UNIQ_ID = l.CUR_CLM_UNIQ_ID and m.CLM_LINE_NUM = l.CLM_LINE_NUM`,
  );
  await intake.query(
    'medical_claim',
    `select CUR_CLM_UNIQ_ID as claim_id, coalesce(nullif(ltrim(CLM_LINE_NUM, '0'), ''), '0') as claim_line_number, 'professional' as claim_type, person as person_id, BENE_MBI_ID as member_id,
       'medicare' as payer, 'FFS' as plan, ${date('CLM_FROM_DT')} as claim_start_date, ${date('CLM_THRU_DT')} as claim_end_date,
       ${date('CLM_LINE_FROM_DT')} as claim_line_start_date, ${date('CLM_LINE_THRU_DT')} as claim_line_end_date, CLM_POS_CD as place_of_service_code,
       CLM_LINE_HCPCS_CD as hcpcs_code, CLM_LINE_CVRD_PD_AMT as paid_amount, CLM_LINE_ALOWD_CHRG_AMT as allowed_amount, deductible as deductible_amount,
       ${date('CLM_EFCTV_DT')} as paid_date,
       ${
         physician
           ? `CLM_LINE_SRVC_UNIT_QTY as service_unit_quantity, HCPCS_1_MDFR_CD as hcpcs_modifier_1, HCPCS_2_MDFR_CD as hcpcs_modifier_2, HCPCS_3_MDFR_CD as hcpcs_modifier_3,
       HCPCS_4_MDFR_CD as hcpcs_modifier_4, HCPCS_5_MDFR_CD as hcpcs_modifier_5, RNDRG_PRVDR_NPI_NUM as rendering_npi, CLM_RNDRG_PRVDR_TAX_NUM as rendering_tin,
       CLM_PRVDR_SPCLTY_CD as rendering_specialty, CLM_RNDRG_PRVDR_TAX_NUM as billing_tin, RNDRG_PRVDR_NPI_NUM as billing_npi,
       case DGNS_PRCDR_ICD_IND when '0' then 'icd-10-cm' when '9' then 'icd-9-cm' end as diagnosis_code_type,`
           : `PAYTO_PRVDR_NPI_NUM as billing_npi, ORDRG_PRVDR_NPI_NUM as rendering_npi,`
       }
       ${codes}, 'cclf' as data_source, claim_group as claim_group_id, act as claim_action, ${date('CLM_EFCTV_DT')} as claim_received, _file, _line
     from reader.part_b_${part}`,
  );
}

export async function readPartD(intake: Intake): Promise<void> {
  // Information packet 36, §5.1.2; without the drug's code, which deletions leave blank (§3.3).
  const key = [
    'CLM_LINE_FROM_DT',
    'PRVDR_SRVC_ID_QLFYR_CD',
    'CLM_SRVC_PRVDR_GNRC_ID_NUM',
    'CLM_DSPNSNG_STUS_CD',
    'CLM_LINE_RX_SRVC_RFRNC_NUM',
    'CLM_LINE_RX_FILL_NUM',
  ];
  await intake.warehouse.run(
    `create table reader.part_d as
     with line as (select l.*, ${personOf('l')} as person, ${action('l.CLM_ADJSMT_TYPE_CD')} as act, concat_ws('|', ${key.map((name) => `l.${name}`).join(', ')}, ${personOf('l')}) as claim_group from reader.cclf_7 l ${withCurrent('l')})
     select * from line`,
  );
  await intake.query(
    'pharmacy_claim',
    `select CUR_CLM_UNIQ_ID as claim_id, '1' as claim_line_number, person as person_id, BENE_MBI_ID as member_id, 'medicare' as payer, 'Part D' as plan,
       CLM_PRSBNG_PRVDR_GNRC_ID_NUM as prescribing_provider_npi, CLM_SRVC_PRVDR_GNRC_ID_NUM as dispensing_provider_npi, ${date('CLM_LINE_FROM_DT')} as dispensing_date,
       CLM_LINE_NDC_CD as ndc_code, CLM_LINE_SRVC_UNIT_QTY as quantity, nullif(ltrim(CLM_LINE_DAYS_SUPLY_QTY, '0'), '') as days_supply,
       -- What the person pays is all the feed says of the money of a drug.
       CLM_LINE_BENE_PMT_AMT as copayment_amount, 'cclf' as data_source, claim_group as claim_group_id, act as claim_action, ${date('CLM_EFCTV_DT')} as claim_received, _file, _line
     from reader.part_d`,
  );
}
