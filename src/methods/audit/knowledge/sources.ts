/** What rules cite. */

/**
 * 医疗保障基金使用监督管理条例, State Council Decree 735, in force since 2021-05-01. Its articles were cited from general knowledge: their text was not
 * read for these rules.
 */
export const REGULATION =
  '医疗保障基金使用监督管理条例（国务院令第735号，2021）第十五条、第三十八条（条文未核对）';

/**
 * The Shaoxing bureau's notice of 2023-08-25 on the province's evaluation measures for DRG points, read: split stays, check-up stays, nominal stays, stays
 * without indication, stays' costs moved to outpatient or to the person and high-set points lose their points; grave cases a multiple of the
 * group's base points; choosing light cases, refusing severe ones and insufficient service are named as what evaluation is to prevent.
 */
export const ZHEJIANG =
  '浙江省基本医疗保险DRG点数付费评价办法，见绍兴市医疗保障局2023-08-25提醒（ybj.sx.gov.cn）';

/** Requirement of this project: the families of behaviour under payment by DRG that are audited. */
export const WHITE_PAPER = '《中国价值医疗白皮书》所列DRG监管行为（低标准入院、分解住院、高套等）';

/** ICD-10, WHO: rules of the classification. Volume and section from general knowledge, not read here. */
export const ICD10 = 'ICD-10（WHO）第二卷：编码规则（条文未核对）';

export const FRONT_PAGE =
  '住院病案首页数据填写质量规范（暂行），国卫办医发〔2016〕24号：主要诊断与手术填写原则（条文未核对）';

export const SPIEGELHALTER =
  'Spiegelhalter DJ. Funnel plots for comparing institutional performance. Stat Med 2005;24:1185–1202; Handling over-dispersion of performance indicators. Qual Saf Health Care 2005;14:347–51';

/** Numbers that no text fixes. */
export const OURS = '本项目的建议值，须由经办机构核定';
