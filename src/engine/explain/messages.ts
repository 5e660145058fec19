import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'no-row': {
    severity: 'error',
    en: 'The run has no {entity} with the key “{key}”.',
    zh: '本批次中没有主键为“{key}”的 {entity}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
  'no-rows': {
    severity: 'error',
    en: 'The run has no {entity} with the key “{key}”, nor one like it.',
    zh: '本批次中没有主键为“{key}”的 {entity}，也没有相近的。',
  },
  'rows-alike': {
    severity: 'warning',
    en: '{count} rows of {entity} have a key written “{key}”, because parts of it hold commas; this is the first of them.',
    zh: '{entity} 中有 {count} 行的主键写作“{key}”（主键的部分内容本身含有逗号），这里是其中第一行。',
  },
  'explain-no-entity': {
    severity: 'error',
    en: 'The model has no entity {entity}.',
    zh: '模型中没有对象 {entity}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
  'explain-no-column': {
    severity: 'error',
    en: '{entity} has no {name}.',
    zh: '{entity} 中没有 {name}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
  'explain-no-result': {
    severity: 'error',
    en: 'The run has no method result "{name}".',
    zh: '该结算没有名为“{name}”的方法结果。',
    hint: {
      en: 'It has: {names}. For a figure of the model add its name: ENTITY=KEY TERM.',
      zh: '现有：{names}。查询模型中的数字请写明其名称：对象=键 名称。',
    },
  },
  'explain-no-result-row': {
    severity: 'error',
    en: 'The result {name} has no row {key}.',
    zh: '结果 {name} 中没有 {key} 这一行。',
    hint: {
      en: 'Its key is {parts}; the first parts of it are enough.',
      zh: '其键为 {parts}，可只写前几部分。',
    },
  },
});
