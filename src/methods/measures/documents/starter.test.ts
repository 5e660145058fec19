/** The measures that come with the product, each on people typed by what they show. The period is 2023 unless said. */
import { describe, expect, it } from 'vitest';
import { covered, fill, line, observed, people, rates, stay } from './testing.ts';

const twice = (person: string, code: string, days = ['2022-03-01', '2023-02-01']) =>
  days.map((day) => line(person, day, { diagnosis_code_3: code }));

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

describe('rates of people', () => {
  it('counts stays over months of coverage: a transfer is one, and who is not covered is not there', async () => {
    const example = {
      tables: {
        eligibility: [
          covered('moved'),
          covered('half a year', { enrollment_start_date: '2023-07-01' }),
          covered('left before', { enrollment_end_date: '2022-12-31' }),
        ],
        medical_claim: [
          stay('moved', '2023-02-01', '2023-02-03'),
          stay('moved', '2023-02-04', '2023-02-09', { facility_npi: 'H2' }),
          stay('moved', '2023-05-01', '2023-05-02'),
          stay('moved', '2024-01-01', '2024-01-02'),
          stay('nobody', '2023-05-01', '2023-05-02'),
        ],
      },
      asOf: '2024-06-30',
    };
    expect(await people('admissions', example)).toEqual({ moved: '2/12', 'half a year': '0/6' });
    const { rows } = await rates('admissions', example);
    // 2 ÷ 18 months × 12,000.
    expect(rows.find(({ stratum }) => stratum === 'all')).toMatchObject({
      numerator: '2',
      denominator: '18',
      score: '1333.333333',
      people: 2,
    });
  });

  it('counts days with an emergency visit, not those on the bill of a stay', async () => {
    const found = await people('emergency-visits', {
      tables: {
        eligibility: [covered('twice a day'), covered('admitted'), covered('by service')],
        medical_claim: [
          line('twice a day', '2023-03-01', {
            claim_type: 'institutional',
            bill_type_code: '131',
            revenue_center_code: '0450',
          }),
          line('twice a day', '2023-03-01', { hcpcs_code: '99284' }),
          stay('admitted', '2023-03-01', '2023-03-04', { revenue_center_code: '0450' }),
          line('by service', '2023-03-01', { hcpcs_code: '99281' }),
          line('by service', '2023-03-09', { hcpcs_code: '99285' }),
        ],
      },
    });
    expect(found).toEqual({ 'twice a day': '1/12', admitted: '0/12', 'by service': '2/12' });
  });

  it('counts severe hypoglycaemia of people with diabetes', async () => {
    const low = (person: string, more = {}) =>
      line(person, '2023-08-01', { diagnosis_code_1: 'E11.649', hcpcs_code: '99284', ...more });
    const found = await people('hypoglycaemia', {
      tables: {
        eligibility: ['low', 'other reason', 'at a practice', 'no diabetes'].map((one) => covered(one)),
        medical_claim: [
          ...['low', 'other reason', 'at a practice'].flatMap((person) => twice(person, 'E11.9')),
          low('low'),
          low('other reason', { diagnosis_code_1: 'S72.001A', diagnosis_code_2: 'E11.649' }),
          low('at a practice', { hcpcs_code: '99213' }),
          low('no diabetes', { diagnosis_code_1: 'E16.2' }),
        ],
      },
    });
    expect(found).toEqual({ low: '1/12', 'other reason': '0/12', 'at a practice': '0/12' });
  });

  it('counts preventable admissions by principal diagnosis, without transfers in', async () => {
    const born = { birth_date: '1990-01-01' };
    const example = {
      tables: {
        eligibility: [
          ...[
            'ketoacidosis',
            'COPD',
            'pressure',
            'heart',
            'secondary',
            'from nursing',
            'cystic fibrosis',
            'other diabetes',
            'high sugar only',
            'new valve',
            'fistula for dialysis',
            'fistula, heart failure',
          ].map((one) => covered(one)),
          covered('young asthma', born),
        ],
        medical_claim: [
          stay('ketoacidosis', '2023-02-01', '2023-02-03', { diagnosis_code_1: 'E1010' }),
          stay('COPD', '2023-02-01', '2023-02-03', { diagnosis_code_1: 'J44.1' }),
          stay('pressure', '2023-02-01', '2023-02-03', { diagnosis_code_1: 'I161' }),
          stay('heart', '2023-02-01', '2023-02-03', { diagnosis_code_1: 'I50.23' }),
          stay('secondary', '2023-02-01', '2023-02-03', { diagnosis_code_2: 'I50.23' }),
          stay('from nursing', '2023-02-01', '2023-02-03', {
            diagnosis_code_1: 'I50.23',
            admit_source_code: '5',
          }),
          stay('cystic fibrosis', '2023-02-01', '2023-02-03', {
            diagnosis_code_1: 'J45.901',
            diagnosis_code_4: 'E84.0',
          }),
          stay('young asthma', '2023-02-01', '2023-02-03', { diagnosis_code_1: 'J45.901' }),
          // Other specified diabetes is in AHRQ's list, hyperglycaemia without coma is not (it is uncontrolled diabetes, PQI 14).
          stay('other diabetes', '2023-02-01', '2023-02-03', { diagnosis_code_1: 'E13.10' }),
          stay('high sugar only', '2023-02-01', '2023-02-03', { diagnosis_code_1: 'E11.65' }),
          stay('new valve', '2023-02-01', '2023-02-03', {
            diagnosis_code_1: 'I50.23',
            procedure_code_1: '02RF38Z',
          }),
          stay('fistula for dialysis', '2023-02-01', '2023-02-03', {
            diagnosis_code_1: 'I12.9',
            procedure_code_1: '03180ZF',
          }),
          stay('fistula, heart failure', '2023-02-01', '2023-02-03', {
            diagnosis_code_1: 'I50.23',
            procedure_code_1: '03180ZF',
          }),
        ],
      },
    };
    const measures =
      'preventable-diabetes, preventable-copd-asthma, preventable-hypertension, preventable-heart-failure, preventable-admissions';
    const { rows } = await rates(measures, example);
    const all = rows.filter(({ stratum }) => stratum === 'all');
    expect(
      all.map(({ measure, numerator, denominator }) => `${measure} ${numerator}/${denominator}`),
    ).toEqual([
      'preventable-admissions 7/156',
      'preventable-copd-asthma 1/144',
      'preventable-diabetes 2/156',
      'preventable-heart-failure 2/156',
      'preventable-hypertension 1/156',
    ]);
  });
});

describe('stays', () => {
  const example = {
    tables: {
      eligibility: [
        'back',
        'back at once',
        'planned',
        'surgery but acute',
        'new kidney',
        'surgery after a stroke of old',
        'cancer',
        'died',
        'too late to know',
        'left',
        'came twice',
      ].map((person) =>
        covered(
          person,
          person === 'left'
            ? { enrollment_end_date: '2023-03-10' }
            : person === 'died'
              ? { death_date: '2023-03-05' }
              : {},
        ),
      ),
      medical_claim: [
        stay('back', '2023-03-01', '2023-03-05'),
        stay('back', '2023-04-04', '2023-04-06'),
        // The day of discharge at the same hospital is the same stay.
        stay('back at once', '2023-03-01', '2023-03-05'),
        stay('back at once', '2023-03-05', '2023-03-09'),
        stay('planned', '2023-03-01', '2023-03-05'),
        stay('planned', '2023-03-15', '2023-03-16', {
          procedure_code_1: '0SRC0J9',
          diagnosis_code_1: 'M17.11',
        }),
        stay('surgery but acute', '2023-03-01', '2023-03-05'),
        stay('surgery but acute', '2023-03-15', '2023-03-16', {
          procedure_code_1: '0SRC0J9',
          diagnosis_code_1: 'A41.9',
        }),
        // CCS 105, whatever the diagnosis.
        stay('new kidney', '2023-03-01', '2023-03-05'),
        stay('new kidney', '2023-03-15', '2023-03-25', {
          diagnosis_code_1: 'N17.9',
          procedure_code_1: '0TY00Z0',
        }),
        // Late effects of a stroke (CCS 113) are not acute, a stroke (CCS 109) is.
        stay('surgery after a stroke of old', '2023-03-01', '2023-03-05'),
        stay('surgery after a stroke of old', '2023-03-15', '2023-03-16', {
          procedure_code_1: '0SRC0J9',
          diagnosis_code_1: 'I69.30',
        }),
        stay('cancer', '2023-03-01', '2023-03-05', { diagnosis_code_1: 'C34.90' }),
        stay('died', '2023-03-01', '2023-03-05', { discharge_disposition_code: '20' }),
        stay('too late to know', '2023-12-10', '2023-12-20'),
        stay('left', '2023-03-01', '2023-03-05'),
        stay('came twice', '2023-03-01', '2023-03-05'),
        stay('came twice', '2023-03-10', '2023-03-12'),
        stay('came twice', '2023-03-20', '2023-03-21'),
      ],
    },
    asOf: '2023-12-31',
  };

  it('come back unplanned within thirty days, if they had the chance', async () => {
    expect(await people('readmissions-30-day', example)).toEqual({
      back: '1/2',
      'back at once': '0/1',
      planned: '0/2',
      'surgery but acute': '1/2',
      'new kidney': '0/2',
      'surgery after a stroke of old': '0/2',
      'too late to know': 'unknown: not-due',
      'came twice': '2/3',
    });
  });

  it('end with death, in hospital or within thirty days of admission', async () => {
    expect(await people('mortality-in-hospital', example)).toMatchObject({
      died: '1/1',
      back: '0/2',
      'too late to know': '0/1',
    });
    expect(await people('mortality-30-day', example)).toEqual({
      back: '0/2',
      'back at once': '0/1',
      planned: '0/2',
      'surgery but acute': '0/2',
      'new kidney': '0/2',
      'surgery after a stroke of old': '0/2',
      cancer: '0/1',
      died: '1/1',
      'too late to know': 'unknown: not-due',
      'came twice': '0/3',
    });
  });

  it('last so many days on the mean; one that goes on has not ended', async () => {
    const { rows } = await rates('length-of-stay', {
      tables: {
        eligibility: [covered('A')],
        medical_claim: [
          stay('A', '2022-12-30', '2023-01-04'),
          stay('A', '2023-03-01', '2023-03-01'),
          stay('A', '2023-12-20', null),
        ],
      },
    });
    expect(rows.find(({ stratum }) => stratum === 'all')).toMatchObject({
      numerator: '5',
      denominator: '2',
      score: '2.5',
    });
  });

  it('have complications that were not there on admission', async () => {
    const found = await people('complications', {
      tables: {
        eligibility: ['acquired', 'brought along', 'not said'].map((one) => covered(one)),
        medical_claim: [
          stay('acquired', '2023-03-01', '2023-03-05', {
            diagnosis_code_2: 'T83.511A',
            diagnosis_poa_2: 'N',
          }),
          stay('brought along', '2023-03-01', '2023-03-05', {
            diagnosis_code_2: 'T83.511A',
            diagnosis_poa_2: 'Y',
          }),
          stay('not said', '2023-03-01', '2023-03-05', { diagnosis_code_2: 'T83.511A' }),
        ],
      },
    });
    expect(found).toEqual({ acquired: '1/1', 'brought along': '0/1', 'not said': '0/1' });
  });

  it('complete a pathway when all steps came in time; while one may come it is not known', async () => {
    const asked = (person: string, day: string) => observed(person, day, 'EQ-5D-5L-index', '0.7');
    const steps = (person: string) => [line(person, '2022-03-20', { hcpcs_code: '97110' })];
    const found = await people('joint-replacement-pathway', {
      period: { from: '2022-01-01', to: '2023-01-01' },
      asOf: '2023-01-20',
      tables: {
        medical_claim: [
          ...['all steps', 'not asked before', 'no physiotherapy', 'not yet'].map((person) =>
            stay(person, '2022-03-01', '2022-03-05', { procedure_code_1: '0SRC0J9' }),
          ),
          ...['all steps', 'not asked before', 'not yet'].flatMap(steps),
        ],
        observation: [
          ...['all steps', 'no physiotherapy', 'not yet'].map((person) => asked(person, '2022-02-10')),
          ...['all steps', 'not asked before', 'no physiotherapy'].map((person) =>
            asked(person, '2023-01-05'),
          ),
        ],
      },
    });
    expect(found).toEqual({
      'all steps': '1/1',
      'not asked before': '0/1',
      'no physiotherapy': '0/1',
      'not yet': 'unknown: not-due',
    });
  });
});

describe('money', () => {
  const inpatient = (person: string, fees: Record<string, string | null>) => ({
    case_id: person,
    person_id: person,
    hospital_id: 'H1',
    admission_date: '2023-03-01',
    discharge_date: '2023-03-05',
    ...fees,
  });

  it('is the share of drugs and consumables in the fees; a case with an unknown fee is not known', async () => {
    const example = {
      tables: {
        inpatient_case: [
          inpatient('A', {
            total_fee: '1000',
            fee_western_drugs: '200',
            fee_chinese_patent_drugs: '50',
            fee_chinese_herbs: '100',
            fee_materials: '90',
          }),
          inpatient('B', {
            total_fee: '3000',
            fee_western_drugs: '500',
            fee_chinese_patent_drugs: '0',
            fee_chinese_herbs: '0',
            fee_materials: '30.5',
          }),
          inpatient('C', {
            total_fee: '700',
            fee_western_drugs: null,
            fee_chinese_patent_drugs: '0',
            fee_chinese_herbs: '0',
            fee_materials: null,
          }),
        ],
      },
    };
    const { rows } = await rates('drug-share, consumables-share', example);
    const all = rows.filter(({ stratum }) => stratum === 'all');
    expect(
      all.map(({ measure, numerator, denominator, score, unknown }) => [
        measure,
        numerator,
        denominator,
        score,
        unknown,
      ]),
    ).toEqual([
      ['consumables-share', '120.5', '4000', '3.0125', 1],
      ['drug-share', '750', '4000', '18.75', 1],
    ]);
  });

  it('is the share of drugs in the spending of people', async () => {
    const found = await people('drug-spending-share', {
      tables: {
        eligibility: ['both', 'no drugs', 'unknown amount'].map((one) => covered(one)),
        medical_claim: [
          line('both', '2023-02-01', { allowed_amount: '300.10' }),
          line('both', '2022-12-31', { allowed_amount: '999' }),
          line('no drugs', '2023-02-01', { allowed_amount: '50' }),
          line('unknown amount', '2023-02-01', {}),
        ],
        pharmacy_claim: [{ ...fill('both', '2023-02-01', 30), allowed_amount: '99.90' }],
      },
    });
    expect(found).toEqual({ both: '99.9/400', 'no drugs': '0/50', 'unknown amount': 'unknown: unknown' });
  });
});

describe('screening', () => {
  it('of the bowel counts each test as long as it holds', async () => {
    const who = [
      'colonoscopy nine years ago',
      'sigmoidoscopy five years ago',
      'occult blood',
      'occult blood last year',
      'cancer',
      'aged 45',
    ];
    const found = await people('colorectal-screening', {
      tables: {
        eligibility: who.map((person) =>
          covered(person, {
            enrollment_start_date: '2012-01-01',
            ...(person === 'aged 45' && { birth_date: '1978-01-01' }),
          }),
        ),
        medical_claim: [
          line(who[0] ?? '', '2014-01-01', { hcpcs_code: 'G0121' }),
          line(who[1] ?? '', '2018-12-31', { hcpcs_code: '45330' }),
          line('occult blood', '2023-12-31', { hcpcs_code: '82274' }),
          line('occult blood last year', '2022-12-31', { hcpcs_code: '82274' }),
          line('cancer', '2020-05-01', { diagnosis_code_1: 'C18.9' }),
        ],
      },
    });
    expect(found).toEqual({
      'colonoscopy nine years ago': '1/1',
      'sigmoidoscopy five years ago': '0/1',
      'occult blood': '1/1',
      'occult blood last year': '0/1',
      cancer: 'excluded',
    });
  });

  it('of the breast counts from October 1 two years before, of women', async () => {
    const found = await people('breast-screening', {
      tables: {
        eligibility: [
          covered('in time'),
          covered('a day early'),
          covered('man', { gender: 'male' }),
          covered('sex unknown', { gender: 'unknown' }),
          covered('mastectomy'),
        ],
        medical_claim: [
          line('in time', '2021-10-01', { hcpcs_code: '77067' }),
          line('a day early', '2021-09-30', { hcpcs_code: '77067' }),
          line('mastectomy', '2022-05-01', { diagnosis_code_9: 'Z90.13' }),
        ],
      },
    });
    expect(found).toEqual({
      'in time': '1/1',
      'a day early': '0/1',
      'sex unknown': 'unknown: sex-unknown',
      mastectomy: 'excluded',
    });
  });
});

describe('drugs', () => {
  const codes =
    'list,code,drug\nstatins,D1,a\nstatins,D2,a\nstatins,D3,b\nhypertension-drugs,D1,a\nsacubitril-valsartan,SV1,\ndiabetes-drugs,D1,a\ninsulin,I1,\nantibiotics,AB1,\nsatisfaction,S1,\n';
  const options = { codes: 'codes.csv' };
  const files = { 'codes.csv': codes };

  /** Fills of the PQA's own examples (pdc-dr.js.txt), of 2018. */
  it('are at hand on at least 80 % of the days, the same drug shifted and two drugs counted once', async () => {
    const fills = {
      // 1.1 a, 90 days; 4.1 b, 90 days: 180 of 365 days.
      'one after the other': [fill('', '2018-01-01', 90, 'D1'), fill('', '2018-04-01', 90, 'D3')],
      // Two drugs at hand count once: 210 of 365 days.
      'at once': [
        fill('', '2018-01-01', 180, 'D1'),
        fill('', '2018-01-01', 180, 'D3'),
        fill('', '2018-06-30', 30, 'D3'),
      ],
      // 300 days one after the other; as they were filled, and of two drugs, only 220.
      'stocked up': [fill('', '2018-01-01', 100), fill('', '2018-03-01', 100), fill('', '2018-05-01', 100)],
      'two drugs': [
        fill('', '2018-01-01', 100),
        fill('', '2018-03-01', 100, 'D3'),
        fill('', '2018-05-01', 100),
      ],
      // 3.25, 7.5 and 9.25 moved to 10.3: 270 of 282 days.
      'third moved': [fill('', '2018-03-25', 90), fill('', '2018-07-05', 90), fill('', '2018-09-25', 90)],
      // 3.25 moved to 4.1, another package of the drug: 180 + 90 + 78 = 348 of 365 days.
      'second moved': [
        fill('', '2018-01-01', 90),
        fill('', '2018-03-25', 90, 'D2'),
        fill('', '2018-07-05', 90),
        fill('', '2018-10-15', 90),
      ],
      // The first fill is too late: 90 days are left.
      'too late': [fill('', '2018-10-03', 30), fill('', '2018-11-01', 30)],
      'one fill': [fill('', '2018-01-01', 90)],
      'supply unknown': [fill('', '2018-01-01', 90), fill('', '2018-04-01', null)],
    };
    const who = Object.keys(fills);
    const found = await people('adherence-statins', {
      period: { from: '2018-01-01', to: '2019-01-01' },
      options,
      files,
      tables: {
        eligibility: [
          ...who.map((one) => covered(one)),
          covered('left', { enrollment_end_date: '2018-06-29' }),
        ],
        pharmacy_claim: [
          ...Object.entries(fills).flatMap(([person, list]) =>
            list.map((one) => ({ ...one, person_id: person })),
          ),
          // Covered for 180 days, all of them with the drug.
          fill('left', '2018-01-01', 90),
          fill('left', '2018-04-01', 90),
        ],
      },
    });
    expect(found).toEqual({
      'one after the other': '0/1',
      'at once': '0/1',
      'stocked up': '1/1',
      'two drugs': '0/1',
      'third moved': '1/1',
      'second moved': '1/1',
      'supply unknown': 'unknown: unknown',
      left: '1/1',
    });
  });

  it('leave out insulin, sacubitril and valsartan, kidney failure and hospice', async () => {
    const three = (person: string) =>
      ['2023-01-01', '2023-05-01', '2023-09-01'].map((day) => fill(person, day, 122));
    const example = {
      options,
      files,
      tables: {
        eligibility: [
          covered('takes them'),
          covered('insulin'),
          covered('heart failure'),
          covered('kidneys', { esrd_status: true }),
        ],
        pharmacy_claim: [
          ...['takes them', 'insulin', 'heart failure', 'kidneys'].flatMap(three),
          fill('insulin', '2023-03-01', 30, 'I1'),
          fill('heart failure', '2023-03-01', 30, 'SV1'),
        ],
      },
    };
    expect(await people('adherence-diabetes', example)).toEqual({
      'takes them': '1/1',
      insulin: 'excluded',
      'heart failure': '1/1',
      kidneys: 'excluded',
    });
    expect(await people('adherence-hypertension', example)).toEqual({
      'takes them': '1/1',
      insulin: '1/1',
      'heart failure': 'excluded',
      kidneys: 'excluded',
    });
  });

  it('against bacteria are given for bronchitis within three days', async () => {
    const visit = (person: string, more = {}) =>
      line(person, '2023-03-10', { diagnosis_code_1: 'J20.9', ...more });
    const found = await people('antibiotics-bronchitis', {
      options,
      files,
      tables: {
        eligibility: ['given', 'given later', 'already', 'pneumonia too', 'pneumonia before', 'lungs'].map(
          (one) => covered(one),
        ),
        medical_claim: [
          ...['given', 'given later', 'already'].map((one) => visit(one)),
          visit('pneumonia too', { diagnosis_code_2: 'J18.9' }),
          visit('pneumonia before'),
          line('pneumonia before', '2023-03-09', { diagnosis_code_1: 'J18.9' }),
          visit('lungs'),
          line('lungs', '2022-03-10', { diagnosis_code_1: 'J44.9' }),
        ],
        pharmacy_claim: [
          fill('given', '2023-03-13', 7, 'AB1'),
          fill('given later', '2023-03-14', 7, 'AB1'),
          fill('already', '2023-03-01', 7, 'AB1'),
        ],
      },
    });
    expect(found).toEqual({
      given: '1/1',
      'given later': '0/1',
      already: 'excluded',
      'pneumonia too': 'excluded',
      'pneumonia before': '0/1',
      lungs: 'excluded',
    });
  });

  it('and satisfaction is a mean of answers', async () => {
    const { rows } = await rates('satisfaction', {
      options,
      files,
      tables: {
        observation: [
          observed('A', '2023-02-01', 'S1', '9'),
          observed('B', '2023-02-01', 'S1', '6.5'),
          observed('C', '2023-02-01', 'S1', '11'),
          observed('D', '2023-02-01', 'S1', null),
        ],
      },
    });
    expect(rows[0]).toMatchObject({ numerator: '15.5', denominator: '2', score: '7.75' });
  });
});
