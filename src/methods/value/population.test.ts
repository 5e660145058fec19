/** Every condition on the made-up populations of both countries: nothing breaks, the same bytes on any number of threads, and all adds up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesise } from '../../data/synthetic/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { shippedDocuments } from '../shipped.ts';
import { valuePage } from './html/page.ts';
import { conditionReport, CONDITIONS } from './run.ts';
import { reportCsv } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-value-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['us', 'cn'] as const)('%s', (country) => {
  const data = join(folder, country);
  beforeAll(async () => {
    const made = await synthesise({
      country,
      members: country === 'us' ? 500 : 400,
      seed: 5,
      folder: data,
      threads: 2,
    });
    expect(made.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 60_000);

  // All of them in one country; in the other those its codes could miss.
  const conditions =
    country === 'us' ? shippedDocuments(CONDITIONS) : ['heart-failure', 'hip-knee', 'hypertension'];
  it.each(conditions)('%s', async (condition) => {
    const asked = { condition, data, basis: 'charge' as const, cwd: '/' };
    const { value, diagnostics } = await conditionReport({ ...asked, threads: 2 });
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    if (!value) {
      expect(errors).toEqual(['value-no-cycles']);
      return;
    }
    expect(errors).toEqual([]);
    for (const { name, scale } of value.measures) {
      const all = value.all.figures[name]!;
      const parts = value.providers.map((one) => one.figures[name]!);
      expect(
        parts.reduce((sum, one) => sum + one.cases, 0),
        name,
      ).toBe(all.cases);
      expect(
        parts.reduce((sum, one) => sum + one.known, 0),
        name,
      ).toBe(all.known);
      for (const one of [all, ...parts])
        expect(
          Object.values(one.unknown).reduce((sum, count) => sum + count, 0),
          name,
        ).toBe(one.cases - one.known);
      // What is expected of all together is what was seen.
      const expected = parts.reduce((sum, one) => sum + (one.expected ?? 0) * one.known, 0);
      const seen = parts.reduce((sum, one) => sum + (one.observed ?? 0) * one.known, 0);
      expect(expected, name).toBeCloseTo(seen, scale === 'cost' ? 1 : 4);
    }
    expect(valuePage(value, 'en')).not.toMatch(/NaN|undefined|Infinity|\[object/);
    if (condition === (country === 'us' ? 'hypertension' : 'heart-failure')) {
      const [cycles, lines] = [join(folder, 'cycles.csv'), join(folder, 'lines.csv')];
      const again = await conditionReport({ ...asked, threads: 1, cycles, lines });
      expect(reportCsv(again.value!)).toBe(reportCsv(value));
      expect(JSON.stringify(again.value)).toBe(JSON.stringify(value));
      // The claim lines of cycles add up to their cost, to the cent.
      const warehouse = await openDuckdb({ threads: 1 });
      const read = (file: string) => `read_csv(${quoteLiteral(file)}, all_varchar = true)`;
      const [row] = await warehouse.values(`
        select (select sum(cost::decimal(18,4))::varchar from ${read(cycles)}),
          (select sum(amount::decimal(18,4))::varchar from ${read(lines)} where counted = 'true' and key in (select cycle_id from ${read(cycles)} where cost is not null))`);
      warehouse.close();
      expect(row?.[0]).not.toBeNull();
      expect(row?.[0]).toBe(row?.[1]);
      expect(Number(row?.[0])).toBe(Number(value.all.figures['cost']?.total));
    }
  });
});
