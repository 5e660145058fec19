/** What can be wrong with how a table of one's own is to be read. What is wrong with its map is in the language's words. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'table-missing': {
    severity: 'error',
    en: 'Which table the rows go to is not said.',
    zh: '未指定要写入的标准表。',
    hint: { en: 'Add --option table=…, one of {tables}.', zh: '请加上 --option table=…，可选：{tables}。' },
  },
  'table-unknown': {
    severity: 'error',
    en: 'There is no canonical table "{name}".',
    zh: '没有名为“{name}”的标准表。',
    hint: { en: 'Nearest: {near}.', zh: '相近的有：{near}。' },
  },
  'ending-unknown': {
    severity: 'warning',
    en: 'What {file} is cannot be told from its ending: it is not read.',
    zh: '无法从扩展名判断 {file} 的格式，未读取。',
    hint: { en: 'Say "format:" in the column map.', zh: '请在列映射中写明 format。' },
  },
});
