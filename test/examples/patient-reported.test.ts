/** The example paid by patient-reported change: FHIR QuestionnaireResponses → data → scores → what is paid, worked out by hand. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importData } from '../../src/data/import/import.ts';
import { fhir } from '../../src/data/readers/fhir/fhir.ts';
import { settle, statementRows } from '../../src/engine/index.ts';
import { checkContract } from '../../src/methods/contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'patient-reported-'));
const example = resolve(import.meta.dirname, '../../examples/depression-scores');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('pays for each point of change from the baseline; waits for answers that may come, and guesses none that did not', async () => {
  cpSync(example, join(folder, 'example'), { recursive: true });
  const data = join(folder, 'data');
  const imported = await importData({
    format: fhir,
    paths: [join(example, 'fhir')],
    options: {},
    folder: data,
  });
  expect(imported.diagnostics).toEqual([]);
  const checked = checkContract(join(folder, 'example/contract.yaml'), { data });
  const run = await settle(checked.value!, { output: join(folder, 'run') });
  expect(run.diagnostics.map(({ code, data: { count, text } }) => [code, count, text])).toContainEqual([
    'answer-unread',
    1,
    'dont-know',
  ]);
  const rows = [];
  for await (const row of statementRows(run.value!)) rows.push(row);
  run.value!.close();
  expect(rows.map(({ key, amount, status, reason }) => [key, amount, status, reason?.kind])).toEqual([
    // 18 → 6.
    ['P1,2023-01-10', '480.00', 'final', undefined],
    // 15 → 12.
    ['P2,2023-02-01', '120.00', 'final', undefined],
    // 14 → 17: worse, and nothing is taken back.
    ['P3,2023-03-15', '0.00', 'final', undefined],
    ['P4,2023-02-20', null, 'undetermined', 'missing'],
    ['P5,2023-11-20', '0.00', 'pending', undefined],
    // Eight answers of 18 stand for nine of 20.25, seven of 7 for nine of 9: 11.25 points.
    ['P6,2023-04-03', '450.00', 'final', undefined],
  ]);
}, 60_000);
