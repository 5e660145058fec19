import { describe, expect, it } from 'vitest';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { followUp } from './follow-up.ts';

const treatment = (id: string, start: string, provider = 'S1'): Given => ({
  treatment_id: id,
  person_id: `p${id}`,
  product: 'drug',
  start_date: start,
  provider_id: provider,
});
let number = 0;
const seen = (id: string, date: string): Given => ({
  observation_id: String((number += 1)),
  person_id: `p${id}`,
  code: 'visit',
  observation_date: date,
});
const base = { asOf: '2024-04-10', options: { visits: 'P3M, P6M, P12M', within: 'P30D', early: 'P14D' } };

describe('outcomes.follow-up', () => {
  it('tells what was submitted, late, overdue, open, to come, and no longer expected', async () => {
    const { rows, lines, diagnostics } = await computeExample(followUp, {
      ...base,
      tables: {
        // Due 2023-07-01, 2023-10-01, 2024-04-01.
        treatment: [
          treatment('A', '2023-04-01'),
          treatment('B', '2023-04-01', 'S2'),
          treatment('C', '2023-04-01'),
          treatment('D', '2024-03-01'),
          treatment('E', '2024-05-01'),
        ],
        observation: [
          // Fourteen days before counts, fifteen does not; thirty-one after is late; the day of the position is known, the day after is not.
          seen('A', '2023-06-17'),
          seen('A', '2023-11-01'),
          seen('A', '2024-04-11'),
          seen('B', '2023-06-16'),
          seen('B', '2024-03-18'),
          seen('C', '2023-07-31'),
        ],
        outcome_event: [{ person_id: 'pC', event: 'death', event_date: '2023-09-30' }],
      },
    });
    expect(
      rows.map(({ treatment_id, visit, submitted, state, days_overdue }) => [
        treatment_id,
        visit,
        submitted,
        state,
        days_overdue,
      ]),
    ).toEqual([
      ['A', 'P12M', null, 'open', null],
      ['A', 'P3M', '2023-06-17', 'submitted', null],
      ['A', 'P6M', '2023-11-01', 'late', null],
      ['B', 'P12M', '2024-03-18', 'submitted', null],
      ['B', 'P3M', null, 'overdue', 254],
      ['B', 'P6M', null, 'overdue', 162],
      ['C', 'P12M', null, 'not-expected', null],
      ['C', 'P3M', '2023-07-31', 'submitted', null],
      // The death itself was reported within the visit's days.
      ['C', 'P6M', '2023-09-30', 'submitted', null],
      ['D', 'P12M', null, 'not-due', null],
      ['D', 'P3M', null, 'not-due', null],
      ['D', 'P6M', null, 'not-due', null],
    ]);
    expect(
      lines.filter(({ key }) => key === 'A,P12M').map(({ counted, reason }) => [counted, reason]),
    ).toEqual([[false, 'after-date']]);
    expect(diagnostics).toEqual([]);
  });

  it('says what is no schedule', async () => {
    const codes = async (options: Record<string, string>) =>
      (await computeExample(followUp, { ...base, options })).diagnostics.map(({ code, data }) => [
        code,
        data['text'],
      ]);
    expect(await codes({ visits: 'P6M, P3M' })).toEqual([['visits-wanted', 'P3M']]);
    expect(await codes({ visits: 'P3M, soon' })).toEqual([['visits-wanted', 'soon']]);
    expect(await codes({ visits: 'P3M', signs: 'letter' })).toEqual([['signs-wanted', 'letter']]);
  });

  it('explains one visit by what was read', async () => {
    const { lines } = await computeExample(followUp, {
      ...base,
      tables: {
        treatment: [treatment('A', '2023-04-01')],
        observation: [seen('A', '2023-06-17'), seen('A', '2023-11-01')],
      },
      explain: ['A', 'P6M'],
    });
    expect(lines.map(({ service_date, reason }) => [service_date, reason])).toEqual([
      ['2023-11-01', 'after-window'],
    ]);
  });
});
