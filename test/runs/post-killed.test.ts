/** A process that posts and is killed, whenever: what it leaves reads as whole batches, and the next one goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readLedger } from '../../src/engine/ledger/index.ts';
import { folder, written } from '../support/small.ts';

const root = folder();
const ENTRIES = 4000;
const ROUNDS = Number(process.env['OPENVBP_KILLS'] ?? 8);

/** Posts batches of 4000 without end; a line out for each that was said to be written. */
const writer = (file: string) => `
import { appendBatch, readLedger } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/engine/ledger/index.ts'))};
const file = ${JSON.stringify(file)};
for (;;) {
  const { value } = await readLedger(file, 'c');
  const n = value.batches.length;
  const entries = Array.from({ length: ${ENTRIES} }, (_, i) => ({ payment: 'p', key: n + '-' + i, from: 'a', to: '收款方'.repeat(20), due: null, amount: '1.00' }));
  process.stdout.write('posting\\n');
  const { value: seal, diagnostics } = await appendBatch(value, { contract: 'c', run: String(n), asOf: '2024-01-01', currency: 'USD' }, entries);
  process.stdout.write((seal ?? diagnostics[0].code) + '\\n');
}
`;

test('a posting that is killed leaves whole batches', { timeout: 300_000 }, async () => {
  let said = 0;
  let interrupted = 0;
  let unfinished = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // A few writers in turn on each ledger: what the one left is what the next one finds.
    const at = join(root, String(Math.floor(round / 4)));
    const file = join(at, 'c.ledger.jsonl');
    const script = join(written({ 'writer.ts': writer(file) }, at), 'writer.ts');
    const text = await killed(script, (round * 11) % 70);
    const seals = text.split('\n').filter((line) => /^[0-9a-f]{64}$/.test(line));
    expect(text).not.toContain('ledger');

    const { value: ledger, diagnostics } = await readLedger(file, 'c');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (existsSync(`${file}.lock`)) interrupted += 1;
    if (diagnostics.length > 0) unfinished += 1;
    // Whole batches only, and every one that was said to be written.
    for (const [n, batch] of ledger!.batches.entries()) {
      expect(batch.entries).toHaveLength(ENTRIES);
      expect(batch.run).toBe(String(n));
    }
    for (const seal of seals) expect(ledger!.batches.some(({ sha256 }) => sha256 === seal)).toBe(true);
    said += seals.length;
  }
  console.log(
    `${ROUNDS} writers killed, ${interrupted} of them while writing, ${unfinished} in the middle of a batch; ${said} batches said`,
  );
  expect(said).toBeGreaterThan(0);
});

/** What a writer said until it was killed: so long after it began its second batch. */
async function killed(script: string, milliseconds: number): Promise<string> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const second = new Promise<void>((done) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.split('posting').length > 2) done();
    });
  });
  await second;
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await once(child, 'close');
  return text;
}
