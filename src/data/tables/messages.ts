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
  'header-absent': {
    severity: 'error',
    en: '"{file}" has no column "{header}", from which `{entity}.{name}` is read.',
    zh: '“{file}”中没有 `{entity}.{name}` 要读取的列“{header}”。',
    hint: { en: 'Its nearest headers: {near}.', zh: '最接近的表头：{near}。' },
  },
  'keep-absent': {
    severity: 'error',
    en: '"{file}" has no column "{header}", by which `keep` chooses rows.',
    zh: '“{file}”中没有 `keep` 用来挑选行的列“{header}”。',
    hint: { en: 'Its nearest headers: {near}.', zh: '最接近的表头：{near}。' },
  },
  'keep-twice': {
    severity: 'error',
    en: 'The header "{header}", by which `keep` chooses rows, stands in "{file}" more than once.',
    zh: '`keep` 用来挑选行的表头“{header}”在“{file}”中出现多次。',
    hint: { en: 'Rename one of them.', zh: '请将其中一个改名。' },
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
  'number-unreadable': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not a number ({formats}).',
    zh: '“{header}”列中的“{text}”不是数字（{formats}）。',
    hint: {
      en: 'Texts that mean unknown are listed under `unknown`, other ways to write it under `format`.',
      zh: '表示未知的文字列在 `unknown` 下，其他写法用 `format` 指明。',
    },
  },
  'number-other-format': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not a number ({formats}).',
    zh: '“{header}”列中的“{text}”不是数字（{formats}）。',
    hint: {
      en: 'In the column map say how it is written: {other} would read it. Texts that mean unknown are listed under `unknown`.',
      zh: '请在列映射中指明写法：{other} 可以读取。表示未知的文字列在 `unknown` 下。',
    },
  },
  'date-other-format': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not a date ({formats}).',
    zh: '“{header}”列中的“{text}”不是日期（{formats}）。',
    hint: {
      en: 'In the column map say how it is written: {other} would read it. Texts that mean unknown are listed under `unknown`.',
      zh: '请在列映射中指明写法：{other} 可以读取。表示未知的文字列在 `unknown` 下。',
    },
  },
  'date-unreadable': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not a date ({formats}).',
    zh: '“{header}”列中的“{text}”不是日期（{formats}）。',
    hint: {
      en: 'Texts that mean unknown are listed under `unknown`, other ways to write it under `format`.',
      zh: '表示未知的文字列在 `unknown` 下，其他写法用 `format` 指明。',
    },
  },
  'boolean-unreadable': {
    severity: 'error',
    en: '"{text}" in column "{header}" is neither yes nor no ({formats}).',
    zh: '“{header}”列中的“{text}”既不表示“是”，也不表示“否”（{formats}）。',
    hint: {
      en: 'Texts that mean unknown are listed under `unknown`, other ways to write it under `format`.',
      zh: '表示未知的文字列在 `unknown` 下，其他写法用 `format` 指明。',
    },
  },
  'duration-unreadable': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not a duration of years, months and days, as P1Y6M.',
    zh: '“{header}”列中的“{text}”不是以年、月、日表示的时长，例如 P1Y6M。',
    hint: {
      en: 'Texts that mean unknown are listed under `unknown`.',
      zh: '表示未知的文字列在 `unknown` 下。',
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
    en: '"{text}" in column "{header}" is not one of {allowed}.',
    zh: '“{header}”列中的“{text}”不在 {allowed} 之内。',
    hint: {
      en: 'Map it with `values`, or list it under `unknown`.',
      zh: '请用 `values` 对应，或列入 `unknown`。',
    },
  },
  'cell-nearly-allowed': {
    severity: 'error',
    en: '"{text}" in column "{header}" is not one of {allowed}. Did you mean "{near}"?',
    zh: '“{header}”列中的“{text}”不在 {allowed} 之内。是否指“{near}”？',
    hint: {
      en: 'Map it with `values`, or list it under `unknown`.',
      zh: '请用 `values` 对应，或列入 `unknown`。',
    },
  },
  'cell-rounded': {
    severity: 'note',
    en: '{total} cells of column "{header}" have more digits than `{entity}.{name}` holds ({scale} after the point), the first in line {line} ("{text}"): rounded half to even.',
    zh: '“{header}”列有 {total} 个单元格的位数超出 `{entity}.{name}` 所能容纳的小数位（{scale} 位），首个在第 {line} 行（“{text}”）：已按“四舍六入五成双”修约。',
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
    en: '`{entity}.{name}` cannot have the format "{format}".',
    zh: '`{entity}.{name}` 不能使用格式“{format}”。',
    hint: { en: 'Its formats: {known}.', zh: '可用格式：{known}。' },
  },
  'value-unreadable': {
    severity: 'error',
    en: '"{text}", given for `{entity}.{name}`, cannot be read as a value of its type.',
    zh: '为 `{entity}.{name}` 给出的“{text}”无法按其类型读取。',
    hint: { en: 'It is written {known}.', zh: '写法：{known}。' },
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
  'sql-refused': {
    severity: 'error',
    en: 'The query in "{file}" was refused: {reason}',
    zh: '“{file}”中的查询被拒绝：{reason}',
    hint: {
      en: 'It is one SELECT over the other bound files, as tables of text named by entity; it can reach nothing else.',
      zh: '查询应为一条 SELECT 语句，数据来自其他已绑定的文件（以对象名为表名，各列均为文本），不能访问其他内容。',
    },
  },
  'run-missing': {
    severity: 'error',
    en: 'There is no run of "{run}" with `{term}`, from which `{entity}.{name}` is taken.',
    zh: '找不到“{run}”的运行结果或其中的 `{term}`，而 `{entity}.{name}` 取自该处。',
    hint: { en: 'Settle that contract first.', zh: '请先结算该合同。' },
  },
  'run-unlike': {
    severity: 'error',
    en: '`{term}` of "{run}" has another type or key than `{entity}.{name}`.',
    zh: '“{run}”的 `{term}` 与 `{entity}.{name}` 的类型或主键不一致。',
  },
  'run-unreadable': {
    severity: 'error',
    en: 'The run of "{run}" cannot be read: {reason}',
    zh: '无法读取“{run}”的运行结果：{reason}',
  },
  'run-rounded': {
    severity: 'note',
    en: '{total} values of `{term}` of "{run}" have more digits than `{entity}.{name}` holds ({scale} after the point): rounded half to even.',
    zh: '“{run}”的 `{term}` 有 {total} 个值的位数超出 `{entity}.{name}` 所能容纳的小数位（{scale} 位）：已按“四舍六入五成双”修约。',
  },
  'run-partly': {
    severity: 'note',
    en: '`{entity}.{name}` from "{run}": {without} of {rows} rows have no value there, and {unused} of its {values} values have no row here.',
    zh: '取自“{run}”的 `{entity}.{name}`：{rows} 行中有 {without} 行在其中没有值，其 {values} 个值中有 {unused} 个在此没有对应的行。',
  },
  'result-partly': {
    severity: 'note',
    en: '`{entity}.{name}` from the result "{result}": {without} of {rows} rows have no value there, and {unused} of its {values} values have no row here.',
    zh: '取自结果“{result}”的 `{entity}.{name}`：{rows} 行中有 {without} 行在其中没有值，其 {values} 个值中有 {unused} 个在此没有对应的行。',
  },
  'result-key-twice': {
    severity: 'error',
    en: '{file}, from which `{entity}.{name}` is taken, has several rows of the same {by}: rows {line} and {other} are the first such, of {count}.',
    zh: '`{entity}.{name}` 取自 {file}，但其中有多行的 {by} 相同：首见于第 {line} 行与第 {other} 行，共 {count} 处。',
    hint: {
      en: 'Name more of the key under `by`, or take a result with one row for each.',
      zh: '请在 `by` 中写上更多的键，或改用每个键只有一行的结果。',
    },
  },
  'rows-after-as-of': {
    severity: 'warning',
    en: '{count} {count|row|rows} of "{file}" (`{column}` together {amount}) {count|lies|lie} after {as_of}, the as-of date, and {count|is|are} left out: the figures stand as of that day.',
    zh: '“{file}”中有 {count} 行（`{column}` 合计 {amount}）的日期晚于截至日期 {as_of}，未予采用：结果为截至该日的数。',
  },
  'rows-after-as-of-counted': {
    severity: 'warning',
    en: '{count} {count|row|rows} of "{file}" {count|lies|lie} after {as_of}, the as-of date, and {count|is|are} left out: the figures stand as of that day.',
    zh: '“{file}”中有 {count} 行的日期晚于截至日期 {as_of}，未予采用：结果为截至该日的数。',
  },
  'rows-of-versions': {
    severity: 'warning',
    en: '"{file}" is a table of a data folder as received: {count} of its rows replace, reverse or void others, and all count here as they are.',
    zh: '“{file}”是数据文件夹中按接收原样保存的表：其中 {count} 行为更正、冲销或作废，此处一律原样采用。',
    hint: {
      en: 'A result under `methods:` takes the version of each claim that stands.',
      zh: '`methods:` 下的结果只采用每张单据的有效版本。',
    },
  },
  'rows-dated-later': {
    severity: 'warning',
    en: '{count} {count|row|rows} of "{file}" {count|has|have} a `{entity}.{name}` after {as_of}, the as-of date, and {count|counts|count}: a file is taken as given.',
    zh: '“{file}”中有 {count} 行的 `{entity}.{name}` 晚于截至日期 {as_of}，仍予计入：绑定的文件按原样采用。',
    hint: {
      en: 'If these were not known that day, bind a file that ends with it, or leave them out with `sql:`. Tables of a data folder are cut at the day.',
      zh: '如当日尚不知晓，请绑定截至该日的文件，或用 `sql:` 剔除。数据文件夹中的表会自动截至该日。',
    },
  },
  'result-missing': {
    severity: 'error',
    en: 'The result "{result}" was not computed.',
    zh: '结果“{result}”未经计算。',
    hint: {
      en: 'Methods are computed when a contract is settled; here, bind a table, or rows.',
      zh: '方法在结算协议时计算；此处请绑定表格，或直接写出各行。',
    },
  },
});
