import { defineMessages, reporter } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'publish-no-entity': {
    severity: 'error',
    en: '{model} has no entity {name} whose rows could be counted',
    zh: '{model} 中没有可计数的对象 {name}',
    hint: { en: 'It has: {names}.', zh: '可选：{names}。' },
  },
  'publish-no-column': {
    severity: 'error',
    en: '{entity} has no key part, fact or term {name} to tell people apart by',
    zh: '{entity} 中没有可用于区分人员的键、事实值或公式 {name}',
  },
  'publish-no-path': {
    severity: 'error',
    en: 'Who stands behind the payment {payment} cannot be counted: no reference leads from {entity} to {target}, or back',
    zh: '无法计算支付项 {payment} 涉及的人数：{entity} 与 {target} 之间没有引用关系',
    hint: {
      en: 'Count another entity, or leave the payment out with --without {payment}.',
      zh: '请改为计数其他对象，或用 --without {payment} 略去该支付项。',
    },
  },
  'publish-paths': {
    severity: 'error',
    en: 'Who stands behind the payment {payment} is not clear: {entity} leads to {target} in several ways',
    zh: '支付项 {payment} 涉及的人数不明确：{entity} 到 {target} 有多条引用路径',
    hint: {
      en: 'Count another entity, or leave the payment out with --without {payment}.',
      zh: '请改为计数其他对象，或用 --without {payment} 略去该支付项。',
    },
  },
  'publish-names-people': {
    severity: 'error',
    en: 'The payment {payment} has {count} parties of {party} that are people, or one person each: a line by party would name them',
    zh: '支付项 {payment} 的参与方中有 {count} 个 {party} 是个人或各对应一名个人，按参与方列示会暴露其身份',
    hint: {
      en: 'Leave the payment out with --without {payment}.',
      zh: '请用 --without {payment} 略去该支付项。',
    },
  },
  'publish-no-payment': {
    severity: 'error',
    en: '{model} has no payment {name} to leave out',
    zh: '{model} 中没有可略去的支付项 {name}',
  },
});

export const report = reporter(messages);
