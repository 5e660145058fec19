/** `openvbp import` and `openvbp quality`, as they are called. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderWith, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);

const CLAIMS = `claim_id,claim_line_number,person_id,claim_start_date,paid_amount,allowed_amount,data_source
c1,1,p1,2023-01-05,10.10,9,x
c2,1,p1,2023-01-05,ten,9,x
`;

describe('openvbp quality', () => {
  it('comes with the import, and again on request: in both languages, as JSON, as a page', () => {
    const folder = folderWith({ 'medical_claim.csv': CLAIMS });
    const data = join(folder, 'data');
    const imported = openvbp([
      'import',
      'tuva',
      join(folder, 'medical_claim.csv'),
      '-o',
      data,
      '--lang',
      'en',
    ]);
    expect(imported.out).toContain('Rows that stand: 1 in 1 table; refused: 1.');
    expect(existsSync(join(data, 'quality.json'))).toBe(true);

    const page = join(folder, 'report.html');
    const shown = openvbp(['quality', data, '-o', page, '--lang', 'zh']);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('读入金额等于保留与拒收之和，分毫不差。');
    expect(shown.out).toContain('支付金额高于准予支付金额');
    expect(readFileSync(page, 'utf8')).toContain('<html lang="zh-CN">');

    const { ok, result } = openvbp(['quality', data, '--json']).json();
    expect(ok).toBe(true);
    expect(result.findings.map(({ code }: { code: string }) => code)).toEqual([
      'rows-refused',
      'paid-over-allowed',
    ]);
    expect(JSON.parse(readFileSync(join(data, 'quality.json'), 'utf8'))).toEqual(result);
  }, 60_000);

  it('says what is no data folder', () => {
    const folder = folderWith({ 'a.txt': '' });
    const { code, err } = openvbp(['quality', folder, '--lang', 'en']);
    expect(code).toBe(2);
    expect(err).toContain('data.json');
  });
});
