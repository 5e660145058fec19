import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'no-row': {
    severity: 'error',
    en: 'The run has no {entity} with the key “{key}”.',
    zh: '本批次中没有主键为“{key}”的 {entity}。',
    hint: { en: 'Near it: {near}', zh: '相近的有：{near}' },
  },
});
