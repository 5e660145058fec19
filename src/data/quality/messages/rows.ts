/** Findings about single rows. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const rowFindings = defineMessages({
  'paid-over-allowed': {
    severity: 'warning',
    en: '{table}: more paid than allowed',
    zh: '{table}：支付金额高于准予支付金额',
    hint: {
      en: 'Ask the source whether interest or an adjustment is in the payment; else it is an overpayment.',
      zh: '向数据来源核实支付金额中是否含利息或调整款；否则属于多付。',
    },
  },
  'paid-over-charge': {
    severity: 'warning',
    en: '{table}: more paid than charged',
    zh: '{table}：支付金额高于收费金额',
    hint: {
      en: 'Usual where groups or bundles have fixed prices; elsewhere check for a payment put on the wrong line.',
      zh: '按病组或打包定价时属正常；其他情况请核对款项是否记错明细行。',
    },
  },
  'allowed-over-charge': {
    severity: 'note',
    en: '{table}: more allowed than charged',
    zh: '{table}：准予支付金额高于收费金额',
    hint: {
      en: 'Usual under fixed prices; otherwise the two columns may have been swapped.',
      zh: '按固定价格支付时属正常；否则可能两列对调。',
    },
  },
  'shares-over-allowed': {
    severity: 'warning',
    en: '{table}: payment and the person’s shares together exceed what is allowed',
    zh: '{table}：支付金额加个人负担合计高于准予支付金额',
    hint: {
      en: 'A share may be counted twice, or another payer’s part be in it.',
      zh: '可能重复计算个人负担，或包含其他付费方的份额。',
    },
  },
  'negative-amount': {
    severity: 'warning',
    en: '{table}: {column} is negative',
    zh: '{table}：{column}为负',
    hint: {
      en: 'A reversal that is not marked as one? Then set claim_action, so that it cancels what it reverses.',
      zh: '是否为未标明的冲销？如是，请填写 claim_action，使其与原单据抵消。',
    },
  },
  'no-amount': {
    severity: 'warning',
    en: '{table}: no amount at all',
    zh: '{table}：没有任何金额',
    hint: {
      en: 'Such lines add nothing to spending. Ask whether they were denied or paid by capitation.',
      zh: '这些明细不计入费用。请核实是否拒付或由按人头费用覆盖。',
    },
  },
  'units-not-positive': {
    severity: 'note',
    en: '{table}: paid for, but {column} is not above zero',
    zh: '{table}：已支付，但{column}不大于零',
    hint: {
      en: 'Prices per unit cannot be computed from these lines.',
      zh: '这些明细无法计算单价。',
    },
  },
  'days-supply-implausible': {
    severity: 'note',
    en: '{table}: days of supply of none or more than a year',
    zh: '{table}：用药天数为零、为负或超过一年',
    hint: { en: 'Adherence measures will misread them.', zh: '会影响用药依从性指标。' },
  },
  'fund-over-total': {
    severity: 'warning',
    en: '{table}: the fund paid more than the total fee',
    zh: '{table}：基金支付高于总费用',
    hint: {
      en: 'Usual where cases are paid by group with a surplus kept; else check the two amounts.',
      zh: '按病组付费且结余留用时属正常；否则请核对两项金额。',
    },
  },
  'fees-differ-from-total': {
    severity: 'warning',
    en: '{table}: fees by category do not add up to the total',
    zh: '{table}：分类费用之和与总费用不符',
    hint: {
      en: 'A category is missing, or is counted in another too.',
      zh: '可能缺少某一类费用，或重复计入其他类别。',
    },
  },
  'payments-differ-from-total': {
    severity: 'warning',
    en: '{table}: what the fund and the person paid is not the total',
    zh: '{table}：基金支付与个人支付之和不等于总费用',
    hint: {
      en: 'Another payer may have a part: medical aid, a commercial insurer, the hospital.',
      zh: '可能有其他支付方：医疗救助、商业保险或医院减免。',
    },
  },
  'classes-over-amount': {
    severity: 'warning',
    en: '{table}: classes A, B and out of scope exceed the amount',
    zh: '{table}：甲类、乙类、自费合计高于金额',
    hint: { en: 'Check which class is counted twice.', zh: '请核对重复计入的类别。' },
  },
  'price-times-quantity': {
    severity: 'note',
    en: '{table}: price times quantity is not the amount',
    zh: '{table}：单价乘以数量不等于金额',
    hint: {
      en: 'A discount, a rounding, or an amount on the wrong line.',
      zh: '可能为折扣、取整或金额记错行。',
    },
  },
  'person-unknown': {
    severity: 'warning',
    en: '{table}: people who are enrolled nowhere',
    zh: '{table}：人员不在任何参保区间中',
    hint: {
      en: 'They are attributed to nobody. Import the missing enrolment, or check that both files identify people in the same way.',
      zh: '这些记录无法归属。请导入缺失的参保数据，或核对两类文件的人员编号是否一致。',
    },
  },
  'provider-unknown': {
    severity: 'note',
    en: '{table}: {column} that no row of the providers names',
    zh: '{table}：{column}不在机构与人员表中',
    hint: {
      en: 'Specialty and organisation of these are unknown to attribution. Import them.',
      zh: '归属计算无从得知其专科和所属机构，请补充导入。',
    },
  },
  'reference-unknown': {
    severity: 'warning',
    en: '{table}: {column} that does not exist',
    zh: '{table}：{column}不存在',
    hint: {
      en: 'Import what is missing, or check the identifiers.',
      zh: '请补充导入缺失的数据，或核对编号。',
    },
  },
  'dates-reversed': {
    severity: 'warning',
    en: '{table}: {column} before the start',
    zh: '{table}：{column}早于起始日期',
    hint: {
      en: 'The two may be swapped, or the year misread. Length and windows cannot be computed from these.',
      zh: '两个日期可能对调或年份有误；这些记录无法计算时长和窗口期。',
    },
  },
  'date-implausible': {
    severity: 'warning',
    en: '{table}: {column} in a year nobody has data of',
    zh: '{table}：{column}的年份不可能',
    hint: {
      en: 'Often what a system writes for “none”: 1900-01-01, 2999-12-31. Map it to unknown.',
      zh: '常为系统表示“无”的占位值，如 1900-01-01、2999-12-31；请映射为未知。',
    },
  },
  'before-birth': {
    severity: 'warning',
    en: '{table}: before the person was born',
    zh: '{table}：早于本人出生日期',
    hint: {
      en: 'A newborn on the mother’s number, or two people under one identifier.',
      zh: '可能为新生儿使用母亲编号，或两人共用一个编号。',
    },
  },
  'after-death': {
    severity: 'warning',
    en: '{table}: after the person had died',
    zh: '{table}：晚于本人死亡日期',
    hint: {
      en: 'Late postings are usual for some days; later ones point to a wrong date of death or a misused number.',
      zh: '死亡后数日内的记账属正常；更晚则可能死亡日期有误或编号被冒用。',
    },
  },
  'outside-coverage': {
    severity: 'warning',
    en: '{table}: outside the person’s spans of coverage',
    zh: '{table}：不在本人的参保区间内',
    hint: {
      en: 'Person-months will not match the spending. Ask for enrolment of the whole period.',
      zh: '参保人月与费用将不匹配。请索取完整期间的参保数据。',
    },
  },
  'covered-after-death': {
    severity: 'warning',
    en: '{table}: coverage that begins after death',
    zh: '{table}：死亡后才开始的参保区间',
    hint: { en: 'End the coverage, or correct the date of death.', zh: '请终止参保或更正死亡日期。' },
  },
  'covered-before-birth': {
    severity: 'note',
    en: '{table}: coverage that begins before birth',
    zh: '{table}：出生前已开始的参保区间',
    hint: { en: 'Person-months before birth count for nobody.', zh: '出生前的参保人月不应计入。' },
  },
  'no-service-date': {
    severity: 'warning',
    en: '{table}: no date of service',
    zh: '{table}：没有服务日期',
    hint: {
      en: 'These lines fall into no period and count nowhere.',
      zh: '这些明细不属于任何期间，不会计入任何结果。',
    },
  },
  'paid-before-service': {
    severity: 'warning',
    en: '{table}: paid before the service',
    zh: '{table}：支付早于服务',
    hint: {
      en: 'Prepayment, or a date misread. The lag of such lines is taken as zero.',
      zh: '可能为预付或日期有误；这些明细的滞后按零计。',
    },
  },
  'line-outside-claim': {
    severity: 'note',
    en: '{table}: a line outside the days of its claim',
    zh: '{table}：明细日期不在单据起止日期内',
    hint: { en: 'The line’s own date is used.', zh: '以明细日期为准。' },
  },
  'stay-differs': {
    severity: 'note',
    en: '{table}: days of stay that its dates do not give',
    zh: '{table}：住院天数与出入院日期不符',
    hint: {
      en: 'Leave days may be taken out; else correct one of the three.',
      zh: '可能扣除请假天数；否则请更正。',
    },
  },
  'age-differs': {
    severity: 'warning',
    en: '{table}: age that the date of birth does not give',
    zh: '{table}：年龄与出生日期不符',
    hint: { en: 'Groups depend on age. Correct the wrong one.', zh: '年龄影响分组，请更正有误的一项。' },
  },
  'birth-date-differs': {
    severity: 'warning',
    en: '{table}: another date of birth than enrolment says',
    zh: '{table}：出生日期与参保信息不同',
    hint: { en: 'Two people under one number, or a typing error.', zh: '可能两人共用一个编号，或录入有误。' },
  },
  'newborn-weight-implausible': {
    severity: 'warning',
    en: '{table}: weight of a newborn outside 100 to 9,999 grams',
    zh: '{table}：新生儿体重不在 100 至 9999 克之间',
    hint: {
      en: 'Kilograms instead of grams? Groups of newborns depend on it.',
      zh: '是否误用千克？新生儿分组取决于体重。',
    },
  },
  'code-shape': {
    severity: 'warning',
    en: '{table}: {column} that no code of its system looks like',
    zh: '{table}：{column}不符合任何编码体系的格式',
    hint: {
      en: 'Local codes, names instead of codes, or the wrong column. Value sets will not find them.',
      zh: '可能为本地编码、以名称代替编码或列错位；值集无法匹配。',
    },
  },
  'identifier-rounded': {
    severity: 'error',
    en: '{table}: {column} as a spreadsheet shortens long numbers: its last digits are lost, and different ones have become one',
    zh: '{table}：{column}为电子表格缩写的长数字，末位数字已丢失，不同编号变为同一编号',
    hint: {
      en: 'Export the file again from its source, without opening it in a spreadsheet, or with the column as text.',
      zh: '请从源系统重新导出，勿经电子表格打开保存，或将该列设为文本格式。',
    },
  },
  'npi-check-digit': {
    severity: 'warning',
    en: '{table}: {column} with a wrong check digit (NPI)',
    zh: '{table}：{column}的 NPI 校验位有误',
    hint: { en: 'A typing error, or made-up data.', zh: '可能为录入错误或虚构数据。' },
  },
  'citizen-check-digit': {
    severity: 'warning',
    en: '{table}: {column} is a citizen’s number with a wrong check digit',
    zh: '{table}：{column}的身份证号校验码有误',
    hint: {
      en: 'A typing error; the person may also be there under the right number.',
      zh: '可能录入有误；同一人可能另有正确编号。',
    },
  },
  'citizen-birth-date': {
    severity: 'warning',
    en: '{table}: date of birth differs from the one in the citizen’s number',
    zh: '{table}：出生日期与身份证号中的不一致',
    hint: { en: 'The number is the better witness.', zh: '一般以身份证号为准。' },
  },
  'citizen-sex': {
    severity: 'warning',
    en: '{table}: sex differs from the one in the citizen’s number',
    zh: '{table}：性别与身份证号中的不一致',
    hint: { en: 'The number is the better witness.', zh: '一般以身份证号为准。' },
  },
  'credit-code-check-digit': {
    severity: 'warning',
    en: '{table}: {column} is a unified social credit code with a wrong check digit',
    zh: '{table}：{column}的统一社会信用代码校验码有误',
    hint: {
      en: 'A typing error; the institution may be there twice.',
      zh: '可能录入有误；同一机构可能出现两次。',
    },
  },
});
