/** A figure as of a day knows nothing of what came after it, though the data does: neither lines nor months. */
import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { personMonth } from './person-month.ts';
import { personYear } from './person-year.ts';
import { strata } from './strata.ts';

const line = (day: string, paid_amount: number | null, rest: Given = {}): Given => ({
  claim_id: day,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id: 'ann',
  claim_line_start_date: day,
  paid_date: day,
  paid_amount,
  ...rest,
});

const example: Example = {
  asOf: '2023-03-31',
  tables: {
    eligibility: [
      { person_id: 'ann', enrollment_start_date: '2023-01-01', enrollment_end_date: '2023-12-31' },
    ],
    medical_claim: [
      line('2023-01-10', 100),
      // Given on the last day, paid long after: `paid_by` would say if that mattered.
      line('2023-03-31', 20, { paid_date: '2023-06-01' }),
      line('2023-04-01', 3),
      line('2023-12-31', 4),
      line('2024-01-01', 5),
    ],
  },
};

describe('spending as of a day', () => {
  it('is of the services and the months up to that day', async () => {
    const { rows, lines, diagnostics } = await computeExample(personYear, example);
    // 120 in three months is 480 a year.
    expect(rows).toMatchObject([{ person_id: 'ann', year: 2023, months: 3, amount: '120', annual: '480' }]);
    expect(lines.map(({ claim_id, counted, reason }) => [claim_id, counted, reason])).toEqual([
      ['2023-01-10', true, null],
      ['2023-03-31', true, null],
      ['2023-04-01', false, 'after-as-of'],
      ['2023-12-31', false, 'after-as-of'],
    ]);
    expect(diagnostics).toMatchObject([
      {
        code: 'lines-after-as-of',
        severity: 'warning',
        data: { count: 2, amount: '7.0000', as_of: '2023-03-31' },
      },
    ]);
  });

  it('says so in the explanation of a row', async () => {
    const { lines } = await computeExample(personYear, { ...example, explain: ['ann', '2023'] });
    expect(lines.filter(({ reason }) => reason === 'after-as-of')).toHaveLength(2);
  });

  it('cuts months and strata alike, and nothing where the day is after the years', async () => {
    const months = await computeExample(personMonth, example);
    expect(months.rows.map(({ month, amount }) => [month, amount])).toEqual([
      ['2023-01-01', '100'],
      ['2023-02-01', '0'],
      ['2023-03-01', '20'],
    ]);
    const groups = await computeExample(strata, example);
    expect(groups.rows).toMatchObject([{ months: 3, amount: '120' }]);
    const whole = await computeExample(personYear, { ...example, asOf: '2023-12-31' });
    expect(whole.rows).toMatchObject([{ months: 12, amount: '127' }]);
    expect(whole.diagnostics).toEqual([]);
  });

  it('has nothing before the years begin', async () => {
    const { rows, diagnostics } = await computeExample(personYear, { ...example, asOf: '2022-11-30' });
    expect(rows).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'lines-after-as-of', data: { count: 4, amount: '127.0000' } },
    ]);
  });
});
