/** A command starts fast: what is slow to load (a third of a second and more, together) is imported by what needs it, when it needs it. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

/** Packages of some dozens of files each or more, of which most commands need none. */
const SLOW = /^(@duckdb|@stdlib|@fastify|exceljs|fastify|fqm-execution|ml-matrix)\b/;

/** What a module imports before its first line runs: types are gone by then, and `import(…)` is not yet asked. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export) (?!type\b)(?:[^'"]* from )?['"]([^'"]+)['"]/gm)]
    .filter(([all]) => !/^(?:import|export) \{\s*(?:type\s+\w+(?: as \w+)?,?\s*)+\}/.test(all))
    .map((match) => match[1] as string);
}

/** Slow packages with the module that brings each, of all that is loaded with these modules. */
function slowWith(...entries: string[]): string[] {
  const seen = new Set<string>();
  const slow: string[] = [];
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importsOf(file)) {
      if (name.startsWith('.')) visit(resolve(dirname(file), name));
      else if (SLOW.test(name)) slow.push(`${file.slice(source.length + 1)}: ${name}`);
    }
  };
  entries.forEach((entry) => visit(join(source, entry)));
  expect(seen.size).toBeGreaterThan(entries.length);
  return slow;
}

it('finds what is slow', () => {
  expect(slowWith('server/app.ts')).toContain('server/app.ts: fastify');
  expect(slowWith('warehouse/duckdb/database.ts')).toContain(
    'warehouse/duckdb/database.ts: @duckdb/node-api',
  );
});

it('help and errors of the call load nothing slow', () => {
  expect(slowWith('cli/main.ts')).toEqual([]);
});

it('checking, settling and explaining load nothing slow before they need it', () => {
  const commands = ['check', 'test', 'settle', 'explain', 'compare', 'models', 'methods', 'post'];
  const entries = commands.map((name) => `cli/commands/${name}.ts`);
  expect(slowWith(...entries, 'methods/contract.ts', 'statement/index.ts', 'engine/index.ts')).toEqual([]);
});
