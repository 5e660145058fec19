/** What claims add up to by person, and month or year: written with every import, and never other than the lines that stand. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { readManifest, sealData } from '../import/folder.ts';
import { importData } from '../import/import.ts';
import { filesForTest } from '../import/testing.ts';
import { openData } from '../open/index.ts';
import { readData } from '../open/open.ts';
import { tuva } from '../readers/tuva/tuva.ts';
import { synthesise } from '../synthetic/index.ts';
import { CATEGORIES } from './categories.ts';
import { MONTHS, queryOf, SUMS, YEARS } from './sums.ts';
import { writeSums } from './write.ts';

const HEADER =
  'claim_id,claim_line_number,claim_type,person_id,claim_start_date,claim_line_start_date,paid_amount,allowed_amount\n';
const files = filesForTest({
  // P1: two lines of March, one by its claim's day. P2: an amount nobody knows. P3: a line without any day.
  'medical_claim.csv': `${HEADER}A,1,professional,P1,2023-02-27,2023-03-02,10.50,12\nA,2,professional,P1,2023-03-31,,5.25,6\nB,1,professional,P1,2023-04-01,2023-04-01,1,1\nC,1,dental,P2,2023-03-01,2023-03-01,,7\nD,1,professional,P3,,,9,9\n`,
  'later_medical_claim.csv': `${HEADER}B,1,professional,P1,2023-04-01,2023-04-01,3,1\n`,
});
const [claims, later] = ['medical_claim.csv', 'later_medical_claim.csv'].map((name) =>
  join(files.folder, name),
);
afterAll(() => files.remove());

const [PROFESSIONAL, OTHER] = [CATEGORIES.indexOf('professional'), CATEGORIES.indexOf('other')].map(BigInt);

let folder: string;
let warehouse: Warehouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openvbp-sums-'));
  warehouse = await openDuckdb({ threads: 2 });
});
afterEach(() => {
  warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

const imported = (path: string | undefined) => importData({ format: tuva, paths: [path ?? ''], folder });
const manifest = async () => (await readManifest(folder)).value!;
const opened = (place = folder, tables = ['medical_claim', ...SUMS.map(({ name }) => name)]) =>
  openData(warehouse, place, { tables });
const shown = async () => {
  expect((await opened()).diagnostics).toEqual([]);
  return warehouse.values(
    `select person_id, month::varchar, category, paid_amount::varchar, allowed_amount::varchar, charge_amount from data.${MONTHS.name} order by all`,
  );
};

describe('sums of claims', () => {
  it('are sums of what is known, by the day of the line, else of its claim', async () => {
    await imported(claims);
    expect(await shown()).toEqual([
      ['P1', '2023-03-01', PROFESSIONAL, '15.7500', '18.0000', null],
      ['P1', '2023-04-01', PROFESSIONAL, '1.0000', '1.0000', null],
      ['P2', '2023-03-01', OTHER, null, '7.0000', null],
    ]);
  });

  it('are by year what the months add up to, with the months there are as bits', async () => {
    await imported(claims);
    await shown();
    const rows = await warehouse.values(
      `select person_id, year, months, paid_amount::varchar, allowed_amount::varchar, charge_amount from data.${YEARS.name} order by all`,
    );
    expect(rows).toEqual([
      ['P1', 2023n, 0b1100n, '16.7500', '19.0000', null],
      ['P2', 2023n, 0b100n, null, '7.0000', null],
    ]);
  });

  it.each([
    ['99999999999999.9998', 'DECIMAL(18,4)'],
    ['99999999999999.9999', 'DECIMAL(38,4)'],
  ])('of claims of %s and 0.0001 are of type %s', async (paid, type) => {
    const file = join(folder, 'large.csv');
    // That they take each other away does not make room: one month may have the one and not the other.
    writeFileSync(
      file,
      `${HEADER}A,1,professional,P1,2023-01-01,2023-01-01,${paid},\nB,1,professional,P1,2023-01-01,2023-01-01,-0.0001,\n`,
    );
    await importData({ format: tuva, paths: [file], folder: join(folder, 'data') });
    await opened(join(folder, 'data'));
    for (const { name } of SUMS)
      expect(await warehouse.values(`select typeof(paid_amount) from data.${name}`)).toEqual([[type]]);
  });

  it('are worked out anew with a later import, of the versions that stand then', async () => {
    await imported(claims);
    const before = (await manifest()).derived[0]?.file ?? '';
    await imported(later);
    expect((await shown())[1]).toEqual(['P1', '2023-04-01', PROFESSIONAL, '3.0000', '1.0000', null]);
    expect(existsSync(join(folder, before))).toBe(false);
  });

  it('are not there where they were written by another rule, though damaged, or there are none', async () => {
    await imported(claims);
    const there = async () => {
      expect((await opened()).diagnostics).toEqual([]);
      const rows = await warehouse.values(
        `select table_name from information_schema.tables where table_schema = 'data' and table_name <> 'medical_claim'`,
      );
      return rows.flat();
    };
    expect(await there()).toEqual([MONTHS.name, YEARS.name]);
    const { written: _, seal: __, derived, ...rest } = await manifest();
    await sealData(folder, { ...rest, derived: derived.map((one) => ({ ...one, query: 'older' })) });
    for (const { file } of derived) writeFileSync(join(folder, file), 'damaged');
    expect(await there()).toEqual([]);
    rmSync(join(folder, 'derived'), { recursive: true });
    await sealData(folder, { ...rest, derived: [] });
    expect(await there()).toEqual([]);
  });

  it('by another rule are written anew by an import of the same files', async () => {
    await imported(claims);
    const before = await manifest();
    const { written: _, seal: __, ...rest } = before;
    await sealData(folder, { ...rest, derived: rest.derived.map((one) => ({ ...one, query: 'older' })) });
    expect((await imported(claims)).value?.added).toBe(true);
    expect(await manifest()).toEqual(before);
    expect((await imported(claims)).value?.added).toBe(false);
  });

  it('of years are by another rule where those of months are', () => {
    const otherwise: typeof MONTHS = { ...MONTHS, rows: (lines) => `${MONTHS.rows(lines)} order by all` };
    expect(queryOf(YEARS, [otherwise, YEARS])).not.toBe(queryOf(YEARS, [MONTHS, YEARS]));
  });

  it('that were changed are refused by name, unless nobody reads them; an import writes them anew', async () => {
    await imported(claims);
    const file = (await manifest()).derived[0]?.file ?? '';
    const bytes = readFileSync(join(folder, file));
    writeFileSync(
      join(folder, file),
      Buffer.concat([bytes.subarray(0, 40), Buffer.from('x'), bytes.subarray(41)]),
    );
    const codes = async (tables?: string[]) =>
      (await opened(folder, tables)).diagnostics.map(({ code, data }) => `${code} ${data['file']}`);
    expect(await codes()).toEqual([`received-changed ${file}`]);
    expect(await codes(['medical_claim'])).toEqual([]);
    expect((await imported(claims)).diagnostics).toEqual([]);
    expect(readFileSync(join(folder, file)).equals(bytes)).toBe(true);
  });

  it('are the same bytes in however many stretches of people they are added up', async () => {
    await synthesise({ country: 'us', members: 300, seed: 5, years: 2, folder, threads: 1 });
    const { value: data } = await readData(folder);
    const bytesOf = async (stretches: number) => {
      const made = await writeSums(warehouse, data!, `of-${stretches}`, stretches);
      return made.map(({ file }) => readFileSync(join(folder, file)).toString('base64'));
    };
    const whole = await bytesOf(1);
    expect(whole).toHaveLength(SUMS.length);
    expect(await bytesOf(3)).toEqual(whole);
    expect(readdirSync(join(folder, 'derived', 'of-3'))).toHaveLength(SUMS.length);
  });

  it('of a made-up population, with claims corrected and reversed, are what its lines add up to; the same bytes on one thread as on two', async () => {
    const request = { country: 'us', members: 400, seed: 3, years: 2 };
    await synthesise({ ...request, folder, threads: 2 });
    await opened();
    for (const { name, of, rows } of SUMS) {
      const made = `(${rows(`data.${of}`)})`;
      const [[count, other]] = (await warehouse.values(
        `select (select count(*) from data.${name}),
           (select count(*) from ((from data.${name} except all from ${made}) union all (from ${made} except all from data.${name})))`,
      )) as [[bigint, bigint]];
      expect(count).toBeGreaterThan(500n);
      expect(other).toBe(0n);
    }
    const bytesOf = async () =>
      (await manifest()).derived.map(({ file }) => readFileSync(join(folder, file)).toString('base64'));
    const bytes = await bytesOf();
    expect(bytes).toHaveLength(SUMS.length);
    rmSync(folder, { recursive: true, force: true });
    await synthesise({ ...request, folder, threads: 1 });
    expect(await bytesOf()).toEqual(bytes);
  });
});
