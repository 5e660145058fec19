import { afterAll, describe, expect, it } from 'vitest';
import type { Position } from '../ledger/positions.ts';
import { closeExamples, example } from '../testing/example.ts';

afterAll(closeExamples);

const MODEL = `parties: [fund]
entities:
  maker: {}
  aco:
    references: { maker: maker, agent: party }
    facts: { earned: { type: money }, done: { type: boolean }, on: { type: date } }
terms:
  maker: { standing: 'posted("bonus")' }
  agreement: { all: 'posted("bonus")' }
payments:
  - { id: bonus, for: aco, from: fund, to: maker, amount: earned, due: on, pending_unless: done, signed: true }
  - { id: fee, for: aco, from: agent, to: aco, amount: earned }`;

const FACTS = `aco:
  - { id: A, maker: M, agent: X, earned: 10.005, done: true, on: 2024-05-01 }
  - { id: B, maker: M, agent: X, earned: -10.005, done: true }
  - { id: C, maker: N, agent: X, earned: 0.004999, done: false }
  - { id: D, maker: O, earned: 5, done: true }`;

async function statement(facts = FACTS, ledger: Position[] = []) {
  // The party of the contract stands in a test by its role.
  const made = await example(MODEL, facts, { ledger });
  const lines = made.statement.map((row) =>
    [
      row.payment,
      row.key,
      row.from,
      row.to,
      row.amount,
      row.posted,
      row.difference,
      row.due,
      row.status,
      row.reason?.kind,
    ]
      .map((cell) => cell ?? '–')
      .join(' '),
  );
  return { made, lines };
}

describe('the statement (docs/language.md §5)', () => {
  it('rounds half away from zero; pending and undetermined rows post nothing', async () => {
    const { lines } = await statement();
    expect(lines.map((line) => line.replaceAll('fund', 'F'))).toEqual([
      'bonus A F M 10.01 0.00 10.01 2024-05-01 final –',
      'bonus B F M -10.01 0.00 -10.01 – final –',
      'bonus C F N 0.00 0.00 – – pending –',
      'bonus D F O 5.00 0.00 5.00 – final –',
      'fee A X A 10.01 0.00 10.01 – final –',
      'fee B X B – 0.00 – – undetermined negative',
      'fee C X C 0.00 0.00 0.00 – final –',
      'fee D – D – 0.00 – – undetermined missing',
    ]);
  });

  it('the ledger’s positions are taken off; vanished ones are reversed at the end, those of an unknown party stay', async () => {
    const party = (await statement()).made.statement[0]?.from ?? '';
    const position = (payment: string, key: string, from: string, to: string, amount: string) => ({
      payment,
      key,
      from,
      to,
      amount,
    });
    const { lines } = await statement(FACTS, [
      position('bonus', 'A', party, 'M', '4.00'),
      position('bonus', 'C', party, 'N', '0.50'),
      position('bonus', 'D', party, 'M', '2.00'),
      position('bonus', 'Z', party, 'M', '-1.25'),
      position('bonus', 'Y', party, 'M', '0'),
      position('fee', 'D', 'X', 'D', '3.00'),
    ]);
    expect(lines.map((line) => line.replaceAll(party, 'F'))).toEqual([
      'bonus A F M 10.01 4.00 6.01 2024-05-01 final –',
      'bonus B F M -10.01 0.00 -10.01 – final –',
      'bonus C F N 0.00 0.50 – – pending –',
      'bonus D F O 5.00 0.00 5.00 – final –',
      'bonus D F M 0.00 2.00 -2.00 – final –',
      'bonus Z F M 0.00 -1.25 1.25 – final –',
      'fee A X A 10.01 0.00 10.01 – final –',
      'fee B X B – 0.00 – – undetermined negative',
      'fee C X C 0.00 0.00 0.00 – final –',
      'fee D – D – 3.00 – – undetermined missing',
    ]);
  });

  it('posted: final rows count with their amount, pending ones with what the ledger holds', async () => {
    const { made } = await statement();
    const party = made.statement[0]?.from ?? '';
    expect(made.all('maker', 'standing')).toEqual({ M: '0', N: '0', O: '5' });
    const held = await statement(FACTS, [
      { payment: 'bonus', key: 'C', from: party, to: 'N', amount: '0.50' },
    ]);
    expect(held.made.all('maker', 'standing')).toEqual({ M: '0', N: '0.5', O: '5' });
    expect(held.made.of('agreement ', 'all')).toBe('5.5');
    const unknown = await statement(FACTS.replace('earned: 10.005, ', ''));
    expect(unknown.made.of('maker M', 'standing')).toBe('? missing aco A earned');
    expect(unknown.made.of('agreement ', 'all')).toBe('? missing aco A earned');
  });

  it('refuses a ledger finer than the currency', async () => {
    await expect(
      statement(FACTS, [{ payment: 'bonus', key: 'A', from: 'F', to: 'M', amount: '0.001' }]),
    ).rejects.toThrow('finer');
  });
});
