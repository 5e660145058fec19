import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../../server/api.ts';
import { because } from './because.ts';

const number = { kind: 'number', dimensions: {}, scale: 15 } as const;
const make = (
  name: string,
  value: string | boolean | null,
  formula?: string,
  children: Explanation[] = [],
): Explanation => ({
  kind: formula === undefined ? 'fact' : 'term',
  entity: 'aco',
  key: 'a',
  name,
  value,
  type: typeof value === 'boolean' ? { kind: 'boolean' } : number,
  children,
  ...(formula !== undefined && { formula }),
});
const said = (root: Explanation) =>
  because(root).map((step) =>
    step.kind === 'is'
      ? `${step.of.name} is ${step.met}`
      : [step.left, step.right]
          .map((side) => (typeof side === 'string' ? side : `${side.name} ${String(side.value)}`))
          .join(` not ${step.sign} `),
  );

describe('because', () => {
  const qualifies = make('qualifies', false, 'counted > 0 and savings_rate >= required_rate', [
    make('counted', '17743'),
    make('savings_rate', '0.0092'),
    make('required_rate', '0.122'),
  ]);
  const earned = make('earned', '0', 'if qualifies then min(a, b) else 0', [
    qualifies,
    make('a', '5'),
    make('b', '6'),
  ]);

  it('follows nothing to the comparison that decided', () => {
    expect(
      said(make('share', '0', 'earned - recouped', [earned, make('recouped', '0', 'min(earned, 0)')])),
    ).toEqual(['qualifies is false', 'savings_rate 0.0092 not >= required_rate 0.122']);
  });

  it('says a condition written out', () => {
    expect(
      said(
        make('loss', '0', 'if quality < 0.4 then savings else 0', [
          make('quality', '0.85'),
          make('savings', '3'),
        ]),
      ),
    ).toEqual(['quality 0.85 not < 0.4']);
  });

  it('follows the branch taken', () => {
    const inner = make('paid', '0', 'if late then 0 else if qualifies then 9 else 0', [
      make('late', false),
      qualifies,
    ]);
    expect(said(inner)[0]).toBe('qualifies is false');
    expect(said(make('paid', '0', 'if late then 0 else 5', [make('late', true)]))).toEqual(['late is true']);
  });

  it('says nothing where the values do not tell, or there is something', () => {
    expect(said(make('x', '0', 'if any(b) then 1 else 0'))).toEqual([]);
    expect(said(make('x', '12', 'earned - recouped', [earned]))).toEqual([]);
    expect(said(make('x', null, 'earned'))).toEqual([]);
  });
});
