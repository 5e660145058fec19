/** Words of the report, on a page and on a terminal. */
import type { Localized } from '../../../language/plan.ts';
import type { FigureName } from '../figures.ts';
import type { Risk } from '../standard.ts';

export const figureWords: Record<FigureName, Localized> = {
  cases: { en: 'Cases', zh: '病例数' },
  grouped: { en: 'Cases in groups', zh: '入组病例数' },
  groups: { en: 'Groups', zh: '病组数' },
  weight: { en: 'Total weight', zh: '总权重' },
  cmi: { en: 'Case-mix index', zh: 'CMI' },
  time_index: { en: 'Time efficiency index', zh: '时间消耗指数' },
  cost_index: { en: 'Cost efficiency index', zh: '费用消耗指数' },
  mean_stay: { en: 'Mean stay, days', zh: '平均住院日' },
  mean_fee: { en: 'Mean fee', zh: '例均费用' },
  drug_share: { en: 'Drug share', zh: '药占比' },
  drug_share_without_herbs: { en: 'Drug share without herbal pieces', zh: '药占比（不含中药饮片）' },
  materials_share: { en: 'Consumables share', zh: '耗占比' },
  deaths: { en: 'Deaths', zh: '死亡例数' },
  mortality: { en: 'Mortality', zh: '住院死亡率' },
  low_risk_deaths: { en: 'Deaths in low-risk groups', zh: '低风险组死亡例数' },
  low_risk_mortality: { en: 'Low-risk mortality', zh: '低风险组死亡率' },
};

/** Column heads where there is little room. */
export const shortWords: Partial<Record<FigureName, Localized>> = {
  cmi: { en: 'CMI', zh: 'CMI' },
  time_index: { en: 'Time', zh: '时间' },
  cost_index: { en: 'Cost', zh: '费用' },
  mean_stay: { en: 'Days', zh: '住院日' },
  mean_fee: { en: 'Fee', zh: '例均费用' },
  drug_share: { en: 'Drugs', zh: '药占比' },
  materials_share: { en: 'Consum.', zh: '耗占比' },
  low_risk_mortality: { en: 'Low-risk deaths', zh: '低风险死亡率' },
};

export const riskWords: Record<Risk, Localized> = {
  none: { en: 'No death seen', zh: '未见死亡' },
  low: { en: 'Low risk', zh: '低风险' },
  'mid-low': { en: 'Mid-low risk', zh: '中低风险' },
  'mid-high': { en: 'Mid-high risk', zh: '中高风险' },
  high: { en: 'High risk', zh: '高风险' },
};

export const unknownWords: Record<string, Localized> = {
  group: { en: 'without a group', zh: '未入组' },
  stay: { en: 'stay unknown', zh: '住院天数未知' },
  fee: { en: 'fee unknown', zh: '总费用未知' },
  drugs: { en: 'drugs unknown', zh: '药品费未知' },
  materials: { en: 'consumables unknown', zh: '耗材费未知' },
  death: { en: 'death unknown', zh: '是否死亡未知' },
  weight: { en: 'group without a weight', zh: '病组没有权重' },
  standard: { en: 'group without a mean to be measured by', zh: '病组没有可比均值' },
};

export const reportWords = {
  title: { en: 'Hospitals by case mix', zh: '医疗机构病组绩效报告' },
  otherLanguage: { en: '中文', zh: 'English' },
  all: { en: 'All', zh: '合计' },
  nameless: { en: '(not named)', zh: '（未填）' },
  hospital: { en: 'Hospital', zh: '医疗机构' },
  department: { en: 'Department', zh: '科室' },
  group: { en: 'Group', zh: '病组' },
  noGroup: { en: 'without a group', zh: '未入组' },
  weight: { en: 'Weight', zh: '权重' },
  risk: { en: 'Risk of death', zh: '死亡风险' },
  hospitals: { en: 'Hospitals', zh: '医疗机构' },
  departments: { en: 'Departments', zh: '科室' },
  groups: { en: 'Groups', zh: '病组' },
  groupsOf: { en: 'Groups of {unit}', zh: '{unit} 的病组' },
  risks: { en: 'Mortality by risk of death', zh: '分死亡风险等级的死亡率' },
  changes: { en: 'Before and after', zh: '前后对比' },
  figure: { en: 'Figure', zh: '指标' },
  before: { en: 'Before', zh: '前期' },
  after: { en: 'After', zh: '本期' },
  change: { en: 'Change', zh: '变化' },
  relative: { en: 'Relative', zh: '变化率' },
  interval: { en: '95 % interval of the change', zh: '变化的 95% 置信区间' },
  quadrants: {
    en: 'Time and cost efficiency: left is shorter, below is cheaper than the mean of the same groups',
    zh: '时间与费用消耗指数：越靠左住院越短，越靠下费用越低（与同病组均值相比）',
  },
  mixBefore: {
    en: 'Case-mix index; the mark is where it was before',
    zh: '病例组合指数（CMI）；竖线为前期水平',
  },
  mix: { en: 'Case-mix index', zh: '病例组合指数（CMI）' },
  period: { en: 'Discharged from {from} to before {to}', zh: '出院日期自 {from} 起、{to} 之前' },
  allCases: { en: 'All cases given', zh: '全部所给病例' },
  compared: { en: 'compared with: {before}', zh: '对比：{before}' },
  withheld: { en: '·', zh: '·' },
  withheldNote: {
    en: '· withheld: counts from 1 to {most}, and what would give them away.',
    zh: '· 表示不予公布：1 至 {most} 的小计数，以及可推算出它们的数字。',
  },
  coarseNote: {
    en: 'Groups of each hospital are left out: there are too many to withhold small counts among them. Report fewer hospitals at a time to see them.',
    zh: '各机构分病组的数字从略：数量过多，无法在其中遮蔽小计数。减少机构数量后可查看。',
  },
  unknownNote: {
    en: 'Not known of some cases, which the figure leaves out: {list}.',
    zh: '部分病例信息未知，未计入相应指标：{list}。',
  },
  howIndices: {
    en: 'Time and cost efficiency index: in each group the mean of the hospital divided by the mean of the standard, weighted by the hospital’s cases; 1 is the standard, less is shorter or cheaper.',
    zh: '时间、费用消耗指数：各病组中本机构均值与标准均值之比，按本机构病例数加权；1 为标准水平，小于 1 表示更短或更低。',
  },
  howMix: {
    en: 'Case-mix index: sum of weights divided by cases.',
    zh: 'CMI：总权重除以入组病例数。',
  },
  byTable: { en: 'from the table given', zh: '取自所给病组表' },
  byBefore: { en: 'from the cases of the period before', zh: '取自前期病例' },
  byOwn: { en: 'from the cases of the same period', zh: '取自同期病例' },
  standards: {
    en: 'Weights {weight}; mean stay {stay}; mean fee {fee}; risk of death {risk}.',
    zh: '权重{weight}；平均住院日标准{stay}；例均费用标准{fee}；死亡风险等级{risk}。',
  },
  howRisk: {
    en: 'Risk of death, where not from a table: the logarithm of a group’s mortality, more than one standard deviation below the mean of the groups is low; groups without a death are a grade of their own.',
    zh: '死亡风险等级（未取自病组表时）：对各病组死亡率取对数后标准化，低于均值一个标准差以上为低风险；没有死亡的病组单列。',
  },
  howInterval: {
    en: 'An interval is given where both periods have at least {least} cases.',
    zh: '前后两期病例数均不少于 {least} 时给出置信区间。',
  },
} as const;
