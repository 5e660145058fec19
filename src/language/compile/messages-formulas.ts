/** What can be wrong inside a formula: names, kinds, units, lists, guards, calls. */
import { defineMessages } from '../diagnostic.ts';

export const formulaMessages = defineMessages({
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
      en: 'Combine it: `sum(…)`, `only(…)`, `max(…)`, `count(…)`.',
      zh: '请汇总：`sum(…)`、`only(…)`、`max(…)`、`count(…)`。',
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
  // ------------------------------------------------------------------------------------------ kinds and units
  'unlike-units': {
    severity: 'error',
    en: '`{left}` is {left_type}, `{right}` is {right_type}: unlike units do not go together.',
    zh: '`{left}` 的单位是 {left_type}，`{right}` 的单位是 {right_type}：单位不同，不能合在一起。',
    hint: {
      en: 'Multiply or divide by a parameter that turns one into the other.',
      zh: '请乘以或除以一个能换算单位的参数。',
    },
  },
  'unlike-types': {
    severity: 'error',
    en: '`{left}` is {left_type}, `{right}` is {right_type}: they cannot be compared or combined.',
    zh: '`{left}` 是 {left_type}，`{right}` 是 {right_type}：不能比较或合并。',
    hint: { en: 'Both sides have to be of one type.', zh: '两边须为同一类型。' },
  },
  'date-as-text': {
    severity: 'error',
    en: '{text} is a text, not a date or duration.',
    zh: '{text} 是文本，不是日期或时长。',
    hint: { en: 'Put @ before it: @{text}.', zh: '请在前面加 @：@{text}。' },
  },
  'no-order': {
    severity: 'error',
    en: 'Values of type {type} have no order for `{op}`.',
    zh: '{type} 类型的值没有大小之分，不能用 `{op}`。',
    hint: { en: 'Use `=`, `!=` or `in`.', zh: '请用 `=`、`!=` 或 `in`。' },
  },
  'compares-with-itself': {
    severity: 'error',
    en: '`{text}` is compared with itself.',
    zh: '`{text}` 与自身比较。',
    hint: { en: 'Name what it is to be compared with.', zh: '请写出要比较的对象。' },
  },
  'compares-element-with-itself': {
    severity: 'error',
    en: 'In a filter `{text}` is the element’s on both sides: it is compared with itself.',
    zh: '在筛选条件中，两边的 `{text}` 都是元素的列：是在与自身比较。',
    hint: { en: 'Mine is reached by my entity’s name: `{mine}`.', zh: '本行的列要加对象名：`{mine}`。' },
  },
  'never-one-of': {
    severity: 'error',
    en: '`{fact}` is never "{value}": it is one of {known}.',
    zh: '`{fact}` 不会是“{value}”：它只能是 {known} 之一。',
    hint: { en: 'Did you mean {near}?', zh: '是否指 {near}？' },
  },
  'boolean-expected': {
    severity: 'error',
    en: '`{text}` is {found}; a condition (true or false) is needed here.',
    zh: '`{text}` 的类型是 {found}；此处需要条件（真或假）。',
    hint: { en: 'Compare it with something.', zh: '请写成比较式。' },
  },
  'number-expected': {
    severity: 'error',
    en: '`{text}` is {found}; a number is needed here.',
    zh: '`{text}` 的类型是 {found}；此处需要数字。',
    hint: {
      en: 'Use a number, or `if … then … else …` to make one.',
      zh: '请使用数字，或用 `if … then … else …` 得出数字。',
    },
  },
  'whole-expected': {
    severity: 'error',
    en: '`{text}` is {found}; a whole number is needed here.',
    zh: '`{text}` 的类型是 {found}；此处需要整数。',
    hint: {
      en: 'Round it first: `floor(…)`, `round half up(…, 0)`.',
      zh: '请先取整：`floor(…)`、`round half up(…, 0)`。',
    },
  },
  'ordered-expected': {
    severity: 'error',
    en: '`{name}` compares numbers or dates; `{text}` is {found}.',
    zh: '`{name}` 比较的是数字或日期；`{text}` 的类型是 {found}。',
    hint: { en: 'Give numbers or dates.', zh: '请给出数字或日期。' },
  },
  'wrong-kind': {
    severity: 'error',
    en: '`{text}` is {found}; {expected} is needed here.',
    zh: '`{text}` 的类型是 {found}；此处需要 {expected}。',
    hint: { en: 'Give a value of that type.', zh: '请给出该类型的值。' },
  },
  'wrong-unit': {
    severity: 'error',
    en: '`{text}` is {found}; {expected} is needed here.',
    zh: '`{text}` 的单位是 {found}；此处需要 {expected}。',
    hint: { en: 'Divide by a value of the same unit.', zh: '请除以同单位的值。' },
  },
  'bad-operands': {
    severity: 'error',
    en: '`{op}` does not go with {left} and {right}.',
    zh: '{left} 与 {right} 不能用 `{op}` 运算。',
    hint: {
      en: 'Numbers take + − * /; a date ± a duration is a date; date − date is days; a duration times a whole number is a duration.',
      zh: '数字可用 + − * /；日期 ± 时长得日期；日期相减得天数；时长乘整数得时长。',
    },
  },
  'text-concatenation': {
    severity: 'error',
    en: 'Texts cannot be joined.',
    zh: '文本不能拼接。',
    hint: {
      en: 'Keep both as columns, or use a table that gives the text.',
      zh: '请保留为两列，或用决策表给出文本。',
    },
  },
  'numeral-in-formula': {
    severity: 'error',
    en: '{text} stands in a formula: numbers other than 0, 1 and −1 have a name.',
    zh: '公式中出现了 {text}：除 0、1、−1 外，数值都要有名称。',
    hint: {
      en: 'Make it a parameter, with its unit and source, and use the name.',
      zh: '请写成参数（含单位和依据），在公式中使用其名称。',
    },
  },
  'divides-by-zero': {
    severity: 'error',
    en: 'This always divides by zero.',
    zh: '此处除数恒为零。',
    hint: { en: 'Divide by something else.', zh: '请更换除数。' },
  },
  exponent: {
    severity: 'error',
    en: 'The exponent `{text}` is not a whole numeral from 0 to 16.',
    zh: '指数 `{text}` 不是 0 到 16 的整数。',
    hint: { en: 'Powers are written out: `x ** 2`.', zh: '指数请直接写数字：`x ** 2`。' },
  },
  digits: {
    severity: 'error',
    en: '`{text}` is not a whole numeral of digits to round to.',
    zh: '`{text}` 不是有效的保留位数。',
    hint: { en: 'Write a numeral: `round half up(x, 2)`.', zh: '请直接写数字：`round half up(x, 2)`。' },
  },
  'null-not-value': {
    severity: 'error',
    en: '`null` is not a value; it can only be asked for: `x = null`, `x != null`.',
    zh: '`null` 不是值，只能用于判断：`x = null`、`x != null`。',
    hint: {
      en: 'Unknown comes about by itself, from what is missing.',
      zh: '“未知”由缺失的数据自然产生，不必写出。',
    },
  },
  'null-test-not-optional': {
    severity: 'error',
    en: '`{text}` is never null: only optional facts and references can be absent.',
    zh: '`{text}` 不会是 null：只有可选事实值和引用才可能缺失。',
    hint: {
      en: 'If the data may lack it, declare it `optional: true`. A term that is unknown stays unknown.',
      zh: '如数据可能缺失，请声明 `optional: true`。条款公式未知时，其结果一直是未知。',
    },
  },
  'unguarded-optional': {
    severity: 'error',
    en: '`{name}` is optional and may be absent here.',
    zh: '`{name}` 是可选的，此处可能缺失。',
    hint: {
      en: 'Write `otherwise({name}, …)` for a value to use instead, or ask first: `if {name} != null then … else …`. If a missing value should leave the result undetermined, drop `optional: true`.',
      zh: '可写 `otherwise({name}, …)` 给出替代值，或先判断：`if {name} != null then … else …`。如缺失时结果应为“无法确定”，请删去 `optional: true`。',
    },
  },
  'otherwise-not-optional': {
    severity: 'error',
    en: '`otherwise` answers the absence of an optional fact; `{text}` is none.',
    zh: '`otherwise` 用于可选事实值缺失时；`{text}` 不是可选事实值。',
    hint: {
      en: 'Use it on the fact itself. Overflow, division by zero and a table’s gap are not to be hidden.',
      zh: '请直接用在该事实值上。溢出、除以零、决策表无匹配等情况不允许掩盖。',
    },
  },
  // ------------------------------------------------------------------------------------------ calls
  'unknown-function': {
    severity: 'error',
    en: 'There is no function or table `{name}`.',
    zh: '没有名为 `{name}` 的函数或决策表。',
    hint: { en: 'Did you mean `{near}`?', zh: '是否指 `{near}`？' },
  },
  'unknown-function-anywhere': {
    severity: 'error',
    en: 'There is no function or table `{name}`.',
    zh: '没有名为 `{name}` 的函数或决策表。',
    hint: {
      en: 'Declare a table of that name, or see the list of functions in the guide.',
      zh: '请声明同名决策表，或查阅指南中的函数列表。',
    },
  },
  'wrong-argument-count': {
    severity: 'error',
    en: '`{name}` is called with {count} arguments.',
    zh: '调用 `{name}` 时给了 {count} 个参数。',
    hint: { en: 'Write `{usage}`.', zh: '请写 `{usage}`。' },
  },
  'parameter-called': {
    severity: 'error',
    en: 'The parameter `{name}` is not a table and takes no arguments.',
    zh: '参数 `{name}` 不是决策表，不能带参数调用。',
    hint: {
      en: 'Write `{name}`; for the value on a day `at({name}, date)`.',
      zh: '请写 `{name}`；取某日的值请写 `at({name}, 日期)`。',
    },
  },
  'refused-now': {
    severity: 'error',
    en: '`{name}` would give another result every day.',
    zh: '`{name}` 每天结果都会不同，不允许使用。',
    hint: {
      en: 'Use `as_of`, the date up to which things are known.',
      zh: '请用 `as_of`，即数据的截至日期。',
    },
  },
  'refused-text-function': {
    severity: 'error',
    en: '`{name}` is not part of the language: texts are compared, not made.',
    zh: '不支持 `{name}`：文本只用于比较，不做加工。',
    hint: {
      en: 'Use `starts with`, `ends with`, `contains`, or prepare the text in the data.',
      zh: '请用 `starts with`、`ends with`、`contains`，或在数据中预先处理。',
    },
  },
  'refused-list-function': {
    severity: 'error',
    en: '`{name}` is not part of the language: lists have no order and are not made in formulas.',
    zh: '不支持 `{name}`：列表没有顺序，也不在公式中构造。',
    hint: {
      en: 'Filter with `list[condition]`, order with `rank(list, key)` or `preceding(list, key)`.',
      zh: '筛选用 `列表[条件]`，排序用 `rank(list, key)` 或 `preceding(list, key)`。',
    },
  },
  'refused-number-function': {
    severity: 'error',
    en: '`{name}` is not part of the language.',
    zh: '不支持 `{name}`。',
    hint: {
      en: 'Numbers stay exact: use + − * / **, or compute it as a fact by a method.',
      zh: '数值须精确：请用 + − * / **，或由测算方法算成事实值。',
    },
  },
  'refused-context-function': {
    severity: 'error',
    en: '`{name}` works on contexts, which are not part of the language.',
    zh: '`{name}` 处理的是上下文，不受支持。',
    hint: { en: 'Use terms and tables.', zh: '请用条款公式和决策表。' },
  },
  'refused-date-function': {
    severity: 'error',
    en: '`{name}` is not a function here.',
    zh: '此处不支持函数 `{name}`。',
    hint: {
      en: 'Dates are written `@"2024-01-31"`, durations `@"P3M"`; there are `year`, `month`, `day`, date ± duration, and date − date in days.',
      zh: '日期写作 `@"2024-01-31"`，时长写作 `@"P3M"`；可用 `year`、`month`、`day`、日期 ± 时长，日期相减得天数。',
    },
  },
  'aggregate-kind': {
    severity: 'error',
    en: '`{name}` does not take values of type {found}.',
    zh: '`{name}` 不能用于 {found} 类型的值。',
    hint: {
      en: '`sum`, `mean`, `median`, `stddev`, `percentile` take numbers; `min`, `max` numbers or dates; `any`, `all` conditions.',
      zh: '`sum`、`mean`、`median`、`stddev`、`percentile` 用于数字；`min`、`max` 用于数字或日期；`any`、`all` 用于条件。',
    },
  },
  'reference-as-term': {
    severity: 'error',
    en: 'A term is a value; `{text}` is a row of `{entity}`.',
    zh: '条款公式的结果是值；`{text}` 是 `{entity}` 的一行。',
    hint: {
      en: 'Use the reference where it is needed, or name a column of it.',
      zh: '请在需要处直接使用该引用，或写出其中的列。',
    },
  },
  'posted-not-id': {
    severity: 'error',
    en: '`posted` takes the id of a payment in quotes, not `{text}`.',
    zh: '`posted` 的参数是加引号的支付项 id，而不是 `{text}`。',
    hint: { en: 'Write `posted("id")`.', zh: '请写 `posted("id")`。' },
  },
  'unknown-payment': {
    severity: 'error',
    en: 'There is no payment "{id}".',
    zh: '没有 id 为“{id}”的支付项。',
    hint: { en: 'Did you mean {near}?', zh: '是否指 {near}？' },
  },
  'posted-in-list': {
    severity: 'error',
    en: '`posted` speaks of my own row and cannot stand inside a list.',
    zh: '`posted` 说的是本行，不能写在列表之内。',
    hint: { en: 'Make it a term, and use the term in the list.', zh: '请先写成条款公式，再在列表中使用。' },
  },
  'posted-out-of-reach': {
    severity: 'error',
    en: 'Rows of `{from}`, which have the payment "{id}", lead to `{entity}` in {count} ways; there has to be exactly one.',
    zh: '支付项“{id}”所在的 `{from}` 有 {count} 条路径指向 `{entity}`；必须恰好一条。',
    hint: { en: 'Use it in an entity those rows lead to.', zh: '请用在这些行所指向的对象中。' },
  },
});
