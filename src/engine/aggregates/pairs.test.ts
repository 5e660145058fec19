import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { checkTests } from '../../language/index.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../evaluate.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-pairs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('pairs that would not end are refused, with the way out', async () => {
  const model = `model: test/pairs
version: 1
currency: USD
entities: { claim: { facts: { paid: { type: money } } } }
terms: { claim: { dearer: "count(agreement.claim[paid > claim.paid])" } }
payments: []`;
  writeFileSync(join(folder, 'model.yaml'), model);
  const text = `model: ./model.yaml
tests:
  - { name: a, period: { from: 2024-01-01, to: 2025-01-01 }, facts: { claim: [{ id: 1, paid: 1 }] }, expect: {} }`;
  writeFileSync(join(folder, 'tests.yaml'), text);
  const agreement = checkTests(join(folder, 'tests.yaml')).value?.[0]?.agreement;
  if (!agreement) throw new Error('the example does not compile');
  const warehouse = await openDuckdb();
  try {
    await warehouse.run(
      'create schema facts; create table facts.claim as select i::varchar as id, i as paid from range(100000) t(i)',
    );
    const { diagnostics } = await evaluate(agreement, warehouse);
    expect(diagnostics).toMatchObject([
      {
        code: 'too-many-pairs',
        severity: 'error',
        data: { entity: 'claim', term: 'dearer', list: 'claim', count: '10000000000' },
      },
    ]);
  } finally {
    warehouse.close();
  }
});
