/** What can be wrong with cases for a report. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'report-no-file': {
    severity: 'error',
    en: 'There is no file or folder {path}.',
    zh: '找不到文件或目录 {path}。',
    hint: {
      en: 'Give a table with a row per case, or a data folder.',
      zh: '请给出每行一个病例的表格，或数据文件夹。',
    },
  },
  'report-no-data': {
    severity: 'error',
    en: '{path} is no data folder: it has no data.json.',
    zh: '{path} 不是数据文件夹：其中没有 data.json。',
    hint: { en: '"openvbp import" makes one.', zh: '可用 “openvbp import” 生成。' },
  },
  'report-hospital-unknown': {
    severity: 'error',
    en: 'There is no case of the hospital {hospital}.',
    zh: '没有医疗机构 {hospital} 的病例。',
    hint: { en: 'There are cases of {known}.', zh: '有病例的医疗机构：{known}。' },
  },
  'report-unreadable': {
    severity: 'error',
    en: '{path} cannot be read as a table: {words}',
    zh: '{path} 无法作为表格读取：{words}',
  },
  'report-columns': {
    severity: 'error',
    en: '{path} has no column for {missing}; it has {found}.',
    zh: '{path} 缺少以下内容的列：{missing}；现有列为 {found}。',
    hint: { en: 'Names that are known: {names}.', zh: '可识别的列名：{names}。' },
  },
  'report-cell': {
    severity: 'error',
    en: '{path}: {count} rows have a {column} that cannot be read; the first, in line {line}, is "{text}".',
    zh: '{path}：有 {count} 行的 {column} 无法识别；首个在第 {line} 行，为“{text}”。',
    hint: {
      en: 'Expected: {expected}. Leave a cell empty where it is not known.',
      zh: '应为：{expected}。未知时请留空。',
    },
  },
  'report-beyond': {
    severity: 'error',
    en: '{count} cases have a fee of a thousand million or more, or a stay of a million days; the first is {id}.',
    zh: '{count} 个病例的费用达到十亿或住院天数达到一百万；首个为 {id}。',
    hint: {
      en: 'These figures would swamp all others: mend them first.',
      zh: '此类数字会淹没其他数据，请先更正。',
    },
  },
  'report-case-twice': {
    severity: 'error',
    en: '{path} has the case "{id}" {count} times.',
    zh: '{path} 中病例“{id}”出现 {count} 次。',
    hint: { en: 'Every case needs an identifier of its own.', zh: '每个病例须有唯一编号。' },
  },
  'report-grouped-unmatched': {
    severity: 'warning',
    en: '{count} cases of the grouped file are not among the cases.',
    zh: '分组文件中有 {count} 个病例不在病例数据中。',
  },
  'report-undated': {
    severity: 'warning',
    en: '{count} cases have no day of discharge and are in no period.',
    zh: '{count} 个病例没有出院日期，不属于任何期间。',
  },
  'report-no-cases': {
    severity: 'error',
    en: 'There are no cases: {when}.',
    zh: '没有病例：{when}。',
    hint: {
      en: 'Look at the days of discharge and at the periods asked for.',
      zh: '请核对出院日期与所要求的期间。',
    },
  },
  'report-no-hospital': {
    severity: 'warning',
    en: '{count} cases name no hospital: they are in the total alone.',
    zh: '{count} 个病例没有医疗机构：仅计入合计。',
  },
  'report-risk-word': {
    severity: 'error',
    en: '{path}, line {line}: "{text}" is no risk of death.',
    zh: '{path} 第 {line} 行：“{text}”不是死亡风险等级。',
    hint: {
      en: 'Known: low, mid-low, mid-high, high.',
      zh: '可用：低、中低、中高、高（low、mid-low、mid-high、high）。',
    },
  },
  'report-group-twice': {
    severity: 'error',
    en: '{path} has the group {group} in lines {first} and {line}.',
    zh: '{path} 第 {first} 行与第 {line} 行均为病组 {group}。',
  },
  'report-discharge-words': {
    severity: 'warning',
    en: '{count} cases have a way of discharge that is not known ("{text}" …): whether the person died is unknown.',
    zh: '{count} 个病例的离院方式无法识别（“{text}”等）：是否死亡未知。',
  },
});
