import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importData } from '../../data/import/import.ts';
import { csv as csvFormat } from '../../data/readers/csv/csv.ts';
import { csv } from '../shared/testing.ts';
import { stay } from './planted/index.ts';
import { auditPage } from './report/page.ts';
import type { AuditOptions } from './run.ts';
import { auditFolder } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-run-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const first = stay('a', { person_id: 'one', insurance_type: '=HYPERLINK("http://x")' });
  const second = stay('<b>', {
    person_id: 'one',
    insurance_type: '=HYPERLINK("http://x")',
    admission_date: '2023-03-12',
    discharge_date: '2023-03-18',
  });
  writeFileSync(join(folder, 'cases.csv'), csv([first, second] as Record<string, string | number>[]));
  const paths = [join(folder, 'cases.csv')];
  const made = await importData({
    format: csvFormat,
    paths,
    options: { table: 'inpatient_case' },
    folder: data,
    threads: 1,
  });
  expect(made.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

async function audited(options: AuditOptions = {}) {
  const { value, diagnostics } = await auditFolder(data, { rules: 'split-stay', threads: 1, ...options });
  return { report: value, codes: diagnostics.map(({ code }) => code) };
}

it('knows all of the data, or what a contract knows as of a day', async () => {
  expect((await audited({ to: '2023-03-19', asOf: '2023-03-17' })).report).toMatchObject({
    cases: '1',
    findings: '0',
  });
});

it('reports a finding with its lines and where they were read', async () => {
  const { report, codes } = await audited();
  expect(codes).toEqual([]);
  expect(report).toMatchObject({
    cases: '2',
    findings: '1',
    period: { from: '2023-03-09', to: '2023-03-19' },
  });
  expect(report?.rules.map(({ id, findings, amount }) => [id, findings, amount])).toEqual([
    ['split-stay.readmission', '1', '6000.00'],
  ]);
  expect(report?.listed).toMatchObject([
    {
      finding: 'split-stay.readmission:a+<b>',
      lines: [
        { claim: '<b>', amount: '6000.00', counted: true, line: '3', file: 'cases.csv' },
        { claim: 'a', counted: false, reason: 'first-stay', line: '2' },
      ],
      lineCount: '2',
    },
  ]);
});

it('as a page: both languages, nothing of the data as HTML, the same bytes again', async () => {
  const { report } = await audited();
  const page = auditPage(report!);
  expect(page).toContain('admitted again 3 days after discharge (threshold 15)');
  expect(page).toContain('出院后 3 天再次入院');
  expect(page).not.toContain('<b>');
  expect(page).toContain('Amounts are in the currency of the data');
  expect(auditPage({ ...report!, currency: 'CNY' })).toContain('涉及金额（元）');
  expect(auditPage((await audited()).report!)).toBe(page);
});

it('as a sheet to decide on: what a spreadsheet would compute is text', async () => {
  const sheet = join(folder, 'decisions.csv');
  await audited({ sheet: { file: sheet, lang: 'en' } });
  const [head = '', row = ''] = readFileSync(sheet, 'utf8').split('\n');
  expect(head).toMatch(/^finding,fingerprint,decision,by,date,reason,amount,points,unpaid,/);
  expect(row).toContain(`,"'=HYPERLINK(""http://x"")",`);
});

it('takes a period, thresholds and groups, and says what is wrong with them', async () => {
  expect((await audited({ to: '2023-03-18' })).report?.findings).toBe('0');
  const days = (text: string) =>
    file('local.csv', `rule,parameter,value\nsplit-stay.readmission,days,${text}\n`);
  const fewer = await audited({ parameters: days('2') });
  expect(fewer.report?.findings).toBe('0');
  expect(fewer.report?.rules[0]?.parameters[0]).toMatchObject({ name: 'days', value: '2', default: '15' });
  expect(await audited({ parameters: days('two') })).toEqual({
    report: undefined,
    codes: ['audit-bad-parameter'],
  });
  expect((await audited({ rules: 'nothing' })).codes).toEqual(['audit-unknown-rule']);
  const groups = (text: string) => audited({ groups: file('groups.csv', text) });
  expect((await groups('case_id,points\na,3\n')).codes).toEqual(['audit-no-group-column']);
  expect((await groups('case,drg\na,ES35\n')).codes).toEqual(['method-file-column']);
  expect((await groups('case_id,drg\na,ES35\na,ES33\n')).codes).toEqual(['audit-repeated-group']);
  expect((await groups('case_id,drg\na,ES35\n')).report?.findings).toBe('1');
  expect((await groups('病案号,DRG编码\na,ES35\n')).codes).toEqual([]);
  const { diagnostics } = await auditFolder(data, {
    threads: 1,
    groups: file('other.csv', 'case,drg\na,ES35\n'),
  });
  expect(diagnostics[0]?.data['columns']).toBe('case, drg');
  expect((await auditFolder(folder)).value).toBeUndefined();
});
