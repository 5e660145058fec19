/**
 * Part A claims: header (CCLF1), revenue lines (CCLF2), procedures (CCLF3), diagnoses (CCLF4), amounts of the person (CCLFA). Medicare pays a
 * Part A claim as a whole: what the header says of money stands on the claim's first line, and 0 on the others (`../../README.md`, money of a claim).
 */
import type { Intake } from '../../import/format.ts';
import { action, date, personOf, withCurrent } from './sql.ts';

export async function readPartA(intake: Intake): Promise<void> {
  const pivot = (column: string, from: string, count = 25) =>
    Array.from({ length: count }, (_, i) => `${from}[${i + 1}] as ${column}_${i + 1}`).join(', ');
  await intake.warehouse.run(
    `create table reader.part_a as
     with diagnosis as (
       select CUR_CLM_UNIQ_ID as id, list(CLM_DGNS_CD order by place, CLM_DGNS_CD) as codes, list(CLM_POA_IND order by place, CLM_DGNS_CD) as poa
       from (select *, try_cast(CLM_VAL_SQNC_NUM as integer) as place from reader.cclf_4 where CLM_DGNS_CD is not null and coalesce(CLM_PROD_TYPE_CD, 'D') not in ('1', 'E')
         qualify row_number() over (partition by CUR_CLM_UNIQ_ID, CLM_DGNS_CD order by try_cast(CLM_VAL_SQNC_NUM as integer), _file, _line) = 1) group by 1),
     done as (
       select CUR_CLM_UNIQ_ID as id, list(CLM_PRCDR_CD order by place, CLM_PRCDR_CD) as codes, list(${date('CLM_PRCDR_PRFRM_DT')} order by place, CLM_PRCDR_CD) as days
       from (select *, try_cast(CLM_VAL_SQNC_NUM as integer) as place from reader.cclf_3 where CLM_PRCDR_CD is not null) group by 1),
     more as (select * from reader.cclf_a qualify row_number() over (partition by CUR_CLM_UNIQ_ID order by _file, _line) = 1),
     header as (
       select h.*, ${personOf('h')} as person, ${action('h.CLM_ADJSMT_TYPE_CD')} as act,
         concat_ws('|', coalesce(h.CLM_BLG_PRVDR_OSCAR_NUM, h.PRVDR_OSCAR_NUM), h.CLM_FROM_DT, h.CLM_THRU_DT, ${personOf('h')}) as claim_group
       from reader.cclf_1 h ${withCurrent('h')})
     select h.*, list_concat(case when h.PRNCPL_DGNS_CD is null then [] else [h.PRNCPL_DGNS_CD] end,
         list_filter(coalesce(d.codes, []), lambda c: c is distinct from h.PRNCPL_DGNS_CD)) as diagnoses,
       d.codes as poa_codes, d.poa, p.codes as procedures, p.days, ${date('m.CLM_ACTV_CARE_FROM_DT')} as admitted,
       m.CLM_MDCR_IP_BENE_DDCTBL_AMT as deductible, m.CLM_MDCR_COINSRNC_AMT as coinsurance
     from header h left join diagnosis d on d.id = h.CUR_CLM_UNIQ_ID left join done p on p.id = h.CUR_CLM_UNIQ_ID left join more m on m.CUR_CLM_UNIQ_ID = h.CUR_CLM_UNIQ_ID`,
  );
  // The header's money is on its own row where the claim has no lines, else on the first of them.
  await intake.warehouse.run(
    `create table reader.part_a_lines as
     select h.* exclude (_file, _line), l.CLM_LINE_NUM, ${date('l.CLM_LINE_FROM_DT')} as line_from, ${date('l.CLM_LINE_THRU_DT')} as line_thru, l.CLM_LINE_PROD_REV_CTR_CD,
       l.CLM_LINE_HCPCS_CD, l.CLM_LINE_SRVC_UNIT_QTY, l.HCPCS_1_MDFR_CD, l.HCPCS_2_MDFR_CD, l.HCPCS_3_MDFR_CD, l.HCPCS_4_MDFR_CD, l.HCPCS_5_MDFR_CD,
       coalesce(l._file, h._file) as _file, coalesce(l._line, h._line) as _line,
       row_number() over (partition by h.CUR_CLM_UNIQ_ID, h._file, h._line order by try_cast(l.CLM_LINE_NUM as bigint) nulls last, l._file, l._line) = 1 as is_first
     from reader.part_a h left join reader.cclf_2 l using (CUR_CLM_UNIQ_ID)`,
  );
  const first = (column: string) =>
    `case when is_first then ${column} when ${column} is not null then '0' end`;
  await intake.query(
    'medical_claim',
    `select CUR_CLM_UNIQ_ID as claim_id, coalesce(ltrim(CLM_LINE_NUM, '0'), '1') as claim_line_number, 'institutional' as claim_type, person as person_id, BENE_MBI_ID as member_id,
       'medicare' as payer, 'FFS' as plan, ${date('CLM_FROM_DT')} as claim_start_date, ${date('CLM_THRU_DT')} as claim_end_date,
       line_from as claim_line_start_date, line_thru as claim_line_end_date,
       -- Inpatient, skilled nursing and hospice stays have an admission; it stands in CCLFA, and is the claim's first day without it.
       case when CLM_TYPE_CD in ('20', '30', '50', '60', '61') then coalesce(admitted, ${date('CLM_FROM_DT')}) end as admission_date,
       case when CLM_TYPE_CD in ('20', '30', '50', '60', '61') and BENE_PTNT_STUS_CD is distinct from '30' then ${date('CLM_THRU_DT')} end as discharge_date,
       CLM_ADMSN_SRC_CD as admit_source_code, CLM_ADMSN_TYPE_CD as admit_type_code, BENE_PTNT_STUS_CD as discharge_disposition_code,
       nullif(concat(CLM_BILL_FAC_TYPE_CD, CLM_BILL_CLSFCTN_CD, CLM_BILL_FREQ_CD), '') as bill_type_code,
       case when DGNS_DRG_CD is not null then 'ms-drg' end as drg_code_type, right(DGNS_DRG_CD, 3) as drg_code,
       CLM_LINE_PROD_REV_CTR_CD as revenue_center_code, CLM_LINE_SRVC_UNIT_QTY as service_unit_quantity, CLM_LINE_HCPCS_CD as hcpcs_code,
       HCPCS_1_MDFR_CD as hcpcs_modifier_1, HCPCS_2_MDFR_CD as hcpcs_modifier_2, HCPCS_3_MDFR_CD as hcpcs_modifier_3, HCPCS_4_MDFR_CD as hcpcs_modifier_4, HCPCS_5_MDFR_CD as hcpcs_modifier_5,
       coalesce(CLM_ATNDG_PRVDR_NPI_NUM, ATNDG_PRVDR_NPI_NUM) as rendering_npi, coalesce(CLM_BLG_PRVDR_NPI_NUM, FAC_PRVDR_NPI_NUM) as billing_npi, FAC_PRVDR_NPI_NUM as facility_npi,
       ${date('CLM_EFCTV_DT')} as paid_date, ${first('CLM_PMT_AMT')} as paid_amount, ${first('CLM_MDCR_INSTNL_TOT_CHRG_AMT')} as charge_amount,
       ${first('deductible')} as deductible_amount, ${first('coinsurance')} as coinsurance_amount,
       case DGNS_PRCDR_ICD_IND when '0' then 'icd-10-cm' when '9' then 'icd-9-cm' end as diagnosis_code_type, ${pivot('diagnosis_code', 'diagnoses')},
       ${Array.from({ length: 25 }, (_, i) => `left(poa[list_position(poa_codes, diagnoses[${i + 1}])], 1) as diagnosis_poa_${i + 1}`).join(', ')},
       case DGNS_PRCDR_ICD_IND when '0' then 'icd-10-pcs' when '9' then 'icd-9-pcs' end as procedure_code_type, ${pivot('procedure_code', 'procedures')}, ${pivot('procedure_date', 'days')},
       'cclf' as data_source, claim_group as claim_group_id, act as claim_action, ${date('CLM_EFCTV_DT')} as claim_received, _file, _line
     from reader.part_a_lines`,
  );
}
