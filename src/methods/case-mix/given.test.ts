/** Groups as the payer's own grouper gave them. */
import { expect, test } from 'vitest';
import { computeExample } from '../testing.ts';
import { given } from './given.ts';

const stay = { person_id: 'p', hospital_id: 'H1', discharge_date: '2024-02-01', total_fee: '9000.5' };

test('a case has the group in the data, or is said to have none', async () => {
  const { rows, lines, diagnostics } = await computeExample(given, {
    tables: {
      inpatient_case: [
        { ...stay, case_id: 'a', provider_group: ' ES15 ' },
        { ...stay, case_id: 'b', provider_group: '　' },
        { ...stay, case_id: 'c' },
        // Discharged after the period.
        { ...stay, case_id: 'd', provider_group: 'ES15', discharge_date: '2025-01-01' },
      ],
    },
    period: { from: '2024-01-01', to: '2025-01-01' },
  });
  expect(rows.map(({ case_id, code, reason, total_fee }) => [case_id, code, reason, total_fee])).toEqual([
    ['a', 'ES15', null, '9000.5'],
    ['b', null, 'not-given', '9000.5'],
    ['c', null, 'not-given', '9000.5'],
  ]);
  expect(lines.map(({ key, counted }) => [key, counted])).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
  ]);
  expect(diagnostics.map(({ message }) => message.zh)).toEqual(['2 个病例未入组：付费方未给出分组结果。']);
});

test('a grouper’s output and a table of weights serve in place of the cases’ own column', async () => {
  const inpatient_case = ['a', 'b', 'c'].map((case_id) => ({ ...stay, case_id, provider_group: 'OLD' }));
  const files = {
    'groups.csv': 'case_id,group\na,ES15\nb,ZZ99\n',
    'weights.csv': 'Group,Weight\nES15,1.234567\nFR19,2\n',
  };
  const { rows, diagnostics } = await computeExample(given, {
    tables: { inpatient_case },
    files,
    options: { groups: 'groups.csv', weights: 'weights.csv' },
    period: { from: '2024-01-01', to: '2025-01-01' },
  });
  expect(rows.map(({ case_id, code, weight, reason }) => [case_id, code, weight, reason])).toEqual([
    ['a', 'ES15', '1.234567', null],
    // A group without a weight is not worth nothing: unknown.
    ['b', 'ZZ99', null, null],
    ['c', null, null, 'not-given'],
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['given-unweighed', 'cases-ungrouped']);
});

test.each([
  [
    'a case in two groups',
    { 'groups.csv': 'case_id,group\na,ES15\na,FR19\n', 'weights.csv': 'group,weight\n' },
    ['given-twice', 3],
  ],
  [
    'a weight that is none',
    { 'groups.csv': 'case_id,group\n', 'weights.csv': 'group,weight\nES15,x\n' },
    ['given-cell', 2],
  ],
  [
    'a column that is missing',
    { 'groups.csv': 'case_id,drg\n', 'weights.csv': 'group,weight\n' },
    ['method-file-column', null],
  ],
] as const)('%s: said with the line', async (_, files, expected) => {
  const { diagnostics } = await computeExample(given, {
    tables: { inpatient_case: [] },
    files,
    options: { groups: 'groups.csv', weights: 'weights.csv' },
  });
  const [first] = diagnostics;
  expect([first?.code, expected[1] === null ? null : first?.at?.line]).toEqual(expected);
});
