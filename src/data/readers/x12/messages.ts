/** What the reading of X12 has to say: files left out, segments and claims refused, sums that do not hold. */
import { defineMessages, reporter } from '../../../language/diagnostic.ts';

export const messages = defineMessages({
  'x12-file-other': {
    severity: 'note',
    en: 'Left out: the file does not begin like X12 (ISA, GS or ST).',
    zh: '已略过：文件开头不是 X12 格式（ISA、GS 或 ST）。',
  },
  'x12-file-kind': {
    severity: 'note',
    en: 'Left out: the file holds transactions {found}, not {kind}.',
    zh: '已略过：文件中是 {found} 交易，不是 {kind}。',
  },
  'x12-file-unreadable': {
    severity: 'warning',
    en: 'The file cannot be read: {reason}.',
    zh: '无法读取文件：{reason}。',
  },
  'x12-no-files': {
    severity: 'error',
    en: 'No file holds a transaction {kind}.',
    zh: '没有任何文件包含 {kind} 交易。',
    hint: {
      en: 'Such a file begins with ISA; its name does not matter.',
      zh: '此类文件以 ISA 开头，文件名不限。',
    },
  },
});

export const report = reporter(messages);

/** Why something was refused. */
export const refusals = {
  'x12-cut': { en: 'the file ends within a segment', zh: '文件在一个段的中间结束' },
  'x12-too-long': {
    en: 'a segment of more than a megabyte: its terminator is missing',
    zh: '段长超过 1 MB：缺少段终止符',
  },
  'x12-unreadable': {
    en: 'no segment: it does not begin with the name of one',
    zh: '不是有效的段：开头不是段标识',
  },
  'x12-delimiters': {
    en: 'it cannot be told which characters part elements and segments',
    zh: '无法判断元素与段的分隔符',
  },
  'x12-outside': { en: 'a segment outside any transaction', zh: '段不属于任何交易' },
  'x12-outside-claim': { en: 'a line or adjustment outside any claim', zh: '明细或调整不属于任何单据' },
  'x12-unexpected': { en: 'a segment that does not belong there', zh: '此处不应出现该段' },
  'x12-damaged': {
    en: 'something unreadable stands in the claim or above it: which lines are whose cannot be told',
    zh: '单据中或其上层有无法读取的内容，无法判断明细归属',
  },
  'x12-claim-cut': { en: 'the transaction breaks off within the claim', zh: '交易在该单据中途中断' },
  'x12-claim-head': {
    en: 'the head of the claim lacks its number, status or amounts',
    zh: '单据首段缺少编号、状态或金额',
  },
} as const;

/** Why something was rightly passed over. */
export const passedOver = {
  'x12-other-transaction': { en: 'transactions of another kind', zh: '其他类型的交易' },
  'x12-predetermination': {
    en: 'lines of prices asked for beforehand (status 25 of 835, PB in CLM19 of 837): nothing was done or paid',
    zh: '预先核价明细（835 的单据状态 25，837 的 CLM19 为 PB）：未发生服务与支付',
  },
} as const;

/** What no single row shows. Amounts are what is written less what it adds up to, unless said otherwise. */
export const findings = {
  'x12-encoding': {
    en: 'Segments that are not UTF-8 were read as Windows-1252',
    zh: '部分段不是 UTF-8 编码，已按 Windows-1252 读取',
  },
  'x12-file-broken': { en: 'The compressed file breaks off', zh: '压缩文件不完整' },
  'x12-no-envelope': {
    en: 'The file has no interchange (ISA) or group (GS) round its transactions',
    zh: '文件的交易外没有交换信封（ISA）或功能组（GS）',
  },
  'x12-test': {
    en: 'Interchanges marked as a test by their sender (ISA15 T); they were read like any other',
    zh: '发送方标记为测试的交换（ISA15 为 T），已照常读取',
  },
  'x12-unclosed': {
    en: 'A transaction, group or interchange has no trailer: something may be missing after it',
    zh: '交易、功能组或交换没有结尾段，其后可能有缺失',
  },
  'x12-trailer': {
    en: 'A trailer does not count what is there, or names another header',
    zh: '结尾段的计数或控制号与实际不符',
  },
  'x12-head-date': {
    en: 'Claims of transactions whose own date (BPR16, DTM*405, BHT04) is none: when they were paid or received is unknown',
    zh: '所属交易自身日期（BPR16、DTM*405、BHT04）无效的单据：支付或接收日期未知',
  },
  'x12-payment-total': {
    en: 'The payment (BPR02) is not the sum of its claims less the adjustments of the provider',
    zh: '支付总额（BPR02）不等于各单据支付之和减去机构层面调整',
  },
  'x12-payment-unknown': {
    en: 'A transaction does not say how much is paid (BPR02)',
    zh: '交易未写明支付总额（BPR02）',
  },
  'x12-provider-adjustment': {
    en: 'Adjustments of the provider beside its claims (PLB), which no claim holds; a positive amount lowers the payment',
    zh: '机构层面调整（PLB），不属于任何单据；正数表示减少支付',
  },
  'x12-claim-charge': {
    en: 'The charge of a claim is not the sum of its lines',
    zh: '单据费用不等于明细之和',
  },
  'x12-claim-balance': {
    en: 'The payment of a claim is not that of its lines less its adjustments',
    zh: '单据支付不等于明细支付减去单据层面调整',
  },
  'x12-line-balance': {
    en: 'The payment of a line is not its charge less its adjustments',
    zh: '明细支付不等于明细费用减去调整',
  },
  'x12-claim-status': {
    en: 'Claims of a status that 835 does not have; they were kept as they are',
    zh: '单据状态代码不在 835 标准内，已原样保留',
  },
  'x12-predetermination': {
    en: 'Claims that only ask for a price; the amount is what was charged',
    zh: '仅用于预先核价的单据；金额为申报费用',
  },
  'x12-claim-frequency': {
    en: 'Claims whose frequency code is none; they were kept as originals',
    zh: '单据频次代码无效，已按原始单据保留',
  },
  'x12-original-unnamed': {
    en: 'Claims that replace or void another and do not name it (REF*F8); their own number was taken',
    zh: '替换或作废的单据未写明原单据号（REF*F8），已按本单据号处理',
  },
  'x12-original-elsewhere': {
    en: 'Claims that replace or void one this import has not read before them; if it was read under the number of its provider, it still stands',
    zh: '替换或作废的原单据不在本次导入的前序数据中；若其曾以机构自编号导入，则仍然有效',
  },
  'x12-codes-beyond': {
    en: 'Claims with more than 25 diagnoses or procedures; the first 25 were kept',
    zh: '诊断或手术操作超过 25 个的单据，仅保留前 25 个',
  },
  'x12-dependant': {
    en: 'Claims of dependants, who have no number of their own: told apart by birth date and given name',
    zh: '家属的单据没有本人编号，以出生日期和名字区分',
  },
} as const;
