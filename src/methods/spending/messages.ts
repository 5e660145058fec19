import { defineMessages, reporter } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { AS_OF_REASON } from '../shared/as-of.ts';

export const messages = defineMessages({
  'years-not': {
    severity: 'error',
    en: '`years` takes calendar years in a row, at most ten, such as 2021..2024; not "{text}".',
    zh: '`years` 应为连续的自然年，最多十年，例如 2021..2024；不能为“{text}”。',
  },
  'truncate-not-share': {
    severity: 'error',
    en: '`truncate` is a percentile above 0 and at most 1, to at most nine digits, such as 0.99; not {text}.',
    zh: '`truncate` 为大于 0 且不超过 1 的分位，最多九位小数，例如 0.99；不能为 {text}。',
  },
  'truncate-two': {
    severity: 'error',
    en: 'Give either `truncate` or `truncate_at`, not both.',
    zh: '`truncate` 与 `truncate_at` 只能填写一个。',
  },
  'no-paid-date': {
    severity: 'warning',
    en: '{count} {count|line|lines} (together {amount}) {count|has|have} no date of payment, so whether {count|it was|they were} paid in time is not known: {count|it is|they are} not counted.',
    zh: '有 {count} 条明细（合计 {amount}）没有支付日期，无法判断是否在截止日前支付，未予计入。',
  },
  'no-provider': {
    severity: 'warning',
    en: '{count} {count|line|lines} (together {amount}) {count|names|name} no provider, so whether {count|it is|they are} of a provider in `except_providers` is not known: {count|it is|they are} not counted.',
    zh: '有 {count} 条明细（合计 {amount}）没有服务机构，无法判断是否属于 `except_providers` 所列机构，未予计入。',
  },
  'no-rate': {
    severity: 'error',
    en: '{file} has no rate for {day}, the day of the earliest line.',
    zh: '{file} 中没有适用于 {day}（最早一条明细的日期）的汇率。',
  },
  'factor-undefined': {
    severity: 'warning',
    en: 'No completion is known from {lag} months on: nothing was paid before in the months that show it. Ultimate amounts of those months are unknown.',
    zh: '自第 {lag} 个月起无法推算完成率：可供观察的月份此前没有支付。相应月份的最终金额未知。',
  },
});

export const report = reporter(messages);

/** Why a line counted or not. */
export const reasons = {
  'no-date': { en: 'no date of service', zh: '没有服务日期' },
  'outside-years': { en: 'outside the years', zh: '不在所列年份内' },
  ...AS_OF_REASON,
  'no-amount': { en: 'no amount', zh: '金额未知' },
  'excluded-category': { en: 'this kind of spending is left out', zh: '该类费用不计入' },
  'excluded-code': { en: 'the item is left out', zh: '该项目不计入' },
  'excluded-provider': { en: 'a provider whose lines are left out', zh: '该机构的明细不计入' },
  'no-provider': { en: 'no provider', zh: '没有服务机构' },
  'paid-late': { en: 'paid after the cut-off', zh: '在截止日之后支付' },
  'no-paid-date': { en: 'no date of payment', zh: '没有支付日期' },
  'person-out': { en: 'the person is not attributed', zh: '该参保人未归属' },
  'not-covered': { en: 'in a month without coverage', zh: '当月未参保' },
  'no-months': { en: 'no month of coverage in the year, so of no row', zh: '当年无参保月份，不属于任何一行' },
  deducted: { en: 'less the deduction of the claim', zh: '已扣除该单据的减项' },
} satisfies Record<string, Localized>;

/** Enrolment types (42 CFR 425.601(a)(2)). */
export const ENROLMENT_WORDS = {
  esrd: { en: 'end-stage renal disease', zh: '终末期肾病' },
  disabled: { en: 'disabled', zh: '残疾' },
  'aged-dual': { en: 'aged, with Medicaid too', zh: '老年，兼有医疗补助' },
  'aged-nondual': { en: 'aged, without Medicaid', zh: '老年，无医疗补助' },
  other: { en: 'other', zh: '其他' },
} as const;
