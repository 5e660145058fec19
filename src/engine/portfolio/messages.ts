import { defineMessages, reporter } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'portfolio-no-rate': {
    severity: 'error',
    en: '{rates} has no rate from {from} to {to} on {day}; {count} {count|amount needs|amounts need} one.',
    zh: '{rates} 中没有 {from} 兑 {to} 在 {day} 的汇率，共 {count} 笔金额需要。',
    hint: {
      en: 'A rate holds from its day until the next; none is made up before the first, turned round or put together from two others.',
      zh: '汇率自其日期起适用至下一日期；首个日期之前不推定，也不由反向汇率或两种汇率套算。',
    },
  },
  'portfolio-twice': {
    severity: 'error',
    en: 'Two runs are of the contract {contract}; it would count twice.',
    zh: '有两次测算属于同一协议 {contract}，会重复计入。',
  },
});

export const report = reporter(messages);
