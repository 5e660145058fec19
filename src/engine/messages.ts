import { defineMessages, reporter } from '../language/diagnostic.ts';

export const messages = defineMessages({
  'dangling-reference': {
    severity: 'error',
    en: '{entity}: {reference} is "{value}", but there is no such {target}',
    zh: '{entity} 的 {reference} 为“{value}”，但 {target} 中没有这一行',
    hint: {
      en: 'Add the row to {target}, correct the id, or leave the cell empty if it is not known.',
      zh: '请在 {target} 中补上这一行，或更正编号；确实不知道时请将单元格留空。',
    },
  },
  'dangling-references': {
    severity: 'error',
    en: '{entity}: {count} rows have a {reference} that names no {target}; the first {shown} are listed',
    zh: '{entity} 中有 {count} 行的 {reference} 在 {target} 中不存在；以上列出前 {shown} 行',
  },
  'each-unknown': {
    severity: 'warning',
    en: '{entity}: for {count} of {parents} {parent} rows the list is unknown, so they have no {entity} rows',
    zh: '{entity}：{parents} 个 {parent} 行中有 {count} 个的列表未知，因此没有对应的 {entity} 行',
  },
  'each-too-long': {
    severity: 'error',
    en: '{entity}: its lists have {count} elements in all, more than the {limit} that are allowed',
    zh: '{entity}：列表元素共 {count} 个，超过允许的 {limit} 个',
    hint: {
      en: 'Look at the bounds of the list: one of them is probably not what was meant.',
      zh: '请检查列表的上下界，其中之一可能有误。',
    },
  },
  'engine-failed': {
    severity: 'error',
    en: 'The computation stopped at {stage}: {problem}',
    zh: '计算在“{stage}”处中断：{problem}',
    hint: {
      en: 'This is a fault of the program, not of the documents or the data. Please report it with the contract and this message.',
      zh: '这是程序的缺陷，与文件和数据无关。请将合同与本消息一并反馈。',
    },
  },
  'out-of-memory': {
    severity: 'error',
    en: 'The computation stopped at {stage}: there was not enough memory or disk space',
    zh: '计算在“{stage}”处中断：内存或磁盘空间不足',
    hint: {
      en: 'Free some memory or disk space, or use fewer threads (--threads 1).',
      zh: '请释放内存或磁盘空间，或减少线程数（--threads 1）。',
    },
  },
});

export const report = reporter(messages);
