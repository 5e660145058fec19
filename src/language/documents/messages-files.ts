/** What can be wrong with a file, a table kept in a file, or the library of models. */
import { defineMessages } from '../diagnostic.ts';

export const fileMessages = defineMessages({
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
  'extends-itself': {
    severity: 'error',
    en: 'The model extends `{block}`, which leads back to it.',
    zh: '模型扩展了 `{block}`，而后者又引回本模型。',
    hint: { en: 'Extend only what does not extend this model.', zh: '只能扩展不引用本模型的模块。' },
  },
  'extends-twice': {
    severity: 'error',
    en: 'The block `{block}` is in this model already, by itself or in another block.',
    zh: '模块 `{block}` 已在本模型中（直接扩展，或包含在其他模块中）。',
    hint: {
      en: 'Name it once: a block brings what it extends.',
      zh: '只需写一次：模块会带入它所扩展的内容。',
    },
  },
  'extends-currency': {
    severity: 'error',
    en: 'The block `{block}` is in {currency}, the model in {own}.',
    zh: '模块 `{block}` 的币种是 {currency}，模型的币种是 {own}。',
    hint: {
      en: 'A model extends blocks in its own currency, or in XXX (no currency).',
      zh: '模型只能扩展同币种的模块，或币种为 XXX（不涉及货币）的模块。',
    },
  },
  'extends-replaces': {
    severity: 'error',
    en: '`{name}` is in a block this model extends already.',
    zh: '`{name}` 在所扩展的模块中已有定义。',
    hint: {
      en: 'Give it another name. Of a block only parameters may be given anew; facts, references and terms may be added.',
      zh: '请换一个名称。模块中只有参数可以重新给定；事实值、引用和计算项只能新增。',
    },
  },
});
