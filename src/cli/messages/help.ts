/** What `--help` says: of commands, what they are given, and headings. Options: `help-options.ts`. */
import { options } from './help-options.ts';

export const help = {
  ...options,
  program: {
    en: 'Value-based payment as documents: check, compute, settle to the cent and explain.',
    zh: '把价值付费写成文档：检查、计算、结算到分，并解释每一个数字。',
  },
  check: {
    en: 'check models, contracts and tests; without files, the whole library',
    zh: '检查模型、协议和测试；不指定文件则检查整个模型库',
  },
  test: {
    en: 'run model tests; without files, those of the whole library',
    zh: '运行模型测试；不指定文件则运行模型库的全部测试',
  },
  settle: { en: 'compute a contract and write its statement', zh: '计算一份协议并生成结算单' },
  publish: {
    en: 'write a statement the public may see: no small counts, nobody by name',
    zh: '生成可公开的结算单：不含小于阈值的人数，不含个人',
  },
  accrue: {
    en: 'book what payments are expected to be, closing by closing',
    zh: '按结账期预提预计款项，并在确定后冲回',
  },
  accrualRules: {
    en: 'the document that says by what rule each payment is expected',
    zh: '规定各支付项预提规则的文档',
  },
  accrualRuns: {
    en: 'runs of the contract at successive closings, in order of their as-of dates',
    zh: '同一协议在各结账日的测算结果，按截止日先后排列',
  },
  portfolio: {
    en: 'report contracts of several currencies in one, by a dated table of rates',
    zh: '按有日期的汇率表，以一种货币汇总多币种协议',
  },
  portfolioRates: { en: 'the document of exchange rates', zh: '汇率文档' },
  portfolioRuns: { en: 'a run of each contract', zh: '各协议的测算结果' },
  share: {
    en: "write a run's statement without what an audience may not see",
    zh: '生成给特定受众的结算单，隐去其不得知悉的数字',
  },
  register: {
    en: 'show how complete a register of follow-ups is, and what pending payments wait for it',
    zh: '查看随访登记的完整性，以及哪些待定款项在等待随访',
  },
  post: { en: "append what a run settles to the contract's ledger", zh: '把测算结果计入协议台账' },
  explain: { en: 'show how a figure came about', zh: '解释一个数字的由来' },
  compare: { en: 'show what differs between two runs, and why', zh: '比较两次测算结果的差异及原因' },
  whatIf: { en: 'compute a run again with other parameters', zh: '更换参数重新测算' },
  import: { en: 'read claims and other files into a data folder', zh: '把费用单据等文件导入数据文件夹' },
  quality: { en: 'show what data holds and what looks wrong in it', zh: '查看数据内容与质量问题' },
  audit: {
    en: 'show what should be looked at before it is paid, with evidence',
    zh: '基金监管审核：列出支付前应核查的疑点及证据',
  },
  reconcile: { en: "check a run against the other side's file", zh: '与对方文件对账' },
  methods: {
    en: 'list the methods that compute facts from data, or describe one',
    zh: '列出由数据计算事实的方法，或说明其中一个',
  },
  models: { en: 'list the payment models, or describe one', zh: '列出支付模型，或说明其中一个' },
  schema: { en: 'print the JSON Schema of a document', zh: '输出文档的 JSON Schema' },
  synthesise: {
    en: 'make a population to try things on: claims, labs, outcomes',
    zh: '生成供试用的合成人群：费用、检验、结局',
  },
  reference: {
    en: 'import an official publication (grouping scheme, catalogue, model tables), or list them',
    zh: '导入官方文件（分组方案、病种目录、模型表），或列出',
  },
  group: { en: 'put cases into groups: CHS-DRG or DIP', zh: '病例分组：CHS-DRG 或 DIP' },
  referenceAction: { en: 'import or list', zh: 'import（导入）或 list（列出）' },
  referenceKind: {
    en: 'which publication; after list, a folder of references',
    zh: '哪一种官方文件；在 list 之后为存放参考文件的文件夹',
  },
  referencePath: { en: 'the file or folder of the publication', zh: '官方文件或其目录' },
  groupScheme: { en: 'chs-drg or dip', zh: 'chs-drg 或 dip' },
  groupCases: {
    en: 'a table with a row per case, or a data folder',
    zh: '每行一个病例的表格，或数据文件夹',
  },
  cost: {
    en: 'what cases and groups cost, by charges or by time; how far cases left their pathway',
    zh: '核算病例与病组成本（按收费或按时间），查看临床路径变异',
  },
  costKind: {
    en: 'charges (cost-to-charge), time (time-driven) or variance (from the pathway)',
    zh: 'charges（成本收费比）、time（时间驱动作业成本）或 variance（路径变异）',
  },
  measure: {
    en: 'compute quality measures: of a data folder, from documents; of patients given as FHIR, from an eCQM bundle',
    zh: '计算质量指标：按指标文档计算数据目录，或按 eCQM Bundle 计算 FHIR 患者数据',
  },
  measureWhat: {
    en: 'a data folder; or a FHIR Bundle with libraries (ELM) and expanded value sets',
    zh: '数据目录；或含逻辑库（ELM）与已展开值集的 FHIR Bundle',
  },
  measureRest: {
    en: 'of a data folder: measures, by name or as documents (all it can answer); of a Bundle: patients, FHIR R4 in .json or .ndjson, or a folder of these',
    zh: '数据目录：指标名称或指标文档（默认全部可计算者）；Bundle：患者，FHIR R4 的 .json、.ndjson 文件或其文件夹',
  },
  report: {
    en: 'report hospitals or departments by case mix, before and after',
    zh: '按病组出具医疗机构或科室绩效报告，含前后对比',
  },
  reportKind: { en: 'hospitals or departments', zh: 'hospitals（医疗机构）或 departments（科室）' },
  value: {
    en: 'value by condition: outcomes and cost of the full cycle, provider by provider',
    zh: '病种价值：分机构比较全周期结果与费用',
  },
  valueCondition: {
    en: 'a condition by name, or a document of your own; none: those there are',
    zh: '病种名称，或自有病种文档；不填则列出随附病种',
  },
  valueData: { en: 'a data folder', zh: '数据文件夹' },
  score: {
    en: 'score people: CMS-HCC, Charlson or Elixhauser, with what each diagnosis adds',
    zh: '人员评分：CMS-HCC、Charlson 或 Elixhauser，并列出各诊断的贡献',
  },
  scoreIndex: { en: 'cms-hcc, charlson or elixhauser', zh: 'cms-hcc、charlson 或 elixhauser' },
  scorePeople: {
    en: 'a table with a row per person (or per diagnosis), or a data folder',
    zh: '每行一人（或每行一条诊断）的表格，或数据文件夹',
  },
  demo: {
    en: 'settle five contracts on made-up claims, and explain down to the lines',
    zh: '在合成明细上结算五份协议，并解释到明细',
  },

  serve: { en: 'open the workbench in the browser, over a folder', zh: '在浏览器中打开工作台' },
  serveFolder: { en: 'the folder it shows (default: this one)', zh: '所打开的文件夹（默认为当前目录）' },
  dataFolder: { en: 'a data folder', zh: '数据文件夹' },
  files: { en: 'YAML documents', zh: 'YAML 文档' },
  contract: { en: 'the contract', zh: '协议文件' },
  run: { en: "a run's folder", zh: '测算结果目录' },
  row: {
    en: 'which row, as entity=key; composite keys with commas: stratum=A1001,esrd; or, without a term, of a method’s result: assigned=P001',
    zh: '哪一行，写作 对象=键；复合键用逗号分隔：stratum=A1001,esrd；不写名称时为方法结果的行：assigned=P001',
  },
  term: {
    en: 'a term, fact or payment of that row; none for a row of a method’s result',
    zh: '该行的条款公式、事实值或支付项；方法结果的行无需填写',
  },
  theirFile: { en: "the other side's CSV file", zh: '对方的 CSV 文件' },
  methodName: { en: 'such as spending.person-year', zh: '例如 spending.person-year' },
  modelId: { en: 'such as us/mssp', zh: '例如 us/mssp' },
  document: { en: 'model, contract or tests', zh: 'model、contract 或 tests' },

  format: { en: 'source format; without it, the formats are listed', zh: '数据格式；不写则列出全部格式' },
  paths: { en: 'files, or folders of files', zh: '文件或文件夹' },
  commandHelp: { en: 'show help for a command', zh: '显示命令帮助' },

  anyOptions: { en: '[options]', zh: '[选项]' },
  anyCommand: { en: '[command]', zh: '[命令]' },
  usage: { en: 'Usage:', zh: '用法：' },
  arguments: { en: 'Arguments:', zh: '参数：' },
  options: { en: 'Options:', zh: '选项：' },
  globalOptions: { en: 'Global Options:', zh: '通用选项：' },
  commands: { en: 'Commands:', zh: '命令：' },

  exitCodes: {
    en: `Exit codes:
  0  done; check: no errors; test: all passed; compare: the same; reconcile: all agree
  1  done, and there are differences: a test failed, runs differ, figures do not agree
     (settle --strict: a payment is undetermined; import --strict: rows were refused;
      quality --strict: the report has errors)
  2  could not be done: an error in a document, the data or the call`,
    zh: `退出码：
  0  完成；check 没有错误，test 全部通过，compare 相同，reconcile 全部一致
  1  完成但有差异：测试失败、两次结果不同、对账不一致（settle --strict：有无法确定的款项；import --strict：有行被拒收；quality --strict：报告中有错误）
  2  未能完成：文档、数据或调用方式有错误`,
  },
} as const;
