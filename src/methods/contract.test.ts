/** What `check` finds in a document itself, before any file of data is opened. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../language/diagnostic.ts';
import { checkContract, checkFile } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-contract-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
at(
  'model.yaml',
  `model: test/written
version: 1
currency: USD
parties: [payer]
entities:
  visit: { facts: { day: date, charge: money, kind: { type: text, one_of: [office, home] } } }
terms: { visit: { fee: charge } }
payments: [{ id: fee, for: visit, from: payer, to: visit, amount: fee }]
`,
);
const contract = (visits: string) =>
  at(
    'contract.yaml',
    `contract: written
model: ./model.yaml
parties: { payer: p }
period: { from: 2023-01-01, to: 2024-01-01 }
bind:
  visit:
${visits}
`,
  );
const said = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, at: place }) => `${place?.line} ${code}`);

describe('a contract', () => {
  it('of which a row written in it cannot be read is not sound, and every such cell is told', () => {
    const file = contract(`    rows:
      - { id: a, day: 2023-02-30, charge: 12, kind: office }
      - { id: b, day: 2023-02-03, charge: twelve, kind: hme }
      - { id: c, day: 2023-02-03, charge: 12.5, kind: home }`);
    const { value, diagnostics } = checkContract(file);
    expect(value).toBeUndefined();
    expect(said(diagnostics)).toEqual(['8 date-unreadable', '9 number-unreadable', '9 cell-nearly-allowed']);
    expect(said(checkFile(file).checked.diagnostics)).toEqual(said(diagnostics));
  });

  it('is told of the one value of a column that cannot be read', () => {
    at('visits.csv', 'id,day\n');
    const file = contract(`    table: visits.csv
    columns:
      charge: { value: a lot }
      kind: { value: office }`);
    expect(said(checkContract(file).diagnostics)).toEqual(['9 value-unreadable']);
  });

  it('of sound rows is sound', () => {
    const file = contract('    rows: [{ id: a, day: 2023-02-03, charge: 12, kind: office }]');
    expect(checkContract(file)).toMatchObject({ value: { contract: 'written' }, diagnostics: [] });
  });
});

it('tests of a model, whose rows cannot be read, are not sound', () => {
  const file = at(
    'tests.yaml',
    `model: ./model.yaml
period: { from: 2023-01-01, to: 2024-01-01 }
tests:
  - name: one
    facts:
      visit: [{ id: a, day: someday, charge: 12, kind: office }]
    expect: { visit: { a: { fee: 12 } } }
`,
  );
  const { kind, checked } = checkFile(file);
  expect([kind, checked.value]).toEqual(['tests', undefined]);
  expect(said(checked.diagnostics)).toEqual(['6 date-unreadable']);
});
