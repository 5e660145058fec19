/** The tests of the library's models as runs: each test's agreement, settled. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settle } from '../../src/engine/index.ts';
import type { Run } from '../../src/engine/types.ts';
import type { TestCase } from '../../src/language/agreement.ts';
import { checkTests, listModels } from '../../src/language/index.ts';
import { folder } from '../support/small.ts';

/** Test documents of the library, by the model they stand beside. */
export function libraryTests(): { model: string; name: string; file: string }[] {
  return listModels().flatMap(({ model, file }) => {
    const tests = join(dirname(file), 'tests');
    return readdirSync(tests)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({ model, name, file: join(tests, name) }));
  });
}

/** The first document of every so many-th model; all of them with OPENVBP_ALL_CASES. For tests that settle a document many times over. */
export function fewLibraryTests(step = 1): ReturnType<typeof libraryTests> {
  const all = libraryTests();
  if (process.env['OPENVBP_ALL_CASES'] !== undefined) return all;
  return all
    .filter(({ model }, i) => all.findIndex((other) => other.model === model) === i)
    .filter((_, i) => i % step === 0);
}

export function casesOf(file: string): TestCase[] {
  const { value, diagnostics } = checkTests(file);
  if (!value) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
  return value;
}

/** The first test of a document; all of them with OPENVBP_ALL_CASES, which takes minutes. */
export function fewCasesOf(file: string): TestCase[] {
  const all = casesOf(file);
  return process.env['OPENVBP_ALL_CASES'] === undefined ? all.slice(0, 1) : all;
}

/** The agreement of one test as a run. */
export async function runOf({ agreement }: TestCase): Promise<Run> {
  const { value, diagnostics } = await settle(agreement, {
    output: join(folder(), 'test.run'),
    threads: 1,
    ledger: [],
  });
  if (!value) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
  return value;
}
