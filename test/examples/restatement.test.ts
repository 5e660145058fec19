/** `examples/mssp/restatement/`: a year settled, the next settled twice, with what is carried over and what is posted. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settle, statementRows } from '../../src/engine/index.ts';
import { post } from '../../src/engine/post/index.ts';
import type { StatementRow } from '../../src/engine/types.ts';
import { checkContract } from '../../src/language/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'restatement-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function settleAndPost(contract: string): Promise<{ row: StatementRow; posted: string }> {
  const checked = checkContract(join(folder, `${contract}.yaml`));
  expect(checked.diagnostics).toEqual([]);
  const settled = await settle(checked.value!, { output: join(folder, `acme-aco-${contract}.run`) });
  const run = settled.value!;
  const rows: StatementRow[] = [];
  for await (const row of statementRows(run)) rows.push(row);
  const posted = await post(run);
  run.close();
  expect(rows).toHaveLength(1);
  return { row: rows[0]!, posted: posted.value!.amount };
}

test('the final settlement takes the place of the interim one and posts the difference', async () => {
  cpSync(resolve(import.meta.dirname, '../../examples/mssp/restatement'), folder, { recursive: true });

  // 2022 earns 1,837,412.15, all of it recouped against 2,400,000.00 advanced; 562,587.85 is carried into 2023.
  const before = await settleAndPost('2022-final');
  expect(before.row).toMatchObject({ amount: '0.00', status: 'final' });

  const interim = await settleAndPost('2023-interim');
  expect(interim.row).toMatchObject({
    from: 'cms',
    to: 'ACME',
    amount: '1884936.26',
    posted: '0.00',
    status: 'final',
  });
  expect(interim.posted).toBe('1884936.26');

  const final = await settleAndPost('2023-final');
  expect(final.row).toMatchObject({ amount: '1260186.26', posted: '1884936.26', difference: '-624750.00' });
  expect(final.posted).toBe('-624750.00');
});
