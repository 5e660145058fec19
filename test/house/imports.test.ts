/** The house's import order: cli → server → statement → engine → methods → data → warehouse; language stands alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');
const order = ['cli', 'server', 'statement', 'engine', 'methods', 'data', 'warehouse'];

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(source, file));

/** Modules a file imports from this package, as paths below src. */
function importsOf(file: string): string[] {
  const specifiers = [
    ...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g),
  ].map((match) => match[1] as string);
  return specifiers.map((specifier) => relative(source, resolve(dirname(file), specifier)));
}

const floorOf = (path: string) => path.split(sep)[0] as string;

function allowed(from: string, to: string): boolean {
  if (from === to || to === 'language' || from === 'index.ts') return true;
  if (from === 'language') return false;
  // The pages speak HTTP to the server and know only its types.
  if (from === 'web') return to === 'server';
  const above = order.indexOf(from);
  const below = order.indexOf(to);
  return above !== -1 && below !== -1 && above < below;
}

describe('imports point down the house', () => {
  it('finds the sources', () => expect(files.length).toBeGreaterThan(5));

  it('refuses an import that points up', () => {
    expect(allowed('warehouse', 'engine')).toBe(false);
    expect(allowed('language', 'engine')).toBe(false);
    expect(allowed('engine', 'data')).toBe(true);
  });

  it.each(files.map((file) => relative(source, file)))('%s', (file) => {
    const from = floorOf(file);
    // Tests may take what tests share, which lies outside the house.
    const shared = (to: string) => file.endsWith('.test.ts') && to.startsWith(join('..', 'test'));
    const wrong = importsOf(join(source, file)).filter((to) => !allowed(from, floorOf(to)) && !shared(to));
    expect(wrong).toEqual([]);
  });
});
