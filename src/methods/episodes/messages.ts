import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { AS_OF_REASON } from '../shared/as-of.ts';

export const messages = defineMessages({
  'no-trigger-codes': {
    severity: 'error',
    en: 'nothing can start an episode: give `{options}`',
    zh: '没有可触发诊疗周期的编码，请填写 `{options}`',
  },
  'two-windows': {
    severity: 'error',
    en: 'give either `days_after` or `length`, not both',
    zh: '`days_after` 与 `length` 只能填写一个',
  },
  'days-not-whole': {
    severity: 'error',
    en: '`{option}` must be a whole number of days, 0 or more, not "{text}"',
    zh: '`{option}` 应为不小于 0 的整数天数，不能为“{text}”',
  },
  'length-not-duration': {
    severity: 'error',
    en: '`length` must be a duration of years, months, weeks or days, such as P6M, not "{text}"',
    zh: '`length` 应为年、月、周或日的时长（如 P6M），不能为“{text}”',
  },
  'dates-missing': {
    severity: 'warning',
    en: '{count} {count|line of a person with episodes has no service date and is|lines of people with episodes have no service date and are} in no episode (together {amount})',
    zh: '发生诊疗周期的参保人有 {count} 条明细没有服务日期，未计入任何诊疗周期（合计 {amount}）',
  },
  'stays-without-dates': {
    severity: 'warning',
    en: '{count} {count|inpatient claim has no admission date or ends before it begins; it triggers|inpatient claims have no admission date or end before they begin; they trigger} nothing',
    zh: '{count} 张住院单据缺少入院日期或终止日早于起始日，不能触发诊疗周期',
  },
  'amounts-unknown': {
    severity: 'warning',
    en: '{count} {count|line inside an episode has|lines inside episodes have} no {amount} amount; {count|it is listed but adds|they are listed but add} nothing (column unknown_lines)',
    zh: '诊疗周期内有 {count} 条明细的金额（{amount}）未知，已列出但未计入合计（见 unknown_lines 列）',
  },
});

/** Why a line is in an episode or not, and why an episode stands or not. */
export const reasons = {
  anchor: { en: 'part of the stay or procedure that began the episode', zh: '属于触发诊疗周期的住院或手术' },
  'in-window': { en: 'service inside the window', zh: '服务发生在窗口期内' },
  prorated: {
    en: 'reaches beyond the window: the days inside it count',
    zh: '服务跨越窗口期，按窗口期内天数计入',
  },
  'beyond-window': { en: 'the days beyond the window', zh: '窗口期以外天数对应的金额' },
  'starts-outside': { en: 'began before the window', zh: '服务起始于窗口期之前' },
  'after-window': { en: 'after the window', zh: '服务发生在窗口期之后' },
  ...AS_OF_REASON,
  'amount-unknown': { en: 'the amount is unknown', zh: '金额未知' },
  'excluded-drg': { en: 'the DRG of the stay is excluded', zh: '住院病组在排除目录内' },
  'excluded-hcpcs': { en: 'the item is excluded', zh: '项目在排除目录内' },
  'excluded-diagnosis': { en: 'the principal diagnosis is excluded', zh: '主要诊断在排除目录内' },
  'excluded-revenue': { en: 'the revenue centre is excluded', zh: '收费科室在排除目录内' },
  'excluded-place': { en: 'the place of service is excluded', zh: '就诊地点在排除目录内' },
  'excluded-drug': { en: 'the drug is excluded', zh: '药品在排除目录内' },
  'excluded-category': { en: 'the kind of service is excluded', zh: '该类服务不计入' },
  'not-included': { en: 'not among the included services', zh: '不属于纳入的服务' },
  'same-start': { en: 'another trigger on the same day comes first', zh: '同日另有优先的触发事件' },
  'not-clean': { en: 'an earlier trigger lies within the look-back', zh: '回溯期内已有触发事件' },
  'not-covered': { en: 'not covered when the episode would begin', zh: '起始时未参保' },
  'entitlement-excluded': { en: 'the entitlement is excluded', zh: '参保原因在排除范围内' },
  'inside-another': { en: 'lies within another episode', zh: '位于另一诊疗周期之内' },
  'lower-priority': { en: 'overlaps an episode that comes first', zh: '与优先的诊疗周期重叠' },
  'later-trigger': { en: 'a later trigger within the episode cancels it', zh: '周期内再次触发，本周期取消' },
  died: { en: 'the person died within the episode', zh: '参保人在周期内死亡' },
  'coverage-lost': { en: 'coverage ended within the episode', zh: '周期内中断参保' },
  'no-visit': { en: 'no qualifying visit within the episode', zh: '周期内没有符合条件的就诊' },
  'not-discharged': { en: 'not discharged yet', zh: '尚未出院' },
  'not-over': { en: 'the episode is not over yet', zh: '诊疗周期尚未结束' },
} as const satisfies Record<string, Localized>;

export type Reason = keyof typeof reasons;
