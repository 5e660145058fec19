/** What `openvbp share` says, and what stands in the place of a hidden figure. */

export const shareWords = {
  all: { en: '{payment}: shown', zh: '{payment}：全部显示' },
  some: { en: '{payment}: hidden are {parts}', zh: '{payment}：隐藏{parts}' },
  nothing: { en: '{payment}: left out', zh: '{payment}：整项略去' },
  rows: { en: 'rows', zh: '明细行' },
  amount: { en: 'amounts', zh: '金额' },
  status: { en: 'states', zh: '状态' },
  due: { en: 'due days', zh: '应付日' },
  written: {
    en: 'shared.csv, shared.json and shared.html are in {folder}. The run and the contract are not for this audience.',
    zh: 'shared.csv、shared.json、shared.html 已写入 {folder}。测算结果文件夹和协议文档不可交给该受众。',
  },
  hidden: {
    en: '{title} of {key}: confidential, not shown to this audience',
    zh: '{key} 的 {title}：保密，不向该受众显示',
  },
} as const;
