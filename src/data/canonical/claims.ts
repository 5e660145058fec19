/** Claims, line by line: the Tuva input layer, and what it takes to tell versions of a claim apart. */
import { column, dataSource, money, numbered, person, required } from './types.ts';
import type { CanonicalColumn, CanonicalTable } from './types.ts';

/** How a row stands to other versions of the same claim. The last received of a group stands; after a reversal or a void none does. */
const VERSION: readonly CanonicalColumn[] = [
  column(
    'claim_group_id',
    'text',
    'What all versions of the claim share; the claim itself if nothing is said',
    '同一单据各版本的共同编号；缺省为单据号',
  ),
  column('claim_action', 'text', 'What this version does', '版本动作', {
    oneOf: ['original', 'replacement', 'reversal', 'void'],
  }),
  column('claim_received', 'date', 'When this version was received or processed', '本版本接收或处理日期'),
];

const AMOUNTS: readonly CanonicalColumn[] = [
  column('paid_date', 'date', 'Date of payment', '支付日期'),
  money('paid_amount', 'Paid by the payer', '基金支付金额'),
  money('allowed_amount', 'Allowed: paid by the payer and by the person', '准予支付范围内金额'),
  money('charge_amount', 'Charged', '医疗总费用'),
  money('coinsurance_amount', 'Coinsurance of the person', '按比例自付'),
  money('copayment_amount', 'Copayment of the person', '定额自付'),
  money('deductible_amount', 'Deductible of the person', '起付线内自付'),
];

export const medicalClaim: CanonicalTable = {
  name: 'medical_claim',
  label: { en: 'Medical claims, line by line', zh: '医疗费用明细' },
  key: ['claim_id', 'claim_line_number', 'data_source'],
  versioned: true,
  columns: [
    column('claim_id', 'text', 'Claim', '单据号', required),
    column('claim_line_number', 'integer', 'Line of the claim', '明细行号', required),
    column('claim_type', 'text', 'Kind of claim', '单据类别', {
      oneOf: ['institutional', 'professional', 'dental', 'vision', 'undetermined'],
    }),
    person,
    column('member_id', 'text', 'Member identifier of the payer', '医保个人编号'),
    column('payer', 'text', 'Payer', '付费方'),
    column('plan', 'text', 'Plan or insurance type', '险种'),
    column('claim_start_date', 'date', 'First day of the claim', '单据起始日'),
    column('claim_end_date', 'date', 'Last day of the claim', '单据终止日'),
    column('claim_line_start_date', 'date', 'First day of the line', '明细起始日'),
    column('claim_line_end_date', 'date', 'Last day of the line', '明细终止日'),
    column('admission_date', 'date', 'Admission', '入院日期'),
    column('discharge_date', 'date', 'Discharge', '出院日期'),
    column('admit_source_code', 'text', 'Source of admission', '入院来源'),
    column('admit_type_code', 'text', 'Type of admission', '入院类型'),
    column('discharge_disposition_code', 'text', 'Discharged to', '离院方式'),
    column('place_of_service_code', 'text', 'Place of service', '就诊地点'),
    column('bill_type_code', 'text', 'Type of bill', '账单类型'),
    column('drg_code_type', 'text', 'Grouper', '分组方案'),
    column('drg_code', 'text', 'Group (DRG)', '病组'),
    column('revenue_center_code', 'text', 'Revenue centre', '收费科室代码'),
    column('service_unit_quantity', 'quantity', 'Units', '数量'),
    column('hcpcs_code', 'text', 'Procedure or item of the line', '项目代码'),
    ...numbered('hcpcs_modifier', 5, 'text', 'Modifier', '项目修饰码'),
    column('rendering_npi', 'text', 'Rendering provider', '执行人员'),
    column('rendering_tin', 'text', 'Tax number of the rendering practice', '执行机构纳税人识别号'),
    column('billing_npi', 'text', 'Billing provider', '结算机构'),
    column('billing_tin', 'text', 'Tax number of the billing practice', '结算机构纳税人识别号'),
    column('facility_npi', 'text', 'Facility', '就诊机构'),
    column('rendering_specialty', 'text', 'Specialty of the rendering provider', '执行人员专科'),
    ...AMOUNTS,
    money('total_cost_amount', 'Total cost of the line', '明细总成本'),
    column('diagnosis_code_type', 'text', 'Code system of the diagnoses', '诊断编码体系'),
    ...numbered('diagnosis_code', 25, 'text', 'Diagnosis', '诊断'),
    ...numbered('diagnosis_poa', 25, 'text', 'Present on admission', '入院病情'),
    column('procedure_code_type', 'text', 'Code system of the procedures', '手术操作编码体系'),
    ...numbered('procedure_code', 25, 'text', 'Procedure', '手术操作'),
    ...numbered('procedure_date', 25, 'date', 'Date of procedure', '手术操作日期'),
    column('in_network_flag', 'boolean', 'In network', '定点内'),
    dataSource,
    ...VERSION,
  ],
};

export const pharmacyClaim: CanonicalTable = {
  name: 'pharmacy_claim',
  label: { en: 'Pharmacy claims, line by line', zh: '药品费用明细' },
  key: ['claim_id', 'claim_line_number', 'data_source'],
  versioned: true,
  columns: [
    column('claim_id', 'text', 'Claim', '单据号', required),
    column('claim_line_number', 'integer', 'Line of the claim', '明细行号', required),
    person,
    column('member_id', 'text', 'Member identifier of the payer', '医保个人编号'),
    column('payer', 'text', 'Payer', '付费方'),
    column('plan', 'text', 'Plan or insurance type', '险种'),
    column('prescribing_provider_npi', 'text', 'Prescriber', '开方医师'),
    column('dispensing_provider_npi', 'text', 'Pharmacy', '药店或药房'),
    column('dispensing_date', 'date', 'Date of dispensing', '配药日期'),
    column('ndc_code', 'text', 'Drug', '药品代码'),
    column('quantity', 'quantity', 'Quantity', '数量'),
    column('days_supply', 'integer', 'Days of supply', '用药天数'),
    column('refills', 'integer', 'Refills', '续配次数'),
    ...AMOUNTS,
    column('in_network_flag', 'boolean', 'In network', '定点内'),
    dataSource,
    ...VERSION,
  ],
};
