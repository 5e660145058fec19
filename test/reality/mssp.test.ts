/**
 * Medicare Shared Savings Program: what CMS published as earned or owed, computed again from its public use files.
 * A figure agrees within the greater of 1.50 and 0.01 % (published quality scores to 2020 are rounded).
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { settle } from '../../src/engine/index.ts';
import { reconcile } from '../../src/engine/reconcile/index.ts';
import type { Reconciliation } from '../../src/engine/types.ts';
import { checkContract } from '../../src/language/index.ts';
import { shared } from './reporter.ts';

const examples = resolve(import.meta.dirname, '../../examples/mssp');
const data = join(shared, 'data/mssp');
const folder = mkdtempSync(join(tmpdir(), 'mssp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Key → what CMS published, ours to the dollar, and why they differ. None is mended in the model: the cause is not in the file. */
const exceptions: Record<string, [published: number, ours: number, cause: string]> = {
  'A80939,2014': [
    0,
    1664102,
    'missed the quality standard; the file has no column for it and its score is blank',
  ],
  'A23913,2014': [
    0,
    1433841,
    'missed the quality standard; the file has no column for it and its score is blank',
  ],
  'A92615,2015': [0, 599844, 'missed the quality standard; the file has no column for it'],
  'A2392,2019': [
    -2074092,
    -2561463,
    'its losses are limited by the revenue of its participants, which is not published',
  ],
};

async function compare(
  contract: string,
  file: string,
  key: string[],
  earned: string,
  tolerance: { within: string; relative: string } = { within: '1.5', relative: '0.0001' },
): Promise<Reconciliation> {
  const checked = checkContract(join(examples, contract), { tables: { aco: file } });
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const settled = await settle(checked.value!, { output: join(folder, contract.replace('.yaml', '.run')) });
  expect(settled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const run = settled.value!;
  try {
    const result = await reconcile(run, {
      file,
      key,
      amount: earned,
      entity: 'aco',
      term: 'earned',
      ...tolerance,
    });
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return result.value!;
  } finally {
    run.close();
  }
}

const published = join(data, 'published.csv');
test.skipIf(!existsSync(published))(
  'the 3,647 results of 2014–2020 and 2022, each by the rules of its year, agree but for four',
  { timeout: 120_000 },
  async () => {
    const result = await compare('published.yaml', published, ['id', 'py'], 'earnsaveloss');
    expect(result.of).toBe(3647);
    expect(result.agree).toBe(3643);
    expect([...result.onlyOurs, ...result.onlyTheirs]).toEqual([]);
    const found = result.differ.map(({ key, theirs, ours }) => [
      key,
      Math.round(Number(theirs)),
      Math.round(Number(ours)),
    ]);
    const expected = Object.entries(exceptions).map(([key, [theirs, ours]]) => [key, theirs, ours]);
    expect(found.sort()).toEqual(expected.sort());
  },
);

const original = join(data, 'puf_2022.csv');
test.skipIf(!existsSync(original))(
  'the 482 results of the original file of 2022 all agree',
  { timeout: 60_000 },
  async () => {
    const result = await compare('2022.yaml', original, ['ACO_ID'], 'EarnSaveLoss');
    expect(result).toMatchObject({ of: 482, agree: 482, differ: [], onlyOurs: [], onlyTheirs: [] });
  },
);

// These files are not among the data we test with; where someone puts them there, they are checked too. The losses of the three ACOs
// of 2023 are limited by revenue.
for (const [year, limited] of [
  [2021, []],
  [2023, ['A1241,2023', 'A4627,2023', 'A5293,2023']],
  [2024, []],
] as const) {
  const file = join(data, `puf_${year}.csv`);
  if (!existsSync(file)) continue;
  test(`the results of the original file of ${year} agree`, { timeout: 60_000 }, async () => {
    const result = await compare(`${year}.yaml`, file, ['ACO_ID'], 'EarnSaveLoss');
    expect(result).toMatchObject({ onlyOurs: [], onlyTheirs: [] });
    expect(result.differ.map(({ key }) => key).sort()).toEqual(limited);
  });
}

// Made-up ACOs in the layouts of those files; what they earned was computed outside this program, on exact fractions.
test.each([
  [2023, 12],
  [2024, 16],
])(
  'a file in the layout of %i is read and settled: percentages, separators, flags that do not apply',
  async (year, acos) => {
    const file = join(import.meta.dirname, `layouts/made-up-${year}.csv`);
    const result = await compare(`${year}.yaml`, file, ['ACO_ID'], 'EarnSaveLoss', {
      within: '0.5',
      relative: '0',
    });
    expect(result).toMatchObject({ of: acos, agree: acos, differ: [], onlyOurs: [], onlyTheirs: [] });
  },
);
