/**
 * Says how many reality tests ran on real data and how many were skipped for want of it. Where the data is there a skipped
 * one is a failure: a check that silently stopped checking is worse than none. Reality tests are those of this folder, and every
 * `reality.test.ts` beside the code it tests.
 */
import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

const folder = import.meta.dirname;
export const shared = resolve(folder, '../../../shared');

export default class RealityReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const real = modules.filter(
      ({ moduleId }) => moduleId.startsWith(folder + sep) || moduleId.endsWith(`${sep}reality.test.ts`),
    );
    if (real.length === 0) return;
    const tests = real.flatMap((module): TestCase[] => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    console.log(`\nReality tests: ${tests.length - skipped.length} ran, ${skipped.length} skipped`);
    for (const test of skipped) console.log(`  skipped: ${test.fullName}`);
    if (skipped.length > 0 && existsSync(shared)) {
      console.log(`  The data is there (${shared}): a skipped reality test is a failure.`);
      process.exitCode = 1;
    }
  }
}
