/** Overview: contracts with their latest result, what needs attention, and the first steps. */
import { defineWords } from './define.ts';

export const overview = defineWords({
  title: { en: 'Overview', zh: '概览' },
  attention: { en: 'Needs attention', zh: '需要关注' },
  attentionNone: {
    en: 'Nothing needs attention: every payment is final and every run is up to date.',
    zh: '没有需要关注的事项：所有款项均已确定，结算均为最新。',
  },
  errors: { en: '{count} {count|error|errors} in the contract', zh: '协议有 {count} 处错误' },
  warnings: { en: '{count} {count|warning|warnings}', zh: '{count} 条警告' },
  stale: { en: 'documents or data changed since the run', zh: '结算之后文档或数据已有变化' },
  undetermined: { en: '{count} {count|payment|payments} undetermined', zh: '{count} 笔款项无法确定' },
  pending: { en: '{count} {count|payment|payments} pending', zh: '{count} 笔款项待定' },
  unsettled: { en: 'not settled yet', zh: '尚未结算' },
  contracts: { en: 'Contracts', zh: '支付协议' },
  payment: { en: 'Payment', zh: '支付项' },
  direction: { en: 'Who pays whom', zh: '付款方与收款方' },
  andMore: { en: ', and {more} more', zh: '，另有 {more}\u00a0笔' },
  nothingDue: { en: 'nothing due', zh: '无应付款项' },
  otherWay: { en: ' (negative: the other way round)', zh: '（负数为反向支付）' },
  ofItPending: { en: '{amount} of it pending', zh: '其中 {amount}待定' },
  amount: { en: 'Amount', zh: '金额' },
  status: { en: 'Status', zh: '状态' },
  change: { en: 'Since the run before', zh: '较上次结算' },
  noChange: { en: 'first run', zh: '首次结算' },
  pays: { en: '{from} → {to}', zh: '{from} → {to}' },
  asOf: { en: 'as of {date}', zh: '截至 {date}' },
  otherRuns: { en: 'Runs without a contract here', zh: '此处没有对应协议的结算批次' },
  run: { en: 'Run', zh: '结算批次' },
  data: { en: 'Data', zh: '数据' },
  dataFolder: { en: 'Data folder', zh: '数据文件夹' },
  members: { en: 'Rows of enrolment', zh: '参保记录' },
  lines: { en: 'Claim lines and inpatient cases', zh: '费用明细与住院病例' },
  partial: {
    en: 'The folder is very large; something below it may be missing here.',
    zh: '文件夹内容过多，此处可能未全部列出。',
  },
  emptyTitle: { en: 'See who owes whom, and why', zh: '看清谁付给谁、付多少、为什么' },
  emptyText: {
    en: 'This folder is empty. The demo makes up 5,000 people with three years of claims, settles five contracts on them and explains every figure down to the claim line. It takes about half a minute and stays in this folder.',
    zh: '当前文件夹是空的。演示会虚构 5,000 人三年的结算数据，完成五份支付协议的结算，并把每个数字解释到费用明细。大约需要半分钟，所有文件都在本文件夹内。',
  },
  makeDemo: { en: 'Make the demo', zh: '生成演示' },
  ownTitle: { en: 'Or bring your own', zh: '或使用自己的文件' },
  ownText: {
    en: 'Put a contract (YAML) and its data into the folder: it appears here at once, and can be changed in the editor.',
    zh: '把支付协议（YAML）和数据放进文件夹，这里会立即显示，并可在编辑器中修改。',
  },
  readModels: { en: 'Read the payment models', zh: '浏览支付模型' },
  demoFailed: { en: 'The demo could not be made', zh: '演示未能生成' },
  demoCancelled: {
    en: 'Cancelled. Anything finished before stays in openvbp-demo.',
    zh: '已取消。此前已完成的部分保留在 openvbp-demo 中。',
  },
});

export const guide = defineWords({
  title: { en: 'First steps', zh: '快速上手' },
  step: { en: 'Step {n} of {all}', zh: '第 {n} 步，共 {all} 步' },
  next: { en: 'Next', zh: '下一步' },
  back: { en: 'Back', zh: '上一步' },
  go: { en: 'Take me there', zh: '带我去看' },
  done: { en: 'Done', zh: '完成' },
  dismiss: { en: 'Close the guide', zh: '关闭引导' },
  again: { en: 'Show the first steps', zh: '查看快速上手' },
  s1: { en: 'Who owes whom', zh: '谁付给谁' },
  s1Text: {
    en: 'Open “Shared savings, 2023”. The first sentence says who pays, how much, and whether it is final. Everything below is what it stands on.',
    zh: '打开“2023 年共享结余”。第一句话说明谁付款、付多少、是否已确定；下面的内容是它的依据。',
  },
  s2: { en: 'Why an ACO got nothing', zh: '为什么有的 ACO 没有分到钱' },
  s2Text: {
    en: 'aco-2 spent less than its benchmark and still got nothing. Any underlined figure opens its reason beside the page: follow it down to the claim lines.',
    zh: 'aco-2 的支出低于基准，却没有分到结余。点击任何带下划线的数字，右侧会说明原因，可一直追到费用明细。',
  },
  s3: { en: 'What would change it', zh: '什么会改变结果' },
  s3Text: {
    en: 'In What if, move a parameter: today’s result stays on the left, the changed one stands on the right.',
    zh: '在“假设分析”中调整参数：左侧是当前结果，右侧是调整后的结果。',
  },
  s4: { en: 'Read and print it', zh: '阅读与打印' },
  s4Text: {
    en: 'Terms is the contract as a document; Print statement makes the page both sides sign. The language can be switched at any moment, top right.',
    zh: '“条款”是协议全文；“打印结算单”生成双方签署的页面。右上角可随时切换语言。',
  },
});
