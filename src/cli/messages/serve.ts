/** What `openvbp serve` says. */
export const serveWords = {
  building: { en: 'Building the pages …', zh: '正在构建页面……' },
  notBuilt: { en: 'The pages could not be built: {problem}', zh: '页面构建失败：{problem}' },
  serving: {
    en: 'OpenVBP shows {folder} at {url}\nEnd it with Ctrl+C.',
    zh: 'OpenVBP 已打开 {folder}，地址：{url}\n按 Ctrl+C 结束。',
  },
} as const;
