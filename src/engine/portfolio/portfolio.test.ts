import { expect, it } from 'vitest';
import { join } from 'node:path';
import { CONTRACT, folder, settled, written } from '../../../test/support/small.ts';
import { checkDocument } from '../../methods/shared/document.ts';
import type { Run } from '../types.ts';
import { portfolio } from './portfolio.ts';
import { exchangeRates } from './rates.ts';

/** A contract of a country with amounts due on days. */
async function country(name: string, currency: string, rows: readonly string[]): Promise<Run> {
  const model = `model: test/small
version: 1
currency: ${currency}
entities: { invoice: { facts: { owed: money, by: { type: date, optional: true }, day: date, known: boolean } } }
parties: [maker, payer]
payments: [{ id: rebate, for: invoice, from: maker, to: payer, amount: owed, due: day, pending_unless: known }]
`;
  const list = rows.map((row) => {
    const [id, owed, day, known = 'true'] = row.split(' ');
    return `      - { id: ${id}, owed: ${owed}, day: ${day}, known: ${known} }\n`;
  });
  const contract = `${CONTRACT.replace('contract: small', `contract: ${name}`)}parties: { maker: m, payer: ${name}-fund }\nbind:\n  invoice:\n    rows:\n${list.join('')}`;
  const at = written({ 'model.yaml': model, [`${name}.yaml`]: contract }, folder());
  return settled(join(at, `${name}.yaml`));
}
const rates = (on = 'due') =>
  checkDocument(
    `rates: test\nsource: made up\ncurrency: EUR\non: ${on}\nvalues:\n  USD: { 2024-01-01: 0.9, 2024-07-01: 0.95 }\n  JPY: { 2024-01-01: 0.00605 }\n`,
    'rates.yaml',
    exchangeRates,
  ).value!;

it('settles each contract in its own currency and reports all in one, row by row at the rate of its day', async () => {
  const runs = [
    await country('us', 'USD', [
      'A 100.05 2024-06-30',
      'B 100.05 2024-07-01',
      'C 10 2024-08-01 false',
      'D null 2024-08-01',
    ]),
    await country('jp', 'JPY', ['A 1000 2024-03-01']),
    await country('de', 'EUR', ['A 7.77 2023-01-01']),
  ];
  const { value } = await portfolio(runs, rates());
  expect(
    value!.rows.map(({ contract, key, day, rate, reported, status }) => [
      contract,
      key,
      day,
      rate.rate,
      reported,
      status,
    ]),
  ).toEqual([
    // 90.045 and 95.0475, rounded half up.
    ['us', 'A', '2024-06-30', '0.9', '90.05', 'final'],
    ['us', 'B', '2024-07-01', '0.95', '95.05', 'final'],
    ['us', 'C', '2024-08-01', '0.95', '9.50', 'pending'],
    ['us', 'D', '2024-08-01', '0.95', null, 'undetermined'],
    ['jp', 'A', '2024-03-01', '0.00605', '6.05', 'final'],
    ['de', 'A', '2023-01-01', '1', '7.77', 'final'],
  ]);
  expect(
    value!.totals.map(({ contract, currency, final, reportedFinal }) => [
      contract,
      final,
      currency,
      reportedFinal,
    ]),
  ).toEqual([
    ['us', '200.10', 'USD', '185.10'],
    ['jp', '1000', 'JPY', '6.05'],
    ['de', '7.77', 'EUR', '7.77'],
  ]);
  expect(value!.all).toEqual([{ payment: 'rebate', final: '198.92', pending: '9.50', undetermined: 1 }]);
  const atEnd = await portfolio(runs.slice(0, 1), rates('as-of'));
  expect(atEnd.value!.rows.map(({ day, reported }) => [day, reported]).slice(0, 2)).toEqual([
    ['2025-01-01', '95.05'],
    ['2025-01-01', '95.05'],
  ]);
  for (const run of runs) run.close();
}, 60_000);

it('makes up no rate, and takes no contract twice', async () => {
  const run = await country('uk', 'GBP', ['A 1 2024-06-30', 'B 1 2024-05-30']);
  const early = await country('us', 'USD', ['A 1 2023-12-31']);
  const said = async (runs: Run[]) =>
    (await portfolio(runs, rates())).diagnostics.map(({ code, data }) => [
      code,
      data['day'] ?? data['contract'],
      data['count'],
    ]);
  expect(await said([run])).toEqual([['portfolio-no-rate', '2024-05-30', 2]]);
  expect(await said([early])).toEqual([['portfolio-no-rate', '2023-12-31', 1]]);
  expect(await said([early, early])).toEqual([['portfolio-twice', 'us', undefined]]);
  for (const one of [run, early]) one.close();
  const wrong = (line: string) =>
    checkDocument(
      `rates: test\nsource: made up\non: due\n${line}\n`,
      'rates.yaml',
      exchangeRates,
    ).diagnostics.map(({ at }) => at?.line);
  expect(wrong('currency: EURO\nvalues: {}')).toEqual([4]);
  expect(wrong('currency: EUR\nvalues: { USD: { 2024-02-30: 1 } }')).toEqual([5]);
  expect(wrong('currency: EUR\nvalues: { USD: { 2024-02-03: 0 } }')).toEqual([5]);
}, 30_000);
