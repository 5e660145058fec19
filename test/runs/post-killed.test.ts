/** A process that posts and is killed, whenever: what it leaves reads as whole batches, and the next one goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readLedger } from '../../src/engine/ledger/index.ts';
import { folder, written } from '../support/small.ts';

const ENTRIES = 4000;
const ROUNDS = Number(process.env['OPENVBP_KILLS'] ?? 12);

/** Posts batches of 4000 without end; a line out for each that was said to be written. */
const writer = (file: string) => `
import { appendBatch, readLedger } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/engine/ledger/index.ts'))};
const file = ${JSON.stringify(file)};
for (;;) {
  const { value } = await readLedger(file, 'c');
  const n = value.batches.length;
  const entries = Array.from({ length: ${ENTRIES} }, (_, i) => ({ payment: 'p', key: n + '-' + i, from: 'a', to: '收款方'.repeat(20), due: null, amount: '1.00' }));
  const { value: seal, diagnostics } = await appendBatch(value, { contract: 'c', run: String(n), asOf: '2024-01-01', currency: 'USD' }, entries);
  process.stdout.write((seal ?? diagnostics[0].code) + '\\n');
}
`;

test('a posting that is killed leaves whole batches', { timeout: 300_000 }, async () => {
  const at = folder();
  const file = join(at, 'c.ledger.jsonl');
  const script = join(written({ 'writer.ts': writer(file) }, at), 'writer.ts');
  let said = 0;
  let interrupted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const seals: string[] = [];
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    // The first batch is out; then at any moment.
    await once(child.stdout, 'data');
    await sleep((round * 37) % 90);
    child.kill('SIGKILL');
    await once(child, 'close');
    seals.push(...text.split('\n').filter((line) => /^[0-9a-f]{64}$/.test(line)));
    expect(text).not.toContain('ledger');

    const { value: ledger, diagnostics } = await readLedger(file, 'c');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (diagnostics.length > 0 || existsSync(`${file}.lock`)) interrupted += 1;
    // Whole batches only, and every one that was said to be written.
    const batches = ledger!.batches;
    for (const [n, batch] of batches.entries()) {
      expect(batch.entries).toHaveLength(ENTRIES);
      expect(batch.run).toBe(String(n));
    }
    for (const seal of seals) expect(batches.some(({ sha256 }) => sha256 === seal)).toBe(true);
    said += seals.length;
  }
  console.log(
    `${ROUNDS} writers killed, ${interrupted} of them while writing; ${said} batches said, file of ${readFileSync(file).length} bytes`,
  );
  expect(said).toBeGreaterThanOrEqual(ROUNDS);
});
