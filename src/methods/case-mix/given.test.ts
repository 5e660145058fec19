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
