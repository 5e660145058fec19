import { describe, expect, it } from 'vitest';
import { filesForTest, importInto } from '../../import/testing.ts';
import { synthea } from './synthea.ts';

async function read(files: Record<string, string>) {
  const { folder, remove } = filesForTest(files);
  try {
    return await importInto(synthea, [folder]);
  } finally {
    remove();
  }
}

const TRANSACTIONS =
  'ID,CLAIMID,CHARGEID,PATIENTID,TYPE,AMOUNT,METHOD,FROMDATE,TODATE,PROCEDURECODE,UNITS,TRANSFERTYPE,PAYMENTS,ADJUSTMENTS\n';
const CLAIMS =
  'Id,PATIENTID,PRIMARYPATIENTINSURANCEID,DIAGNOSIS1,APPOINTMENTID,SERVICEDATE,HEALTHCARECLAIMTYPEID1\n';

describe('Synthea', () => {
  it('allocates what follows a charge to it, by who owes at that moment', async () => {
    const day = '2024-01-05T10:00:00Z,2024-01-05T10:15:00Z';
    const { tables, report } = await read({
      'claims.csv': `${CLAIMS}C1,P1,0,1234,E1,2024-01-05T10:00:00Z,1\n`,
      'claims_transactions.csv': [
        `${TRANSACTIONS}T1,C1,1,P1,CHARGE,100,,${day},99,1,1,,`,
        `T2,C1,2,P1,PAYMENT,,COPAY,${day},99,1,,20,`,
        `T3,C1,3,P1,PAYMENT,,ECHECK,${day},99,1,,50,`,
        `T4,C1,4,P1,TRANSFEROUT,,,${day},99,1,,,`,
        `T5,C1,5,P1,TRANSFERIN,30,,${day},99,1,p,,`,
        `T6,C1,6,P1,PAYMENT,,CASH,${day},99,1,,25,`,
        `T7,C1,7,P1,ADJUSTMENT,,,${day},99,1,,,5`,
        `T8,C1,8,P1,CHARGE,12.345000001,,${day},98,1,p,,`,
        '',
      ].join('\n'),
    });
    expect(tables['medical_claim']).toMatchObject([
      {
        claim_line_number: 1n,
        charge_amount: '100.0000',
        allowed_amount: '95.0000',
        paid_amount: '50.0000',
        copayment_amount: '20.0000',
        coinsurance_amount: '25.0000',
      },
      // Of floating origin: to the cent, and said.
      { claim_line_number: 2n, charge_amount: '12.3500', paid_amount: '0.0000' },
    ]);
    expect(report?.passedOver).toMatchObject([
      { reason: 'joined', count: 1 },
      { reason: 'allocated', count: 6 },
    ]);
    expect(report?.findings.find(({ code }) => code === 'money-rounded')).toMatchObject({
      count: 1,
      examples: [{ key: '12.345000001', text: '12.35' }],
    });
  });

  it('rounds half to even what has more than four decimals, exactly', async () => {
    const cases = [
      ['0.125000', '0.1200'],
      ['0.135000', '0.1400'],
      ['-0.125000', '-0.1200'],
      ['0.12500000001', '0.1300'],
      ['1.25e-1', '0.1200'],
      ['0.1234', '0.1234'],
    ];
    const rows = cases.map(
      ([text], i) => `T${i},C1,${i + 1},P1,CHARGE,${text},,2024-01-05,2024-01-05,99,1,1,,\n`,
    );
    const { tables } = await read({ 'claims_transactions.csv': TRANSACTIONS + rows.join('') });
    const rounded = tables['medical_claim']?.map((row) => row['charge_amount']);
    expect(rounded).toEqual(cases.map(([, amount]) => amount));
  });

  it('reads the older generation: years of coverage, no claims', async () => {
    const { tables, refused, findings } = await read({
      'patients.csv':
        'ID,BIRTHDATE,DEATHDATE,FIRST,LAST,GENDER\nP1,1980-02-29,,Ann,Lee,F\nP2,1990-01-01,,Bo,Lee,M\n',
      'payers.csv': 'Id,NAME\nX,Aetna\nN,NO_INSURANCE\n',
      'payer_transitions.csv':
        'PATIENT,START_YEAR,END_YEAR,PAYER,OWNERSHIP\nP1,2010,2012,X,Self\nP1,2013,2013,N,\nP1,2014,2016,X,Self\nP1,2016,2018,X,Self\n',
      'encounters.csv':
        'Id,START,STOP,PATIENT,PAYER,ENCOUNTERCLASS,CODE,TOTAL_CLAIM_COST,PAYER_COVERAGE\nE1,2014-05-01T10:00:00Z,2014-05-01T11:00:00Z,P1,X,ambulatory,1,129.16,89.16\n',
      'procedures.csv':
        'DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION\n2014-05-01,P1,E1,2,A\n2014-05-01,P1,E1,2,A\n',
      'medications.csv':
        'START,STOP,PATIENT,PAYER,ENCOUNTER,CODE,PAYER_COVERAGE,DISPENSES,TOTALCOST\n2014-05-01,,P1,X,E1,665078,3.00,2,14.48\n',
    });
    expect(refused).toEqual([]);
    expect(tables['eligibility']).toMatchObject([
      { enrollment_start_date: '2010-01-01', enrollment_end_date: '2012-12-31', gender: 'female' },
      { enrollment_start_date: '2014-01-01', enrollment_end_date: '2015-12-31' },
      { enrollment_start_date: '2016-01-01', enrollment_end_date: '2018-12-31' },
    ]);
    expect(findings).toMatchObject([
      { code: 'patient-without-coverage', count: 1, examples: [{ key: 'P2' }] },
    ]);
    expect(tables['medical_claim']).toMatchObject([{ claim_id: 'E1', paid_amount: '89.1600' }]);
    expect(tables['pharmacy_claim']).toMatchObject([{ charge_amount: '14.4800', paid_amount: '3.0000' }]);
    expect(tables['procedure']?.map((row) => row['procedure_id'])).toEqual([
      'P1|E1|2|2014-05-01',
      'P1|E1|2|2014-05-01#2',
    ]);
  });

  it('refuses what cannot be read and loses nothing', async () => {
    const { tables, refused } = await read({
      'claims_transactions.csv': [
        `${TRANSACTIONS}T1,C1,1,P1,CHARGE,abc,,2024-01-05,2024-01-05,99,1,1,,`,
        'T2,C2,1,P1,PAYMENT,,CASH,2024-01-05,2024-01-05,99,1,,10,',
        'T3,C3,1,P1,CHARGE,10,,1899-01-05,2024-01-05,99,1,1,,',
        'T4,C4,1,P1,CHARGE,10,,2024-01-05,2024-01-05,99,1,1,,',
        'T5,C4,2,P1,PAYMENT,,CASH,2024-01-05,2024-01-05,99,1,,ten,',
        'T6,C4,3,P1,WHAT,,,2024-01-05,2024-01-05,99,1,,,',
        'T7,C4',
        '',
      ].join('\n'),
    });
    expect(refused.map((row) => [row['line'], row['reason'], row['text']])).toEqual([
      [2n, 'amount-unreadable', 'abc'],
      [3n, 'charge-missing', 'C2'],
      [4n, 'date-impossible', '1899-01-05'],
      [6n, 'amount-unreadable', 'ten'],
      [7n, 'code-unknown', 'WHAT'],
      [8n, 'row-ragged', expect.anything()],
    ]);
    expect(tables['medical_claim']).toMatchObject([{ claim_id: 'C4', charge_amount: '10.0000' }]);
  });

  it('says which file has other columns, and which is none of its own', async () => {
    const { diagnostics, report } = await read({
      'claims.csv': 'Id\nC1\n',
      'unknown.csv': 'a,b\n1,2\n',
    });
    expect(report).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['headers-other', 'file-unknown']),
    );
  });
});
