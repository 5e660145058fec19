/** Enrolment types that change within a year: person-years are counted by month, and each part is annualised and cut by itself. */
import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { enrolmentYear } from './enrolment-year.ts';
import { personYear } from './person-year.ts';
import { strata } from './strata.ts';

const span = (person_id: string, from: string, to: string, rest: Given): Given => ({
  person_id,
  enrollment_start_date: from,
  enrollment_end_date: to,
  ...rest,
});

const line = (person_id: string, day: string, paid_amount: number | string, rest: Given = {}): Given => ({
  claim_id: `${person_id}-${day}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id,
  claim_line_start_date: day,
  paid_date: day,
  paid_amount,
  ...rest,
});

/**
 * Ann is disabled until June and turns 65 in July; dual from October on. Bo has kidney failure from April to June within a span that says aged all year.
 * Cy has no Medicare status at all: disabled by nothing, aged from the month after 15 May, the day of turning 65.
 */
const people: Given[] = [
  span('ann', '2023-01-01', '2023-06-30', { medicare_status_code: '20' }),
  span('ann', '2023-07-01', '2023-09-30', { medicare_status_code: '10' }),
  span('ann', '2023-10-01', '2023-12-31', { medicare_status_code: '10', dual_status_code: '02' }),
  span('bo', '2023-01-01', '2023-12-31', { medicare_status_code: '10' }),
  span('bo', '2023-04-01', '2023-06-30', { medicare_status_code: '11' }),
  span('cy', '2023-01-01', '2023-12-31', { birth_date: '1958-05-15' }),
];

const claims: Given[] = [
  line('ann', '2023-06-30', 600),
  line('ann', '2023-07-01', 30),
  line('ann', '2023-12-31', '0.10'),
  line('bo', '2023-05-05', 900),
  line('bo', '2023-11-11', 90),
  line('cy', '2023-05-31', 7),
  line('cy', '2023-06-01', 8),
  line('ann', '2023-08-01', 1, { claim_line_start_date: null, claim_id: 'no-day' }),
];

const given: Example = { tables: { eligibility: people, medical_claim: claims } };
const parts = (rows: readonly Given[], ...names: string[]) =>
  rows.map((row) => names.map((name) => row[name]).join(' '));

describe('a person’s year by enrolment type', () => {
  it('has a row for each type, with its months and the lines of those months', async () => {
    const { rows, lines } = await computeExample(enrolmentYear, given);
    expect(parts(rows, 'person_id', 'year', 'enrolment', 'months', 'amount', 'annual')).toEqual([
      // 0.10 × 12 / 3, 30 × 12 / 3, 600 × 12 / 6
      'ann 2023 aged-dual 3 0.1 0.4',
      'ann 2023 aged-nondual 3 30 120',
      'ann 2023 disabled 6 600 1200',
      // A status that began later stands above the one it began within. 90 × 12 / 9, 900 × 12 / 3
      'bo 2023 aged-nondual 9 90 120',
      'bo 2023 esrd 3 900 3600',
      // 65 on the first of June. 8 × 12 / 7 = 13.714…
      'cy 2023 aged-nondual 7 8 13.7143',
      'cy 2023 other 5 7 16.8',
    ]);
    expect(parts(lines, 'key', 'claim_id', 'counted')).toContain('bo,2023,esrd bo-2023-05-05 true');
    expect(lines.filter(({ counted }) => counted)).toHaveLength(7);
  });

  it('counts as many months and as much spending as the person-year, which is of one type', async () => {
    const whole = await computeExample(personYear, given);
    expect(parts(whole.rows, 'person_id', 'enrolment', 'months', 'amount')).toEqual([
      'ann aged-dual 12 630.1',
      'bo esrd 12 990',
      'cy other 12 15',
    ]);
  });

  it('cuts each part within its own type', async () => {
    const { rows } = await computeExample(enrolmentYear, { ...given, options: { truncate_at: '600' } });
    // 600 a year is 300 in six months, 150 in three.
    expect(parts(rows, 'person_id', 'enrolment', 'truncated')).toEqual([
      'ann aged-dual 0.1',
      'ann aged-nondual 30',
      'ann disabled 300',
      'bo aged-nondual 90',
      'bo esrd 150',
      'cy aged-nondual 8',
      'cy other 7',
    ]);
  });

  it('explains a row by the lines of its months, and by those without a day', async () => {
    const { lines } = await computeExample(enrolmentYear, {
      ...given,
      explain: ['ann', '2023', 'aged-nondual'],
    });
    expect(parts(lines, 'claim_id', 'counted', 'reason').sort()).toEqual([
      'ann-2023-07-01 true ',
      'no-day false no-date',
    ]);
  });

  it('keeps what was spent without coverage where the contract says so, with the type of the year', async () => {
    const late = line('dee', '2023-11-01', 50);
    const dee = span('dee', '2023-01-01', '2023-03-31', { medicare_status_code: '20' });
    const example = { tables: { eligibility: [dee], medical_claim: [late] } };
    const out = await computeExample(enrolmentYear, example);
    expect(parts(out.rows, 'enrolment', 'months', 'amount')).toEqual(['disabled 3 0']);
    const kept = await computeExample(enrolmentYear, { ...example, options: { covered_only: 'false' } });
    expect(parts(kept.rows, 'enrolment', 'months', 'amount')).toEqual(['disabled 3 50']);
  });
});

describe('strata by month', () => {
  it('adds up the parts: person-years of a type are its months over twelve', async () => {
    const { rows } = await computeExample(strata, { ...given, options: { enrolment_by: 'month' } });
    expect(parts(rows, 'enrolment', 'people', 'months', 'amount')).toEqual([
      'aged-dual 1 3 0.1',
      'aged-nondual 3 19 128',
      'disabled 1 6 600',
      'esrd 1 3 900',
      'other 1 5 7',
    ]);
  });

  it('shows the lines of a stratum only', async () => {
    const { lines } = await computeExample(strata, {
      ...given,
      options: { enrolment_by: 'month' },
      explain: ['all', 'aged-nondual', '2023'],
    });
    expect(parts(lines, 'claim_id', 'counted').sort()).toEqual([
      'ann-2023-07-01 true',
      'bo-2023-11-11 true',
      'cy-2023-06-01 true',
    ]);
  });
});
