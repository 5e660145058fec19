/** Which of a model's unverified values a run has to mention. */
import { expect, it } from 'vitest';
import { checkModel } from '../language/index.ts';
import type { Plan } from '../language/plan.ts';
import { unverifiedIn } from './versions.ts';

const MODEL = `model: test/versions
version: 1
currency: USD
parties: [payer]
entities:
  visit: { facts: { day: date, charge: money } }
parameters:
  share:
    type: ratio
    values:
      2020-01-01: { value: 0.5 }
      2024-01-01: { value: 0.6, unverified: true }
  grade:
    inputs: { risk: ratio }
    read: bands
    values:
      2020-01-01: { rows: [[0, 1]], unverified: true }
      2023-01-01: { rows: [[0, 2]] }
  always: { type: ratio, value: 0.1, unverified: true }
  unread:
    type: ratio
    values:
      2020-01-01: { value: 0.5, unverified: true }
      2021-01-01: { value: 0.6 }
terms:
  visit:
    fee: charge * SHARE + charge * grade(1) * always
payments:
  - { id: fee, for: visit, from: payer, to: visit, amount: fee }
`;

function plan(share: string): Plan {
  const { value, diagnostics } = checkModel('model.yaml', { text: MODEL.replace('SHARE', share) });
  if (!value) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
  return value;
}

const year = (from: number) => ({
  period: { from: `${from}-01-01`, to: `${from + 1}-01-01` },
  asOf: `${from + 1}-03-31`,
});
const unverified = (share: string, from: number) => [...unverifiedIn(plan(share), year(from))];

it.each([
  // What no formula reads may be read by people: any of its values counts.
  [2022, ['grade', 'always', 'unread']],
  [2023, ['always', 'unread']],
  [2024, ['share', 'always', 'unread']],
])('of values that hold on the first day of %s only those that do', (from, names) => {
  expect(unverified('share', from)).toEqual(names);
});

it('looks at the day a formula names', () => {
  expect(unverified('at(share, as_of)', 2022)).not.toContain('share');
  expect(unverified('at(share, as_of)', 2023)).toContain('share');
});

it('takes every value for read where the day is a row’s', () => {
  expect(unverified('at(share, day)', 2022)).toContain('share');
});
