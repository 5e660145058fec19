/** What `openvbp report` says besides the words of the report. */
export const reportCommandWords = {
  reading: { en: 'Reading cases', zh: '读取病例' },
  next: {
    en: 'Groups, risks and charts: add -o report.html; as a table: -o report.csv',
    zh: '病组、风险等级与图表：加 -o report.html；导出表格：加 -o report.csv',
  },
  written: { en: 'The whole report is in {file}', zh: '完整报告见 {file}' },
  more: {
    en: '… and {count} more, in the file (-o) and with --json',
    zh: '……另有 {count} 行，见输出文件（-o）或 --json',
  },
  star: {
    en: '* the 95 % interval of the change does not include nought',
    zh: '* 变化的 95% 置信区间不含 0',
  },
} as const;
