/** The lock file names versions and hashes of every package, on every platform, and no address they were downloaded from. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
  packages: Record<
    string,
    { version?: string; integrity?: string; resolved?: string; optionalDependencies?: Record<string, string> }
  >;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('package-lock.json', () => {
  it('has packages', () => expect(packages.length).toBeGreaterThan(50));

  it('gives each a version and a hash', () => {
    expect(packages.filter(([, { version, integrity }]) => !version || !integrity)).toEqual([]);
  });

  // A registry that lacks a platform's package leaves it out without a word, and then nobody can install from the file.
  it('has the packages of every platform', () => {
    const wanted = packages.flatMap(([, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}),
    );
    const names = new Set(packages.map(([path]) => path.split('node_modules/').at(-1)));
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });

  it('records no download address', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});
