import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'what-if-unknown-parameter': {
    severity: 'error',
    en: 'The model has no parameter {name}.',
    zh: '模型中没有参数 {name}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
  'what-if-bad-value': {
    severity: 'error',
    en: '{value} is not a value of {name}, which is {kind}.',
    zh: '{value} 不是 {name} 的有效取值，其类型为 {kind}。',
    hint: { en: 'Write it as in a contract: {name}={example}', zh: '写法与协议中相同：{name}={example}' },
  },
  'what-if-table': {
    severity: 'error',
    en: '{name} is a table: name the row whose value changes, {name}[{cells}]=VALUE.',
    zh: '{name} 是表格：请写明要改的行，{name}[{cells}]=取值。',
  },
  'what-if-no-row': {
    severity: 'error',
    en: 'The table {name} has no row [{cells}].',
    zh: '表格 {name} 中没有行 [{cells}]。',
    hint: { en: 'Its rows: {rows}', zh: '现有的行：{rows}' },
  },
  'what-if-records': {
    severity: 'error',
    en: '{name} is a list of records; change it in the contract and settle again.',
    zh: '{name} 是记录列表，请在协议中修改后重新结算。',
  },
});
