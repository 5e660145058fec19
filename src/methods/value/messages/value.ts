/** What can be wrong with a condition, its data, and what of them is left out. */
import { defineMessages, reporter } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'value-no-condition': {
    severity: 'error',
    en: 'there is no condition "{name}"; those that come along are: {known}',
    zh: '没有名为“{name}”的病种；随附的病种有：{known}',
    hint: {
      en: 'Give one of these names, or the path of a document of your own.',
      zh: '请给出其中之一，或自有病种文档的路径。',
    },
  },
  'value-misfit': {
    severity: 'error',
    en: '{path}: {where} does not fit the rest of the document; expected: {expected}',
    zh: '{path}：{where} 与文档其他部分不符；应为：{expected}',
  },
  'value-no-data': {
    severity: 'error',
    en: '{path} is no data folder: it has no data.json',
    zh: '{path} 不是数据文件夹：其中没有 data.json',
    hint: {
      en: '"openvbp import" or "openvbp synthesise" makes one.',
      zh: '可用“openvbp import”或“openvbp synthesise”生成。',
    },
  },
  'value-empty-data': {
    severity: 'error',
    en: '{path} has no claim, case or result with a date: there is nothing to look at',
    zh: '{path} 中没有任何带日期的费用、病例或检验记录，无可分析',
  },
  'value-no-cycles': {
    severity: 'error',
    en: 'nobody in the data has {condition} in this period: no cycle of care begins',
    zh: '数据中本期没有“{condition}”患者：没有任何诊疗周期开始',
    hint: {
      en: 'See whether the codes of the document are those of the data, and which period it covers.',
      zh: '请核对病种文档的编码与数据所用编码是否一致，以及数据覆盖的期间。',
    },
  },
  'value-no-coverage': {
    severity: 'warning',
    en: 'the data has no spans of coverage: nobody is known to be lost, and everyone is taken to be followed to the end of the data',
    zh: '数据中没有参保区间：无法识别失访者，均视为随访至数据截止日',
  },
  'value-no-provider': {
    severity: 'warning',
    en: '{count} cycles have no provider; they are in the figures of all, under no name',
    zh: '{count} 个诊疗周期没有归属机构；计入合计，列为未署名',
  },
  'value-no-primary-care': {
    severity: 'warning',
    en: 'the data tells neither who gives primary care nor where people are registered: a cycle is given to whom the person saw on most days for the condition',
    zh: '数据中既无基层首诊机构标识，也无签约信息：周期归属于患者因该病就诊天数最多的机构',
  },
  'value-no-age': {
    severity: 'warning',
    en: '{count} cycles were left out since age or sex is not known, or not that of the condition',
    zh: '{count} 个诊疗周期因年龄或性别未知、或不符合病种规定而未纳入',
  },
  'value-no-model': {
    severity: 'warning',
    en: 'the effects of the variables on "{outcome}" could not be told apart, or there are too few cases to tell them by: adjusted by strata instead',
    zh: '各病例组合变量对“{outcome}”的影响无法区分，或例数不足以估计：改用分层法调整',
  },
  'value-nothing-known': {
    severity: 'note',
    en: '"{outcome}" is known of none of {cases} cycles',
    zh: '“{outcome}”在 {cases} 个诊疗周期中均未知',
  },
  'value-strange-units': {
    severity: 'warning',
    en: '{count} results of "{outcome}" are in a unit the document does not name and were left out: {units}',
    zh: '“{outcome}”有 {count} 条结果的单位不在病种文档所列之内，未采用：{units}',
  },
  'value-no-scale': {
    severity: 'warning',
    en: 'the answers to {instrument} give no {scale}, so that "{outcome}" is not known: a scale of that name is not there, or needs a value set',
    zh: '{instrument} 的作答未能得出 {scale}，“{outcome}”未知：没有该维度，或须指定效用值集',
    hint: {
      en: 'Name a value set with --value-set, such as {instrument}/china.',
      zh: '请用 --value-set 指定效用值集，例如 {instrument}/china。',
    },
  },
  'value-too-large': {
    severity: 'error',
    en: 'the {outcome} of the cycle {cycle} is {value}: such a figure cannot be right',
    zh: '周期 {cycle} 的 {outcome} 为 {value}：数值过大，不可能正确',
    hint: {
      en: 'See which claim lines it is made of, and import them again with amounts in yuan or dollars.',
      zh: '请核对构成该数值的费用明细，并以元为单位重新导入。',
    },
  },
  'value-output': {
    severity: 'error',
    en: 'what {path} should be is not clear from its name: .html, .json, .csv or .parquet',
    zh: '无法由文件名 {path} 判断格式：应为 .html、.json、.csv 或 .parquet',
  },
});

export const report = reporter(messages);
