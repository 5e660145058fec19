/** The guide's page on scorecards: its contract settles as the page says, its model checks, and a score is read by another contract. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkModel } from '../../src/language/index.ts';
import { settled, statementOf, written } from '../support/small.ts';

const guide = resolve(import.meta.dirname, '../../docs/guide');

/** The page's fenced blocks: contract, results, model. */
function blocksOf(lang: string): string[] {
  const page = readFileSync(join(guide, lang, 'scorecards.md'), 'utf8');
  return [...page.matchAll(/```(?:yaml|csv)\n([^`]*)```/g)].map((match) => match[1] as string);
}

describe.each(['en', 'zh'])('the page in %s', (lang) => {
  const [contract = '', results = '', model = ''] = blocksOf(lang);

  test('pays by the score; without one measure the change is undetermined', async () => {
    const at = written({ 'contract.yaml': contract, 'results.csv': results });
    const run = await settled(join(at, 'contract.yaml'));
    const rows = await statementOf(run);
    expect(rows.map(({ payment, amount, status }) => [payment, amount, status])).toEqual([
      ['base', '1000000.00', 'final'],
      ['change', '-60416.67', 'final'],
    ]);
    run.close();

    written({ 'results.csv': results.replace(/^a,adherence.*\n/m, '') }, at);
    const without = await settled(join(at, 'contract.yaml'), { replace: true });
    expect((await statementOf(without)).map(({ payment, status }) => [payment, status])).toEqual([
      ['base', 'final'],
      ['change', 'undetermined'],
    ]);
    without.close();
  });

  test('has a model that checks', () => {
    const at = written({ 'model.yaml': model });
    expect(checkModel(join(at, 'model.yaml')).diagnostics).toEqual([]);
  });
});

test('a score settled on the block alone is read by another contract', async () => {
  const at = written({
    'scores.yaml': `contract: scores
model: blocks/scorecard
parties: {}
period: { from: 2024-01-01, to: 2025-01-01 }
bind:
  result: { rows: [{ scorecard: w1, measure: example, value: 0.25, cases: 5 }, { scorecard: w2, measure: example, value: 1, cases: 5 }] }
`,
    'model.yaml': `model: test/pool
version: 1
currency: CNY
parties: [payer]
entities:
  ward: { facts: { pool: money, quality: ratio } }
terms:
  ward: { bonus: pool * quality }
payments:
  - { id: bonus, for: ward, from: payer, to: ward, amount: bonus }
`,
    'pool.yaml': `contract: pool
model: ./model.yaml
parties: { payer: bureau }
period: { from: 2024-01-01, to: 2025-01-01 }
bind:
  ward:
    rows: [{ id: w1, pool: 1000 }, { id: w2, pool: 10.01 }, { id: w3, pool: 1 }]
    facts: { quality: { run: scores, term: scorecard.score } }
`,
  });
  const scores = await settled(join(at, 'scores.yaml'));
  const run = await settled(join(at, 'pool.yaml'));
  expect((await statementOf(run)).map(({ key, amount, status }) => [key, amount, status])).toEqual([
    ['w1', '250.00', 'final'],
    ['w2', '10.01', 'final'],
    ['w3', null, 'undetermined'],
  ]);
  run.close();
  scores.close();
});
