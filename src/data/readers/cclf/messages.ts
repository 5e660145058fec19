/** What the feed's reader says of rows and of the feed. */
export const refusals = {
  'header-missing': {
    en: 'a line without the header of its claim (CCLF1)',
    zh: '明细行缺少对应的单据表头（CCLF1）',
  },
} as const;

export const passedOver = {
  'merged-into-lines': {
    en: 'read into the lines of the claim',
    zh: '已并入单据明细行',
  },
  'cross-reference': { en: 'identifiers of a person, old and new', zh: '参保人新旧编号对照' },
  'summary-line': { en: 'lines of the summary (CCLF0)', zh: '汇总文件（CCLF0）的行' },
  'names-of-fields': { en: 'a first line with the names of the fields', zh: '字段名行' },
} as const;

export const findings = {
  'count-other': {
    severity: 'error',
    en: 'the summary (CCLF0) says another number of records than there are',
    zh: '汇总文件（CCLF0）所列记录数与实际不符',
    hint: {
      en: 'A file is cut off or missing: ask for it again before settling on this feed.',
      zh: '文件不完整或缺失：请重新索取后再据此结算。',
    },
  },
} as const;
