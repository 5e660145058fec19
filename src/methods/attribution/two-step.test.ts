/** Who belongs to whom, by two steps of primary care: worked on a few lines of claims. */
import { describe, expect, it } from 'vitest';
import type { Given } from '../testing.ts';
import { expandCodes } from './primary-care.ts';
import { brief, example, person, visit } from './testing.ts';
import { twoStep } from './two-step.ts';

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

describe('what primary care is, by performance year', () => {
  /** Who of these is attributed for a year, by one line each with a family doctor. */
  const counted = async (year: number, lines: Record<string, Given>) => {
    const { rows } = await example(twoStep, {
      tables: {
        eligibility: Object.keys(lines).map((id) =>
          person(id, { enrollment_start_date: '2010-01-01', enrollment_end_date: '2030-12-31' }),
        ),
        provider: [{ provider_id: 'family', specialty: '08' }],
        medical_claim: Object.entries(lines).flatMap(([id, line]) => [
          visit(id, 'family', `${year}-02-01`, 40, { claim_id: id, ...line }),
        ]),
      },
      period: { from: `${year}-01-01`, to: `${year + 1}-01-01` },
    });
    return rows.filter(({ assigned }) => assigned).map(({ person_id }) => String(person_id));
  };
  const office = { place_of_service_code: '11' };
  /** A line, and the years in which it counts. */
  const lines: Record<string, [Given, (year: number) => boolean]> = {
    'advanced-care': [{ hcpcs_code: 'G0556', ...office }, (year) => year >= 2025],
    'chronic-care': [{ hcpcs_code: '99490', ...office }, (year) => year >= 2016],
    'chronic-pain': [{ hcpcs_code: 'G3002', ...office }, (year) => year >= 2023],
    complexity: [{ hcpcs_code: 'G2211', ...office }, (year) => year >= 2024],
    depression: [{ hcpcs_code: 'G0444', ...office }, (year) => year >= 2019],
    'home-at-home': [{ hcpcs_code: '99348', place_of_service_code: '12' }, () => true],
    'home-elsewhere': [
      { hcpcs_code: '99348', place_of_service_code: '13' },
      (year) => year < 2019 || year >= 2023,
    ],
    'nursing-skilled': [{ hcpcs_code: '99308', place_of_service_code: '31' }, (year) => year < 2017],
    office: [{ hcpcs_code: '99213', ...office }, () => true],
    'planning-inpatient': [
      { hcpcs_code: '99497', place_of_service_code: '21' },
      (year) => year === 2019 || year === 2020,
    ],
    'principal-care': [{ hcpcs_code: '99424', ...office }, (year) => year >= 2022],
    // Alone: there is no visit on its claim.
    prolonged: [{ hcpcs_code: '99354', ...office }, () => false],
    // In the public health emergency (425.400(c)(2)); virtual ones then too, and by the year's own list from 2021.
    telephone: [{ hcpcs_code: '99442', ...office }, (year) => year >= 2020 && year <= 2023],
    virtual: [{ hcpcs_code: 'G2012', ...office }, (year) => year >= 2020],
  };

  it.each([2015, 2016, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025])(
    '%i (42 CFR 425.400(c))',
    async (year) => {
      const given = Object.fromEntries(Object.entries(lines).map(([id, [line]]) => [id, line]));
      const expected = Object.keys(lines).filter((id) => lines[id]?.[1](year));
      expect(await counted(year, given)).toEqual(expected);
    },
  );

  it('counts what prolongs a visit beside that visit only', async () => {
    const { rows } = await example(twoStep, {
      tables: {
        eligibility: [person('ann'), person('bob')],
        provider: [{ provider_id: 'family', specialty: '08' }],
        medical_claim: [
          visit('ann', 'family', '2023-02-01', 40, { claim_id: 'a' }),
          visit('ann', 'family', '2023-02-01', 100, {
            claim_id: 'a',
            claim_line_number: 2,
            hcpcs_code: '99354',
          }),
          // Of psychotherapy, which is no primary care.
          visit('bob', 'family', '2023-02-01', 40, { claim_id: 'b', hcpcs_code: '90837' }),
          visit('bob', 'family', '2023-02-01', 100, {
            claim_id: 'b',
            claim_line_number: 2,
            hcpcs_code: '99354',
          }),
        ],
      },
    });
    expect(rows.map(brief)).toEqual([
      'ann in tin-family primary-care 1 140',
      'bob out null no-service 0 null',
    ]);
  });

  it('counts of clinics before 2019 what has a code or, of rural ones, a revenue centre', async () => {
    const clinic = (bill_type_code: string, revenue_center_code: string | null) => ({
      claim_type: 'institutional',
      hcpcs_code: null,
      bill_type_code,
      revenue_center_code,
    });
    const claims = {
      'centre-0521': clinic('0771', '0521'),
      'rural-0521': clinic('0711', '0521'),
      'rural-0900': clinic('0711', '0900'),
    };
    expect(await counted(2018, claims)).toEqual(['rural-0521']);
    expect(await counted(2019, claims)).toEqual(['centre-0521', 'rural-0521', 'rural-0900']);
  });

  it('says what is not followed or not known', async () => {
    const said = async (year: number, options: Record<string, string> = {}) => {
      const { diagnostics } = await example(twoStep, {
        tables: {
          eligibility: [person('ann', { enrollment_start_date: '2010-01-01', enrollment_end_date: null })],
        },
        period: { from: `${year}-01-01`, to: `${year + 1}-01-01` },
        options,
      });
      return diagnostics.map(({ code, severity }) => `${severity} ${code}`);
    };
    expect(await said(2015)).toEqual(['warning earlier-steps']);
    expect(await said(2025)).toEqual([]);
    expect(await said(2026)).toEqual(['note later-services']);
    expect(await said(2026, { codes: '99201-99215' })).toEqual([]);
  });
});
