/** What the command says besides diagnostics and help. */

export const words = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  note: { en: 'note', zh: '说明' },
  hint: { en: 'hint: ', zh: '提示：' },
  moreDiagnostics: {
    en: '… {count} more of kind {kind}; --json shows all',
    zh: '……另有 {count} 条{kind}，用 --json 查看全部',
  },
  diagnosticCount: {
    en: '{errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}',
    zh: '错误 {errors} 个，警告 {warnings} 个',
  },

  // check
  checked: { en: '{count} checked, no errors', zh: '已检查 {count} 个文档，没有错误' },
  checkedOne: { en: '{file} is sound: {kind} {id}', zh: '{file} 检查通过：{kind} {id}' },
  checkFailed: {
    en: '{failed} of {count} {count|document has|documents have} errors',
    zh: '{count} 个文档中有 {failed} 个存在错误',
  },
  'kind model': { en: 'model', zh: '支付模型' },
  'kind contract': { en: 'contract', zh: '支付协议' },
  'kind tests': { en: 'tests of', zh: '测试，模型为' },

  // test
  testFailed: { en: '✗ {name}', zh: '✗ {name}' },
  testFigure: { en: '{figure}: expected {expected}, got {got}', zh: '{figure}：期望 {expected}，实得 {got}' },
  testWithin: { en: '{expected} ± {within}', zh: '{expected} ± {within}' },
  testSummary: { en: '{passed} passed, {failed} failed', zh: '通过 {passed} 个，失败 {failed} 个' },
  unknown: { en: 'unknown', zh: '未知' },
  unknownBecause: { en: 'unknown ({reason})', zh: '未知（{reason}）' },
  noSuchRow: { en: 'no such row', zh: '没有这一行' },
  notANumber: { en: '{got}, and what is expected is not a number', zh: '{got}，而期望值不是数字' },
  difference: { en: 'difference {difference}', zh: '差额 {difference}' },

  // settle
  settled: { en: 'Settled in {folder}', zh: '结算完成，结果在 {folder}' },
  periodLine: { en: '{period} · as of {asOf} · {currency}', zh: '{period} · 截至 {asOf} · {currency}' },
  statusLine: {
    en: '{final} final, {pending} pending, {undetermined} undetermined',
    zh: '已确定 {final} 笔，待定 {pending} 笔，无法确定 {undetermined} 笔',
  },
  from: { en: 'From', zh: '付款方' },
  to: { en: 'To', zh: '收款方' },
  final: { en: 'Final', zh: '已确定' },
  pending: { en: 'Pending', zh: '待定' },
  undetermined: { en: 'Undetermined', zh: '无法确定' },
  total: { en: 'Total', zh: '合计' },
  postedBefore: {
    en: 'Posted before {posted}; to post {difference}',
    zh: '此前已入账 {posted}，本次应入账 {difference}',
  },
  nothingDue: { en: '{count} with nothing due', zh: '另有 {count} 条金额为零' },
  nothingArose: { en: 'No payment arose.', zh: '没有产生款项。' },
  moreRows: { en: '… {count} more; see {file}', zh: '……另有 {count} 行，见 {file}' },
  undeterminedTitle: { en: 'Undetermined: what is missing', zh: '无法确定：缺少的内容' },
  undeterminedLine: { en: '{payment}: {reason}: {keys}', zh: '{payment}：{reason}：{keys}' },
  inBrackets: { en: ' ({words})', zh: '（{words}）' },
  fromColumn: { en: 'would come from column {column} of {file}', zh: '应来自 {file} 的 {column} 列' },
  pendingTitle: { en: 'Pending: what is awaited', zh: '待定：等待的条件' },
  pendingLine: {
    en: '{payment}: {rows}, {amount} once known: {awaits}',
    zh: '{payment}：{rows}，条件满足后为 {amount}：{awaits}',
  },
  changedParameters: { en: 'Changed by the contract: {names}', zh: '协议修改的参数：{names}' },
  unverifiedParameters: { en: 'Unverified values: {names}', zh: '未核实的参数：{names}' },
  largest: {
    en: '{count} {count|route|routes}, the largest {shown}',
    zh: '共 {count} 条，列出金额最大的 {shown} 条',
  },
  nextExplain: { en: 'Why: {command}', zh: '查看原因：{command}' },

  // progress
  'stage method': { en: 'Computing {name} from claims', zh: '由明细计算 {name}' },
  'stage read': { en: 'Reading {name}', zh: '读取 {name}' },
  'stage compute': { en: 'Computing {name}', zh: '计算 {name}' },
  'stage reasons': { en: 'Finding what is missing in {name}', zh: '查找 {name} 缺少的数据' },
  'stage write': { en: 'Writing the run{name}', zh: '写入测算结果{name}' },
  writingStatement: { en: 'Writing the statement', zh: '生成结算单' },

  // explain
  of: { en: '{title} of {key}', zh: '{key} 的{title}' },
  unverified: { en: 'unverified', zh: '未核实' },
  since: { en: 'since {date}', zh: '{date}起' },
  resultRow: { en: '{title}: {name} [{key}], by {method}', zh: '{title}：{name} [{key}]，方法 {method}' },
  resultMore: {
    en: 'The first {shown} rows of {total}; the whole key names one.',
    zh: '共 {total} 行，以上为前 {shown} 行；写全各键部分可指明一行。',
  },
  linesPage: { en: 'Lines: {total}, page {page} of {pages}', zh: '明细共 {total} 行，第 {page}/{pages} 页' },
  linesNext: { en: 'Next: --page {page}', zh: '下一页：--page {page}' },
  lineCounted: { en: 'counted', zh: '计入' },
  lineWhy: { en: 'Counted?', zh: '是否计入' },
  lineCount: { en: 'Lines', zh: '行数' },
  lineAmount: { en: 'Amount', zh: '金额' },
  lineDate: { en: 'Date', zh: '日期' },
  lineClaim: { en: 'Claim', zh: '单据' },
  lineRead: { en: 'Read from', zh: '读自' },
  methodsNext: { en: 'One in detail: {command}', zh: '查看其中一个：{command}' },
  methodSource: { en: 'Source: {source}', zh: '依据：{source}' },
  methodReads: { en: 'Reads: {tables}', zh: '读取：{tables}' },
  methodOptions: { en: 'Options', zh: '选项' },
  methodColumns: { en: 'Columns of the result', zh: '结果的列' },
  optionDefault: { en: 'default {value}', zh: '默认 {value}' },
  optionOptional: { en: 'may be left out', zh: '可省略' },
  optionNeeded: { en: 'must be given', zh: '必填' },
  columnKey: { en: '(key)', zh: '（主键）' },
  tableRow: { en: 'row {row}', zh: '适用行 {row}' },
  readFrom: { en: '{file} line {line}', zh: '{file} 第 {line} 行' },
  takenFrom: { en: 'run {run}, {entity}.{term}', zh: '取自结算 {run} 的 {entity}.{term}' },
  otherRun: { en: '{from}: {why}', zh: '{from}：{why}' },
  'otherRun unknown': { en: 'unknown there', zh: '在该结算中未知' },
  'otherRun no row': { en: 'that run has no such row', zh: '该结算中没有这一行' },
  'otherRun gone': { en: 'that run cannot be opened', zh: '无法打开该结算' },
  'otherRun changed': {
    en: 'unknown when it was read; that run was settled again since',
    zh: '读取时未知；该结算此后已重新执行',
  },
  unsure: { en: 'unknown whether it counts', zh: '是否计入未知' },
  ofRows: { en: '{count} {count|row|rows} of {entity}', zh: '{entity}共 {count} 行' },
  moreElements: { en: '… {count} more', zh: '……另有 {count} 行' },
  cut: { en: '▸', zh: '▸' },
  explainCut: {
    en: '▸ marks figures not followed further here: --depth {depth} shows more.',
    zh: '▸ 表示此处未继续展开，可用 --depth {depth} 查看更多。',
  },
  absent: { en: 'not given', zh: '未提供' },

  // post
  posted: {
    en: '{count} {count|posting|postings} added to {ledger}: {amount}',
    zh: '已向 {ledger} 追加 {count} 笔入账：{amount}',
  },
  postedNothing: {
    en: 'Nothing to post: {ledger} holds all that is final.',
    zh: '无需入账：{ledger} 已包含全部已确定款项。',
  },

  // compare
  same: { en: 'The two runs are the same.', zh: '两次测算结果相同。' },
  before: { en: 'Before', zh: '之前' },
  after: { en: 'After', zh: '之后' },
  change: { en: 'Change', zh: '变动' },
  payment: { en: 'Payment', zh: '支付项' },
  key: { en: 'Key', zh: '标识' },
  parameter: { en: 'Parameter', zh: '参数' },
  document: { en: 'Document', zh: '文档' },
  fact: { en: 'Fact', zh: '事实值' },
  totals: { en: 'Totals', zh: '合计' },
  paymentsThatDiffer: { en: 'Payments that differ: {count}', zh: '有差异的款项：{count} 笔' },
  documentsThatDiffer: { en: 'Documents that differ', zh: '有差异的文档' },
  parametersThatDiffer: { en: 'Parameters that differ', zh: '有差异的参数' },
  factsThatDiffer: { en: 'Facts that differ: {count}', zh: '有差异的事实值：{count} 个' },
  rowsThatDiffer: { en: 'Rows added or gone: {count}', zh: '新增或消失的行：{count} 行' },
  added: { en: 'added', zh: '新增' },
  removed: { en: 'gone', zh: '消失' },
  none: { en: '–', zh: '–' },

  // what-if
  scenario: { en: 'Scenario', zh: '情景' },
  today: { en: 'As it is', zh: '现状' },
  recomputed: {
    en: '{terms} of {of} {of|term|terms} computed again',
    zh: '重新计算 {of} 个条款公式中的 {terms} 个',
  },

  // reconcile
  agree: { en: '{agree} of {of} agree', zh: '{of} 笔中 {agree} 笔一致' },
  theirs: { en: 'Theirs', zh: '对方' },
  ours: { en: 'Ours', zh: '我方' },
  line: { en: 'Line', zh: '行号' },
  because: { en: 'How ours came about', zh: '我方计算依据' },
  onlyTheirs: { en: 'Only in their file: {count}', zh: '仅对方有：{count} 笔' },
  onlyOurs: { en: 'Only in our run: {count}', zh: '仅我方有：{count} 笔' },
  moreDiffer: { en: '… {count} more; --json lists all', zh: '……另有 {count} 笔，用 --json 查看全部' },

  // models
  modelsTitle: { en: '{count} {count|model|models}', zh: '共 {count} 个支付模型' },
  version: { en: 'version {version}', zh: '版本 {version}' },
  entities: { en: 'Entities', zh: '对象' },
  parameters: { en: 'Parameters', zh: '参数' },
  payments: { en: 'Payments', zh: '支付项' },
  facts: { en: 'facts: {names}', zh: '事实值：{names}' },
  optional: { en: '{name} (optional)', zh: '{name}（可选）' },
  terms: { en: 'terms: {names}', zh: '条款公式：{names}' },
  parties: { en: 'Parties the contract names: {names}', zh: '协议须指定的参与方：{names}' },
  source: { en: 'Source: {source}', zh: '依据：{source}' },
  tableOf: { en: 'table by {inputs}, {count} {count|row|rows}', zh: '按 {inputs} 查表，共 {count} 行' },
  recordsOf: { en: '{count} {count|record|records} of {columns}', zh: '{count} 条记录：{columns}' },
  modelsNext: { en: 'One of them: {command}', zh: '查看其中一个：{command}' },
  notes: { en: 'Notes', zh: '说明' },
} as const;

/** What the folders of the model library stand for. */
export const families = {
  us: { en: 'United States', zh: '美国' },
  cn: { en: 'China', zh: '中国' },
  uk: { en: 'United Kingdom', zh: '英国' },
  drug: { en: 'Drug and device agreements', zh: '药品与器械协议' },
  precision: { en: 'Precision medicine', zh: '精准医疗' },
  therapy: { en: 'One-off and curative therapies', zh: '一次性与治愈性疗法' },
  common: { en: 'General', zh: '通用' },
} as const;
