import { describe, expect, it } from 'vitest';
import { filesForTest, importInto } from '../../import/testing.ts';
import { tuva } from './tuva.ts';

const HEADER = 'claim_id,claim_line_number,claim_type,person_id,claim_start_date,paid_amount,data_source';

describe('Tuva input layer', () => {
  it('reads claims and coverage by the names of their files', async () => {
    const { folder, remove } = filesForTest({
      'medical_claim.csv': `${HEADER}\nC1,1,professional,P1,2024-01-05,80.50,a\nC1,2,professional,P1,2024-01-05,19.5,a\n`,
      'eligibility.csv':
        'person_id,gender,birth_date,enrollment_start_date,enrollment_end_date,ssn\nP1,Female,1980-02-29,2023-01-01,2999-12-31,1\n',
    });
    try {
      const { tables, report, refused, findings } = await importInto(tuva, [folder]);
      expect(refused).toEqual([]);
      expect(tables['medical_claim']).toMatchObject([
        {
          claim_id: 'C1',
          claim_line_number: 1n,
          paid_amount: '80.5000',
          claim_start_date: '2024-01-05',
          _line: 2n,
        },
        { claim_id: 'C1', claim_line_number: 2n, paid_amount: '19.5000', _line: 3n },
      ]);
      expect(report?.tables.find(({ name }) => name === 'medical_claim')?.money['paid_amount']).toEqual({
        read: '100.0000',
        kept: '100.0000',
        refused: '0.0000',
        unreadable: 0,
      });
      // An end in 2999 says that coverage goes on.
      expect(tables['eligibility']?.[0]).not.toHaveProperty('enrollment_end_date');
      expect(tables['eligibility']).toMatchObject([{ gender: 'female', birth_date: '1980-02-29' }]);
      expect(findings.map(({ code, count }) => [code, count])).toEqual([
        ['header-unknown', 1],
        ['open-end', 1],
      ]);
    } finally {
      remove();
    }
  });

  it('reads what was called otherwise in earlier versions of the layout', async () => {
    const older = HEADER.replace('person_id', 'patient_id').replace('paid_amount', 'ms_drg_code,paid_amount');
    const { folder, remove } = filesForTest({
      'medical_claim.csv': `${older}\nC1,1,institutional,P1,2024-01-05,470,80.50,a\n`,
    });
    try {
      const { tables, findings } = await importInto(tuva, [folder]);
      expect(tables['medical_claim']).toMatchObject([{ person_id: 'P1', drg_code: '470' }]);
      expect(findings).toEqual([]);
    } finally {
      remove();
    }
  });

  it('reads other encodings where that is said, and knows which there are', async () => {
    // Müller in Latin-1: one letter where Chinese would have a pair of bytes, so that nothing else is assumed.
    const header = 'person_id,last_name,enrollment_start_date\n';
    const { folder, remove } = filesForTest({
      'eligibility.csv': Buffer.from(`${header}P0,Li,2024-01-01\nP1,M\u00fcller,2024-01-01\n`, 'latin1'),
    });
    try {
      const said = await importInto(tuva, [folder], { encoding: 'latin1' });
      expect(said.tables['eligibility']).toMatchObject([{}, { last_name: 'Müller' }]);
      expect((await importInto(tuva, [folder])).refused).toMatchObject([{ line: 3n, reason: 'encoding' }]);
      const { diagnostics } = await importInto(tuva, [folder], { encoding: 'gbq' });
      expect(diagnostics.map(({ code }) => code)).toEqual(['encoding-unknown']);
    } finally {
      remove();
    }
  });
});
