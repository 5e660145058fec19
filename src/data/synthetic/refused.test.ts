/** What cannot be made is refused in words, and a folder with other data is left alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { synthesise } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-synthetic-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sound = { country: 'us', members: 10, seed: 1, folder };

it.each([
  ['country-unknown', { country: 'xx' }],
  ['country-unknown', { country: 'constructor' }],
  ['members-out-of-range', { members: 0 }],
  ['members-out-of-range', { members: 1.5 }],
  ['members-out-of-range', { members: Number.NaN }],
  ['years-out-of-range', { years: 11 }],
  ['seed-out-of-range', { seed: -1 }],
  ['from-not-first-of-month', { from: '2021-01-02' }],
  ['from-not-first-of-month', { from: 'today' }],
])('%s: %j', async (code, wrong) => {
  const { value, diagnostics } = await synthesise({ ...sound, ...wrong });
  expect(value).toBeUndefined();
  expect(diagnostics.map((one) => one.code)).toEqual([code]);
});

it('does not write into a folder that is something else', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  const { diagnostics } = await synthesise(sound);
  expect(diagnostics.map((one) => one.code)).toEqual(['not-a-data-folder']);
  rmSync(join(folder, 'notes.txt'));
});

it('leaves other data as it is, and does nothing where the population is there already', async () => {
  const made = await synthesise(sound);
  expect(made.value?.added).toBe(true);
  const before = readFileSync(join(folder, 'data.json'), 'utf8');
  expect((await synthesise(sound)).value?.added).toBe(false);
  const other = await synthesise({ ...sound, seed: 2 });
  expect(other.diagnostics.map((one) => one.code)).toEqual(['folder-has-other-data']);
  expect(readFileSync(join(folder, 'data.json'), 'utf8')).toBe(before);
}, 30_000);
