/** What the command does with costs and case mix: `openvbp cost`, `openvbp report`, on a small made-up city. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesise } from '../../src/data/synthetic/index.ts';
import { folderWith, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);

const cwd = folderWith({
  'ratios.csv': 'category,ratio\nmaterials,1\n西药费,1\n,0.8\n',
  'resources.csv': 'resource,cost,minutes\nnurse,60000,100000\n',
});

beforeAll(async () => {
  const made = await synthesise({
    country: 'cn',
    members: 150,
    seed: 5,
    years: 2,
    from: '2021-01-01',
    folder: join(cwd, 'data'),
    threads: 1,
  });
  expect(made.diagnostics).toEqual([]);
}, 60_000);

describe('openvbp cost', () => {
  it('charges: cost, received and margin in all and by group, case by case in a folder', () => {
    const ran = openvbp(['cost', 'charges', 'data', '--ratios', 'ratios.csv', '-o', 'out', '--json'], {
      cwd,
    });
    expect(ran.code).toBe(0);
    const { result } = ran.json();
    expect(result.cases).toBeGreaterThan(0);
    expect(result.known).toBe(result.cases);
    const [head = '', ...rows] = readFileSync(join(cwd, 'out/cases.csv'), 'utf8').trim().split('\n');
    const column = (name: string) => head.split(',').indexOf(name);
    const sum = (name: string) =>
      rows.reduce((total, row) => total + Math.round(Number(row.split(',')[column(name)]) * 1e4), 0);
    for (const name of ['charges', 'cost', 'payment', 'margin'])
      expect(sum(name), name).toBe(Math.round(Number(result.totals[name]) * 1e4));
    expect(sum('charges')).toBeGreaterThan(sum('cost'));
    expect(existsSync(join(cwd, 'out/groups.csv'))).toBe(true);
  });

  it('time: groups and capacity, in Chinese too; groups without a pathway are named', () => {
    const group = readFileSync(join(cwd, 'out/groups.csv'), 'utf8').split('\n')[1]?.split(',')[0];
    writeFileSync(
      join(cwd, 'pathways.csv'),
      `pathway,step,resource,minutes,quantity\n${group},nursing day,nurse,90,5\n`,
    );
    const ran = openvbp(
      ['cost', 'time', 'data', '--resources', 'resources.csv', '--pathways', 'pathways.csv', '--lang', 'zh'],
      { cwd },
    );
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/产能成本率/);
    // 450 minutes at 0.60.
    expect(ran.out).toMatch(new RegExp(`${group} .*270\\.00`));
    expect(ran.err).toMatch(/没有对应路径/);
  });

  it('says what is wrong, with exit code 2', () => {
    const ran = openvbp(['cost', 'charges', 'data', '--ratios', 'ratios.csv', '--basis', 'events'], { cwd });
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toMatch(/basis cannot be "events"/);
  });
});

describe('openvbp report', () => {
  it('compares hospitals, before and after; as a page, a CSV and JSON that say the same', () => {
    const args = [
      'report',
      'hospitals',
      'data',
      '--period',
      '2022-01-01/2023-01-01',
      '--before',
      '2021-01-01/2022-01-01',
    ];
    const ran = openvbp([...args, '-o', 'report.html'], { cwd });
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/Before and after/);
    const page = readFileSync(join(cwd, 'report.html'), 'utf8');
    expect(page).toMatch(/<svg class="square"/);
    expect(page).toMatch(/时间消耗指数/);
    expect(page).toMatch(/@page\{size:A4/);
    const json = openvbp([...args, '-o', 'report.csv', '--json'], { cwd }).json().result;
    const csv = readFileSync(join(cwd, 'report.csv'), 'utf8').replace(/^\ufeff/, '');
    const [head = '', all = ''] = csv.split('\n');
    const cell = (name: string) => all.split(',')[head.split(',').indexOf(name)];
    for (const name of ['cases', 'cmi', 'time_index', 'mean_fee'])
      expect(cell(name)).toBe(json.all.figures[name]);
    expect(cell('cmi_change')).toBe(json.all.changes.cmi.difference);
    expect(page).toContain(json.all.figures.cmi);
  });

  it('says what is wrong, with exit code 2', () => {
    const ran = openvbp(['report', 'hospitals', 'data', '--before', 'nowhere', '--json'], { cwd });
    expect([ran.code, ran.json().diagnostics.map(({ code }) => code)]).toEqual([2, ['no-file']]);
  });
});
