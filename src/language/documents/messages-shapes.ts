/** What can be wrong with the shape of a document: its keys, names and values. */
import { defineMessages } from '../diagnostic.ts';

export const shapeMessages = defineMessages({
  // ------------------------------------------------------------------------------------------ shapes
  'unknown-key': {
    severity: 'error',
    en: 'The key `{key}` is not known here.',
    zh: '此处没有名为 `{key}` 的键。',
  },
  'missing-key': {
    severity: 'error',
    en: '`{key}` is missing.',
    zh: '缺少 `{key}`。',
    hint: {
      en: 'Add `{key}: …` here; docs/language.md shows its form.',
      zh: '请在此处加上 `{key}: …`，写法见 docs/language.md。',
    },
  },
  'needs-value': {
    severity: 'error',
    en: 'A single value is needed here.',
    zh: '此处应为单个值。',
    hint: {
      en: 'If it is a formula or text that starts with a bracket, or holds a colon, put it in quotes.',
      zh: '如果是以括号开头或含有冒号的公式或文本，请加引号。',
    },
  },
  'needs-list': {
    severity: 'error',
    en: 'A list is needed here.',
    zh: '此处应为列表。',
    hint: { en: 'Write `[a, b]`, or one `- item` a line.', zh: '请写成 `[a, b]`，或每行一个 `- 项`。' },
  },
  'needs-map': {
    severity: 'error',
    en: 'Keys with values are needed here.',
    zh: '此处应为键和值。',
    hint: {
      en: 'Write `key: value`, one a line and indented; `{}` for nothing.',
      zh: '请写成 `键: 值`，每行一个并缩进；没有内容写 `{}`。',
    },
  },
  'needs-value-or-list': {
    severity: 'error',
    en: 'A single value or a list is needed here.',
    zh: '此处应为单个值或列表。',
    hint: { en: 'Write `[a, b]`, or one `- item` a line.', zh: '请写成 `[a, b]`，或每行一个 `- 项`。' },
  },
  'needs-value-or-map': {
    severity: 'error',
    en: 'A single value, or keys with values, is needed here.',
    zh: '此处应为单个值，或键和值。',
    hint: {
      en: 'If it is a formula or text that starts with a bracket, or holds a colon, put it in quotes.',
      zh: '如果是以括号开头或含有冒号的公式或文本，请加引号。',
    },
  },
  'needs-list-or-map': {
    severity: 'error',
    en: 'A list, or keys with values, is needed here.',
    zh: '此处应为列表，或键和值。',
    hint: { en: 'Write `[a, b]`, or one `- item` a line.', zh: '请写成 `[a, b]`，或每行一个 `- 项`。' },
  },
  'wrong-word': {
    severity: 'error',
    en: '`{text}` is not one of {expected}.',
    zh: '`{text}` 不在允许的取值 {expected} 之中。',
  },
  'empty-value': {
    severity: 'error',
    en: 'The value is empty.',
    zh: '值为空。',
    hint: { en: 'Write the value, or remove the key.', zh: '请写出值，或删去该键。' },
  },
  'bad-name': {
    severity: 'error',
    en: '`{text}` is no name.',
    zh: '`{text}` 不能用作名称。',
    hint: {
      en: 'A name has small letters, digits and _, and starts with a letter; words for people go into `title:`.',
      zh: '名称由小写英文字母、数字和 _ 组成，以字母开头；给人看的文字写在 `title:` 中。',
    },
  },
  'number-as-name': {
    severity: 'error',
    en: '`{text}` is a number and cannot be a name.',
    zh: '`{text}` 是数字，不能用作名称。',
    hint: {
      en: 'Programs reorder keys that are numbers. Start the name with a letter, for example `y{text}`.',
      zh: '许多程序会打乱数字键的顺序。名称要以字母开头，例如 `y{text}`。',
    },
  },
  'bad-identifier': {
    severity: 'error',
    en: '`{text}` is no identifier of a contract.',
    zh: '`{text}` 不能用作协议的标识。',
    hint: {
      en: 'Use letters, digits, `.`, `-` and `_`, starting with a letter or digit: `acme-2023`.',
      zh: '请使用字母、数字、`.`、`-` 和 `_`，以字母或数字开头，例如 `acme-2023`。',
    },
  },
  'bad-model-id': {
    severity: 'error',
    en: '`{text}` is no identifier of a model.',
    zh: '`{text}` 不能用作支付模型的标识。',
    hint: {
      en: 'Use small letters, digits and `-`, in parts separated by `/`: `us/mssp`.',
      zh: '请使用小写字母、数字和 `-`，各部分用 `/` 分隔，例如 `us/mssp`。',
    },
  },
  'bad-version': {
    severity: 'error',
    en: '`{text}` is no version.',
    zh: '`{text}` 不是有效的版本号。',
    hint: {
      en: 'Numbers and words joined by points: `2024.1`.',
      zh: '由数字和字母组成，用点分隔，例如 `2024.1`。',
    },
  },
  'no-version': {
    severity: 'warning',
    en: 'The model has no version; a contract cannot say which one it means.',
    zh: '支付模型没有版本号；协议无法指明所用的版本。',
    hint: { en: 'Add `version: 2024.1`.', zh: '请加上 `version: 2024.1`。' },
  },
  'bad-currency': {
    severity: 'error',
    en: '`{text}` is no currency of ISO 4217.',
    zh: '`{text}` 不是 ISO 4217 货币代码。',
  },
  'bad-date': {
    severity: 'error',
    en: '`{text}` is no date.',
    zh: '`{text}` 不是有效日期。',
    hint: {
      en: 'Write year-month-day of a day that exists: 2024-02-29.',
      zh: '请写成“年-月-日”，且该日确实存在，例如 2024-02-29。',
    },
  },
  'more-problems': {
    severity: 'error',
    en: 'There are {count} more problems in this document that are not shown.',
    zh: '此文档还有 {count} 个问题未显示。',
    hint: { en: 'Mend the first ones and check again.', zh: '请先修正前面的问题，再重新检查。' },
  },
  'half-localized': {
    severity: 'error',
    en: 'The text in the other language is missing: `{key}`.',
    zh: '缺少另一种语言的文本：`{key}`。',
    hint: { en: 'Write both, or one plain text for both.', zh: '请两种语言都写，或只写一段不分语言的文本。' },
  },
  // ------------------------------------------------------------------------------------------ models
  'group-without-by': {
    severity: 'error',
    en: '`group:` needs `by:`, the names and formulas of its key.',
    zh: '`group:` 需要 `by:` 来说明分组的键。',
    hint: {
      en: 'For example `by: { drg: drg, region: hospital.region }`.',
      zh: '例如 `by: { drg: drg, region: hospital.region }`。',
    },
  },
  'each-without-for': {
    severity: 'error',
    en: '`each:` needs `for:`, a variable and its list.',
    zh: '`each:` 需要 `for:` 来说明变量及其列表。',
    hint: {
      en: "For example `for: { start: 'months(period.start, period.end)' }`.",
      zh: "例如 `for: { start: 'months(period.start, period.end)' }`。",
    },
  },
  'each-one-variable': {
    severity: 'error',
    en: '`for:` takes exactly one variable; {count} are written.',
    zh: '`for:` 只能有一个变量，此处写了 {count} 个。',
    hint: { en: 'For more, make an entity of each.', zh: '如需多个，请分别定义对象。' },
  },
  'rows-two-ways': {
    severity: 'error',
    en: '`{key}` cannot stand beside `{other}`: the rows of an entity come about in one way.',
    zh: '`{key}` 不能与 `{other}` 并用：一个对象的行只能有一种来源。',
    hint: { en: 'Make two entities of it.', zh: '请拆成两个对象。' },
  },
  'key-without-owner': {
    severity: 'error',
    en: '`{key}:` has no meaning without `{owner}:`.',
    zh: '没有 `{owner}:` 时，`{key}:` 没有意义。',
    hint: { en: 'Add `{owner}: …`, or remove it.', zh: '请加上 `{owner}: …`，或删去。' },
  },
  'row-length': {
    severity: 'error',
    en: 'This row has {found} cells; {expected} are needed ({columns}).',
    zh: '此行有 {found} 个单元格，应有 {expected} 个（{columns}）。',
    hint: {
      en: 'One cell each, in this order; `any` where an input does not matter.',
      zh: '按此顺序每列一格；不限的输入写 `any`。',
    },
  },
  'table-two-sources': {
    severity: 'error',
    en: 'A table has its rows from one of `rows`, `from` and `values`; here are {keys}.',
    zh: '决策表的行只能来自 `rows`、`from`、`values` 之一；此处有 {keys}。',
    hint: { en: 'Keep one of them.', zh: '请只保留一个。' },
  },
  'table-no-source': {
    severity: 'error',
    en: 'The table has no rows.',
    zh: '决策表没有行。',
    hint: {
      en: 'Add `rows: [[…]]`, `from: file.csv`, or `values:` by date.',
      zh: '请加上 `rows: [[…]]`、`from: file.csv`，或按日期的 `values:`。',
    },
  },
  'duplicate-name': {
    severity: 'error',
    en: '`{name}` is named twice here.',
    zh: '`{name}` 在此处出现了两次。',
    hint: { en: 'Rename one of the two.', zh: '请将其中一个改名。' },
  },
  // ------------------------------------------------------------------------------------------ contracts
  'binding-no-source': {
    severity: 'error',
    en: 'The binding does not say where the rows come from.',
    zh: '绑定没有说明数据行的来源。',
    hint: {
      en: 'Add one of `table:`, `rows:`, `method:` or `sql:`.',
      zh: '请加上 `table:`、`rows:`、`method:` 或 `sql:` 之一。',
    },
  },
  'binding-two-sources': {
    severity: 'error',
    en: 'One binding has both `{first}` and `{second}`.',
    zh: '同一个绑定中同时有 `{first}` 和 `{second}`。',
    hint: {
      en: 'To put rows together, write a list of bindings.',
      zh: '如需合并多处的数据行，请写成绑定的列表。',
    },
  },
  'unpivot-two': {
    severity: 'error',
    en: '`unpivot` takes one name; `{second}` stands beside `{first}`.',
    zh: '`unpivot` 只能有一个名称；`{first}` 之外还有 `{second}`。',
    hint: { en: 'Bind the file twice, in a list of bindings.', zh: '请用绑定列表把文件绑定两次。' },
  },
});
