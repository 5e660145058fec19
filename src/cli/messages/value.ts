/** What `openvbp value` says besides the words of the report. */
export const valueCommandWords = {
  looking: { en: 'Following cycles of care', zh: '跟踪诊疗周期' },
  conditions: { en: 'Conditions', zh: '病种' },
  name: { en: 'Name', zh: '名称' },
  outcomes: { en: 'Outcomes', zh: '结果指标数' },
  next: {
    en: 'Charts, all figures and the variation in four steps: add -o report.html; figures: -o figures.csv',
    zh: '图表、全部指标与差异分析四步：加 -o report.html；指标数据：-o figures.csv',
  },
  run: {
    en: 'Look at one: openvbp value NAME DATA',
    zh: '查看某一病种：openvbp value 名称 数据文件夹',
  },
  written: { en: 'Written: {files}', zh: '已写出：{files}' },
  more: {
    en: '… and {count} more, in the files (-o) and with --json',
    zh: '……另有 {count} 家，见输出文件（-o）或 --json',
  },
  columns: { en: 'Columns of the table above: {list}', zh: '上表各列：{list}' },
} as const;
