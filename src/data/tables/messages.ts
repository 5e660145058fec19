/** What the reading of tables has to say. `{file}` is the last part of a path. */
import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'file-missing': {
    severity: 'error',
    en: 'The file "{file}" is not there.',
    zh: '找不到文件“{file}”。',
    hint: {
      en: 'Paths are relative to the contract’s file.',
      zh: '路径以合同文件所在的文件夹为准。',
    },
  },
  'file-unreadable': {
    severity: 'error',
    en: 'The file "{file}" cannot be read: {reason}.',
    zh: '无法读取文件“{file}”：{reason}。',
  },
  'file-empty': {
    severity: 'error',
    en: 'The file "{file}" is empty: not even a header.',
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
    en: 'The row that starts at line {line} of "{file}" is longer than {limit} characters.',
    zh: '文件“{file}”从第 {line} 行开始的一行超过 {limit} 个字符。',
    hint: {
      en: 'The file is not a table, or has lost its line ends.',
      zh: '该文件不是表格，或换行符已丢失。',
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
  'header-absent': {
    severity: 'error',
    en: '"{file}" has no column "{header}", from which `{entity}.{name}` is read.',
    zh: '“{file}”中没有 `{entity}.{name}` 要读取的列“{header}”。',
    hint: { en: 'Its nearest headers: {near}.', zh: '最接近的表头：{near}。' },
  },
  'header-absent-optional': {
    severity: 'note',
    en: '"{file}" has no column for the optional `{entity}.{name}`: it is unknown in every row.',
    zh: '“{file}”中没有可选项 `{entity}.{name}` 的列：各行均为未知。',
  },
  'header-twice': {
    severity: 'error',
    en: 'The header "{header}" stands in "{file}" more than once, so which column `{entity}.{name}` is read from is not known.',
    zh: '表头“{header}”在“{file}”中出现多次，无法确定 `{entity}.{name}` 取自哪一列。',
    hint: { en: 'Rename one of them.', zh: '请将其中一个改名。' },
  },
  'cell-unreadable': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not a {type} ({formats}).',
    zh: '“{header}”列中的“{text}”不是{typeZh}（{formats}）。',
    hint: {
      en: 'Texts that mean unknown are listed under `unknown`, other ways to write it under `format`.',
      zh: '表示未知的文字列在 `unknown` 下，其他写法用 `format` 指明。',
    },
  },
  'cell-too-large': {
    severity: 'error',
    en: '"{text}" in column "{header}" is too large.',
    zh: '“{header}”列中的“{text}”过大。',
  },
  'cell-no-format': {
    severity: 'error',
    en: 'No format is given for column "{header}" where "{by}" is "{text}".',
    zh: '“{by}”为“{text}”时，“{header}”列没有指定格式。',
    hint: { en: 'Add it to `cases`.', zh: '请在 `cases` 中加上。' },
  },
  'cell-not-allowed': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not one of {allowed}.{near}',
    zh: '“{header}”列中的“{text}”不在 {allowed} 之内。{nearZh}',
    hint: {
      en: 'Map it with `values`, or list it under `unknown`.',
      zh: '请用 `values` 对应，或列入 `unknown`。',
    },
  },
  'cell-rounded': {
    severity: 'note',
    en: '{total} cells of column "{header}" have more digits than `{entity}.{name}` holds ({scale} after the point), the first in line {line} ("{text}"): rounded half to even.',
    zh: '“{header}”列有 {total} 个单元格的位数超出 `{entity}.{name}` 所能容纳的小数位（{scale} 位），首个在第 {line} 行（“{text}”）：已按四舍六入五成双取舍。',
  },
  'key-empty': {
    severity: 'error',
    en: 'The row at line {line} has no `{entity}.{name}`, which is part of its key.',
    zh: '第 {line} 行缺少 `{entity}.{name}`，它是主键的一部分。',
  },
  'key-twice': {
    severity: 'error',
    en: '`{entity}` {key} stands in line {line} of "{file}" and already in line {firstLine} of "{firstFile}".',
    zh: '`{entity}` {key} 出现在“{file}”第 {line} 行，而“{firstFile}”第 {firstLine} 行已有。',
    hint: {
      en: 'A row is one thing with one key. If one thing may have several rows, the key needs a further part.',
      zh: '一行对应一个主键。若同一对象可有多行，主键需要再加一个组成部分。',
    },
  },
  'format-unknown': {
    severity: 'error',
    en: 'A {type} has no format "{format}".',
    zh: '{typeZh}没有格式“{format}”。',
    hint: { en: 'Its formats: {known}.', zh: '可用格式：{known}。' },
  },
  'value-unreadable': {
    severity: 'error',
    en: '"{text}", given for `{entity}.{name}`, is not a {type}.',
    zh: '为 `{entity}.{name}` 给出的“{text}”不是{typeZh}。',
  },
  'name-unknown': {
    severity: 'error',
    en: '`{entity}` has no fact, key part or reference "{name}".',
    zh: '`{entity}` 没有名为“{name}”的事实、主键部分或引用。',
    hint: { en: 'Its nearest names: {near}.', zh: '最接近的名称：{near}。' },
  },
  'more-errors': {
    severity: 'error',
    en: '… and {more} more of the same kind ({total} in all).',
    zh: '……另有 {more} 处同类错误（共 {total} 处）。',
  },
  'more-notes': {
    severity: 'note',
    en: '… and {more} more of the same kind ({total} in all).',
    zh: '……另有 {more} 处同类情况（共 {total} 处）。',
  },
  'method-unknown': {
    severity: 'error',
    en: 'There is no method "{method}".',
    zh: '没有名为“{method}”的方法。',
    hint: { en: 'Known methods: {known}.', zh: '已有的方法：{known}。' },
  },
});
