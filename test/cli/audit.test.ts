/** `openvbp audit`, as it is called. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWith, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);

const stay = (id: string, from: string, to: string, days: number) =>
  `${id},p1,h1,male,50,2,1,${from},${to},${days},J18.900,ES35,9000,5000`;
const CASES = `case_id,person_id,hospital_id,sex,age_years,admission_type,discharge_type,admission_date,discharge_date,stay_days,principal_diagnosis,provider_group,total_fee,fund_payment
${stay('a', '2023-03-01', '2023-03-09', 8)}
${stay('=b', '2023-03-12', '2023-03-18', 6)}
`;

let folder: string;
let data: string;
beforeAll(() => {
  folder = folderWith({ 'inpatient_case.csv': CASES });
  data = join(folder, 'data');
  expect(
    openvbp([
      'import',
      'csv',
      join(folder, 'inpatient_case.csv'),
      '--option',
      'table=inpatient_case',
      '-o',
      data,
      '--no-quality',
    ]).code,
  ).toBe(0);
}, 60_000);

describe('openvbp audit', () => {
  it('shows what it found with its evidence: on the terminal, as JSON, as a page, as a sheet to decide on', () => {
    const [page, sheet] = [join(folder, 'report.html'), join(folder, 'decisions.csv')];
    const shown = openvbp(['audit', data, '-o', page, '-o', sheet, '--lang', 'zh']);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('短期内重复住院：出院后 3 天再次入院（阈值 15 天）：J18900 → J18900');
    // What cannot be looked at is said, not passed over.
    expect(shown.err).toContain('数据中没有 medical_claim');
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('Admitted again within days');
    expect(html).toContain('inpatient_case.csv:3');
    const [head, row] = readFileSync(sheet, 'utf8').split('\n');
    expect(head).toMatch(/^finding,fingerprint,decision,by,date,reason,amount,points,unpaid,/);
    expect(row).toMatch(/^split-stay\.readmission:a\+=b,[0-9a-f]{12},,,,,,,,短期内重复住院,/);

    const bad = openvbp(['audit', data, '--json', '-o', join(folder, 'a.txt')]);
    expect([bad.code, bad.json().diagnostics.map(({ code }) => code)]).toEqual([2, ['bad-option']]);
  }, 60_000);
});
