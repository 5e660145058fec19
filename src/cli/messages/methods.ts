/** What `openvbp methods` says besides what methods say of themselves. */
import type { Localized } from '../../language/plan.ts';

/** By the first part of a method's name; a family without words is shown as it is. */
export const methodFamilies: Readonly<Record<string, Localized>> = {
  attribution: { en: 'Attribution', zh: '患者归属' },
  spending: { en: 'Spending', zh: '费用' },
  episodes: { en: 'Episodes', zh: '诊疗周期' },
  forecast: { en: 'Forecast', zh: '预测' },
  distribution: { en: 'Distribution among members', zh: '成员间分配' },
  repricing: { en: 'Repricing', zh: '重新计价' },
  risk: { en: 'Risk adjustment', zh: '风险调整' },
  'case-mix': { en: 'Case mix', zh: '病例分组' },
  outcomes: { en: 'Outcomes', zh: '健康结局' },
  audit: { en: 'Audit of coding and behaviour', zh: '编码与行为稽核' },
  costing: { en: 'Costing', zh: '成本核算' },
  efficiency: { en: 'Efficiency', zh: '效率' },
  measures: { en: 'Measures', zh: '质量指标' },
};

/** What an option or a column may hold. */
export const methodTypes: Readonly<Record<string, Localized>> = {
  text: { en: 'text', zh: '文本' },
  integer: { en: 'whole number', zh: '整数' },
  decimal: { en: 'decimal', zh: '小数' },
  money: { en: 'money', zh: '金额' },
  boolean: { en: 'true | false', zh: 'true | false' },
  date: { en: 'date', zh: '日期' },
  duration: { en: 'duration', zh: '时长' },
  period: { en: 'period', zh: '期间' },
  list: { en: 'list', zh: '列表' },
  file: { en: 'file', zh: '文件' },
  document: { en: 'document', zh: '文档' },
  result: { en: 'result', zh: '方法结果' },
};

export const methodWords = {
  table: { en: '{label} ({name})', zh: '{label}（{name}）' },
  listSeparator: { en: ', ', zh: '、' },
} as const;
