import { describe, expect, test } from 'vitest';
import type { PlanPayment } from '../../src/language/plan.ts';
import {
  at,
  boolean,
  column,
  constant,
  date,
  entity,
  fact,
  given,
  money,
  origin,
  plan,
  reference,
  term,
} from './build.ts';
import { interpret } from './interpret.ts';
import type { Position } from './rows.ts';

const payment = (parts: Partial<PlanPayment> = {}): PlanPayment => ({
  id: 'care',
  for: 'case',
  from: { kind: 'role', role: 'payer' },
  to: { kind: 'row', path: ['hospital'], entity: 'hospital' },
  amount: constant(money, '0'),
  signed: false,
  terms: { amount: 'amount', due: 'due', pendingUnless: 'decided' },
  origin,
  ...parts,
});

type Case = { id: string; amount?: string; decided?: boolean; hospital?: string; on?: string };

function statement(cases: Case[], ledger: Position[] = [], parts: Partial<PlanPayment> = {}) {
  return settle(cases, ledger, parts).statement;
}

function settle(cases: Case[], ledger: Position[] = [], parts: Partial<PlanPayment> = {}) {
  const model = plan(
    [
      entity('hospital', { terms: [{ name: 'paid', type: money, formula: 'posted("care")', origin }] }),
      entity('case', {
        references: [reference('hospital', 'hospital')],
        facts: [fact('fee', money), fact('seen', boolean), fact('on', date)],
        terms: [
          term('amount', money, column('me', money, 'case', 'fee')),
          term('decided', boolean, column('me', boolean, 'case', 'seen')),
          term('due', date, column('me', date, 'case', 'on')),
        ],
      }),
    ],
    {
      payments: [payment(parts)],
      posted: [{ entity: 'hospital', term: 'paid', payment: 'care', down: ['hospital'] }],
    },
  );
  return interpret(
    model,
    given(
      {
        hospital: [{ key: { id: 'h1' } }, { key: { id: 'h2' } }],
        case: cases.map((c) => ({
          key: { id: c.id },
          references: { hospital: c.hospital === '' ? null : [c.hospital ?? 'h1'] },
          facts: {
            fee: c.amount === undefined ? null : at(money, c.amount),
            seen: c.decided ?? null,
            on: c.on ?? null,
          },
        })),
      },
      { ledger },
    ),
  );
}

const posted = (key: string, to: string, amount: bigint): Position => ({
  payment: 'care',
  key,
  from: 'P',
  to,
  amount,
});
const row = (key: string, parts: object) => ({
  payment: 'care',
  entity: 'case',
  key,
  from: 'P',
  to: 'h1',
  posted: '0.00',
  difference: null,
  due: null,
  ...parts,
});

describe('status (language §5)', () => {
  test('final: rounded half up to the cent, with what posting adds', () => {
    const cases = [{ id: 'a', amount: '10.005', decided: true, on: '2024-02-29' }];
    expect(statement(cases, [posted('a', 'h1', 400n)])).toEqual([
      row('a', { amount: '10.01', posted: '4.00', difference: '6.01', due: '2024-02-29', status: 'final' }),
    ]);
  });

  test('pending shows its amount and posts nothing; undetermined says why', () => {
    const cases: Case[] = [
      { id: 'a', amount: '1', decided: false },
      { id: 'b', decided: true },
      { id: 'c', amount: '1' },
      { id: 'd', amount: '1', decided: true, hospital: '' },
    ];
    const why = (key: string, name: string) => ({ kind: 'missing', entity: 'case', key, name });
    expect(statement(cases, [posted('d', 'h2', 700n)])).toEqual([
      row('a', { amount: '1.00', status: 'pending' }),
      row('b', { amount: null, status: 'undetermined', reason: why('b', 'fee') }),
      row('c', { amount: null, status: 'undetermined', reason: why('c', 'seen') }),
      row('d', {
        amount: null,
        status: 'undetermined',
        to: null,
        posted: '7.00',
        reason: why('d', 'hospital'),
      }),
    ]);
  });

  test('a negative amount is undetermined unless signed; it is judged after rounding', () => {
    const cases: Case[] = [
      { id: 'a', amount: '-0.004', decided: true },
      { id: 'b', amount: '-0.005', decided: true },
    ];
    const amounts = (signed: boolean) => statement(cases, [], { signed }).map((r) => [r.amount, r.status]);
    expect(amounts(true)).toEqual([
      ['0.00', 'final'],
      ['-0.01', 'final'],
    ]);
    expect(amounts(false)).toEqual([
      ['0.00', 'final'],
      [null, 'undetermined'],
    ]);
    const [, b] = statement(cases);
    expect(b!.reason).toEqual({ kind: 'negative', entity: 'case', key: 'b', name: 'care' });
  });
});

describe('the ledger', () => {
  test('a row that vanished, or changed its party, is reversed after the others', () => {
    const ledger = [posted('z', 'h1', 500n), posted('a', 'h2', 300n), posted('y', 'h1', 0n)];
    const [present, ...reversals] = statement([{ id: 'a', amount: '3', decided: true }], ledger);
    expect(present).toMatchObject({ key: 'a', to: 'h1', posted: '0.00', difference: '3.00' });
    expect(reversals).toEqual([
      row('a', { to: 'h2', amount: '0.00', posted: '3.00', difference: '-3.00', status: 'final' }),
      row('z', { amount: '0.00', posted: '5.00', difference: '-5.00', status: 'final' }),
    ]);
  });

  test('posted(): final rows as rounded, pending rows as the ledger has them, undetermined ones unknown', () => {
    const cases: Case[] = [
      { id: 'a', amount: '10.005', decided: true },
      { id: 'b', amount: '99', decided: false },
      { id: 'c', decided: true, hospital: 'h2' },
    ];
    const [h1, h2] = settle(cases, [posted('b', 'h1', 250n), posted('gone', 'h1', 900n)]).rows['hospital']!;
    expect(h1!.terms['paid']!.value).toBe(at(money, '12.51'));
    expect(h2!.terms['paid']!.reason).toEqual({ kind: 'missing', entity: 'case', key: 'c', name: 'fee' });
  });
});
