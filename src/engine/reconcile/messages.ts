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
  'no-figure': {
    severity: 'error',
    en: 'The run has no {name} to compare with.',
    zh: '本批次中没有可供核对的 {name}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
  'not-comparable': {
    severity: 'error',
    en: '{name} is a {kind}; only numbers, dates, texts and yes/no values can be reconciled.',
    zh: '{name} 是 {kind}，只能核对数值、日期、文本和是非值。',
  },
  'bad-margin': {
    severity: 'error',
    en: '“{value}” is not a margin: it is a number, 0 or more.',
    zh: '“{value}”不是有效的容差，应为不小于 0 的数。',
  },
  'read-as-encoding': {
    severity: 'note',
    en: '{file} is not UTF-8; it was read as {encoding}.',
    zh: '{file} 不是 UTF-8 编码，已按 {encoding} 读取。',
  },
  'read-under-title': {
    severity: 'note',
    en: 'The headers of {file} stand in line {line}; what is above was passed over.',
    zh: '{file} 的表头在第 {line} 行，其上各行已略过。',
  },
});
