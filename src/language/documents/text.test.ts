import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LARGEST_DOCUMENT, decode, readText } from './text.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'openvbp-text-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const codes = (checked: { diagnostics: { code: string }[] }) => checked.diagnostics.map((d) => d.code);

it('reads UTF-8 and hashes the bytes', () => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, 'title: 共享结余\n');
  const read = readText(file);
  expect(read.value?.text).toBe('title: 共享结余\n');
  expect(read.value?.sha256).toBe(readText(file, 'title: 共享结余\n').value?.sha256);
});

it('refuses a file beyond the limit before reading it, be it one line', () => {
  const file = join(folder, 'big.yaml');
  writeFileSync(file, Buffer.alloc(LARGEST_DOCUMENT + 1, 'a'));
  expect(codes(readText(file))).toEqual(['file-too-large']);
  expect(codes(readText('unsaved.yaml', 'a'.repeat(LARGEST_DOCUMENT + 1)))).toEqual(['file-too-large']);
});

it('stops at the limit of what has no size, such as a device', () => {
  expect(codes(readText('/dev/zero'))).toEqual(['file-too-large']);
  expect(readText('/dev/null').value?.text).toBe('');
});

it('says when a file may not be read', () => {
  const file = join(folder, 'secret.yaml');
  writeFileSync(file, 'a: b');
  chmodSync(file, 0);
  // The superuser may read everything.
  if (process.getuid?.() !== 0) expect(codes(readText(file))).toEqual(['file-unreadable']);
  expect(codes(readText('a\0b'))).toEqual(['file-unreadable']);
});

it('tells UTF-16 with and without its mark, GBK, and what is neither', () => {
  const code = (bytes: Uint8Array) => codes(decode(bytes, 'x'))[0];
  expect(code(Buffer.from('\uFEFFmodel: x', 'utf16le'))).toBe('file-utf16');
  expect(code(Buffer.from('model: x', 'utf16le'))).toBe('file-utf16');
  expect(code(Buffer.from([0xd6, 0xa7, 0xb8, 0xb6]))).toBe('file-gbk');
  expect(code(Buffer.from([0x61, 0xff, 0x62]))).toBe('not-utf8');
});

it('finds the first byte that is not UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('a: 一\nb: 二'), Buffer.from([0xff]), Buffer.from('\nc: d')]);
  expect(decode(bytes, 'x').diagnostics[0]?.at).toEqual({ file: 'x', line: 2, column: 5 });
});
