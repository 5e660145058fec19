/** A toy method from its rows to its file: sorted, the same bytes on any number of threads, lines where asked. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../warehouse/warehouse.ts';
import type { Method } from './method.ts';
import { closeMethods, runMethods, tablesOf } from './run.ts';
import { computeExample } from './testing.ts';

const title = { en: 'Paid by person', zh: '按人支付' };

/** Money paid by person; lines without an amount are not counted. */
const toy: Method = {
  name: 'toy.paid',
  title,
  about: title,
  source: 'test',
  reads: ['medical_claim'],
  options: [{ name: 'least', label: title, type: 'decimal', default: '0' }],
  columns: [
    { name: 'person_id', type: 'text', label: title, key: true },
    { name: 'paid', type: 'money', label: title },
  ],
  reasons: { 'no-amount': { en: 'No amount', zh: '无金额' } },
  async compute({ warehouse, table, into, lines, options }) {
    await warehouse.run(
      `create table ${into} as select person_id, sum(paid_amount) as paid from ${table('medical_claim')}
       group by person_id having sum(paid_amount) >= ${String(options.get('least'))}`,
    );
    if (lines !== undefined)
      await warehouse.run(
        `create table ${lines} as select c.person_id as key, 'medical_claim' as "table", c._source, c._file, c._line, claim_id,
           claim_line_number, claim_line_start_date as service_date, paid_amount as amount, paid_amount is not null as counted,
           case when paid_amount is null then 'no-amount' end as reason
         from ${table('medical_claim')} c join ${into} using (person_id)`,
      );
    return [];
  },
};

const claims = [
  { person_id: 'b', claim_id: '1', claim_line_number: 1, paid_amount: '10.10' },
  { person_id: 'a', claim_id: '2', claim_line_number: 1, paid_amount: '0.2' },
  { person_id: 'b', claim_id: '3', claim_line_number: 1, paid_amount: null },
];

describe('an example', () => {
  it('gives rows in order of key, and all lines', async () => {
    const { rows, lines } = await computeExample(toy, { tables: { medical_claim: claims } });
    expect(rows).toEqual([
      { person_id: 'a', paid: '0.2' },
      { person_id: 'b', paid: '10.1' },
    ]);
    expect(
      lines.map(({ key, claim_id, counted, reason, _line }) => [key, claim_id, counted, reason, _line]),
    ).toEqual([
      ['a', '2', true, null, 2],
      ['b', '1', true, null, 1],
      ['b', '3', false, 'no-amount', 3],
    ]);
  });

  it('takes options as a contract does', async () => {
    const { rows } = await computeExample(toy, {
      tables: { medical_claim: claims },
      options: { least: '5' },
    });
    expect(rows).toEqual([{ person_id: 'b', paid: '10.1' }]);
    await expect(computeExample(toy, { options: { least: 'five' } })).rejects.toThrow('least cannot be five');
    await expect(computeExample(toy, { options: { most: '5' } })).rejects.toThrow('no option most');
  });
});

describe('the methods of a contract', () => {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-methods-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(into: string, threads: number, lines: boolean) {
    const warehouse = await openDuckdb({ threads });
    try {
      // Only the columns the method reads: the table has a hundred more.
      await warehouse.run(
        `create schema data; create view data.medical_claim as
         select 'p' || (i * 7919 % 300001) as person_id, i::varchar as claim_id, 1::bigint as claim_line_number,
           null::date as claim_line_start_date, ((i % 1000) * 0.01)::decimal(18,4) as paid_amount, 0 as _source, 0 as _file, i as _line
         from range(300000) t(i)`,
      );
      const at = { file: join(folder, 'contract.yaml') };
      const call = { name: 'paid', method: 'toy.paid', options: {}, lines, at };
      const { results, diagnostics } = await runMethods(warehouse, [call], {
        contract: at.file,
        period: { from: '2023-01-01', to: '2024-01-01' },
        asOf: '2024-01-01',
        into: join(folder, into),
        find: () => toy,
      });
      expect(diagnostics).toEqual([]);
      const { rows, types } = Object.fromEntries([
        ['rows', await warehouse.values(`select count(*) from ${quoteLiteral(results[0]?.file ?? '')}`)],
        [
          'types',
          await warehouse.values(
            `select column_type from (describe select * from ${quoteLiteral(results[0]?.file ?? '')})`,
          ),
        ],
      ]) as { rows: unknown; types: unknown };
      expect(rows).toEqual([[300000n]]);
      expect(types).toEqual([['VARCHAR'], ['DECIMAL(38,4)']]);
      await closeMethods(warehouse);
      return results[0];
    } finally {
      warehouse.close();
    }
  }

  it('are files of the same bytes on any number of threads', async () => {
    const one = await run('one', 1, false);
    const four = await run('four', 4, false);
    expect(one?.rows).toBe(300000);
    expect(four?.sha256).toBe(one?.sha256);
    expect(readFileSync(four?.file ?? '')).toEqual(readFileSync(one?.file ?? ''));
    expect(one?.options).toEqual({ least: '0' });
    expect(one?.lines).toBeUndefined();
  });

  it('open what they read, but for what their options leave out', async () => {
    const at = { file: 'contract.yaml' };
    const strata = (options: Record<string, string>) =>
      tablesOf([{ name: 'costs', method: 'spending.strata', options, lines: false, at }]);
    expect(strata({})).not.toContain('pharmacy_claim');
    expect(strata({ categories: 'professional,drug' })).toContain('pharmacy_claim');
    // A table that was not opened would be taken for one without rows.
    const careless = { ...toy, unread: () => ['medical_claim'] };
    await expect(computeExample(careless, { tables: { medical_claim: claims } })).rejects.toThrow(
      'toy.paid reads medical_claim and does not say so',
    );
  });

  it('keep their lines where asked', async () => {
    const kept = await run('kept', 2, true);
    expect(kept?.lines?.rows).toBe(300000);
  });
});
