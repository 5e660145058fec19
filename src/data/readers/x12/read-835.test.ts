import { describe, expect, it } from 'vitest';
import { collect } from '../shared/collecting.ts';
import type { Collected } from '../shared/collecting.ts';
import { millionths } from '../shared/decimal.ts';
import { x12_835 } from './read-835.ts';
import { claim, payment, remittance } from './samples.ts';

const read = (content: string | Buffer) => collect(x12_835, { 'remit.txt': content });
const codes = ({ findings }: Collected) =>
  Object.fromEntries(findings.map(({ code, amount = '' }) => [code, amount]));
const amounts = ({ rows }: Collected) => rows.map(({ row }) => row['paid_amount']);

describe('a remittance', () => {
  it('gives a row for each line, with what the person bears', async () => {
    const { rows, refused, findings } = await read(remittance([...payment('100'), ...claim('C1')]));
    expect(refused).toEqual([]);
    expect(findings).toEqual([]);
    expect(rows[0]).toEqual({
      table: 'medical_claim',
      file: 0,
      line: 14,
      row: {
        claim_id: 'C1',
        claim_line_number: '1',
        claim_type: 'undetermined',
        person_id: 'M1',
        member_id: 'M1',
        payer: 'GOOD HEALTH PLAN',
        plan: '12',
        claim_start_date: '2024-01-05',
        claim_end_date: '2024-01-06',
        claim_line_start_date: '2024-01-05',
        claim_line_end_date: '2024-01-05',
        hcpcs_code: '99213',
        hcpcs_modifier_1: '25',
        service_unit_quantity: '1',
        rendering_npi: '1888888884',
        billing_npi: '1999999984',
        billing_tin: '123456789',
        paid_date: '2024-01-31',
        paid_amount: '60',
        allowed_amount: '85',
        charge_amount: '100',
        coinsurance_amount: '5',
        copayment_amount: '0',
        deductible_amount: '20',
        claim_group_id: 'C1',
        claim_action: 'original',
        claim_received: '2024-01-30',
      },
    });
    // Nothing says what is allowed on the second line: unknown, not nothing.
    expect(rows[1]!.row).not.toHaveProperty('allowed_amount');
    expect(rows[1]!.row).toMatchObject({
      claim_line_end_date: '2024-01-06',
      service_unit_quantity: '1',
      deductible_amount: '0',
    });
  });

  it('takes back a claim with status 22 and names the one it corrects with REF*F8', async () => {
    const corrected = claim('C2').toSpliced(3, 0, 'REF*F8*C1');
    const { rows, findings } = await read(
      remittance([...payment('0'), ...claim('C1', '22', '-'), ...corrected]),
    );
    const said = ['claim_id', 'claim_group_id', 'claim_action', 'paid_amount', 'deductible_amount'];
    expect(rows.map(({ row }) => said.map((name) => row[name]).join(' '))).toEqual([
      'C1 C1 reversal -60 -20',
      'C1 C1 reversal -40 0',
      'C2 C1 replacement 60 20',
      'C2 C1 replacement 40 0',
    ]);
    expect(findings).toEqual([]);
  });

  it('keeps what is adjusted on the claim as a whole on line 0', async () => {
    const whole = claim('C1').map((line) => line.replace('*150*100*', '*150*70*'));
    const { rows, findings } = await read(
      remittance([...payment('70'), ...whole.toSpliced(1, 0, 'CAS*OA*23*20*1', 'CAS*PR*3*10')]),
    );
    expect(
      rows.map(({ row }) => [row['claim_line_number'], row['paid_amount'], row['copayment_amount']]),
    ).toEqual([
      ['1', '60', '0'],
      ['2', '40', '0'],
      ['0', '-30', '10'],
    ]);
    expect(findings).toEqual([]);
  });

  it('reads a claim without lines as one, and says from the DRG that it is a hospital’s', async () => {
    const { rows } = await read(
      remittance([
        ...payment('7000'),
        'CLP*A*1*9000*7000*0*MA*C1*11*1**470',
        'CAS*CO*45*2000',
        'NM1*QC*1*DOE*J****MI*M1',
        'DTM*232*20240101',
        'DTM*233*20240104',
      ]),
    );
    expect(rows.map(({ row }) => row)).toMatchObject([
      {
        claim_type: 'institutional',
        bill_type_code: '111',
        drg_code: '470',
        claim_line_number: '1',
        claim_start_date: '2024-01-01',
        claim_end_date: '2024-01-04',
        paid_amount: '7000',
        deductible_amount: '0',
      },
    ]);
  });

  it('puts drugs by NDC into pharmacy claims', async () => {
    const { rows } = await read(
      remittance([
        ...payment('12.5'),
        'CLP*RX*1*20*12.5*7.5*12*R1',
        'NM1*QC*1*DOE*J****MI*M1',
        'SVC*N4:00002323401*20*12.5**30',
        'DTM*472*20240109',
        'CAS*PR*3*7.5',
      ]),
    );
    expect(rows).toMatchObject([
      {
        table: 'pharmacy_claim',
        row: {
          ndc_code: '00002323401',
          quantity: '30',
          dispensing_date: '2024-01-09',
          dispensing_provider_npi: '1999999984',
          copayment_amount: '7.5',
        },
      },
    ]);
  });

  it('tells what is paid beside claims, and where sums do not hold', async () => {
    const sound = remittance([
      ...payment('93.05'),
      ...claim('C1'),
      'PLB*1999999984*20241231*WO:REF1*10*L6:REF2*-3.05',
    ]);
    expect(codes(await read(sound))).toEqual({ 'x12-provider-adjustment': '6.95' });
    const unsound = remittance([
      ...payment('90'),
      ...claim('C1').map((line) => line.replace('*60**1', '*61**1')),
    ]);
    expect(codes(await read(unsound))).toEqual({
      'x12-payment-total': '-10',
      'x12-line-balance': '1',
      'x12-claim-balance': '-1',
    });
    expect(codes(await read(remittance([...payment('100', 'D'), ...claim('C1', '22', '-')])))).toEqual({});
  });

  it('keeps the claims of a payment whose own day is none, and says so', async () => {
    const head = payment('100').map((segment) => segment.replace('20240131', '20240231'));
    const result = await read(remittance([...head, ...claim('C1')]));
    expect(result.rows.map(({ row }) => [row['paid_date'], row['claim_received']])).toEqual([
      [undefined, '2024-01-30'],
      [undefined, '2024-01-30'],
    ]);
    expect(codes(result)).toHaveProperty('x12-head-date');
  });

  it('passes over prices asked for beforehand', async () => {
    const result = await read(remittance([...payment('0'), ...claim('C1', '25')]));
    expect(result.rows).toEqual([]);
    expect(result.passedOver).toEqual({ 'x12-predetermination': 2 });
  });

  it('keeps claims of several payees in one transaction apart', async () => {
    const { rows } = await read(
      remittance([...payment('200'), ...claim('C1'), 'N1*PE*OTHER*XX*1777777776', 'LX*2', ...claim('C2')]),
    );
    expect(rows.map(({ row }) => `${row['claim_id']} ${row['billing_npi']}`)).toEqual([
      'C1 1999999984',
      'C1 1999999984',
      'C2 1777777776',
      'C2 1777777776',
    ]);
  });
});

describe('a damaged remittance', () => {
  it('loses the claim whose lines cannot be told from the next one’s, and keeps the others', async () => {
    const lines = [...payment('300'), ...claim('C1'), ...claim('C2'), ...claim('C3')];
    const head = lines.findIndex((line) => line.startsWith('CLP*ACCOUNT-C2'));
    for (const garbled of ['?LP*ACCOUNT-C2*1*150*100', 'XLP*ACCOUNT-C2*1*150*100*25*12*C2', '']) {
      const result = await read(remittance(lines.with(head, garbled)));
      expect(new Set(result.rows.map(({ row }) => row['claim_id']))).toEqual(
        garbled === '' ? new Set(['C1', 'C3']) : new Set(['C3']),
      );
      expect(codes(result)).toHaveProperty(garbled === '' ? 'x12-claim-balance' : 'x12-payment-total');
    }
  });

  it('refuses a line that lacks its amounts, with what follows it', async () => {
    const result = await read(
      remittance([
        ...payment('100'),
        ...claim('C1').map((line) => line.replace('SVC*HC:85025*50*40', 'SVC*HC:85025******50*40')),
      ]),
    );
    expect(amounts(result)).toEqual(['60']);
    expect(result.refused).toMatchObject([
      { line: 19, table: 'medical_claim', reason: 'segment-malformed', text: 'SVC*HC:85025******50*40' },
    ]);
    expect(codes(result)).toMatchObject({ 'x12-claim-balance': '40', 'x12-claim-charge': '50' });
  });

  it('accounts for every line wherever it is cut', async () => {
    const whole = remittance(
      [...payment('300'), ...claim('C1'), ...claim('C2')],
      [...payment('100'), ...claim('C3')],
    );
    for (let at = 0; at < whole.length; at += 1) {
      const { rows, refused } = await read(whole.slice(0, at));
      const told = refused.filter(({ table }) => table !== undefined);
      const money = [...rows.map(({ row }) => row['paid_amount']), ...told.map(({ amount }) => amount)];
      const expected = paidBefore(whole.slice(0, at));
      expect(money.map((amount) => millionths(amount)).toSorted()).toEqual(expected.toSorted());
      for (const id of new Set(rows.map(({ row }) => row['claim_id'])))
        expect(rows.filter(({ row }) => row['claim_id'] === id)).toHaveLength(2);
    }
  }, 30_000);

  it('never throws, whatever stands in it', async () => {
    const whole = remittance([...payment('200'), ...claim('C1'), ...claim('C2')]);
    let state = 42;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 150; round += 1) {
      const bytes = Buffer.from(whole);
      for (let change = 0; change <= random(4); change += 1)
        bytes[random(bytes.length)] = [random(256), 42, 126, 58, 10][random(5)]!;
      const { rows, refused, findings } = await read(bytes);
      expect(rows.length + refused.length + findings.length).toBeGreaterThan(0);
    }
  }, 30_000);
});

/** What whole segments say was paid: by line, or by claim where its lines are cut off. */
function paidBefore(content: string): bigint[] {
  const claims: { paid: bigint; lines: bigint[] }[] = [];
  for (const segment of content.split('~').slice(0, -1)) {
    const elements = segment.trim().split('*');
    if (elements[0] === 'CLP') claims.push({ paid: millionths(elements[4])!, lines: [] });
    if (elements[0] === 'SVC') claims.at(-1)!.lines.push(millionths(elements[3])!);
  }
  return claims.flatMap(({ paid, lines }) => (lines.length > 0 ? lines : [paid]));
}
