/** What can be wrong with how lists are to be read. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'option-wrong': {
    severity: 'error',
    en: '"{value}" is no value of the option {option} of {format}.',
    zh: '“{value}”不是 {format} 选项 {option} 的有效取值。',
    hint: { en: 'One of: {options}.', zh: '可选：{options}。' },
  },
  'file-unknown': {
    severity: 'warning',
    en: '{file} is none of the files of {format} (CSV, XLSX, JSON lines): it is not read.',
    zh: '{file} 不是 {format} 的文件（CSV、XLSX、JSON Lines），未读取。',
  },
});
