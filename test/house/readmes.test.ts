/** A README names files and folders that are there: below its own folder, or by their path in the sources or in this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const paths = ['src', 'test', 'bench', 'docs', 'models', 'examples'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
    join(folder, path).split(sep).join('/'),
  ),
);
const readmes = paths.filter((path) => /^(src|test|bench)\/.*README\.md$/.test(path));

/** `parse.ts`, `lower/cells.ts`, `rows/`, and the files of a drawing: no patterns, no placeholders. */
const NAMED = /`((?:[\w-]+\/)*(?:[\w.-]+\.(?:tsx?|css|sh)|[\w-]+\/))`|(?<![\w/.*`-])([a-z][\w-]*\.tsx?)\b/g;

function isThere(name: string, readme: string): boolean {
  const folder = dirname(readme);
  // The part of the house it stands in: `src/engine`.
  const part = readme.split('/').slice(0, 2).join('/');
  const wanted = name.replace(/\/$/, '');
  return (
    [folder, '.', 'src'].some((from) => existsSync(join(root, from, wanted))) ||
    paths.some((path) => path.startsWith(`${part}/`) && path.endsWith(`/${wanted}`))
  );
}

describe('READMEs', () => {
  it('are found', () => expect(readmes.length).toBeGreaterThan(50));

  it.each(readmes)('%s', (readme) => {
    const named = [...readFileSync(join(root, readme), 'utf8').matchAll(NAMED)].map(
      ([, name, drawn]) => (name ?? drawn) as string,
    );
    expect(named.filter((name) => !isThere(name, readme))).toEqual([]);
  });
});
