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
  'cancelled-and-adjusted': {
    en: 'cancellations followed by an adjustment on the same day: the adjustment stands for both',
    zh: '同日先撤销后调整的撤销记录：以调整记录为准',
  },
  'cross-reference': { en: 'identifiers of a person, old and new', zh: '参保人新旧编号对照' },
  'summary-line': { en: 'lines of the summary (CCLF0)', zh: '汇总文件（CCLF0）的行' },
  'names-of-fields': { en: 'a first line with the names of the fields', zh: '字段名行' },
} as const;

export const findings = {
  'count-other': {
    en: 'the summary (CCLF0) says another number of records than there are',
    zh: '汇总文件（CCLF0）所列记录数与实际不符',
  },
} as const;
