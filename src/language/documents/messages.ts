/** What can be wrong with a document as it is written, before it is compiled. Codes are stable; each has a case in `../bad/documents/`. */
import { defineMessages, reporter } from '../diagnostic.ts';

export const messages = defineMessages({
  // ------------------------------------------------------------------------------------------ files
  'file-not-found': {
    severity: 'error',
    en: 'There is no file {path}.',
    zh: '找不到文件 {path}。',
    hint: {
      en: 'A path in a document is relative to the folder of that document. Check the spelling, and upper and lower case.',
      zh: '文档中的路径以该文档所在的文件夹为起点。请检查拼写和大小写。',
    },
  },
  'file-is-folder': {
    severity: 'error',
    en: '{path} is a folder, not a file.',
    zh: '{path} 是文件夹，不是文件。',
    hint: { en: 'Name the file in it, for example model.yaml.', zh: '请写出其中的文件，例如 model.yaml。' },
  },
  'file-unreadable': {
    severity: 'error',
    en: 'The file {path} cannot be read ({reason}).',
    zh: '无法读取文件 {path}（{reason}）。',
    hint: {
      en: 'Check that you may read it and that no other program holds it.',
      zh: '请检查读取权限，以及是否被其他程序占用。',
    },
  },
  'file-too-large': {
    severity: 'error',
    en: '{path} is {size} MB; a document may have {largest} MB at most.',
    zh: '{path} 有 {size} MB；文档最大为 {largest} MB。',
    hint: {
      en: 'Keep data in a table (CSV, Parquet, XLSX) and bind it in the contract with `table:`.',
      zh: '请把数据放在表格文件（CSV、Parquet、XLSX）中，在协议里用 `table:` 绑定。',
    },
  },
  'file-utf16': {
    severity: 'error',
    en: '{path} is written in {encoding}; documents are UTF-8.',
    zh: '{path} 的编码是 {encoding}；文档必须是 UTF-8。',
    hint: { en: 'Save the file again with the encoding UTF-8.', zh: '请在编辑器中另存为 UTF-8 编码。' },
  },
  'file-gbk': {
    severity: 'error',
    en: '{path} is not UTF-8 from here on; it reads as GBK (GB 18030).',
    zh: '{path} 从此处起不是 UTF-8；按 GBK（GB 18030）可以解读。',
    hint: { en: 'Save the file again with the encoding UTF-8.', zh: '请在编辑器中另存为 UTF-8 编码。' },
  },
  'not-utf8': {
    severity: 'error',
    en: '{path} holds a byte here that is not UTF-8.',
    zh: '{path} 在此处有不属于 UTF-8 的字节。',
    hint: {
      en: 'Documents are UTF-8 text. Perhaps this is another kind of file (a workbook, an archive), or saved in another encoding.',
      zh: '文档是 UTF-8 文本。这可能是其他类型的文件（工作簿、压缩包），或以其他编码保存。',
    },
  },
  'byte-order-mark': {
    severity: 'note',
    en: 'The file starts with a byte order mark; it is left out.',
    zh: '文件开头有字节顺序标记（BOM），已忽略。',
    hint: { en: 'Save as UTF-8 without BOM.', zh: '可另存为不带 BOM 的 UTF-8。' },
  },
  'document-empty': {
    severity: 'error',
    en: 'The document is empty.',
    zh: '文档是空的。',
    hint: {
      en: 'A model starts with `model:`, a contract with `contract:`, tests with `model:` and `tests:`.',
      zh: '支付模型以 `model:` 开头，支付协议以 `contract:` 开头，测试文档有 `model:` 和 `tests:`。',
    },
  },
  'document-kind': {
    severity: 'error',
    en: 'This is neither a model, a contract nor tests.',
    zh: '这不是支付模型、支付协议或测试文档。',
    hint: {
      en: 'A model starts with `model:`, a contract with `contract:`, tests with `model:` and `tests:`.',
      zh: '支付模型以 `model:` 开头，支付协议以 `contract:` 开头，测试文档有 `model:` 和 `tests:`。',
    },
  },
  // ------------------------------------------------------------------------------------------ YAML
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
      en: 'A comma is missing before it, or the value must be in quotes.',
      zh: '前面可能缺少逗号；否则请给整个值加引号。',
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
  // ------------------------------------------------------------------------------------------ tables in files
  'csv-quote': {
    severity: 'error',
    en: 'A quote opened here is not closed, or text follows the closing quote.',
    zh: '此处的引号没有闭合，或右引号之后还有文字。',
    hint: { en: 'Inside a quoted cell write a quote twice.', zh: '在带引号的单元格内，引号要写两个。' },
  },
  'csv-header': {
    severity: 'error',
    en: '{path} has no column `{name}`; its columns are {columns}.',
    zh: '{path} 没有列 `{name}`；现有列为 {columns}。',
    hint: { en: 'The headers are the names of inputs and outputs.', zh: '表头应为输入和输出的名称。' },
  },
  'csv-row-length': {
    severity: 'error',
    en: 'This line has {found} cells, the header {expected}.',
    zh: '此行有 {found} 个单元格，表头有 {expected} 个。',
    hint: { en: 'A cell with a comma in it must be in quotes.', zh: '含有逗号的单元格要加引号。' },
  },
  // ------------------------------------------------------------------------------------------ the library
  'unknown-model': {
    severity: 'error',
    en: 'The library has no model `{id}`.',
    zh: '模型库中没有 `{id}`。',
  },
  'unknown-model-version': {
    severity: 'error',
    en: 'The library has the model `{id}` in version {versions}, not `{version}`.',
    zh: '模型库中 `{id}` 的版本是 {versions}，没有 `{version}`。',
    hint: {
      en: 'Name a version the library has, or none for the one it ships.',
      zh: '请写库中已有的版本；不写则使用库中自带的版本。',
    },
  },
});

export const report = reporter(messages);
