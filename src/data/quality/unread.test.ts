/** Money that nobody can read: every cell is listed, whatever else its row was refused for, and the equation is said of the rest. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { importData } from '../import/import.ts';
import { filesForTest } from '../import/testing.ts';
import { tuva } from '../readers/tuva/tuva.ts';
import { assess } from './assess.ts';
import { qualityPage } from './html/page.ts';
import type { QualityReport } from './report.ts';

const HEAD =
  'claim_id,claim_line_number,claim_type,person_id,payer,plan,claim_start_date,paid_amount,charge_amount,allowed_amount,data_source';
const row = (id: string, day: string, paid: string, charge: string, allowed: string) =>
  `${id},1,professional,p1,cms,ffs,${day},${paid},${charge},${allowed},x`;
const CLAIMS = `${HEAD}
${row('c1', '2023-01-05', '10.10', '20', '15')}
${row('c2', '2023-13-05', 'n/a', '"1,200"', '30')}
${row('c3', '2023-01-07', '5', '"say ""ten"""', '7')}
${row('c4', '2023-01-08', '2.00001', '20', '')}
${Array.from({ length: 120 }, (_, i) => row(`d${i}`, '2023-01-09', `x${i}`, '1', '1')).join('\n')}
`;
const files = filesForTest({ 'medical_claim.csv': CLAIMS });
afterAll(() => files.remove());

async function assessed(): Promise<QualityReport> {
  const folder = join(files.folder, 'data');
  await importData({ format: tuva, paths: [join(files.folder, 'medical_claim.csv')], folder, threads: 2 });
  const warehouse = await openDuckdb({ threads: 2 });
  try {
    const { value } = await assess(warehouse, folder, { write: false });
    if (!value) throw new Error('no report');
    return value;
  } finally {
    warehouse.close();
  }
}

it('counts all, lists a hundred of a column, and sums what can be read', async () => {
  const report = await assessed();
  const of = (name: string) => report.money.find(({ column }) => column === name);
  const file = 'medical_claim.csv';
  expect(of('charge_amount')).toMatchObject({
    // 20 + 20 + 120 × 1, of which the first row's alone is kept.
    in: '160.00',
    kept: '20.00',
    refused: '140.00',
    unreadable: '2',
    unread: [
      // Its row is refused for the day.
      { file, line: '3', text: '1,200' },
      { file, line: '4', text: 'say "ten"' },
    ],
    balanced: true,
  });
  expect(of('allowed_amount')).toMatchObject({ in: '172.00', unreadable: '0', unread: [] });
  const paid = of('paid_amount');
  expect(paid).toMatchObject({ in: '15.10', kept: '10.10', refused: '5.00', unreadable: '122' });
  expect(paid?.unread).toHaveLength(100);
  expect(paid?.unread.slice(0, 3).map(({ line, text }) => `${line} ${text}`)).toEqual([
    '3 n/a',
    '5 2.00001',
    '6 x0',
  ]);
  const page = qualityPage(report);
  expect(page).toContain('Of the money that can be read');
  expect(page).toContain('<code>medical_claim.csv:4</code> · say &quot;ten&quot;');
  expect(page).toContain('22 more');
});
