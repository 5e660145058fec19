import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { unpack } from './unpack.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-unpack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says how far it is, over all packed files and as they are packed', async () => {
  const place = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  // Random bytes stay as long as they are, so the first is read in several pieces.
  const [long, short] = [randomBytes(2_500_000), Buffer.from('a,b\n1,2\n')];
  const files = [
    place('long.csv.gz', gzipSync(long)),
    place('plain.csv', short),
    place('short.csv.gz', gzipSync(short)),
  ];
  const [first = 0, , last = 0] = files.map((file) => statSync(file).size);
  const seen: { name: string; done: number; total: number }[] = [];
  const unpacked = await unpack(
    { files, names: new Map([[files[0]!, 'long.csv.gz']]), diagnostics: [] },
    join(folder, 'work'),
    (one) => seen.push(one),
  );
  const whole = unpacked.files.map((file, i) => readFileSync(file).equals(i === 0 ? long : short));
  expect(whole).toEqual([true, true, true]);
  const ofFirst = seen.slice(0, -1);
  expect(ofFirst.length).toBeGreaterThan(1);
  expect(ofFirst.map(({ done }) => done)).toEqual(ofFirst.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(ofFirst.at(-1)).toEqual({ name: 'long.csv.gz', done: first, total: first + last });
  expect(seen.at(-1)).toEqual({ name: files[2], done: first + last, total: first + last });
});

it('says nothing where nothing is packed', async () => {
  const file = join(folder, 'empty.csv');
  writeFileSync(file, '');
  const seen: unknown[] = [];
  await unpack({ files: [file], names: new Map(), diagnostics: [] }, join(folder, 'none'), (one) =>
    seen.push(one),
  );
  expect(seen).toEqual([]);
});
