/** Every message exists in English and in Chinese, with the same placeholders. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roleTitle } from '../../src/statement/index.ts';

const source = resolve(import.meta.dirname, '../../src');
const catalogues = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)messages(\/[\w-]+)?\.ts$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => join(source, file));

interface Pair {
  path: string;
  en: unknown;
  zh: unknown;
}

/** All objects with an `en` or a `zh`, however deep in a module's exports. */
function pairs(value: unknown, path: string): Pair[] {
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Record<string, unknown>;
  const own = 'en' in record || 'zh' in record ? [{ path, en: record['en'], zh: record['zh'] }] : [];
  const deeper = Object.entries(record)
    .filter(([name]) => name !== 'en' && name !== 'zh')
    .flatMap(([name, child]) => pairs(child, `${path}.${name}`));
  return [...own, ...deeper];
}

const placeholders = (words: string) => [...words.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();

describe('messages', () => {
  it('finds the catalogues', () => expect(catalogues.length).toBeGreaterThan(0));

  it.each(catalogues.map((file) => relative(source, file)))(
    '%s says everything in both languages',
    async (file) => {
      const found = pairs(await import(join(source, file)), file);
      expect(found.length).toBeGreaterThan(0);
      for (const { path, en, zh } of found) {
        if (typeof en === 'function' || typeof zh === 'function') {
          expect(typeof zh, path).toBe(typeof en);
          continue;
        }
        expect(en, `${path} in English`).toMatch(/\S/);
        expect(zh, `${path} in Chinese`).toMatch(/\S/);
        expect(new Set(placeholders(zh as string)), path).toEqual(new Set(placeholders(en as string)));
      }
    },
  );
});

it('has words for every role that the library’s models declare', () => {
  const models = resolve(import.meta.dirname, '../../models');
  const files = readdirSync(models, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('model.yaml'),
  );
  const declared = files.flatMap(
    (file) => /^parties: \[(.*)\]$/m.exec(readFileSync(join(models, file), 'utf8'))?.[1]?.split(/,\s*/) ?? [],
  );
  expect(declared).toContain('payer');
  expect([...new Set(declared)].filter((role) => !roleTitle(role, undefined))).toEqual([]);
});
