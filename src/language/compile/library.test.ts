/** Every model of the library compiles to a sound plan, without a warning. */
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readModel } from '../documents/index.ts';
import { compileModel } from './index.ts';
import { brokenPromises } from './invariants.ts';

const library = resolve(import.meta.dirname, '../../../models');
const files = readdirSync(library, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('model.yaml'))
  .map((file) => join(library, file));

describe('the library', () => {
  it.each(files.map((file) => [relative(library, file), file]))('%s', (_, file) => {
    const read = readModel(file as string);
    expect(read.value).toBeDefined();
    if (!read.value) return;
    const { value, diagnostics } = compileModel(read.value);
    expect(
      [...read.diagnostics, ...diagnostics].map(({ code, at }) => `${code} ${at?.line}:${at?.column}`),
    ).toEqual([]);
    expect(value && brokenPromises(value)).toEqual([]);
  });
});
