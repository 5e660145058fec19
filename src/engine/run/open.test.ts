/** Runs taken up by others. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkContract } from '../../language/index.ts';
import type { Run } from '../types.ts';
import { settle } from './settle.ts';
import { statementRows } from '../statement-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function settled(name: string, model: string, bind: string): Promise<Run> {
  writeFileSync(
    join(folder, `${name}.yaml`),
    `model: test/${name}\nversion: 1\ncurrency: USD\nparties: [payer]\n${model}`,
  );
  writeFileSync(
    join(folder, `${name}-2024.yaml`),
    `contract: ${name}-2024\nmodel: ./${name}.yaml\nparties: { payer: { id: cms } }\nperiod: { from: 2024-01-01, to: 2025-01-01 }\nbind: ${bind}\n`,
  );
  const { value, diagnostics } = checkContract(join(folder, `${name}-2024.yaml`));
  if (!value) throw new Error(JSON.stringify(diagnostics[0]));
  const run = await settle(value, { output: join(folder, `${name}-2024.run`) });
  if (!run.value) throw new Error(JSON.stringify(run.diagnostics[0]));
  return run.value;
}

it('a term is found in whichever table of a wide run it stands', { timeout: 60_000 }, async () => {
  const terms = Array.from(
    { length: 1200 },
    (_, i) => `    t${i}: ${i === 0 ? 'start' : `t${i - 1}`} + step`,
  ).join('\n');
  await settled(
    'wide',
    `entities: { aco: { facts: { start: { type: money } } } }\nparameters: { step: { type: money, value: 1 } }\nterms:\n  aco:\n${terms}\npayments: []\n`,
    '{ aco: { rows: [{ id: A1, start: 1 }, { id: A2, start: 2.5 }] } }',
  );
  const run = await settled(
    'narrow',
    `entities: { aco: { facts: { first: { type: money }, late: { type: money } } } }
terms: { aco: { due: late + first } }
payments: [{ id: paid, for: aco, from: payer, to: aco, amount: due }]\n`,
    `{ aco: { rows: [{ id: A1 }, { id: A2 }], facts: { first: { run: wide-2024, term: aco.start }, late: { run: wide-2024, term: aco.t1150 } } } }`,
  );
  const amounts: string[] = [];
  for await (const { key, amount } of statementRows(run)) amounts.push(`${key} ${amount}`);
  expect(amounts).toEqual(['A1 1153.00', 'A2 1156.00']);
});
