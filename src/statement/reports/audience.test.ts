import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, settled, written } from '../../../test/support/small.ts';
import { checkDocument } from '../../methods/shared/document.ts';
import { HIDDEN, sharedStatement, writeAudience } from './index.ts';
import { statementRows } from '../../engine/statement-rows.ts';
import type { Run } from '../../engine/types.ts';
import { hiddenFrom, hides } from '../../engine/audience/flow.ts';
import { audienceRules } from '../../engine/audience/rules.ts';

const rules = (...hides_: string[]) =>
  checkDocument(
    `audience: hospitals\ntitle: { en: Hospitals, zh: 医院 }\ncontract: small\nhides: [${hides_.join(', ')}]\n`,
    'audience.yaml',
    audienceRules,
  ).value!;

const MODEL = `model: test/net-price
version: 1
currency: CNY
parties: [payer, manufacturer]
entities:
  product: { facts: { list_price: money/pack } }
  patient: {}
  dispense:
    references: { patient: patient, product: product }
    facts: { date: date, packs: { type: count, unit: pack } }
  patient_year: { group: dispense, by: { patient: patient, calendar: year(date) } }
  plan_year: { group: dispense, by: { calendar: year(date) } }
parameters:
  discount: { type: ratio, value: 0.05 }
  patient_cap: { type: money, value: 1000000 }
  budget: { type: money, value: 50000 }
  portfolio: { inputs: [spend], type: ratio, read: bands, rows: [[0, 0], [30000, 0.02]] }
terms:
  dispense:
    invoice: packs * product.list_price
    discounted: invoice * (1 - discount)
    before: sum(preceding(patient_year.dispense, date).discounted)
    net: min(patient_cap, before + discounted) - min(patient_cap, before)
    invoice_share: allocate(budget, plan_year.dispense, invoice)
  plan_year:
    invoiced: sum(dispense.invoice)
    net_spend: sum(dispense.net)
    rebate: invoiced - net_spend + portfolio(net_spend)
    within_budget: invoiced <= budget
payments:
  - { id: invoice, for: dispense, from: payer, to: manufacturer, amount: invoice, due: date, pending_unless: plan_year.within_budget }
  - { id: rebate, for: plan_year, from: manufacturer, to: payer, amount: rebate }
`;

/** An agreement with a discount and a cap of its own. */
async function agreement(discount: string, cap: string): Promise<Run> {
  const contract = `contract: small
model: ./model.yaml
period: { from: 2023-01-01, to: 2025-01-01 }
parties: { payer: fund, manufacturer: maker }
parameters: { discount: ${discount}, patient_cap: ${cap} }
bind:
  product: { rows: [{ id: P, list_price: 1000 }] }
  dispense:
    rows:
      - { id: 1, patient: a, product: P, date: 2023-02-01, packs: 12 }
      - { id: 2, patient: a, product: P, date: 2024-02-01, packs: 30 }
      - { id: 3, patient: b, product: P, date: 2024-03-01, packs: 5 }
`;
  const at = written({ 'model.yaml': MODEL, 'small.yaml': contract }, folder());
  return settled(join(at, 'small.yaml'));
}

/** What the audience gets, as it stands on the disk. */
async function files(run: Run, ...names: string[]): Promise<Record<string, string>> {
  const { value } = await hiddenFrom(run, rules(...names));
  const into = folder();
  await writeAudience(run, await sharedStatement(run, value!, statementRows(run)), value!.rules.title, into);
  return Object.fromEntries(
    ['shared.csv', 'shared.json', 'shared.html'].map((name) => [
      name,
      readFileSync(join(into, name), 'utf8'),
    ]),
  );
}

it('gives the same files, byte for byte, whatever the secrets are', async () => {
  const [one, other] = [await agreement('0.1', '150000'), await agreement('0.37', '9000')];
  const all = (run: Run) => files(run, 'discount', 'patient_cap', 'dispense.net', 'rebate');
  const shared = await all(one);
  expect(await all(other)).toEqual(shared);
  // Without the secrets hidden they differ: the test can fail.
  expect(await files(other, 'budget')).not.toEqual(await files(one, 'budget'));
  const rows = shared['shared.csv']!.trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  expect(rows.map(([payment, , key, , , amount, , status]) => [payment, key, amount, status])).toEqual([
    ['invoice', '1', '12000.00', 'final'],
    ['invoice', '2', '30000.00', 'final'],
    ['invoice', '3', '5000.00', 'final'],
    ['rebate', '2023', HIDDEN, HIDDEN],
    ['rebate', '2024', HIDDEN, HIDDEN],
  ]);
  expect(shared['shared.html']).toContain('47,000.00');
  for (const run of [one, other]) run.close();
}, 60_000);

it('hides all that a secret flows into, and nothing else', async () => {
  const run = await agreement('0.1', '150000');
  const hidden = (await hiddenFrom(run, rules('discount'))).value!;
  const shown = (entity: string, ...names: string[]) => names.filter((name) => !hides(hidden, entity, name));
  expect(shown('dispense', 'invoice', 'discounted', 'before', 'net', 'invoice_share', 'packs')).toEqual([
    'invoice',
    'invoice_share',
    'packs',
  ]);
  expect(shown('plan_year', 'invoiced', 'within_budget', 'net_spend', 'rebate')).toEqual([
    'invoiced',
    'within_budget',
  ]);
  // A secret fact that makes rows: who the patients are, and their years.
  const people = (await hiddenFrom(run, rules('dispense.date'))).value!;
  expect([...people.payments].map(([id, parts]) => [id, [...parts].toSorted()])).toEqual([
    ['invoice', ['due', 'status']],
    ['rebate', ['amount', 'rows', 'status']],
  ]);
  expect(hides(people, 'patient_year', 'calendar')).toBe(true);
  run.close();
}, 30_000);

it('refuses to hide what anybody could work out, and says what is known from elsewhere', async () => {
  const run = await agreement('0.1', '150000');
  const said = async (...names: string[]) =>
    (await hiddenFrom(run, rules(...names))).diagnostics.map(({ code, data }) => [
      code,
      data['name'],
      data['sources'],
    ]);
  expect(await said('dispense.net')).toEqual([
    ['audience-open', 'dispense.net', 'dispense.before, dispense.discounted, patient_cap'],
  ]);
  expect(await said('rebate')).toEqual([['audience-open', 'rebate', 'plan_year.rebate']]);
  expect(await said('discount', 'rebate')).toEqual([]);
  expect(await said('budget')).toEqual([['audience-published', 'budget', undefined]]);
  expect(await said('dispense.price', 'nothing')).toEqual([
    ['audience-no-name', 'dispense.price', undefined],
    ['audience-no-name', 'nothing', undefined],
  ]);
  const other = { ...rules('discount'), contract: 'other' };
  expect((await hiddenFrom(run, other)).diagnostics.map(({ code }) => code)).toEqual([
    'audience-other-contract',
  ]);
  run.close();
}, 30_000);
