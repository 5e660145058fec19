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
    zh: '模型中没有实体 {entity}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
  'explain-no-column': {
    severity: 'error',
    en: '{entity} has no {name}.',
    zh: '{entity} 中没有 {name}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
});
