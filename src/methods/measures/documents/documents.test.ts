/** Measures written by a user: what is wrong with a document, and what may be said in one. */
import { describe, expect, it } from 'vitest';
import { computeExample } from '../../testing.ts';
import { covered, line, observed, people, rates, stay, written } from './testing.ts';
import { measurePerson, measureRate } from './methods.ts';
import { publicRows } from './public.ts';
import type { RateRow } from './public.ts';

const own = (body: string) => written('own', `per: 100\n${body}`);

/** Codes, lines and words of what is wrong. */
async function wrong(body: string, files: Record<string, string> = {}): Promise<string[]> {
  const { diagnostics } = await computeExample(measureRate, {
    options: { measures: 'own.yaml' },
    files: { ...own(body), ...files },
    withoutLines: true,
  });
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ code, at, message }) => `${code} ${at?.line ?? '-'} ${message.en.replace(/^.*?own\\.yaml:? ?/, '')}`,
    );
}

describe('a document that does not hold together is refused', () => {
  it.each([
    ['numerator: { event: nothing }', 'measure-event 9', 'has no event nothing'],
    ['events:\n  a: { table: claims }\nnumerator: { event: a }', 'measure-table 10', 'encounter'],
    [
      'events:\n  a: { table: observation, where: { cde: x } }\nnumerator: { event: a }',
      'measure-column 10',
      'no column cde',
    ],
    [
      'events:\n  a: { table: observation, where: { code: { codes: lab } } }\nnumerator: { event: a }',
      'measure-codes 10',
      'no code list lab',
    ],
    [
      'events:\n  a: { table: observation, where: { value_number: high } }\nnumerator: { event: a }',
      'measure-condition 10',
      'from, to, above, below',
    ],
    [
      'events:\n  a: { table: observation, where: { observation_date: { from: 2023-02-30 } } }\nnumerator: { event: a }',
      'measure-condition 10',
      '2023-01-01',
    ],
    [
      'events:\n  a: { table: stay, day: death_date }\nnumerator: { event: a }',
      'measure-column 10',
      'admission_date, discharge_date',
    ],
    [
      'events:\n  a: { table: stay }\nnumerator: { event: a, within: { from: yesterday } }',
      'document-value 11',
      '-P2Y',
    ],
    [
      'events:\n  a: { table: stay }\nnumerator: { event: a, within: { of: end, to: P30D } }',
      'measure-misfit 11',
      'period',
    ],
    ['events:\n  a: { table: stay }\nof: a\nnumerator: { event: a }', 'measure-misfit 12', 'within'],
    [
      'events:\n  a: { table: stay }\nof: b\nnumerator: { event: a, same: true }',
      'measure-event 11',
      'person',
    ],
    [
      'events:\n  a: { table: observation }\nnumerator: { last: [{ event: a, below: 8 }] }',
      'measure-misfit 11',
      'missing',
    ],
    ['events:\n  a: { table: stay }\ncount: { event: a }', 'measure-misfit', 'numerator'],
    [
      'events:\n  a: { table: stay }\nnumerator: { event: a, flag: hospice_flag }',
      'measure-misfit 11',
      'all | any',
    ],
    ['events:\n  a: { table: stay }\nnumerator: { event: a, below: 8 }', 'document-key 11', 'below'],
    [
      'events:\n  a: { table: stay }\nnumerator: { event: a }\nstrata: [{ stratum: age, by: age }]',
      'measure-misfit 12',
      '[18, 65, …]',
    ],
    [
      'codes:\n  x: { supplied: true }\nevents:\n  a: { table: stay, where: { diagnosis: { codes: x } } }\nnumerator: { event: a }',
      'measure-codes-empty',
      'list x',
    ],
    [
      'codes:\n  x: { file: nothing.csv }\nevents:\n  a: { table: stay, where: { diagnosis: { codes: x } } }\nnumerator: { event: a }',
      'measure-codes-file',
      'nothing.csv',
    ],
    [
      "codes:\n  x: { codes: ['E1*1'] }\nevents:\n  a: { table: stay, where: { diagnosis: { codes: x } } }\nnumerator: { event: a }",
      'measure-misfit 10',
      'E11*',
    ],
    ['numerator: [', 'document-syntax', ''],
  ])('%s', async (body, start, words) => {
    const found = await wrong(body);
    expect(found.join('\n')).toContain(start);
    expect(found.join('\n')).toContain(words);
  });

  it('and a measure nobody has is named with those there are', async () => {
    const { diagnostics } = await computeExample(measureRate, {
      options: { measures: 'hba1c' },
      withoutLines: true,
    });
    expect(diagnostics[0]?.code).toBe('method-document-missing');
    expect(JSON.stringify(diagnostics[0])).toContain('hba1c-control-8');
  });
});

describe('what is not known', () => {
  const body = (missing: string) => `
events: { lab: { table: observation, where: { code: X }, value: value_number } }
numerator: { last: [{ event: lab, above: 5 }], same_day: highest, missing: ${missing} }
`;
  const example = (missing: string) => ({
    files: own(body(missing)),
    tables: {
      eligibility: ['high', 'low', 'none', 'no number'].map((one) => covered(one)),
      observation: [
        observed('high', '2023-02-01', 'x', '5.0001'),
        observed('low', '2023-02-01', 'X', '5'),
        { ...observed('no number', '2023-02-01', 'X', null), value_text: 'positive' },
      ],
    },
  });

  it.each([
    ['unknown', { none: 'unknown: unknown', 'no number': 'unknown: unknown' }],
    ['no', { none: '0/1', 'no number': '0/1' }],
    ['yes', { none: '1/1', 'no number': '1/1' }],
  ])('is what the document says: %s', async (missing, rest) => {
    expect(await people('own.yaml', example(missing))).toEqual({ high: '1/1', low: '0/1', ...rest });
  });

  it('is out of the denominator, and counted apart', async () => {
    const { rows } = await rates('own.yaml', example('unknown'));
    expect(rows[0]).toMatchObject({ units: 4, unknown: 2, denominator: '2', numerator: '1', score: '50' });
  });

  it('nothing after the as-of date counts, and that is said', async () => {
    const { rows, diagnostics } = await rates('own.yaml', { ...example('unknown'), asOf: '2023-01-31' });
    expect(rows[0]).toMatchObject({ unknown: 4, denominator: '0', score: null, reason: 'no-denominator' });
    expect(diagnostics.map(({ code }) => code)).toContain('period-open');
  });

  it('rows without a day are not counted, and said', async () => {
    const { diagnostics } = await rates('own.yaml', {
      files: own('events: { a: { table: condition, where: { code: E11* } } }\nnumerator: { event: a }\n'),
      tables: {
        eligibility: [covered('A')],
        condition: [{ condition_id: '1', person_id: 'A', code: 'E11.9' }],
      },
    });
    expect(diagnostics.map(({ code, data }) => [code, data['count']])).toContainEqual(['undated', 1]);
  });
});

describe('to whom it is put down', () => {
  const files = own('events: { a: { table: stay } }\nnumerator: { event: a }\n');
  const tables = {
    eligibility: ['A', 'B', 'C', 'D'].map((one) => covered(one)),
    medical_claim: [stay('A', '2023-02-01', '2023-02-03'), stay('C', '2023-02-01', '2023-02-03')],
  };

  it('the last provider of the period, of an attribution', async () => {
    const spans = [
      { person_id: 'A', from: '2023-01-01', to: '2023-07-01', assigned: 'true', provider: 'P1' },
      { person_id: 'A', from: '2023-07-01', to: '2024-01-01', assigned: 'true', provider: 'P2' },
      { person_id: 'B', from: '2023-01-01', to: '2024-01-01', assigned: 'true', provider: 'P2' },
      { person_id: 'C', from: '2023-01-01', to: '2024-01-01', assigned: 'false', provider: null },
    ];
    const { rows, diagnostics } = await rates('own.yaml', {
      files,
      tables,
      options: { groups: 'given' },
      results: { given: { rows: spans, types: { from: 'date', to: 'date', assigned: 'boolean' } } },
    });
    expect(diagnostics).toEqual([]);
    expect(rows.map(({ provider, numerator, denominator }) => [provider, numerator, denominator])).toEqual([
      ['P2', '1', '2'],
    ]);
  });

  it('the provider a file says; or nobody, which is said', async () => {
    const members = {
      ...files,
      'members.csv': 'person,provider\nA,P1\nD,P1\n',
      'others.csv': 'person,provider\nX,P1\n',
    };
    const { rows } = await rates('own.yaml', { files: members, tables, options: { members: 'members.csv' } });
    expect(rows).toMatchObject([{ provider: 'P1', numerator: '1', denominator: '2', people: 2 }]);
    const none = await rates('own.yaml', { files: members, tables, options: { members: 'others.csv' } });
    expect(none.diagnostics.map(({ code }) => code)).toEqual(['no-members']);
  });

  it('the institution of the unit; people have none', async () => {
    const { rows } = await rates('length-of-stay', {
      options: { by: 'facility' },
      tables: {
        medical_claim: [
          stay('A', '2023-02-01', '2023-02-03'),
          stay('B', '2023-02-01', '2023-02-07', { facility_npi: 'H2' }),
        ],
      },
    });
    expect(
      rows.filter(({ stratum }) => stratum === 'all').map(({ provider, score }) => [provider, score]),
    ).toEqual([
      ['H1', '2'],
      ['H2', '6'],
    ]);
    const { diagnostics } = await rates('own.yaml', { files, tables, options: { by: 'facility' } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['facility-of-people']);
  });
});

describe('the rows behind', () => {
  const example = {
    files: own(`
codes: { dm: { file: dm.csv } }
events:
  dm: { table: medical_claim, where: { diagnosis: { codes: dm } } }
  lab: { table: observation, where: { code: X }, value: value_number }
population: { where: { event: dm, days: 2 } }
numerator: { last: [{ event: lab, above: 5 }], same_day: highest, missing: no }
`),
    tables: {
      eligibility: [covered('A'), covered('B')],
      medical_claim: [
        line('A', '2023-02-01', { claim_id: 'C1', diagnosis_code_2: 'e11.9' }),
        line('A', '2023-03-01', { claim_id: 'C2', diagnosis_code_25: 'E119' }),
        line('A', '2022-03-01', { claim_id: 'C3', diagnosis_code_1: 'E119' }),
        line('A', '2023-04-01', { claim_id: 'C4', diagnosis_code_1: 'I10' }),
        line('B', '2023-04-01', { claim_id: 'C5', diagnosis_code_1: 'E119' }),
      ],
      observation: [observed('A', '2023-02-01', 'X', '4'), observed('A', '2023-05-01', 'X', '6')],
    },
  };
  const files = { ...example.files, 'dm.csv': 'code,note\nE11*,type 2\n' };
  const shown = (lines: readonly Record<string, unknown>[]) =>
    lines.map((one) =>
      [one['table'], one['claim_id'], one['service_date'], one['counted'], one['reason']].join(' '),
    );

  it('are those of one person, each with what it did', async () => {
    const { rows, lines } = await computeExample(measurePerson, {
      ...example,
      files,
      options: { measures: 'own.yaml' },
      explain: ['own', 'all', 'A'],
    });
    expect(rows).toMatchObject([{ person_id: 'A', numerator: '1', denominator: '1' }]);
    expect(shown(lines)).toEqual([
      'medical_claim C1 2023-02-01 true population',
      'medical_claim C2 2023-03-01 true population',
      'observation  2023-02-01 false not-last',
      'observation  2023-05-01 true numerator',
    ]);
  });

  it('come from documents and lists of codes whose hashes the run keeps', async () => {
    const hashes = async (codes: string) => {
      const given = { ...example, files: { ...files, 'dm.csv': codes }, options: { measures: 'own.yaml' } };
      return (await computeExample(measureRate, given)).files ?? {};
    };
    const [one, other] = [await hashes('code\nE11*\n'), await hashes('code\nE10*\n')];
    expect(Object.keys(one)).toEqual(['measures own.yaml', 'own dm']);
    expect(Object.keys(one).filter((name) => one[name] !== other[name])).toEqual(['own dm']);
  });

  it('are the same when all are kept', async () => {
    const kept = await computeExample(measureRate, { ...example, files, options: { measures: 'own.yaml' } });
    expect(shown(kept.lines)).toHaveLength(4);
    expect(new Set(kept.lines.map(({ key }) => key))).toEqual(new Set(['own,all,all']));
  });

  it('of a stay are the lines of its claims, and of an amount what it added', async () => {
    const { lines } = await computeExample(measurePerson, {
      options: { measures: 'length-of-stay' },
      tables: {
        medical_claim: [
          stay('A', '2023-02-01', '2023-02-03', { claim_id: 'S1' }),
          stay('A', '2023-02-03', '2023-02-09', { claim_id: 'S2' }),
        ],
      },
      explain: ['length-of-stay', 'all', 'A'],
    });
    expect(lines.map(({ claim_id, reason, amount }) => [claim_id, reason, amount])).toEqual([
      ['S1', 'unit', '8'],
      ['S2', 'unit', '8'],
    ]);
    const money = await computeExample(measurePerson, {
      options: { measures: 'drug-spending-share' },
      tables: {
        eligibility: [covered('A')],
        medical_claim: [line('A', '2023-02-01', { claim_id: 'C1', allowed_amount: '12.5' })],
      },
      explain: ['drug-spending-share', 'all', 'A'],
    });
    expect(money.lines).toMatchObject([{ claim_id: 'C1', reason: 'denominator', amount: '12.5' }]);
  });
});

describe('what the public may see', () => {
  const row = (provider: string, people: number, numerator: number): RateRow => ({
    measure: 'm',
    provider,
    stratum: 'all',
    units: String(people),
    people: String(people),
    excluded: '0',
    unknown: '0',
    denominator: String(people),
    numerator: String(numerator),
    score: '1',
    reason: null,
  });

  it('has no count of 1 to 10, and no single one that could be worked out', () => {
    const rows = [row('A', 100, 50), row('B', 40, 3), row('C', 30, 15), row('D', 5, 0)];
    expect(publicRows(rows, new Set(['m'])).map(({ people }) => people)).toEqual(['100', '*', '30', '*']);
    // One alone takes the smallest other with it.
    expect(publicRows(rows.slice(0, 3), new Set(['m'])).map(({ people }) => people)).toEqual([
      '100',
      '*',
      '*',
    ]);
  });
});
