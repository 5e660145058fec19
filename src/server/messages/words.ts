/** The words of the server's answers, besides failures. */
export const words = {
  forKey: { en: ' (for {key})', zh: '（{key}）' },
  wouldComeFrom: {
    en: '; it would come from column {column} of {file}',
    zh: '；应来自 {file} 的 {column} 列',
  },
  pendingUntil: { en: 'Pending until: {condition}', zh: '待定，直至：{condition}' },
  whichIs: { en: ' ({formula})', zh: '（{formula}）' },
  dueOn: { en: '; due on {date}', zh: '；应付日期 {date}' },
  moreInCsv: {
    en: 'More rows than a sheet holds: the CSV has all.',
    zh: '行数超出工作表上限，全部数据见 CSV。',
  },
  figureOf: { en: '{title} of {key}', zh: '{key}的{title}' },
  figureIs: { en: '{figure} is {value}.', zh: '{figure}为 {value}。' },
  figureBecause: { en: '{figure} is {value}: {because}.', zh: '{figure}为 {value}：{because}。' },
} as const;
