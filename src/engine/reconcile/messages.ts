import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'too-many-key-columns': {
    severity: 'error',
    en: 'The key of {entity} has the parts {parts}; {given} columns were named.',
    zh: '{entity} 的主键由 {parts} 组成，却指定了 {given} 列。',
    hint: { en: 'Name one column for each part, in this order.', zh: '请按此顺序为每个部分指定一列。' },
  },
  'key-not-unique': {
    severity: 'error',
    en: 'Without {missing} the key “{key}” stands for several rows of {entity}.',
    zh: '缺少 {missing} 时，主键“{key}”对应 {entity} 的多行。',
    hint: {
      en: 'Name a column for {missing} too: --key {given},…',
      zh: '请同时为 {missing} 指定列：--key {given},…',
    },
  },
  'not-comparable': {
    severity: 'error',
    en: '{name} is a {kind}; only numbers, dates, texts and yes/no values can be reconciled.',
    zh: '{name} 是 {kind}，只能核对数值、日期、文本和是非值。',
  },
});
