/** Episodes as of 31 March: what came after, though the data holds it, begins none and adds to none. */
import { describe, expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { chronicYear } from './chronic-year.ts';
import { stay, visit } from './testing.ts';
import { trigger } from './trigger.ts';

const eligibility = ['ann', 'bob'].map((person_id) => ({
  person_id,
  enrollment_start_date: '2020-01-01',
  death_date: person_id === 'ann' ? '2023-05-01' : null,
}));

describe('episodes as of a day', () => {
  it('have no lines, readmissions or deaths after it, and none begins after it', async () => {
    const { rows, lines, diagnostics } = await computeExample(trigger, {
      asOf: '2023-03-31',
      tables: {
        eligibility,
        medical_claim: [
          stay('a', '2023-03-01', '2023-03-04', 12000),
          visit('v', '2023-03-31', 70),
          visit('w', '2023-04-01', 800),
          stay('b', '2023-04-10', '2023-04-12', 9000, { drg_code: '999' }),
          stay('c', '2023-04-20', '2023-04-22', 500, { person_id: 'bob' }),
          visit('later', '2024-01-01', 1),
        ],
      },
      options: { episode: 'LEJR', trigger_drgs: '470', days_after: '90' },
    });
    expect(rows).toMatchObject([
      {
        episode_id: 'LEJR:ann:2023-03-01',
        total_amount: '12070',
        excluded_amount: '0',
        readmissions: 0,
        died: false,
        status: 'open',
        reason: 'not-over',
      },
    ]);
    expect(lines.map(({ claim_id, counted, reason }) => [claim_id, counted, reason])).toEqual([
      ['a', true, 'anchor'],
      ['v', true, 'in-window'],
      ['w', false, 'after-as-of'],
      ['b', false, 'after-as-of'],
    ]);
    // Two of Ann's window, and Bob's stay, which would have begun an episode.
    expect(diagnostics).toMatchObject([
      { code: 'lines-after-as-of', data: { count: 3, amount: '10300.0000', as_of: '2023-03-31' } },
    ]);
  });

  it('as years of a disease begin no later than that day', async () => {
    const example = {
      period: { from: '2023-01-01', to: '2025-01-01' },
      tables: {
        eligibility,
        medical_claim: [
          visit('d', '2023-02-01', 10, { person_id: 'bob', diagnosis_code_1: 'E119' }),
          visit('e', '2023-09-01', 20, { person_id: 'bob', diagnosis_code_1: 'E119' }),
        ],
      },
      options: { diagnoses: 'E11*', days_needed: '1' },
    };
    const starts = async (asOf: string) => {
      const { rows } = await computeExample(chronicYear, { ...example, asOf });
      return rows.map(({ start_date, total_amount }) => [start_date, total_amount]);
    };
    expect(await starts('2023-03-31')).toEqual([['2023-02-01', '10']]);
    expect(await starts('2024-12-31')).toEqual([
      ['2023-02-01', '30'],
      ['2024-02-01', '0'],
    ]);
    expect(await starts('2023-01-31')).toEqual([]);
  });
});
