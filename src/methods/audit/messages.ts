/** What audit says: what can be wrong with its files, the names of families and grades, and why lines do not count and cases are spared. */
import { defineMessages, reporter } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import type { Family, Severity } from './rule.ts';

export const messages = defineMessages({
  'audit-no-group-column': {
    severity: 'error',
    en: 'the result `{name}` has no column of groups (drg, code or group)',
    zh: '结果 `{name}` 中没有病组列（drg、code 或 group）',
    hint: { en: 'Its columns: {columns}.', zh: '现有列：{columns}。' },
  },
  'audit-repeated-group': {
    severity: 'error',
    en: 'the groups name the case {case} more than once',
    zh: '分组结果中病例 {case} 出现多次',
    hint: { en: 'One row for each case.', zh: '每个病例应只有一行。' },
  },
  'audit-repeated-case': {
    severity: 'error',
    en: 'the case {case} stands {count} times in the data',
    zh: '数据中病例 {case} 出现 {count} 次',
    hint: {
      en: 'Import the files again: of the versions of a case one stands.',
      zh: '请重新导入：同一病例的多个版本中只应有一个有效。',
    },
  },
  'audit-unknown-rule': {
    severity: 'error',
    en: 'there is no rule or family "{name}"',
    zh: '没有名为“{name}”的规则或类别',
    hint: { en: 'Rules: {rules}.', zh: '可用规则：{rules}。' },
  },
  'audit-unknown-parameter': {
    severity: 'error',
    en: 'line {line} of {file}: the rule {rule} has no parameter "{name}"',
    zh: '{file} 第 {line} 行：规则 {rule} 没有参数“{name}”',
    hint: { en: 'Its parameters: {parameters}.', zh: '该规则的参数：{parameters}。' },
  },
  'audit-bad-parameter': {
    severity: 'error',
    en: 'line {line} of {file}: {rule} {name} cannot be "{text}"',
    zh: '{file} 第 {line} 行：{rule} 的 {name} 不能为“{text}”',
    hint: { en: 'Expected: {expected}.', zh: '应为：{expected}。' },
  },
  'audit-repeated-parameter': {
    severity: 'error',
    en: 'lines {first} and {line} of {file} both set {rule} {name}',
    zh: '{file} 第 {first} 行与第 {line} 行重复设置 {rule} 的 {name}',
  },
  'audit-not-looked': {
    severity: 'note',
    en: 'the rule {rule} could not look: {why}',
    zh: '规则 {rule} 无法核查：{why}',
  },
  'audit-without-hospital': {
    severity: 'warning',
    en: '{rule}: {count} hits have no hospital and are no findings, as nobody could be asked about them',
    zh: '{rule}：{count} 条命中没有医疗机构，未形成疑点（无法追溯到机构）',
  },
  'decision-bad': {
    severity: 'error',
    en: 'line {line} of {file}: {column} cannot be "{text}"',
    zh: '{file} 第 {line} 行：{column} 不能为“{text}”',
    hint: { en: 'Expected: {expected}.', zh: '应为：{expected}。' },
  },
  'decision-incomplete': {
    severity: 'error',
    en: 'line {line} of {file}: {column} is empty',
    zh: '{file} 第 {line} 行：缺少 {column}',
    hint: {
      en: 'A decision names the finding and its fingerprint, what was decided, by whom, on which day and why.',
      zh: '每项决定须写明疑点编号及其指纹、处理意见、处理人、日期和理由。',
    },
  },
  'decision-no-effect': {
    severity: 'error',
    en: 'line {line} of {file}: {finding} is confirmed, but it is not said what follows',
    zh: '{file} 第 {line} 行：{finding} 已确认，但未写明处理结果',
    hint: {
      en: 'Give an amount or points to take off, or unpaid = true.',
      zh: '请填写扣减金额（amount）、扣减分值（points），或 unpaid = true（不予支付）。',
    },
  },
  'decision-effect-not-taken': {
    severity: 'error',
    en: 'line {line} of {file}: {finding} is confirmed with {effect}, which this contract does not take',
    zh: '{file} 第 {line} 行：{finding} 的处理结果为 {effect}，本协议未采用该方式',
    hint: {
      en: 'Name it under the option effects, if the model uses it; otherwise state an effect among: {effects}.',
      zh: '若模型支持，请在选项 effects 中列出；否则请改用：{effects}。',
    },
  },
  'decision-stray-effect': {
    severity: 'error',
    en: 'line {line} of {file}: {decision} with {effect}: only a confirmation takes anything off',
    zh: '{file} 第 {line} 行：{decision} 不应带有 {effect}，只有确认（confirmed）才产生扣减',
  },
  'decision-unknown-finding': {
    severity: 'error',
    en: 'line {line} of {file} confirms {finding}, which is not found',
    zh: '{file} 第 {line} 行确认了 {finding}，但本次核查未发现该疑点',
    hint: {
      en: 'The data or the rules have changed since. Look at it again: reverse the confirmation, or audit with the rules of that time.',
      zh: '数据或规则此后已有变化。请重新核查：撤销该确认，或按当时的规则重新核查。',
    },
  },
  'decision-changed-finding': {
    severity: 'error',
    en: 'line {line} of {file} confirms {finding} as it was then ({was}); it has changed since ({now})',
    zh: '{file} 第 {line} 行确认的是 {finding} 当时的内容（{was}），此后该疑点已变化（{now}）',
    hint: {
      en: 'Look at it again and confirm it as it is now, with the new fingerprint.',
      zh: '请重新核查，并以新的指纹再次确认。',
    },
  },
  'decision-out-of-order': {
    severity: 'error',
    en: 'line {line} of {file}: {finding} was decided on {date}, before the decision above it of {before}',
    zh: '{file} 第 {line} 行：{finding} 的决定日期 {date} 早于其上一项决定的日期 {before}',
    hint: {
      en: 'Decisions are added below, never changed: keep them in the order they were made.',
      zh: '决定只能在下方追加，不得修改，请按作出的先后顺序排列。',
    },
  },
  'decision-nothing-to-reverse': {
    severity: 'error',
    en: 'line {line} of {file} reverses {finding}, which was not confirmed before',
    zh: '{file} 第 {line} 行撤销了 {finding}，但此前并未确认',
  },
  'decision-confirmed-twice': {
    severity: 'error',
    en: 'line {line} of {file} decides {finding} again, which was confirmed in line {before} and not reversed',
    zh: '{file} 第 {line} 行再次处理 {finding}；第 {before} 行已确认且未撤销',
    hint: {
      en: 'Reverse that confirmation first, then decide anew.',
      zh: '请先撤销原确认，再重新作出决定。',
    },
  },
  'decision-later': {
    severity: 'note',
    en: '{count} decisions in {file} were made after {asOf} and are not taken yet',
    zh: '{file} 中有 {count} 项决定晚于 {asOf}，本次未采用',
  },
  'adjustment-beyond-payment': {
    severity: 'warning',
    en: '{case}: {amount} is taken off, and the fund paid {paid} for it',
    zh: '病例 {case}：扣减 {amount}，而基金支付为 {paid}',
    hint: {
      en: 'Nothing is cut: if that is not meant, reverse a confirmation. Several findings may be about the same money.',
      zh: '系统不会自动限额：如非本意，请撤销其中的确认。多条疑点可能涉及同一笔费用。',
    },
  },
});

export const report = reporter(messages);

export const FAMILY_WORDS: Record<Family, Localized> = {
  'low-threshold': { en: 'Low-threshold admission', zh: '低标准入院' },
  'split-stay': { en: 'Split stays', zh: '分解住院' },
  upcoding: { en: 'Upcoding', zh: '高套病组' },
  coding: { en: 'Wrong principal diagnosis, missing procedure', zh: '主要诊断选择错误、漏填手术操作' },
  shifting: { en: 'Costs shifted to outpatient care or to the patient', zh: '转嫁费用（门诊或患者）' },
  selection: { en: 'Light cases chosen, severe ones refused', zh: '挑选轻症、推诿重症' },
  service: { en: 'Insufficient service', zh: '服务不足' },
  conflict: { en: 'Sex, age and diagnosis in conflict', zh: '性别、年龄与诊断矛盾' },
  overlap: { en: 'Overlapping stays', zh: '住院时间重叠' },
  duplicate: { en: 'Billed twice', zh: '重复收费' },
};

export const SEVERITY_WORDS: Record<Severity, Localized> = {
  breach: { en: 'breach', zh: '明确违规' },
  suspect: { en: 'suspect', zh: '高度可疑' },
  hint: { en: 'hint', zh: '轻度可疑' },
};

/** Why a line of evidence does not count: it is there to be compared. */
export const REASONS: Record<string, Localized> = {
  'first-stay': { en: 'the stay before', zh: '前一次住院' },
  'other-stay': { en: 'the other stay', zh: '另一次住院' },
  'the-stay': { en: 'the stay itself', zh: '住院病例本身' },
  'first-line': { en: 'the line that stands', zh: '保留的一条' },
  'within-days': { en: 'within the days of the stay', zh: '在住院天数之内' },
  'complicated-case': { en: 'a case in a group with complications', zh: '伴并发症病组病例' },
  'severe-case': { en: 'a severe case', zh: '重症病例' },
  'transferred-case': { en: 'a severe case sent away', zh: '转出的重症病例' },
};

/** Why something that looks alike is no finding. */
export const GUARDS: Record<string, Localized> = {
  emergency: { en: 'emergency', zh: '急诊入院' },
  intensive: { en: 'intensive care', zh: '重症监护' },
  died: { en: 'death', zh: '死亡' },
  transferred: { en: 'transfer', zh: '转院' },
  'against-advice': { en: 'left against advice', zh: '非医嘱离院' },
  'young-or-old': { en: 'young or old', zh: '低龄或高龄' },
  complicated: { en: 'with complications', zh: '伴并发症或合并症' },
  'planned-cycle': { en: 'planned cycle', zh: '计划性周期治疗' },
  'planned-readmission': { en: 'planned readmission', zh: '计划内再住院' },
  'staged-operation': { en: 'staged operation', zh: '分次手术' },
  birth: { en: 'birth', zh: '分娩' },
  'few-peers': { en: 'too few cases in the group', zh: '同病组病例过少' },
  'few-cases': { en: 'too few cases of the hospital', zh: '医院病例过少' },
  'over-dispersion': { en: 'hospitals differ so much anyway', zh: '未超出医院间固有离散程度' },
  'other-code-system': { en: 'other system of codes', zh: '其他编码体系' },
  newborn: { en: 'newborn', zh: '新生儿' },
  'background-only': { en: 'only background diseases', zh: '仅有常见伴随疾病' },
  'excepted-diagnosis': { en: 'diagnosis left alone', zh: '不核查的诊断' },
  'no-fitting-diagnosis': { en: 'no diagnosis fits', zh: '无相符诊断' },
  'not-insured': { en: 'nothing paid by the fund', zh: '基金未支付' },
  small: { en: 'small amount', zh: '金额较小' },
  'short-group': { en: 'group of short stays', zh: '短住院病组' },
  'short-stay': { en: 'stay of a day', zh: '住院仅一天' },
  intersex: { en: 'sex not decided by codes', zh: '不宜以编码判断性别' },
  'register-unclear': { en: 'register says both', zh: '登记信息不一致' },
  'two-day-cases': { en: 'two day cases', zh: '两次日间手术' },
  'repeat-modifier': { en: 'modifier for a repeat', zh: '标注重复服务' },
};

export const CANNOT: Record<'no-table' | 'no-groups' | 'no-levels', Localized> = {
  'no-table': { en: 'the data has no {table}', zh: '数据中没有 {table}' },
  'no-groups': { en: 'no case has a group', zh: '病例均无病组' },
  'no-levels': {
    en: 'no case has a group of CHS-DRG’s form',
    zh: '病例均无 CHS-DRG 形式的病组',
  },
};
