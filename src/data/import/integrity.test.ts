/** Files of a data folder that are not what was written are refused by name, and the same import writes them anew. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { openData, readData } from '../open/index.ts';
import { changesOf } from './changes.ts';
import { tuva } from '../readers/tuva/tuva.ts';
import { synthesise } from '../synthetic/index.ts';
import { importData } from './import.ts';
import type { DataManifest } from './manifest.ts';
import { filesForTest } from './testing.ts';
import { changeOf, writtenFile } from './written.ts';

const HEADER = 'claim_id,claim_line_number,person_id,claim_start_date,paid_amount\n';
const lines = (amount: number, from = 0) =>
  Array.from({ length: 200 }, (_, i) => `C${from + i},1,P${i % 9},2024-01-05,${amount}.${10 + (i % 80)}\n`);
const PEOPLE = 'person_id,gender,enrollment_start_date\nP1,female,2023-01-01\n';

const root = mkdtempSync(join(tmpdir(), 'openvbp-integrity-'));
const files = filesForTest({
  'medical_claim.csv': HEADER + lines(80).join(''),
  'eligibility.csv': PEOPLE,
  'later_medical_claim.csv': HEADER + lines(70, 100).join(''),
  'more_medical_claim.csv': HEADER + lines(5, 900).join(''),
});
const first = ['medical_claim.csv', 'eligibility.csv'].map((name) => join(files.folder, name));
const later = [join(files.folder, 'later_medical_claim.csv')];
const more = [join(files.folder, 'more_medical_claim.csv')];
const whole = join(root, 'whole');
const folder = join(root, 'trial');
const run = (paths: readonly string[], into = folder) =>
  importData({ format: tuva, paths, folder: into, threads: 1 });

let warehouse: Warehouse;
let data: DataManifest;
beforeAll(async () => {
  warehouse = await openDuckdb({ threads: 1 });
  await run(first, whole);
  data = (await run(later, whole)).value!.data;
});
afterAll(() => {
  warehouse.close();
  files.remove();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(whole, folder, { recursive: true });
});

const part = (source: number, name: string) => `received/${data.sources[source]!.id}/${name}`;
const gone = () => data.superseded[0]!.file;

/** One byte in the middle of the file is another; the length is the same. */
function flip(file: string): void {
  const bytes = readFileSync(join(folder, file));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 0x20;
  writeFileSync(join(folder, file), bytes);
}

const opened = async () =>
  (await openData(warehouse, folder)).diagnostics.map(({ code, data: about }) => `${code} ${about['file']}`);

function bytesOf(place: string): Record<string, string> {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(place.length), hash(path)]));
}

describe('a file that is not what was written', () => {
  it('is refused by name before anything is computed: a byte flipped under a sound footer, a cut, another file, none', async () => {
    expect(await opened()).toEqual([]);
    flip(part(0, 'medical_claim.parquet'));
    expect(await opened()).toEqual([`received-changed ${part(0, 'medical_claim.parquet')}`]);
    writeFileSync(join(folder, part(0, 'medical_claim.parquet')), 'PAR1');
    flip(gone());
    cpSync(join(whole, part(0, 'eligibility.parquet')), join(folder, part(1, 'medical_claim.parquet')));
    expect(await opened()).toEqual([
      `received-changed ${part(0, 'medical_claim.parquet')}`,
      `received-changed ${part(1, 'medical_claim.parquet')}`,
      `received-changed ${gone()}`,
    ]);
    rmSync(join(folder, gone()));
    expect((await opened()).at(-1)).toBe(`received-missing ${gone()}`);
  });

  it('does not matter to what reads other tables', async () => {
    flip(part(0, 'medical_claim.parquet'));
    flip(gone());
    expect((await readData(folder, { tables: ['eligibility'] })).diagnostics).toEqual([]);
    const { diagnostics } = await readData(folder, { tables: ['eligibility', 'medical_claim'] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['received-changed', 'received-changed']);
  });

  it('is found by several threads as by one', async () => {
    const { written } = JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8')) as DataManifest;
    flip(written[1]!.file);
    rmSync(join(folder, written[0]!.file));
    const files = written.map((one) => ({ folder, written: one }));
    const found = ['missing', 'changed', ...written.slice(2).map(() => undefined)];
    expect(await changesOf(files, 'quick')).toEqual(found);
    expect(await changesOf(files, 'quick', 0)).toEqual(found);
    expect(await changesOf(files, 'full', 0)).toEqual(found);
  });

  it('may be what the folder says of itself', async () => {
    flip(part(0, 'source.json'));
    expect(await opened()).toEqual([`received-changed ${part(0, 'source.json')}`]);
    const manifest = join(folder, 'data.json');
    const text = readFileSync(manifest, 'utf8');
    // Rows that were superseded would count again.
    writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(text) as DataManifest), superseded: [] }));
    expect((await openData(warehouse, folder)).diagnostics.map(({ code }) => code)).toEqual([
      'manifest-changed',
    ]);
  });

  it('of a synthetic population too, which is made again', async () => {
    const place = join(root, 'synthetic');
    const request = { country: 'us', members: 30, seed: 1, years: 1, folder: place, threads: 1 };
    const { value } = await synthesise(request);
    const file = join(place, 'received', value!.data.sources[0]!.id, 'medical_claim.parquet');
    const before = bytesOf(place);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
    writeFileSync(file, bytes);
    expect((await readData(place)).diagnostics.map(({ code }) => code)).toEqual(['received-changed']);
    expect((await synthesise(request)).value?.added).toBe(true);
    expect(bytesOf(place)).toEqual(before);
  });
});

describe('an import into a folder that is damaged', () => {
  it('says which file it is, and of what', async () => {
    flip(part(0, 'medical_claim.parquet'));
    const { value, diagnostics } = await run(more);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      {
        code: 'received-changed',
        data: { file: part(0, 'medical_claim.parquet'), files: 'medical_claim.csv, eligibility.csv' },
      },
    ]);
  });

  it('of the same files writes them anew, byte for byte', async () => {
    for (const name of ['medical_claim.parquet', 'source.json']) flip(part(0, name));
    flip(gone());
    const { value, diagnostics } = await run(first);
    expect(diagnostics).toEqual([]);
    expect(value?.added).toBe(true);
    expect(bytesOf(folder)).toEqual(bytesOf(whole));
  });

  it('mends one source after the other where several are damaged', async () => {
    flip(part(0, 'medical_claim.parquet'));
    flip(part(1, 'medical_claim.parquet'));
    const codes = async (paths: readonly string[]) =>
      (await run(paths)).diagnostics.map(({ code, data: about }) => `${code} ${about['file']}`);
    expect(await codes(first)).toEqual([`received-changed ${part(1, 'medical_claim.parquet')}`]);
    expect(await codes(later)).toEqual([]);
    expect(bytesOf(folder)).toEqual(bytesOf(whole));
  });

  it('does not need what it works out itself', async () => {
    rmSync(join(folder, gone()));
    expect((await run(more)).diagnostics).toEqual([]);
    expect(await opened()).toEqual([]);
  });
});

it('a change made to deceive the quick look is found by the full one', async () => {
  const place = filesForTest({ 'part.parquet': 'ten bytes!' });
  const written = await writtenFile(place.folder, 'part.parquet');
  writeFileSync(join(place.folder, 'part.parquet'), 'TEN BYTES!');
  const { crc32 } = await writtenFile(place.folder, 'part.parquet');
  expect(await changeOf(place.folder, written, 'quick')).toBe('changed');
  expect(await changeOf(place.folder, { ...written, crc32 }, 'quick')).toBeUndefined();
  expect(await changeOf(place.folder, { ...written, crc32 }, 'full')).toBe('changed');
  place.remove();
});

describe('an import of which nothing is kept', () => {
  const codesOf = (result: Awaited<ReturnType<typeof run>>) => result.diagnostics.map(({ code }) => code);

  it('is an error, says what was refused and what the file looks like, and leaves nothing behind', async () => {
    const remittance = filesForTest({
      'medical_claim.csv': 'ISA*00*          *00*          *ZZ*A*ZZ*B~GS*HP*A*B~ST*835*0001~\n',
      'eligibility.csv': PEOPLE,
      'report.csv': 'BENE_ID|CLM_ID|NCH_CLM_TYPE_CD\n1|2|40\n',
    });
    const into = join(root, 'new', 'deep');
    const result = await run([join(remittance.folder, 'medical_claim.csv')], into);
    expect(result.value).toBeUndefined();
    expect(codesOf(result)).toEqual(['columns-missing', 'looks-like-format']);
    expect(result.diagnostics.at(-1)?.data).toMatchObject({ format: 'x12-835' });
    expect(existsSync(dirname(into))).toBe(false);
    remittance.remove();
  });

  it('where every row is refused', async () => {
    const place = filesForTest({
      'medical_claim.csv': `${HEADER}C1,x,P1,2024-01-05,1\nC2,y,P1,2024-01-05,1\n`,
    });
    const into = join(root, 'refused');
    const { diagnostics } = await run([place.folder], into);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message.en}`)).toEqual([
      'nothing-kept: Nothing could be used of 1 file read as tuva: 2 refused, 0 of kinds that make no row. The data folder is as it was.',
      'refused-example: 2 × not a whole number (claim_line_number), first in line 2.',
    ]);
    expect(existsSync(into)).toBe(false);
    place.remove();
  });

  it('changes nothing in a folder that holds data, nor takes away one that was there', async () => {
    const place = filesForTest({ 'medical_claim.csv': HEADER });
    expect(codesOf(await run([place.folder]))).toEqual(['nothing-there']);
    expect(bytesOf(folder)).toEqual(bytesOf(whole));
    const empty = mkdtempSync(join(root, 'empty-'));
    expect(codesOf(await run([place.folder], empty))).toEqual(['nothing-there']);
    expect(readdirSync(empty)).toEqual([]);
    place.remove();
  });
});
