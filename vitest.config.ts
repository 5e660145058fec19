import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 60_000,
    // What a page comes to show is waited for as long as what it shows at once.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // One more than the cores of a small machine: some tests wait for a browser or a server. Two took a sixth longer.
    maxWorkers: 3,
    // No test changes what a module holds; loading all of them anew for every file took a tenth of the time.
    isolate: false,
    // Processes that tests start find compiled what the command (bin/openvbp.js) compiled before: half a second of the processor each.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/reality/reporter.ts'],
  },
});
