import { defineMessages, reporter } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'accrual-no-payment': {
    severity: 'error',
    en: 'The model has no payment {name}; it has {names}.',
    zh: '模型中没有支付项 {name}；现有 {names}。',
  },
  'accrual-no-figure': {
    severity: 'error',
    en: 'Payment {payment}: {entity} has no figure {name}; near it: {near}.',
    zh: '支付项 {payment}：{entity} 没有 {name}；相近的有 {near}。',
  },
  'accrual-not-money': {
    severity: 'error',
    en: 'Payment {payment}: {name} is no amount of money; a share of it would be none.',
    zh: '支付项 {payment}：{name} 不是金额，不能按比例预提。',
  },
  'accrual-other-contract': {
    severity: 'error',
    en: 'These are runs of different contracts or currencies: {a}; {b}.',
    zh: '各次测算不属于同一协议或币种：{a}；{b}。',
  },
  'accrual-order': {
    severity: 'error',
    en: 'Runs are given in order of their as-of dates, each later than the one before; {b} does not follow {a}.',
    zh: '各次测算须按截止日先后给出，且逐次递增；{b} 不晚于 {a}。',
  },
});

export const report = reporter(messages);
