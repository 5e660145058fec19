/** What `openvbp audit` says besides the words of the report. */
export const auditCommandWords = {
  looking: { en: 'Auditing', zh: '正在审核' },
  written: { en: 'Written: {files}', zh: '已写入：{files}' },
  next: {
    en: 'As a page and as a sheet to decide on: {command}',
    zh: '生成网页报告和处理表：{command}',
  },
  decide: {
    en: 'Fill in decision (confirmed, rejected), by, date, reason and an amount; the contract takes it as the file of audit.adjustments.',
    zh: '请填写 decision（confirmed 确认、rejected 排除）、by、date、reason 及扣减金额，再作为 audit.adjustments 的文件用于协议。',
  },
  more: {
    en: '{count} more findings: --json, or -o FILE.csv',
    zh: '另有 {count} 条疑点：请用 --json 或 -o 文件.csv',
  },
} as const;
