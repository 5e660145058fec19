/** Who belongs to whom, by the services received: worked on a few lines of claims. */
import { describe, expect, it } from 'vitest';
import type { Method } from '../method.ts';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { expandCodes } from './primary-care.ts';
import { plurality } from './plurality.ts';
import { twoStep } from './two-step.ts';

/** Covered all of 2022 and 2023 unless said otherwise. */
const person = (person_id: string, rest: Given = {}): Given => ({
  person_id,
  enrollment_start_date: '2022-01-01',
  enrollment_end_date: '2023-12-31',
  birth_date: '1950-06-15',
  plan: 'FFS',
  ...rest,
});

let claims = 0;
/** An office visit in 2023. */
const visit = (
  person_id: string,
  rendering_npi: string,
  day: string,
  allowed_amount: number | null,
  rest: Given = {},
): Given => ({
  claim_id: `c${(claims += 1)}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id,
  rendering_npi,
  billing_tin: `tin-${rendering_npi}`,
  hcpcs_code: '99213',
  claim_line_start_date: day,
  allowed_amount,
  ...rest,
});

/** With visits, which are counted only where they are asked for or decide. */
const example = (method: Method, setup: Parameters<typeof computeExample>[1]) =>
  computeExample(method, { ...setup, options: { visits: 'true', ...setup.options } });

const brief = ({ person_id, assigned, provider, reason, visits, amount }: Record<string, unknown>) =>
  [person_id, assigned ? 'in' : 'out', provider, reason, visits, amount].map(String).join(' ');

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

describe('two steps', () => {
  const providers = [
    { provider_id: 'family', specialty: '08' },
    { provider_id: 'nurse', specialty: '50' },
    { provider_id: 'heart', specialty: '06' },
    { provider_id: 'surgeon', specialty: '02' },
    { provider_id: 'other', specialty: '11' },
  ];
  const files = { 'aco.csv': 'provider,group\ntin-family,ACO\ntin-nurse,ACO\ntin-heart,ACO\n' };
  const run = (
    medical_claim: Given[],
    more: Record<string, string> = {},
    extra: Record<string, string> = {},
    explain?: string[],
  ) =>
    example(twoStep, {
      tables: {
        eligibility: [...new Set(medical_claim.map((line) => String(line['person_id'])))].map((id) =>
          person(id),
        ),
        provider: providers,
        medical_claim,
      },
      options: { participants: 'aco.csv', ...more },
      files: { ...files, ...extra },
      ...(explain && { explain }),
    });

  it('adds up the group, and compares it with everyone else', async () => {
    const { rows } = await run([
      visit('ann', 'family', '2023-01-10', 60),
      visit('ann', 'nurse', '2023-02-10', 60),
      visit('ann', 'other', '2023-03-10', 100),
      visit('bob', 'family', '2023-01-10', 60),
      visit('bob', 'other', '2023-03-10', 100),
    ]);
    expect(rows.map(brief)).toEqual(['ann in ACO primary-care 2 120', 'bob out tin-other elsewhere 1 100']);
  });

  it('asks specialists only of those who saw no primary care practitioner', async () => {
    const lines = [
      visit('ann', 'heart', '2023-01-10', 500),
      visit('ann', 'other', '2023-03-10', 20),
      visit('bob', 'heart', '2023-01-10', 50),
      visit('bob', 'surgeon', '2023-01-11', 900),
    ];
    const { rows, lines: judged } = await run(lines);
    expect(rows.map(brief)).toEqual(['ann out tin-other elsewhere 1 20', 'bob in ACO specialist 1 50']);
    expect(judged.map(({ key, _line, counted, reason }) => [key, _line, counted, reason])).toEqual([
      ['ann', 1, false, 'other-provider'],
      ['ann', 2, true, null],
      ['bob', 3, true, null],
      ['bob', 4, false, 'not-primary'],
    ]);
    const alone = await run(lines, {}, {}, ['bob']);
    expect(alone.lines).toEqual(judged.filter(({ key }) => key === 'bob'));
  });

  it('needs a physician among those seen', async () => {
    const lines = [visit('ann', 'nurse', '2023-01-10', 50)];
    expect((await run(lines)).rows.map(brief)).toEqual(['ann out ACO no-physician 1 50']);
    expect((await run(lines, { physician: 'false' })).rows.map(brief)).toEqual([
      'ann in ACO primary-care 1 50',
    ]);
    // A specialist of the group will do, though the first step decides.
    const both = [...lines, visit('ann', 'heart', '2023-02-10', 10)];
    expect((await run(both)).rows.map(brief)).toEqual(['ann in ACO primary-care 1 50']);
  });

  it('counts clinics whole, and nursing facilities but not skilled nursing', async () => {
    const { rows } = await run([
      visit('ann', 'family', '2023-01-10', 40, {
        hcpcs_code: null,
        claim_type: 'institutional',
        bill_type_code: '0771',
      }),
      visit('bob', 'family', '2023-01-10', 40, { hcpcs_code: '99308', place_of_service_code: '31' }),
      visit('cat', 'family', '2023-01-10', 40, { hcpcs_code: '99308', place_of_service_code: '32' }),
      // Advance care planning counts in the office, not in hospital (425.400(c)(1)).
      visit('dan', 'family', '2023-01-10', 40, { hcpcs_code: '99497', place_of_service_code: '21' }),
      visit('eve', 'family', '2023-01-10', 40, { hcpcs_code: '99497', place_of_service_code: '11' }),
      // A hospital's clinic visit does not, unless the contract says so.
      visit('fay', 'family', '2023-01-10', 40, { hcpcs_code: 'G0463' }),
    ]);
    expect(rows.map(brief)).toEqual([
      'ann in ACO primary-care 1 40',
      'bob out null no-service 0 null',
      'cat in ACO primary-care 1 40',
      'dan out null no-service 0 null',
      'eve in ACO primary-care 1 40',
      'fay out null no-service 0 null',
    ]);
  });

  it('follows the choice of those who named a provider', async () => {
    const { rows, lines } = await run(
      [
        visit('ann', 'other', '2023-01-10', 90),
        visit('ann', 'family', '2023-01-10', 10),
        visit('bob', 'family', '2023-01-10', 40),
        visit('cat', 'other', '2023-01-10', 40),
      ],
      { voluntary: 'named.csv' },
      {
        'named.csv':
          'Person,Provider,Date\nann,tin-other,2022-01-01\nann,tin-family,2022-06-01\nbob,tin-other,\n',
      },
    );
    expect(rows.map(brief)).toEqual([
      'ann in ACO voluntary 1 10',
      'bob out tin-other named-elsewhere 0 null',
      'cat out tin-other elsewhere 1 40',
    ]);
    expect(lines.filter(({ key }) => key === 'ann').map(({ counted, reason }) => [counted, reason])).toEqual([
      [false, 'other-provider'],
      [true, null],
    ]);
  });
});

it('writes out ranges of codes', () => {
  expect(expandCodes(['99213', '99304-99306', 'G0438-G0439'])).toEqual([
    '99213',
    '99304',
    '99305',
    '99306',
    'G0438',
    'G0439',
  ]);
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
