import { defineMessages } from '../../../language/diagnostic.ts';

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
  'header-below': {
    severity: 'note',
    en: 'Files whose header is not in their first line: the lines above it, titles most probably, were not read',
    zh: '表头不在首行的文件：表头之上的行（多为标题）未读取',
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
  'reversals-not-net': {
    severity: 'warning',
    en: 'Claims whose payments, less what was taken back, come to another amount than the version that stands pays; the amount is how much more was paid',
    zh: '历次支付减去冲销后的净额与现行版本支付额不符的单据；金额为净额减现行版本支付额',
    hint: {
      en: 'The first payment is in an earlier remittance, which is to be imported too; or the claim was corrected without being reversed, reversed twice, or paid in parts: look at its remittances.',
      zh: '可能首次支付在更早的支付通知中，请一并导入；也可能是未冲销即更正、重复冲销或分次支付，请核对相关支付通知。',
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
      en: 'The lines it lacks count no more. Ask for the file again and import it whole: the later import replaces these claims. If the whole file was imported before, import all files into a new folder without the one that was cut.',
      zh: '缺少的明细已不再计入。请重新索取完整文件并导入，后导入的版本将替换这些单据。如完整文件此前已导入过，请将除被截断文件以外的全部文件导入一个新文件夹。',
    },
  },
  'claim-in-parts': {
    severity: 'warning',
    en: 'Claims of which two deliveries hold different lines of what is said to be the same version: only those of the later stand; the amount is that of the others',
    zh: '同一版本的明细分在两批数据中的单据：只有后到的明细有效；金额为其余明细之和',
    hint: {
      en: 'Import the files of one delivery together, into a new folder: then all of its lines stand.',
      zh: '请将同一批数据的文件一并导入一个新文件夹，全部明细即均有效。',
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
  'byte-order-mark': {
    severity: 'note',
    en: 'Files that begin with a byte order mark, which is no part of their first header',
    zh: '以字节顺序标记（BOM）开头的文件：该标记不属于首个表头',
    hint: {
      en: 'It was left out. Other programs may read the first header with it.',
      zh: '导入时已略去。其他程序可能将其读入首个表头。',
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
