/** What can be wrong while methods compute. What options may be is checked with the contract (`src/language/check/methods.ts`). */
import { defineMessages, reporter } from '../language/diagnostic.ts';

export const messages = defineMessages({
  'method-file-missing': {
    severity: 'error',
    en: '`{name}`: its option `{option}` names {file}, which is not there.',
    zh: '`{name}` 的选项 `{option}` 指定了 {file}，但该文件不存在。',
    hint: {
      en: 'Paths are relative to the contract.',
      zh: '路径相对于协议文件所在的文件夹。',
    },
  },
  'method-file-column': {
    severity: 'error',
    en: '{file} has no column `{column}`.',
    zh: '{file} 中没有 `{column}` 列。',
    hint: { en: 'Its columns: {columns}.', zh: '该文件的列：{columns}。' },
  },
  'method-file-cell': {
    severity: 'error',
    en: '{file}: {count} rows have a `{column}` that is no {type}; the first, in line {line}, is "{text}".',
    zh: '{file}：有 {count} 行的 `{column}` 不是有效的{type}；首个在第 {line} 行，为“{text}”。',
  },
  'method-no-rows': {
    severity: 'warning',
    en: '`{name}` has no rows.',
    zh: '`{name}` 没有任何行。',
    hint: {
      en: 'Look at the dates of its options and at what the data holds (openvbp quality).',
      zh: '请检查选项中的日期，以及数据中实际包含的内容（openvbp quality）。',
    },
  },
  'lines-data-missing': {
    severity: 'error',
    en: 'The lines behind `{name}` are read again from the data in {folder}, which is not there.',
    zh: '`{name}` 背后的明细需从 {folder} 中的数据重新读取，但该文件夹不存在。',
    hint: {
      en: 'Put the data back, or settle again with `lines: true` for this method, which keeps them in the run.',
      zh: '请恢复数据；或在该方法中写上 `lines: true` 后重新结算，明细会保存在运行中。',
    },
  },
  'lines-data-changed': {
    severity: 'error',
    en: 'The data in {folder} has changed since the run: the lines behind `{name}` would not be those it counted.',
    zh: '{folder} 中的数据在运行之后已改变：读取到的明细不再是 `{name}` 当时计入的明细。',
    hint: { en: 'Settle again, then explain the new run.', zh: '请重新结算，再解释新的运行。' },
  },
});

export const report = reporter(messages);
