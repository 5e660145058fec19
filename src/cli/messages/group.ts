/** What `openvbp group` and `openvbp reference` say. */
export const groupWords = {
  grouping: { en: 'Grouping', zh: '正在分组' },
  cases: {
    en: '{grouped} of {cases} cases grouped by {scheme} {version}',
    zh: '按 {scheme} {version} 分组：{cases} 个病例中 {grouped} 个入组',
  },
  own: { en: 'made of these cases', zh: '（由这些病例编制）' },
  noGroup: { en: 'no group', zh: '未入组' },
  group: { en: 'Group', zh: '病组' },
  title: { en: 'Title', zh: '名称' },
  count: { en: 'Cases', zh: '病例数' },
  without: { en: 'Without a group', zh: '未入组' },
  written: { en: 'Case by case in {file}', zh: '逐例结果见 {file}' },
  writeHint: { en: 'Case by case: add -o FILE.csv', zh: '如需逐例结果，请加 -o 文件.csv' },
  imported: { en: '{title} {version} in {file}: {counts}', zh: '{title} {version} 已写入 {file}：{counts}' },
  kinds: { en: 'References that can be imported', zh: '可导入的参考文件' },
  kindsNext: {
    en: 'Import one: {command} reference import {name} PATH -o FILE.json',
    zh: '导入：{command} reference import {name} 路径 -o 文件.json',
  },
} as const;
