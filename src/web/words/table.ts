/** What a table of many rows says. */
import { defineWords } from './define.ts';

export const table = defineWords({
  goToRow: { en: 'Go to row (1 to {count})', zh: '跳至第几行（1 至 {count}）' },
  go: { en: 'Go', zh: '跳转' },
});
