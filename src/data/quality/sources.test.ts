/** What is found of files and between imports, as the report says it: how grave, in both languages, with the way out. */
import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Format } from '../import/format.ts';
import { importData } from '../import/import.ts';
import { filesForTest } from '../import/testing.ts';
import { tuva } from '../readers/tuva/tuva.ts';
import { x12_835 } from '../readers/x12/read-835.ts';
import { x12_837 } from '../readers/x12/read-837.ts';
import {
  claim,
  payment,
  professional,
  remittance,
  submitter,
  subscriber,
  visit,
} from '../readers/x12/samples.ts';
import { assess } from './assess.ts';
import { qualityPage } from './html/page.ts';
import type { QualityFinding, QualityReport } from './report.ts';

const removed: (() => void)[] = [];
afterAll(() => removed.forEach((remove) => remove()));

/** Deliveries one after the other into one folder, and its report. */
async function report(...deliveries: [Format, Record<string, string>][]): Promise<QualityReport> {
  const data = filesForTest({});
  removed.push(data.remove);
  for (const [format, texts] of deliveries) {
    const files = filesForTest(texts);
    removed.push(files.remove);
    const { value, diagnostics } = await importData({
      format,
      paths: [files.folder],
      folder: data.folder,
      threads: 1,
    });
    expect(value, JSON.stringify(diagnostics)).toBeDefined();
  }
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    return (await assess(warehouse, data.folder)).value as QualityReport;
  } finally {
    warehouse.close();
  }
}

const finding = ({ findings }: QualityReport, code: string) =>
  findings.find((one) => one.code === code) as QualityFinding;

it('names the delivery where two have a file of the same name', async () => {
  const people = (day: string) =>
    `person_id,enrollment_start_date,enrollment_end_date\np1,2023-01-01,2023-12-31\np${day},${day},2023-12-31\n`;
  const name = 'eligibility.csv';
  const two = await report(
    [tuva, { [name]: people('2023-13-01') }],
    [tuva, { [name]: people('2023-14-01') }],
  );
  expect(two.sources.map(({ delivery }) => delivery)).toEqual(['1', '2']);
  const refused = finding(two, 'rows-refused');
  expect(refused.examples).toEqual([
    { delivery: '1', file: name, line: '3', text: '2023-13-01' },
    { delivery: '2', file: name, line: '3', text: '2023-14-01' },
  ]);
  expect(qualityPage(two)).toContain('<span lang="zh-CN">第 2 批</span>');
  const one = await report([tuva, { [name]: people('2023-13-01') }]);
  expect(finding(one, 'rows-refused').examples).toEqual([{ file: name, line: '3', text: '2023-13-01' }]);
});

it('a claim and the remittance that answers it count twice: an error that names both', async () => {
  const both = await report(
    [x12_837, { 'claims.txt': professional(...submitter, ...subscriber(), ...visit('A1')) }],
    [x12_835, { 'remit.txt': remittance([...payment('100'), ...claim('P9')]) }],
  );
  expect(finding(both, 'claim-and-remittance')).toMatchObject({
    severity: 'error',
    count: '2',
    amount: '150.00',
    examples: [
      { file: 'claims.txt', key: 'A1 = P9', text: '2024-01-05 100.00' },
      { file: 'claims.txt', key: 'A1 = P9', text: '2024-01-05 50.00' },
    ],
  });
  // Of other days or people they are other services.
  const other = await report(
    [x12_837, { 'claims.txt': professional(...submitter, ...subscriber('M2'), ...visit('A1')) }],
    [x12_835, { 'remit.txt': remittance([...payment('100'), ...claim('P9')]) }],
  );
  expect(finding(other, 'claim-and-remittance')).toBeUndefined();
});

const HEADER = 'claim_id,claim_line_number,person_id,claim_start_date,paid_amount\n';
const ROWS = `${HEADER}C1,1,P1,2024-01-05,80.50\nC1,2,P1,2024-01-05,20\nC2,1,P1,2024-01-06,7\nC2,2,P1,2024-01-06,8\n`;

it('a file that was cut is an error, and says what it takes away', async () => {
  const cut = await report(
    [tuva, { 'medical_claim.csv': ROWS }],
    [tuva, { 'medical_claim_again.csv': ROWS.slice(0, -12) }],
  );
  expect(finding(cut, 'claim-cut')).toMatchObject({
    severity: 'error',
    amount: '8.00',
    examples: [{ key: 'C2', text: 'medical_claim_again.csv:4: 2 → 1, 15.00 → 7.00' }],
  });
  expect(finding(cut, 'claim-cut').hint.zh).toMatch(/重新索取/);
  // That it does not end in a line end is told of the file; refused is what is left of its last line.
  expect(finding(cut, 'file-without-end')).toMatchObject({
    severity: 'note',
    examples: [{ file: 'medical_claim_again.csv', line: '5' }],
  });
});

it('what is found of several files is said once', async () => {
  const many = await report([
    tuva,
    {
      'medical_claim_1.csv': ROWS.trimEnd(),
      'medical_claim_2.csv': ROWS.replaceAll('\nC', '\nD').trimEnd(),
    },
  ]);
  expect(many.findings.filter(({ code }) => code === 'file-without-end')).toMatchObject([
    { count: '2', examples: [{ file: 'medical_claim_1.csv' }, { file: 'medical_claim_2.csv' }] },
  ]);
});

it('says why rows are superseded in words, on the page too', async () => {
  const again = await report(
    [tuva, { 'medical_claim.csv': ROWS }],
    [tuva, { 'medical_claim_2.csv': ROWS.replace('80.50', '80.51') }],
  );
  const { examples, message } = finding(again, 'superseded');
  expect(message.zh).toBe('医疗费用明细：因其他版本而失效的行');
  expect(examples.map(({ words, text }) => [words?.en, words?.zh, text])).toEqual([
    ['the same row again', '重复的行', '3'],
    ['replaced by a later version', '被后来的版本替换', '1'],
  ]);
  const page = qualityPage(again, 'zh');
  expect(page).toContain('<span lang="zh-CN">重复的行</span> · 3');
  expect(page).not.toMatch(/>duplicate</);
  // A finding's code and a column's name are at hand, not in the reader's way.
  expect(page).toContain('<span title="superseded">');
  expect(page).not.toMatch(/>superseded</);
  expect(page).toMatch(
    /全空：<\/span><span title="\w+"><span lang="en">[^<]+<\/span><span lang="zh-CN">\p{Script=Han}/u,
  );
});
