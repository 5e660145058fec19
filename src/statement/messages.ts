/** What a statement says besides its figures. */

export const words = {
  statement: { en: 'Statement', zh: '结算单' },
  model: { en: 'Model', zh: '支付模型' },
  contract: { en: 'Contract', zh: '支付协议' },
  period: { en: 'Period', zh: '绩效期' },
  asOf: { en: 'As of', zh: '截至日期' },
  currency: { en: 'Currency', zh: '币种' },
  parties: { en: 'Parties', zh: '参与方' },
  payments: { en: 'Payments', zh: '支付项' },
  payment: { en: 'Payment', zh: '支付项' },
  rows: { en: 'Rows', zh: '行数' },
  key: { en: 'Key', zh: '标识' },
  for: { en: 'For', zh: '对象' },
  from: { en: 'From', zh: '付款方' },
  to: { en: 'To', zh: '收款方' },
  amount: { en: 'Amount', zh: '金额' },
  posted: { en: 'Posted before', zh: '此前已入账' },
  difference: { en: 'To post', zh: '本次入账' },
  due: { en: 'Due', zh: '应付日期' },
  status: { en: 'Status', zh: '状态' },
  reason: { en: 'Reason', zh: '原因' },
  total: { en: 'Total', zh: '合计' },
  final: { en: 'final', zh: '已确定' },
  pending: { en: 'pending', zh: '待定' },
  undetermined: { en: 'undetermined', zh: '无法确定' },
  undeterminedWhy: { en: 'Undetermined, and what is missing', zh: '无法确定的款项及缺少的内容' },
  pendingWhy: { en: 'Pending, and what is awaited', zh: '待定款项及等待的条件' },
  parameters: { en: 'Parameters', zh: '参数' },
  parameter: { en: 'Parameter', zh: '参数' },
  value: { en: 'Value', zh: '取值' },
  since: { en: 'Since', zh: '生效日' },
  always: { en: 'always', zh: '始终' },
  source: { en: 'Source', zh: '依据' },
  marks: { en: 'Marks', zh: '标记' },
  wouldComeFrom: { en: 'Would come from', zh: '应来自' },
  changed: { en: 'changed by the contract', zh: '协议已修改' },
  unverified: { en: 'unverified', zh: '未核实' },
  data: { en: 'Data', zh: '数据' },
  file: { en: 'File', zh: '文件' },
  read: { en: 'Rows read', zh: '读取行数' },
  kept: { en: 'kept', zh: '采用' },
  leftOut: { en: 'left out', zh: '未采用' },
  documents: { en: 'Documents', zh: '文档' },
  sha256: { en: 'SHA-256', zh: 'SHA-256' },
  engine: { en: 'Engine', zh: '引擎' },
  formula: { en: 'Formula', zh: '公式' },
  unknown: { en: 'unknown', zh: '未知' },
  nobody: { en: '(unknown)', zh: '（未知）' },
  more: { en: '… {count} more; see {file}', zh: '……另有 {count} 行，见 {file}' },
  allRows: { en: 'Every payment', zh: '支付明细' },
  noRows: { en: 'No payment arose.', zh: '没有产生款项。' },
  nothingDue: { en: '{count} with nothing due', zh: '另有 {count} 条金额为零' },
  rowCount: { en: '{count} rows', zh: '{count} 行' },
  oneRow: { en: '1 row', zh: '1 行' },
  publicOf: { en: 'Statement for the public', zh: '公开结算单' },
  publicFrom: { en: 'Party', zh: '一方' },
  publicTo: { en: 'Party', zh: '另一方' },
  people: { en: 'People or cases ({name})', zh: '人数或例数（{name}）' },
  publicNote: {
    en: 'Final payments only. A minus flows back, from the second party to the first. {mark} is withheld: a count below {least}, what rests on it, or what it could be worked out from.',
    zh: '仅含已确定的款项。负数表示由后一方付给前一方。{mark} 为不公开：少于 {least} 的人数、以其为基础的金额，以及可据以推算的数字。',
  },
  language: { en: '中文', zh: 'English' },
  footer: {
    en: 'Made by OpenVBP {engine}. The same documents and data give this statement again, byte for byte.',
    zh: '由 OpenVBP {engine} 生成。同样的文档和数据会得到逐字节相同的结算单。',
  },
} as const;

/** Why a value is unknown, in one clause. `{name}` is the fact, reference, table, parameter or function; `{entity}` its entity. */
export const reasons = {
  missing: { en: '{entity} has no value for {name}', zh: '{entity}缺少“{name}”' },
  'no match': { en: '{name} of {entity} leads to no row', zh: '{entity}的“{name}”没有对应的行' },
  outside: { en: '{name}: no row of the table fits', zh: '参数表“{name}”没有适用的行' },
  'not dated': { en: '{name} has no value yet on this date', zh: '参数“{name}”在该日期尚未生效' },
  overflow: { en: '{name} of {entity} is too large to hold', zh: '{entity}的“{name}”数值溢出' },
  'division by zero': { en: '{name} of {entity} divides by zero', zh: '{entity}的“{name}”除数为零' },
  empty: { en: '{name} of an empty list, in {entity}', zh: '{entity}中对空列表计算“{name}”' },
  several: { en: '{name} found several rows, in {entity}', zh: '{entity}中“{name}”找到多行' },
  'not in list': {
    en: '{name}: this row is not in the list, in {entity}',
    zh: '{entity}中“{name}”：本行不在列表内',
  },
  'negative weight': { en: '{name} of {entity} has a negative weight', zh: '{entity}的“{name}”权重为负' },
  'zero weight': {
    en: '{name} of {entity}: the weights add up to zero',
    zh: '{entity}的“{name}”权重之和为零',
  },
  invalid: { en: '{name} of {entity} has an invalid argument', zh: '{entity}的“{name}”参数无效' },
  negative: {
    en: '{name} came out negative, and may not be',
    zh: '“{name}”计算结果为负，而该支付项不允许为负',
  },
} as const;

/** Where a missing value would come from. */
export const boundFrom = {
  column: { en: 'column {column} of {file}', zh: '{file} 的 {column} 列' },
} as const;

/** Who owes whom, in a sentence. */
export const owed = {
  pays: { en: '{from} {payers|pays|pay} {to} {amount} ({payment})', zh: '{from}应付{to}{amount}（{payment}）' },
  parties: { en: '{count} parties', zh: '{count}方' },
  unknownParty: { en: 'somebody unknown', zh: '未知的一方' },
  more: { en: '{count} more {count|flow|flows} of money', zh: '另有 {count} 项往来' },
  nothing: { en: 'Nobody owes anybody anything.', zh: '各方互不应付。' },
  noPayment: { en: 'No payment arose.', zh: '没有产生款项。' },
  allFinal: { en: 'All of it is final.', zh: '全部已确定。' },
  somePending: {
    en: '{pending} of {rows} {rows|amount|amounts} {pending|is|are} pending.',
    zh: '{rows} 笔中有 {pending} 笔待定。',
  },
  someUndetermined: {
    en: '{undetermined} of {rows} {rows|amount|amounts} cannot be determined yet.',
    zh: '{rows} 笔中有 {undetermined} 笔尚无法确定。',
  },
  bothOpen: {
    en: 'Of {rows} amounts {pending} {pending|is|are} pending and {undetermined} cannot be determined yet.',
    zh: '{rows} 笔中有 {pending} 笔待定、{undetermined} 笔尚无法确定。',
  },
} as const;
