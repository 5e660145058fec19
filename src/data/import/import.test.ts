/** An import as a whole: what is written, again and again, and into which folders. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { lineAt, openData } from '../open/index.ts';
import { tuva } from '../readers/tuva/tuva.ts';
import { importData } from './import.ts';
import { filesForTest, tablesOf } from './testing.ts';

const CLAIMS =
  'claim_id,claim_line_number,person_id,claim_start_date,paid_amount\nC1,1,P1,2024-01-05,80.50\nC1,2,P1,2024-01-05,19.50\n';
const MORE = 'claim_id,claim_line_number,person_id,claim_start_date,paid_amount\nC2,1,P2,2024-02-05,7\n';
const PEOPLE = 'person_id,gender,enrollment_start_date\nP1,female,2023-01-01\nP2,male,2023-01-01\n';

let folder: string;
let files: ReturnType<typeof filesForTest>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openvbp-import-'));
  files = filesForTest({
    'medical_claim.csv': CLAIMS,
    'eligibility.csv': PEOPLE,
    'medical_claim_2.csv': MORE,
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  files.remove();
});

const file = (name: string) => join(files.folder, name);
const run = (paths: string[], into = folder) => importData({ format: tuva, paths, folder: into, threads: 2 });
const codes = async (result: ReturnType<typeof run>) => (await result).diagnostics.map(({ code }) => code);

/** Every file of a folder with the hash of its bytes. */
function bytesOf(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort();
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(paths.map((path) => [path.slice(root.length), hash(path)]));
}

describe('a data folder', () => {
  it('takes nothing of a row from the names of folders above it', async () => {
    const plain = join(folder, 'plain');
    const named = join(folder, 'person_id=X', 'month=2023-01-01', 'file_index=7', 'paid_amount=5');
    for (const into of [plain, named]) {
      await run([file('medical_claim.csv')], into);
      await run([files.folder], into);
    }
    expect(bytesOf(named)).toEqual(bytesOf(plain));
    const { tables } = await tablesOf(named);
    expect(tables).toEqual((await tablesOf(plain)).tables);
    expect(tables['medical_claim']?.map((row) => `${row['person_id']} ${row['paid_amount']}`)).toEqual([
      'P1 80.5000',
      'P1 19.5000',
      'P2 7.0000',
    ]);
    const months = async (of: string) => {
      const warehouse = await openDuckdb();
      await openData(warehouse, of, { tables: ['medical_month'] });
      const rows = await warehouse.values('select * from data.medical_month order by all');
      warehouse.close();
      return rows;
    };
    expect(await months(named)).toEqual(await months(plain));
  });

  it('reads many files of one size, each with a row that is refused', async () => {
    // The copies made of them on the way are of one size too, and the database must not take one for another.
    let state = 4;
    const among = (from: number, to: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return from + (state % (to - from + 1));
    };
    const paid: string[] = [];
    const line = (k: number, l: number) => {
      const day = `2022-0${among(1, 9)}-${among(10, 28)}`;
      const [one, other] = [1, 2].map(() => `${among(1000, 9999)}.${among(10, 99)}`);
      if (l !== 3) paid.push(`${one}00`);
      return `C${100 + k}${l},${l},professional,P${among(10, 99)},${day},${day},${one},${l === 3 ? 'abcd.ef' : other}\n`;
    };
    const header =
      'claim_id,claim_line_number,claim_type,person_id,claim_start_date,claim_line_start_date,paid_amount,allowed_amount\n';
    const many = filesForTest(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, k) => [
          `f${100 + k}_medical_claim.csv`,
          header + [1, 2, 3, 4, 5].map((l) => line(k, l)).join(''),
        ]),
      ),
    );
    const { value, diagnostics } = await run([many.folder]);
    many.remove();
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value?.source.tables[0]).toMatchObject({ read: 300, kept: 240, refused: 60 });
    const { tables } = await tablesOf(folder);
    expect(tables['medical_claim']?.map((row) => row['paid_amount'])).toEqual(paid);
  });

  it('says which files it was made of, and opens as views with where each row was read', async () => {
    const { value } = await run([files.folder]);
    expect(value?.source.files.map(({ name, part }) => [name, part])).toEqual([
      ['eligibility.csv', 'eligibility'],
      ['medical_claim.csv', 'medical_claim'],
      ['medical_claim_2.csv', 'medical_claim'],
    ]);
    expect(value?.data.tables).toEqual([
      { name: 'eligibility', received: 2, superseded: 0, standing: 2 },
      { name: 'medical_claim', received: 3, superseded: 0, standing: 3 },
    ]);
    const warehouse = await openDuckdb();
    try {
      const opened = await openData(warehouse, folder);
      expect(
        await warehouse.values(
          'select claim_id, claim_line_number, paid_amount, _source, _file, _line from data.medical_claim order by all',
        ),
      ).toEqual([
        ['C1', 1n, '80.5000', 0n, 1n, 2n],
        ['C1', 2n, '19.5000', 0n, 1n, 3n],
        ['C2', 1n, '7.0000', 0n, 2n, 2n],
      ]);
      expect(await warehouse.values('select count(*) from data.pharmacy_claim')).toEqual([[0n]]);
      const at = await lineAt(warehouse, opened.value!, 'medical_claim', { source: 0, file: 1, line: 3 });
      expect(at).toMatchObject({
        file: 'medical_claim.csv',
        line: 3,
        rows: [{ claim_id: 'C1', paid_amount: '19.5000' }],
      });
    } finally {
      warehouse.close();
    }
  });

  it('is the same bytes, whoever imports, however often, on one thread or two', async () => {
    await run([files.folder]);
    const once = bytesOf(folder);
    expect((await run([files.folder])).value?.added).toBe(false);
    expect(bytesOf(folder)).toEqual(once);
    const other = mkdtempSync(join(tmpdir(), 'openvbp-import-'));
    try {
      await importData({ format: tuva, paths: [files.folder], folder: other, threads: 1 });
      expect(bytesOf(other)).toEqual(once);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  it('takes more files later, as one more source', async () => {
    await run([file('medical_claim.csv'), file('eligibility.csv')]);
    const before = bytesOf(join(folder, 'received'));
    const { value } = await run([file('medical_claim_2.csv')]);
    expect(value?.data.sources.map(({ files: of }) => of.map(({ name }) => name))).toEqual([
      ['medical_claim.csv', 'eligibility.csv'],
      ['medical_claim_2.csv'],
    ]);
    expect(bytesOf(join(folder, 'received'))).toMatchObject(before);
    const { tables } = await tablesOf(folder);
    expect(tables['medical_claim']?.map((row) => [row['claim_id'], row['_source']])).toEqual([
      ['C1', 0n],
      ['C1', 0n],
      ['C2', 1n],
    ]);
  });

  it('is not opened where it is none, of another version, or not whole', async () => {
    const warehouse = await openDuckdb();
    const opened = async () => (await openData(warehouse, folder)).diagnostics.map(({ code }) => code);
    try {
      expect(await opened()).toEqual(['no-data-folder']);
      const { value } = await run([files.folder]);
      rmSync(join(folder, 'received', value!.source.id, 'eligibility.parquet'));
      expect(await opened()).toEqual(['received-missing']);
      writeFileSync(join(folder, 'data.json'), '{"layout": 99}');
      expect(await opened()).toEqual(['layout-other']);
      writeFileSync(join(folder, 'data.json'), '{"lay');
      expect(await opened()).toEqual(['manifest-damaged']);
      writeFileSync(join(folder, 'data.json'), 'null');
      expect(await opened()).toEqual(['manifest-damaged']);
    } finally {
      warehouse.close();
    }
  });
});

describe('where an import may not write', () => {
  it('a folder of other things, and a file', async () => {
    writeFileSync(join(folder, 'thesis.doc'), 'mine');
    expect(await codes(run([files.folder]))).toEqual(['not-a-data-folder']);
    expect(await codes(run([files.folder], join(folder, 'thesis.doc')))).toEqual(['not-a-folder']);
    expect(await codes(run([files.folder], join(folder, 'thesis.doc', 'below')))).toEqual(['import-failed']);
    expect(readdirSync(folder)).toEqual(['thesis.doc']);
  });

  it('a folder into which another process imports; the lock of one that is gone is taken over', async () => {
    const lock = join(folder, '.import.lock');
    writeFileSync(lock, JSON.stringify({ host: hostname(), pid: process.ppid, id: 'x' }));
    expect(await codes(run([files.folder]))).toEqual(['locked']);
    // No process has so high a number.
    writeFileSync(lock, JSON.stringify({ host: hostname(), pid: 2 ** 30, id: 'x' }));
    expect(await codes(run([files.folder]))).toEqual([]);
    expect(existsSync(lock)).toBe(false);
    writeFileSync(lock, '');
    expect(await codes(run([files.folder]))).toEqual(['locked']);
    utimesSync(lock, 0, 0);
    expect(await codes(run([files.folder]))).toEqual([]);
    writeFileSync(lock, JSON.stringify({ host: 'elsewhere', pid: 2 ** 30, id: 'x' }));
    expect(await codes(run([files.folder]))).toEqual(['locked']);
  });

  it('two imports at once: one of them', async () => {
    const both = await Promise.all([run([file('medical_claim.csv')]), run([file('medical_claim_2.csv')])]);
    expect(both.filter(({ value }) => value).length).toBe(1);
    expect(both.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual(['locked']);
  });
});

describe('what is not there to be read', () => {
  it('a path, files in a folder, files of the format', async () => {
    expect(await codes(run([file('none.csv')]))).toEqual(['path-missing']);
    const empty = mkdtempSync(join(tmpdir(), 'openvbp-empty-'));
    expect(await codes(run([empty]))).toEqual(['folder-empty']);
    rmSync(empty, { recursive: true });
    writeFileSync(file('letter.txt'), 'Dear all,\n');
    expect(await codes(run([file('letter.txt')]))).toEqual(['file-unknown', 'no-files']);
    expect(await codes(run([file('letter.txt'), file('eligibility.csv')]))).toEqual(['file-unknown']);
  });

  it('an option the format has not', async () => {
    const given = { format: tuva, paths: [files.folder], folder, options: { wide: 'yes' } };
    expect((await importData(given)).diagnostics.map(({ code }) => code)).toEqual(['option-unknown']);
  });
});
