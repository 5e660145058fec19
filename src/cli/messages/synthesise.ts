/** What `openvbp synthesise` says. */

export const synthesiseWords = {
  making: { en: 'A population of {members}', zh: '正在生成 {members} 人的合成人群' },
  progress: { en: '{done} of {total} members', zh: '已生成 {done} / {total} 人' },
  made: { en: 'A made-up population in {folder}', zh: '合成人群已写入 {folder}' },
  there: { en: 'This very population is in {folder} already', zh: '{folder} 中已有这一人群，未作改动' },
  table: { en: 'Table', zh: '数据表' },
  rows: { en: 'Rows that stand', zh: '有效行数' },
  superseded: { en: 'Superseded', zh: '已被取代' },
  demo: {
    en: 'A made-up population, and five contracts settled on its claims: a bundle, a medical home, shared savings, a capitation, and that beside fees.',
    zh: '生成一个合成人群，并在其费用明细上结算五份协议：捆绑付费、医疗之家、共享结余、按人头付费，以及按人头与按项目付费的对照。',
  },
  demoMore: {
    en: 'On the claims of a made-up population, from the lines up: {command}',
    zh: '在合成人群上从费用明细开始结算：{command}',
  },
  demoFiles: {
    en: 'Everything is in {folder}: change the contracts and settle again.',
    zh: '所有文件都在 {folder} 中：修改协议后可以重新结算。',
  },
} as const;
