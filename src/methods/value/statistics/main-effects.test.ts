import { expect, test } from 'vitest';
import { mainEffects } from './main-effects.ts';

test('logistic: admissions at Berkeley by sex and department, as R’s glm has them', () => {
  // UCBAdmissions: admitted, rejected.
  const table: Record<string, [number, number, number, number]> = {
    A: [512, 313, 89, 19],
    B: [353, 207, 17, 8],
    C: [120, 205, 202, 391],
    D: [138, 279, 131, 244],
    E: [53, 138, 94, 299],
    F: [22, 351, 24, 317],
  };
  const patterns = Object.entries(table).flatMap(([department, [men, notMen, women, notWomen]]) => [
    { levels: ['a man', department], cases: men + notMen, sum: men },
    { levels: ['b woman', department], cases: women + notWomen, sum: women },
  ]);
  const fit = mainEffects(patterns, 'share')!;
  expect(fit.intercept).toBeCloseTo(0.58205, 4);
  expect(fit.effects[0]?.get('b woman')).toBeCloseTo(0.09987, 4);
  const departments = ['B', 'C', 'D', 'E', 'F'].map((name) => fit.effects[1]?.get(name)?.toFixed(3));
  expect(departments).toEqual(['-0.043', '-1.263', '-1.295', '-1.739', '-3.306']);
  // The fitted events add up to those seen.
  const awaited = patterns.reduce((sum, { cases }, i) => sum + cases * (fit.expected[i] ?? 0), 0);
  expect(awaited).toBeCloseTo(1755, 6);
});

test('log-linear: the counts of Dobson 1990, the example of R’s glm', () => {
  const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12];
  const patterns = counts.map((sum, i) => ({
    levels: [String(i % 3), String(Math.floor(i / 3))],
    cases: 1,
    sum,
  }));
  const fit = mainEffects(patterns, 'cost')!;
  expect(fit.intercept).toBeCloseTo(3.0445, 4);
  expect(fit.effects[0]?.get('1')).toBeCloseTo(-0.4543, 4);
  expect(fit.effects[0]?.get('2')).toBeCloseTo(-0.293, 4);
  expect(fit.effects[1]?.get('1')).toBeCloseTo(0, 8);
});

test('linear: two variables without interaction give the means themselves', () => {
  const patterns = [
    { levels: ['a', 'x'], cases: 2, sum: 2 },
    { levels: ['a', 'y'], cases: 1, sum: 3 },
    { levels: ['b', 'x'], cases: 5, sum: 25 },
    { levels: ['b', 'y'], cases: 1, sum: 7 },
  ];
  expect(mainEffects(patterns, 'mean')?.expected.map((one) => one.toFixed(9))).toEqual([
    '1.000000000',
    '3.000000000',
    '5.000000000',
    '7.000000000',
  ]);
});

test('a level nobody of which has the event: nobody is expected to', () => {
  const patterns = [
    { levels: ['a'], cases: 50, sum: 10 },
    { levels: ['b'], cases: 20, sum: 0 },
  ];
  const fit = mainEffects(patterns, 'share')!;
  expect(fit.expected[0]).toBeCloseTo(0.2, 8);
  expect(fit.expected[1]).toBeLessThan(1e-6);
});

test('variables that say the same, or no cases: no model', () => {
  const same = [
    { levels: ['a', 'x'], cases: 5, sum: 1 },
    { levels: ['b', 'y'], cases: 5, sum: 2 },
    { levels: ['a', 'x'], cases: 5, sum: 1 },
  ];
  expect(mainEffects(same, 'share')).toBeUndefined();
  expect(mainEffects([], 'share')).toBeUndefined();
});
