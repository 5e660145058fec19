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
  /** What an import counts; other names (mdc, drg, V28 …) are the same in both languages. */
  counted: {
    groups: { en: 'groups', zh: '病种' },
    core: { en: 'core', zh: '核心病种' },
    conservative: { en: 'conservative', zh: '保守治疗病种' },
    comprehensive: { en: 'comprehensive', zh: '综合病种' },
    auxiliary: { en: 'auxiliary', zh: '辅助目录' },
  } as Record<string, Record<'en' | 'zh', string>>,
  imported: { en: '{title} {version} in {file}: {counts}', zh: '{title} {version} 已写入 {file}：{counts}' },
  kinds: { en: 'References that can be imported', zh: '可导入的参考文件' },
  kind: { en: 'Reference', zh: '参考文件' },
  version: { en: 'Version', zh: '版本' },
  state: { en: 'State', zh: '状态' },
  file: { en: 'File', zh: '文件' },
  counts: { en: 'Holds', zh: '内容' },
  whole: { en: 'as imported', zh: '与导入时一致' },
  damaged: { en: 'changed or cut', zh: '已改动或不完整' },
  noReferences: { en: '{folder} holds no references.', zh: '{folder} 中没有参考文件。' },
  kindsNext: {
    en: 'Import one: {command} reference import {name} PATH -o FILE.json',
    zh: '导入：{command} reference import {name} 路径 -o 文件.json',
  },
} as const;
