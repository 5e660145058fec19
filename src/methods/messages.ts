/** What can be wrong while methods compute. What options may be is checked with the contract (`src/language/check/methods.ts`). */
import { defineMessages, reporter } from '../language/diagnostic.ts';

export const messages = defineMessages({
  'method-document-missing': {
    severity: 'error',
    en: '{name}: there is no document {file}, which `{option}` names',
    zh: '{name}：`{option}` 指定的文档 {file} 不存在',
    hint: {
      en: 'A path beside the contract, or one that comes with the product: {known}.',
      zh: '应为相对于协议文件的路径，或随产品提供的文档之一：{known}。',
    },
  },
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
    severity: 'warning',
    en: 'The lines behind `{name}` are not shown: they are read again from the data in {folder}, which is not there. The figure is as it was settled.',
    zh: '未显示 `{name}` 背后的明细：明细需从 {folder} 中的数据重新读取，但该文件夹不存在。所示数值为结算时的数值。',
    hint: {
      en: 'Put the data back, or settle again with `lines: true` for this method, which keeps them in the run.',
      zh: '请恢复数据；或在该方法中写上 `lines: true` 后重新结算，明细会保存在测算结果中。',
    },
  },
  'lines-data-changed': {
    severity: 'warning',
    en: 'The data in {folder} has changed since the run. The figure is as it was settled; the lines behind `{name}` are not shown, for they would not be those it counted.',
    zh: '{folder} 中的数据在结算之后已改变。所示数值为结算时的数值；`{name}` 背后的明细不予显示，因为现有明细已不是当时计入的明细。',
    hint: {
      en: 'Settle again and explain the new run; `openvbp compare` shows what the change does.',
      zh: '请重新结算后再查看新的测算结果；用 `openvbp compare` 可查看变化的影响。',
    },
  },
});

export const report = reporter(messages);
