/** What is said of measures written as documents. */
import { defineMessages, reporter } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import { AS_OF_REASON } from '../../shared/as-of.ts';

export const messages = defineMessages({
  'measure-condition': {
    severity: 'error',
    en: '{path}: {where} is no condition of this column; expected: {expected}',
    zh: '{path}：{where} 不是该列可用的条件；应为：{expected}',
  },
  'measure-column': {
    severity: 'error',
    en: '{path}: {where}: {table} has no column {column}; it has {known}',
    zh: '{path}：{where}：{table} 没有列 {column}；现有列：{known}',
  },
  'measure-table': {
    severity: 'error',
    en: '{path}: {where}: no table {table} to read events from; there are {known}',
    zh: '{path}：{where}：没有可供取事件的表 {table}；可用的表：{known}',
  },
  'measure-codes': {
    severity: 'error',
    en: '{path}: {where}: the document has no code list {list}; it has {known}. Write it under `codes`',
    zh: '{path}：{where}：文档中没有编码清单 {list}；现有清单：{known}。请在 `codes` 下写明',
  },
  'measure-codes-empty': {
    severity: 'error',
    en: '{path}: the code list {list} of {measure} comes with whoever uses the measure: give a CSV with columns list, code (and drug) as `codes`, with rows for the list {list}',
    zh: '{path}：指标 {measure} 的编码清单 {list} 须由使用者提供：请以 `codes` 指定含 list、code（及 drug）列的 CSV，并含清单 {list} 的行',
  },
  'measure-codes-file': {
    severity: 'error',
    en: '{path}: {where}: the file {file} cannot be read as codes: {reason}',
    zh: '{path}：{where}：文件 {file} 无法作为编码清单读取：{reason}',
  },
  'measure-event': {
    severity: 'error',
    en: '{path}: {where}: the document has no event {event}; it has {known}. Write it under `events`',
    zh: '{path}：{where}：文档中没有事件 {event}；现有事件：{known}。请在 `events` 下写明',
  },
  'measure-misfit': {
    severity: 'error',
    en: '{path}: {where} does not fit the rest of the document; expected: {expected}',
    zh: '{path}：{where} 与文档其他部分不符；应为：{expected}',
  },
  'measure-twice': {
    severity: 'error',
    en: 'two of the documents are the measure {measure}: {first} and {second}; ask for one of them',
    zh: '有两个文档均为指标 {measure}：{first} 与 {second}；请只取其一',
  },
  'measure-none': {
    severity: 'error',
    en: 'no measure is asked for; there are {known}',
    zh: '未指定任何指标；可用指标：{known}',
  },
  'lists-not-given': {
    severity: 'note',
    en: 'not given, so nothing is counted or left out by them: {lists}. {measures} would use them; give them as `codes` (columns list, code). The documents say where they are from',
    zh: '未提供下列编码清单，不据以计入或排除：{lists}。使用这些清单的指标：{measures}；可用 `codes`（列 list、code）给出，出处见各指标文档',
  },
  'list-unused': {
    severity: 'warning',
    en: '{file} gives codes of {list}, which no measure asked for names; they name {known}',
    zh: '{file} 给出了清单 {list} 的编码，但所求指标均未使用该清单；所用清单：{known}',
  },
  'facility-of-people': {
    severity: 'error',
    en: '{measure} counts people, who have no facility: ask for `by: groups` or `by: all`, or leave the measure out',
    zh: '{measure} 以人计数，没有所属机构：请用 `by: groups` 或 `by: all`，或不计算该指标',
  },
  'groups-needed': {
    severity: 'error',
    en: '`by: groups` needs `groups` (the result of an attribution) or `members` (a CSV with columns person, provider)',
    zh: '`by: groups` 需要 `groups`（归属结果）或 `members`（含 person、provider 列的 CSV）',
  },
  'groups-twice': {
    severity: 'error',
    en: 'give `groups` or `members`, not both',
    zh: '`groups` 与 `members` 只能给一个',
  },
  'groups-columns': {
    severity: 'error',
    en: 'the result {result} has no column {column}, so it says not who belongs to whom',
    zh: '结果 {result} 没有列 {column}，无法据以确定归属',
  },
  'no-members': {
    severity: 'warning',
    en: '{measure}: none of the {count} counted belongs to a provider; ask `openvbp methods` what attribution gives',
    zh: '{measure}：所计 {count} 个单位均无归属机构；可用 `openvbp methods` 查看归属方法',
  },
  'period-open': {
    severity: 'warning',
    en: 'the period ends after {as_of}: measures are as of that day, and what comes later may change them',
    zh: '测量期晚于截至日 {as_of} 结束：指标为截至该日的数值，之后的记录可能改变结果',
  },
  undated: {
    severity: 'warning',
    en: '{count} {count|row|rows} of {table} that could count {count|has|have} no date and {count|is|are} not counted',
    zh: '{table} 中有 {count} 行本可计入但没有日期，未予计入',
  },
  'unit-unknown': {
    severity: 'warning',
    en: '{measure}: {count} {count|value|values} of {event} {count|is|are} in units the measure does not know ({found}) and {count|is|are} no value; it knows {known}',
    zh: '{measure}：{event} 有 {count} 个值的单位（{found}）不在该指标的单位之列，视为无值；可用单位：{known}',
  },
  'unit-missing': {
    severity: 'warning',
    en: '{measure}: {count} {count|value|values} of {event} {count|has|have} no unit and {count|is|are} taken to be in {unit}',
    zh: '{measure}：{event} 有 {count} 个值未注明单位，按 {unit} 处理',
  },
  'no-eligibility': {
    severity: 'warning',
    en: 'there is no eligibility, so measures of people have nobody in them: {measures}',
    zh: '数据没有参保信息，以下以人计数的指标无人可计：{measures}',
  },
  'measure-no-data': {
    severity: 'error',
    en: '{path} is no data folder: make one with `openvbp import` or `openvbp synthesise`',
    zh: '{path} 不是数据目录：请用 `openvbp import` 或 `openvbp synthesise` 生成',
  },
  'measure-no-days': {
    severity: 'error',
    en: '{path} has no dated claims, so the period is not known: give --period FROM/TO',
    zh: '{path} 中没有带日期的单据，无法确定测量期：请指定 --period 起/止',
  },
  'measure-nothing': {
    severity: 'error',
    en: '{path} has no rows any of the measures is computed from; name a measure of your own',
    zh: '{path} 中没有可供任何指标计算的数据；请指定自有指标文档',
  },
  'nothing-read': {
    severity: 'warning',
    en: '{measure}: no row of {table} in the days looked at is {event}; are its codes those of the data?',
    zh: '{measure}：所查日期内没有任何 {table} 行符合事件 {event}；请核对编码是否与数据一致',
  },
});

export const report = reporter(messages);

/** Why a unit is not known or left out, and what lines do. */
export const reasons = {
  unknown: { en: 'what is measured is not known', zh: '所测内容未知' },
  'not-due': { en: 'the days that count are not over', zh: '观察期尚未结束' },
  'age-unknown': { en: 'no date of birth', zh: '出生日期未知' },
  'sex-unknown': { en: 'sex not known', zh: '性别未知' },
  excluded: { en: 'left out by an exclusion of the measure', zh: '符合指标的排除条件' },
  'no-denominator': { en: 'nothing to divide by', zh: '分母为零' },
  unit: { en: 'is what is counted', zh: '计数单位' },
  population: { en: 'makes the unit one of the population', zh: '据以纳入人群' },
  numerator: { en: 'counts for the numerator', zh: '计入分子' },
  denominator: { en: 'counts for the denominator', zh: '计入分母' },
  exclusion: { en: 'looked at for an exclusion', zh: '据以判断是否排除' },
  outside: { en: 'outside the days that count', zh: '不在计入日期之内' },
  'no-value': { en: 'has no value the measure can read', zh: '没有该指标可用的值' },
  'not-last': { en: 'a later value counts', zh: '已有更晚的值' },
  'came-first': { en: 'came first, and is none that counts', zh: '最先发生，但不属于计入的事件' },
  'not-first': { en: 'another came first', zh: '此前已有其他事件发生' },
  ...AS_OF_REASON,
} as const satisfies Record<string, Localized>;
