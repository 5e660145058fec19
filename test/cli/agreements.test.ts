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

/** 166,400 at treatment and 153,600 at 18 months: on 2022-08-31 at 7.2197, on 2023-01-10 at 7.4229, on 2024-02-29 and 2024-03-01 at 7.8592, pending on 2025-09-01 at 7.5257. */
describe('the example of two currencies', () => {
  const folder = folderWith();
  beforeAll(() => {
    cpSync(join(examples, 'portfolio'), folder, { recursive: true });
    for (const country of ['spain', 'china'])
      expect(openvbp(['settle', `${country}.yaml`, '-o', `${country}.run`], { cwd: folder })).toMatchObject({
        code: 0,
        err: '',
      });
  }, 30_000);

  it('runs as its README says, in both languages', () => {
    const ask = (...more: string[]) =>
      openvbp(['portfolio', 'rates.yaml', 'spain.run', 'china.run', ...more], { cwd: folder });
    const made = ask('-o', 'portfolio');
    expect(made.out).toMatch(/652,800\.00 EUR\s+4,951,472\.64\s+153,600\.00 EUR\s+1,155,947\.52/);
    expect(made.out).toMatch(/238,333\.33 CNY\s+238,333\.33/);
    const rows = readFileSync(join(folder, 'portfolio/portfolio.csv'), 'utf8').split('\n');
    expect(rows).toContain(
      'portfolio-spain,part,"S1,month_18",health-service,Pharma One,final,153600.00,EUR,2024-02-29,2024-01-01,7.8592,1207173.12,CNY',
    );
    expect(ask('--lang', 'zh').out).toMatch(/细胞疗法按结果付款（西班牙，虚构）[^\n]*4,951,472\.64/);
  });
});
