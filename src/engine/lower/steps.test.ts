import { describe, expect, it } from 'vitest';
import { add, multiply } from './arithmetic.ts';
import { sql, Steps, writeSelect } from './steps.ts';

const number = { bound: 10n ** 12n, wide: false };

describe('steps', () => {
  it('what is used once is written where it is used, what is used twice becomes a column', () => {
    const steps = new Steps();
    const [a, b] = [steps.leaf('number', 't.a', number), steps.leaf('number', 't.b', number)];
    const once = steps.make('number', sql`(${a} + ${b})`, number);
    expect(
      writeSelect([{ name: 'x', step: steps.make('number', sql`(${once} * 2)`, number) }], 'from t'),
    ).toBe('select ((t.a + t.b) * 2) as x from t');
    const twice = steps.make('number', sql`(${once} * ${once})`, number);
    expect(writeSelect([{ name: 'x', step: twice }], 'from t')).toBe(
      'select (c2 * c2) as x from (select (t.a + t.b) as c2 from t)',
    );
  });

  it('equal computations are one', () => {
    const steps = new Steps();
    const a = steps.leaf('number', 't.a', number);
    expect(add(steps, a, a)).toBe(add(steps, a, a));
  });

  it('a chain of formulas grows with its length, not exponentially', () => {
    const text = (length: number) => {
      const steps = new Steps();
      let step = steps.leaf('number', 't.a', { bound: 10n ** 6n, wide: true });
      for (let i = 0; i < length; i += 1) step = add(steps, multiply(steps, step, step, 6), step);
      return writeSelect([{ name: 'x', step }], 'from t').length;
    };
    expect(text(40) / text(20)).toBeLessThan(2.5);
  });
});
