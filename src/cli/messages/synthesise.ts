/** What `openvbp synthesise` says. */

export const synthesiseWords = {
  making: { en: 'A population of {members}', zh: '正在生成 {members} 人的合成人群' },
  progress: { en: '{done} of {total} members', zh: '已生成 {done} / {total} 人' },
  made: { en: 'A made-up population in {folder}', zh: '合成人群已写入 {folder}' },
  there: { en: 'This very population is in {folder} already', zh: '{folder} 中已有这一人群，未作改动' },
  table: { en: 'Table', zh: '数据表' },
  rows: { en: 'Rows that stand', zh: '有效行数' },
  superseded: { en: 'Superseded', zh: '已失效' },
} as const;
