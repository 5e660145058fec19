/** What can be wrong with a formula before its names are looked up. */
import { defineMessages } from '../diagnostic.ts';

export const messages = defineMessages({
  'formula-empty': {
    severity: 'error',
    en: 'The formula is empty.',
    zh: '公式为空。',
    hint: { en: 'Write a formula, or leave the key out.', zh: '请写公式，或删去该项。' },
  },
  'formula-syntax': {
    severity: 'error',
    en: 'The formula cannot be read here: “{near}”.',
    zh: '公式在此处无法解析：“{near}”。',
    hint: {
      en: 'Check brackets, commas and operators around this place.',
      zh: '请检查此处前后的括号、逗号和运算符。',
    },
  },
  'formula-unfinished': {
    severity: 'error',
    en: 'The formula ends too early: something is missing after “{near}”.',
    zh: '公式不完整：“{near}”之后缺少内容。',
    hint: {
      en: 'An `if` needs both `then` and `else`. In YAML a “ #” begins a comment and cuts the formula; write it in quotes if that happened.',
      zh: '`if` 必须同时有 `then` 和 `else`。YAML 中“ #”之后是注释，会截断公式；如属此种情况，请给公式加引号。',
    },
  },
  'formula-too-deep': {
    severity: 'error',
    en: 'The formula is nested more than {limit} levels deep.',
    zh: '公式嵌套超过 {limit} 层。',
    hint: { en: 'Split it into several terms.', zh: '请拆成几条条款公式。' },
  },
  'formula-too-long': {
    severity: 'error',
    en: 'The formula has {length} characters; at most {limit} are read.',
    zh: '公式有 {length} 个字符，上限为 {limit} 个。',
    hint: {
      en: 'Split it into several terms, or put its numbers into a table.',
      zh: '请拆成几条条款公式，或把数值放进决策表。',
    },
  },
  'not-feel': {
    severity: 'error',
    en: '“{found}” is not an operator of formulas.',
    zh: '公式中没有“{found}”这个运算符。',
    hint: { en: 'Write {instead}.', zh: '请写 {instead}。' },
  },
  'foreign-word': {
    severity: 'error',
    en: 'Formulas do not say “{found}”.',
    zh: '公式中不能写“{found}”。',
    hint: { en: 'Write {instead}.', zh: '请写 {instead}。' },
  },
  'refused-percent': {
    severity: 'error',
    en: 'Per cent signs are not part of formulas.',
    zh: '公式中不使用百分号。',
    hint: { en: 'Make it a parameter, a ratio such as 0.05.', zh: '请写成参数，用比率表示，例如 0.05。' },
  },
  'missing-operator': {
    severity: 'error',
    en: '“{text}” reads as one name of several words.',
    zh: '“{text}”会被当作由几个词组成的一个名称。',
    hint: {
      en: 'Names are one word (a_b). Is an operator missing between “{first}” and “{second}”?',
      zh: '名称只能是一个词（a_b）。“{first}”与“{second}”之间是否漏了运算符？',
    },
  },
  'refused-list': {
    severity: 'error',
    en: 'A list cannot be written out here.',
    zh: '此处不能直接列出列表。',
    hint: {
      en: 'Use `x in (a, b)` to test, or a parameter of type `list of text`.',
      zh: '判断请写 `x in (a, b)`，或使用类型为 `list of text` 的参数。',
    },
  },
  'refused-context': {
    severity: 'error',
    en: 'Contexts `{ … }` are not part of the language.',
    zh: '不支持上下文写法 `{ … }`。',
    hint: { en: 'Give each value a term of its own.', zh: '请为每个值单独写一条条款公式。' },
  },
  'refused-function-definition': {
    severity: 'error',
    en: 'Functions cannot be defined in a formula.',
    zh: '公式中不能定义函数。',
    hint: { en: 'Write a term, or a table with inputs.', zh: '请写成条款公式，或带输入项的决策表。' },
  },
  'refused-position': {
    severity: 'error',
    en: 'A row cannot be picked by its position in a list.',
    zh: '不能按位置从列表中取行。',
    hint: {
      en: 'Lists have no order. Filter by a fact and use `only(…)`, or `rank(list, key)` for a place.',
      zh: '列表没有顺序。请按事实值筛选后用 `only(…)`，或用 `rank(list, key)` 取名次。',
    },
  },
  'refused-instance-of': {
    severity: 'error',
    en: '`instance of` is not part of the language: every type is known.',
    zh: '不支持 `instance of`：所有类型都已确定。',
    hint: { en: 'Leave the test out.', zh: '请删去该判断。' },
  },
  'refused-named-arguments': {
    severity: 'error',
    en: 'Arguments are given by place, not by name.',
    zh: '参数按位置给出，不能按名称给出。',
    hint: { en: 'Write `{name}(x, y)`.', zh: '请写 `{name}(x, y)`。' },
  },
  'refused-time': {
    severity: 'error',
    en: '“{text}” has a time of day; the language knows days only.',
    zh: '“{text}”含有时刻；本语言只到“日”。',
    hint: { en: 'Write a date such as `@"2024-01-31"`.', zh: '请写日期，例如 `@"2024-01-31"`。' },
  },
  'refused-call': {
    severity: 'error',
    en: 'Only a function or a table can be called by name.',
    zh: '只能按名称调用函数或决策表。',
    hint: { en: 'Write `name(arguments)`.', zh: '请写 `名称(参数)`。' },
  },
  'bad-date-literal': {
    severity: 'error',
    en: '“{text}” is neither a day of the calendar nor a duration.',
    zh: '“{text}”既不是有效日期，也不是时长。',
    hint: {
      en: 'Dates are written `@"2024-01-31"`, durations `@"P1Y"`, `@"P3M"`, `@"P7D"`.',
      zh: '日期写作 `@"2024-01-31"`，时长写作 `@"P1Y"`、`@"P3M"`、`@"P7D"`。',
    },
  },
  'one-variable': {
    severity: 'error',
    en: '`{word}` runs over one list at a time.',
    zh: '`{word}` 一次只能遍历一个列表。',
    hint: {
      en: 'Make the inner part a term of its own entity.',
      zh: '请把内层部分写成其所属对象的条款公式。',
    },
  },
});
