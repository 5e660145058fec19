import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from './folders.ts';

const root = mkdtempSync(join(tmpdir(), 'openvbp-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('makes a folder with all above it, and is content with one that is there', async () => {
  const folder = join(root, 'a', 'b', 'c');
  await makeFolder(folder);
  await makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it('ends where the system refuses', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(makeFolder(join(root, 'file', 'below'))).rejects.toThrow('ENOTDIR');
});

// The file system in which Node's own never ends.
it.skipIf(!existsSync('/proc/self'))('ends where a parent can never be made', async () => {
  await expect(makeFolder('/proc/openvbp/below')).rejects.toThrow('ENOENT');
});
