/** What can be wrong with a document as YAML, or as YAML reads it. */
import { defineMessages } from '../diagnostic.ts';

export const yamlMessages = defineMessages({
  'yaml-syntax': {
    severity: 'error',
    en: 'This cannot be read as YAML: {reason}',
    zh: '此处不符合 YAML 语法：{reason}',
    hint: {
      en: 'If it is a formula, put it on lines of its own below `>-`, indented.',
      zh: '如果这是公式，请在 `>-` 之后另起一行缩进书写。',
    },
  },
  'yaml-too-deep': {
    severity: 'error',
    en: 'Brackets, lists or indentation are nested more than {depth} deep.',
    zh: '括号、列表或缩进的嵌套超过 {depth} 层。',
    hint: {
      en: 'No document needs that; a closing bracket may be missing.',
      zh: '文档不需要这么深的嵌套；可能缺少右括号。',
    },
  },
  'yaml-tab': {
    severity: 'error',
    en: 'A tab stands in the indentation.',
    zh: '缩进中有制表符（Tab）。',
    hint: { en: 'Indent with spaces.', zh: '请用空格缩进。' },
  },
  'yaml-indent': {
    severity: 'error',
    en: 'This line is indented unlike the lines it belongs to.',
    zh: '此行的缩进与同级的行不一致。',
    hint: {
      en: 'Keys of one map start in the same column; what belongs to a key stands deeper. A comment line inside a formula ends it.',
      zh: '同一映射的各个键要对齐，从属内容要缩进更深。公式中间的注释行会使公式提前结束。',
    },
  },
  'yaml-colon': {
    severity: 'error',
    en: 'A colon followed by a space inside a value: YAML reads a key here.',
    zh: '值中有“冒号加空格”，YAML 会把前面的部分当作键。',
    hint: {
      en: 'Put the value in quotes, or on a line of its own below `>-`.',
      zh: '请给整个值加引号，或在 `>-` 之后另起一行书写。',
    },
  },
  'yaml-wide-colon': {
    severity: 'error',
    en: 'The key ends in a full-width colon `：`, which YAML reads as text.',
    zh: '键后用了全角冒号“：”，YAML 会把它当作文字。',
    hint: {
      en: 'Write `name: value`, with `:` and a space.',
      zh: '请写成 `name: value`，用半角冒号加空格。',
    },
  },
  'yaml-no-colon': {
    severity: 'error',
    en: 'A key without `: ` and a value.',
    zh: '键的后面缺少“: ”和值。',
    hint: {
      en: 'Write `name: value`, with a space after the colon. If this is the rest of a formula, indent it deeper than its name.',
      zh: '写成 `name: value`，冒号后要有空格。如果这是公式的后续行，缩进要比公式的名称更深。',
    },
  },
  'yaml-unclosed': {
    severity: 'error',
    en: 'A bracket `{` or `[` opened before this is not closed.',
    zh: '此前的括号 `{` 或 `[` 没有闭合。',
    hint: {
      en: 'Close it, or write the part in lines, one key a line. Inside brackets a formula with brackets must be in quotes.',
      zh: '请补上右括号，或改为每行一个键。在括号内，带括号的公式必须加引号。',
    },
  },
  'yaml-unopened': {
    severity: 'error',
    en: 'A closing `{sign}` without its opening bracket.',
    zh: '多余的右括号 `{sign}`，没有对应的左括号。',
    hint: { en: 'Remove it, or put the value in quotes.', zh: '请删去，或给整个值加引号。' },
  },
  'yaml-unclosed-quote': {
    severity: 'error',
    en: 'The quote opened here is not closed.',
    zh: '此处的引号没有闭合。',
    hint: {
      en: 'Close it. A formula that holds quotes is best written below `>-`.',
      zh: '请补上右引号。含有引号的公式最好写在 `>-` 之后。',
    },
  },
  'yaml-after-quote': {
    severity: 'error',
    en: 'After a value in quotes stands more: `{text}`.',
    zh: '引号中的值之后还有内容：`{text}`。',
    hint: {
      en: 'A formula that starts with a quote must be written in single quotes as a whole, or below `>-`.',
      zh: '以引号开头的公式要整体放在单引号中，或写在 `>-` 之后。',
    },
  },
  'yaml-after-bracket': {
    severity: 'error',
    en: 'After a closing bracket stands more: `{text}`.',
    zh: '右括号之后还有内容：`{text}`。',
    hint: {
      en: 'Start a new line for it, or put the whole value in quotes if it is a formula that starts with a bracket.',
      zh: '请另起一行；如果是以括号开头的公式，请给整个值加引号。',
    },
  },
  'yaml-flow-colon': {
    severity: 'error',
    en: 'Inside `{ }` a second colon stands in one value.',
    zh: '在 `{ }` 内，一个值中出现了第二个冒号。',
    hint: {
      en: 'A comma is missing before it (a full-width `，` is none), or the value must be in quotes.',
      zh: '前面可能缺少逗号（全角“，”不算）；否则请给整个值加引号。',
    },
  },
  'yaml-comment-space': {
    severity: 'error',
    en: 'A comment must be set off by a space before `#`.',
    zh: '注释的 `#` 之前要有空格。',
    hint: { en: 'Put a space before `#`.', zh: '请在 `#` 之前加空格。' },
  },
  'yaml-bad-start': {
    severity: 'error',
    en: 'A value without quotes cannot start with `{sign}`.',
    zh: '不加引号的值不能以 `{sign}` 开头。',
    hint: {
      en: 'Put it in quotes: `">= 65"`, `\'@"P3M"\'`.',
      zh: '请加引号，例如 `">= 65"`、`\'@"P3M"\'`。',
    },
  },
  'yaml-bad-escape': {
    severity: 'error',
    en: '`{text}` is no escape that double quotes know.',
    zh: '双引号中的转义 `{text}` 无效。',
    hint: {
      en: 'Use single quotes, in which a backslash is a backslash.',
      zh: '请改用单引号，其中反斜杠就是反斜杠。',
    },
  },
  'yaml-block-header': {
    severity: 'error',
    en: 'After `|` or `>` the text starts on the next line.',
    zh: '`|` 或 `>` 之后，文本要从下一行开始。',
    hint: {
      en: 'Put the text on the next line, indented. A test such as `> 5` must be in quotes.',
      zh: '请把文本写到下一行并缩进。`> 5` 这样的条件要加引号。',
    },
  },
  'yaml-dash': {
    severity: 'error',
    en: '`- ` after a key starts a list, which cannot stand on the same line.',
    zh: '键后的 `- ` 表示列表，不能与键写在同一行。',
    hint: {
      en: 'A minus sign stands directly before its operand (`-x`), or put the formula in quotes.',
      zh: '负号要紧贴在操作数之前（`-x`），或给公式加引号。',
    },
  },
  'yaml-many-documents': {
    severity: 'error',
    en: 'A second YAML document starts here (`---`).',
    zh: '从此处开始了第二个 YAML 文档（`---`）。',
    hint: {
      en: 'One document a file: put it in a file of its own.',
      zh: '一个文件只放一个文档，请拆成两个文件。',
    },
  },
  'yaml-directive': {
    severity: 'error',
    en: 'A YAML directive (`%…`) means nothing here.',
    zh: '此处不使用 YAML 指令（`%…`）。',
    hint: { en: 'Remove the line.', zh: '请删去此行。' },
  },
  'yaml-alias': {
    severity: 'error',
    en: '`{text}` is a YAML alias, not a product.',
    zh: '`{text}` 会被当作 YAML 别名，而不是乘法。',
    hint: {
      en: 'Aliases are not used here. If it is a formula, it cannot start with `*`: put it in quotes.',
      zh: '文档不使用别名。如果是公式，不能以 `*` 开头，请加引号。',
    },
  },
  'yaml-anchor': {
    severity: 'error',
    en: '`&{name}` is a YAML anchor; they are not used here.',
    zh: '`&{name}` 是 YAML 锚点，文档不使用锚点。',
    hint: {
      en: 'Write the value out where it is needed, or make it a parameter.',
      zh: '请在需要处写出完整的值，或定义为参数。',
    },
  },
  'yaml-tag': {
    severity: 'error',
    en: '`{tag}` is a YAML tag; types are declared with `type:`.',
    zh: '`{tag}` 是 YAML 标签；类型用 `type:` 声明。',
    hint: { en: 'Remove the tag.', zh: '请删去标签。' },
  },
  'yaml-merge': {
    severity: 'error',
    en: '`<<` would merge maps in YAML; it does nothing here.',
    zh: '`<<` 在 YAML 中用于合并映射，此处无效。',
    hint: { en: 'Write the keys out.', zh: '请逐个写出各键。' },
  },
  'key-not-text': {
    severity: 'error',
    en: 'A key must be a name, not a map or a list.',
    zh: '键必须是名称，不能是映射或列表。',
    hint: { en: 'Put the value in quotes if it starts with a bracket.', zh: '如果值以括号开头，请加引号。' },
  },
  'duplicate-key': {
    severity: 'error',
    en: '`{key}` is written twice; first in line {line}.',
    zh: '`{key}` 重复；第一次出现在第 {line} 行。',
    hint: { en: 'Remove one of the two, or rename it.', zh: '请删去其中一个，或改名。' },
  },
  'formula-cut': {
    severity: 'error',
    en: 'The formula ends before ` #`: YAML reads the rest of the line as a comment, and `{text}` is not whole.',
    zh: '公式在“ #”之前被截断：YAML 把本行其余部分当作注释，剩下的 `{text}` 不完整。',
    hint: {
      en: 'Put the formula in single quotes, or below `>-`.',
      zh: '请给公式加单引号，或写在 `>-` 之后。',
    },
  },
  'formula-comment': {
    severity: 'warning',
    en: 'What follows `#` is a comment and no part of the formula.',
    zh: '`#` 之后是注释，不属于公式。',
    hint: {
      en: 'If it is meant as a comment, put it on a line of its own above, or in `note:`; else put the formula in quotes.',
      zh: '如果确实是注释，请单独写在上一行或写入 `note:`；否则请给公式加引号。',
    },
  },
  'flow-comma': {
    severity: 'error',
    en: 'Inside `{ }` and `[ ]` a comma ends the value: `{text}` is cut in two.',
    zh: '在 `{ }` 和 `[ ]` 内，逗号会结束一个值：`{text}` 被截断。',
    hint: {
      en: 'Put the value in quotes, or write one key a line.',
      zh: '请给整个值加引号，或改为每行一个键。',
    },
  },
  'flow-bracket': {
    severity: 'error',
    en: 'Inside `{ }` and `[ ]` a bracket `{sign}` ends the value before it.',
    zh: '在 `{ }` 和 `[ ]` 内，括号 `{sign}` 会结束前面的值。',
    hint: {
      en: 'Put the value in quotes, or write one key a line.',
      zh: '请给整个值加引号，或改为每行一个键。',
    },
  },
});
