/** The planted cases among the stays of a made-up Chinese population: what is found more than without them is what was planted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalTable } from '../../data/canonical/index.ts';
import { openData } from '../../data/open/index.ts';
import { synthesise } from '../../data/synthetic/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import { openContext } from '../run.ts';
import { columnsOfTable } from '../tables.ts';
import { findings } from './findings.ts';
import { look } from './look.ts';
import { PLANTED, plantedTables } from './planted/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-population-'));
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
  const data = join(folder, 'cn');
  await synthesise({ country: 'cn', members: 600, seed: 3, from: '2023-01-01', years: 1, folder: data });
  expect((await openData(warehouse, data)).diagnostics).toEqual([]);
  await warehouse.run('create schema methods');
}, 120_000);
afterAll(() => {
  warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Adds rows to a table of the data. Groups of their own, so that the population's medians are not theirs. */
async function plant(name: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = columnsOfTable(canonicalTable(name));
  const values = rows.map((row, i) => {
    const full: Record<string, unknown> = { _source: 0, _file: 0, _line: i + 1, ...row };
    if (typeof full['provider_group'] === 'string')
      full['provider_group'] = `Z${full['provider_group'].slice(1)}`;
    const cells = columns.map((column) => {
      const cell = full[column.name] ?? null;
      return cell === null ? 'null' : `${quoteLiteral(String(cell))}::${column.type}`;
    });
    return `(${cells.join(', ')})`;
  });
  const list = columns.map((column) => quoteIdentifier(column.name)).join(', ');
  const given = `data.${quoteIdentifier(`given ${name}`)}`;
  await warehouse.run(
    `alter view data.${quoteIdentifier(name)} rename to ${quoteIdentifier(`given ${name}`)};
     create table data.${quoteIdentifier(`planted ${name}`)} as select * from ${given} limit 0;
     insert into data.${quoteIdentifier(`planted ${name}`)} (${list}) values ${values.join(', ')};
     create view data.${quoteIdentifier(name)} as select * from ${given} union all by name select * from data.${quoteIdentifier(`planted ${name}`)}`,
  );
}

async function found(): Promise<Map<string, string>> {
  const at = { file: join(folder, 'contract.yaml') };
  const call = { name: 'found', method: findings.name, options: {}, lines: true, at };
  const period = { from: '2023-01-01', to: '2024-01-01' };
  const { context, release } = openContext(warehouse, findings, call, {
    contract: at.file,
    period,
    asOf: period.to,
  });
  const { value, diagnostics } = await look(context);
  expect(diagnostics).toEqual([]);
  const rows = await warehouse.values(`select finding_id, fingerprint from ${value?.findings}`);
  await release();
  return new Map(rows.map(([id, print]) => [String(id), String(print)]));
}

it(
  'finds in a population with planted cases those, and the rest as before',
  { timeout: 120_000 },
  async () => {
    const before = await found();
    expect(before.size).toBeGreaterThan(0);
    for (const [name, rows] of Object.entries(plantedTables())) await plant(name, rows);
    const after = await found();
    const more = [...after.keys()].filter((id) => !before.has(id)).sort();
    expect(more).toEqual(
      PLANTED.flatMap(({ rule, found: planted }) => planted.map((one) => `${rule}:${one}`)).sort(),
    );
    for (const [id, print] of before) expect([id, after.get(id)]).toEqual([id, print]);
  },
);
