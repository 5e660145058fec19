/** What `openvbp score` says. */
export const scoreWords = {
  scoring: { en: 'Scoring', zh: '正在评分' },
  people: {
    en: '{scored} of {people} people scored: {index}',
    zh: '{index}：{people} 人中 {scored} 人有得分',
  },
  model: { en: 'Model', zh: '模型' },
  share: { en: 'Share', zh: '权重' },
  normalization: { en: 'Normalisation', zh: '标准化系数' },
  coding: { en: 'Coding adjustment', zh: '编码强度调整' },
  score: { en: 'Score', zh: '得分' },
  segment: { en: 'Segment', zh: '人群' },
  count: { en: 'People', zh: '人数' },
  mean: { en: 'Mean', zh: '均值' },
  without: { en: 'Without a score', zh: '无得分' },
  written: { en: 'Person by person in {file}', zh: '逐人结果见 {file}' },
  writtenWhy: { en: 'What each diagnosis adds in {file}', zh: '各诊断的贡献见 {file}' },
  writeHint: {
    en: 'Person by person: add -o FILE.csv; what each diagnosis adds: --contributions FILE.csv (or .parquet, .json)',
    zh: '逐人结果：加 -o 文件.csv；各诊断的贡献：加 --contributions 文件.csv（也可用 .parquet、.json）',
  },
} as const;
