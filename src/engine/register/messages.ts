import { defineMessages, reporter } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'register-no-result': {
    severity: 'error',
    en: 'The run has no single result of {method} ({name}); it has {names}.',
    zh: '测算结果中没有唯一的 {method} 结果（{name}）；现有 {names}。',
    hint: {
      en: 'Name one under `methods:` in the contract, and which with --result where there are several.',
      zh: '请在协议的 `methods:` 中加入；有多个时用 --result 指定。',
    },
  },
});

export const report = reporter(messages);
