/** What can be wrong inside a formula with names and lists: what is known where, and one value or many. */
import { defineMessages } from '../diagnostic.ts';

export const nameMessages = defineMessages({
  // ------------------------------------------------------------------------------------------ names
  'unknown-name': {
    severity: 'error',
    en: '`{name}` is not known in `{entity}`.',
    zh: '在 `{entity}` 中没有名为 `{name}` 的内容。',
    hint: { en: 'Did you mean `{near}`?', zh: '是否指 `{near}`？' },
  },
  'unknown-name-anywhere': {
    severity: 'error',
    en: '`{name}` is not known in `{entity}`, nor in any other entity.',
    zh: '`{entity}` 及其他对象中都没有名为 `{name}` 的内容。',
    hint: {
      en: 'Declare it as a fact, a term or a parameter.',
      zh: '请把它声明为事实值、条款公式或参数。',
    },
  },
  'unknown-member': {
    severity: 'error',
    en: '`{entity}` has no `{name}`.',
    zh: '`{entity}` 没有 `{name}`。',
    hint: { en: 'Did you mean `{near}`?', zh: '是否指 `{near}`？' },
  },
  'unknown-member-anywhere': {
    severity: 'error',
    en: '`{entity}` has no `{name}`.',
    zh: '`{entity}` 没有 `{name}`。',
    hint: { en: 'It has: {known}.', zh: '它有：{known}。' },
  },
  'unknown-part': {
    severity: 'error',
    en: 'There is no part `{name}` here.',
    zh: '此处没有名为 `{name}` 的部分。',
    hint: { en: 'The parts are: {parts}.', zh: '可用的部分：{parts}。' },
  },
  'name-behind-reference': {
    severity: 'error',
    en: '`{name}` belongs to `{other}`, not to `{entity}`.',
    zh: '`{name}` 属于 `{other}`，不属于 `{entity}`。',
    hint: { en: 'Write `{path}`.', zh: '请写 `{path}`。' },
  },
  'name-of-agreement': {
    severity: 'error',
    en: '`{name}` is a term of the agreement.',
    zh: '`{name}` 是协议（agreement）的条款公式。',
    hint: { en: 'Write `agreement.{name}`.', zh: '请写 `agreement.{name}`。' },
  },
  'name-in-list': {
    severity: 'error',
    en: '`{name}` belongs to `{other}`, of which `{entity}` has many rows.',
    zh: '`{name}` 属于 `{other}`，每个 `{entity}` 对应多行 `{other}`。',
    hint: {
      en: 'Say how to combine them, for example `sum({list})`.',
      zh: '请说明如何汇总，例如 `sum({list})`。',
    },
  },
  'name-in-list-only': {
    severity: 'error',
    en: '`{name}` belongs to `{other}`, of which `{entity}` has many rows.',
    zh: '`{name}` 属于 `{other}`，每个 `{entity}` 对应多行 `{other}`。',
    hint: {
      en: 'Say which one is meant, for example `only({other}[…].{name})`.',
      zh: '请说明指哪一行，例如 `only({other}[…].{name})`。',
    },
  },
  'list-not-here': {
    severity: 'error',
    en: 'Rows of `{name}` do not lead to `{entity}`.',
    zh: '`{name}` 的行不指向 `{entity}`。',
    hint: {
      en: 'Write `agreement.{name}` for all its rows, or add a reference to `{entity}`.',
      zh: '全部行请写 `agreement.{name}`，或增加指向 `{entity}` 的引用。',
    },
  },
  'ambiguous-list': {
    severity: 'error',
    en: 'Rows of `{entity}` lead to `{anchor}` in more than one way: {first}, {second}.',
    zh: '`{entity}` 的行有不止一条路径指向 `{anchor}`：{first}，{second}。',
    hint: {
      en: 'Give one of the references a list name (`{ to: …, list: name }`) and use that name.',
      zh: '请为其中一个引用设置列表名（`{ to: …, list: 名称 }`），并使用该名称。',
    },
  },
  'no-parts': {
    severity: 'error',
    en: '`{text}` is {type}; it has no `{name}`.',
    zh: '`{text}` 的类型是 {type}，没有 `{name}`。',
    hint: {
      en: 'Only rows, lists and tables with several outputs have parts.',
      zh: '只有行、列表和多输出的决策表才有组成部分。',
    },
  },
  'date-part-by-dot': {
    severity: 'error',
    en: 'Parts of a date are read with a function.',
    zh: '日期的年月日要用函数读取。',
    hint: { en: 'Write `{name}({text})`.', zh: '请写 `{name}({text})`。' },
  },
  // ------------------------------------------------------------------------------------------ one value or many
  'row-not-value': {
    severity: 'error',
    en: '`{text}` is a row, not a value.',
    zh: '`{text}` 是一行，不是一个值。',
    hint: { en: 'Name one of its columns: `{example}`.', zh: '请写出其中的列：`{example}`。' },
  },
  'row-not-list': {
    severity: 'error',
    en: '`{text}` is one row of `{entity}`, not a list.',
    zh: '`{text}` 是 `{entity}` 的一行，不是列表。',
    hint: {
      en: 'Lists come from rows that lead here (`{text}.other`), or all rows: `agreement.{entity}`.',
      zh: '列表来自指向此处的行（`{text}.other`），或全部行：`agreement.{entity}`。',
    },
  },
  'list-not-value': {
    severity: 'error',
    en: '`{text}` is a list of rows of `{entity}`; one value is needed here.',
    zh: '`{text}` 是 `{entity}` 的列表；此处需要一个值。',
    hint: {
      en: 'Combine it: `sum(…)`, `only(…)`, `max(…)`, `count(…)`; what is computed row by row: `sum(for x in {entity} return …)`.',
      zh: '请汇总：`sum(…)`、`only(…)`、`max(…)`、`count(…)`；逐行计算后再汇总：`sum(for x in {entity} return …)`。',
    },
  },
  'list-expected': {
    severity: 'error',
    en: '`{text}` is one value; a list is needed here.',
    zh: '`{text}` 是一个值；此处需要列表。',
    hint: {
      en: 'Write a list of rows, such as `episode.spending`.',
      zh: '请写行的列表，例如 `episode.spending`。',
    },
  },
  'one-value': {
    severity: 'error',
    en: '`{name}` of the single value `{text}` is that value.',
    zh: '对单个值 `{text}` 取 `{name}` 没有意义。',
    hint: { en: 'Give two values or more, or a list.', zh: '请给出至少两个值，或一个列表。' },
  },
  'parts-not-value': {
    severity: 'error',
    en: '`{text}` has several parts; one value is needed here.',
    zh: '`{text}` 有多个部分；此处需要一个值。',
    hint: { en: 'Name one of: {parts}.', zh: '请选用其中之一：{parts}。' },
  },
  'column-expected': {
    severity: 'error',
    en: '`{name}` needs a column of `{entity}`, not its rows.',
    zh: '`{name}` 需要 `{entity}` 的某一列，而不是整行。',
    hint: { en: 'Write `{name}({entity}.column)`.', zh: '请写 `{name}({entity}.列名)`。' },
  },
  'rows-expected': {
    severity: 'error',
    en: '`{name}` takes rows of `{entity}`, not a column of them.',
    zh: '`{name}` 需要 `{entity}` 的行，而不是其中一列。',
    hint: { en: 'Leave the column out: `{name}({entity}…)`.', zh: '请去掉列名：`{name}({entity}…)`。' },
  },
  'filter-after-column': {
    severity: 'error',
    en: 'A filter comes before the column: `{text}` has single values.',
    zh: '筛选应写在列名之前：`{text}` 已是单个值。',
    hint: { en: 'Write `list[condition].column`.', zh: '请写 `列表[条件].列名`。' },
  },
  'for-over-column': {
    severity: 'error',
    en: '`{text}` has single values; a variable runs over rows.',
    zh: '`{text}` 已是单个值；变量要遍历的是行。',
    hint: {
      en: 'Run over the rows, and read the column in the body: `e.column`.',
      zh: '请遍历行，在表达式中读取列：`e.列名`。',
    },
  },
  'list-through-reference': {
    severity: 'error',
    en: '`{text}` refers to rows of `{entity}`, several of them to the same one; `.{name}` from there would count rows twice.',
    zh: '`{text}` 指向 `{entity}` 的行，其中多行可能指向同一行；由此取 `.{name}` 会重复计数。',
    hint: { en: 'Make it a term of `{entity}` first.', zh: '请先在 `{entity}` 中写成条款公式。' },
  },
  'range-not-here': {
    severity: 'error',
    en: 'A range of numbers makes rows, in `each`; it is no list of rows.',
    zh: '数字区间只能在 `each` 中生成行，不是行的列表。',
    hint: { en: 'Make an entity with `each` and `for`.', zh: '请用 `each` 和 `for` 定义对象。' },
  },
  'each-only': {
    severity: 'error',
    en: '`{name}` makes rows and stands only in the `for` of an `each`.',
    zh: '`{name}` 用于生成行，只能写在 `each` 的 `for` 中。',
    hint: {
      en: 'Make an entity: `{ each: …, for: { start: {name}(a, b) } }`.',
      zh: '请定义对象：`{ each: …, for: { start: {name}(a, b) } }`。',
    },
  },
  'in-rows': {
    severity: 'error',
    en: '`in` does not look through the rows `{text}`.',
    zh: '`in` 不能在行的列表 `{text}` 中查找。',
    hint: {
      en: 'Write `some e in … satisfies e.column = …`.',
      zh: '请写 `some e in … satisfies e.列名 = …`。',
    },
  },
  'reads-two-rows': {
    severity: 'error',
    en: '`{text}` reads more than one row at once: {rows}.',
    zh: '`{text}` 同时读取了多行：{rows}。',
    hint: {
      en: 'Give the inner part a name: make it a term of the entity whose row it reads.',
      zh: '请为内层部分命名：写成所读取对象的条款公式。',
    },
  },
  'not-my-list': {
    severity: 'error',
    en: '`{name}` speaks of my place among rows of my own kind: the list has `{entity}`, I am a `{mine}`.',
    zh: '`{name}` 说的是本行在同类行中的位置：列表是 `{entity}`，而本行是 `{mine}`。',
    hint: { en: 'Make it a term of `{entity}`.', zh: '请写成 `{entity}` 的条款公式。' },
  },
  'order-reads-mine': {
    severity: 'error',
    en: 'In `{name}` order, weight and filter are the element’s; nothing of my own row is read there.',
    zh: '`{name}` 中的排序、权重和筛选只能读取元素所在的行，不能读取本行。',
    hint: { en: 'Use columns of the element only.', zh: '请只使用元素的列。' },
  },
  'preceding-not-here': {
    severity: 'error',
    en: '`{name}` does not take rows that precede.',
    zh: '`{name}` 不能使用 `preceding` 得到的行。',
    hint: {
      en: 'Use `preceding` inside `sum`, `count`, `min`, `max`, … only.',
      zh: '`preceding` 只能用在 `sum`、`count`、`min`、`max` 等之内。',
    },
  },
  'bad-order-key': {
    severity: 'error',
    en: '`{name}` orders by numbers, dates or texts; `{text}` is {found}.',
    zh: '`{name}` 只能按数字、日期或文本排序；`{text}` 的类型是 {found}。',
    hint: { en: 'Give another key.', zh: '请换一个排序依据。' },
  },
});
