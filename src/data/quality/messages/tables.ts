/** Findings about tables as a whole: repeats, contradictions, months. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const tableFindings = defineMessages({
  'money-unbalanced': {
    severity: 'error',
    en: '{table}: money read is not money kept and refused; {amount} are missing',
    zh: '{table}：读入金额不等于保留与拒收之和，差额 {amount}',
    hint: {
      en: 'This must never be. Do not settle from this folder; import it again and report the fault.',
      zh: '不应出现此情况。请勿据此结算；请重新导入并反馈问题。',
    },
  },
  'rows-unbalanced': {
    severity: 'error',
    en: '{table}: rows read are not rows kept and refused',
    zh: '{table}：读入行数不等于保留与拒收之和',
    hint: {
      en: 'This must never be. Do not settle from this folder; import it again and report the fault.',
      zh: '不应出现此情况。请勿据此结算；请重新导入并反馈问题。',
    },
  },
  'rows-refused': {
    severity: 'warning',
    en: '{table}: rows refused: {words}',
    zh: '{table}：被拒收的行：{words}',
    hint: {
      en: 'They are in refused.parquet of the folder. Correct the file and import it again: rows that are there already change nothing.',
      zh: '被拒收的行保存在数据文件夹的 refused.parquet 中。更正文件后重新导入即可，已有的行不受影响。',
    },
  },
  superseded: {
    severity: 'note',
    en: '{table}: rows superseded by other versions',
    zh: '{table}：因其他版本而失效的行',
    hint: {
      en: 'They are kept in the folder and count nowhere.',
      zh: '仍保存在数据文件夹中，不计入任何结果。',
    },
  },
  'duplicate-key': {
    severity: 'error',
    en: '{table}: rows that stand with the same key',
    zh: '{table}：有效记录的键重复',
    hint: {
      en: 'They would be counted twice. Give versions a claim_action or a date of receipt, or drop the repeated file.',
      zh: '会被重复计算。请补充 claim_action 或接收日期以区分版本，或去掉重复文件。',
    },
  },
  'duplicate-service': {
    severity: 'warning',
    en: '{table}: the same service, person, day, provider and amount on different claims',
    zh: '{table}：不同单据上出现相同人员、日期、项目、机构和金额',
    hint: {
      en: 'Suspected double billing, or a claim that came again under a new number.',
      zh: '疑似重复收费，或同一单据以新编号再次报送。',
    },
  },
  'claim-and-remittance': {
    severity: 'error',
    en: '{table}: services that are there twice, as the claim sent (837) and as the remittance that answers it (835)',
    zh: '{table}：同一服务既有报送的单据（837）又有对应的支付通知（835），出现两次',
    hint: {
      en: 'They count twice in charges, visits and units. Import one of the two into this folder: the remittances where payments are settled, the claims where diagnoses are needed; the other into a folder of its own.',
      zh: '费用、就诊次数和数量会重复计算。同一数据文件夹只导入其中一种：结算支付用支付通知（835），需要诊断信息用单据（837）；另一种请导入单独的文件夹。',
    },
  },
  'claim-total-repeated': {
    severity: 'error',
    en: '{table}: claims with the same amounts on every line, as most claims of their source: most probably the total of the claim, repeated; the amount is what counts too much then',
    zh: '{table}：各明细行金额完全相同的单据，且同一来源的多数单据如此：很可能是整单金额在每行重复；金额为因此多计的部分',
    hint: {
      en: 'The lines of a claim add up to the claim. Import the amounts of the lines; where there are none, that of the claim on its first line and 0 on the others.',
      zh: '单据金额为各明细行之和。请导入各行自己的金额；如没有，则将整单金额写在首行，其余行写 0。',
    },
  },
  'claim-overpaid': {
    severity: 'warning',
    en: '{table}: claims paid more than they charged in all',
    zh: '{table}：单据合计支付高于合计收费',
    hint: {
      en: 'Usual under prices per case; otherwise ask for the money back.',
      zh: '按病例定价时属正常；否则应追回多付款。',
    },
  },
  'eligibility-overlap': {
    severity: 'warning',
    en: '{table}: spans of one person with the same payer and plan that overlap',
    zh: '{table}：同一人同一付费方同一险种的区间重叠',
    hint: {
      en: 'Person-months would be counted twice. Join the spans, or end the first where the second begins.',
      zh: '参保人月会重复计算。请合并区间，或在后一区间开始前终止前一区间。',
    },
  },
  'two-plans': {
    severity: 'note',
    en: '{table}: people with two plans at a time',
    zh: '{table}：同一时间有两个险种的人员',
    hint: {
      en: 'Decide which one is primary before spending is compared with a benchmark.',
      zh: '与基准比较费用前，请先确定主要险种。',
    },
  },
  'two-birth-dates': {
    severity: 'error',
    en: '{table}: people with two dates of birth',
    zh: '{table}：同一人有两个出生日期',
    hint: {
      en: 'Age, strata and risk depend on it. Two people may share a number.',
      zh: '影响年龄、分层和风险；可能两人共用一个编号。',
    },
  },
  'two-sexes': {
    severity: 'warning',
    en: '{table}: people with two sexes',
    zh: '{table}：同一人有两种性别',
    hint: {
      en: 'Risk depends on it. Two people may share a number.',
      zh: '影响风险调整；可能两人共用一个编号。',
    },
  },
  'two-death-dates': {
    severity: 'warning',
    en: '{table}: people with two dates of death',
    zh: '{table}：同一人有两个死亡日期',
    hint: { en: 'The last one is used in these checks.', zh: '本报告的检查以最后一个为准。' },
  },
  'death-without-day': {
    severity: 'warning',
    en: '{table}: people who have died, on a day nobody says',
    zh: '{table}：标记为已故，但无死亡日期',
    hint: {
      en: 'Their coverage, and the time in which outcomes are followed, do not end with death. Ask for the day.',
      zh: '其参保和随访时间不会因死亡而终止；请补充死亡日期。',
    },
  },
  'items-differ-from-case': {
    severity: 'warning',
    en: '{table}: items of a case do not add up to its total fee',
    zh: '{table}：病例明细之和与总费用不符',
    hint: { en: 'Lines are missing or were sent twice.', zh: '明细缺失或重复报送。' },
  },
  'month-empty': {
    severity: 'warning',
    en: '{table}: months without a row, between months with many',
    zh: '{table}：前后月份均有大量记录、本月却没有',
    hint: { en: 'A file was not sent or not imported.', zh: '可能漏报或漏导文件。' },
  },
  'month-unlike': {
    severity: 'warning',
    en: '{table}: months with less than half or more than twice the rows of those around them',
    zh: '{table}：记录数不到前后月份一半或超过两倍的月份',
    hint: {
      en: 'A file is missing, was imported twice under another name, or the extract begins or ends there.',
      zh: '可能缺少文件、同一文件以不同名称导入两次，或数据在此起止。',
    },
  },
  'month-incomplete': {
    severity: 'warning',
    en: '{table}: months of service that are not yet paid in full, by the lag of the months before',
    zh: '{table}：按以往支付滞后推算、尚未支付完的服务月份',
    hint: {
      en: 'Apply completion factors or wait before settling on these months.',
      zh: '结算前请使用完成因子或等待数据补齐。',
    },
  },
  'mean-shift': {
    severity: 'warning',
    en: '{table}: months whose mean amount is half as much again as that of the year before, or less than two thirds of it',
    zh: '{table}：平均金额较前十二个月上升过半或降至三分之二以下的月份',
    hint: {
      en: 'A change of prices, of coding, or of the unit (cents for yuan).',
      zh: '可能为价格、编码或单位（分与元）变化。',
    },
  },
  'distribution-shift': {
    severity: 'warning',
    en: '{table}: {column} is distributed otherwise than in the months before (population stability index above 0.25)',
    zh: '{table}：{column}的分布与此前月份明显不同（群体稳定性指数大于 0.25）',
    hint: {
      en: 'Ask what changed in that month: a system, a coding rule, a new group of people.',
      zh: '请核实该月有何变化：系统、编码规则或新增人群。',
    },
  },
});
