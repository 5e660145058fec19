/** Words of the report, on a page, on a terminal and in files. */
import type { Localized } from '../../../language/plan.ts';
import type { CostPart } from '../cycles.ts';
import type { Standing } from '../figures.ts';
import type { Quadrant } from '../report.ts';

const reasons: Record<string, Localized> = {
  'not-due': { en: 'not due yet', zh: '未到评估时间' },
  'not-over': { en: 'cycle not over', zh: '周期未结束' },
  lost: { en: 'lost to follow-up', zh: '失访' },
  died: { en: 'died before', zh: '评估前死亡' },
  'not-measured': { en: 'not measured', zh: '未检测' },
  'no-baseline': { en: 'no score before', zh: '无基线得分' },
  'no-followup': { en: 'no score after', zh: '无随访得分' },
  'amount-unknown': { en: 'an amount is unknown', zh: '有明细金额未知' },
  'no-codes': { en: 'the document names no codes', zh: '病种文档未列编码' },
  'same-start': { en: 'a second start on the same day', zh: '同日重复触发' },
  'not-clean': { en: 'another start shortly before', zh: '回溯期内已有触发' },
  'not-covered': {
    en: 'not covered at the start, or not long enough before it',
    zh: '起始时未参保，或此前参保时间不足',
  },
  'inside-another': { en: 'within another cycle', zh: '处于另一周期之内' },
  'lower-priority': { en: 'within another cycle', zh: '处于另一周期之内' },
};

export const reasonWords = (code: string): Localized => reasons[code] ?? { en: code, zh: code };

export const standingWords: Record<Standing, Localized> = {
  better: { en: 'better than expected', zh: '优于预期' },
  'rather-better': { en: 'rather better', zh: '略优' },
  'as-expected': { en: 'as expected', zh: '符合预期' },
  'rather-worse': { en: 'rather worse', zh: '略差' },
  worse: { en: 'worse than expected', zh: '差于预期' },
};

export const standingMarks: Record<Standing, string> = {
  better: '▲▲',
  'rather-better': '▲',
  'as-expected': '·',
  'rather-worse': '▼',
  worse: '▼▼',
};

/** Cost has no better and worse, only less and more. */
export const costWords: Record<Standing, Localized> = {
  better: { en: 'less than expected', zh: '低于预期' },
  'rather-better': { en: 'rather less', zh: '略低' },
  'as-expected': { en: 'as expected', zh: '符合预期' },
  'rather-worse': { en: 'rather more', zh: '略高' },
  worse: { en: 'more than expected', zh: '高于预期' },
};

export const quadrantWords: Record<Quadrant, Localized> = {
  'better-cheaper': { en: 'better outcome, lower cost', zh: '结果较好、费用较低' },
  'better-dearer': { en: 'better outcome, higher cost', zh: '结果较好、费用较高' },
  'worse-cheaper': { en: 'worse outcome, lower cost', zh: '结果较差、费用较低' },
  'worse-dearer': { en: 'worse outcome, higher cost', zh: '结果较差、费用较高' },
};

export const partWords: Record<CostPart, Localized> = {
  start: { en: 'Stay or procedure that began it', zh: '起始住院或手术' },
  stays: { en: 'Other stays', zh: '其他住院' },
  after: { en: 'Nursing, home health, hospice', zh: '护理机构、居家护理与安宁疗护' },
  outpatient: { en: 'Outpatient and professional', zh: '门诊与医师服务' },
  drugs: { en: 'Drugs from pharmacies', zh: '药店配药' },
};

export const basisWords: Record<'paid' | 'allowed' | 'charge', Localized> = {
  paid: { en: 'paid by the payer', zh: '基金支付' },
  allowed: { en: 'paid by payer and person', zh: '基金与个人合计（准予支付范围内）' },
  charge: { en: 'charged', zh: '医疗总费用' },
};

export const methodWords: Record<'strata' | 'main-effects', Localized> = {
  strata: { en: 'means by stratum', zh: '分层均值' },
  'main-effects': { en: 'main effects of the variables', zh: '各变量主效应模型' },
};

export const variableWords: Record<'age' | 'sex' | 'score', Localized> = {
  age: { en: 'age', zh: '年龄' },
  sex: { en: 'sex', zh: '性别' },
  score: { en: 'score before', zh: '基线得分' },
};

export const words = {
  title: { en: 'Value by condition', zh: '病种价值报告' },
  heading: { en: '{condition}: outcomes and cost', zh: '{condition}：结果与费用' },
  otherLanguage: { en: '中文', zh: 'English' },
  all: { en: 'All', zh: '合计' },
  nameless: { en: '(no provider)', zh: '（未归属机构）' },
  provider: { en: 'Provider', zh: '医疗机构' },
  cycles: { en: 'Cycles', zh: '周期数' },
  outcome: { en: 'Outcome', zh: '结果指标' },
  measure: { en: 'Measure', zh: '指标' },
  cases: { en: 'Cases', zh: '例数' },
  known: { en: 'Known', zh: '已知' },
  unknown: { en: 'Unknown', zh: '未知' },
  why: { en: 'Why unknown', zh: '未知原因' },
  total: { en: 'Events or sum', zh: '事件数或合计' },
  observed: { en: 'Observed', zh: '实际' },
  expected: { en: 'Expected', zh: '预期' },
  ratio: { en: 'Observed ÷ expected', zh: '实际/预期' },
  adjusted: { en: 'Adjusted', zh: '调整后' },
  interval: { en: '95 % interval', zh: '95% 置信区间' },
  direct: { en: 'Directly standardised', zh: '直接标准化' },
  notDirect: { en: 'not possible: no cases in {count} strata', zh: '无法计算：{count} 个分层无病例' },
  standing: { en: 'Against expectation', zh: '与预期相比' },
  small: { en: 'few cases', zh: '例数少' },
  smallNote: {
    en: 'Few cases: fewer than {count} known, shown but neither ranked nor judged.',
    zh: '“例数少”：已知病例不足 {count} 例，列出但不参与排名与评判。',
  },
  target: { en: 'Target', zh: '目标' },
  atLeast: { en: 'at least {value}', zh: '不低于 {value}' },
  atMost: { en: 'at most {value}', zh: '不高于 {value}' },
  reached: { en: 'reached', zh: '达标' },
  missed: { en: 'missed', zh: '未达标' },
  notSure: { en: 'within chance', zh: '差异在随机范围内' },
  cost: { en: 'Cost of the full cycle', zh: '全周期总费用' },
  ofCycle: { en: 'Mean of a cycle', zh: '例均费用' },
  quadrant: { en: 'Value', zh: '价值象限' },
  year: { en: 'Year', zh: '年份' },
  overview: { en: 'All providers together', zh: '总体情况' },
  comparison: { en: 'Comparison of providers', zh: '机构比较' },
  scatter: {
    en: '{outcome} against cost: both adjusted for case mix, with 95 % intervals; lines are the means of all',
    zh: '{outcome}与费用：均经病例组合调整，附 95% 置信区间；虚线为总体均值',
  },
  funnel: {
    en: '{outcome}: adjusted share by number of cases, with limits of 95 and 99.8 %',
    zh: '{outcome}：调整后比例与例数，附 95% 与 99.8% 控制限',
  },
  ordered: {
    en: '{outcome}: adjusted, with 95 % intervals, best first; the line is the mean of all',
    zh: '{outcome}：调整后数值与 95% 置信区间，由优至劣排列；竖线为总体均值',
  },
  trend: { en: '{outcome} by year', zh: '{outcome}：年度趋势' },
  trends: { en: 'Trend', zh: '趋势' },
  parts: { en: 'What the cost is made of', zh: '费用构成' },
  partsChart: {
    en: 'Mean cost of a cycle by part, observed; the mark is what would be expected of the same cases',
    zh: '例均费用构成（实际）；竖线为同类病例的预期费用',
  },
  variation: { en: 'Variation in four steps', zh: '差异分析四步' },
  find: { en: '1. Find: how far do providers differ?', zh: '第一步 发现差异：各机构相差多少' },
  propose: {
    en: '2. Propose: what if all did as well as the best quarter?',
    zh: '第二步 提出目标：若均达到前四分之一水平',
  },
  help: { en: '3. Help: who falls short, and by whose example', zh: '第三步 帮扶改进：谁有差距，向谁学习' },
  review: { en: '4. Review: what changed', zh: '第四步 回顾成效：有何变化' },
  points: { en: '{value} points', zh: '{value} 个百分点' },
  providers: { en: 'Providers', zh: '机构数' },
  lowest: { en: 'Lowest', zh: '最低' },
  lowerQuarter: { en: 'Lower quarter', zh: '下四分位' },
  median: { en: 'Median', zh: '中位数' },
  upperQuarter: { en: 'Upper quarter', zh: '上四分位' },
  highest: { en: 'Highest', zh: '最高' },
  factor: { en: 'Highest ÷ lowest', zh: '最高/最低' },
  overdispersion: { en: 'Times chance', zh: '离散度（随机=1）' },
  systematic: { en: 'Systematic × 100', zh: '系统性差异×100' },
  outside: { en: 'Better / worse', zh: '优于/差于预期' },
  goal: { en: 'Goal', zh: '目标水平' },
  gain: { en: 'What it would change', zh: '可改善量' },
  gainCases: { en: '{count} cases', zh: '{count} 例' },
  fallShort: { en: 'Fall short', zh: '未达机构数' },
  gap: { en: 'Gap', zh: '差距' },
  dearest: { en: 'Cost above expected, most of it', zh: '费用超出预期的主要部分' },
  example: { en: 'Example with the nearest case mix', zh: '病例组合最接近的标杆' },
  before: { en: 'Before', zh: '前期' },
  after: { en: 'After', zh: '本期' },
  change: { en: 'Change', zh: '变化' },
  growth: { en: 'Growth of the adjusted cost', zh: '调整后例均费用增长' },
  noVariation: {
    en: 'Fewer than two providers have enough cases: there is nothing to compare.',
    zh: '例数足够的机构不足两家，无从比较。',
  },
  details: { en: 'Table', zh: '数据表' },
  definitions: { en: 'How it was measured', zh: '指标定义与方法' },
  definition: { en: 'Source', zh: '来源' },
  unverified: { en: 'unverified: {text}', zh: '未核实：{text}' },
  strata: { en: 'Strata', zh: '分层' },
  span: {
    en: 'Cycles that begin from {from} to before {to}; what is known up to before {asOf}.',
    zh: '周期起始日自 {from} 起、{to} 之前；数据截至 {asOf} 之前。',
  },
  costNote: {
    en: 'Cost: {basis}, all services of the cycle, direct medical cost only: neither lost work, travel nor care at home. Of cycles that are over and were followed.',
    zh: '费用口径：{basis}，周期内全部医疗服务的直接医疗费用，不含误工、交通与家庭照护；仅计已结束且随访完整的周期。',
  },
  adjustNote: {
    en: 'Adjusted for {variables} by {method}: expected is what cases alike have in all providers together. Shares: observed ÷ expected × share of all, on the rarer side. Intervals: exact Poisson where events are at most 10 %, else Wilson; cost by a ratio estimate on the log scale. Sums of money are exact; expectations, ratios and intervals are floating point.',
    zh: '经{variables}调整，方法为{method}：预期值为全部机构中同类病例的水平。比例类＝实际/预期×总体比例，按较少的一侧计算。置信区间：事件不超过 10% 时用精确 Poisson 法，否则用 Wilson 法；费用用比值估计（对数尺度）。金额合计为精确值，预期、比值与区间为浮点数。',
  },
  unadjusted: { en: 'nothing', zh: '无（未调整）' },
  chanceNote: {
    en: 'Limits: better or worse than expected beyond 99.8 %, rather so beyond 95 %. Of 20 providers that are alike one lies outside 95 % by chance. Cycles of one person count as independent.',
    zh: '控制限：超出 99.8% 为优于（差于）预期，超出 95% 为略优（略差）。20 家完全相同的机构中，平均有 1 家会偶然超出 95%。同一患者的多个周期按相互独立处理。',
  },
  unknownNote: {
    en: 'Unknown is not zero: cycles whose outcome is not known are in no share and are counted beside it.',
    zh: '未知不等于零：结果未知的周期不计入比例，另行列数。',
  },
  rejectedNote: { en: 'Not looked at: {list}.', zh: '未纳入：{list}。' },
  beyondChart: {
    en: '{count} of few cases lie outside the chart; the table has them.',
    zh: '{count} 家例数少的机构超出图的范围，见数据表。',
  },
  leftOut: { en: '{count} more in between; the table has them', zh: '中间 {count} 家从略，见数据表' },
  yearOfStart: { en: 'Year in which the cycle began', zh: '周期起始年份' },
  number: { en: 'No.', zh: '序号' },
  part: { en: 'Part', zh: '部分' },
  ofAll: { en: 'of all', zh: '总体' },
  knownCases: { en: 'Cases whose outcome is known', zh: '结果已知的例数' },
  measures: { en: 'Measure by measure', zh: '分指标结果' },
  reviewOf: { en: '{outcome}', zh: '{outcome}' },
  noChanges: { en: 'No provider has enough cases in both years.', zh: '没有机构在两年中均有足够例数。' },
  marks: {
    en: 'Adjusted for case mix. ▲▲ better, ▲ rather better, ▼ rather worse, ▼▼ worse than expected (of cost: less, more); in brackets: few cases.',
    zh: '均经病例组合调整。▲▲ 优于预期，▲ 略优，▼ 略差，▼▼ 差于预期（费用为低于、高于预期）；括号内为例数少。',
  },
  findNote: {
    en: 'Of providers with enough cases, adjusted. Times chance: how many times as far as chance alone would have them (1). Systematic × 100: the component of variation that chance does not explain; below 0: none. Both from providers of which at least one event is expected.',
    zh: '仅含例数足够的机构，均经调整。离散度：实际差异为随机差异的倍数（1 为纯随机）。系统性差异×100：随机因素无法解释的差异成分，低于 0 表示没有。二者仅计预期事件数不少于 1 的机构。',
  },
  fellBack: {
    en: 'the effects of the variables could not be told apart, or there are too few cases to tell them by: adjusted by strata',
    zh: '各变量影响无法区分，或例数不足以估计，改用分层法调整',
  },
  noCycles: { en: 'No cycle of care.', zh: '没有诊疗周期。' },
} as const satisfies Record<string, Localized>;
