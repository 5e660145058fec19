/** The example of a register: counts by site and month and what waits for overdue follow-ups, each counted by hand from its tables. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importData } from '../../src/data/import/import.ts';
import { csv } from '../../src/data/readers/csv/csv.ts';
import { settle } from '../../src/engine/index.ts';
import { completeness, register } from '../../src/engine/register/index.ts';
import { checkContract } from '../../src/methods/contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'register-'));
const example = resolve(import.meta.dirname, '../../examples/follow-up-register');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a register is counted by site and month, and pending payments are told apart by whether they wait for overdue follow-ups', async () => {
  const data = join(folder, 'data');
  for (const table of ['treatment', 'encounter', 'outcome_event']) {
    const made = await importData({
      format: csv,
      paths: [join(example, `${table}.csv`)],
      options: { table },
      folder: data,
    });
    expect(made.diagnostics).toEqual([]);
  }
  const checked = checkContract(join(example, 'contract.yaml'), { data });
  const run = (await settle(checked.value!, { output: join(folder, 'run') })).value!;
  const { value: found } = await register(run);
  expect(
    found!.sites.map((one) => [
      one.site,
      one.expected,
      one.submitted,
      one.late,
      one.overdue,
      one.open,
      completeness(one),
      one.longest,
    ]),
  ).toEqual([
    // Who died on 2023-09-30 is expected once; the site has no name.
    ['', 1, 1, 0, 0, 0, '100.0', null],
    // The visit of 2023-11-02 came after the window of 2023-09-20 + 30 days.
    ['SITE-A', 7, 6, 1, 0, 1, '100.0', null],
    ['SITE-B', 6, 2, 0, 4, 0, '33.3', 213],
  ]);
  expect(
    found!.months.filter(({ overdue }) => overdue > 0).map(({ month, overdue }) => [month, overdue]),
  ).toEqual([
    ['2023-07', 2],
    ['2023-10', 1],
    ['2024-01', 1],
  ]);
  expect(
    found!.awaiting.map(({ site, pending, amount, overdue, overdueAmount }) => [
      site,
      pending,
      amount,
      overdue,
      overdueAmount,
    ]),
  ).toEqual([
    ['SITE-A', 1, '120000.00', 0, '0.00'],
    ['SITE-B', 3, '360000.00', 2, '240000.00'],
  ]);
  expect(found!.overdue.map(({ treatment, visit, days }) => [treatment, visit, days])).toEqual([
    ['T5', 'P3M', 213],
    ['T4', 'P6M', 190],
    ['T5', 'P6M', 121],
    ['T4', 'P12M', 6],
  ]);
  expect((await register(run, 'progression')).diagnostics.map(({ code }) => code)).toEqual([
    'register-no-result',
  ]);
  run.close();
}, 60_000);
