/** What an import has to say, why rows are refused, and what is found about a source. */
import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'path-missing': {
    severity: 'error',
    en: 'There is no file or folder {path}.',
    zh: '找不到文件或文件夹 {path}。',
  },
  'path-strange': {
    severity: 'error',
    en: '{path} is neither a file nor a folder.',
    zh: '{path} 既不是文件也不是文件夹。',
  },
  'folder-empty': {
    severity: 'error',
    en: 'The folder {folder} holds no files.',
    zh: '文件夹 {folder} 中没有文件。',
  },
  'files-hidden': {
    severity: 'note',
    en: '{count} hidden {count|file|files} in {folder} {count|is|are} not looked at.',
    zh: '{folder} 中有 {count} 个隐藏文件，未予读取。',
  },
  'file-unknown': {
    severity: 'warning',
    en: '{file} is none of the files of {format}: it is not read.',
    zh: '{file} 不是 {format} 格式的文件，未读取。',
  },
  'no-files': {
    severity: 'error',
    en: 'None of the files given can be read as {format}.',
    zh: '给出的文件都不能按 {format} 格式读取。',
    hint: {
      en: 'Give the files of one delivery, or the folder that holds them; "openvbp import" lists the formats.',
      zh: '请给出同一批数据的文件，或存放它们的文件夹；用“openvbp import”查看支持的格式。',
    },
  },
  'nothing-kept': {
    severity: 'error',
    en: 'Nothing could be used of {files} {files|file|files} read as {format}: {refused} {refused|row was|rows were} refused, {passed} {passed|record makes|records make} no row. The data folder is as it was.',
    zh: '按 {format} 格式读取的 {files} 个文件没有任何可用内容：拒收 {refused} 行，{passed} 条记录不产生数据行。数据文件夹未作改动。',
    hint: {
      en: 'Check that the format is the right one, and that the files are whole.',
      zh: '请核对格式是否正确、文件是否完整。',
    },
  },
  'nothing-there': {
    severity: 'error',
    en: 'There is not one row in {files} {files|file|files} read as {format}. The data folder is as it was.',
    zh: '按 {format} 格式读取的 {files} 个文件中没有任何数据行。数据文件夹未作改动。',
    hint: {
      en: 'The files are empty or hold a header only: ask for the delivery again.',
      zh: '文件为空或只有表头，请重新索取数据。',
    },
  },
  'refused-example': {
    severity: 'note',
    en: '{count} × {reason}, first in line {line}.',
    zh: '{reason}：{count} 处，首见于第 {line} 行。',
  },
  'found-example': {
    severity: 'note',
    en: '{words}: {keys}',
    zh: '{words}：{keys}',
  },
  'looks-like': {
    severity: 'note',
    en: '{file} looks like: {kind}.',
    zh: '{file} 看起来是：{kind}。',
  },
  'looks-like-format': {
    severity: 'note',
    en: '{file} looks like: {kind}.',
    zh: '{file} 看起来是：{kind}。',
    hint: { en: 'Try "openvbp import {format} …".', zh: '请尝试“openvbp import {format} …”。' },
  },
  'headers-other': {
    severity: 'error',
    en: '{file} has other columns than {part}: {missing} are missing.',
    zh: '{file} 的列与 {part} 不符：缺少 {missing}。',
  },
  'encoding-unknown': {
    severity: 'error',
    en: 'There is no encoding "{encoding}".',
    zh: '没有名为“{encoding}”的编码。',
    hint: {
      en: 'Known are utf-8, gb18030, big5, utf-16le, latin1 …',
      zh: '可用 utf-8、gb18030、big5、utf-16le、latin1 等。',
    },
  },
  'option-unknown': {
    severity: 'error',
    en: 'The format {format} has no option "{option}".',
    zh: '格式 {format} 没有选项“{option}”。',
    hint: { en: 'Its options: {options}.', zh: '可用选项：{options}。' },
  },
  'not-a-data-folder': {
    severity: 'error',
    en: '{folder} holds other things: nothing is written into it.',
    zh: '{folder} 中已有其他内容，不会写入。',
    hint: {
      en: 'Give a new folder, or one that "openvbp import" has written.',
      zh: '请指定一个新文件夹，或由“openvbp import”生成的数据文件夹。',
    },
  },
  'not-a-folder': {
    severity: 'error',
    en: '{folder} is a file; the data needs a folder.',
    zh: '{folder} 是一个文件；数据须写入文件夹。',
  },
  'no-data-folder': {
    severity: 'error',
    en: '{folder} is not a data folder: it has no data.json.',
    zh: '{folder} 不是数据文件夹：其中没有 data.json。',
    hint: {
      en: 'A data folder is what "openvbp import" writes. If an import was broken off, run it again.',
      zh: '数据文件夹由“openvbp import”生成。如果导入曾中断，请重新运行一次。',
    },
  },
  'layout-other': {
    severity: 'error',
    en: '{folder} was written by another version of OpenVBP (layout {found}, this one reads {layout}).',
    zh: '{folder} 由其他版本的 OpenVBP 生成（结构版本 {found}，本版本读取 {layout}）。',
    hint: { en: 'Import the files again into a new folder.', zh: '请将原始文件重新导入一个新文件夹。' },
  },
  'manifest-damaged': {
    severity: 'error',
    en: '{file} is damaged: {reason}.',
    zh: '{file} 已损坏：{reason}。',
    hint: { en: 'Import the files again into a new folder.', zh: '请将原始文件重新导入一个新文件夹。' },
  },
  'received-missing': {
    severity: 'error',
    en: '{file} is missing from the data folder {folder}.',
    zh: '数据文件夹 {folder} 中缺少 {file}。',
    hint: {
      en: 'It was written when {files} was imported: run the same import (or "openvbp synthesise") again into this folder, which writes it anew.',
      zh: '该文件由导入 {files} 时写入：请用相同的文件再次导入本文件夹（合成数据则重新运行“openvbp synthesise”），即可重新写入。',
    },
  },
  'received-changed': {
    severity: 'error',
    en: '{file} in the data folder {folder} is not what was written: it was damaged or changed since. Nothing is computed from it.',
    zh: '数据文件夹 {folder} 中的 {file} 与写入时不符：已损坏或被改动，不会据此计算。',
    hint: {
      en: 'It was written when {files} was imported: run the same import (or "openvbp synthesise") again into this folder, which writes it anew.',
      zh: '该文件由导入 {files} 时写入：请用相同的文件再次导入本文件夹（合成数据则重新运行“openvbp synthesise”），即可重新写入。',
    },
  },
  'received-unreadable': {
    severity: 'error',
    en: '{file} in the data folder {folder} cannot be read.',
    zh: '无法读取数据文件夹 {folder} 中的 {file}。',
    hint: {
      en: 'It was written when {files} was imported: run the same import (or "openvbp synthesise") again into this folder, which writes it anew.',
      zh: '该文件由导入 {files} 时写入：请用相同的文件再次导入本文件夹（合成数据则重新运行“openvbp synthesise”），即可重新写入。',
    },
  },
  'manifest-changed': {
    severity: 'error',
    en: '{file} is not what was written: it was damaged or changed since.',
    zh: '{file} 与写入时不符：已损坏或被改动。',
    hint: { en: 'Import the files again into a new folder.', zh: '请将原始文件重新导入一个新文件夹。' },
  },
  locked: {
    severity: 'error',
    en: 'Another import is writing into {folder}.',
    zh: '另一个导入正在写入 {folder}。',
    hint: {
      en: 'Wait for it to end. If there is none, remove {lock}.',
      zh: '请等待其结束；如确无其他导入，请删除 {lock}。',
    },
  },
  'import-failed': {
    severity: 'error',
    en: 'The import could not be finished: {reason}.',
    zh: '导入未能完成：{reason}。',
    hint: {
      en: 'Nothing of it is in the data folder; run it again when the cause is gone.',
      zh: '数据文件夹未受影响；排除原因后重新运行即可。',
    },
  },
  'columns-missing': {
    severity: 'error',
    en: '{file} lacks columns that every row needs: {columns}.',
    zh: '{file} 缺少必需的列：{columns}。',
  },
});

/** Why a row was refused: code → words. Formats add theirs here. */
export const refusals = {
  'file-empty': { en: 'the file is empty', zh: '文件为空' },
  'file-damaged': { en: 'the file is damaged', zh: '文件已损坏' },
  'file-truncated': { en: 'the file is cut off', zh: '文件不完整' },
  'header-unreadable': { en: 'the header cannot be read', zh: '无法读取表头' },
  'columns-missing': { en: 'columns every row needs are missing', zh: '缺少必需的列' },
  encoding: { en: 'the line is not text in this encoding', zh: '该行不是此编码的文本' },
  'zero-byte': { en: 'the line holds a zero byte', zh: '该行含有零字节' },
  'row-too-long': { en: 'the line is too long', zh: '该行过长' },
  'row-ragged': { en: 'more or fewer cells than the header', zh: '单元格数与表头不一致' },
  'quote-open': { en: 'a quote is not closed', zh: '引号没有闭合' },
  'quote-stray': { en: 'something follows a closing quote', zh: '结束引号之后还有内容' },
  'required-missing': { en: 'a value every row needs is missing', zh: '缺少必填值' },
  'date-unreadable': { en: 'not a date', zh: '无法识别的日期' },
  'date-impossible': { en: 'a date before 1900 or after 2100', zh: '日期早于1900年或晚于2100年' },
  'amount-unreadable': { en: 'not an amount', zh: '无法识别的金额' },
  'amount-too-fine': { en: 'an amount with more than four decimals', zh: '金额超过四位小数' },
  'amount-too-large': { en: 'an amount of more than 14 digits', zh: '金额超过14位整数' },
  'quantity-unreadable': { en: 'not a number', zh: '无法识别的数值' },
  'quantity-too-large': { en: 'a number of more than 14 digits', zh: '数值超过14位整数' },
  'integer-unreadable': { en: 'not a whole number', zh: '无法识别的整数' },
  'boolean-unreadable': { en: 'neither yes nor no', zh: '无法识别是或否' },
  'code-unknown': { en: 'none of the values allowed', zh: '不在允许的取值之内' },
  'record-unknown': { en: 'a record of no known kind', zh: '无法识别的记录类型' },
  'record-malformed': { en: 'a malformed record', zh: '格式错误的记录' },
  'segment-malformed': { en: 'a malformed segment', zh: '格式错误的报文段' },
  'resource-unknown': { en: 'a resource of no known kind', zh: '无法识别的资源类型' },
  'charge-missing': { en: 'a payment or transfer without its charge', zh: '没有对应收费的支付或转账' },
  'json-malformed': { en: 'not JSON', zh: '不是有效的 JSON' },
  'list-missing': {
    en: 'detail of a list that is in none of the files',
    zh: '明细所属的清单不在任何文件中',
  },
} as const;

/** Why something read rightly makes no row: code → words. Formats add theirs here. */
export const passedOver = {
  trailer: { en: 'trailers', zh: '尾记录' },
  header: { en: 'header records', zh: '头记录' },
  'part-unused': { en: 'records of a kind that is not used', zh: '未使用的记录类型' },
  'not-kept': { en: 'rows that "keep" does not name', zh: '未被 keep 选中的行' },
  'no-canonical-row': { en: 'records that make no row', zh: '不产生数据行的记录' },
  'no-coverage': { en: 'people or spans without coverage', zh: '无参保的人员或区间' },
  joined: { en: 'rows whose cells went into rows of other files', zh: '内容已并入其他文件数据行的行' },
  allocated: {
    en: 'payments, adjustments and transfers counted on the line they belong to',
    zh: '已计入所属明细行的支付、调整与转账',
  },
} as const;

/** What is found about a source, or between sources, that refuses no row: in the form of the quality report's catalogue. */
export const importFindings = defineMessages({
  'encoding-assumed': {
    severity: 'note',
    en: 'Files that do not say their encoding and are not UTF-8 were read as GB18030',
    zh: '未声明编码且不是 UTF-8 的文件，已按 GB18030 读取',
  },
  'header-unknown': {
    severity: 'note',
    en: 'Columns that the format does not know were not read',
    zh: '未读取格式中没有的列',
  },
  'header-repeated': {
    severity: 'warning',
    en: 'Headers that are empty or stand twice: the second is another column',
    zh: '表头为空或重复：重复的表头按另一列处理',
  },
  'column-nested': {
    severity: 'warning',
    en: 'Columns that hold lists or records were not read',
    zh: '未读取内容为列表或结构的列',
  },
  'open-end': {
    severity: 'note',
    en: 'Last days far in the future mean "still open" and are taken as unknown',
    zh: '远期的终止日表示“仍有效”，按未知处理',
  },
  'quantity-rounded': {
    severity: 'note',
    en: 'Quantities finer than four decimals were rounded to four',
    zh: '超过四位小数的数量已四舍五入到四位',
  },
  'key-repeated': {
    severity: 'warning',
    en: 'Rows with the same key but other content, and nothing says which is later: the one read last stands',
    zh: '键相同而内容不同，且无法判断先后：以最后读取的为准',
    hint: {
      en: 'Give versions a claim_action or a date of receipt, or find out which of them is meant.',
      zh: '请补充 claim_action 或接收日期以区分版本，或核实应以哪一行为准。',
    },
  },
  'claim-amounts-differ': {
    severity: 'warning',
    en: 'Claims whose amounts, repeated on each line, differ from line to line: those of the first line were taken',
    zh: '单据金额在各明细行上重复但不一致：取首行金额',
  },
  'year-differs': {
    severity: 'warning',
    en: 'A file called by one year holds rows of another: that of the rows was taken',
    zh: '文件名的年份与行内年份不符：以行内年份为准',
  },
  'zip-padded': {
    severity: 'note',
    en: 'Postal codes without their leading zero were given it back',
    zh: '缺少前导零的邮政编码已补齐',
  },
  'payments-over-charges': {
    severity: 'warning',
    en: 'Claims for which more was paid, by all payers and the person together, than was charged',
    zh: '各付费方与个人合计支付超过收费的单据',
  },
  'payments-over-charges-by-more-than-a-cent': {
    severity: 'warning',
    en: 'Of the claims paid beyond their charges, those by more than a cent',
    zh: '超额支付的单据中，超出一分以上的',
  },
  'money-rounded': {
    severity: 'note',
    en: 'Amounts of floating origin, with more than four decimals, were rounded half to even to the cent',
    zh: '来自浮点数、超过四位小数的金额，已按四舍六入五成双取整到分',
  },
  'medication-cost-differs': {
    severity: 'note',
    en: 'Medications whose total cost is not what their claim charged: the claim was taken',
    zh: '药品总费用与其单据收费不一致：以单据为准',
  },
  'patient-without-coverage': {
    severity: 'note',
    en: 'Patients without any span of coverage: they are in no row of the table',
    zh: '没有任何参保区间的患者：不产生参保记录',
  },
  'claim-without-lines': {
    severity: 'warning',
    en: 'Claims without any line',
    zh: '没有明细的单据',
  },
  'summary-differs': {
    severity: 'warning',
    en: 'A file holds another number of records than the summary delivered with it says',
    zh: '文件的记录数与随附汇总文件不符',
    hint: { en: 'A file is cut off or missing: ask for it again.', zh: '文件不完整或缺失，请重新索取。' },
  },
  'reversal-alone': {
    severity: 'warning',
    en: 'Reversals or voids of claims that never came',
    zh: '被冲销或作废的原单据从未收到',
    hint: {
      en: 'Nothing counts of them. The claim they take back is in an earlier delivery: import that too.',
      zh: '不计入任何结果。原单据应在更早的数据中，请一并导入。',
    },
  },
  'replacement-above-reversal': {
    severity: 'note',
    en: 'Replacements listed above a reversal of the same day: the replacement stands',
    zh: '替换版本列在同日冲销之前：以替换版本为准',
    hint: {
      en: 'Who corrects a claim takes it back first. If the reversal was meant for the replacement, the source must say so by its claim number.',
      zh: '更正单据时先冲销原单据。如冲销针对的是替换版本，请数据来源以单据号注明。',
    },
  },
  'claims-share-key': {
    severity: 'note',
    en: 'Several claims under one natural key, none of them a correction of another: each stands',
    zh: '同一自然键下有多张互不更正的单据：各自有效',
    hint: {
      en: 'Usual where a person has several claims at one place on the same days. Look at those of the same amount: they may be one claim sent twice.',
      zh: '同一人同日在同一机构有多张单据时属正常。金额相同的请核对是否重复报送。',
    },
  },
  'claim-cut': {
    severity: 'error',
    en: 'The last claim of a file holds less than the version it replaces: the file is most probably cut off',
    zh: '文件最后一张单据的内容少于其所替换的版本：文件很可能不完整',
    hint: {
      en: 'The lines it lacks count no more. Ask for the file again and import it whole: the later import replaces these claims.',
      zh: '缺少的明细已不再计入。请重新索取完整文件并导入，后导入的版本将替换这些单据。',
    },
  },
  'claim-lines-fewer': {
    severity: 'warning',
    en: 'Claims of which a later delivery holds fewer lines, without a word that it is a correction',
    zh: '后到数据中明细行减少、又未注明更正的单据',
    hint: {
      en: 'The later delivery stands. Where it is no correction, lines are missing in it: ask the source, and compare what it says it sent.',
      zh: '以后到的版本为准。如并非更正，则后到数据缺少明细：请向数据来源核实报送数量。',
    },
  },
  'file-without-end': {
    severity: 'note',
    en: 'Files whose last line has no line end: written so, or cut off there',
    zh: '最后一行没有换行符的文件：可能本来如此，也可能在此处被截断',
    hint: {
      en: 'Compare the number of lines with what the source says it sent.',
      zh: '请与数据来源核对行数。',
    },
  },
});
