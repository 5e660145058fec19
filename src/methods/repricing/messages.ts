import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

export const messages = defineMessages({
  'no-prices': {
    severity: 'error',
    en: 'there is nothing to price by: give `schedule`, `weights` with `base_rates`, or `percent_of_charge`',
    zh: '没有计价依据，请填写 `schedule`、`weights` 与 `base_rates`，或 `percent_of_charge`',
  },
  'percent-too-fine': {
    severity: 'error',
    en: '`percent_of_charge` must be 0 or more with at most two digits after the point',
    zh: '`percent_of_charge` 应不小于 0，且小数点后不超过两位',
  },
  'weights-and-rates': {
    severity: 'error',
    en: '`weights` and `base_rates` are needed together',
    zh: '`weights` 与 `base_rates` 须同时填写',
  },
  'prices-overlap': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `{option}` both hold for {what} on {day}',
    zh: '`{option}` 的文件第 {first} 行与第 {row} 行在 {day} 对 {what} 同时有效',
    hint: {
      en: 'A row holds from `from` to before `to`; keep one of them for the day.',
      zh: '每行自 `from` 起、至 `to` 之前有效；同一日只应保留一行。',
    },
  },
  unpriced: {
    severity: 'warning',
    en: '{count} {count|line|lines} (charged {charge}, paid {paid}) {count|has|have} no price: {reason}',
    zh: '{count} 条明细（收费 {charge}，支付 {paid}）无法计价：{reason}',
  },
  'lines-undated': {
    severity: 'warning',
    en: '{count} {count|line|lines} (paid {paid}) {count|has no date and belongs|have no date and belong} to no period',
    zh: '{count} 条明细（支付 {paid}）没有日期，不属于任何期间',
  },
});

export const reasons = {
  'by-code': { en: 'price of the item', zh: '按项目价格' },
  'by-drg': { en: 'weight of the group times the base rate', zh: '按病组权重乘以费率' },
  'in-drg': { en: 'paid within the price of the group', zh: '已包含在病组价格内' },
  'by-charge': { en: 'per cent of the charge', zh: '按收费的百分比' },
  'no-price': { en: 'no price for the item on that day', zh: '该日没有此项目的价格' },
  'no-code': { en: 'the line has no item code', zh: '明细没有项目编码' },
  'no-weight': { en: 'no weight for the group on that day', zh: '该日没有此病组的权重' },
  'no-rate': { en: 'no base rate for the provider on that day', zh: '该日没有此机构的费率' },
  'quantity-unknown': { en: 'the quantity is unknown', zh: '数量未知' },
  'charge-unknown': { en: 'the charge is unknown', zh: '收费金额未知' },
} as const satisfies Record<string, Localized>;
