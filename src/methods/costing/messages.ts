/** What can be wrong with costing, and what the reasons of lines say. */
import { canonicalTable } from '../../data/canonical/index.ts';
import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

export const messages = defineMessages({
  'two-groupings': {
    severity: 'error',
    en: '`groups` and `grouped` both say which group a case is in.',
    zh: '`groups` 与 `grouped` 同时给出了病例分组。',
    hint: { en: 'Keep one of them.', zh: '请只保留其中之一。' },
  },
  'no-group-column': {
    severity: 'error',
    en: 'There is no column {name} with the group of a case.',
    zh: '没有病组列 {name}。',
    hint: {
      en: 'Name it by `group_column`; there are: {columns}.',
      zh: '请以 `group_column` 指定；现有列：{columns}。',
    },
  },
  'cases-undated': {
    severity: 'warning',
    en: '{count} cases have no day of discharge and belong to no period.',
    zh: '{count} 个病例没有出院日期，不属于任何期间。',
  },
  'case-value-refused': {
    severity: 'error',
    en: 'line {row} of the file of `{option}`: case "{id}" has the value "{text}"',
    zh: '`{option}` 的文件第 {row} 行：病例“{id}”的值为“{text}”',
    hint: {
      en: 'Expected: an identifier, and an amount with at most four digits after the point.',
      zh: '应为：病例编号，以及小数点后不超过四位的金额。',
    },
  },
  'case-twice': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `{option}` are both about case {id}',
    zh: '`{option}` 的文件第 {first} 行与第 {row} 行均为病例 {id}',
    hint: { en: 'Keep one of them.', zh: '请只保留其中之一。' },
  },
  'ratio-twice': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `{option}` both hold for {what}',
    zh: '`{option}` 的文件第 {first} 行与第 {row} 行同时适用于 {what}',
    hint: { en: 'Keep one of them.', zh: '请只保留其中之一。' },
  },
  'ratio-or-amounts': {
    severity: 'error',
    en: 'line {row} of the file of `{option}` needs either a ratio, or cost and charges',
    zh: '`{option}` 的文件第 {row} 行须填写 ratio，或同时填写 cost 与 charges',
  },
  uncosted: {
    severity: 'warning',
    en: 'The cost of {count} cases is unknown: charges of {charges} have no ratio ({examples}).',
    zh: '{count} 个病例的成本未知：有 {charges} 的收费没有适用的成本收费比（{examples}）。',
    hint: {
      en: 'Add rows for them, or a row that leaves the category blank and holds for all others.',
      zh: '请补充相应行，或增加一行类别留空、适用于其余全部类别的比率。',
    },
  },
  'charges-unknown': {
    severity: 'warning',
    en: 'The cost of {count} cases is unknown: their total fee, or the amount or quantity of an item, is unknown.',
    zh: '{count} 个病例的成本未知：总费用未知，或某项收费的金额、数量未知。',
  },
  'row-refused': {
    severity: 'error',
    en: 'line {row} of the file of `{option}`: {column} cannot be "{text}"',
    zh: '`{option}` 的文件第 {row} 行：{column} 不能为“{text}”',
    hint: { en: 'Expected: {expected}.', zh: '应为：{expected}。' },
  },
  'resource-twice': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `resources` are both about {name}',
    zh: '`resources` 的文件第 {first} 行与第 {row} 行均为 {name}',
    hint: { en: 'Keep one of them.', zh: '请只保留其中之一。' },
  },
  'resource-unknown': {
    severity: 'error',
    en: 'line {row} of the file of `pathways` names the resource {name}, which the file of `resources` does not have',
    zh: '`pathways` 的文件第 {row} 行使用资源 {name}，但 `resources` 的文件中没有该资源',
    hint: { en: 'It has: {names}.', zh: '已有：{names}。' },
  },
  'step-differs': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `pathways` differ in {column} of step {step} of {pathway}',
    zh: '`pathways` 的文件第 {first} 行与第 {row} 行对路径 {pathway} 步骤 {step} 的 {column} 规定不一致',
    hint: {
      en: 'A step has a row for each resource; say what holds for the step once, or the same.',
      zh: '同一步骤的每种资源各占一行；步骤属性只写一次或写得一致。',
    },
  },
  'step-resource-twice': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `pathways` have the same step {step} of {pathway} and the same resource',
    zh: '`pathways` 的文件第 {first} 行与第 {row} 行的路径 {pathway} 步骤 {step} 使用了同一资源',
  },
  'code-twice': {
    severity: 'error',
    en: 'In pathway {pathway} the code {code} stands for both {first} and {second}.',
    zh: '路径 {pathway} 中编码 {code} 同时对应步骤 {first} 与 {second}。',
    hint: {
      en: 'A code tells which step was done: keep it in one.',
      zh: '编码用于判断完成了哪一步骤，请只保留在一个步骤中。',
    },
  },
  'pathway-unknown': {
    severity: 'error',
    en: 'line {row} of the file of `assignments` names the pathway {name}, which the file of `pathways` does not have',
    zh: '`assignments` 的文件第 {row} 行使用路径 {name}，但 `pathways` 的文件中没有该路径',
  },
  'group-assigned-twice': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `assignments` both assign the group {group}',
    zh: '`assignments` 的文件第 {first} 行与第 {row} 行均指定了病组 {group} 的路径',
  },
  'no-pathway': {
    severity: 'warning',
    en: '{count} cases have no pathway, and so no cost; groups: {examples}.',
    zh: '{count} 个病例没有对应路径，因而没有成本；病组：{examples}。',
    hint: {
      en: 'A case takes the pathway named as its group, or that which `assignments` gives its group.',
      zh: '病例采用与其病组同名的路径，或 `assignments` 中为该病组指定的路径。',
    },
  },
  'event-refused': {
    severity: 'error',
    en: 'line {row} of the file of `events`: {column} cannot be "{text}"',
    zh: '`events` 的文件第 {row} 行：{column} 不能为“{text}”',
    hint: { en: 'Expected: {expected}.', zh: '应为：{expected}。' },
  },
  'events-of-no-case': {
    severity: 'warning',
    en: '{count} events are of no case of the period and count nowhere; the first: {example}.',
    zh: '{count} 条事件不属于本期任何病例，未计入；首条：{example}。',
  },
  'events-without-step': {
    severity: 'note',
    en: '{count} events are no step of the pathway of their case: they cost nothing here.',
    zh: '{count} 条事件不是其病例路径中的步骤，此处不计成本。',
  },
  'steps-without-codes': {
    severity: 'note',
    en: '{count} steps have no codes, so that no item shows whether they were done; they are not judged: {steps}.',
    zh: '{count} 个步骤未列编码，收费明细无从反映是否执行，不作判断：{steps}。',
    hint: {
      en: 'Give them codes in the process map, or say what was done with `events`.',
      zh: '请在流程图中补充编码，或用 `events` 说明实际执行情况。',
    },
  },
  'events-resource': {
    severity: 'error',
    en: 'line {row} of the file of `events` says step {step} used {resource}, which the pathway {pathway} does not have in that step',
    zh: '`events` 的文件第 {row} 行称步骤 {step} 使用 {resource}，但路径 {pathway} 的该步骤没有此资源',
  },
  'no-event-is-a-step': {
    severity: 'warning',
    en: 'Not one event is a step of a pathway, for {count} cases with a pathway.',
    zh: '{count} 个有路径的病例中，没有任何事件对应路径步骤。',
    hint: {
      en: 'Give the steps the codes of the items of the data, or a file of events.',
      zh: '请在流程图中填写步骤对应的收费项目编码，或提供事件文件。',
    },
  },
  'events-too-large': {
    severity: 'error',
    en: '{count} events have a million minutes or ten thousand times or more; the first is of case {example}.',
    zh: '{count} 条事件的分钟数达到一百万或次数达到一万；首个病例为 {example}。',
  },
  'resource-of-no-hospital': {
    severity: 'warning',
    en: '{count} cases use {resource}, for which their hospital has no cost: their cost is unknown.',
    zh: '{count} 个病例使用 {resource}，但其医疗机构没有该资源的成本：这些病例成本未知。',
  },
  'cost-no-data': {
    severity: 'error',
    en: '{path} is no data folder: it has no data.json.',
    zh: '{path} 不是数据文件夹：其中没有 data.json。',
    hint: { en: '"openvbp import" makes one.', zh: '可用 “openvbp import” 生成。' },
  },
  'cases-no-hospital': {
    severity: 'error',
    en: 'No case of the hospital {hospital} was discharged in the period.',
    zh: '期间内没有医疗机构 {hospital} 的出院病例。',
  },
  'cost-no-cases': {
    severity: 'error',
    en: '{path} has no inpatient case with a day of discharge.',
    zh: '{path} 中没有带出院日期的住院病例。',
  },
  'cost-option': {
    severity: 'error',
    en: '{name} cannot be "{text}".',
    zh: '{name} 不能为“{text}”。',
    hint: { en: 'Expected: {expected}.', zh: '应为：{expected}。' },
  },
  'cost-option-needed': {
    severity: 'error',
    en: '{name} is needed.',
    zh: '缺少 {name}。',
  },
  overused: {
    severity: 'warning',
    en: '{resource} was used for {used} minutes, more than its practical capacity of {minutes}.',
    zh: '{resource} 使用了 {used} 分钟，超过其实际可用产能 {minutes} 分钟。',
    hint: {
      en: 'The minutes of the pathways, the capacity or the period are not those of the same time.',
      zh: '请核对路径分钟数、产能与期间是否一致。',
    },
  },
});

/** Fee categories of a case as its columns have them: `fee_bed` → `bed`. */
export const FEES = canonicalTable('inpatient_case')
  .columns.filter(({ name }) => name.startsWith('fee_'))
  .map(({ name, label }) => ({ column: name, category: name.slice('fee_'.length), label }));

/** A line per fee category says in its reason which it is. */
const feeReasons = Object.fromEntries(
  FEES.flatMap(({ column, label }) => [
    [column, { en: `${label.en}: charge times ratio`, zh: `${label.zh}：收费 × 成本收费比` }],
    [`${column}-no-ratio`, { en: `${label.en}: no ratio`, zh: `${label.zh}：没有成本收费比` }],
  ]),
) as Record<string, Localized>;

export const REASONS: Record<string, Localized> = {
  ...feeReasons,
  'by-ratio': { en: 'charge times ratio', zh: '收费 × 成本收费比' },
  'by-unit-cost': { en: 'quantity times unit cost', zh: '数量 × 单位成本' },
  'not-itemised': {
    en: 'part of the total fee that no item or category has, times ratio',
    zh: '总费用中未列入明细的部分 × 成本收费比',
  },
  'not-itemised-no-ratio': {
    en: 'part of the total fee that no item or category has: no ratio',
    zh: '总费用中未列入明细的部分：没有成本收费比',
  },
  'no-ratio': { en: 'no ratio for the category', zh: '该类别没有成本收费比' },
  'charge-unknown': { en: 'the charge is unknown', zh: '收费金额未知' },
  'quantity-unknown': { en: 'the quantity is unknown', zh: '数量未知' },
  'cost-unknown': { en: 'the cost of the case is unknown', zh: '病例成本未知' },
  'payment-unknown': { en: 'what was received for the case is unknown', zh: '病例收入未知' },
  margin: { en: 'received less cost', zh: '收入减成本' },
  'no-pathway': { en: 'no pathway for the group of the case', zh: '病例所在病组没有路径' },
  'no-events': { en: 'no event is a step of the pathway', zh: '没有事件属于路径步骤' },
  'no-resource-cost': { en: 'no cost of a resource for this hospital', zh: '该医疗机构没有某资源的成本' },
  'standard-time': {
    en: 'minutes of the process map, weighted by probability, times the capacity cost rate',
    zh: '流程图分钟数（按概率加权）× 产能成本率',
  },
  'standard-supplies': { en: 'supplies of the step, weighted by probability', zh: '步骤耗材（按概率加权）' },
  'event-time': { en: 'minutes of the event times the capacity cost rate', zh: '事件分钟数 × 产能成本率' },
  'event-standard-time': {
    en: 'event without minutes: those of the process map times the capacity cost rate',
    zh: '事件未记分钟数：流程图分钟数 × 产能成本率',
  },
  'event-supplies': { en: 'supplies of the step done', zh: '已完成步骤的耗材' },
  'no-step': { en: 'no step of the pathway', zh: '不是路径步骤' },
  'as-planned': { en: 'step as planned', zh: '步骤与计划一致' },
  'optional-done': { en: 'step that not all cases need, done', zh: '已完成的非必需步骤' },
  'step-missing': { en: 'step missing', zh: '步骤缺失' },
  'step-extra': { en: 'step not in the pathway', zh: '路径外步骤' },
  'step-repeated': { en: 'step done more often than planned', zh: '步骤次数超出计划' },
  'minutes-over': { en: 'minutes over plan', zh: '用时超出计划' },
  'step-late': { en: 'step later than planned', zh: '步骤晚于计划' },
  'date-unknown': {
    en: 'day of the step unknown: whether it was late is not judged',
    zh: '步骤日期未知：未判断是否延迟',
  },
};
