import { defineMessages } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';

export const messages = defineMessages({
  'risk-misfit': {
    severity: 'error',
    en: '{path}: {where} does not fit the rest of the document; expected: {expected}',
    zh: '{path}：{where} 与文档其他部分不符；应为：{expected}',
  },
  'risk-factor-unknown': {
    severity: 'warning',
    en: '"{factor}" is not known of {count} of {all}: they have no score, only the least it can be',
    zh: '{all} 例中有 {count} 例的“{factor}”未知：没有得分，仅给出可能的最低分',
  },
});

/** What a line of a score says besides the factor it is of. */
export const stratifyReasons = {
  'same-factor': { en: 'says the same of a factor that counts already', zh: '所证明的因素已计分' },
  superseded: { en: 'a graver form of it counts', zh: '已按更重的同类因素计分' },
  'factor-unknown': { en: 'a factor is not known', zh: '有因素未知' },
} satisfies Record<string, Localized>;
