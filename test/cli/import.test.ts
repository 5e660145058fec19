/** `openvbp import`: formats listed, files read, what was refused said. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderWith, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);

const CLAIMS = 'claim_id,claim_line_number,person_id,paid_amount\nC1,1,P1,80.50\nC1,2,P1,eighty\n';

it('lists the formats', () => {
  const ran = openvbp(['import', '--lang', 'zh']);
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/tuva +Tuva 输入层/);
});

it('reads files, says what was refused and why, and ends with 1 only where that is asked', () => {
  const folder = folderWith({ 'medical_claim.csv': CLAIMS });
  const ran = openvbp(['import', 'tuva', 'medical_claim.csv', '-o', 'data'], { cwd: folder });
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/Medical claims, line by line +2 +1 +1 +80\.50 +0\.00/);
  expect(ran.out).toMatch(/medical_claim\.csv: 1 × not an amount \(paid_amount\)/);
  const again = openvbp(['import', 'tuva', 'medical_claim.csv', '-o', 'data', '--strict', '--json'], {
    cwd: folder,
  });
  expect(again.code).toBe(1);
  expect(again.json().result).toMatchObject({ added: false, folder: join(folder, 'data') });
});

it('says what is wrong with the call', () => {
  const folder = folderWith({ 'medical_claim.csv': CLAIMS });
  const codes = (...args: string[]) => {
    const ran = openvbp(['import', ...args, '--json'], { cwd: folder });
    expect(ran.code).toBe(2);
    return ran.json().diagnostics.map(({ code }) => code);
  };
  expect(codes('tuvva', 'medical_claim.csv', '-o', 'data')).toEqual(['no-format']);
  expect(codes('tuva', 'medical_claim.csv')).toEqual(['no-data-output']);
  expect(codes('tuva', 'medical_claim.csv', '-o', '.')).toEqual(['not-a-data-folder']);
  expect(openvbp(['import', 'tuvva', '--lang', 'en'], { cwd: folder }).err).toContain('Did you mean "tuva"?');
});
