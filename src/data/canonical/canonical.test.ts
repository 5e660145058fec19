import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { createTable } from './ddl.ts';
import { tablesPage } from './docs.ts';
import { CANONICAL } from './index.ts';

describe('canonical tables', () => {
  it.each(CANONICAL.map((table) => [table.name, table] as const))('%s is whole', (_, table) => {
    const names = table.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...table.key]));
    for (const { references } of table.columns) {
      if (!references) continue;
      const other = CANONICAL.find(({ name }) => name === references.table);
      expect(other?.columns.map(({ name }) => name)).toContain(references.column);
    }
  });

  it('can be made in the database', async () => {
    const warehouse = await openDuckdb();
    try {
      for (const table of CANONICAL) await warehouse.run(createTable(table, table.name));
      const types = await warehouse.values(
        `select column_name, data_type, is_nullable from information_schema.columns
         where table_name = 'medical_claim' and column_name in ('claim_id', 'paid_amount', '_line') order by 1`,
      );
      expect(types).toEqual([
        ['_line', 'BIGINT', 'YES'],
        ['claim_id', 'VARCHAR', 'NO'],
        ['paid_amount', 'DECIMAL(18,4)', 'YES'],
      ]);
    } finally {
      warehouse.close();
    }
  });

  // `vitest run src/data/canonical --update` writes the pages anew.
  it.each(['en', 'zh'] as const)('the page of the guide is up to date: %s', async (lang) => {
    const page = resolve(import.meta.dirname, `../../../docs/guide/${lang}/tables.md`);
    await expect(tablesPage(lang)).toMatchFileSnapshot(page);
  });
});
