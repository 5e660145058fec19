/** What headers, cells and keys of a table have to say. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const cellMessages = defineMessages({
  'header-absent': {
    severity: 'error',
    en: '"{file}" has no column "{header}", from which `{entity}.{name}` is read.',
    zh: '“{file}”中没有 `{entity}.{name}` 要读取的列“{header}”。',
    hint: { en: 'Its nearest headers: {near}.', zh: '最接近的表头：{near}。' },
  },
  'headers-below': {
    severity: 'note',
    en: 'The columns that are read stand in line {line} of "{file}"; what is above may be a title. `header: {line}` reads it so.',
    zh: '要读取的列均在“{file}”第 {line} 行，其上可能是标题。写明 `header: {line}` 即可读取。',
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
  'header-absent-answered': {
    severity: 'note',
    en: '"{file}" has no column for the optional `{entity}.{name}`: it is unknown in every row. Formulas answer its absence: {answers}.',
    zh: '“{file}”中没有可选项 `{entity}.{name}` 的列：各行均为未知，按公式中对缺失的约定计算：{answers}。',
  },
  'cells-absent-answered': {
    severity: 'note',
    en: 'The optional `{entity}.{name}` is empty in {empty} of {rows} {rows|row|rows} of "{file}", the first in line {line}: it is unknown there. Formulas answer its absence: {answers}.',
    zh: '“{file}”的 {rows} 行中有 {empty} 行未填可选项 `{entity}.{name}`（首个在第 {line} 行）：这些行按未知处理，并按公式中对缺失的约定计算：{answers}。',
  },
  'values-absent-answered': {
    severity: 'note',
    en: 'The optional `{entity}.{name}`, taken from "{from}", is unknown in {empty} of {rows} {rows|row|rows}. Formulas answer its absence: {answers}.',
    zh: '取自“{from}”的可选项 `{entity}.{name}` 在 {rows} 行中有 {empty} 行未知，按公式中对缺失的约定计算：{answers}。',
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
  'row-of-totals': {
    severity: 'warning',
    en: 'Line {line} of "{file}" says "{text}" where `{entity}.{name}` stands: it looks like the total of other rows, and it counts as one more of them.',
    zh: '“{file}”第 {line} 行的 `{entity}.{name}` 写作“{text}”：疑为其他行的合计行，现按单独一行计入。',
    hint: {
      en: 'Take the line out of the file, or choose rows by `keep`. Where something is called so, nothing need be done.',
      zh: '请从文件中删除该行，或用 `keep` 挑选行。若确有此名称，可不处理。',
    },
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
});
