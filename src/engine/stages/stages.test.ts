import { afterAll, expect, it } from 'vitest';
import { closeExamples, example } from '../testing/example.ts';

afterAll(closeExamples);

it('a chain of formulas deeper than a query can be nested is computed in pieces', async () => {
  const chain = Array.from({ length: 120 }, (_, i) =>
    i === 0 ? 't0: a * half' : `t${i}: ${i % 2 === 1 ? `t${i - 1} + a * half` : `t${i - 1} * half`}`,
  );
  const model = `entities: { x: { facts: { a: { type: money } } } }
parameters: { half: 0.5 }
terms:
  x:
${chain.map((line) => `    ${line}`).join('\n')}
payments: []`;
  const made = await example(model, 'x: [{ id: k, a: 1024 }]');
  // x → x/2 + 512 has its fixed point at 1024, and x/2 before the addition.
  expect(made.of('x k', 't1')).toBe('1024');
  expect(made.of('x k', 't118')).toBe('512');
  expect(made.of('x k', 't119')).toBe('1024');
});

it('terms and lists that need each other across entities are taken in turn', async () => {
  const model = `entities:
  hospital: {}
  ward: { references: { hospital: hospital }, facts: { beds: { type: count } } }
  case: { references: { ward: ward }, facts: { fee: { type: money } } }
parameters: { cap: { type: money, value: 100 } }
terms:
  case:
    capped: min(fee, cap)
    share: capped / ward.total
    heavy: share > hospital_mean
    hospital_mean: ward.hospital.mean_share
  ward:
    total: sum(case.capped)
    heavy: count(case[heavy])
  hospital:
    mean_share: mean(ward.case.share)
    heavy: sum(ward.heavy)
payments: []`;
  const made = await example(
    model,
    `ward: [{ id: W, hospital: H, beds: 1 }, { id: V, hospital: H, beds: 2 }]
case: [{ id: 1, ward: W, fee: 30 }, { id: 2, ward: W, fee: 170 }, { id: 3, ward: V, fee: 50 }]`,
  );
  expect(made.all('case', 'share')).toEqual({ 1: '0.230769230769231', 2: '0.769230769230769', 3: '1' });
  expect(made.of('hospital H', 'mean_share')).toBe('0.666666666666667');
  expect(made.all('ward', 'heavy')).toEqual({ V: '1', W: '1' });
  expect(made.of('hospital H', 'heavy')).toBe('2');
});
