/** What can be wrong with a model once it can be read. Codes are stable; each has a case in `../bad/formulas/`. */
import { defineMessages } from '../diagnostic.ts';
import { nameMessages } from './messages-names.ts';
import { tableMessages } from './messages-tables.ts';
import { valueMessages } from './messages-values.ts';

const modelMessages = defineMessages({
  // ------------------------------------------------------------------------------------------ names and types
  'keyword-as-name': {
    severity: 'error',
    en: '`{name}` is a word of the formula language and cannot be a name.',
    zh: '`{name}` 是公式语言的关键字，不能用作名称。',
    hint: { en: 'Choose another, such as `{name}_`.', zh: '请换一个名称，例如 `{name}_`。' },
  },
  'reserved-name': {
    severity: 'error',
    en: '`{name}` has a meaning of its own everywhere and cannot be a name here.',
    zh: '`{name}` 在各处都有固定含义，此处不能用作名称。',
    hint: { en: 'Choose another name.', zh: '请换一个名称。' },
  },
  'name-clash': {
    severity: 'error',
    en: '`{entity}` already has a {kind} called `{name}`.',
    zh: '对象 `{entity}` 已有名为 `{name}` 的列（{kind}）。',
    hint: {
      en: 'Facts, references, key parts and terms of an entity share one set of names. Rename one of the two.',
      zh: '同一对象的事实值、引用、键和条款公式不能重名，请改其中一个。',
    },
  },
  'term-named-as-parameter': {
    severity: 'error',
    en: 'The term `{name}` has the name of a parameter.',
    zh: '条款公式 `{name}` 与参数重名。',
    hint: { en: 'Rename the term or the parameter.', zh: '请改条款公式或参数的名称。' },
  },
  'table-named-as-function': {
    severity: 'error',
    en: 'The table `{name}` has the name of a built-in function.',
    zh: '决策表 `{name}` 与内置函数重名。',
    hint: {
      en: 'Rename the table: a call would mean the function.',
      zh: '请改决策表的名称，否则调用时指的是函数。',
    },
  },
  'unknown-type': {
    severity: 'error',
    en: 'There is no type `{type}`.',
    zh: '没有 `{type}` 这种类型。',
    hint: { en: 'Did you mean {near}?', zh: '是否指 {near}？' },
  },
  'entity-as-type': {
    severity: 'error',
    en: 'There is no type `{type}`: it is an entity.',
    zh: '没有 `{type}` 这种类型：它是对象。',
    hint: {
      en: 'A row that belongs to a row of it says so under `references: { {type}: {type} }`, beside `facts:`; rows of a table name it in a column `{type}`.',
      zh: '属于该对象某一行时，请在 `facts:` 旁写 `references: { {type}: {type} }`；数据表用 `{type}` 列指明。',
    },
  },
  'bad-unit': {
    severity: 'error',
    en: '`{unit}` is not a unit.',
    zh: '`{unit}` 不是单位。',
    hint: {
      en: 'A unit is a singular word of your choice; rates are written `money/person_year`, `1/year`.',
      zh: '单位是自定的英文单数词；比率型单位写作 `money/person_year`、`1/year`。',
    },
  },
  'unit-not-here': {
    severity: 'error',
    en: 'A value of type `{type}` takes no `unit`.',
    zh: '类型为 `{type}` 的值不能带 `unit`。',
    hint: {
      en: 'Only `count` and `number` do: `{ type: count, unit: person }`. A rate is a type: `money/person`.',
      zh: '只有 `count` 和 `number` 可以：`{ type: count, unit: person }`。比率型单位直接写成类型：`money/person`。',
    },
  },
  'list-type-not-here': {
    severity: 'error',
    en: 'A fact holds one value; `{type}` is for parameters only.',
    zh: '一个事实值只有一个值；`{type}` 只能用于参数。',
    hint: { en: 'Make an entity with one row for each.', zh: '请另建一个对象，每个值一行。' },
  },
  'one-of-not-text': {
    severity: 'error',
    en: '`one_of` lists texts, but `{name}` is not of type `text`.',
    zh: '`one_of` 列出的是文本，而 `{name}` 的类型不是 `text`。',
    hint: {
      en: 'Give it `type: text`, or leave `one_of` out.',
      zh: '请改为 `type: text`，或删去 `one_of`。',
    },
  },
  // ------------------------------------------------------------------------------------------ entities
  'unknown-entity': {
    severity: 'error',
    en: 'There is no entity `{name}`.',
    zh: '没有名为 `{name}` 的对象。',
    hint: { en: 'Did you mean {near}?', zh: '是否指 {near}？' },
  },
  'reference-given-already': {
    severity: 'error',
    en: '`{giver}` gives every {entity} the reference `{name}` already.',
    zh: '`{giver}` 已自动为每个 {entity} 提供引用 `{name}`。',
    hint: { en: 'Remove it here.', zh: '请删去此处的声明。' },
  },
  'party-not-computed': {
    severity: 'error',
    en: 'The reference `{name}` to a party is a column; it cannot be computed with `by`.',
    zh: '指向参与方的引用 `{name}` 是数据列，不能用 `by` 计算。',
    hint: { en: 'Leave `by` out.', zh: '请删去 `by`。' },
  },
  'list-name-taken': {
    severity: 'error',
    en: 'The list name `{name}` is taken in `{entity}`.',
    zh: '列表名 `{name}` 在 `{entity}` 中已被占用。',
    hint: { en: 'Give the list another name.', zh: '请为该列表另取名称。' },
  },
  'id-not-key': {
    severity: 'error',
    en: '`{entity}` declares a column `id` but no key.',
    zh: '`{entity}` 声明了列 `id`，但没有声明键。',
    hint: {
      en: 'Without `key:` the key is `id`, a text: write `key: [id]`, or leave the declaration out.',
      zh: '不写 `key:` 时键即为文本 `id`：请写 `key: [id]`，或删去该声明。',
    },
  },
  'optional-key': {
    severity: 'error',
    en: 'The key part `{name}` cannot be optional: every row has its key.',
    zh: '键的组成部分 `{name}` 不能是可选的：每一行都要有键。',
    hint: { en: 'Remove `optional: true`.', zh: '请删去 `optional: true`。' },
  },
  'computed-key': {
    severity: 'error',
    en: 'The key part `{name}` cannot be a computed reference.',
    zh: '键的组成部分 `{name}` 不能是计算得到的引用。',
    hint: { en: 'Use the facts it is computed from.', zh: '请改用计算它所依据的事实值。' },
  },
  'key-circle': {
    severity: 'error',
    en: 'Keys refer to each other in a circle: {circle}.',
    zh: '键相互引用，形成循环：{circle}。',
    hint: { en: 'Give one of these entities a key of its own.', zh: '请为其中一个对象设置独立的键。' },
  },
  'bad-key-part': {
    severity: 'error',
    en: '`{text}` is a {found} and cannot be part of a key.',
    zh: '`{text}` 的类型是 {found}，不能作为键的组成部分。',
    hint: {
      en: 'Keys are texts, numbers, dates, booleans or references.',
      zh: '键可以是文本、数字、日期、布尔值或引用。',
    },
  },
  'by-count': {
    severity: 'error',
    en: 'The reference `{name}` gives {count} values for the key of `{to}`, which is: {key}.',
    zh: '引用 `{name}` 给出 {count} 个值，而 `{to}` 的键为：{key}。',
    hint: { en: 'Give one value for each part, in that order.', zh: '请按此顺序，每个组成部分各给一个值。' },
  },
  'by-type': {
    severity: 'error',
    en: '`{text}` is of type {found}, but the key part `{part}` is of type {expected}.',
    zh: '`{text}` 的类型是 {found}，而键的组成部分 `{part}` 的类型是 {expected}。',
    hint: { en: 'Match each key part with a value of its own type.', zh: '每个组成部分都要对应同类型的值。' },
  },
  'each-list': {
    severity: 'error',
    en: '`{text}` is not a list that rows can be made from.',
    zh: '`{text}` 不是可以用来生成行的列表。',
    hint: {
      en: 'Use `1..n`, `months(a, b)`, `years(a, b)`, or a parameter that is a list or has `columns`.',
      zh: '可用 `1..n`、`months(a, b)`、`years(a, b)`，或列表参数、带 `columns` 的参数。',
    },
  },
  'each-returns-itself': {
    severity: 'error',
    en: 'The list of an `each` returns its elements as they are.',
    zh: '`each` 的列表须原样返回各元素。',
    hint: {
      en: 'Write `return {variable}`, and compute from it in a term.',
      zh: '请写 `return {variable}`，计算放到条款公式中。',
    },
  },
  // ------------------------------------------------------------------------------------------ circles, use
  circle: {
    severity: 'error',
    en: 'These wait for each other in a circle: {circle}.',
    zh: '以下内容相互依赖，形成循环：{circle}。',
    hint: {
      en: 'Break it: one of them has to be found without the others. For running totals use `preceding(…)` on another term.',
      zh: '请打破循环：其中一个必须能独立算出。累计值请对另一条条款公式使用 `preceding(…)`。',
    },
  },
  'unused-parameter': {
    severity: 'warning',
    en: 'The parameter `{name}` is used by no formula.',
    zh: '没有公式用到参数 `{name}`。',
    hint: { en: 'Remove it, or use it: it may have been forgotten.', zh: '请删去，或检查是否漏用。' },
  },
  'declared-type': {
    severity: 'error',
    en: 'The term is declared as {declared}, but its formula gives {found}.',
    zh: '该条款公式声明为 {declared}，但公式结果为 {found}。',
    hint: {
      en: 'Correct one of the two. A fraction becomes whole only by rounding (`floor`, `round half up`, …).',
      zh: '请改正其中之一。小数只有取整（`floor`、`round half up` 等）后才是整数。',
    },
  },
  // ------------------------------------------------------------------------------------------ payments
  'amount-not-money': {
    severity: 'error',
    en: 'The amount of the payment `{id}` is {found}, not money.',
    zh: '支付项 `{id}` 的金额类型是 {found}，不是 money。',
    hint: {
      en: 'Check the units: money per person times persons is money; money per person-year needs persons and years.',
      zh: '请检查单位：每人金额乘人数才是金额；每人年金额还需乘人数和年数。',
    },
  },
  'due-not-date': {
    severity: 'error',
    en: 'The due date is of type {found}.',
    zh: '到期日的类型是 {found}，不是日期。',
    hint: {
      en: 'Give a date, such as `period.end + @"P3M"`.',
      zh: '请给出日期，例如 `period.end + @"P3M"`。',
    },
  },
  'unknown-party': {
    severity: 'error',
    en: '`{name}` is not among the parties of the model.',
    zh: '`{name}` 不在支付模型的参与方之列。',
    hint: {
      en: 'Did you mean {near}? Else add it to `parties`.',
      zh: '是否指 {near}？否则请加入 `parties`。',
    },
  },
  'pays-itself': {
    severity: 'error',
    en: 'The payment `{id}` goes from {party} to itself.',
    zh: '支付项 `{id}` 的付款方和收款方都是 {party}。',
    hint: { en: 'Name two different parties.', zh: '请写两个不同的参与方。' },
  },
  'not-a-counterparty': {
    severity: 'error',
    en: '`{text}` does not lead to a row or a party: `{name}` is no reference of `{entity}`.',
    zh: '`{text}` 不指向任何行或参与方：`{name}` 不是 `{entity}` 的引用。',
    hint: {
      en: 'Write references joined by dots, ending in an entity or a `party` reference; or the name of a role.',
      zh: '请用点号连接引用，最终指向对象或 `party` 引用；或写角色名称。',
    },
  },
  'role-named-as-entity': {
    severity: 'error',
    en: '`{name}` is an entity, which a row of `{entity}` reaches by another name.',
    zh: '`{name}` 是对象，`{entity}` 的行需通过其他名称到达。',
    hint: { en: 'Write `{instead}`.', zh: '请写 `{instead}`。' },
  },
  'role-entity-out-of-reach': {
    severity: 'error',
    en: '`{name}` is an entity, but a row of `{entity}` does not lead to one of its rows.',
    zh: '`{name}` 是对象，但 `{entity}` 的行不指向它。',
    hint: { en: 'Add a reference, or give the role another name.', zh: '请增加引用，或为该角色另取名称。' },
  },
});

export const messages = { ...modelMessages, ...nameMessages, ...valueMessages, ...tableMessages };
