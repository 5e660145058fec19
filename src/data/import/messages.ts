/** What an import has to say, why rows are refused, and what is found about a source. */
import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'path-missing': {
    severity: 'error',
    en: 'There is no file or folder {path}.',
    zh: '找不到文件或文件夹 {path}。',
  },
  'path-strange': {
    severity: 'error',
    en: '{path} is neither a file nor a folder.',
    zh: '{path} 既不是文件也不是文件夹。',
  },
  'folder-empty': {
    severity: 'error',
    en: 'The folder {folder} holds no files.',
    zh: '文件夹 {folder} 中没有文件。',
  },
  'files-hidden': {
    severity: 'note',
    en: '{count} hidden {count|file|files} in {folder} {count|is|are} not looked at.',
    zh: '{folder} 中有 {count} 个隐藏文件，未予读取。',
  },
  'file-unknown': {
    severity: 'warning',
    en: '{file} is none of the files of {format}: it is not read.',
    zh: '{file} 不是 {format} 格式的文件，未读取。',
  },
  'no-files': {
    severity: 'error',
    en: 'None of the files given can be read as {format}.',
    zh: '给出的文件都不能按 {format} 格式读取。',
    hint: {
      en: 'Give the files of one delivery, or the folder that holds them; "openvbp import" lists the formats.',
      zh: '请给出同一批数据的文件，或存放它们的文件夹；用“openvbp import”查看支持的格式。',
    },
  },
  'nothing-kept': {
    severity: 'error',
    en: 'Nothing could be used of {files} {files|file|files} read as {format}: {refused} refused, {passed} of kinds that make no row. The data folder is as it was.',
    zh: '按 {format} 格式读取的 {files} 个文件没有任何可用内容：拒收 {refused} 行，{passed} 条记录不产生数据行。数据文件夹未作改动。',
    hint: {
      en: 'Check that the format is the right one, and that the files are whole.',
      zh: '请核对格式是否正确、文件是否完整。',
    },
  },
  'nothing-kept-of-table': {
    severity: 'error',
    en: 'No row could be used of {files} {files|file|files} read as a table: {refused} refused, {passed} left out. The data folder is as it was.',
    zh: '按表格读取的 {files} 个文件没有任何可用的行：拒收 {refused} 行，未选取 {passed} 行。数据文件夹未作改动。',
    hint: {
      en: 'Say in a column map which header each column is read from, and with `format` how its dates and amounts are written: --option map=map.yaml. docs/guide/en/import.md shows one; docs/guide/en/tables.md lists the columns.',
      zh: '请用列映射说明各列取自哪个表头，并用 `format` 指明日期和金额的写法：--option map=map.yaml。写法见 docs/guide/zh/import.md，各表的列见 docs/guide/zh/tables.md。',
    },
  },
  'nothing-there': {
    severity: 'error',
    en: 'There is not one row in {files} {files|file|files} read as {format}. The data folder is as it was.',
    zh: '按 {format} 格式读取的 {files} 个文件中没有任何数据行。数据文件夹未作改动。',
    hint: {
      en: 'The files are empty or hold a header only: ask for the delivery again.',
      zh: '文件为空或只有表头，请重新索取数据。',
    },
  },
  'refused-example': {
    severity: 'note',
    en: '{count} × {reason}, first in line {line}.',
    zh: '{reason}：{count} 处，首见于第 {line} 行。',
  },
  'found-example': {
    severity: 'note',
    en: '{words}: {keys}',
    zh: '{words}：{keys}',
  },
  'looks-like': {
    severity: 'note',
    en: '{file} looks like: {kind}.',
    zh: '{file} 看起来是：{kind}。',
  },
  'looks-like-format': {
    severity: 'note',
    en: '{file} looks like: {kind}.',
    zh: '{file} 看起来是：{kind}。',
    hint: { en: 'Try "openvbp import {format} …".', zh: '请尝试“openvbp import {format} …”。' },
  },
  'headers-other': {
    severity: 'error',
    en: '{file} has other columns than {part}: {missing} are missing.',
    zh: '{file} 的列与 {part} 不符：缺少 {missing}。',
  },
  'encoding-unknown': {
    severity: 'error',
    en: 'There is no encoding "{encoding}".',
    zh: '没有名为“{encoding}”的编码。',
    hint: {
      en: 'Known are utf-8, gb18030, big5, utf-16le, latin1 …',
      zh: '可用 utf-8、gb18030、big5、utf-16le、latin1 等。',
    },
  },
  'option-unknown': {
    severity: 'error',
    en: 'The format {format} has no option "{option}".',
    zh: '格式 {format} 没有选项“{option}”。',
    hint: { en: 'Its options: {options}.', zh: '可用选项：{options}。' },
  },
  'not-a-data-folder': {
    severity: 'error',
    en: '{folder} holds other things: nothing is written into it.',
    zh: '{folder} 中已有其他内容，不会写入。',
    hint: {
      en: 'Give a new folder, or one that "openvbp import" has written.',
      zh: '请指定一个新文件夹，或由“openvbp import”生成的数据文件夹。',
    },
  },
  'not-a-folder': {
    severity: 'error',
    en: '{folder} is a file; the data needs a folder.',
    zh: '{folder} 是一个文件；数据须写入文件夹。',
  },
  'no-data-folder': {
    severity: 'error',
    en: '{folder} is not a data folder: it has no data.json.',
    zh: '{folder} 不是数据文件夹：其中没有 data.json。',
    hint: {
      en: 'A data folder is what "openvbp import" writes. If an import was broken off, run it again.',
      zh: '数据文件夹由“openvbp import”生成。如果导入曾中断，请重新运行一次。',
    },
  },
  'layout-other': {
    severity: 'error',
    en: '{folder} was written by another version of OpenVBP (layout {found}, this one reads {layout}).',
    zh: '{folder} 由其他版本的 OpenVBP 生成（结构版本 {found}，本版本读取 {layout}）。',
    hint: { en: 'Import the files again into a new folder.', zh: '请将原始文件重新导入一个新文件夹。' },
  },
  'manifest-damaged': {
    severity: 'error',
    en: '{file} is damaged: {reason}.',
    zh: '{file} 已损坏：{reason}。',
    hint: { en: 'Import the files again into a new folder.', zh: '请将原始文件重新导入一个新文件夹。' },
  },
  'received-missing': {
    severity: 'error',
    en: '{file} is missing from the data folder {folder}.',
    zh: '数据文件夹 {folder} 中缺少 {file}。',
    hint: {
      en: 'It was written when {files} was imported: run the same import (or "openvbp synthesise") again into this folder, which writes it anew.',
      zh: '该文件由导入 {files} 时写入：请用相同的文件再次导入本文件夹（合成数据则重新运行“openvbp synthesise”），即可重新写入。',
    },
  },
  'received-changed': {
    severity: 'error',
    en: '{file} in the data folder {folder} is not what was written: it was damaged or changed since. Nothing is computed from it.',
    zh: '数据文件夹 {folder} 中的 {file} 与写入时不符：已损坏或被改动，不会据此计算。',
    hint: {
      en: 'It was written when {files} was imported: run the same import (or "openvbp synthesise") again into this folder, which writes it anew.',
      zh: '该文件由导入 {files} 时写入：请用相同的文件再次导入本文件夹（合成数据则重新运行“openvbp synthesise”），即可重新写入。',
    },
  },
  'received-unreadable': {
    severity: 'error',
    en: '{file} in the data folder {folder} cannot be read.',
    zh: '无法读取数据文件夹 {folder} 中的 {file}。',
    hint: {
      en: 'It was written when {files} was imported: run the same import (or "openvbp synthesise") again into this folder, which writes it anew.',
      zh: '该文件由导入 {files} 时写入：请用相同的文件再次导入本文件夹（合成数据则重新运行“openvbp synthesise”），即可重新写入。',
    },
  },
  'manifest-changed': {
    severity: 'error',
    en: '{file} is not what was written: it was damaged or changed since.',
    zh: '{file} 与写入时不符：已损坏或被改动。',
    hint: { en: 'Import the files again into a new folder.', zh: '请将原始文件重新导入一个新文件夹。' },
  },
  locked: {
    severity: 'error',
    en: 'Another import is writing into {folder}.',
    zh: '另一个导入正在写入 {folder}。',
    hint: {
      en: 'Wait for it to end. If there is none, remove {lock}.',
      zh: '请等待其结束；如确无其他导入，请删除 {lock}。',
    },
  },
  'import-failed': {
    severity: 'error',
    en: 'The import could not be finished: {reason}.',
    zh: '导入未能完成：{reason}。',
    hint: {
      en: 'Nothing of it is in the data folder; run it again when the cause is gone.',
      zh: '数据文件夹未受影响；排除原因后重新运行即可。',
    },
  },
  'columns-missing': {
    severity: 'error',
    en: '{file} lacks columns that every row needs: {columns}.',
    zh: '{file} 缺少必需的列：{columns}。',
  },
});

/** Why a row was refused: code → words. Formats add theirs here. */
export const refusals = {
  'file-empty': { en: 'the file is empty', zh: '文件为空' },
  'file-damaged': { en: 'the file is damaged', zh: '文件已损坏' },
  'file-truncated': { en: 'the file is cut off', zh: '文件不完整' },
  'header-unreadable': { en: 'the header cannot be read', zh: '无法读取表头' },
  'columns-missing': { en: 'columns every row needs are missing', zh: '缺少必需的列' },
  encoding: { en: 'the line is not text in this encoding', zh: '该行不是此编码的文本' },
  'zero-byte': { en: 'the line holds a zero byte', zh: '该行含有零字节' },
  'row-too-long': { en: 'the line is too long', zh: '该行过长' },
  'row-ragged': { en: 'more or fewer cells than the header', zh: '单元格数与表头不一致' },
  'quote-open': { en: 'a quote is not closed', zh: '引号没有闭合' },
  'quote-stray': { en: 'something follows a closing quote', zh: '结束引号之后还有内容' },
  'required-missing': { en: 'a value every row needs is missing', zh: '缺少必填值' },
  'date-unreadable': { en: 'not a date', zh: '无法识别的日期' },
  'date-impossible': { en: 'a date before 1900 or after 2100', zh: '日期早于1900年或晚于2100年' },
  'amount-unreadable': { en: 'not an amount', zh: '无法识别的金额' },
  'amount-too-fine': { en: 'an amount with more than four decimals', zh: '金额超过四位小数' },
  'amount-too-large': { en: 'an amount of more than 14 digits', zh: '金额超过14位整数' },
  'quantity-unreadable': { en: 'not a number', zh: '无法识别的数值' },
  'quantity-too-large': { en: 'a number of more than 14 digits', zh: '数值超过14位整数' },
  'integer-unreadable': { en: 'not a whole number', zh: '无法识别的整数' },
  'boolean-unreadable': { en: 'neither yes nor no', zh: '无法识别是或否' },
  'code-unknown': { en: 'none of the values allowed', zh: '不在允许的取值之内' },
  'record-unknown': { en: 'a record of no known kind', zh: '无法识别的记录类型' },
  'record-malformed': { en: 'a malformed record', zh: '格式错误的记录' },
  'segment-malformed': { en: 'a malformed segment', zh: '格式错误的报文段' },
  'resource-unknown': { en: 'a resource of no known kind', zh: '无法识别的资源类型' },
  'charge-missing': { en: 'a payment or transfer without its charge', zh: '没有对应收费的支付或转账' },
  'json-malformed': { en: 'not JSON', zh: '不是有效的 JSON' },
  'list-missing': {
    en: 'detail of a list that is in none of the files',
    zh: '明细所属的清单不在任何文件中',
  },
} as const;

/** Why something read rightly makes no row: code → words. Formats add theirs here. */
export const passedOver = {
  trailer: { en: 'trailers', zh: '尾记录' },
  header: { en: 'header records', zh: '头记录' },
  'part-unused': { en: 'records of a kind that is not used', zh: '未使用的记录类型' },
  'not-kept': { en: 'rows that "keep" does not name', zh: '未被 keep 选中的行' },
  'unpivot-empty': {
    en: 'rows of unpivot in which every column filled by it is empty or unknown',
    zh: 'unpivot 展开后各列均为空或未知的行',
  },
  'no-canonical-row': { en: 'records that make no row', zh: '不产生数据行的记录' },
  'no-coverage': { en: 'people or spans without coverage', zh: '无参保的人员或区间' },
  joined: { en: 'rows whose cells went into rows of other files', zh: '内容已并入其他文件数据行的行' },
  allocated: {
    en: 'payments, adjustments and transfers counted on the line they belong to',
    zh: '已计入所属明细行的支付、调整与转账',
  },
} as const;

export { importFindings } from './messages/findings.ts';
