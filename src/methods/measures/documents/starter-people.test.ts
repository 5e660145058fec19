/** Measures that come with the product, of what people use: stays, emergency visits, preventable admissions. The period is 2023 unless said. */
import { describe, expect, it } from 'vitest';
import { covered, line, people, rates, stay, twice } from './testing.ts';

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
