/** Measures that come with the product, of cancer screening. The period is 2023 unless said. */
import { describe, expect, it } from 'vitest';
import { covered, line, people } from './testing.ts';

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
