/** What `openvbp portfolio` says. */

export const portfolioWords = {
  contract: { en: 'Contract', zh: '协议' },
  payment: { en: 'Payment', zh: '支付项' },
  final: { en: 'Final', zh: '已确定' },
  pending: { en: 'Pending', zh: '待定' },
  undetermined: { en: 'Undetermined', zh: '无法确定' },
  all: { en: 'All contracts', zh: '全部协议' },
  onDue: {
    en: 'the day each amount is due, or the as-of date where it has none',
    zh: '应付日（无应付日者按截止日）',
  },
  onAsOf: { en: 'the as-of date of each run', zh: '各次测算的截止日' },
  note: {
    en: 'Rates: {rates} ({source}), of {on}. Each row is converted and rounded half up to {currency}’s minor unit; totals are sums of rows.',
    zh: '汇率：{rates}（{source}），取{on}的汇率。逐行折算，四舍五入至 {currency} 最小单位；合计为各行之和。',
  },
  written: {
    en: 'portfolio.csv and portfolio.json are in {folder}.',
    zh: 'portfolio.csv、portfolio.json 已写入 {folder}。',
  },
} as const;
