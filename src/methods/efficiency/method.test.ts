import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { hospitalEfficiency } from './method.ts';

const stay = (
  case_id: string,
  hospital_id: string | null,
  provider_group: string | null,
  stay_days: number,
  total_fee: number,
  extra: Given = {},
): Given => ({
  case_id,
  person_id: 'p',
  hospital_id,
  provider_group,
  stay_days,
  total_fee,
  discharge_date: '2023-05-01',
  discharge_type: '1',
  ...extra,
});

// The two hospitals of report.test.ts.
const cases = [
  stay('a', 'H1', 'A', 4, 1000, { fee_western_drugs: 300, fee_bed: 700 }),
  stay('b', 'H1', 'A', 6, 2000, { fee_materials: 2000 }),
  stay('c', 'H1', 'B', 10, 6000, { discharge_type: '5' }),
  stay('d', 'H2', 'A', 9, 2000),
  stay('e', 'H2', 'A', 11, 3000),
  stay('f', 'H2', 'B', 30, 12000, { department: 'medicine' }),
];

const run = (rows: readonly Given[], rest: Example = {}) =>
  computeExample(hospitalEfficiency, { tables: { inpatient_case: rows }, ...rest });

describe('hospitals of a contract', () => {
  it('have the figures of the report', async () => {
    const { rows, diagnostics } = await run(cases);
    expect(rows).toMatchObject([
      {
        id: 'H1',
        cases: 3,
        cmi: '1',
        time_index: '0.6111',
        cost_index: '0.7222',
        mean_fee: '3000',
        deaths: 1,
        mortality: '0.333333',
      },
      { id: 'H2', cases: 3, time_index: '1.3889', cost_index: '1.2778', deaths: 0, mortality: '0' },
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('count a blank fee category as nought only where the others make up the total', async () => {
    const { rows } = await run(cases);
    // a and b are itemised in full, c is not: 300 of 3,000 for drugs, 2,000 of 3,000 for consumables.
    expect(rows[0]).toMatchObject({
      drug_share: '0.1',
      materials_share: '0.6667',
      unknown_drugs: 1,
      unknown_materials: 1,
    });
    expect(rows[1]).toMatchObject({ drug_share: null, unknown_drugs: 3 });
  });

  it('may be grouped by an earlier result, and weighed by a table', async () => {
    const { rows, lines } = await run(cases, {
      options: { groups: 'grouped', weights: 'weights' },
      results: {
        grouped: {
          rows: [
            { case_id: 'a', drg: 'X' },
            { case_id: 'b', drg: null },
          ],
        },
      },
      files: { weights: 'drg,weight\nX,1.75\n' },
    });
    expect(rows[0]).toMatchObject({ grouped: 1, cmi: '1.75', unknown_group: 2 });
    expect(
      lines
        .filter(({ key }) => key === 'H1')
        .map(({ claim_id, counted, reason }) => [claim_id, counted, reason]),
    ).toEqual([
      ['a', true, 'in-group'],
      ['b', false, 'no-group'],
      ['c', false, 'no-group'],
    ]);
  });

  it('by department', async () => {
    const { rows } = await run(cases, { options: { by: 'department' } });
    expect(rows.map(({ id, cases: n }) => [id, n])).toEqual([
      ['H1/–', 3],
      ['H2/medicine', 1],
      ['H2/–', 2],
    ]);
  });

  it('without a name are in no row, and said', async () => {
    const { rows, diagnostics } = await run([...cases, stay('g', null, 'A', 1, 1)]);
    expect(rows).toHaveLength(2);
    expect(diagnostics.map(({ code, data }) => [code, data['count']])).toEqual([['report-no-hospital', 1]]);
  });

  it('need a group that is there', async () => {
    const { diagnostics } = await run(cases, { options: { group_column: 'colour' } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['report-columns']);
  });
});
