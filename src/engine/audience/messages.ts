import { defineMessages, reporter } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'audience-other-contract': {
    severity: 'error',
    en: 'The audience {audience} is of the contract {of}, and this run is of {contract}.',
    zh: '受众 {audience} 属于协议 {of}，而本次测算属于 {contract}。',
  },
  'audience-no-name': {
    severity: 'error',
    en: 'There is nothing called {name} to hide.',
    zh: '没有名为 {name} 的内容可供隐藏。',
    hint: {
      en: 'Parameters and payments stand by their names ({names}), facts, references and terms as entity.name.',
      zh: '参数和支付项直接写名称（{names}）；事实值、引用和公式写作 对象.名称。',
    },
  },
  'audience-open': {
    severity: 'error',
    en: '{name} is to be hidden, but can be worked out from what is shown ({sources}).',
    zh: '{name} 要求隐藏，但可由仍显示的内容（{sources}）推算得出。',
    hint: {
      en: 'Hide a parameter or fact it is computed from too.',
      zh: '请同时隐藏其计算所依据的参数或事实值。',
    },
  },
  'audience-published': {
    severity: 'warning',
    en: '{name} is hidden, but the contract does not change it: its value can be read in the model {model}.',
    zh: '{name} 已隐藏，但协议未更改该参数，其取值可在模型 {model} 中查到。',
  },
});

export const report = reporter(messages);
