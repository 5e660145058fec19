/** Accruing, sharing and reporting runs, as people call them. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWith, openvbp, removeFolders } from './command.ts';

const examples = resolve(import.meta.dirname, '../../examples');
const cwd = folderWith();
beforeAll(() => {
  cpSync(join(examples, 'rebate-accrual'), cwd, { recursive: true });
  writeFileSync(
    join(cwd, 'hospitals.yaml'),
    'audience: hospitals\ntitle: { en: Hospitals, zh: 医院 }\ncontract: rebate-accrual\nhides: [treatment.paid, rebate]\n',
  );
  writeFileSync(
    join(cwd, 'rates.yaml'),
    'rates: test\nsource: made up\ncurrency: EUR\non: as-of\nvalues: { CNY: { 2023-01-01: 0.128 } }\n',
  );
  for (const day of ['2024-03-31', '2024-12-31']) {
    const made = openvbp(
      ['settle', 'contract.yaml', '--table', `treatment=${day}.csv`, '--as-of', day, '-o', `${day}.run`],
      { cwd },
    );
    expect(made).toMatchObject({ code: 0, err: '' });
  }
}, 30_000);
afterAll(removeFolders);

describe('openvbp', () => {
  it('accrue shows the closings and writes the journal', () => {
    const ran = openvbp(['accrue', 'accrual.yaml', '2024-03-31.run', '2024-12-31.run', '-o', 'books'], {
      cwd,
    });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/2024-12-31/);
    expect(ran.out).toMatch(/444,566\.96/);
    expect(readFileSync(join(cwd, 'books/journal.csv'), 'utf8')).toMatch(/^closing,quarter,payment,/);
  });

  it('share, explain and publish say nothing of what an audience may not see', () => {
    const shared = openvbp(['share', '2024-12-31.run', '--audience', 'hospitals.yaml', '-o', 'shared'], {
      cwd,
    });
    expect(shared).toMatchObject({ code: 0, err: '' });
    const files = ['shared.csv', 'shared.json', 'shared.html'].map((name) =>
      readFileSync(join(cwd, 'shared', name), 'utf8'),
    );
    for (const text of [shared.out, ...files]) expect(text).not.toMatch(/90,?000|148,?333|444,?566/);
    const audience = ['--audience', 'hospitals.yaml'];
    const hidden = openvbp(
      ['explain', '2024-12-31.run', 'treatment=P02', 'rebate', ...audience, '--lang', 'zh'],
      { cwd },
    );
    expect(hidden.out).toMatch(/保密/);
    expect(hidden.out).not.toMatch(/90,000/);
    const published = openvbp(
      ['publish', '2024-12-31.run', '--people', 'treatment', '--least', '1', '-o', 'public', ...audience],
      { cwd },
    );
    expect(published.out).not.toMatch(/386,666|57,900/);
  });

  it('portfolio reports in another currency', () => {
    const ran = openvbp(['portfolio', 'rates.yaml', '2024-12-31.run', '--json'], { cwd });
    expect(ran.json().result.all).toEqual([
      { payment: 'rebate', final: '56904.58', pending: '0.00', undetermined: 0 },
    ]);
  });
});
