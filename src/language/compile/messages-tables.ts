/** What can be wrong with parameters and tables, in models and in what contracts put in their place. */
import { defineMessages } from '../diagnostic.ts';

export const tableMessages = defineMessages({
  'unknown-parameter': {
    severity: 'error',
    en: 'There is no parameter `{name}`.',
    zh: '没有名为 `{name}` 的参数。',
    hint: { en: 'Did you mean `{near}`?', zh: '是否指 `{near}`？' },
  },
  'at-not-parameter': {
    severity: 'error',
    en: '`at` takes the name of a parameter, or a call of a table; `{text}` is neither.',
    zh: '`at` 的第一项应是参数名或决策表调用；`{text}` 都不是。',
    hint: { en: 'Write `at(parameter, date)`.', zh: '请写 `at(参数, 日期)`。' },
  },
  'table-not-called': {
    severity: 'error',
    en: 'The table `{name}` needs its arguments.',
    zh: '使用决策表 `{name}` 时要给出参数。',
    hint: { en: 'Write `{name}(…)`.', zh: '请写 `{name}(…)`。' },
  },
  'list-parameter-not-value': {
    severity: 'error',
    en: 'The parameter `{name}` is a list; one value is needed here.',
    zh: '参数 `{name}` 是列表；此处需要一个值。',
    hint: {
      en: 'Ask whether a value is in it: `x in {name}`.',
      zh: '可判断某个值是否在其中：`x in {name}`。',
    },
  },
  'parameter-not-rows': {
    severity: 'error',
    en: 'The parameter `{name}` is not a list of rows.',
    zh: '参数 `{name}` 不是行的列表。',
    hint: {
      en: 'Aggregates run over rows of entities. Make rows of it with `each`, or test with `x in {name}`.',
      zh: '汇总函数只用于对象的行。请用 `each` 生成行，或用 `x in {name}` 判断。',
    },
  },
  'list-too-coarse': {
    severity: 'error',
    en: 'The values of `{name}` are coarser than what is looked for ({found}).',
    zh: '`{name}` 中的值比要查找的值（{found}）精度低。',
    hint: { en: 'Give the list a type of the same digits.', zh: '请为该列表设置同样精度的类型。' },
  },
  'list-without-type': {
    severity: 'error',
    en: 'The list `{name}` does not say what it is a list of.',
    zh: '列表 `{name}` 没有说明元素的类型。',
    hint: { en: 'Add `type: list of text`.', zh: '请加上 `type: list of text`。' },
  },
  'list-type-one-value': {
    severity: 'error',
    en: 'The type is `{type}`, but a single value is given.',
    zh: '类型是 `{type}`，但只给了一个值。',
    hint: { en: 'Write the value in brackets: `[a, b]`.', zh: '请用方括号书写：`[a, b]`。' },
  },
  'bad-value': {
    severity: 'error',
    en: '“{text}” is not a value of type {type}.',
    zh: '“{text}”不是 {type} 类型的值。',
    hint: {
      en: 'Numbers are plain (0.05, 1250.75), dates 2024-01-31, durations P3M, booleans `true` or `false`. Without `type:` a parameter is a ratio.',
      zh: '数字直接书写（0.05、1250.75），日期写 2024-01-31，时长写 P3M，布尔值写 `true` 或 `false`。不写 `type:` 的参数是比率。',
    },
  },
  'value-rounded': {
    severity: 'warning',
    en: '“{text}” has more digits than the {digits} after the point that {type} keeps; it is rounded half to even.',
    zh: '“{text}”的小数位超过 {type} 保留的 {digits} 位，已按四舍六入五成双取舍。',
    hint: {
      en: 'Write the rounded value, or choose a finer type.',
      zh: '请写取舍后的值，或选用更精确的类型。',
    },
  },
  'record-twice': {
    severity: 'error',
    en: 'Two records of `{name}` begin with “{value}”: the first column names the row.',
    zh: '`{name}` 有两条记录以“{value}”开头：第一列用来标识行。',
    hint: { en: 'Make the first column distinct.', zh: '请使第一列各不相同。' },
  },
  // ------------------------------------------------------------------------------------------ calls of tables
  'table-input-differs': {
    severity: 'error',
    en: '`{text}` is {found}, but the input `{input}` of `{table}` is {expected}.',
    zh: '`{text}` 是 {found}，而 `{table}` 的输入 `{input}` 是 {expected}。',
    hint: {
      en: 'All calls of a table bring the same types and units.',
      zh: '同一决策表的各次调用，类型和单位须一致。',
    },
  },
  'reference-as-argument': {
    severity: 'error',
    en: '`{text}` is a row of `{entity}`; a table takes values.',
    zh: '`{text}` 是 `{entity}` 的一行；决策表的参数须是值。',
    hint: { en: 'Write `{text}.id`.', zh: '请写 `{text}.id`。' },
  },
  // ------------------------------------------------------------------------------------------ rows of tables
  'table-empty': {
    severity: 'error',
    en: 'The table `{name}` has no rows.',
    zh: '决策表 `{name}` 没有行。',
    hint: { en: 'Give at least one.', zh: '请至少给出一行。' },
  },
  'bad-cell': {
    severity: 'error',
    en: '“{text}” is no test for a value of type {type}.',
    zh: '“{text}”不能用来判断 {type} 类型的值。',
    hint: {
      en: 'Write a value, `">= 5"`, `"[1..5)"`, `"1, 2"`, `"not(1)"` or `any`; booleans `true` or `false`.',
      zh: '可写值、`">= 5"`、`"[1..5)"`、`"1, 2"`、`"not(1)"` 或 `any`；布尔值写 `true` 或 `false`。',
    },
  },
  'cell-never': {
    severity: 'warning',
    en: 'The input `{input}` is never “{value}”: it is one of {known}.',
    zh: '输入 `{input}` 不会是“{value}”：它只能是 {known} 之一。',
    hint: { en: 'Did you mean {near}? Else remove the row.', zh: '是否指 {near}？否则请删去该行。' },
  },
  'cell-too-fine': {
    severity: 'error',
    en: '“{text}” has more digits than a value of type {type} can have.',
    zh: '“{text}”的小数位超过 {type} 类型的值所能有的位数。',
    hint: {
      en: 'Rounding would move the line; write it with the digits of the input.',
      zh: '取舍会移动分界点；请按该输入的精度书写。',
    },
  },
  'cell-empty-interval': {
    severity: 'error',
    en: 'No value lies in “{text}”.',
    zh: '“{text}”区间内没有任何值。',
    hint: { en: 'Write the lower bound first.', zh: '请把下限写在前面。' },
  },
  'any-on-line': {
    severity: 'error',
    en: '`any` has no place in a table read by `{read}`.',
    zh: '按 `{read}` 读取的决策表不能使用 `any`。',
    hint: { en: 'Write out each group of points.', zh: '请逐组写出各点。' },
  },
  'test-on-line': {
    severity: 'error',
    en: '“{text}” is a test; a table read by `{read}` has plain values.',
    zh: '“{text}”是判断式；按 `{read}` 读取的决策表只写数值。',
    hint: { en: 'Write the point or the lower bound.', zh: '请写点的数值或下限。' },
  },
  'output-not-number': {
    severity: 'error',
    en: 'The output `{output}` of `{name}` is {type}, which `{how}` cannot be taken of.',
    zh: '`{name}` 的输出 `{output}` 是 {type}，不能按 `{how}` 处理。',
    hint: { en: 'Use numbers, or `hit: first`.', zh: '请改用数字，或 `hit: first`。' },
  },
  'line-not-number': {
    severity: 'error',
    en: 'The last input `{input}` of `{name}` is read on a line (`{read}`) and has to be a number.',
    zh: '`{name}` 的最后一个输入 `{input}` 按数轴读取（`{read}`），须是数字。',
    hint: { en: 'Put the number last.', zh: '请把数字放在最后。' },
  },
  'clamp-on-match': {
    severity: 'error',
    en: '`outside: clamp` is for tables read on a line; `{name}` matches rows.',
    zh: '`outside: clamp` 只用于按数轴读取的决策表；`{name}` 是逐行匹配。',
    hint: {
      en: 'Add a last row with `any` and `hit: first`.',
      zh: '请在末尾加一行 `any`，并写 `hit: first`。',
    },
  },
  'table-overlap': {
    severity: 'error',
    en: 'In `{name}` rows {first} and {second} can both match, but at most one may.',
    zh: '`{name}` 中第 {first} 行与第 {second} 行可能同时匹配，而至多只能匹配一行。',
    hint: {
      en: 'Make them apart. If the first that matches is meant, say `hit: first`.',
      zh: '请使各行互斥；如果以首个匹配的行为准，请写 `hit: first`。',
    },
  },
  'table-gap': {
    severity: 'warning',
    en: 'No row of `{name}` takes {example}: the result would be unknown.',
    zh: '`{name}` 没有匹配 {example} 的行：结果会是未知。',
    hint: { en: 'Add the row if that can occur.', zh: '如可能出现，请补充该行。' },
  },
  'points-not-rising': {
    severity: 'error',
    en: 'In `{name}` the point {point} comes after {before}: points rise from row to row.',
    zh: '`{name}` 中 {point} 排在 {before} 之后：各点须逐行递增。',
    hint: { en: 'Put the rows in rising order, each point once.', zh: '请按从小到大排列，每个点只写一次。' },
  },
  // ------------------------------------------------------------------------------------------ overrides
  'unknown-override': {
    severity: 'error',
    en: 'The model has no parameter `{name}` to change.',
    zh: '支付模型没有可供修改的参数 `{name}`。',
    hint: { en: 'Did you mean {near}?', zh: '是否指 {near}？' },
  },
  'override-fixed': {
    severity: 'error',
    en: '`{name}` is fixed in the model: it is not agreed on.',
    zh: '`{name}` 在支付模型中为固定值，不由协议约定。',
    hint: { en: 'Leave it out.', zh: '请删去该参数。' },
  },
  'override-shape': {
    severity: 'error',
    en: '`{name}` is a {expected} in the model, here a {found}.',
    zh: '`{name}` 在支付模型中是 {expected}，此处是 {found}。',
    hint: { en: 'Write it in the same form as in the model.', zh: '请按支付模型中的形式书写。' },
  },
  'override-type': {
    severity: 'error',
    en: '`{name}` is {expected} in the model, here {found}.',
    zh: '`{name}` 在支付模型中的类型是 {expected}，此处是 {found}。',
    hint: { en: 'Leave the type out: it is the model’s.', zh: '请删去类型：以支付模型为准。' },
  },
  'override-columns': {
    severity: 'error',
    en: '`{name}` has the columns {expected} in the model, here {found}.',
    zh: '`{name}` 在支付模型中的列是 {expected}，此处是 {found}。',
    hint: { en: 'Give the same columns in the same order.', zh: '请按相同的列和顺序书写。' },
  },
  'override-read': {
    severity: 'error',
    en: '`{name}` is read by `{expected}` in the model, here by `{found}`.',
    zh: '`{name}` 在支付模型中按 `{expected}` 读取，此处是 `{found}`。',
    hint: { en: 'Write `read: {expected}`.', zh: '请写 `read: {expected}`。' },
  },
});
