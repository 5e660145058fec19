/** What `openvbp demo` says. */

export const demoWords = {
  intro: {
    en: 'Five payment arrangements on the claims of a made-up population: from the claims to who owes whom, and back to the claim lines.',
    zh: '在一个合成人群的费用明细上结算五种支付安排：由费用明细算到谁付给谁，再由金额追溯回费用明细。',
  },
  claims: { en: '1. Claims', zh: '一、费用明细' },
  population: {
    en: '{members} people, none of them anybody: {lines} lines of medical claims that stand, {fills} pharmacy claims.',
    zh: '{members} 人，均为虚构：有效医疗费用明细 {lines} 条，药店单据 {fills} 条。',
  },
  contracts: { en: '2. Who owes whom', zh: '二、谁付给谁' },
  'joint-replacement': {
    en: 'A price for a new joint and the 90 days after it: hospitals keep what they save, and owe what they overspend.',
    zh: '关节置换及其后 90 天一个价：结余归医院，超支由医院承担。',
  },
  'medical-home': {
    en: 'A monthly fee per patient for coordinating care, and an incentive for quality paid in advance.',
    zh: '按月按人支付照护协调费，质量激励金预先支付、年终清算。',
  },
  'shared-savings': {
    en: 'Two groups of practices answer for what their patients cost; only aco-1 also bears losses.',
    zh: '两组诊所对所辖患者的费用负责；只有 aco-1 同时承担超支。',
  },
  capitation: {
    en: 'A sum per person and month for ambulatory care; a part is withheld and returned by quality.',
    zh: '门诊服务按人按月包干，其中一部分暂扣，按质量返还。',
  },
  'dual-revenue': {
    en: 'That capitation beside fee-for-service: what the same services would have paid, and what changes.',
    zh: '上述按人头付费与按项目付费对照：同样的服务按项目应付多少，相差多少。',
  },
  payment: { en: 'Payment', zh: '支付项' },
  names: { en: '{names} and {count} more', zh: '{names} 及另外 {count} 方' },
  nobody: { en: 'nothing due', zh: '无应付款项' },
  open: {
    en: '{pending} pending and {undetermined} undetermined are not in this table.',
    zh: '另有 {pending} 笔待定、{undetermined} 笔无法确定，未列入上表。',
  },
  why: { en: '3. Why did {name} get nothing?', zh: '三、{name} 为什么没有分到结余？' },
  got: { en: '3. How did {name} come to its share?', zh: '三、{name} 的分享结余从何而来？' },
  below: {
    en: 'In words: {name} spent {rate} less than its benchmark, and savings are shared only from {minimum}.',
    zh: '也就是说：{name} 的支出比支出基准低 {rate}，而结余率达到 {minimum} 才可分享。',
  },
  over: {
    en: 'In words: {name} spent {rate} more than its benchmark, so there was nothing to share.',
    zh: '也就是说：{name} 的支出比支出基准高 {rate}，没有可分享的结余。',
  },
  lines: {
    en: '4. Down to the claim lines: the costliest of its {count} patients',
    zh: '四、追溯到费用明细：其 {count} 名患者中费用最高的一位',
  },
  next: { en: 'Try next', zh: '接下来可以试试' },
  whatIf: {
    en: 'What if losses were carried into the next year instead of paid?',
    zh: '如果超支结转下年、当年不付，结果如何？',
  },
  quality: {
    en: 'See what the data holds, and what looks wrong in it',
    zh: '查看数据里有什么、哪里看起来不对',
  },
  models: { en: 'See all payment models', zh: '查看所有支付模型' },
  files: {
    en: 'Everything is in {folder}: change a contract and settle it again; open statement.html of a run in a browser.',
    zh: '所有文件都在 {folder}：修改协议后可重新结算；各结果文件夹中的 statement.html 可在浏览器中打开。',
  },
} as const;
