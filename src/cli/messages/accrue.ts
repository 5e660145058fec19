/** What `openvbp accrue` says. */

export const accrueWords = {
  closing: { en: 'Closing', zh: '结账日' },
  payment: { en: 'Payment', zh: '支付项' },
  opening: { en: 'Opening', zh: '期初预提' },
  accrued: { en: 'Accrued', zh: '新增预提' },
  adjusted: { en: 'Adjusted', zh: '预提调整' },
  reversed: { en: 'Reversed', zh: '预提冲回' },
  balance: { en: 'Balance', zh: '期末预提' },
  settled: { en: 'Final', zh: '本期确定' },
  settledToDate: { en: 'Final to date', zh: '累计确定' },
  left: { en: 'Not expected', zh: '未预提行数' },
  leftNote: {
    en: 'At {closing} {count} {count|row is|rows are} neither final nor expected (undetermined, or without the figure the rule takes a share of), first {first}.',
    zh: '截至 {closing}，有 {count} 行既未确定也未预提（无法确定，或缺少按比例预提所依据的金额），首个为 {first}。',
  },
  written: {
    en: 'journal.csv and accrual.json are in {folder}.',
    zh: 'journal.csv、accrual.json 已写入 {folder}。',
  },
} as const;
