/** What reading a file has to say, before its columns are known. `{file}` is the last part of a path. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const fileMessages = defineMessages({
  'file-missing': {
    severity: 'error',
    en: 'The file "{file}" is not there.',
    zh: '找不到文件“{file}”。',
    hint: {
      en: 'Paths are relative to the contract’s file.',
      zh: '路径以支付协议文件所在的文件夹为准。',
    },
  },
  'file-unreadable': {
    severity: 'error',
    en: 'The file "{file}" cannot be read: {reason}.',
    zh: '无法读取文件“{file}”：{reason}。',
  },
  'file-empty': {
    severity: 'error',
    en: 'The file "{file}" is empty: it has not even a header.',
    zh: '文件“{file}”是空的，连表头也没有。',
  },
  'header-missing': {
    severity: 'error',
    en: 'The file "{file}" ends before row {row}, where its header should be.',
    zh: '表头应在第 {row} 行，但文件“{file}”在此之前就结束了。',
    hint: { en: '`header` is the row number of the header.', zh: '`header` 是表头所在的行号。' },
  },
  'encoding-wrong': {
    severity: 'error',
    en: 'Line {line} of "{file}" is not {encoding}.',
    zh: '文件“{file}”第 {line} 行不是 {encoding} 编码。',
    hint: { en: 'Say which encoding it is, as `encoding: gbk`.', zh: '请写明编码，例如 `encoding: gbk`。' },
  },
  'encoding-other': {
    severity: 'error',
    en: 'Line {line} of "{file}" is not {encoding}; the file reads as {other}.',
    zh: '文件“{file}”第 {line} 行不是 {encoding} 编码；按 {other} 可以读通。',
    hint: { en: 'Add `encoding: {other}`.', zh: '请加上 `encoding: {other}`。' },
  },
  'encoding-unknown': {
    severity: 'error',
    en: 'There is no encoding "{encoding}".',
    zh: '没有名为“{encoding}”的编码。',
    hint: {
      en: 'Known are utf-8, gbk, gb18030, big5, utf-16, latin1 and the other names of the WHATWG encoding standard.',
      zh: '可用 utf-8、gbk、gb18030、big5、utf-16、latin1，以及 WHATWG 编码标准中的其他名称。',
    },
  },
  'zero-byte': {
    severity: 'error',
    en: 'Line {line} of "{file}" holds a zero byte, which no text has.',
    zh: '文件“{file}”第 {line} 行含有零字节，文本中不应出现。',
    hint: {
      en: 'If it is UTF-16 text, add `encoding: utf-16`; else the file is damaged or not a table of text.',
      zh: '如果是 UTF-16 文本，请加上 `encoding: utf-16`；否则文件已损坏，或并非文本表格。',
    },
  },
  'line-too-long': {
    severity: 'error',
    en: 'The row that starts at line {line} of "{file}" is longer than {limit} bytes.',
    zh: '文件“{file}”从第 {line} 行开始的一行超过 {limit} 字节。',
    hint: {
      en: 'The file is not a table, has lost its line ends, or a quote in this row is never closed.',
      zh: '该文件不是表格，或换行符已丢失，或该行有引号没有闭合。',
    },
  },
  'delimiter-wrong': {
    severity: 'error',
    en: '"{delimiter}" cannot be a delimiter.',
    zh: '“{delimiter}”不能用作分隔符。',
    hint: { en: 'It is one character, or `tab`.', zh: '分隔符是单个字符，或写作 `tab`。' },
  },
  'quote-open': {
    severity: 'error',
    en: 'A quote opened in the row at line {line} of "{file}" is never closed.',
    zh: '文件“{file}”第 {line} 行的一个引号没有闭合。',
    hint: {
      en: 'A quote inside a quoted cell is written twice: "".',
      zh: '引号内的引号要写两次：""。',
    },
  },
  'quote-stray': {
    severity: 'error',
    en: 'Something follows a closing quote in the row at line {line}.',
    zh: '第 {line} 行的闭合引号后面还有内容。',
    hint: {
      en: 'A quote inside a quoted cell is written twice: "".',
      zh: '引号内的引号要写两次：""。',
    },
  },
  'line-end-mixed': {
    severity: 'error',
    en: 'Line {line} holds a carriage return that ends no line.',
    zh: '第 {line} 行含有一个不表示换行的回车符。',
    hint: { en: 'Put the cell in quotes.', zh: '请将该单元格放在引号内。' },
  },
  'row-ragged': {
    severity: 'error',
    en: 'The row at line {line} has {found} cells; the header has {expected}.',
    zh: '第 {line} 行有 {found} 个单元格，而表头有 {expected} 个。',
  },
  'line-unreadable': {
    severity: 'error',
    en: 'Line {line} of "{file}" is not UTF-8 text of at most {limit} characters.',
    zh: '文件“{file}”第 {line} 行不是 UTF-8 文本，或超过 {limit} 个字符。',
    hint: {
      en: 'If the file has another encoding, say which: `encoding: gbk`.',
      zh: '如果文件是其他编码，请写明，例如 `encoding: gbk`。',
    },
  },
  'json-row': {
    severity: 'error',
    en: 'Line {line} is not a JSON object.',
    zh: '第 {line} 行不是 JSON 对象。',
    hint: {
      en: 'JSON lines hold one object a line: {"id": "A1", "paid": 12.50}.',
      zh: 'JSON Lines 每行一个对象：{"id": "A1", "paid": 12.50}。',
    },
  },
  'json-twice': {
    severity: 'error',
    en: 'Line {line} gives the same name twice.',
    zh: '第 {line} 行中同一名称出现两次。',
  },
  'cell-nested': {
    severity: 'error',
    en: 'Column "{header}" of "{file}" holds lists or objects, which are no cells.',
    zh: '“{file}”的“{header}”列含有列表或对象，不能作为单元格。',
    hint: {
      en: 'Take what is needed out of it with an `sql` binding.',
      zh: '可用 `sql` 绑定取出所需部分。',
    },
  },
  'range-wrong': {
    severity: 'error',
    en: '"{range}" is not a range of cells.',
    zh: '“{range}”不是单元格区域。',
    hint: { en: 'Ranges are written B5:K120.', zh: '区域写作 B5:K120。' },
  },
  'sheet-missing': {
    severity: 'error',
    en: '"{file}" has no sheet "{sheet}".',
    zh: '“{file}”中没有工作表“{sheet}”。',
    hint: {
      en: 'It has {count} sheets, among them {near}; a sheet may also be given by its number.',
      zh: '该文件共有 {count} 个工作表，其中有 {near}；也可以用序号指定。',
    },
  },
  'sheet-first': {
    severity: 'note',
    en: '"{file}" has {count} sheets; the first, "{sheet}", is read.',
    zh: '“{file}”有 {count} 个工作表，读取的是第一个“{sheet}”。',
    hint: { en: 'Say which with `sheet`.', zh: '可用 `sheet` 指定。' },
  },
  'workbook-locked': {
    severity: 'error',
    en: 'The workbook "{file}" is protected by a password.',
    zh: '工作簿“{file}”设有密码。',
    hint: { en: 'Save it without one.', zh: '请取消密码后另存。' },
  },
  'workbook-old': {
    severity: 'error',
    en: '"{file}" is a workbook of the old kind (.xls), which cannot be read.',
    zh: '“{file}”是旧版工作簿（.xls），无法读取。',
    hint: { en: 'Save it as .xlsx or CSV.', zh: '请另存为 .xlsx 或 CSV。' },
  },
  'workbook-broken': {
    severity: 'error',
    en: '"{file}" is damaged, or not a workbook.',
    zh: '“{file}”已损坏，或不是工作簿。',
  },
  'formula-without-result': {
    severity: 'error',
    en: 'The formula in cell {cell} of sheet "{sheet}" has no result in the file.',
    zh: '工作表“{sheet}”的单元格 {cell} 中的公式在文件里没有结果。',
    hint: {
      en: 'Open the workbook in a spreadsheet program and save it, so that its formulas are computed.',
      zh: '请用电子表格软件打开该工作簿并保存，使公式得到计算。',
    },
  },
});
