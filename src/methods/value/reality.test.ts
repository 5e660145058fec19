/**
 * Hospitals as CMS published them for the readmission programme: the observed and expected readmissions of 7,890 hospital conditions, ours against CMS's
 * excess ratio, which comes of a hierarchical model.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { Z998 } from './statistics/intervals.ts';
import { indirect } from './statistics/standardise.ts';

const shared = resolve(import.meta.dirname, '../../../../shared/data');
const hospitals = join(shared, 'hrrp/FY_2024_Hospital_Readmissions_Reduction_Program_Hospital.csv');

test.skipIf(!existsSync(hospitals))(
  'readmission ratios lie on the side where CMS has them, and CMS’s nearer to 1',
  async () => {
    const warehouse = await openDuckdb({ threads: 1 });
    const rows = await warehouse.values(`
    select "Measure Name", n::bigint, o::bigint, e::double / 100, x::double from (
      select *, "Number of Discharges" as n, "Number of Readmissions" as o, "Expected Readmission Rate" as e, "Excess Readmission Ratio" as x
      from read_csv(${quoteLiteral(hospitals)}, all_varchar = true))
    where try_cast(n as bigint) is not null and try_cast(o as bigint) is not null and try_cast(e as double) is not null and try_cast(x as double) is not null`);
    warehouse.close();
    expect(rows).toHaveLength(7890);
    let [sameSide, nearer, outside] = [0, 0, 0];
    for (const [, n, o, e, x] of rows) {
      const own = { cases: Number(n), sum: Number(o), squares: Number(o), expected: Number(e) };
      const found = indirect([own], { scale: 'share', mean: 0.17, spread: 0 })!;
      const [ratio, published] = [found.ratio ?? 0, Number(x)];
      if ((ratio - 1) * (published - 1) >= 0) sameSide += 1;
      // Rates are published with four digits.
      if (Math.abs(published - 1) <= Math.abs(ratio - 1) + 1e-4) nearer += 1;
      if (Math.abs(found.z ?? 0) > Z998) {
        outside += 1;
        expect((ratio - 1) * (published - 1)).toBeGreaterThan(0);
      }
    }
    // The few others lie at 1 to the fourth digit.
    expect(sameSide).toBeGreaterThanOrEqual(7884);
    expect(nearer).toBe(7890);
    // Far fewer than one in five hundred would be by chance alone, were all alike: hospitals differ.
    expect(outside).toBeGreaterThan(7890 * 0.002);
  },
);
