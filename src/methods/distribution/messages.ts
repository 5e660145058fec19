import { defineMessages } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';

export const messages = defineMessages({
  'one-source-of-amounts': {
    severity: 'error',
    en: 'give the amounts by one of `amounts` (a result) and `amounts_file`',
    zh: '金额来源 `amounts`（结果）与 `amounts_file` 须填写且仅填写一个',
  },
  'result-column-missing': {
    severity: 'error',
    en: 'the result {result} has no column {column}; it has {found}',
    zh: '结果 {result} 没有列 {column}，现有列为 {found}',
  },
  'share-unreadable': {
    severity: 'error',
    en: '`shares`: "{text}" is not a rule and its share, such as panel:60',
    zh: '`shares`：“{text}”不是“规则:份额”，例如 panel:60',
  },
  'shares-not-whole': {
    severity: 'error',
    en: '`shares` add up to {sum}, not to 100 or 1',
    zh: '`shares` 各份额合计为 {sum}，应为 100 或 1',
    hint: {
      en: 'Shares are percentages (100 together) or parts of one. What is to stay undivided goes to a member of its own.',
      zh: '份额以百分数（合计 100）或小数（合计 1）填写。不分配的部分应另列为一个成员。',
    },
  },
  'share-repeated': {
    severity: 'error',
    en: '`shares` names {rule} twice',
    zh: '`shares` 重复列出 {rule}',
  },
  'rule-needs-result': {
    severity: 'error',
    en: '`shares` goes by {rule}, which needs the option `{option}`',
    zh: '`shares` 采用 {rule}，需填写选项 `{option}`',
  },
  'member-repeated': {
    severity: 'error',
    en: 'line {row} of the members’ file: {member} is in {group} already',
    zh: '成员文件第 {row} 行：{member} 已在 {group} 中',
  },
  'amount-repeated': {
    severity: 'error',
    en: '{group} has several amounts',
    zh: '{group} 有多个金额',
  },
  'group-without-members': {
    severity: 'error',
    en: '{group} has an amount of {amount} and no members: nothing of it would be paid',
    zh: '{group} 的金额为 {amount}，但没有成员，无法分配',
  },
  'group-not-there': {
    severity: 'error',
    en: '`groups`: there is no amount of {group}; there are those of {found}',
    zh: '`groups`：没有 {group} 的金额，现有 {found}',
  },
  'groups-left-out': {
    severity: 'note',
    en: '{count} {count|group is|groups are} not among `groups`: {amount} {count|stays|stay} undivided ({unknown} of unknown amount)',
    zh: '有 {count} 个组不在 `groups` 之列，合计 {amount} 未分配（其中 {unknown} 个组金额未知）',
  },
  'members-left-out': {
    severity: 'warning',
    en: 'the members of {groups} get nothing: these groups are not among `groups`',
    zh: '{groups} 的成员未获分配：这些组不在 `groups` 之列',
  },
  'unit-unusable': {
    severity: 'error',
    en: '`unit` must be 0.0001 or more, a whole multiple of it: not {text}',
    zh: '`unit` 应为 0.0001 的正整数倍，不能为 {text}',
  },
});

export const reasons = {
  'amount-missing': { en: 'the group has no amount', zh: '该组没有金额' },
  'amount-unknown': { en: 'the amount of the group is unknown', zh: '该组金额未知' },
  'weight-unknown': { en: 'a weight of the group is unknown', zh: '组内有权重未知' },
  'weight-negative': { en: 'a weight of the group is negative', zh: '组内有权重为负' },
  'weights-zero': { en: 'all weights of the group are zero', zh: '组内权重均为零' },
} as const satisfies Record<string, Localized>;
