import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

export const messages = defineMessages({
  'people-missing': {
    severity: 'error',
    en: '`group_by: people` needs `people`, the result that gives each person a group',
    zh: '`group_by: people` 需要填写 `people`，即给出每人分组的结果',
  },
  'people-column-missing': {
    severity: 'error',
    en: 'the result {result} has no column {column}; it has {found}',
    zh: '结果 {result} 没有列 {column}，现有列为 {found}',
  },
  'people-in-several': {
    severity: 'warning',
    en: '{count} {count|person has|people have} several groups in {result}; the first by name is taken',
    zh: '{result} 中有 {count} 人属于多个分组，取名称排序最前者',
  },
  'number-outside': {
    severity: 'error',
    en: '`{name}` must be from {low} to {high}, not {value}',
    zh: '`{name}` 应在 {low} 至 {high} 之间，不能为 {value}',
  },
  'period-not-months': {
    severity: 'error',
    en: 'the forecast works by months: the period {from} to {to} must begin and end on the first of a month',
    zh: '预测按月进行：期间 {from} 至 {to} 的起止日均应为月初',
  },
  'lines-undated': {
    severity: 'warning',
    en: '{count} {count|line|lines} ({amount}) {count|has no service date and is|have no service date and are} in no month',
    zh: '{count} 条明细（{amount}）没有服务日期，未计入任何月份',
  },
  'lines-unknown': {
    severity: 'warning',
    en: '{count} {count|line has no amount and adds|lines have no amount and add} nothing (sum of the others unaffected: {amount})',
    zh: '{count} 条明细金额未知，未计入（其金额合计 {amount}）',
  },
  'lines-after': {
    severity: 'note',
    en: '{count} {count|line|lines} ({amount}) {count|is|are} of months not over on {as_of}; {count|it is|they are} projected, not counted',
    zh: '{count} 条明细（{amount}）所属月份在 {as_of} 尚未结束，以推算代替，不计入',
  },
  'lines-later': {
    severity: 'note',
    en: '{count} {count|line|lines} ({amount}) {count|was|were} paid in months not over on {as_of}; the triangle ends with the last whole month',
    zh: '{count} 条明细（{amount}）的支付月份在 {as_of} 尚未结束；三角形截止于最近一个完整月份',
  },
  'payment-undated': {
    severity: 'warning',
    en: '{count} {count|line|lines} ({amount}) {count|has|have} no day of payment: {count|it counts as known, but teaches|they count as known, but teach} nothing of lags',
    zh: '{count} 条明细（{amount}）没有支付日期：按已知金额计入，但不用于估计赔付发展',
  },
});

export const reasons = {
  'amount-unknown': { en: 'the amount is unknown', zh: '金额未知' },
  'month-not-over': { en: 'its month is not over at the as-of date', zh: '所属月份在截至日期尚未结束' },
  'paid-later': { en: 'paid after the valuation', zh: '在评估日之后支付' },
  'no-claims': { en: 'there are no claims', zh: '没有任何费用明细' },
  'no-earlier-year': { en: 'a trend needs a whole earlier year of data', zh: '采用增长率需有完整的上年数据' },
  'no-month-yet': { en: 'no month of the period is over yet', zh: '期内尚无已结束的月份' },
  'lag-unknown': { en: 'too few months to know how lags vary', zh: '月份过少，无法估计赔付发展的波动' },
} as const satisfies Record<string, Localized>;

export type Reason = keyof typeof reasons;

/** How the months left were projected, and what the range covers. */
export const BASIS = {
  season: { en: 'by the season of earlier years', zh: '按往年同期规律' },
  trend: { en: 'by last year and a trend', zh: '按上年同期与增长率' },
  even: { en: 'evenly, as the months past', zh: '按已过月份平均' },
  over: { en: 'the period is over', zh: '期间已结束' },
} as const;
export const RANGE_OF = {
  'lag-and-season': { en: 'claims not yet paid, and the months left', zh: '未付明细与剩余月份' },
  lag: { en: 'claims not yet paid', zh: '未付明细' },
} as const;
