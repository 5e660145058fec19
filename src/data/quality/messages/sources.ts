/** Findings that readers and the import make about a source. A code of theirs that is not here is shown as it is. */
import { defineMessages } from '../../../language/diagnostic.ts';

export const sourceFindings = defineMessages({
  'source-finding': {
    severity: 'warning',
    en: '{words}',
    zh: '{words}',
    hint: { en: 'Look at the examples, and ask the source.', zh: '请查看示例，并向数据来源核实。' },
  },
  'encoding-assumed': {
    severity: 'note',
    en: 'Files that do not say their encoding and are not UTF-8 were read as GB18030',
    zh: '未声明编码且不是 UTF-8 的文件，已按 GB18030 读取',
    hint: { en: 'Say --option encoding=… to be certain.', zh: '可用 --option encoding=… 明确指定。' },
  },
  'header-unknown': {
    severity: 'note',
    en: 'Columns that the format does not know were not read',
    zh: '未读取格式中没有的列',
    hint: {
      en: 'Nothing of them is in the data. Check that none is a known field under another name.',
      zh: '这些列不在数据中；请核对是否为已知字段的别名。',
    },
  },
  'field-not-kept': {
    severity: 'note',
    en: 'Fields of the format that no canonical column holds were not kept',
    zh: '格式中有、但标准表没有对应列的字段未保留',
    hint: { en: 'They stay in the source.', zh: '原始文件中仍可查到。' },
  },
  'newborn-weights-several': {
    severity: 'note',
    en: 'Several weights of newborns on one list: none was taken',
    zh: '一张清单上有多个新生儿体重：未取用',
    hint: {
      en: 'Send a list for each newborn where groups depend on the weight.',
      zh: '如分组取决于体重，请为每名新生儿单独报送清单。',
    },
  },
  'diagnosis-types': {
    severity: 'note',
    en: 'Kinds of diagnosis were read by the numbering {text}',
    zh: '诊断类别按以下编号方式读取：{text}',
    hint: {
      en: 'Two are in use: 1 Western, 2 and 3 Chinese medicine; or 1 and 2 Western, 3 and 4 Chinese. Say --option diagnosis-types=3 or 4.',
      zh: '现行两种编号：1 西医、2 与 3 中医；或 1 与 2 西医、3 与 4 中医。可用 --option diagnosis-types=3 或 4 指定。',
    },
  },
  'more-than-columns': {
    severity: 'warning',
    en: '{table}: more diagnoses or procedures than the table has columns for',
    zh: '{table}：诊断或手术操作超过标准表列数',
    hint: {
      en: 'The first are kept, in their order; the rest are in the source only.',
      zh: '按顺序保留前若干项；其余仅在原始文件中。',
    },
  },
  'columns-missing': {
    severity: 'error',
    en: '{table}: columns that the file must have are not there',
    zh: '{table}：文件缺少必需的列',
    hint: {
      en: 'No row of the file was kept. Correct the names in the column map, or the file.',
      zh: '该文件没有保留任何行。请更正列映射中的名称或文件。',
    },
  },
  'plan-ambiguous': {
    severity: 'note',
    en: 'Plans for readmission say 1 and nothing else: read as yes',
    zh: '再住院计划标志只出现 1，按“有”读取',
    hint: {
      en: 'Where 1 means none and 2 means planned, the column is of no use as long as no 2 is in it.',
      zh: '如以 1 表示无、2 表示有，请核对：数据中没有 2 时无法区分。',
    },
  },
  'fees-absent': {
    severity: 'warning',
    en: 'lists without any fee, neither in all nor by category: what the stay cost is unknown',
    zh: '清单没有任何费用，既无总费用也无分类费用：住院费用未知',
    hint: {
      en: 'Were the fees delivered in a file of their own (iteminfo)? Import it together with the lists.',
      zh: '收费明细（iteminfo）是否另有文件？请与清单一并导入。',
    },
  },
  'age-from-birth-date': {
    severity: 'note',
    en: 'lists without an age: it was reckoned from the date of birth to the admission',
    zh: '清单未填年龄：按出生日期至入院日期计算',
    hint: {
      en: 'Groups of newborns and factors by age depend on it. Where the list shows another age, deliver its column too.',
      zh: '新生儿分组和年龄系数取决于年龄。如清单所填年龄不同，请一并提供年龄列。',
    },
  },
  'fees-not-itemised': {
    severity: 'warning',
    en: 'lists without fees by category: checks and shares that look at categories know nothing of these stays',
    zh: '清单没有分类费用：涉及分类费用的审核与占比无法覆盖这些病例',
    hint: {
      en: 'Were the fees delivered in a file of their own (iteminfo)? Import it together with the lists.',
      zh: '收费明细（iteminfo）是否另有文件？请与清单一并导入。',
    },
  },
  'diagnosis-uncoded': {
    severity: 'warning',
    en: '{table}: diagnoses with a name and no code were not taken',
    zh: '{table}：只有名称没有编码的诊断未取用',
    hint: {
      en: 'They can be grouped by nothing. Ask the hospital for the codes.',
      zh: '无法用于分组，请医院补报编码。',
    },
  },
  'principal-several': {
    severity: 'warning',
    en: '{table}: several main diagnoses on a list: the first was taken',
    zh: '{table}：一张清单上有多个主诊断：取第一个',
    hint: {
      en: 'Groups depend on it. Ask the hospital which one it is.',
      zh: '影响分组，请医院核实主诊断。',
    },
  },
  'principal-diagnosis-blank': {
    severity: 'warning',
    en: '{table}: other diagnoses are given, and no principal one: it stays unknown',
    zh: '{table}：填有其他诊断而缺主要诊断：主要诊断按未知处理',
    hint: {
      en: 'Such a case has no group. Ask the hospital for the principal diagnosis.',
      zh: '此类病例无法入组，请医院补报主要诊断。',
    },
  },
  'principal-procedure-blank': {
    severity: 'warning',
    en: '{table}: other procedures are given, and no main one: it stays unknown',
    zh: '{table}：填有其他手术操作而缺主要手术操作：主要手术操作按未知处理',
    hint: {
      en: 'Groups may depend on it. Ask the hospital for the main procedure.',
      zh: '可能影响分组，请医院补报主要手术操作。',
    },
  },
  'orphan-detail': {
    severity: 'warning',
    en: 'Rows of detail whose list is in none of the files',
    zh: '明细所属的清单不在任何文件中',
    hint: {
      en: 'Import the file with the lists together with its details.',
      zh: '请将清单主表与明细一起导入。',
    },
  },
});
