/** 32,000 formulas in chains 100 deep: they compile, in an order; the time is printed, not judged. */
import { expect, it } from 'vitest';
import { planOf } from './example.ts';

const CHAINS = 320;
const DEPTH = 100;

it('compiles 32,000 formulas, 100 deep', () => {
  const lines: string[] = [];
  for (let chain = 0; chain < CHAINS; chain++) {
    for (let level = 0; level < DEPTH; level++) {
      // In falling order, so that each formula needs one that stands after it.
      const before = `t${chain}_${level + 1}`;
      const formula =
        level === DEPTH - 1
          ? 'spending * risk'
          : level % 3 === 0
            ? `if ${before} > rate then ${before} - rate else 0`
            : `${before} + share * (spending - rate)`;
      lines.push(`    t${chain}_${level}: ${formula}`);
    }
  }
  const started = performance.now();
  const plan = planOf(`entities:
  member: { facts: { spending: money, risk: ratio } }
parameters: { share: 0.7, rate: { type: money, value: 12 } }
terms:
  member:
${lines.join('\n')}
`);
  console.log(`read and compiled ${lines.length} formulas in ${Math.round(performance.now() - started)} ms`);
  expect(plan.order.filter((node) => node.node === 'term')).toHaveLength(CHAINS * DEPTH);
  expect(plan.order.at(-1)).toMatchObject({ name: expect.stringMatching(/_0$/) });
});

it('says each of many mistakes without comparing everything with everything', () => {
  const lines = Array.from({ length: 3_000 }, (_, i) => `    t${i}: spendin_${i} + gone`);
  const started = performance.now();
  expect(() =>
    planOf(`entities:\n  member: { facts: { spending: money } }\nterms:\n  member:\n${lines.join('\n')}\n`),
  ).toThrow(/unknown-name/);
  console.log(`3,000 unknown names in ${Math.round(performance.now() - started)} ms`);
});
