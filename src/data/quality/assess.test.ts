/** A folder as the import leaves it → its report: nothing is lost on the way, and what is lost afterwards is found. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { importData } from '../import/import.ts';
import { filesForTest } from '../import/testing.ts';
import { tuva } from '../readers/tuva/tuva.ts';
import { openData } from '../open/index.ts';
import type { OpenedData } from '../open/index.ts';
import { assess, assessOpened } from './assess.ts';
import { qualityPage } from './html/page.ts';
import type { QualityReport } from './report.ts';

const CLAIMS = `claim_id,claim_line_number,claim_type,person_id,payer,plan,claim_start_date,paid_date,paid_amount,charge_amount,diagnosis_code_type,diagnosis_code_1,data_source
c1,1,professional,p1,cms,ffs,2023-01-05,2023-02-01,10.10,20,icd-10-cm,E119,x
c2,1,professional,p1,cms,ffs,2023-01-06,2023-02-01,20.20,30,icd-10-cm,E119,x
c2,1,professional,p1,cms,ffs,2023-01-06,2023-02-01,20.20,30,icd-10-cm,E119,x
c3,1,professional,p1,cms,ffs,2023-13-06,2023-02-01,40.40,50,icd-10-cm,E119,x
c4,1,professional,p1,cms,ffs,2023-01-09,2023-02-01,forty,50,icd-10-cm,E119,x
c5,1,professional,<b>p2</b>,cms,ffs,2023-01-09,2023-02-01,80.80,90,icd-10-cm,E119,x
c6,1,short
`;
const PEOPLE = `person_id,payer,plan,enrollment_start_date,enrollment_end_date,birth_date,gender,data_source
p1,cms,ffs,2023-01-01,2023-12-31,1950-01-01,male,x
`;

let folder: string;
let report: QualityReport;
const files = filesForTest({ 'medical_claim.csv': CLAIMS, 'eligibility.csv': PEOPLE });

async function assessed(): Promise<QualityReport> {
  const warehouse = await openDuckdb({ threads: 2 });
  try {
    const { value, diagnostics } = await assess(warehouse, folder);
    expect(diagnostics).toEqual([]);
    return value as QualityReport;
  } finally {
    warehouse.close();
  }
}

beforeAll(async () => {
  folder = join(files.folder, 'data');
  const paths = ['medical_claim.csv', 'eligibility.csv'].map((name) => join(files.folder, name));
  await importData({ format: tuva, paths, folder, threads: 2 });
  report = await assessed();
});
afterAll(() => files.remove());

describe('a data folder', () => {
  it('accounts for every row', () => {
    expect(report.sources[0]?.rows).toEqual([
      { table: 'eligibility', read: '1', kept: '1', refused: '0' },
      { table: 'medical_claim', read: '6', kept: '4', refused: '2' },
      { table: '', read: '1', kept: '0', refused: '1' },
    ]);
    expect(report.tables.find(({ table }) => table === 'medical_claim')).toMatchObject({
      rows: '3',
      superseded: '1',
    });
  });

  it('accounts for every cent: in = kept + refused, kept = superseded + standing', () => {
    expect(report.money.find(({ column }) => column === 'paid_amount')).toEqual({
      table: 'medical_claim',
      column: 'paid_amount',
      in: '171.70',
      kept: '131.30',
      refused: '40.40',
      superseded: '20.20',
      standing: '111.10',
      unreadable: '1',
      unread: [{ file: 'medical_claim.csv', line: '6', text: 'forty' }],
      balanced: true,
    });
    // A line that never was a row: whether there was money on it nobody knows.
    expect(report.money.find(({ column }) => column === '')).toMatchObject({
      table: '',
      in: '0.00',
      refused: '0.00',
      unreadable: '1',
      unread: [{ file: 'medical_claim.csv', line: '8', text: expect.any(String) as string }],
    });
  });

  it('says why, where and what', () => {
    expect(
      report.sources[0]?.refusals.map(({ reason, column, count, examples }) => [
        reason,
        column,
        count,
        examples,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [
          'date-unreadable',
          'claim_start_date',
          '1',
          [{ file: 'medical_claim.csv', line: '5', text: '2023-13-06' }],
        ],
        ['amount-unreadable', 'paid_amount', '1', [{ file: 'medical_claim.csv', line: '6', text: 'forty' }]],
        ['row-ragged', '', '1', [expect.objectContaining({ line: '8' })]],
      ]),
    );
    expect(report.findings.map(({ code, severity, count }) => `${severity} ${code} ${count}`)).toEqual([
      'warning rows-refused 1',
      'warning rows-refused 1',
      'warning rows-refused 1',
      'warning person-unknown 1',
      'note superseded 1',
    ]);
  });

  it('is in the folder, the same bytes each time', async () => {
    const file = join(folder, 'quality.json');
    const before = readFileSync(file, 'utf8');
    expect(JSON.parse(before)).toEqual(report);
    await assessed();
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('holds what the import says against what is there', async () => {
    const warehouse = await openDuckdb({ threads: 1 });
    try {
      const { value: opened } = await openData(warehouse, folder);
      // What the import says it kept is a cent more than what it wrote: such a folder only a fault of ours can make.
      const other = structuredClone(opened) as OpenedData;
      const money = other.sources[0]?.tables.find(({ name }) => name === 'medical_claim')?.money;
      Object.assign(money!['paid_amount']!, { kept: '131.31', read: '171.71' });
      const broken = await assessOpened(warehouse, other);
      expect(broken.findings[0]).toMatchObject({
        code: 'money-unbalanced',
        severity: 'error',
        column: 'paid_amount',
        amount: '0.01',
      });
      expect(broken.money.find(({ column }) => column === 'paid_amount')?.balanced).toBe(false);
    } finally {
      warehouse.close();
    }
  });

  it('is not looked at where a file of it was changed, however carefully', async () => {
    const { id } = JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8')).sources[0] as { id: string };
    const part = join(folder, 'received', id, 'medical_claim.parquet');
    const before = readFileSync(part);
    const warehouse = await openDuckdb({ threads: 1 });
    try {
      await warehouse.run(
        `create table kept as select * from read_parquet('${part}');
         copy (select * replace (case claim_id when 'c1' then paid_amount - 0.01 else paid_amount end as paid_amount) from kept) to '${part}' (format parquet)`,
      );
      const { value, diagnostics } = await assess(warehouse, folder);
      expect(value).toBeUndefined();
      expect(diagnostics.map(({ code }) => code)).toEqual(['received-changed']);
    } finally {
      warehouse.close();
      writeFileSync(part, before);
    }
  });

  it('cannot be told of a folder that is none', async () => {
    const warehouse = await openDuckdb({ threads: 1 });
    const { value, diagnostics } = await assess(warehouse, join(files.folder, 'nothing'));
    warehouse.close();
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['no-data-folder']);
  });
});

describe('the page', () => {
  it('has both languages, opens in the one asked for, and fetches nothing', () => {
    const page = qualityPage(report, 'zh');
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('<span lang="en">Findings</span><span lang="zh-CN">发现的问题</span>');
    expect(page).not.toMatch(/https?:|src=|@import|url\((?!#)/);
    expect(page).not.toMatch(/\{\w+\}(?![^<]*<\/style>)/);
  });

  it('says in what currency the amounts are, or that nobody said', () => {
    expect(qualityPage(report)).toContain('金额为数据所用的币种，数据未注明是哪一种。');
    const page = qualityPage({ ...report, currency: 'USD' });
    expect(page).toContain('Amounts are in USD.');
    expect(page).toContain('金额单位：美元。');
    expect(page).toContain(
      '<h2><span lang="en">Money (USD)</span><span lang="zh-CN">金额（美元）</span></h2>',
    );
  });

  it('shows text of the data as text', () => {
    const page = qualityPage(report);
    expect(page).toContain('&lt;b&gt;p2&lt;/b&gt;');
    expect(page).not.toContain('<b>p2</b>');
  });
});
