/** What can be wrong between documents: a contract or tests against the model they name. Codes have cases in `../bad/documents/`. */
import { defineMessages, reporter } from '../diagnostic.ts';
import { methodMessages } from './messages-methods.ts';

export const messages = defineMessages({
  ...methodMessages,
  // ------------------------------------------------------------------------------------------ parties, period
  'missing-party': {
    severity: 'error',
    en: 'The model pays from or to `{role}`, but the contract names nobody for it.',
    zh: '支付模型中有参与方 `{role}`，但协议没有写明由谁担任。',
    hint: {
      en: 'Add `parties: { {role}: … }` with the identifier of the party.',
      zh: '请在 `parties:` 中加上 `{role}:` 及其标识。',
    },
  },
  'unknown-party': {
    severity: 'error',
    en: 'The model has no role `{role}`.',
    zh: '支付模型中没有参与方 `{role}`。',
  },
  'currency-differs': {
    severity: 'error',
    en: 'The contract is in {currency}, the model in {expected}.',
    zh: '协议的货币是 {currency}，支付模型的货币是 {expected}。',
    hint: {
      en: 'Leave `currency` out, or use a model in {currency}: amounts are not converted.',
      zh: '请删去 `currency`，或改用以 {currency} 计价的模型：金额不会自动换算。',
    },
  },
  'period-reversed': {
    severity: 'error',
    en: 'The period ends on {to}, not after its start on {from}.',
    zh: '期间的结束日 {to} 不晚于开始日 {from}。',
    hint: {
      en: 'The end is the day after the last: a year is { from: 2023-01-01, to: 2024-01-01 }.',
      zh: '结束日是最后一天的次日：一整年写作 { from: 2023-01-01, to: 2024-01-01 }。',
    },
  },
  'period-last-day': {
    severity: 'warning',
    en: 'The period ends before {to}: that day is not in it.',
    zh: '期间在 {to} 之前结束：这一天不在期间内。',
    hint: {
      en: 'If it is meant as the last day, write `to: {next}`, the day after.',
      zh: '如果它是最后一天，请写次日：`to: {next}`。',
    },
  },
  'as-of-early': {
    severity: 'warning',
    en: 'As of {asOf}, before the period starts on {from}: nothing of the period is known.',
    zh: '截至日期 {asOf} 早于期间开始日 {from}：期间内尚无任何已知事实。',
    hint: { en: 'Check the year of `as_of`.', zh: '请检查 `as_of` 的年份。' },
  },
  'supersedes-itself': {
    severity: 'error',
    en: 'The contract `{id}` supersedes itself.',
    zh: '协议 `{id}` 取代的是它自己。',
    hint: { en: 'Give the new contract an identifier of its own.', zh: '请给新的协议另起标识。' },
  },
  'bad-as-of': {
    severity: 'error',
    en: '`{text}` is no date to stand for `as_of`.',
    zh: '`{text}` 不是有效日期，不能用作 `as_of`。',
    hint: {
      en: 'Write year-month-day of a day that exists: 2024-02-29.',
      zh: '请写成“年-月-日”，且该日确实存在，例如 2024-02-29。',
    },
  },
  // ------------------------------------------------------------------------------------------ entities, facts
  'unknown-entity': {
    severity: 'error',
    en: 'The model has no entity `{name}`.',
    zh: '支付模型中没有对象 `{name}`。',
  },
  'entity-made-by-model': {
    severity: 'error',
    en: 'The rows of `{name}` are made by the model from `{of}`; they cannot be given.',
    zh: '`{name}` 的行由模型根据 `{of}` 生成，不能另行提供。',
    hint: { en: 'Give the rows of `{of}`.', zh: '请提供 `{of}` 的行。' },
  },
  'entity-not-bound': {
    severity: 'warning',
    en: 'The contract gives `{name}` no rows.',
    zh: '协议没有为 `{name}` 提供任何数据行。',
    hint: {
      en: 'Bind it to a table; `{name}: { rows: [] }` says that there are none.',
      zh: '请绑定到表格；确实没有数据时写 `{name}: { rows: [] }`。',
    },
  },
  'unknown-fact': {
    severity: 'error',
    en: '`{entity}` has no fact, reference or key part `{name}`.',
    zh: '`{entity}` 没有名为 `{name}` 的事实值、引用或键。',
  },
  'fact-is-computed': {
    severity: 'error',
    en: '`{name}` of `{entity}` is computed by the model; it cannot be given.',
    zh: '`{entity}` 的 `{name}` 由模型计算得出，不能另行提供。',
    hint: {
      en: 'Remove it here, or make it a fact in the model.',
      zh: '请在此处删去，或在模型中改为事实值。',
    },
  },
  'row-without-key': {
    severity: 'error',
    en: 'This row of `{entity}` has no `{name}`, a part of its key.',
    zh: '`{entity}` 的这一行缺少键 `{name}`。',
    hint: { en: 'The key of `{entity}` is {key}.', zh: '`{entity}` 的键是 {key}。' },
  },
  'duplicate-row': {
    severity: 'error',
    en: '`{entity}` has the key {key} twice; first in line {line}.',
    zh: '`{entity}` 的键 {key} 重复；第一次出现在第 {line} 行。',
    hint: { en: 'Give each row a key of its own.', zh: '每一行的键必须不同。' },
  },
  // ------------------------------------------------------------------------------------------ tables
  'unknown-format': {
    severity: 'error',
    en: 'The ending of {path} does not say what format it has.',
    zh: '从 {path} 的扩展名无法判断文件格式。',
    hint: {
      en: 'Add `format: csv`, `parquet`, `xlsx` or `jsonl`.',
      zh: '请加上 `format: csv`、`parquet`、`xlsx` 或 `jsonl`。',
    },
  },
  'table-for-several': {
    severity: 'error',
    en: '{path} cannot stand in for the several tables of `{entity}`: {tables}.',
    zh: '{path} 无法替代 `{entity}` 的多个表格：{tables}。',
    hint: { en: 'Name the new files in a copy of the contract.', zh: '请复制一份协议，在其中写明新的文件。' },
  },
  'not-for-format': {
    severity: 'error',
    en: '`{key}` has no meaning for a {format} file.',
    zh: '`{key}` 不适用于 {format} 文件。',
    hint: { en: 'Remove it, or correct `format`.', zh: '请删去，或更正 `format`。' },
  },
  'bad-delimiter': {
    severity: 'error',
    en: 'The delimiter `{text}` is not one character.',
    zh: '分隔符 `{text}` 不是单个字符。',
    hint: {
      en: 'Write one character in quotes: ",", ";", "|", or "\\t" for a tab.',
      zh: '请写一个带引号的字符：","、";"、"|"，制表符写 "\\t"。',
    },
  },
  'bad-header': {
    severity: 'error',
    en: '`{text}` is no row number for the header.',
    zh: '`{text}` 不是有效的表头行号。',
    hint: { en: 'Rows count from 1.', zh: '行号从 1 开始。' },
  },
  'bad-range': {
    severity: 'error',
    en: '`{text}` is no range of cells.',
    zh: '`{text}` 不是有效的单元格区域。',
    hint: { en: 'Write two corners: A5:H200.', zh: '请写出两个角，例如 A5:H200。' },
  },
  'unknown-encoding': {
    severity: 'error',
    en: 'The encoding `{text}` is not known.',
    zh: '未知的编码 `{text}`。',
    hint: {
      en: 'Write utf-8, gbk, gb18030, utf-16le, windows-1252, …',
      zh: '可用 utf-8、gbk、gb18030、utf-16le、windows-1252 等。',
    },
  },
  'column-two-values': {
    severity: 'error',
    en: '`{name}` has both a `column` and a constant `value`.',
    zh: '`{name}` 同时写了 `column` 和常量 `value`。',
    hint: { en: 'Keep one of them.', zh: '请只保留一个。' },
  },
  'column-no-value': {
    severity: 'error',
    en: '`{name}` says neither a `column` nor a constant `value`.',
    zh: '`{name}` 既没有写 `column`，也没有写常量 `value`。',
    hint: { en: 'Add `column:` with the header.', zh: '请加上 `column:` 并写出表头。' },
  },
  'unknown-column-format': {
    severity: 'error',
    en: '`{text}` is no format a {type} can be read by.',
    zh: '`{text}` 不是 {type} 可用的格式。',
  },
  'keep-nothing': {
    severity: 'error',
    en: '`keep` names no cell text for `{header}`, so no row would be kept.',
    zh: '`keep` 没有为 `{header}` 写出任何单元格文本，结果不会保留任何行。',
    hint: { en: 'List the texts of the rows to keep, or remove it.', zh: '请列出要保留的文本，或删去。' },
  },
  'unpivot-unused': {
    severity: 'error',
    en: 'No header holds `{place}`: unpivoting would repeat each row unchanged.',
    zh: '没有表头含有 `{place}`：逆透视只会原样重复每一行。',
    hint: {
      en: 'Write the headers of the wide file with it, for example `Score_{place}`.',
      zh: '请在宽表的表头中使用它，例如 `Score_{place}`。',
    },
  },
  'unpivot-unknown': {
    severity: 'error',
    en: 'The header `{header}` has a place `{place}` that `unpivot` does not fill.',
    zh: '表头 `{header}` 中的 `{place}` 没有对应的 `unpivot`。',
  },
  'bad-run-term': {
    severity: 'error',
    en: '`{text}` does not name an entity and its term.',
    zh: '`{text}` 没有写明对象及其条款公式。',
    hint: {
      en: 'Write `entity.term`, for example aco.carried.',
      zh: '请写成 `对象.条款`，例如 aco.carried。',
    },
  },
  'run-of-itself': {
    severity: 'error',
    en: 'The contract takes a fact from its own run `{run}`.',
    zh: '协议从自己的结算批次 `{run}` 取事实值。',
    hint: { en: 'Name the contract of the earlier run.', zh: '请写出较早那次结算所属协议的标识。' },
  },
  'by-no-key': {
    severity: 'error',
    en: '`{name}` is no key part of {entity}: rows are matched by the key.',
    zh: '`{name}` 不是 {entity} 的键：各行按键匹配。',
    hint: {
      en: 'Name key parts under `by`, each with the column of the result it is.',
      zh: '请在 `by` 中写键，以及各自对应结果的哪一列。',
    },
  },
  'fact-is-key': {
    severity: 'error',
    en: '`{name}` is part of the key of {entity}: it comes with the rows, not with `facts`.',
    zh: '`{name}` 是 {entity} 的键：应随各行给出，不能写在 `facts` 中。',
    hint: { en: 'Map it under `columns`.', zh: '请写在 `columns` 中。' },
  },
  // ------------------------------------------------------------------------------------------ parameters
  'unknown-parameter': {
    severity: 'error',
    en: 'The model has no parameter `{name}`.',
    zh: '支付模型中没有参数 `{name}`。',
  },
  // ------------------------------------------------------------------------------------------ tests
  'test-no-period': {
    severity: 'error',
    en: 'The test says no period.',
    zh: '测试没有写明期间。',
    hint: {
      en: 'Add `period: { from: …, to: … }` to it, or once for all above `tests:`.',
      zh: '请在测试中加上 `period: { from: …, to: … }`，或在 `tests:` 之前统一写一次。',
    },
  },
  'test-name-twice': {
    severity: 'error',
    en: 'Two tests are named `{name}`; first in line {line}.',
    zh: '两个测试同名 `{name}`；第一个在第 {line} 行。',
    hint: { en: 'Rename one, so that a failure can be found.', zh: '请改名，以便定位失败的测试。' },
  },
  'unknown-term': {
    severity: 'error',
    en: '`{entity}` has no term, fact or reference `{name}` to expect.',
    zh: '`{entity}` 没有可供核对的条款公式、事实值或引用 `{name}`。',
  },
  'unknown-payment': {
    severity: 'error',
    en: 'The model has no payment `{name}`.',
    zh: '支付模型中没有支付项 `{name}`。',
  },
  'unknown-status': {
    severity: 'error',
    en: '`{text}` is no status of a payment.',
    zh: '`{text}` 不是支付状态。',
    hint: {
      en: 'A payment is final, pending or undetermined.',
      zh: '支付状态为 final（已确定）、pending（待定）或 undetermined（无法确定）。',
    },
  },
  'unknown-reason': {
    severity: 'error',
    en: '`{text}` is no reason for a value to be unknown.',
    zh: '`{text}` 不是值未知的原因。',
  },
  'bad-expected': {
    severity: 'error',
    en: '`{name}` is a {type}; `{text}` is none.',
    zh: '`{name}` 的类型是 {type}，`{text}` 不是该类型的值。',
    hint: {
      en: 'Numbers are written plainly (0.0123, no separators), dates 2024-02-29, conditions true or false, unknown null.',
      zh: '数字直接书写（0.0123，不带分隔符），日期写作 2024-02-29，条件写 true 或 false，未知写 null。',
    },
  },
  'bad-within': {
    severity: 'error',
    en: '`within: {text}` is no number of at least 0, or stands beside a value that is no number.',
    zh: '`within: {text}` 不是大于等于 0 的数字，或所在的值不是数字。',
    hint: {
      en: 'Give the largest difference allowed: within: 0.5.',
      zh: '请写出允许的最大差值，例如 within: 0.5。',
    },
  },
  'key-parts': {
    severity: 'error',
    en: 'The key `{text}` has {found} parts; a row of `{entity}` has {expected} ({key}).',
    zh: '键 `{text}` 有 {found} 部分；`{entity}` 的键有 {expected} 部分（{key}）。',
    hint: {
      en: 'Join the parts by commas, in this order, in quotes inside braces.',
      zh: '请按此顺序用逗号连接各部分；在花括号内要加引号。',
    },
  },
  'expected-row-missing': {
    severity: 'error',
    en: 'The test gives `{entity}` no row with the key `{text}`.',
    zh: '测试没有为 `{entity}` 提供键为 `{text}` 的行。',
  },
});

export const report = reporter(messages);
