import { defineMessages } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'dip-names-columns': {
    severity: 'error',
    en: '{path} lacks the columns {missing}; it has {found}.',
    zh: '{path} 缺少列 {missing}；现有列为 {found}。',
    hint: { en: 'A row per code: code, name (编码, 名称).', zh: '每行一个编码：编码、名称（code、name）。' },
  },
  'dip-unnamed': {
    severity: 'note',
    en: '{count} of {all} groups stay without a name: the table of names has none of their codes',
    zh: '{all} 个病种中有 {count} 个没有名称：名称表中没有其编码',
  },
  'dip-document': {
    severity: 'error',
    en: '{path}: {where} is not as a DIP scheme has it: {words}.',
    zh: '{path}：{where} 不符合 DIP 方案的格式：{words}。',
    hint: {
      en: 'The shape is described in src/methods/case-mix/dip/README.md.',
      zh: '格式说明见 src/methods/case-mix/dip/README.md。',
    },
  },
  'dip-name': {
    severity: 'error',
    en: '{path}: {where} names "{name}", which is not there.',
    zh: '{path}：{where} 引用的“{name}”不存在。',
    hint: { en: 'There are: {known}', zh: '现有：{known}' },
  },
  'dip-twice': {
    severity: 'error',
    en: '{path} has the group "{code}" {count} times.',
    zh: '{path} 中病种“{code}”出现 {count} 次。',
    hint: { en: 'Every group needs a code of its own.', zh: '每个病种须有唯一编码。' },
  },
  'dip-catalogue-columns': {
    severity: 'error',
    en: '{path} is no DIP catalogue: it lacks the columns {missing}; it has {found}.',
    zh: '{path} 不是 DIP 病种目录：缺少列 {missing}；现有列为 {found}。',
    hint: {
      en: 'dx, code, proc, and, where known, title, kind, treatment, mean_fee, weight, cases; or 诊断编码, 病种编码, 手术操作编码, 病种名称, 病种类型, 治疗方式, 例均费用, 权重, 例数.',
      zh: '列为诊断编码（dx）、病种编码（code）、手术操作编码（proc），另可有病种名称、病种类型、治疗方式、例均费用、权重、例数（title、kind、treatment、mean_fee、weight、cases）。',
    },
  },
  'dip-catalogue-row': {
    severity: 'error',
    en: '{path}: {count} rows cannot be read; the first is row {row}: {column} is "{text}".',
    zh: '{path}：{count} 行无法读取；首行为第 {row} 行，{column} 为“{text}”。',
  },
  'dip-catalogue-line': {
    severity: 'error',
    en: '{count} rows of the catalogue cannot be read; the first is line {line}: {column} is "{text}".',
    zh: '病种目录中 {count} 行无法读取；首个为第 {line} 行，{column} 为“{text}”。',
  },
  'dip-catalogue-none': {
    severity: 'error',
    en: '{name} has neither a scheme nor a catalogue to group by.',
    zh: '{name} 既未给出方案文件，也未给出病种目录结果。',
    hint: {
      en: 'Give one of the options scheme (a file) and catalogue (a result of case-mix.dip-catalogue).',
      zh: '请给出 scheme（文件）或 catalogue（case-mix.dip-catalogue 的结果）之一。',
    },
  },
  'dip-catalogue-both': {
    severity: 'error',
    en: '{name} has both a scheme and a catalogue to group by.',
    zh: '{name} 同时给出了方案文件与病种目录结果。',
    hint: { en: 'Leave one of the two out.', zh: '请去掉其中之一。' },
  },
  'dip-years-weights': {
    severity: 'error',
    en: '{years} years and {weights} year weights: there must be as many of the one as of the other, above zero.',
    zh: '年份 {years} 个而年度权重 {weights} 个：两者个数须相同，且权重大于零。',
  },
  'dip-years': {
    severity: 'error',
    en: '"{text}" is no year, or is given twice.',
    zh: '“{text}”不是年份，或重复给出。',
    hint: { en: 'For example [2021, 2022, 2023].', zh: '例如 [2021, 2022, 2023]。' },
  },
  'dip-year-empty': {
    severity: 'warning',
    en: 'No case with a principal diagnosis and a fee was discharged in {year}: the weights of the other years stand for all.',
    zh: '{year} 年没有同时具备主要诊断与费用的出院病例：按其余年份的权重计算。',
  },
  'dip-left-aside': {
    severity: 'note',
    en: '{count} cases are not part of the catalogue: {reason} (first {first}).',
    zh: '{count} 个病例未纳入病种目录：{reason}（首个为 {first}）。',
  },
  'dip-left-aside-wrong': {
    severity: 'warning',
    en: '{count} cases cannot be right and are not part of the catalogue: {reason} (first {first}).',
    zh: '{count} 个病例数据有误，未纳入病种目录：{reason}（首个为 {first}）。',
    hint: { en: 'Put them right, and make the catalogue again.', zh: '请更正后重新编制病种目录。' },
  },
  'dip-no-cases': {
    severity: 'error',
    en: 'There is no case to make a catalogue of in the years {years}.',
    zh: '{years} 年没有可用于编制病种目录的病例。',
  },
  'dip-not-judged': {
    severity: 'note',
    en: 'The auxiliary directory "{directory}" asks for {what}, which {count} cases lack: such an entry does not hold for them.',
    zh: '辅助目录“{directory}”需要{what}，{count} 个病例缺少该项，相应条目对其不适用。',
    hint: {
      en: 'Import the lists with that column, under one of its names.',
      zh: '请在清单中补充该列后重新导入。',
    },
  },
});

/** Why a case is no part of a catalogue made from data. */
export const ASIDE = {
  'no-principal-diagnosis': { en: 'no principal diagnosis', zh: '缺主要诊断' },
  'diagnosis-malformed': { en: 'the principal diagnosis is no ICD-10 code', zh: '主要诊断不是 ICD-10 编码' },
  'no-fee': { en: 'no fee, or a fee of zero', zh: '缺费用，或费用为零' },
  'negative-fee': { en: 'a negative fee', zh: '费用为负' },
} as const;

/** How a case came to its group: `rule` of the result. */
export const RULES = {
  procedures: { en: 'its procedures are those of a core group', zh: '手术操作符合核心病种' },
  'no-procedure': { en: 'treated without procedures', zh: '未行手术操作，按保守治疗' },
  'procedures-unlisted': {
    en: 'its procedures fit no core group of the diagnosis, so as treated conservatively',
    zh: '手术操作不符合该诊断的任何核心病种，按保守治疗',
  },
  category: {
    en: 'no core group, so by the category of the diagnosis and the manner of treatment',
    zh: '无核心病种，按诊断类目与治疗方式归入综合病种',
  },
} as const;

/** `kind` and `treatment` of a group. */
export const KINDS = {
  core: { en: 'core', zh: '核心病种' },
  conservative: { en: 'conservative treatment', zh: '保守治疗病种' },
  comprehensive: { en: 'comprehensive', zh: '综合病种' },
} as const;
export const MANNERS = {
  conservative: { en: 'conservative', zh: '保守治疗' },
  diagnostic: { en: 'diagnostic procedure', zh: '诊断性操作' },
  therapeutic: { en: 'therapeutic procedure', zh: '治疗性操作' },
  surgery: { en: 'surgery', zh: '相关手术' },
  procedure: { en: 'procedure of any kind', zh: '手术或操作' },
} as const;

/** What decided between core groups that fitted: `decided` of the result. */
export const DECIDED = {
  main: { en: 'it has the main procedure', zh: '含主要手术操作' },
  parts: { en: 'it has most procedures', zh: '手术操作数最多' },
  matched: { en: 'most of the case’s own procedures are met', zh: '病例手术操作匹配最多' },
  exact: { en: 'its procedure codes agree furthest with the case’s', zh: '手术操作编码匹配最精确' },
  fee: { en: 'its mean fee is nearest to the case’s fee', zh: '例均费用与病例费用最接近' },
  code: { en: 'it comes first by code', zh: '编码在前' },
} as const;

/** What a directory may ask of a case. */
export const ASKED = {
  age: { en: 'the age in years', zh: '年龄（岁）' },
  days: { en: 'the age in days', zh: '日龄' },
  stay: { en: 'the days of stay', zh: '住院天数' },
  icu: { en: 'the hours in intensive care', zh: '重症监护时长' },
  died: { en: 'the way of discharge', zh: '离院方式' },
  ratio: { en: 'the fee and the mean of the group', zh: '费用与病种例均费用' },
} as const;

/** Steps of the way of a case, as `openvbp group dip` tells it. */
export const PATH = {
  principal: { en: 'principal diagnosis {code}', zh: '主要诊断 {code}' },
  none: { en: 'no principal diagnosis', zh: '缺主要诊断' },
  ungrouped: { en: 'no group: {reason}', zh: '未入组：{reason}' },
  rule: { en: '{code}: {rule}', zh: '{code}：{rule}' },
  matched: { en: 'procedures that matched: {codes}', zh: '匹配的手术操作：{codes}' },
  decided: {
    en: 'of {candidates} core groups that fitted: {why}',
    zh: '可入 {candidates} 个核心病种，取舍依据：{why}',
  },
  weight: { en: 'weight {weight}, mean fee {mean}', zh: '权重 {weight}，例均费用 {mean}' },
  auxiliary: { en: 'auxiliary factor {factor}: {entry}', zh: '辅助目录系数 {factor}：{entry}' },
  highest: {
    en: 'auxiliary factor {factor}: {entry}, the highest of {all}',
    zh: '辅助目录系数 {factor}：{entry}，为下列各项中最高：{all}',
  },
  noAuxiliary: { en: 'no auxiliary directory applies: factor 1', zh: '不适用辅助目录：系数为 1' },
} as const;
