/**
 * Columns of the research identifiable files (RIF) that are read, by part. Names: CMS Chronic Conditions Warehouse codebooks
 * (https://www2.ccwdata.org/web/guest/data-dictionaries); the synthetic files of CMS use the same.
 */

export type RifPart =
  | 'beneficiary'
  | 'beneficiary_history'
  | 'inpatient'
  | 'outpatient'
  | 'snf'
  | 'hha'
  | 'hospice'
  | 'carrier'
  | 'dme'
  | 'pde';

export const MONTHS = [
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEPT',
  'OCT',
  'NOV',
  'DEC',
] as const;

const list = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i + 1}`);

const claim = [
  'DML_IND',
  'BENE_ID',
  'CLM_ID',
  'CLM_GRP_ID',
  'FINAL_ACTION',
  'CLM_FROM_DT',
  'CLM_THRU_DT',
  'NCH_WKLY_PROC_DT',
  'CLM_PMT_AMT',
  'PRNCPAL_DGNS_CD',
  'PRNCPAL_DGNS_VRSN_CD',
  'HCPCS_CD',
  'HCPCS_1ST_MDFR_CD',
  'HCPCS_2ND_MDFR_CD',
];

/** Of parts that have them not, the view gives null. */
export const INSTITUTIONAL = [
  ...claim,
  'FI_CLM_PROC_DT',
  'CLM_FAC_TYPE_CD',
  'CLM_SRVC_CLSFCTN_TYPE_CD',
  'CLM_FREQ_CD',
  'CLM_TOT_CHRG_AMT',
  'ORG_NPI_NUM',
  'AT_PHYSN_NPI',
  'RNDRNG_PHYSN_NPI',
  'PTNT_DSCHRG_STUS_CD',
  'CLM_ADMSN_DT',
  'CLM_HOSPC_START_DT_ID',
  'NCH_BENE_DSCHRG_DT',
  'CLM_IP_ADMSN_TYPE_CD',
  'CLM_SRC_IP_ADMSN_CD',
  'CLM_DRG_CD',
  'NCH_BENE_IP_DDCTBL_AMT',
  'NCH_BENE_PTA_COINSRNC_LBLTY_AM',
  'NCH_BENE_BLOOD_DDCTBL_LBLTY_AM',
  'NCH_BENE_PTB_DDCTBL_AMT',
  'NCH_BENE_PTB_COINSRNC_AMT',
  ...list('ICD_DGNS_CD', 25),
  ...list('ICD_DGNS_VRSN_CD', 1),
  ...list('CLM_POA_IND_SW', 25),
  ...list('ICD_PRCDR_CD', 25),
  ...list('ICD_PRCDR_VRSN_CD', 1),
  ...list('PRCDR_DT', 25),
  'CLM_LINE_NUM',
  'REV_CNTR',
  'REV_CNTR_DT',
  'REV_CNTR_UNIT_CNT',
  'REV_CNTR_TOT_CHRG_AMT',
  'REV_CNTR_PMT_AMT_AMT',
];

export const PROFESSIONAL = [
  ...claim,
  'CARR_CLM_ENTRY_CD',
  'CLM_DISP_CD',
  'HCPCS_3RD_MDFR_CD',
  'HCPCS_4TH_MDFR_CD',
  'NCH_CARR_CLM_SBMTD_CHRG_AMT',
  'CARR_CLM_BLG_NPI_NUM',
  'ORG_NPI_NUM',
  'PRF_PHYSN_NPI',
  'PRVDR_NPI',
  'TAX_NUM',
  'PRVDR_SPCLTY',
  ...list('ICD_DGNS_CD', 12),
  ...list('ICD_DGNS_VRSN_CD', 1),
  'LINE_NUM',
  'LINE_SRVC_CNT',
  'LINE_PLACE_OF_SRVC_CD',
  'LINE_1ST_EXPNS_DT',
  'LINE_LAST_EXPNS_DT',
  'LINE_NCH_PMT_AMT',
  'LINE_BENE_PTB_DDCTBL_AMT',
  'LINE_COINSRNC_AMT',
  'LINE_SBMTD_CHRG_AMT',
  'LINE_ALOWD_CHRG_AMT',
];

export const PDE = [
  'DML_IND',
  'BENE_ID',
  'PDE_ID',
  'CLM_GRP_ID',
  'FINAL_ACTION',
  'SRVC_DT',
  'PD_DT',
  'SRVC_PRVDR_ID',
  'PRSCRBR_ID',
  'PROD_SRVC_ID',
  'QTY_DSPNSD_NUM',
  'DAYS_SUPLY_NUM',
  'FILL_NUM',
  'ADJSTMT_DLTN_CD',
  'PTNT_PAY_AMT',
  'LICS_AMT',
  'CVRD_D_PLAN_PD_AMT',
  'TOT_RX_CST_AMT',
];

export const BENEFICIARY = [
  'BENE_ID',
  'STATE_CODE',
  'STATE_CD',
  'CITY_NAME',
  'BENE_ZIP_CD',
  'BENE_BIRTH_DT',
  'BENE_SEX_IDENT_CD',
  'BENE_RACE_CD',
  'BENE_ENTLMT_RSN_ORIG',
  'BENE_ESRD_IND',
  'BENE_SRNM_NAME',
  'BENE_GVN_NAME',
  'MBI_NUM',
  'DEATH_DT',
  'RFRNC_YR',
  'DRVD_LINE_1_ADR',
  ...MONTHS.flatMap((month) => [
    `MDCR_STUS_${month}_CD`,
    `META_DUAL_ELGBL_STUS_${month}_CD`,
    `CST_SHR_GRP_${month}_CD`,
  ]),
  ...MONTHS.flatMap((_, i) => [`MDCR_ENTLMT_BUYIN_${i + 1}_IND`, `HMO_${i + 1}_IND`]),
];

/** Headers a file must have to be of the part. */
export const NEEDED: Record<RifPart, readonly string[]> = {
  beneficiary: ['BENE_ID', 'RFRNC_YR', 'BENE_BIRTH_DT', 'MDCR_ENTLMT_BUYIN_1_IND'],
  beneficiary_history: ['BENE_ID', 'BENE_BIRTH_DT'],
  inpatient: [
    'BENE_ID',
    'CLM_ID',
    'CLM_PMT_AMT',
    'CLM_FROM_DT',
    'CLM_LINE_NUM',
    'CLM_ADMSN_DT',
    'CLM_DRG_CD',
  ],
  outpatient: ['BENE_ID', 'CLM_ID', 'CLM_PMT_AMT', 'CLM_FROM_DT', 'CLM_LINE_NUM', 'NCH_BENE_PTB_DDCTBL_AMT'],
  snf: ['BENE_ID', 'CLM_ID', 'CLM_PMT_AMT', 'CLM_FROM_DT', 'CLM_LINE_NUM', 'NCH_QLFYD_STAY_FROM_DT'],
  hha: ['BENE_ID', 'CLM_ID', 'CLM_PMT_AMT', 'CLM_FROM_DT', 'CLM_LINE_NUM', 'CLM_HHA_TOT_VISIT_CNT'],
  hospice: ['BENE_ID', 'CLM_ID', 'CLM_PMT_AMT', 'CLM_FROM_DT', 'CLM_LINE_NUM', 'CLM_HOSPC_START_DT_ID'],
  carrier: [
    'BENE_ID',
    'CLM_ID',
    'CLM_PMT_AMT',
    'CLM_FROM_DT',
    'LINE_NUM',
    'LINE_NCH_PMT_AMT',
    'PRF_PHYSN_NPI',
  ],
  dme: [
    'BENE_ID',
    'CLM_ID',
    'CLM_PMT_AMT',
    'CLM_FROM_DT',
    'LINE_NUM',
    'LINE_NCH_PMT_AMT',
    'DMERC_LINE_SUPPLR_TYPE_CD',
  ],
  pde: ['BENE_ID', 'PDE_ID', 'SRVC_DT', 'CVRD_D_PLAN_PD_AMT', 'TOT_RX_CST_AMT'],
};
