/** What a file looks like to somebody who named another format. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { filesForTest } from '../import/testing.ts';
import { guessFormat } from './guess.ts';

const files = filesForTest({
  'a.txt': 'ISA*00*          *00*          *ZZ*A*ZZ*B~GS*HP*A*B~ST*835*0001~',
  'b.txt': 'GS*HC*A*B~ST*837*0001~',
  'c.txt': 'ISA*00*          *00*          *ZZ*A*ZZ*B~GS*HB*A*B~ST*271*0001~',
  'd.json': '{"resourceType":"Patient","id":"1"}\n',
  'e.csv':
    'claim_id,claim_line_number,claim_type,person_id,paid_amount,claim_start_date\nc,1,professional,p,1,2024-01-01\n',
  'f.csv': 'Id,BIRTHDATE,DEATHDATE,FIRST,LAST,GENDER,START,STOP,PATIENT\n',
  'g.csv': '结算ID,定点医药机构编号,性别,出生日期,入院时间,病案号\n1,2,1,1950-01-01,2024-01-01,9\n',
  'P.A1234.ACO.ZC5Y23.D230101.T0000000': 'x',
  'h.csv': 'month,region,visits\n2024-01,north,12\n',
  'letter.txt': 'Dear all,\nplease find the file attached.\n',
  'i.pdf': '%PDF-1.7\n',
  'j.bin': Buffer.from([0, 1, 2, 3, 0, 0]),
  'k.txt': '',
});
afterAll(() => files.remove());

it.each([
  ['a.txt', 'x12-835'],
  ['b.txt', 'x12-837'],
  ['c.txt', 'X12 (271)'],
  ['d.json', 'fhir'],
  ['e.csv', 'tuva'],
  ['f.csv', 'synthea'],
  ['g.csv', 'settlement-list'],
  ['P.A1234.ACO.ZC5Y23.D230101.T0000000', 'cclf'],
  ['h.csv', 'csv'],
  ['i.pdf', 'a PDF document'],
  ['letter.txt', undefined],
  ['j.bin', undefined],
  ['k.txt', undefined],
  ['not there', undefined],
])('%s: %s', async (name, expected) => {
  const guess = await guessFormat(join(files.folder, name));
  expect(guess?.format ?? guess?.words.en).toBe(expected);
});
