/** Facts that are figures of another run: which row there, and, where they are unknown, why they are unknown there. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT, MODEL, folder, settled, written } from '../../../test/support/small.ts';
import type { Run } from '../types.ts';
import { whyIn } from './testing.ts';

const model = (term: string) => `${MODEL}
entities:
  aco: { facts: { given: { type: money, title: { en: Given amount, zh: 给定金额 } }, other: money } }
terms:
  aco:
    total: ${term}
payments: []
`;
const contract = (name: string, bind: string) =>
  `${CONTRACT.replace('contract: small', `contract: ${name}`).replace('./model.yaml', './sum.yaml')}bind:\n  aco:\n${bind}`;
const taken = (name: string, from: string) =>
  contract(
    name,
    `    rows: [{ id: a, given: 1 }, { id: b, given: 2 }, { id: c, given: 3 }]
    facts: { other: { run: ${from}, term: aco.total } }
`,
  );

let at: string;
let last: Run;
const settleOf = (name: string) => settled(join(at, `${name}.yaml`), { replace: true });

describe('a fact of another run', () => {
  beforeAll(async () => {
    at = written(
      {
        'sum.yaml': model('given + other'),
        'first.yaml': contract('first', '    rows: [{ id: a, given: 10, other: 1 }, { id: b, other: 1 }]\n'),
        'second.yaml': taken('second', 'first'),
        'third.yaml': taken('third', 'second'),
      },
      folder(),
    );
    await settleOf('first');
    await settleOf('second');
    last = await settleOf('third');
  }, 60_000);

  it('that is known names the run and its row', async () => {
    const { value, run } = await whyIn(last, 'aco', 'a', 'other');
    expect([value, run]).toEqual(['12', { run: 'second', entity: 'aco', term: 'total', key: 'a' }]);
  });

  it('that is unknown says why it is unknown there, through as many runs as it came', async () => {
    const total = await whyIn(last, 'aco', 'b', 'total');
    expect(total.value).toBeNull();
    const fact = total.children.find(({ name }) => name === 'other');
    expect(fact?.run).toEqual({
      run: 'second',
      entity: 'aco',
      term: 'total',
      key: 'b',
      without: 'unknown',
      reason: { kind: 'missing', entity: 'aco', key: 'b', name: 'other' },
      from: {
        run: 'first',
        entity: 'aco',
        term: 'total',
        key: 'b',
        without: 'unknown',
        reason: { kind: 'missing', entity: 'aco', key: 'b', name: 'given' },
        title: { en: 'Given amount', zh: '给定金额' },
      },
    });
  });

  it('of a row the other run lacks says so', async () => {
    const second = await settleOf('second');
    const { value, run } = await whyIn(second, 'aco', 'c', 'other');
    expect([value, run?.run, run?.key, run?.without]).toEqual([null, 'first', 'c', 'no row']);
  });

  it('of a run that has a value by now, or is gone, says that', async () => {
    const second = await settleOf('second');
    written({ 'first.yaml': contract('first', '    rows: [{ id: b, given: 5, other: 1 }]\n') }, at);
    await settleOf('first');
    expect((await whyIn(second, 'aco', 'b', 'other')).run?.without).toBe('changed');
    rmSync(join(at, 'first.run'), { recursive: true });
    expect((await whyIn(second, 'aco', 'b', 'other')).run?.without).toBe('gone');
  });
});
