/** What `openvbp register` says. */

export const registerWords = {
  bySite: { en: 'By site', zh: '按医疗机构' },
  byMonth: { en: 'By month due', zh: '按应随访月份' },
  waiting: { en: 'Pending payments', zh: '待定款项' },
  site: { en: 'Site', zh: '医疗机构' },
  month: { en: 'Month', zh: '月份' },
  noSite: { en: '(none named)', zh: '（未注明）' },
  expected: { en: 'Expected', zh: '应提交' },
  submitted: { en: 'Submitted', zh: '已提交' },
  late: { en: 'Late', zh: '迟交' },
  overdue: { en: 'Overdue', zh: '逾期' },
  open: { en: 'In window', zh: '窗口期内' },
  complete: { en: 'Complete', zh: '完整率' },
  longest: { en: 'Longest overdue', zh: '最长逾期' },
  days: { en: '{days} {days|day|days}', zh: '{days} 天' },
  total: { en: 'All', zh: '合计' },
  payment: { en: 'Payment', zh: '支付项' },
  pending: { en: 'Pending rows', zh: '待定行数' },
  amount: { en: 'Pending', zh: '待定金额' },
  overdueRows: { en: 'With overdue', zh: '其中有逾期随访' },
  overdueAmount: { en: 'Amount of these', zh: '其金额' },
  meaning: {
    en: '{rows} pending {rows|payment waits|payments wait} for treatments with a follow-up overdue, {amount} {currency}: they can be settled once it is submitted, or once the agreement takes the patient for lost.',
    zh: '有 {rows} 笔待定款项所属治疗存在逾期未提交的随访，金额 {amount} {currency}：补交随访后，或协议约定视为失访后，即可结算。',
  },
  written: {
    en: 'sites.csv, months.csv, overdue.csv, waiting.csv and register.json are in {folder}.',
    zh: 'sites.csv、months.csv、overdue.csv、waiting.csv、register.json 已写入 {folder}。',
  },
} as const;
