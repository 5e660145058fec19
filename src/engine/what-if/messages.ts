import { defineMessages } from '../../language/diagnostic.ts';

const AS_IN_CONTRACT = {
  en: 'Write it as in a contract: {name}={example}',
  zh: '写法与协议中相同：{name}={example}',
};

export const messages = defineMessages({
  'what-if-unknown-parameter': {
    severity: 'error',
    en: 'The model has no parameter {name}.',
    zh: '模型中没有参数 {name}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
  'what-if-no-parameters': {
    severity: 'error',
    en: 'The model has no parameter {name}, nor any other.',
    zh: '模型中没有参数 {name}，也没有其他参数。',
  },
  'what-if-fixed': {
    severity: 'error',
    en: '{name} is fixed in the model: it is not agreed on.',
    zh: '{name} 在支付模型中为固定值，不由协议约定。',
  },
  'what-if-not-number': {
    severity: 'error',
    en: '{name} is a number, with no more digits than its type holds; {value} is none.',
    zh: '{name} 应为数值，且位数不得超过其类型所容；{value} 不符合。',
    hint: AS_IN_CONTRACT,
  },
  'what-if-not-boolean': {
    severity: 'error',
    en: '{name} is true or false; {value} is neither.',
    zh: '{name} 应为 true 或 false；{value} 不符合。',
    hint: AS_IN_CONTRACT,
  },
  'what-if-not-date': {
    severity: 'error',
    en: '{name} is a date (YYYY-MM-DD); {value} is none.',
    zh: '{name} 应为日期（YYYY-MM-DD）；{value} 不符合。',
    hint: AS_IN_CONTRACT,
  },
  'what-if-not-duration': {
    severity: 'error',
    en: '{name} is a duration (P3M, P90D); {value} is none.',
    zh: '{name} 应为时长（如 P3M、P90D）；{value} 不符合。',
    hint: AS_IN_CONTRACT,
  },
  'what-if-not-text': {
    severity: 'error',
    en: '{value} is not a value of {name}.',
    zh: '{value} 不是 {name} 的有效取值。',
    hint: AS_IN_CONTRACT,
  },
  'what-if-table': {
    severity: 'error',
    en: '{name} is a table: name the row whose value changes.',
    zh: '{name} 是表格：请写明要改的行。',
    hint: { en: '{name}[{cells}]=VALUE', zh: '{name}[{cells}]=取值' },
  },
  'what-if-not-table': {
    severity: 'error',
    en: '{name} is no table: it has no row [{cells}].',
    zh: '{name} 不是表格，没有行 [{cells}]。',
    hint: { en: '{name}=VALUE', zh: '{name}=取值' },
  },
  'what-if-no-row': {
    severity: 'error',
    en: 'The table {name} has no row [{cells}].',
    zh: '表格 {name} 中没有行 [{cells}]。',
    hint: { en: 'Its rows: {rows}', zh: '现有的行：{rows}' },
  },
  'what-if-no-output': {
    severity: 'error',
    en: 'The table {name} gives {outputs}: say which of them changes.',
    zh: '表格 {name} 的输出为 {outputs}：请写明要改哪一个。',
    hint: { en: '{name}[{cells}].{first}=VALUE', zh: '{name}[{cells}].{first}=取值' },
  },
  'what-if-records': {
    severity: 'error',
    en: '{name} is a list of names, without figures.',
    zh: '{name} 只是一列名称，没有数值。',
    hint: {
      en: 'Change it in the contract and settle again; then compare the two runs.',
      zh: '请在协议中修改后重新结算，再比较两次结果。',
    },
  },
  'what-if-record': {
    severity: 'error',
    en: '{name} is a list of records: name the row and the column that change.',
    zh: '{name} 是记录列表：请写明要改的行和列。',
    hint: { en: '{name}[{cells}].{first}=VALUE', zh: '{name}[{cells}].{first}=取值' },
  },
});
