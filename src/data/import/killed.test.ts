/** An import that is killed at any moment and run again leaves the same bytes as one that was not. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tuva } from '../readers/tuva/tuva.ts';
import { importData } from './import.ts';

const KILLS = 20;

/** Imports when told to, and says when it is done. */
const CHILD = `
import { importData } from ${JSON.stringify(new URL('./import.ts', import.meta.url).href)};
import { tuva } from ${JSON.stringify(new URL('../readers/tuva/tuva.ts', import.meta.url).href)};
process.once('message', async ({ paths, folder }) => {
  process.send('started');
  await importData({ format: tuva, paths, folder, threads: 1 });
  process.send('done');
  process.disconnect();
});
process.send('ready');
`;

function hashOf(root: string): string {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const hash = createHash('sha256');
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Kills the import `after` milliseconds from its start; how long it ran if it was done before. */
async function importKilled(script: string, paths: string[], folder: string, after: number) {
  const child = fork(script, { stdio: 'ignore', execArgv: [] });
  let start = 0;
  let done: number | undefined;
  await new Promise<void>((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') child.send({ paths, folder });
      if (message === 'started') {
        start = performance.now();
        setTimeout(() => child.kill('SIGKILL'), after).unref();
      }
      if (message === 'done') done = performance.now() - start;
    });
    child.on('exit', () => resolve());
  });
  return done;
}

it('killed twenty times', { timeout: 120_000 }, async () => {
  const root = mkdtempSync(join(tmpdir(), 'openvbp-killed-'));
  try {
    const script = join(root, 'child.mjs');
    writeFileSync(script, CHILD);
    const [first, second] = [join(root, 'first'), join(root, 'second')];
    mkdirSync(first);
    mkdirSync(second);
    const header = 'claim_id,claim_line_number,person_id,claim_start_date,paid_amount\n';
    const lines = (from: number, amount: string) =>
      Array.from({ length: 300 }, (_, i) => `C${from + i},1,P${i % 50},2024-01-${i % 40},${amount}\n`).join(
        '',
      );
    writeFileSync(join(first, 'medical_claim.csv'), header + lines(0, '10.50'));
    writeFileSync(join(second, 'medical_claim.csv'), header + lines(200, '11.25'));

    const undisturbed = join(root, 'undisturbed');
    const before = join(root, 'before');
    await importData({ format: tuva, paths: [first], folder: before, threads: 2 });
    cpSync(before, undisturbed, { recursive: true });
    await importData({ format: tuva, paths: [second], folder: undisturbed, threads: 2 });
    const [once, twice] = [hashOf(before), hashOf(undisturbed)];

    const trial = join(root, 'trial');
    const whole = (await importKilled(script, [first], trial, 60_000)) ?? 0;
    expect(hashOf(trial)).toBe(once);
    let broken = 0;
    const killAndRepeat = async (kill: number, into: string) => {
      rmSync(into, { recursive: true, force: true });
      // Every other time into a folder that has a source already; the moments are spread over the time an import takes.
      const again = kill % 2 === 1;
      if (again) cpSync(before, into, { recursive: true });
      const paths = [again ? second : first];
      const done = await importKilled(script, paths, into, (whole * (kill + 0.5)) / KILLS);
      if (done === undefined) broken += 1;
      const { diagnostics } = await importData({ format: tuva, paths, folder: into, threads: 2 });
      expect(diagnostics, `killed ${kill}`).toEqual([]);
      expect(hashOf(into), `killed ${kill}`).toBe(again ? twice : once);
    };
    const lane = async (from: number) => {
      for (let kill = from; kill < KILLS; kill += 2) await killAndRepeat(kill, join(root, `trial-${from}`));
    };
    await Promise.all([lane(0), lane(1)]);
    expect(broken).toBeGreaterThan(KILLS / 2);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
