import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'compare-currencies': {
    severity: 'error',
    en: 'One run is in {before}, the other in {after}: their amounts cannot be set side by side.',
    zh: '一个批次的币种为 {before}，另一个为 {after}，金额无法直接比较。',
  },
});
