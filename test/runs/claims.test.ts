/** From claims to a payment and back: two files imported, people attributed, spending settled, a figure explained down to its lines. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importData } from '../../src/data/import/import.ts';
import { tuva } from '../../src/data/readers/tuva/tuva.ts';
import { explain } from '../../src/engine/explain/index.ts';
import { openRun, settle } from '../../src/engine/index.ts';
import { checkContract } from '../../src/methods/contract.ts';

const PEOPLE = `person_id,enrollment_start_date,enrollment_end_date,medicare_status_code
ann,2022-01-01,2023-12-31,10
bob,2022-01-01,2023-12-31,10
cat,2022-01-01,2023-06-30,20
`;
const CLAIMS = `claim_id,claim_line_number,claim_type,person_id,claim_line_start_date,billing_tin,hcpcs_code,paid_amount,allowed_amount
c1,1,professional,ann,2023-02-01,A,99213,100.50,120
c2,1,professional,ann,2023-03-01,B,99213,30,40
c3,1,institutional,ann,2023-04-01,B,,1000,1000
c4,1,professional,bob,2023-05-01,A,99213,70,80
c5,1,professional,cat,2023-05-01,B,99213,60,80
c6,1,professional,cat,2023-09-01,B,99213,999,999
`;
const MODEL = `model: test/claims
version: 1
currency: USD
parties: [payer, provider]
entities:
  group: {}
  stratum:
    key: [group, enrolment, year]
    references: { group: group }
    facts: { enrolment: text, year: { type: count, unit: year }, months: { type: count, unit: person_month }, truncated: money }
parameters:
  share: { type: ratio, value: 0.1 }
terms:
  group: { spent: sum(stratum.truncated) }
payments:
  - { id: fee, for: group, from: payer, to: provider, amount: spent * share }
`;
const contract = (costs = '') => `contract: claims
model: ./model.yaml
parties: { payer: p, provider: q }
period: { from: 2023-01-01, to: 2024-01-01 }
data: ./data
methods:
  assigned: { method: attribution.plurality, options: { provider: billing_tin } }
  costs: { method: spending.strata, options: { people: assigned, truncate_at: 1000 }${costs} }
bind:
  stratum: { method: costs, columns: { group: provider } }
`;

const folder = mkdtempSync(join(tmpdir(), 'openvbp-claims-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function importClaims(claims: string) {
  writeFileSync(at('medical_claim.csv'), claims);
  const { diagnostics } = await importData({
    format: tuva,
    paths: [at('eligibility.csv'), at('medical_claim.csv')],
    folder: at('data'),
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
}

async function settled(name: string, text: string, threads = 2) {
  writeFileSync(at('contract.yaml'), text);
  const checked = checkContract(at('contract.yaml'));
  expect(checked.diagnostics).toEqual([]);
  if (!checked.value) throw new Error('no agreement');
  const stages = new Set<string>();
  const run = await settle(checked.value, {
    output: at(name),
    threads,
    ledger: [],
    onProgress: ({ stage }) => stages.add(stage),
  });
  expect(run.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect([...stages]).toContain('method');
  return readFileSync(join(at(name), 'run.json'), 'utf8');
}

const figure = { entity: 'stratum', key: 'B,disabled,2023', term: 'truncated', page: 1 };

async function explained(name: string) {
  const { value: run } = await openRun(at(name));
  if (!run) throw new Error('no run');
  return explain(run, figure);
}

beforeAll(async () => {
  writeFileSync(at('eligibility.csv'), PEOPLE);
  writeFileSync(at('model.yaml'), MODEL);
  await importClaims(CLAIMS);
});

describe('a contract on claims', () => {
  it('gives the same run on any number of threads, with what its methods were asked', async () => {
    const one = await settled('one.run', contract(), 1);
    expect(await settled('four.run', contract(), 4)).toBe(one);
    const { methods, data } = JSON.parse(one) as {
      methods: Record<string, unknown>[];
      data: { sha256: string };
    };
    expect(data.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(methods.map(({ name, method, rows }) => [name, method, rows])).toEqual([
      ['assigned', 'attribution.plurality', 3],
      ['costs', 'spending.strata', 2],
    ]);
    expect(methods[1]?.['options']).toMatchObject({
      people: 'assigned',
      truncate_at: '1000',
      amount: 'paid_amount',
    });
  });

  it('explains a figure down to the lines it counted, and why others do not count', async () => {
    const { value, diagnostics } = await explained('one.run');
    expect(diagnostics).toEqual([]);
    expect(value?.value).toBe('60');
    expect(value?.result).toMatchObject({ name: 'costs', method: 'spending.strata', key: 'B,disabled,2023' });
    expect(value?.result?.lines).toMatchObject({ page: 1, pages: 1, total: 2 });
    expect(
      value?.result?.lines?.shown.map(({ claim, amount, counted, reason, file, line }) => [
        claim,
        amount,
        counted,
        reason,
        file,
        line,
      ]),
    ).toEqual([
      ['c5', '60', true, null, 'medical_claim.csv', 6],
      // The coverage ended in June.
      ['c6', '999', false, 'not-covered', 'medical_claim.csv', 7],
    ]);
    expect(
      value?.result?.lines?.groups.map(({ counted, count, amount }) => [counted, count, amount]),
    ).toEqual([
      [true, 1, '60'],
      [false, 1, '999'],
    ]);
    expect(value?.result?.lines?.shown[1]?.words?.zh).toMatch(/未参保/);
  });

  it('shows no lines of data that is no longer what the run read, unless they were kept', async () => {
    await settled('kept.run', contract(', lines: true'));
    const before = await explained('kept.run');
    writeFileSync(at('late.csv'), CLAIMS);
    await importClaims(
      CLAIMS.replace(
        'c5,1,professional,cat,2023-05-01,B,99213,60,80',
        'c5,1,professional,cat,2023-05-01,B,99213,61,80',
      ),
    );
    const changed = await explained('one.run');
    expect(changed.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning lines-data-changed',
    ]);
    expect(changed.value?.value).toBe('60');
    const kept = await explained('kept.run');
    expect(kept.diagnostics).toEqual([]);
    expect(
      kept.value?.result?.lines?.shown.map(({ claim, amount, reason }) => [claim, amount, reason]),
    ).toEqual(before.value?.result?.lines?.shown.map(({ claim, amount, reason }) => [claim, amount, reason]));
  });

  it('says when there is no data to compute from', async () => {
    writeFileSync(at('contract.yaml'), contract().replace('./data', './nowhere'));
    expect(checkContract(at('contract.yaml')).diagnostics.map(({ code }) => code)).toEqual([
      'data-not-found',
    ]);
  });
});
