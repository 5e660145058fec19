/** What `--help` says of options. */

export const options = {
  optionPeople: {
    en: 'the entity whose rows are people or cases; with .COLUMN people with several rows count once',
    zh: '其行为人员或病例的对象；加 .列名 时同一人的多行只计一次',
  },
  optionLeast: { en: 'the smallest count that is shown (11)', zh: '可公开的最小人数（默认 11）' },
  optionWithout: { en: 'leave a payment out (repeat)', zh: '略去某支付项（可重复）' },
  optionPublic: { en: 'the folder to write into', zh: '输出目录' },
  optionReportFolder: { en: 'the folder to write the files into', zh: '输出文件夹' },
  optionAudience: {
    en: 'the document that says what an audience may not see',
    zh: '规定受众不得知悉哪些内容的文档',
  },
  optionFollowUps: {
    en: 'which result of outcomes.follow-up, where there are several',
    zh: '有多个 outcomes.follow-up 结果时采用哪一个',
  },
  optionMeasurePeriod: {
    en: "measurement period, half-open; the bundle's own, or the last whole year of the data, unless given",
    zh: '测量期（左闭右开）；默认采用 Bundle 自身的测量期，或数据的最近一个完整年度',
  },
  optionMeasureAsOf: {
    en: 'of a data folder: nothing after this day counts (the last day of the data)',
    zh: '数据目录：晚于该日的记录不计入（默认为数据的最后一日）',
  },
  optionMeasureCodes: {
    en: 'of a data folder: CSV with columns list, code and perhaps drug, in place of lists of the measures',
    zh: '数据目录：含 list、code 及可选 drug 列的 CSV，替代指标中的同名编码清单',
  },
  optionMeasureMembers: {
    en: 'of a data folder: CSV with columns person, provider: rates by provider',
    zh: '数据目录：含 person、provider 列的 CSV，按机构给出结果',
  },
  optionMeasureBy: {
    en: 'of a data folder: all together, by groups (needs --members), or by the institution of the unit (all)',
    zh: '数据目录：合计、按归属机构（需 --members）或按单位所在机构（默认合计）',
  },
  optionMeasureName: {
    en: 'which measure of a bundle with several: url, id or name',
    zh: 'Bundle 含多个指标时采用哪一个：url、id 或 name',
  },
  optionMeasureRows: {
    en: 'rows per patient or per episode (patient)',
    zh: '按患者或按诊疗事件列行（默认按患者）',
  },
  optionProfiles: {
    en: 'go by meta.profile, or by the resource type alone (trust)',
    zh: '按 meta.profile 识别资源，或只按资源类型（默认 trust）',
  },
  optionMeasureExplain: {
    en: 'show why: what the statements gave for a patient, or the rows a person was judged by (repeat)',
    zh: '显示依据：某患者各表达式的结果，或据以判断某人的各行记录（可重复）',
  },
  optionMeasureOutput: {
    en: 'write files into a folder: rates.csv, rates-public.csv and people.csv; of a Bundle MeasureReports and facts.csv',
    zh: '写入文件夹：rates.csv、rates-public.csv、people.csv；Bundle 则为 MeasureReport 与 facts.csv',
  },
  optionRatios: {
    en: 'ratios: category; hospital_id, department; ratio, or cost and charges',
    zh: '成本收费比：category；hospital_id、department；ratio，或 cost 与 charges',
  },
  optionUnitCosts: { en: 'unit costs of items: code, unit_cost', zh: '项目单位成本：code、unit_cost' },
  optionBasis: {
    en: 'charges: fees or items; time: standard or events',
    zh: 'charges：fees 或 items；time：standard 或 events',
  },
  optionResources: {
    en: 'resources: resource, cost, minutes',
    zh: '资源：resource、cost、minutes',
  },
  optionPathways: {
    en: 'process maps: pathway, step, resource, minutes …',
    zh: '流程图：pathway、step、resource、minutes 等',
  },
  optionAssignments: {
    en: 'pathways of groups: case_group, pathway',
    zh: '病组对应的路径：case_group、pathway',
  },
  optionEvents: {
    en: 'what was done: case_id, step or code, minutes, date; else the items of the data',
    zh: '实际事件：case_id、step 或 code、minutes、date；缺省取收费明细',
  },
  optionTolerance: {
    en: 'share by which minutes may exceed the plan (0)',
    zh: '用时可超出计划的比例（缺省 0）',
  },
  optionPaymentOf: {
    en: 'what was received: received, total_fee or fund_payment',
    zh: '收入口径：received、total_fee 或 fund_payment',
  },
  optionPayments: {
    en: 'what was received for each case instead: case_id, payment',
    zh: '另给各病例收入：case_id、payment',
  },
  optionSettled: {
    en: 'what a settled run pays for each case instead',
    zh: '收入改取某次清算结果中各病例的支付额',
  },
  optionSettledTerms: {
    en: 'terms or facts of its entity case that are added up: value,own (fund and patient) unless said',
    zh: '相加的病例（case）条款或事实，缺省为 value,own（基金应付与个人支付）',
  },
  optionCostHospital: {
    en: 'the cases of one hospital alone',
    zh: '仅核算某一医疗机构的病例',
  },
  optionReportHospital: {
    en: 'show one hospital alone, measured by all',
    zh: '仅显示某一医疗机构，标准仍取自全部病例',
  },
  optionCostBy: {
    en: 'what is summed: group, hospital, department',
    zh: '汇总维度：group、hospital、department',
  },
  optionCostFolder: { en: 'write a CSV per result into a folder', zh: '将各项结果写成 CSV 存入目录' },
  optionGrouped: {
    en: 'the groups of the cases, as "openvbp group -o" writes them; else their own column',
    zh: '病例分组结果，即 “openvbp group -o” 的输出；缺省取病例自带的病组列',
  },
  optionGroupColumn: { en: 'the column that has the group', zh: '病组所在列' },
  optionWeights: {
    en: 'a table of groups: drg, weight; mean_days, mean_fee, risk',
    zh: '病组表：drg、weight；mean_days、mean_fee、risk',
  },
  optionPeriod: {
    en: 'discharged from a day to before another: 2023-01-01/2024-01-01',
    zh: '出院日期区间，含首日不含末日：2023-01-01/2024-01-01',
  },
  optionBefore: {
    en: 'compare with another period, or with other cases',
    zh: '与另一期间或另一份病例对比',
  },
  optionBase: {
    en: 'measure both by the period before, or each by itself (before)',
    zh: '均按前期标准衡量，或各按本期标准（缺省 before）',
  },
  optionSuppress: {
    en: 'withhold counts from 1 to below N, and what gives them away',
    zh: '不公布 1 至 N−1 的小计数及可推算出它们的数字',
  },
  optionIntervalFrom: {
    en: 'cases from which a change has an interval (30)',
    zh: '给出变化置信区间所需的最少病例数（缺省 30）',
  },
  optionReportFile: {
    en: 'write the report: .html, .csv or .json',
    zh: '写出报告：.html、.csv 或 .json',
  },
  optionValuePeriod: {
    en: 'cycles that begin from a day to before another: 2022-01-01/2024-01-01',
    zh: '周期起始日区间，含首日不含末日：2022-01-01/2024-01-01',
  },
  optionValueAsOf: {
    en: 'nothing from this day on is known (default: the day after the data ends)',
    zh: '自该日起视为未知（默认为数据结束次日）',
  },
  optionValueBasis: {
    en: 'cost that counts: paid by the payer, allowed (by payer and person; default), charge',
    zh: '费用口径：paid 基金支付，allowed 准予支付（默认），charge 总费用',
  },
  optionValueAdjust: {
    en: 'adjust by strata or by main effects, instead of the document’s way',
    zh: '按分层（strata）或主效应模型（main-effects）调整，代替病种文档所定方法',
  },
  optionValueSet: {
    en: 'value set for answers to EQ-5D: eq-5d-5l/china',
    zh: 'EQ-5D 作答所用效用值集：eq-5d-5l/china',
  },
  optionValueCycles: {
    en: 'write a row per cycle, with its outcomes and cost: .csv, .parquet or .json',
    zh: '写出每个周期一行的明细（结果与费用）：.csv、.parquet 或 .json',
  },
  optionValueLines: {
    en: 'write the claim lines behind the cost of each cycle: .csv, .parquet or .json',
    zh: '写出各周期费用对应的费用明细行：.csv、.parquet 或 .json',
  },
  optionValueFile: {
    en: 'write the report: .html, .json, .csv or .parquet (repeat)',
    zh: '写出报告：.html、.json、.csv 或 .parquet（可重复）',
  },
  optionCodes: {
    en: 'codes of another edition and what they are in the scheme’s: from, to, kind',
    zh: '编码版本对照（如国临版与医保版）：from、to、kind',
  },
  optionTables: {
    en: 'the imported tables of CMS-HCC, or a folder of them',
    zh: '已导入的 CMS-HCC 模型表，或存放多份的文件夹',
  },
  optionYear: {
    en: 'payment year: its models, shares, normalisation and coding adjustment',
    zh: '支付年度：采用该年度的模型、权重、标准化系数与编码强度调整',
  },
  optionModel: {
    en: 'one model instead: V22, V24, V28, ESRD-V21, ESRD-V24, RX-V05, RX-V08; of an edition the tables name: RX-V08-PDP_ONLY',
    zh: '改用单一模型：V22、V24、V28、ESRD-V21、ESRD-V24、RX-V05、RX-V08；表中列有多版时写明版次，如 RX-V08-PDP_ONLY',
  },
  optionNormalization: { en: 'its normalisation factor (1)', zh: '该模型的标准化系数（缺省 1）' },
  optionCoding: {
    en: 'its coding adjustment, a share taken off (0)',
    zh: '该模型的编码强度调整，扣减比例（缺省 0）',
  },
  optionDiagnoses: {
    en: 'diagnoses in a table of their own: person_id, code',
    zh: '另表提供的诊断：person_id、code',
  },
  optionScorePeriod: {
    en: 'dates of service that count, of a data folder: 2024-01-01/2025-01-01',
    zh: '数据文件夹中计入的服务日期，含首日不含末日：2024-01-01/2025-01-01',
  },
  optionContributions: { en: 'write what each diagnosis adds', zh: '写出各诊断的贡献' },
  optionScheme: {
    en: 'the imported scheme or catalogue; DIP without one makes it of the cases',
    zh: '已导入的分组方案或病种目录；DIP 缺省时由所给病例编制',
  },
  optionFile: { en: 'the file to write', zh: '输出文件' },
  optionEdition: { en: 'the version to name it by', zh: '版本号' },
  optionNames: {
    en: 'DIP: codes and their names (code, name), to name groups by',
    zh: 'DIP：编码名称表（code、name），用于病种命名',
  },
  optionRules: { en: 'DIP: the city’s rules, a YAML document', zh: 'DIP：统筹地区规则文件（YAML）' },
  optionCatalogueYears: {
    en: 'DIP from a data folder: years the catalogue is made of',
    zh: 'DIP 由数据文件夹编制时所用的年份',
  },
  optionCase: { en: 'DIP: tell the way of this case (repeat)', zh: 'DIP：说明该病例的入组过程（可重复）' },
  optionPort: { en: 'the port it listens on (default 8627; 0: any)', zh: '监听端口（默认 8627；0 为任意）' },
  optionHost: {
    en: 'the address it listens on (default 127.0.0.1; another asks for a key)',
    zh: '监听地址（默认 127.0.0.1；其他地址需要密钥）',
  },
  optionToken: { en: 'the key to ask for', zh: '访问所需的密钥' },
  optionOpen: { en: 'open the browser', zh: '打开浏览器' },
  optionQualityPage: { en: 'write the report as an HTML page', zh: '将报告写成 HTML 网页' },
  optionNoQuality: { en: 'leave out the quality report', zh: '不生成质量报告' },
  optionQualityStrict: { en: 'exit with 1 where the report has errors', zh: '报告中有错误时退出码为 1' },
  optionData: { en: 'the data folder; a new one, or one to add to', zh: '数据文件夹；新建，或追加到已有的' },
  optionFormat: { en: 'option of the format (repeat)', zh: '该格式的选项（可重复）' },
  optionRefused: { en: 'exit with 1 where rows were refused', zh: '有行被拒收时退出码为 1' },

  optionJson: { en: 'print one JSON document', zh: '输出一个 JSON 文档' },
  optionLang: { en: "language, en or zh (else the system's)", zh: '语言，en 或 zh（默认随系统）' },
  optionExact: { en: 'show every digit', zh: '显示全部数字位' },
  optionSettleData: { en: 'read methods’ data from another folder', zh: '方法改从另一数据文件夹读取' },
  optionTable: { en: 'read an entity from another file (repeat)', zh: '某个对象改从另一文件读取（可重复）' },
  optionCurrency: {
    en: 'what the amounts are in, as the data does not say: CNY, USD …',
    zh: '金额的币种（数据本身未注明）：CNY、USD 等',
  },
  optionAsOf: { en: 'as-of date instead of the contract’s', zh: '替换协议的截至日期' },
  optionSet: { en: 'parameter instead of the contract’s (repeat)', zh: '替换协议的参数（可重复）' },
  optionOutput: {
    en: "the run's folder (default: CONTRACT-ID.run here)",
    zh: '测算结果目录（默认为当前目录下的 协议编号.run）',
  },
  optionForce: { en: 'replace a run that is there', zh: '覆盖已有的测算结果' },
  optionAuditOutput: {
    en: 'FILE.html: the report as a page; FILE.csv: all findings, with columns to decide in (may be repeated)',
    zh: '文件.html：网页报告；文件.csv：全部疑点及处理栏（可重复）',
  },
  optionAuditFrom: {
    en: 'cases discharged from this day (default: all)',
    zh: '自该日起出院的病例（默认全部）',
  },
  optionAuditTo: { en: 'cases discharged before this day', zh: '该日之前出院的病例' },
  optionAuditAsOf: {
    en: 'nothing after this day is known, as in a contract of that as-of date (default: all is)',
    zh: '晚于该日的记录视为未知，与截至日期为该日的协议一致（默认全部已知）',
  },
  optionAuditGroups: {
    en: 'a CSV with the group of each case, as "group -o" writes it (default: the payer’s own)',
    zh: '病例分组结果 CSV，即 “group -o” 的输出（默认用付费方分组）',
  },
  optionAuditParameters: {
    en: 'a CSV of thresholds: rule, parameter, value',
    zh: '阈值 CSV：rule、parameter、value',
  },
  optionAuditRules: {
    en: 'rules or families, with commas between (default: all)',
    zh: '规则或类别，以逗号分隔（默认全部）',
  },
  optionThreads: { en: 'processor cores to use', zh: '使用的处理器核数' },
  optionStrict: { en: 'exit with 1 where a payment is undetermined', zh: '有无法确定的款项时退出码为 1' },
  optionPage: { en: 'page of the claim lines behind a fact', zh: '事实背后明细的第几页' },
  optionDepth: { en: 'levels to follow (default 3)', zh: '展开层数（默认 3）' },
  optionLedger: {
    en: "the ledger (default: the contract's, beside the contract)",
    zh: '台账文件（默认为协议文件旁该协议的台账）',
  },
  optionGrid: {
    en: 'a scenario for each step (repeat for combinations)',
    zh: '按步长逐一设定情景（可重复以组合）',
  },
  optionKey: { en: 'their key columns, in the order of ours', zh: '对方文件的键列，顺序与我方一致' },
  optionAmount: { en: 'their column of amounts', zh: '对方文件的金额列' },
  optionPayment: { en: 'our payment (needed if there are several)', zh: '我方支付项（有多个时必填）' },
  optionEntity: { en: 'compare a term of this entity instead', zh: '改为比较该对象的条款公式' },
  optionTerm: { en: 'the term to compare', zh: '要比较的条款公式' },
  optionWithin: { en: 'agree within this much', zh: '允许的绝对误差' },
  optionRelative: { en: 'agree within this share of theirs', zh: '允许的相对误差（占对方数字的比例）' },
  optionMembers: { en: 'how many people', zh: '人数' },
  optionCountry: { en: 'whose care and codes: us or cn', zh: '采用哪国的医疗服务与编码：us 或 cn' },
  optionSeed: { en: 'another number, another population (default 1)', zh: '换一个数即换一个人群（默认 1）' },
  optionYears: { en: 'years of claims (default 3)', zh: '费用覆盖的年数（默认 3）' },
  optionFrom: {
    en: 'first day, the first of a month (default 2021-01-01)',
    zh: '起始日，须为某月一日（默认 2021-01-01）',
  },
  optionHelp: { en: 'show this help', zh: '显示帮助' },
  optionVersion: { en: 'show the version', zh: '显示版本' },
} as const;
