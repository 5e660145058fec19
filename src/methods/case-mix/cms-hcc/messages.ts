import { defineMessages } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'hcc-no-folder': {
    severity: 'error',
    en: '{path} is no folder.',
    zh: '{path} 不是文件夹。',
    hint: {
      en: 'Give the folder with the tables of the models as CSV. {tables}',
      zh: '请给出存放模型各表（CSV）的文件夹。{tables}',
    },
  },
  'hcc-file-unknown': {
    severity: 'note',
    en: '{file} is none of the tables of the models and was not read; its columns: {found}.',
    zh: '{file} 不属于模型的任何一张表，未读取；其列为：{found}。',
  },
  'hcc-file-twice': {
    severity: 'error',
    en: '{file} and {other} are both the table {kind}.',
    zh: '{file} 与 {other} 均为 {kind} 表。',
    hint: { en: 'A folder holds the tables of one payment year.', zh: '一个文件夹只放一个支付年度的表。' },
  },
  'hcc-table-missing': {
    severity: 'error',
    en: '{path} lacks the tables {missing}.',
    zh: '{path} 缺少以下表：{missing}。',
  },
  'hcc-cell': {
    severity: 'error',
    en: 'Line {line}: {column} cannot be "{text}" ({count} such rows).',
    zh: '第 {line} 行：{column} 不能为“{text}”（此类行共 {count} 行）。',
    hint: { en: 'The file is damaged or is another table.', zh: '文件已损坏，或并非该表。' },
  },
  'hcc-no-model': {
    severity: 'error',
    en: 'The tables in {path} are of no model that is known here.',
    zh: '{path} 中的表不属于任何已知模型。',
    hint: { en: 'Known: {known}.', zh: '已知模型：{known}。' },
  },
  'hcc-count': {
    severity: 'error',
    en: '{path}: {model} has coefficients for {count} categories; the official model has {expected}.',
    zh: '{path}：{model} 有系数的类别为 {count} 个，而官方模型为 {expected} 个。',
    hint: {
      en: 'Rows are missing or too many. For tables of your own give a version that is no year (--edition).',
      zh: '表中缺行或多行。若为自编的表，请用 --edition 指定非年度的版本名。',
    },
  },
  'hcc-unweighed': {
    severity: 'warning',
    en: '{path}: diagnoses of {model} lead to the categories {categories}, which have no coefficient.',
    zh: '{path}：{model} 的诊断可归入类别 {categories}，但这些类别没有系数。',
  },
  'hcc-contradictory': {
    severity: 'warning',
    en: '{count} coefficients of {model} have two values each ({first} first): tables of two models under one name. No scores by {model}.',
    zh: '{model} 有 {count} 个系数各有两个取值（首个为 {first}）：两个模型的表用了同一名称，无法按 {model} 评分。',
    hint: {
      en: 'Keep the rows of one of them in the table, or name them apart in model_version (R08_PACE, R08_OTHER: the models RX-V08-PACE and RX-V08-OTHER), and import again.',
      zh: '请在表中只保留其中一个模型的行，或在 model_version 列加后缀区分（如 R08_PACE、R08_OTHER，即模型 RX-V08-PACE、RX-V08-OTHER），再重新导入。',
    },
  },
  'hcc-model-absent': {
    severity: 'error',
    en: 'The tables in {path} have no model {model}; they have {found}.',
    zh: '{path} 中没有模型 {model}；现有模型为 {found}。',
  },
  'hcc-model-contradictory': {
    severity: 'error',
    en: 'No scores by {model}: {count} of its coefficients have two values in {path} ({first} first).',
    zh: '无法按 {model} 评分：{path} 中该模型有 {count} 个系数各有两个取值（首个为 {first}）。',
  },
  'hcc-year-unknown': {
    severity: 'error',
    en: 'The models, normalisation and coding adjustment of the payment year {year} are not known here.',
    zh: '未收录支付年度 {year} 的模型、标准化系数与编码强度调整。',
    hint: {
      en: 'Known: {known}. Or give the model, the normalisation factor and the coding adjustment.',
      zh: '已收录：{known}。也可直接指定模型、标准化系数与编码强度调整。',
    },
  },
  'hcc-year-and-model': {
    severity: 'error',
    en: 'A payment year decides the models, their factors and shares: {option} cannot be given beside it.',
    zh: '支付年度已决定模型、系数与权重，不能同时指定 {option}。',
  },
  'hcc-without-score': {
    severity: 'warning',
    en: '{count} people have no score: {reason}.',
    zh: '{count} 人没有得分：{reason}。',
  },
  'hcc-assumed-orec': {
    severity: 'note',
    en: '{count} of {people} people have no original reason for entitlement (orec): they are taken as entitled by age.',
    zh: '{people} 人中有 {count} 人缺原始参保原因（orec），按因年龄参保计。',
  },
  'hcc-assumed-dual': {
    severity: 'note',
    en: '{count} of {people} people have neither a segment nor a Medicaid status (dual, medicaid): they are taken as without Medicaid.',
    zh: '{people} 人中有 {count} 人既无人群（segment）又无 Medicaid 状态（dual、medicaid），按未参加 Medicaid 计。',
  },
  'hcc-assumed-subsidy': {
    severity: 'note',
    en: '{count} of {people} people have neither a segment nor a word on the low-income subsidy (low_income): they are taken as without it.',
    zh: '{people} 人中有 {count} 人既无人群（segment）又无低收入补助信息（low_income），按无补助计。',
  },
  'hcc-assumed-institution': {
    severity: 'note',
    en: '{count} of {people} people have neither a segment nor a word on an institution (institution): they are taken as living in the community.',
    zh: '{people} 人中有 {count} 人既无人群（segment）又无机构居住信息（institution），按居住于社区计。',
  },
  'hcc-assumed-enrollee': {
    severity: 'note',
    en: '{count} of {people} people have neither a segment nor a word on their enrolment (new_enrollee): they are taken as continuing enrollees.',
    zh: '{people} 人中有 {count} 人既无人群（segment）又无新参保信息（new_enrollee），按连续参保计。',
  },
  'hcc-window': {
    severity: 'note',
    en: 'Diagnoses of service from {from} until before {to} count (--period); ages are those of {day}.',
    zh: '计入服务日期自 {from} 起、{to} 之前的诊断（--period）；年龄按 {day} 计。',
  },
  'hcc-window-empty': {
    severity: 'warning',
    en: 'No diagnosis falls from {from} until before {to}; the claims are of {first} to {last}. Nobody has a condition.',
    zh: '{from} 起、{to} 之前没有任何诊断；费用数据的日期为 {first} 至 {last}。所有人均无疾病类别。',
    hint: { en: 'Say the dates that count: --period FROM/TO.', zh: '请用 --period 起/止 指定计入的日期。' },
  },
  'hcc-factor-unverified': {
    severity: 'note',
    en: 'The factors of {year} were read in a secondary source, not in the announcement itself.',
    zh: '{year} 年度的系数取自二手来源，未与公告原文核对。',
  },
});

/** Why a person has no score. */
export const HCC_REASONS = {
  'age-unknown': { en: 'age not known', zh: '年龄不详' },
  'sex-unknown': { en: 'sex not known', zh: '性别不详' },
  'segment-unknown': { en: 'segment not known to the model', zh: '模型中没有该人群' },
  'segment-age': {
    en: 'the segment has no coefficient for the age and sex',
    zh: '该人群没有对应年龄性别的系数',
  },
  'invalid-cell': { en: 'a value that cannot be', zh: '存在无效数据' },
} as const;

/** Segments, as CMS names them in the Announcements (42 CFR 422.308(c)). */
export const SEGMENT_WORDS = {
  CNA: { en: 'community, non-dual, aged', zh: '社区，非双重参保，65 岁及以上' },
  CND: { en: 'community, non-dual, disabled', zh: '社区，非双重参保，65 岁以下（残疾）' },
  CFA: { en: 'community, full dual, aged', zh: '社区，完全双重参保，65 岁及以上' },
  CFD: { en: 'community, full dual, disabled', zh: '社区，完全双重参保，65 岁以下（残疾）' },
  CPA: { en: 'community, partial dual, aged', zh: '社区，部分双重参保，65 岁及以上' },
  CPD: { en: 'community, partial dual, disabled', zh: '社区，部分双重参保，65 岁以下（残疾）' },
  INS: { en: 'institution', zh: '长期机构居住' },
  NE: { en: 'new enrollee', zh: '新参保' },
  SNPNE: { en: 'new enrollee of a special needs plan', zh: '新参保（慢病特需计划）' },
  DI: { en: 'dialysis', zh: '透析' },
  DNE: { en: 'dialysis, new enrollee', zh: '透析，新参保' },
  GI: { en: 'functioning graft, institution', zh: '移植后，长期机构居住' },
  GNE: { en: 'functioning graft, new enrollee', zh: '移植后，新参保' },
  GC: { en: 'functioning graft, community', zh: '移植后，社区' },
  GFA: { en: 'functioning graft, community, full dual, aged', zh: '移植后，社区，完全双重参保，65 岁及以上' },
  GFN: {
    en: 'functioning graft, community, full dual, under 65',
    zh: '移植后，社区，完全双重参保，65 岁以下',
  },
  GNPA: {
    en: 'functioning graft, community, non-dual or partial dual, aged',
    zh: '移植后，社区，非双重或部分双重参保，65 岁及以上',
  },
  GNPN: {
    en: 'functioning graft, community, non-dual or partial dual, under 65',
    zh: '移植后，社区，非双重或部分双重参保，65 岁以下',
  },
  TRANSPLANT_KIDNEY_ONLY: { en: 'kidney transplant, first three months', zh: '肾移植后三个月内' },
  Rx_CE_LowAged: { en: 'drugs: community, low income, aged', zh: '药品：社区，低收入，65 岁及以上' },
  Rx_CE_LowNoAged: { en: 'drugs: community, low income, under 65', zh: '药品：社区，低收入，65 岁以下' },
  Rx_CE_NoLowAged: { en: 'drugs: community, not low income, aged', zh: '药品：社区，非低收入，65 岁及以上' },
  Rx_CE_NoLowNoAged: {
    en: 'drugs: community, not low income, under 65',
    zh: '药品：社区，非低收入，65 岁以下',
  },
  Rx_CE_LTI: { en: 'drugs: institution', zh: '药品：长期机构居住' },
  Rx_NE_Lo: { en: 'drugs: new enrollee, low income', zh: '药品：新参保，低收入' },
  Rx_NE_NoLo: { en: 'drugs: new enrollee, not low income', zh: '药品：新参保，非低收入' },
  Rx_NE_LTI: { en: 'drugs: new enrollee, institution', zh: '药品：新参保，长期机构居住' },
} as const;
