/** Who belongs to whom, by the services received: worked on a few lines of claims. */
import { describe, expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { plurality } from './plurality.ts';
import { brief, example, person, visit } from './testing.ts';

describe('plurality', () => {
  it('goes by charges, or by days with a visit', async () => {
    const tables = {
      eligibility: [person('ann')],
      medical_claim: [
        visit('ann', 'd1', '2023-02-01', 300),
        visit('ann', 'd2', '2023-03-01', 100),
        visit('ann', 'd2', '2023-03-01', 50.5),
        visit('ann', 'd2', '2023-04-01', 100),
      ],
    };
    const charges = await example(plurality, { tables });
    expect(charges.rows.map(brief)).toEqual(['ann in d1 plurality 1 300']);
    const uncounted = await computeExample(plurality, { tables });
    expect(uncounted.rows).toEqual(charges.rows.map((row) => ({ ...row, visits: null })));
    // Two lines of one day are one visit.
    const visits = await example(plurality, { tables, options: { by: 'visits' } });
    expect(visits.rows.map(brief)).toEqual(['ann in d2 plurality 2 250.5']);
  });

  it('breaks ties by the last visit, then by the lower identifier', async () => {
    const { rows } = await example(plurality, {
      tables: {
        eligibility: [person('ann'), person('bob')],
        medical_claim: [
          visit('ann', 'd1', '2023-02-01', 100),
          visit('ann', 'd2', '2023-03-01', 100),
          visit('bob', 'd9', '2023-02-01', 100),
          visit('bob', 'd8', '2023-02-01', 100),
        ],
      },
    });
    expect(rows.map(brief)).toEqual(['ann in d2 plurality 1 100', 'bob in d8 plurality 1 100']);
  });

  it('accounts for each line of a person, and the lines that count add up to the row', async () => {
    const tables = {
      eligibility: [person('ann')],
      medical_claim: [
        visit('ann', 'd1', '2023-02-01', 300),
        visit('ann', 'd2', '2023-03-01', 100),
        visit('ann', 'd1', '2022-12-31', 70),
        visit('ann', 'd1', '2023-05-01', 80, { claim_type: 'institutional' }),
        visit('ann', 'd1', '2023-06-01', null),
        visit('ann', 'd1', '2023-07-01', 10, { rendering_npi: null }),
        visit('ann', 'd1', '2023-07-01', 10, { claim_line_start_date: null }),
      ],
    };
    const { rows, lines, diagnostics } = await example(plurality, { tables });
    expect(rows.map(brief)).toEqual(['ann in d1 plurality 2 300']);
    expect(lines.map(({ _line, counted, reason, amount }) => [_line, counted, reason, amount])).toEqual([
      [1, true, null, '300'],
      [2, false, 'other-provider', '100'],
      [3, false, 'outside-window', '70'],
      [4, false, 'not-a-service', '80'],
      [5, true, null, null],
      [6, false, 'no-provider', '10'],
      [7, false, 'no-date', '10'],
    ]);
    expect(diagnostics.map(({ code, data }) => [code, data['count']])).toEqual([
      ['services-no-amount', 1],
      ['services-no-provider', 1],
    ]);
    // The lines of one row asked for by themselves are the same.
    const alone = await example(plurality, { tables, explain: ['ann'] });
    expect(alone.lines).toEqual(lines);
  });

  it('places a line by its own day, else by the first of its claim', async () => {
    const on = (line: string | null, claim: string | null, provider: string) =>
      visit('ann', provider, '', 10, { claim_line_start_date: line, claim_start_date: claim });
    const medical_claim = [
      on('2023-01-01', '2022-12-31', 'own day in the window'),
      on(null, '2023-12-31', 'claim in the window'),
      on('2022-12-31', '2023-01-01', 'own day before it'),
      on('2024-01-01', '2023-12-31', 'own day after it'),
      on(null, '2024-01-01', 'claim after it'),
      on(null, '2022-12-31', 'claim before it'),
      on(null, null, 'no day'),
    ];
    const { rows, lines } = await example(plurality, {
      tables: { eligibility: [person('ann')], medical_claim },
      options: { participants: 'p.csv' },
      files: {
        'p.csv': ['provider,group', ...medical_claim.map((one) => `${one['rendering_npi']},all`)].join('\n'),
      },
    });
    expect(rows.map(brief)).toEqual(['ann in all plurality 2 20']);
    expect(lines.map(({ reason }) => reason)).toEqual([
      null,
      null,
      'outside-window',
      'outside-window',
      'outside-window',
      'outside-window',
      'no-date',
    ]);
  });

  it('gives everyone a reason', async () => {
    const paid = (id: string) => visit(id, 'd1', '2023-02-01', 10);
    const people = [
      person('a-seen'),
      person('b-unseen'),
      person('c-dead', { death_date: '2022-11-30' }),
      person('d-short', { enrollment_start_date: '2023-10-01' }),
      person('e-other', { plan: 'FFS' }),
      person('e-other', {
        plan: 'MA',
        enrollment_start_date: '2023-05-01',
        enrollment_end_date: '2023-05-31',
      }),
      person('f-hospice', { hospice_flag: true }),
      person('g-away', { state: 'NY' }),
      person('h-young', { birth_date: '1990-01-01' }),
      person('i-dies', { death_date: '2023-09-10' }),
    ];
    const { rows } = await example(plurality, {
      tables: {
        eligibility: people.map((row) => ({ state: 'MA', ...row })),
        medical_claim: [
          ...people
            .filter(({ person_id }) => person_id !== 'b-unseen')
            .map(({ person_id }) => paid(String(person_id))),
          paid('z-unknown'),
        ],
      },
      options: {
        least_months: '6',
        plans: 'FFS',
        excluded_plans: 'MA',
        exclude: 'hospice',
        states: 'MA',
        age_from: '65',
      },
    });
    expect(rows.map((row) => [brief(row), row['months'], row['to']].join(' | '))).toEqual([
      'a-seen in d1 plurality 1 10 | 12 | 2024-01-01',
      'b-unseen out null no-service 0 null | 12 | 2024-01-01',
      'c-dead out null died 0 null | 0 | 2023-01-01',
      'd-short out null not-enrolled 0 null | 3 | 2024-01-01',
      'e-other out null other-coverage 0 null | 12 | 2024-01-01',
      'f-hospice out null hospice 0 null | 12 | 2024-01-01',
      'g-away out null residence 0 null | 12 | 2024-01-01',
      'h-young out null age 0 null | 12 | 2024-01-01',
      'i-dies in d1 plurality 1 10 | 9 | 2023-09-11',
      'z-unknown out null not-enrolled 0 null | 0 | 2024-01-01',
    ]);
  });

  it('looks at the year before the period where it is prospective', async () => {
    const { rows } = await example(plurality, {
      tables: {
        eligibility: [person('ann'), person('bob')],
        medical_claim: [visit('ann', 'd1', '2022-09-30', 10), visit('bob', 'd1', '2022-10-01', 10)],
      },
      options: { timing: 'prospective' },
    });
    // October 2021 to September 2022, of which nine months are covered.
    expect(rows.map((row) => [brief(row), row['months'], row['from']].join(' | '))).toEqual([
      'ann in d1 plurality 1 10 | 9 | 2023-01-01',
      'bob out null no-service 0 null | 9 | 2023-01-01',
    ]);
  });

  it('refuses a window of more than ten years', async () => {
    const run = (window: string) => example(plurality, { options: { window } });
    expect((await run('2013-01-01/2023-01-01')).diagnostics).toEqual([]);
    expect((await run('2013-01-01/2023-01-02')).diagnostics.map(({ code }) => code)).toEqual([
      'window-too-long',
    ]);
  });

  it('refuses a provider that is in two groups', async () => {
    const { diagnostics } = await example(plurality, {
      options: { participants: 'p.csv' },
      files: { 'p.csv': 'provider,group\nd1,A\nd1,B\n' },
    });
    expect(diagnostics.map(({ code, data }) => [code, data['provider']])).toEqual([
      ['participant-twice', 'd1'],
    ]);
  });

  it('says which column a file lacks', async () => {
    const { diagnostics } = await example(plurality, {
      options: { participants: 'p.csv' },
      files: { 'p.csv': 'npi,group\nd1,A\n' },
    });
    expect(diagnostics.map(({ code, data }) => [code, data['column']])).toEqual([
      ['method-file-column', 'provider'],
    ]);
  });
});

describe('as of a day within the window', () => {
  const tables = {
    eligibility: [person('ann')],
    medical_claim: [
      visit('ann', 'd1', '2023-03-31', 100),
      visit('ann', 'd2', '2023-04-01', 900),
      visit('ann', 'd2', '2023-05-01', 90, { claim_type: 'dental' }),
    ],
  };

  it('goes by the services up to that day, and says what was left out', async () => {
    const { rows, lines, diagnostics } = await example(plurality, { tables, asOf: '2023-03-31' });
    expect(rows.map(brief)).toEqual(['ann in d1 plurality 1 100']);
    expect(lines.map(({ amount, counted, reason }) => [amount, counted, reason])).toEqual([
      ['100', true, null],
      ['900', false, 'after-as-of'],
      ['90', false, 'after-as-of'],
    ]);
    // The dental line would not have counted anyway.
    expect(diagnostics).toMatchObject([
      {
        code: 'lines-after-as-of',
        severity: 'warning',
        data: { count: 1, amount: '900.0000', as_of: '2023-03-31' },
      },
    ]);
  });

  it('leaves out nothing of a window that was over', async () => {
    const { rows, diagnostics } = await example(plurality, { tables, asOf: '2023-12-31' });
    expect(rows.map(brief)).toEqual(['ann in d2 plurality 1 900']);
    expect(diagnostics).toEqual([]);
  });
});

describe('what a contract names and the data does not have', () => {
  const tables = {
    eligibility: [person('ann'), person('bob', { plan: 'MA' })],
    medical_claim: [visit('ann', 'd1', '2023-02-01', 300)],
    provider: [{ provider_id: 'd2' }],
  };

  it('is said: participants in no claim and no list of providers', async () => {
    const files = { 'p.csv': 'provider,group\nd1,north\nd2,north\nd9,north\nd8,north\n' };
    const { diagnostics } = await example(plurality, {
      tables,
      files,
      options: { participants: 'p.csv' },
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'participants-unseen',
        severity: 'warning',
        data: { count: 2, provider: 'd8', column: 'rendering_npi' },
      },
    ]);
  });

  it('is said: plans', async () => {
    const { diagnostics } = await example(plurality, { tables, options: { plans: 'FFS, PPO' } });
    expect(diagnostics).toMatchObject([
      { code: 'plan-unknown', severity: 'warning', data: { plan: 'PPO', found: 'FFS, MA' } },
    ]);
  });
});
