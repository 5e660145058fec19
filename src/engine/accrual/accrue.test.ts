import * as fc from 'fast-check';
import { join, resolve } from 'node:path';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CONTRACT, folder, MODEL, settled, statementOf, written } from '../../../test/support/small.ts';
import { checkDocument } from '../../methods/shared/document.ts';
import { add, decimal, decimalText, ZERO } from '../decimal.ts';
import type { Run } from '../types.ts';
import { accrue } from './accrue.ts';
import { entries, type Standing } from './journal.ts';
import { accrualRules } from './rules.ts';

const rules = (payments: string) =>
  checkDocument(`accrual: test\npayments: ${payments}\n`, 'accrual.yaml', accrualRules).value!;
const sum = (amounts: readonly string[]) =>
  decimalText(
    amounts.reduce((all, amount) => add(all, decimal(amount)), ZERO),
    2,
  );

const model = `${MODEL}
entities:
  treatment:
    references: { maker: party }
    facts: { paid: money, share: ratio, known: boolean }
terms: { treatment: { rebate: paid * share } }
parties: [payer]
payments: [{ id: rebate, for: treatment, from: maker, to: payer, amount: rebate, pending_unless: known }]
`;
/** A closing: rows as `id paid share known`. */
async function closing(at: string, asOf: string, lines: readonly string[]): Promise<Run> {
  const rows = lines.map((line) => {
    const [id, paid, share, known] = line.split(' ');
    return `      - { id: ${id}, maker: M, paid: ${paid}, share: ${share}, known: ${known} }\n`;
  });
  const contract = `${CONTRACT}as_of: ${asOf}\nparties: { payer: fund }\nbind:\n  treatment:\n    rows:\n${rows.join('')}`;
  written(
    { 'model.yaml': model, [`${asOf}.yaml`]: contract.replace('contract: small', 'contract: test') },
    at,
  );
  return settled(join(at, `${asOf}.yaml`));
}

it('books what is expected, changes and reverses it, and ends at what was settled', async () => {
  const at = folder();
  const runs = [
    // Nothing is final: a tenth of what was paid. C's share is unknown, so nothing is expected of it.
    await closing(at, '2025-03-31', ['A 100.05 0.5 false', 'B 200 0 false', 'C 50 null false']),
    // A final at half: so is the expectation of the others. D is new.
    await closing(at, '2025-06-30', ['A 100.05 0.5 true', 'B 200 0 false', 'C 50 0 false', 'D 10 1 false']),
    // B final at nothing, A corrected, D gone.
    await closing(at, '2025-09-30', ['A 100.05 0.4 true', 'B 200 0 true', 'C 50 0.3 true']),
  ];
  const { value, diagnostics } = await accrue(
    runs,
    rules('{ rebate: { rule: experience, of: paid, otherwise: 0.1 } }'),
  );
  expect(diagnostics).toEqual([]);
  expect(
    value!.journal.map(({ quarter, key, kind, amount }) => `${quarter} ${key} ${kind} ${amount}`),
  ).toEqual([
    '2025Q1 A accrue 10.01',
    '2025Q1 B accrue 20.00',
    '2025Q2 A reverse -10.01',
    // 50.025 is rounded half up, as amounts are; 50.03 of 100.05 is 0.50005.
    '2025Q2 A settle 50.03',
    '2025Q2 B adjust 80.01',
    '2025Q2 C accrue 25.00',
    '2025Q2 D accrue 5.00',
    '2025Q3 A correct -10.01',
    '2025Q3 B reverse -100.01',
    '2025Q3 C reverse -25.00',
    '2025Q3 C settle 15.00',
    '2025Q3 D reverse -5.00',
  ]);
  expect(
    value!.totals.map(({ opening, balance, settled: now, settledToDate, left }) => [
      opening,
      balance,
      now,
      settledToDate,
      left,
    ]),
  ).toEqual([
    ['0.00', '30.01', '0.00', '0.00', 1],
    ['30.01', '130.01', '50.03', '50.03', 0],
    ['130.01', '0.00', '4.99', '55.02', 0],
  ]);
  const settlement = await statementOf(runs[2]!);
  expect(sum(value!.journal.map(({ amount }) => amount))).toBe(
    sum(settlement.map(({ amount }) => amount ?? '0')),
  );
  for (const run of runs) run.close();
}, 30_000);

it('says what does not fit', async () => {
  const at = folder();
  const run = await closing(at, '2025-03-31', ['A 100 0.5 false']);
  const codes = async (payments: string, runs = [run]) =>
    (await accrue(runs, rules(payments))).diagnostics.map(({ code }) => code);
  expect(await codes('{ rebat: { rule: rate, of: paid, rate: 1 } }')).toEqual(['accrual-no-payment']);
  expect(await codes('{ rebate: { rule: rate, of: pade, rate: 1 } }')).toEqual(['accrual-no-figure']);
  expect(await codes('{ rebate: { rule: rate, of: share, rate: 1 } }')).toEqual(['accrual-not-money']);
  expect(await codes('{ rebate: { rule: amount } }', [run, run])).toEqual(['accrual-order']);
  run.close();
}, 30_000);

it('of a row adds up to where it stands, whatever stood before', () => {
  const standing = fc.option(
    fc.record({
      kind: fc.constantFrom('accrued' as const, 'settled' as const),
      amount: fc.bigInt({ min: -1000n, max: 1000n }),
    }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(fc.array(standing, { minLength: 1 }), (list: (Standing | undefined)[]) => {
      const booked = list.flatMap((now, i) => entries(list[i - 1], now));
      expect(booked.reduce((all, { amount }) => all + amount, 0n)).toBe(list.at(-1)?.amount ?? 0n);
      expect(booked.every(({ amount }) => amount !== 0n)).toBe(true);
    }),
  );
});

it('of the example adds up to its settlement to the cent', async () => {
  const at = folder();
  const example = resolve(import.meta.dirname, '../../../examples/rebate-accrual');
  cpSync(example, at, { recursive: true });
  cpSync(resolve(example, '../../models/precision/outcome-rebate/model.yaml'), join(at, 'model.yaml'));
  const contract = readFileSync(join(at, 'contract.yaml'), 'utf8').replace(
    'model: precision/outcome-rebate',
    'model: ./model.yaml',
  );
  const runs: Run[] = [];
  for (const day of ['2023-09-30', '2024-03-31', '2024-12-31']) {
    writeFileSync(join(at, `${day}.yaml`), contract.replaceAll('2024-12-31', day));
    runs.push(await settled(join(at, `${day}.yaml`)));
  }
  const { value } = await accrue(
    runs,
    checkDocument(readFileSync(join(at, 'accrual.yaml'), 'utf8'), 'accrual.yaml', accrualRules).value!,
  );
  const rows = await statementOf(runs.at(-1)!);
  expect(sum(value!.journal.map(({ amount }) => amount))).toBe('444566.96');
  expect(sum(rows.map(({ amount }) => amount!))).toBe('444566.96');
  for (const run of runs) run.close();
}, 60_000);
