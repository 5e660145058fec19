/** What `openvbp publish` says. */

export const publishWords = {
  from: { en: 'From', zh: '一方' },
  to: { en: 'To', zh: '另一方' },
  total: { en: 'Total', zh: '合计' },
  written: {
    en: 'public.csv, public.json and public.html are in {folder}; rows with something withheld: {count}.',
    zh: 'public.csv、public.json、public.html 已写入 {folder}；含不公开数字的行：{count}。',
  },
} as const;
