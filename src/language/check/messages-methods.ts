/** What can be wrong with the data and the methods a contract names. */
import { defineMessages } from '../diagnostic.ts';

export const methodMessages = defineMessages({
  'data-not-found': {
    severity: 'error',
    en: 'There is no folder {path}.',
    zh: '找不到文件夹 {path}。',
    hint: {
      en: 'Make it with "openvbp import" or "openvbp synthesise"; a path in the contract is relative to the contract, one after --data to the folder you are in.',
      zh: '请用“openvbp import”或“openvbp synthesise”生成；协议中的路径相对于协议文件所在的文件夹，--data 后的路径相对于当前文件夹。',
    },
  },
  'data-no-folder': {
    severity: 'error',
    en: '{path} is a folder, but no import has finished in it: it has no data.json.',
    zh: '{path} 是文件夹，但其中没有完成的导入：缺少 data.json。',
    hint: {
      en: 'Run "openvbp import" into it (again, if it was stopped), or name the folder it made.',
      zh: '请向该文件夹运行 “openvbp import”（若曾中断，请重新运行），或写明导入生成的文件夹。',
    },
  },
  'data-unused': {
    severity: 'warning',
    en: 'The contract names data, but no method that reads it.',
    zh: '协议写明了数据文件夹，但没有任何方法读取它。',
    hint: { en: 'Add `methods:`, or leave `data:` out.', zh: '请加上 `methods:`，或删去 `data:`。' },
  },
  'methods-no-data': {
    severity: 'error',
    en: 'The contract names methods, but no data for them to read.',
    zh: '协议写明了方法，但没有写明读取哪里的数据。',
    hint: { en: 'Add `data:` with the folder of an import.', zh: '请加上 `data:`，写明导入生成的文件夹。' },
  },
  'unknown-method': {
    severity: 'error',
    en: 'There is no method `{name}`.',
    zh: '没有名为 `{name}` 的方法。',
  },
  'unknown-option': {
    severity: 'error',
    en: '`{method}` has no option `{name}`.',
    zh: '方法 `{method}` 没有选项 `{name}`。',
  },
  'option-missing': {
    severity: 'error',
    en: '`{method}` needs its option `{name}`.',
    zh: '方法 `{method}` 必须给出选项 `{name}`。',
    hint: {
      en: '"openvbp methods {method}" says what it is.',
      zh: '运行 “openvbp methods {method}” 可查看其含义。',
    },
  },
  'option-not-list': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` takes one value, not a list.',
    zh: '方法 `{method}` 的选项 `{name}` 只能取一个值，不能是列表。',
    hint: { en: 'Write the value without brackets.', zh: '请直接写出取值，不加方括号。' },
  },
  'option-comma': {
    severity: 'error',
    en: 'An item in the list `{name}` of `{method}` has a comma in it.',
    zh: '方法 `{method}` 的选项 `{name}`：列表项中不能含有逗号。',
    hint: { en: 'Commas stand between items: write two items.', zh: '逗号用于分隔列表项：请写成两项。' },
  },
  'option-value-word': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` cannot be "{text}".',
    zh: '方法 `{method}` 的选项 `{name}` 不能取“{text}”。',
  },
  'option-value-text': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is empty.',
    zh: '方法 `{method}` 的选项 `{name}` 为空。',
    hint: { en: 'Write a value, or leave the option out.', zh: '请写明取值，或删去该选项。' },
  },
  'option-value-document': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` names no document.',
    zh: '方法 `{method}` 的选项 `{name}` 没有写明文档。',
    hint: {
      en: 'Write the path of a document, relative to the contract, or the name of one that comes with the product.',
      zh: '请写明文档的路径（相对于协议文件），或随产品提供的文档名称。',
    },
  },
  'option-value-file': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` names no file.',
    zh: '方法 `{method}` 的选项 `{name}` 没有写明文件。',
    hint: {
      en: 'Write the path of a CSV, relative to the contract, or leave the option out.',
      zh: '请写明 CSV 的路径（相对于协议文件），或删去该选项。',
    },
  },
  'option-value-integer': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is a whole number, not "{text}".',
    zh: '方法 `{method}` 的选项 `{name}` 应为整数，而不是“{text}”。',
    hint: { en: 'Digits only: 12.', zh: '只写数字，例如 12。' },
  },
  'option-value-decimal': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is a number, not "{text}".',
    zh: '方法 `{method}` 的选项 `{name}` 应为数字，而不是“{text}”。',
    hint: {
      en: 'Digits and one point, at most twelve digits after it; no separators, no percent sign: 0.99.',
      zh: '只写数字和一个小数点，小数不超过十二位；不用千分位和百分号，例如 0.99。',
    },
  },
  'option-value-boolean': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is true or false, not "{text}".',
    zh: '方法 `{method}` 的选项 `{name}` 应为 true 或 false，而不是“{text}”。',
    hint: { en: 'Write `true` or `false`.', zh: '请写 `true` 或 `false`。' },
  },
  'option-value-date': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is a date, not "{text}".',
    zh: '方法 `{method}` 的选项 `{name}` 应为日期，而不是“{text}”。',
    hint: { en: 'Write year-month-day: 2023-12-31.', zh: '请写成“年-月-日”，例如 2023-12-31。' },
  },
  'option-value-duration': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is a length of time, not "{text}".',
    zh: '方法 `{method}` 的选项 `{name}` 应为时长，而不是“{text}”。',
    hint: {
      en: 'Write it as in ISO 8601: P90D is 90 days, P3M three months.',
      zh: '请按 ISO 8601 书写：P90D 为 90 天，P3M 为三个月。',
    },
  },
  'option-value-period': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is a period, not "{text}".',
    zh: '方法 `{method}` 的选项 `{name}` 应为期间，而不是“{text}”。',
    hint: {
      en: 'Write its first day and the day after its last: 2023-01-01/2024-01-01.',
      zh: '请写明首日和最后一天的次日：2023-01-01/2024-01-01。',
    },
  },
  'option-value-list': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` is a list; "{text}" cannot be it.',
    zh: '方法 `{method}` 的选项 `{name}` 是列表，不能取“{text}”。',
    hint: {
      en: 'Write items with commas between or a YAML list; 2021..2024 is all whole numbers from one to the other.',
      zh: '请用逗号分隔各项，或写成 YAML 列表；2021..2024 表示其间所有整数。',
    },
  },
  'unknown-result': {
    severity: 'error',
    en: 'The contract has no result `{name}` under `methods:`.',
    zh: '协议的 `methods:` 中没有名为 `{name}` 的结果。',
  },
  'result-later': {
    severity: 'error',
    en: '`{method}` reads `{name}`, which is not computed before it.',
    zh: '方法 `{method}` 读取 `{name}`，但后者并不在它之前计算。',
    hint: {
      en: 'Methods are computed in the order written: put `{name}` first.',
      zh: '方法按书写顺序计算：请把 `{name}` 写在前面。',
    },
  },
  'result-lacks-columns': {
    severity: 'error',
    en: 'The option `{name}` of `{method}` cannot be `{result}`: that result has no {columns}.',
    zh: '方法 `{method}` 的选项 `{name}` 不能是 `{result}`：该结果没有 {columns}。',
    hint: {
      en: 'Name a result that has them: "openvbp methods" lists the columns of each method.',
      zh: '请改用含有这些列的结果：“openvbp methods” 会列出各方法的列。',
    },
  },
  'unknown-result-column': {
    severity: 'error',
    en: 'The result `{result}` has no column `{name}`.',
    zh: '结果 `{result}` 没有 `{name}` 列。',
  },
  'result-unused': {
    severity: 'warning',
    en: 'Nothing reads the result `{name}`.',
    zh: '没有任何地方读取结果 `{name}`。',
    hint: {
      en: 'Bind it to an entity (`method: {name}`), or leave it out.',
      zh: '请把它绑定到对象（`method: {name}`），或将其删去。',
    },
  },
});
