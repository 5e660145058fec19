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
    en: '{entity}: {count} {count|row has|rows have} a {reference} that names no {target}; the first {shown} are listed',
    zh: '{entity} 中有 {count} 行的 {reference} 在 {target} 中不存在；以上列出前 {shown} 行',
  },
  'references-empty': {
    severity: 'note',
    en: '{entity}: {without} of {total} rows {without|has|have} no {reference}: no {target} has them in its sums and counts',
    zh: '{entity} 的 {total} 行中有 {without} 行未填 {reference}：这些行不计入任何 {target} 的汇总',
  },
  'each-unknown': {
    severity: 'warning',
    en: '{entity}: for {count} of {parents} {parent} rows the list is unknown, so they have no {entity} rows',
    zh: '{entity}：{parents} 个 {parent} 行中有 {count} 个的列表未知，因此没有对应的 {entity} 行',
  },
  'group-unknown': {
    severity: 'warning',
    en: '{entity}: {count} of {total} {of} rows belong to no group and are in none of its sums; unknown is: {parts}',
    zh: '{entity}：{total} 个 {of} 行中有 {count} 个不属于任何组，不计入各组的汇总；未知的有：{parts}',
    hint: {
      en: 'Fill in what is missing, or say with `where:` which rows are not meant.',
      zh: '请补上缺失的内容，或用 `where:` 写明哪些行不参与分组。',
    },
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
  'too-many-pairs': {
    severity: 'error',
    en: '`{entity}.{term}` reads each {entity} beside each {list} of its list: {count} pairs, more than the {limit} that are allowed',
    zh: '`{entity}.{term}` 需将每个 {entity} 与其列表中的每个 {list} 配对：共 {count} 对，超过允许的 {limit} 对',
    hint: {
      en: 'Let the filter read the element only, or group the rows by what they are compared by and compare the groups.',
      zh: '请让筛选条件只读取列表元素，或先按比较的列分组，再比较各组。',
    },
  },
  'run-exists': {
    severity: 'error',
    en: '{folder} is there already',
    zh: '{folder} 已存在',
    hint: {
      en: 'Give another folder, or ask for it to be replaced (--force).',
      zh: '请指定其他文件夹，或要求替换（--force）。',
    },
  },
  'run-being-written': {
    severity: 'error',
    en: 'Another settlement is writing {folder} at this moment',
    zh: '另一次结算正在写入 {folder}',
    hint: {
      en: 'Wait until it has ended, or give another folder. Where none is running on any machine, remove {lock}.',
      zh: '请等待其结束，或指定其他文件夹。若确无任何机器在结算，请删除 {lock}。',
    },
  },
  'not-a-run': {
    severity: 'error',
    en: '{folder} is not a run: {problem}',
    zh: '{folder} 不是一次结算运行：{problem}',
    hint: {
      en: 'Give a folder that "openvbp settle" wrote; if it is damaged, settle again.',
      zh: '请指定由 “openvbp settle” 生成的文件夹；若已损坏，请重新结算。',
    },
  },
  'other-run-version': {
    severity: 'error',
    en: '{folder} was written by another version of the program (form {found}, this one reads {expected})',
    zh: '{folder} 由其他版本的程序生成（格式 {found}，本程序读取 {expected}）',
    hint: { en: 'Settle the contract again.', zh: '请重新结算该支付协议。' },
  },
  'cannot-write': {
    severity: 'error',
    en: 'The run cannot be written to {folder}: {problem}',
    zh: '无法将运行结果写入 {folder}：{problem}',
  },
  'engine-failed': {
    severity: 'error',
    en: 'The computation stopped at {stage}: {problem}',
    zh: '计算在“{stage}”处中断：{problem}',
    hint: {
      en: 'This is a fault of the program, not of the documents or the data. Please report it with the contract and this message.',
      zh: '这是程序的缺陷，与文件和数据无关。请将支付协议与本消息一并反馈。',
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
