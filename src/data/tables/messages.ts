/** What the reading of tables has to say. `{file}` is the last part of a path. */
import { defineMessages } from '../../language/diagnostic.ts';
import { cellMessages } from './messages/cells.ts';
import { fileMessages } from './messages/files.ts';

export const messages = {
  ...fileMessages,
  ...cellMessages,
  ...defineMessages({
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
      en: 'There is no run of "{run}", from which `{entity}.{name}` is taken (`{term}`).',
      zh: '找不到“{run}”的运行结果，而 `{entity}.{name}` 取自其中的 `{term}`。',
      hint: {
        en: 'Settle that contract first: its run is looked for as `{run}.run` beside this contract. One that stands elsewhere is named by its path.',
        zh: '请先结算该支付协议：程序在本支付协议所在文件夹中查找 `{run}.run`。放在别处的，请写其路径。',
      },
    },
    'run-term-missing': {
      severity: 'error',
      en: 'The run of "{run}" has no term or fact `{term}`, from which `{entity}.{name}` is taken.',
      zh: '“{run}”的运行结果中没有条款公式或事实值 `{term}`，而 `{entity}.{name}` 取自该处。',
      hint: { en: 'Nearest there: {near}.', zh: '最接近的有：{near}。' },
    },
    'run-currency': {
      severity: 'error',
      en: '`{term}` of "{run}" is in {other}, `{entity}.{name}` in {currency}.',
      zh: '“{run}”的 `{term}` 以 {other} 计价，`{entity}.{name}` 以 {currency} 计价。',
      hint: {
        en: 'Amounts are never converted by themselves: take a figure in {currency}.',
        zh: '金额不会自动换算：请改用以 {currency} 计价的数。',
      },
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
  }),
};
