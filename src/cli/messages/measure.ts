/** What `openvbp measure` says. */
export const measureWords = {
  measuring: { en: 'Computing the measure', zh: '正在计算指标' },
  progress: { en: 'Computing the measure: {done} patients', zh: '正在计算指标：已完成 {done} 名患者' },
  summary: {
    en: '{patients} {patients|patient|patients}, {from} to before {to}',
    zh: '{patients} 名患者，测量期 {from} 至 {to}（不含）',
  },
  failed: {
    en: '{failed} of them could not be computed and {failed|is|are} in no count',
    zh: '其中 {failed} 名无法计算，未计入任何人群',
  },
  group: { en: 'Group', zh: '组' },
  stratum: { en: 'Stratum', zh: '分层' },
  all: { en: 'all', zh: '全部' },
  population: { en: 'Population', zh: '人群' },
  patients: { en: 'Patients', zh: '患者数' },
  episodes: { en: 'Episodes', zh: '事件数' },
  score: { en: 'Score', zh: '得分' },
  statement: { en: 'Statement', zh: '表达式' },
  value: { en: 'Result', zh: '结果' },
  explained: { en: 'Patient {patient}: what the statements gave', zh: '患者 {patient}：各表达式的结果' },
  written: { en: 'Written: {files}', zh: '已写入：{files}' },
  writeHint: {
    en: 'MeasureReports and rows: add -o FOLDER; why a patient is in a population: --explain PATIENT',
    zh: '输出 MeasureReport 与逐行结果：加 -o 文件夹；查看患者为何属于某人群：--explain 患者 ID',
  },
} as const;

export const populationWords: Readonly<Record<string, { en: string; zh: string }>> = {
  'initial-population': { en: 'initial population', zh: '初始人群' },
  denominator: { en: 'denominator', zh: '分母' },
  'denominator-exclusion': { en: 'denominator exclusion', zh: '分母排除' },
  'denominator-exception': { en: 'denominator exception', zh: '分母例外' },
  numerator: { en: 'numerator', zh: '分子' },
  'numerator-exclusion': { en: 'numerator exclusion', zh: '分子排除' },
  'measure-population': { en: 'measure population', zh: '测量人群' },
  'measure-population-exclusion': { en: 'measure population exclusion', zh: '测量人群排除' },
  'measure-observation': { en: 'observations', zh: '观察值' },
};
