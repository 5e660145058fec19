/** Measures that come with the product, of chronic care: HbA1c and blood pressure in control. The period is 2023 unless said. */
import { describe, expect, it } from 'vitest';
import { covered, line, observed, people, rates, twice } from './testing.ts';

describe('HbA1c', () => {
  const cases = {
    controlled: [
      observed('controlled', '2023-03-01', '4548-4', '9.5', '%'),
      observed('controlled', '2023-09-01', '4548-4', '6.9', '%'),
    ],
    'between 7 and 8': [observed('between 7 and 8', '2023-05-01', '4548-4', '7.5', '%')],
    'eight exactly': [observed('eight exactly', '2023-05-01', '4548-4', '8.0', '%')],
    poor: [observed('poor', '2023-05-01', '4548-4', '9.1', '%')],
    'not measured': [observed('not measured', '2022-12-31', '4548-4', '6.0', '%')],
    // 50 mmol/mol are 0.09148 × 50 + 2.152 = 6.726 %.
    'in mmol/mol': [observed('in mmol/mol', '2023-05-01', '17856-6', '50', 'mmol/mol')],
    'in an unknown unit': [observed('in an unknown unit', '2023-05-01', '4548-4', '6', 'g/L')],
    'two on a day': [
      observed('two on a day', '2023-05-01', '4548-4', '9.9', '%'),
      observed('two on a day', '2023-05-01', '4548-4', '7.9', '%'),
    ],
  };
  const who = [
    ...Object.keys(cases),
    'in hospice',
    'one diagnosis',
    'too old',
    'gap of 46 days',
    'gap of 45 days',
    'birth unknown',
  ];
  const example = {
    tables: {
      eligibility: who.flatMap((person) => {
        if (person.startsWith('gap'))
          return [
            covered(person, { enrollment_end_date: '2023-03-31' }),
            covered(person, {
              enrollment_start_date: person === 'gap of 45 days' ? '2023-05-16' : '2023-05-17',
            }),
          ];
        if (person === 'too old') return [covered(person, { birth_date: '1947-12-31' })];
        if (person === 'birth unknown') return [covered(person, { birth_date: null })];
        return [covered(person, person === 'in hospice' ? { hospice_flag: true } : {})];
      }),
      medical_claim: who.flatMap((person) =>
        twice(person, 'E11.9', person === 'one diagnosis' ? ['2023-02-01'] : undefined),
      ),
      observation: Object.values(cases).flat(),
    },
  };

  it('is in control below the limit, by the last value of the year', async () => {
    const found = await people('hba1c-control-8', example);
    expect(found).toEqual({
      controlled: '1/1',
      'between 7 and 8': '1/1',
      'eight exactly': '0/1',
      poor: '0/1',
      'not measured': '0/1',
      'in mmol/mol': '1/1',
      'in an unknown unit': '0/1',
      'two on a day': '1/1',
      'gap of 45 days': '0/1',
      'in hospice': 'excluded',
      'birth unknown': 'unknown: age-unknown',
    });
  });

  it('is in poor control above 9 or without a value; the same people count for all three', async () => {
    const { rows, diagnostics } = await rates(
      'hba1c-control-7, hba1c-control-8, hba1c-poor-control',
      example,
    );
    const all = rows.filter(({ stratum }) => stratum === 'all');
    expect(
      all.map(({ measure, units, excluded, unknown, numerator, denominator, score }) => [
        measure,
        units,
        excluded,
        unknown,
        numerator,
        denominator,
        score,
      ]),
    ).toEqual([
      ['hba1c-control-7', 11, 1, 1, '2', '9', '22.222222'],
      ['hba1c-control-8', 11, 1, 1, '4', '9', '44.444444'],
      ['hba1c-poor-control', 11, 1, 1, '4', '9', '44.444444'],
    ]);
    expect(diagnostics.map(({ code }) => code)).toContain('unit-unknown');
    expect(
      rows
        .filter(({ measure, stratum }) => measure === 'hba1c-control-8' && stratum !== 'all')
        .map(({ stratum, units }) => [stratum, units]),
    ).toEqual([
      ['age:45-64', 10],
      ['age:unknown', 1],
      ['sex:female', 11],
    ]);
  });
});

describe('blood pressure', () => {
  it('is in control below 140/90 on the last day, lowest of each; half a reading is none', async () => {
    const read = (person: string, day: string, systolic: string | null, diastolic: string | null) => [
      ...(systolic === null ? [] : [observed(person, day, '8480-6', systolic, 'mm[Hg]')]),
      ...(diastolic === null ? [] : [observed(person, day, '8462-4', diastolic, 'mm[Hg]')]),
    ];
    const who = [
      'last counts',
      'diastolic high',
      'lowest of the day',
      'half a reading',
      'none',
      'pregnant',
      'given birth before',
      'dialysis',
      'dialysed',
      'palliative',
    ];
    const found = await people('blood-pressure-control', {
      tables: {
        eligibility: who.map((person) => covered(person, person === 'dialysis' ? { esrd_status: true } : {})),
        medical_claim: [
          ...who.flatMap((person) => twice(person, 'I10')),
          line('pregnant', '2023-04-01', { diagnosis_code_2: 'O13.9' }),
          // A code of the puerperium is not in the value set.
          line('given birth before', '2023-04-01', { diagnosis_code_2: 'O86.4' }),
          line('dialysed', '2023-04-01', { hcpcs_code: '90935' }),
          line('palliative', '2023-04-01', { diagnosis_code_2: 'Z51.5' }),
          ...twice('after June', 'I10', ['2023-06-30', '2023-07-01']),
        ],
        observation: [
          ...read('last counts', '2023-01-05', '170', '100'),
          ...read('last counts', '2023-11-05', '139', '89'),
          ...read('diastolic high', '2023-11-05', '130', '90'),
          ...read('lowest of the day', '2023-11-05', '150', '85'),
          ...read('lowest of the day', '2023-11-05', '138', '95'),
          ...read('half a reading', '2023-10-05', '120', '80'),
          ...read('half a reading', '2023-11-05', '120', null),
        ],
      },
    });
    expect(found).toEqual({
      'last counts': '1/1',
      'diastolic high': '0/1',
      'lowest of the day': '1/1',
      'half a reading': '0/1',
      none: '0/1',
      pregnant: 'excluded',
      'given birth before': '0/1',
      dialysed: 'excluded',
      palliative: 'excluded',
      dialysis: 'excluded',
    });
  });
});
