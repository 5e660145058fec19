import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'cases-not-there': {
    severity: 'error',
    en: 'There is no file or folder {path}.',
    zh: '找不到文件或目录 {path}。',
    hint: {
      en: 'Give a table with a row per case, or a data folder.',
      zh: '请给出每行一个病例的表格，或数据文件夹。',
    },
  },
  'weights-column': {
    severity: 'error',
    en: 'The result {result} has no column {column}; it has {found}.',
    zh: '结果 {result} 没有列 {column}；现有列为 {found}。',
    hint: { en: 'Name the column of the group with `column`.', zh: '请用 `column` 指明病组所在列。' },
  },
  'weights-of-cases': {
    severity: 'note',
    en: '{count} {count|group|groups} ({cases} cases) {count|is|are} not in the table: {count|its weight is that|their weights are those} of earlier cases; the first is {first}.',
    zh: '有 {count} 个病组（{cases} 个病例）不在权重表中，权重按往年病例测算，首个为 {first}。',
  },
  'weights-few': {
    severity: 'warning',
    en: '{count} {count|group|groups} ({cases} cases) {count|is|are} not in the table and {count|has|have} too few earlier cases: unstable; the first is {first}.',
    zh: '有 {count} 个病组（{cases} 个病例）不在权重表中且往年病例不足，列为非稳定病组，首个为 {first}。',
  },
  'weights-none': {
    severity: 'warning',
    en: '{count} {count|group|groups} ({cases} cases) {count|is|are} neither in the table nor among earlier cases: unstable, of unknown weight; the first is {first}.',
    zh: '有 {count} 个病组（{cases} 个病例）既不在权重表中，也没有往年病例，列为非稳定病组且权重未知，首个为 {first}。',
  },
  'cases-not-data': {
    severity: 'error',
    en: '{path} is no data folder: it has no data.json.',
    zh: '{path} 不是数据文件夹：其中没有 data.json。',
    hint: { en: '"openvbp import" makes one.', zh: '可用 “openvbp import” 生成。' },
  },
  'cases-no-such': {
    severity: 'warning',
    en: 'There is no case "{id}".',
    zh: '没有病例“{id}”。',
  },
  'cases-folder-alone': {
    severity: 'error',
    en: '{path} is a data folder: it is read alone, not beside other cases.',
    zh: '{path} 是数据文件夹，须单独读取，不能与其他病例文件一起给出。',
  },
  'cases-columns': {
    severity: 'error',
    en: '{path} lacks the columns {missing}; it has {found}.',
    zh: '{path} 缺少列 {missing}；现有列为 {found}。',
    hint: {
      en: 'A row per case: id, sex, age, age_days, weight, fee, dx and px (codes separated by |, commas or semicolons, the principal one first); or 病案号, 性别, 年龄（岁）, 不足一周岁年龄（天）, 新生儿入院体重, 总费用, 主要诊断, 其他诊断, 主要手术, 其他手术.',
      zh: '每行一个病例：病案号、性别、年龄（岁）、不足一周岁年龄（天）、新生儿入院体重、总费用、主要诊断、其他诊断、主要手术、其他手术；或 id、sex、age、age_days、weight、fee、dx、px（编码以 |、逗号、分号或顿号分隔，主要诊断、主要手术在前）。',
    },
  },
  'cases-cell': {
    severity: 'warning',
    en: 'Line {line}: {column} cannot be "{text}" ({count} such {count|case|cases}): no group.',
    zh: '第 {line} 行：{column} 不能为“{text}”（此类病例共 {count} 个），不予入组。',
    hint: { en: 'Leave it empty where it is not known.', zh: '未知时请留空。' },
  },
  'output-format': {
    severity: 'error',
    en: '{path}: results are written as .csv, .parquet or .json.',
    zh: '{path}：结果只能写为 .csv、.parquet 或 .json。',
  },
  'cases-twice': {
    severity: 'error',
    en: '{path} has the case "{id}" {count} times.',
    zh: '{path} 中病例 “{id}” 出现 {count} 次。',
    hint: { en: 'Every case needs an identifier of its own.', zh: '每个病例须有唯一编号。' },
  },
  'cases-unreadable': {
    severity: 'error',
    en: '{path} cannot be read as a table: {words}',
    zh: '{path} 无法作为表格读取：{words}',
  },
  'given-encoding': {
    severity: 'note',
    en: '{file} is not UTF-8; it was read as {encoding}.',
    zh: '{file} 不是 UTF-8 编码，已按 {encoding} 读取。',
  },
  'given-cell': {
    severity: 'error',
    en: 'Line {line}: {column} cannot be "{text}" ({count} such rows).',
    zh: '第 {line} 行：{column} 不能为“{text}”（此类行共 {count} 行）。',
    hint: { en: 'Leave it empty where it is not known.', zh: '未知时请留空。' },
  },
  'given-twice': {
    severity: 'error',
    en: 'Line {line}: "{code}" has {first} and {second}.',
    zh: '第 {line} 行：“{code}”同时有 {first} 与 {second}。',
    hint: { en: 'Keep one of them.', zh: '请只保留其一。' },
  },
  'given-unweighed': {
    severity: 'warning',
    en: '{count} cases are in groups without a weight in the table (first {code}): their weight is unknown.',
    zh: '{count} 个病例所在病组在权重表中没有权重（首个为 {code}），其权重未知。',
  },
  'people-columns': {
    severity: 'error',
    en: '{path} lacks the columns {missing}; it has {found}.',
    zh: '{path} 缺少列 {missing}；现有列为 {found}。',
    hint: {
      en: 'A row per person with person_id, age or birth_date, sex, segment (or dual, orec, institution …) and dx (codes separated by |, commas or semicolons); or a row per diagnosis with person_id and code (--diagnoses).',
      zh: '每行一人：person_id、age 或 birth_date、sex、segment（或 dual、orec、institution 等）及 dx（编码以 |、逗号、分号或顿号分隔）；或每行一条诊断：person_id、code（--diagnoses）。',
    },
  },
  'people-cell': {
    severity: 'warning',
    en: 'Line {line}: {column} cannot be "{text}" ({count} such {count|person|people}): no score.',
    zh: '第 {line} 行：{column} 不能为“{text}”（此类人员共 {count} 人），不予评分。',
    hint: { en: 'Leave it empty where it is not known.', zh: '未知时请留空。' },
  },
  'people-nameless': {
    severity: 'warning',
    en: '{count} {count|row names|rows name} no person and {count|is|are} left out; the first is line {line}.',
    zh: '有 {count} 行未写明人员，未予采用；首个为第 {line} 行。',
  },
  'people-twice': {
    severity: 'error',
    en: 'Line {line}: the person "{id}" is there {count} times.',
    zh: '第 {line} 行：人员“{id}”出现 {count} 次。',
    hint: { en: 'Every person has one row.', zh: '每人只占一行。' },
  },
  'people-strange': {
    severity: 'warning',
    en: '{count} diagnoses are of people who are not in {path}; the first, "{id}", in line {line}.',
    zh: '有 {count} 条诊断所属人员不在 {path} 中；首个为第 {line} 行的“{id}”。',
  },
  'codes-chinese': {
    severity: 'warning',
    en: '{count} of {all} codes are written like the Chinese editions (first "{code}"); the model knows ICD-10-CM and counts only what it has under the same letters.',
    zh: '{all} 个编码中有 {count} 个为国内版写法（首个为“{code}”）；该模型使用 ICD-10-CM，仅计入写法相同的编码。',
    hint: { en: 'Map the codes to ICD-10-CM first.', zh: '请先转换为 ICD-10-CM 编码。' },
  },
  'codes-american': {
    severity: 'warning',
    en: '{count} of {all} principal diagnoses are written like ICD-10-CM (first "{code}"); the scheme has the codes of the Chinese insurance edition.',
    zh: '{all} 个主要诊断中有 {count} 个为 ICD-10-CM 写法（首个为“{code}”）；分组方案使用医保版编码。',
    hint: { en: 'Map the codes first (--codes).', zh: '请先转换编码（--codes）。' },
  },
  'codes-malformed': {
    severity: 'warning',
    en: '{count} of {all} codes are not written like ICD-10 (first "{code}"): they belong to no category.',
    zh: '{all} 个编码中有 {count} 个不符合 ICD-10 编码格式（首个为“{code}”），不归入任何类别。',
    hint: { en: 'Map the codes to ICD-10 first.', zh: '请先转换为 ICD-10 编码。' },
  },
  'codes-malformed-line': {
    severity: 'warning',
    en: 'Line {line}: "{code}" is not written like ICD-10, and belongs to no category ({count} of {all} codes are so).',
    zh: '第 {line} 行：“{code}”不符合 ICD-10 编码格式，不归入任何类别（{all} 个编码中此类共 {count} 个）。',
    hint: { en: 'Map the codes to ICD-10 first.', zh: '请先转换为 ICD-10 编码。' },
  },
  'codes-twice': {
    severity: 'error',
    en: 'Line {line}: "{code}" is mapped to {first} and to {second}.',
    zh: '第 {line} 行：“{code}”同时对应 {first} 与 {second}。',
    hint: { en: 'A code has one other.', zh: '一个编码只能对应一个编码。' },
  },
  'codes-columns': {
    severity: 'error',
    en: '{path} lacks the columns {missing}; it has {found}.',
    zh: '{path} 缺少列 {missing}；现有列为 {found}。',
    hint: {
      en: 'A row per code: from, to, and perhaps kind (diagnosis, procedure).',
      zh: '每行一个编码：from、to，可另加 kind（diagnosis、procedure）。',
    },
  },
  'cases-ungrouped': {
    severity: 'note',
    en: '{count} cases have no group: {reason}.',
    zh: '{count} 个病例未入组：{reason}。',
  },
  'scheme-not-there': {
    severity: 'error',
    en: 'There is no {path}.',
    zh: '找不到 {path}。',
    hint: {
      en: 'Import the official publication first: openvbp reference import {kind} FOLDER -o {path}',
      zh: '请先导入官方文件：openvbp reference import {kind} 目录 -o {path}',
    },
  },
  'scheme-damaged': {
    severity: 'error',
    en: '{path} is not as it was imported: it was changed or cut.',
    zh: '{path} 与导入时不一致：已被改动或不完整。',
    hint: {
      en: 'Import it again; write changes of your own in a document beside it.',
      zh: '请重新导入；自行调整的内容请写在另一份文件中。',
    },
  },
  'scheme-no-folder': {
    severity: 'error',
    en: 'There is no folder {path}.',
    zh: '找不到文件夹 {path}。',
  },
  'scheme-choose': {
    severity: 'error',
    en: '{path} neither is nor has just one {kind} reference for {year}.',
    zh: '{path} 不是、也不含唯一一份 {year} 年度的 {kind} 参考文件。',
    hint: { en: 'It has: {found}.', zh: '现有：{found}。' },
  },
  'scheme-edition': {
    severity: 'error',
    en: 'Say of which payment year the tables are: --edition 2026 (or a name of your own, for tables that are no year’s).',
    zh: '请注明模型表所属的支付年度：--edition 2026（非年度表可自取名称）。',
  },
  'scheme-no-year': {
    severity: 'error',
    en: '{path} was imported without its payment year, and cannot be taken for {year}.',
    zh: '{path} 导入时未注明支付年度，不能用于 {year} 年度。',
    hint: { en: 'Import it again with --edition.', zh: '请加 --edition 重新导入。' },
  },
  'scheme-broken': {
    severity: 'error',
    en: '{path} is no imported reference: {words}',
    zh: '{path} 不是已导入的参考文件：{words}',
  },
});

/** Where a file is in another encoding. */
export const SAVE_AS = {
  en: 'Save the file as CSV in UTF-8.',
  zh: '请将文件另存为 UTF-8 编码的 CSV。',
} as const;

/** Why a case has no group. */
export const REASONS = {
  'no-principal-diagnosis': { en: 'no principal diagnosis', zh: '缺主要诊断' },
  'unknown-diagnosis': { en: 'principal diagnosis not in the scheme', zh: '主要诊断编码不在方案内' },
  'no-category': { en: 'principal diagnosis in no major category', zh: '主要诊断不属于任何主要诊断大类' },
  'no-group': { en: 'in a category, in none of its groups', zh: '可进入大类但无法进入病组' },
  'age-in-days-missing': { en: 'under one year, age in days not known', zh: '不足一周岁而缺日龄' },
  'age-missing': { en: 'age in years not known', zh: '缺年龄（岁）' },
  'ages-contradict': { en: 'age in years and in days contradict each other', zh: '年龄与日龄相互矛盾' },
  'weight-missing': { en: 'newborn without a weight', zh: '新生儿缺体重' },
  'sex-missing': {
    en: 'the diagnosis is of one sex, and the sex is not known',
    zh: '主要诊断限定性别而缺性别',
  },
  'sex-conflicting': { en: 'the diagnosis is not of this sex', zh: '主要诊断与性别不符' },
  'invalid-cell': { en: 'a value that cannot be', zh: '存在无效数据' },
  'not-given': { en: 'the payer’s grouper gave none', zh: '付费方未给出分组结果' },
  'diagnosis-malformed': { en: 'principal diagnosis is no ICD-10 code', zh: '主要诊断不是 ICD-10 编码' },
  'not-in-catalogue': { en: 'not in the catalogue', zh: '不在病种目录内' },
} as const;

/** Where the weight of a group is from. */
export const WEIGHT_SOURCES = {
  table: { en: 'the table in force', zh: '现行权重表' },
  cases: { en: 'earlier cases', zh: '往年病例测算' },
  'few-cases': { en: 'few earlier cases', zh: '往年病例不足' },
  'no-cases': { en: 'no earlier case', zh: '没有往年病例' },
} as const;

/** Why an earlier case tells nothing of a weight. */
export const FEE_REASONS = {
  'no-fee': { en: 'its fee is unknown', zh: '费用未知' },
  'fee-not-positive': { en: 'its fee is not above zero', zh: '费用不大于零' },
} as const;
