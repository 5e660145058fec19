/** What can be wrong inside a formula with values: kinds, units, guards against what is not known, calls. */
import { defineMessages } from '../diagnostic.ts';

export const valueMessages = defineMessages({
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
  'days-and-duration': {
    severity: 'error',
    en: '`{left}` is {left_type}, `{right}` is {right_type}: a number of days is no duration, which may hold months.',
    zh: '`{left}` 是 {left_type}，`{right}` 是 {right_type}：天数不是时长，时长中可能有月。',
    hint: {
      en: 'Compare dates (`b > a + duration`), or give the limit as days: `{ type: count, unit: day, value: 90 }`.',
      zh: '请比较日期（`b > a + 时长`），或把界限写成天数：`{ type: count, unit: day, value: 90 }`。',
    },
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
  'date-as-numbers': {
    severity: 'error',
    en: '{text} is read as numbers to be subtracted or divided, not as a date.',
    zh: '{text} 会被当作数字相减或相除，而不是日期。',
    hint: { en: 'Write `@"2024-01-31"`.', zh: '请写 `@"2024-01-31"`。' },
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
      en: 'Declare a table of that name, or see the list of functions in docs/language.md, §4: min, max, clamp, sum, count, round half up …',
      zh: '请声明同名决策表，或查阅 docs/language.md 第 4 节的函数：min、max、clamp、sum、count、round half up 等。',
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
  'no-payments': {
    severity: 'error',
    en: 'There is no payment "{id}": the model has no payments.',
    zh: '没有 id 为“{id}”的支付项：该支付模型没有支付项。',
    hint: { en: 'Declare it under `payments:`.', zh: '请在 `payments:` 下声明。' },
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
