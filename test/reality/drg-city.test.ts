/**
 * A contract that groups its cases itself: the official CHS-DRG text imported, the made-up city's cases grouped by it, each paid by its group: by the
 * weight of the table where it has the group, else by that of the year before. The
 * payer's groups in the data were written without the text, so that the two show where they differ.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { synthesise } from '../../src/data/synthetic/index.ts';
import { settle } from '../../src/engine/index.ts';
import { importReference, KINDS } from '../../src/methods/case-mix/reference.ts';
import { checkContract } from '../../src/methods/contract.ts';
import { openDuckdb } from '../../src/warehouse/duckdb/driver.ts';
import { valuesOf } from '../support/run-values.ts';
import { shared } from './reporter.ts';

const text = join(shared, 'reference/chs-drg-1.1');
const folder = mkdtempSync(join(tmpdir(), 'drg-city-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!existsSync(text))(
  'a city grouped by the official text: each case has a group or a reason, and the pools pay what they have',
  { timeout: 120_000 },
  async () => {
    const place = join(folder, 'contract');
    cpSync(resolve(import.meta.dirname, '../../examples/drg-city'), place, { recursive: true });
    const made = await synthesise({ country: 'cn', members: 400, seed: 1, folder: join(folder, 'cn') });
    expect(made.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
    const kind = KINDS.find(({ name }) => name === 'chs-drg')!;
    expect((await importReference(kind, text, join(place, 'chs-drg.json'))).diagnostics).toEqual([]);
    const contract = readFileSync(join(place, 'contract.yaml'), 'utf8')
      .replace(
        '{ method: case-mix.given }',
        `{ method: case-mix.chs-drg, options: { scheme: chs-drg.json } }
  earlier: { method: case-mix.chs-drg, options: { scheme: chs-drg.json, window: 2021-01-01/2022-01-01 } }
  weights: { method: case-mix.group-weights, options: { groups: grouped, past: earlier, weights: weights.csv } }`,
      )
      .replace('drg: { table: weights.csv }', 'drg: { method: weights }')
      .replace('id: case_id', 'id: case_id\n      code: drg')
      .replace('data: ../data/cn', `data: ${join(folder, 'cn')}`);
    writeFileSync(join(place, 'contract.yaml'), contract);

    const checked = checkContract(join(place, 'contract.yaml'));
    expect(checked.diagnostics.filter((one) => one.severity !== 'note')).toEqual([]);
    const result = await settle(checked.value!, { output: join(folder, 'run') });
    expect(result.diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
    const run = result.value!;
    try {
      const pools = await valuesOf(run, 'pool', ['available', 'settlement_rate']);
      const cases = await valuesOf(run, 'case', ['value', 'route', 'code']);
      const cents = (value: string | null | undefined) => Math.round(Number(value) * 100);
      const paid = [...cases.values()].reduce((sum, one) => sum + Number(one['value']), 0);
      const available = [...pools.values()].reduce((sum, one) => sum + cents(one['available']), 0);
      expect(Math.abs(Math.round(paid * 100) - available)).toBeLessThanOrEqual(1);
      expect([...cases.values()].every(({ route }) => route !== null)).toBe(true);
      expect(cases.size).toBeGreaterThan(30);
    } finally {
      run.close();
    }
    const warehouse = await openDuckdb({ threads: 1 });
    try {
      const [[all, grouped, same] = []] = await warehouse.values(
        `select count(*), count(g.drg), count(*) filter (g.drg = i.provider_group) from '${join(folder, 'run', 'methods', 'grouped.parquet')}' g
         join (select case_id, any_value(provider_group) as provider_group from '${join(folder, 'cn')}/received/*/inpatient_case.parquet' group by 1) i using (case_id)`,
      );
      // The made-up groups agree in part: they were not made by the text.
      expect(Number(grouped)).toBeGreaterThan(Number(all) * 0.9);
      expect(Number(same)).toBeGreaterThan(Number(all) * 0.2);
    } finally {
      warehouse.close();
    }
  },
);
