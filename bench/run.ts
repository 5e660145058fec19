/**
 * Runs the benches named on the command line, or all: `node bench/run.ts [name …]`. Each bench is a module beside this one
 * with a default export that prints its ratios; nothing here passes or fails.
 */
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'spent.ts'].includes(file))
  .map((file) => file.slice(0, -3))
  .sort();
const named = process.argv.slice(2);
const unknown = named.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}; there are: ${all.join(', ')}`);
  process.exit(2);
}

console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const name of named.length > 0 ? named : all) {
  console.log(`\n${name}`);
  const bench = (await import(`./${name}.ts`)) as { default: () => Promise<void> };
  await bench.default();
}
