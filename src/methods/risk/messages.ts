import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

export const messages = defineMessages({
  'factors-or-ages': {
    severity: 'error',
    en: 'give either `factors` (a table of them) or `ages` (bands to estimate them for)',
    zh: '`factors`（系数表）与 `ages`（用于估计的年龄段）须填写且仅填写一个',
  },
  'ages-unusable': {
    severity: 'error',
    en: '`ages` must be rising whole numbers from 0, the first age of each band, not "{text}"',
    zh: '`ages` 应为从 0 起递增的整数，即各年龄段的起始年龄，不能为“{text}”',
  },
  'result-column-missing': {
    severity: 'error',
    en: 'the result {result} has no column {column}; it has {found}',
    zh: '结果 {result} 没有列 {column}，现有列为 {found}',
  },
  'nothing-spent': {
    severity: 'error',
    en: 'the reference population has no spending above zero, so there is nothing to be relative to',
    zh: '参照人群没有大于零的费用，无法计算相对系数',
  },
  'bands-overlap': {
    severity: 'error',
    en: 'lines {first} and {row} of the factors both hold for {sex} of age {age}',
    zh: '系数表第 {first} 行与第 {row} 行同时适用于 {age} 岁（{sex}）',
  },
  'birthdays-differ': {
    severity: 'warning',
    en: '{count} {count|person has|people have} several dates of birth; that of the latest span of coverage is taken',
    zh: '{count} 人有多个出生日期，取最近参保区间所载日期',
  },
  'not-scored': {
    severity: 'warning',
    en: '{count} {count|person has|people have} no score: {reasons}',
    zh: '{count} 人没有风险分：{reasons}',
  },
  'left-out-of-reference': {
    severity: 'warning',
    en: '{count} {count|person|people} of the reference population (amount {amount}) {count|is|are} of unknown age, sex or amount and taught nothing',
    zh: '参照人群中 {count} 人（金额 {amount}）年龄、性别或费用未知，未用于估计',
  },
});

export const reasons = {
  borrowed: { en: 'too few people: the factor of the nearest band', zh: '人数不足，采用相邻年龄段系数' },
  'too-few': { en: 'too few people in the band', zh: '该年龄段人数不足' },
  'no-factor': { en: 'no factor for this age and sex', zh: '没有该年龄、性别的系数' },
  'age-unknown': { en: 'the date of birth is unknown', zh: '出生日期未知' },
  'age-impossible': { en: 'the age would be over 130', zh: '年龄超过 130 岁' },
  'sex-unknown': { en: 'the sex is unknown', zh: '性别未知' },
} as const satisfies Record<string, Localized>;

export type Reason = keyof typeof reasons;
