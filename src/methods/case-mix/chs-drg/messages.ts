import { defineMessages } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'scheme-part-missing': {
    severity: 'error',
    en: '{path} lacks {missing}, a part of the official text.',
    zh: '{path} 缺少官方文本的 {missing}。',
    hint: { en: 'The parts: {parts}', zh: '应有的文件：{parts}' },
  },
  'scheme-empty': {
    severity: 'error',
    en: '{path} is not the official text as it is known: {found}.',
    zh: '{path} 不是已知格式的官方文本：{found}。',
  },
  'scheme-encoding': {
    severity: 'error',
    en: 'Line {line} of {file} is not UTF-8.',
    zh: '{file} 第 {line} 行不是 UTF-8 编码。',
    hint: { en: 'Save the text as UTF-8.', zh: '请将文本另存为 UTF-8。' },
  },
  'scheme-heading': {
    severity: 'error',
    en: 'Line {line}: {group} has the heading "{heading}", which is not known; nothing is guessed.',
    zh: '第 {line} 行：{group} 下的标题“{heading}”无法识别，不作推测。',
  },
  'scheme-count': {
    severity: 'error',
    en: '{path} is said to be version {version}, which has {expected} {what}; the text has {found}.',
    zh: '{path} 注明为 {version} 版，该版应有{what} {expected} 个，文本中为 {found} 个。',
    hint: {
      en: 'The text is damaged or another version (--edition).',
      zh: '文本已损坏，或为其他版本（--edition）。',
    },
  },
  'scheme-list-empty': {
    severity: 'error',
    en: '{path}: {by} asks for codes of "{list}", and the text lists none ({count} such {count|list|lists}).',
    zh: '{path}：{by} 需要“{list}”所列编码，而文本中一个也没有（此类编码表共 {count} 个）。',
    hint: { en: 'The text is damaged.', zh: '文本已损坏。' },
  },
  'scheme-table-missing': {
    severity: 'error',
    en: '{path}: {by} is excluded by table {list}, which 7_CCE.txt does not have ({count} such {count|table|tables}).',
    zh: '{path}：{by} 指向排除表 {list}，而 7_CCE.txt 中没有该表（此类表共 {count} 个）。',
    hint: { en: 'The text is damaged.', zh: '文本已损坏。' },
  },
  'scheme-apart': {
    severity: 'error',
    en: '{path}: the groups {codes} stand in {file} and not in {other}.',
    zh: '{path}：病组 {codes} 见于 {file} 而不见于 {other}。',
  },
  'variant-base': {
    severity: 'error',
    en: '{path} changes {wanted} {version}, and {base} is {found}.',
    zh: '{path} 所改的是 {wanted} {version}，而 {base} 为 {found}。',
  },
  'variant-unknown': {
    severity: 'error',
    en: '{path}: {where} names {name}, which the scheme does not have.',
    zh: '{path}：{where} 所指的 {name} 在方案中不存在。',
  },
  'variant-list-unknown': {
    severity: 'error',
    en: '{path}: the scheme has no list {name} to add to or take from.',
    zh: '{path}：方案中没有名为 {name} 的列表，无法增删。',
    hint: {
      en: 'A list of its own is written as its codes: "{name}": [code, code].',
      zh: '新增的列表请直接写编码："{name}": [编码, 编码]。',
    },
  },
  'variant-twice': {
    severity: 'error',
    en: '{path}: {name} is there already; replace it or give another code.',
    zh: '{path}：{name} 已存在，请改为替换或另取编码。',
  },
  'scheme-fact-absent': {
    severity: 'warning',
    en: 'The scheme asks for {fact}, and no case has it: no condition on it is met.',
    zh: '分组方案需要 {fact}，而所有病例均无该项：以其为条件的病组均不会入组。',
    hint: { en: 'Give the cases a column {fact}.', zh: '请在病例数据中给出 {fact} 列。' },
  },
  'scheme-fact-unknown': {
    severity: 'note',
    en: 'The scheme asks for {fact}; {count} of {cases} cases have nothing there that it could be held against, and do not meet conditions on it.',
    zh: '分组方案需要 {fact}；{cases} 个病例中有 {count} 个为空或无法比较，不满足以其为条件的病组。',
  },
  'scheme-fact': {
    severity: 'error',
    en: 'The scheme asks for {facts} of a case, and the cases have no such column.',
    zh: '分组方案需要病例的 {facts}，而病例数据中没有该列。',
  },
});

/** What the import counts. */
export const COUNTED = {
  mdc: { en: 'MDC', zh: ' MDC' },
  adrg: { en: 'ADRG', zh: ' ADRG' },
  drg: { en: 'DRG', zh: ' DRG' },
  mcc: { en: 'MCC', zh: ' MCC' },
  cc: { en: 'CC', zh: ' CC' },
  lists: { en: 'lists of codes in 4_ADRG_DETAIL.txt', zh: '编码表（4_ADRG_DETAIL.txt）' },
  diagnoses: { en: 'diagnoses in 4_ADRG_DETAIL.txt', zh: '诊断条目（4_ADRG_DETAIL.txt）' },
  procedures: { en: 'procedures in 4_ADRG_DETAIL.txt', zh: '手术操作条目（4_ADRG_DETAIL.txt）' },
  mccWithTable: { en: 'MCC with a table of exclusions', zh: '带排除表的 MCC' },
  ccWithTable: { en: 'CC with a table of exclusions', zh: '带排除表的 CC' },
  tables: { en: 'tables in 7_CCE.txt', zh: '排除表（7_CCE.txt）' },
  excluded: { en: 'entries in 7_CCE.txt', zh: '排除条目（7_CCE.txt）' },
} as const;

/** What a case met on its way, and why a diagnosis complicates it. */
export const PATH = {
  principal: { en: 'Principal diagnosis {code}', zh: '主要诊断 {code}' },
  none: { en: 'No principal diagnosis', zh: '无主要诊断' },
  mapped: { en: '{code} is {other} in the insurance edition', zh: '{code} 对应医保版 {other}' },
  mdc: { en: '{code} {title}: {met}', zh: '{code} {title}：{met}' },
  adrg: { en: '{code} {title}: {met}', zh: '{code} {title}：{met}' },
  always: { en: 'every case', zh: '所有病例' },
  diagnosisPrincipal: { en: 'principal diagnosis {code} in {list}', zh: '主要诊断 {code} 属于 {list}' },
  diagnosisAny: { en: 'diagnosis {code} in {list}', zh: '诊断 {code} 属于 {list}' },
  procedureMain: { en: 'main procedure {code} in {list}', zh: '主要手术操作 {code} 属于 {list}' },
  procedureAny: { en: 'procedure {code} in {list}', zh: '手术操作 {code} 属于 {list}' },
  ageDays: { en: 'age of {value} days', zh: '日龄 {value} 天' },
  ageYears: { en: 'age of {value} years', zh: '年龄 {value} 岁' },
  weight: { en: 'birth weight of {value} g', zh: '出生体重 {value} 克' },
  sexFemale: { en: 'female', zh: '女性' },
  sexMale: { en: 'male', zh: '男性' },
  noSurgery: { en: 'no surgery', zh: '无手术' },
  fact: { en: '{name} is {value}', zh: '{name} 为 {value}' },
  major: {
    en: '{code} is a major complication or comorbidity: level 1',
    zh: '{code} 为严重并发症或合并症（MCC）：1 级',
  },
  minor: {
    en: '{code} is a complication or comorbidity: level 3',
    zh: '{code} 为一般并发症或合并症（CC）：3 级',
  },
  excluded: {
    en: '{code} does not count beside {principal} (table {list})',
    zh: '{code} 因主要诊断 {principal} 被排除（表 {list}）',
  },
  plain: { en: 'No diagnosis complicates the case: level 5', zh: '无并发症或合并症：5 级' },
  group: { en: 'Group {code} {title}', zh: '入组 {code} {title}' },
  ungrouped: { en: 'No group: {reason}', zh: '未入组：{reason}' },
} as const;
