/** `risk.charlson` and `risk.elixhauser` as methods of a contract. */
import type { Method } from '../../method.ts';
import { diagnosesOf, diagnosisLines, DIAGNOSIS_OPTIONS, DIAGNOSIS_REASONS } from '../diagnoses.ts';
import { placed } from '../inpatient.ts';
import { strangeCodes } from '../strange-codes.ts';
import { charlson } from './charlson.ts';
import { elixhauser } from './elixhauser.ts';
import { scoreComorbidities } from './score.ts';
import type { Comorbidities } from './types.ts';
import { prefixesOf } from './types.ts';

const TITLES = {
  charlson: { en: 'Charlson comorbidity index', zh: 'Charlson 合并症指数' },
  elixhauser: { en: 'Elixhauser comorbidities', zh: 'Elixhauser 合并症' },
};
const WEIGHTS = {
  charlson: { en: 'Score, weights of 1987', zh: '得分（1987 年权重）' },
  quan: { en: 'Score, weights of 2011', zh: '得分（2011 年权重）' },
  vw: { en: 'Score by van Walraven', zh: '得分（van Walraven 权重）' },
  swiss: { en: 'Score, Swiss weights', zh: '得分（瑞士权重）' },
};

function method(index: Comorbidities): Method {
  return {
    name: `risk.${index.name}`,
    title: TITLES[index.name],
    about: {
      en: 'Comorbidities of each person by the ICD-10 codes of their claims, and the scores they add up to.',
      zh: '依据费用明细中的 ICD-10 编码判定每人的合并症，并计算得分。',
    },
    source: 'Quan et al., Med Care 2005;43:1130–9; weights: see the columns',
    reads: ['medical_claim', 'eligibility'],
    options: DIAGNOSIS_OPTIONS,
    columns: [
      { name: 'person_id', type: 'text', label: { en: 'Person', zh: '参保人' }, key: true },
      ...index.categories.map(({ name, en, zh }) => ({ name, type: 'boolean' as const, label: { en, zh } })),
      ...Object.keys(index.weights).map((name) => ({
        name,
        type: 'integer' as const,
        label: WEIGHTS[name as keyof typeof WEIGHTS],
      })),
    ],
    reasons: DIAGNOSIS_REASONS,
    async compute(context) {
      const given = await diagnosesOf(context);
      await scoreComorbidities(context.warehouse, index, { ...given, into: context.into });
      const prefixes = index.categories.flatMap((category) => prefixesOf(category.prefixes));
      await diagnosisLines(context, given, `values ${prefixes.map((prefix) => `('${prefix}')`).join(', ')}`);
      return placed(context, await strangeCodes(context.warehouse, given.diagnoses, 'ICD-10'));
    },
  };
}

export const comorbidity: readonly Method[] = [method(charlson), method(elixhauser)];
