/** What `openvbp quality` says besides the words of the report. */

export const qualityWords = {
  looking: { en: 'Looking at {table} ({done}/{total})', zh: '检查 {table}（{done}/{total}）' },
  opening: { en: 'Opening the data', zh: '打开数据' },
  figures: { en: '({count}{share}{amount})', zh: '（{count}{share}{amount}）' },
  share: { en: ', {share}', zh: '，{share}' },
  amount: { en: ', amount {amount}', zh: '，金额 {amount}' },
  example: { en: 'e.g. ', zh: '例：' },
  written: { en: 'The whole report is in {file}', zh: '完整报告见 {file}' },
  imported: { en: '{summary} See {command}', zh: '{summary}详见 {command}' },
  next: { en: 'As a page: {command}', zh: '生成网页报告：{command}' },
} as const;
