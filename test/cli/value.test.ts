/** What the command does with a condition: `openvbp value`, on a few made-up people. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { synthesise } from '../../src/data/synthetic/index.ts';
import { folderWith, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);
const cwd = folderWith();

beforeAll(async () => {
  const made = await synthesise({
    country: 'us',
    members: 250,
    seed: 5,
    years: 2,
    folder: join(cwd, 'data'),
    threads: 1,
  });
  expect(made.diagnostics).toEqual([]);
}, 60_000);

it('lists the conditions there are', () => {
  const { code, out } = openvbp(['value', '--lang', 'zh']);
  expect(code).toBe(0);
  expect(out).toContain('type-2-diabetes');
  expect(out).toContain('2型糖尿病');
});

it('reports one, on the terminal and as files in both languages', () => {
  const ran = openvbp(
    [
      'value',
      'hypertension',
      'data',
      '--basis',
      'paid',
      '-o',
      'out/report.html',
      '-o',
      'out/figures.csv',
      '-o',
      'out/all.json',
      '--cycles',
      'out/cycles.csv',
    ],
    { cwd },
  );
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('Systolic pressure below 140 mmHg');
  const page = readFileSync(join(cwd, 'out/report.html'), 'utf8');
  expect(page).toContain('收缩压低于 140 mmHg');
  expect(page).not.toMatch(/<(?:link|img|script src)/);
  const found = JSON.parse(readFileSync(join(cwd, 'out/all.json'), 'utf8'));
  const rows = readFileSync(join(cwd, 'out/cycles.csv'), 'utf8').trim().split('\n');
  expect(rows).toHaveLength(found.all.cycles + 1);
  expect(readFileSync(join(cwd, 'out/figures.csv'), 'utf8')).toContain(
    'hypertension,,,systolic,share,higher,',
  );
});

it('what cannot be done is told, and nothing is written', () => {
  const unclear = openvbp(['value', 'hypertension', 'data', '-o', 'report.docx', '--json'], { cwd });
  expect(unclear.code).toBe(2);
  expect(unclear.json().diagnostics.map(({ code }) => code)).toEqual(['value-output']);
  expect(existsSync(join(cwd, 'report.docx'))).toBe(false);
  const unknown = openvbp(['value', 'gout', 'data', '--json'], { cwd });
  expect(unknown.code).toBe(2);
  expect(unknown.json().diagnostics.map(({ code }) => code)).toEqual(['value-no-condition']);
  const basis = openvbp(['value', 'hypertension', 'data', '--basis', 'gold', '--json'], { cwd });
  expect(basis.json().diagnostics.map(({ code }) => code)).toEqual(['bad-option']);
});
