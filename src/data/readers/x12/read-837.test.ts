import { describe, expect, it } from 'vitest';
import { collect } from '../shared/collecting.ts';
import type { Collected } from '../shared/collecting.ts';
import { millionths } from '../shared/decimal.ts';
import { x12_837 } from './read-837.ts';
import { institutional, professional, submitter, subscriber, visit } from './samples.ts';

const read = (content: string | Buffer) => collect(x12_837, { 'claims.txt': content });
const lines = ({ rows }: Collected) =>
  rows.filter(({ table }) => table === 'medical_claim').map(({ row }) => row);
const say = (result: Collected, ...names: string[]) =>
  lines(result).map((row) => names.map((name) => row[name] ?? '').join(' '));
const codes = ({ findings }: Collected) => findings.map(({ code }) => code);

describe('professional claims', () => {
  it('give a row for each line', async () => {
    const result = await read(professional(...submitter, ...subscriber(), ...visit('C1')));
    expect(result.refused).toEqual([]);
    expect(result.findings).toEqual([]);
    expect(lines(result)[0]).toEqual({
      claim_id: 'C1',
      claim_line_number: '1',
      claim_type: 'professional',
      person_id: 'M1',
      member_id: 'M1',
      payer: 'GOOD HEALTH PLAN',
      plan: 'CI',
      claim_start_date: '2024-01-05',
      claim_end_date: '2024-01-06',
      claim_line_start_date: '2024-01-05',
      claim_line_end_date: '2024-01-05',
      place_of_service_code: '11',
      service_unit_quantity: '1',
      hcpcs_code: '99213',
      hcpcs_modifier_1: '25',
      rendering_npi: '1888888884',
      rendering_specialty: '208D00000X',
      billing_npi: '1999999984',
      billing_tin: '123456789',
      charge_amount: '100',
      diagnosis_code_type: 'icd-10-cm',
      diagnosis_code_1: 'E119',
      diagnosis_code_2: 'I10',
      data_source: '1999999984',
      claim_group_id: 'C1',
      claim_action: 'original',
      claim_received: '2024-01-10',
    });
    expect(lines(result)[1]).toMatchObject({
      place_of_service_code: '81',
      claim_line_end_date: '2024-01-06',
    });
    expect(result.rows.filter(({ table }) => table === 'provider').map(({ row }) => row)).toEqual([
      {
        provider_id: '1999999984',
        name: 'CLINIC',
        kind: 'institution',
        tin: '123456789',
        specialty: '207Q00000X',
        city: 'SPRINGFIELD',
        state: 'IL',
      },
      { provider_id: '1888888884', name: 'DOCTOR WHO', kind: 'person', specialty: '208D00000X' },
    ]);
  });

  it('are rendered by the biller where nobody else is named', async () => {
    const alone = visit('C1').filter((segment) => !/^(NM1\*82|PRV)/.test(segment));
    expect(
      say(
        await read(professional(...submitter, ...subscriber(), ...alone)),
        'rendering_npi',
        'rendering_specialty',
      )[0],
    ).toBe('1999999984 207Q00000X');
  });

  it('replace and void those read before, by the payer’s number or their own', async () => {
    const result = await read(
      professional(
        ...submitter,
        ...subscriber(),
        ...visit('C1'),
        ...visit('C2', '7', 'REF*F8*C1'),
        ...visit('C1', '7', 'REF*F8*ICN99'),
        ...visit('C3', '8', 'REF*F8*ICN98'),
        ...visit('C4', '8'),
      ),
    );
    expect(say(result, 'claim_id', 'claim_action', 'claim_group_id').filter((_, i) => i % 2 === 0)).toEqual([
      'C1 original C1',
      'C2 replacement C1',
      'C1 replacement C1',
      'C3 void ICN98',
      'C4 void C4',
    ]);
    expect(codes(result)).toEqual(['x12-original-elsewhere', 'x12-original-unnamed']);
  });

  it('of dependants belong to a person of their own', async () => {
    const child = ['HL*3*2*23*0', 'PAT*19', 'NM1*QC*1*DOE*Tim', 'DMG*D8*20150203*M'];
    const holder = subscriber().with(0, 'HL*2*1*22*1');
    const result = await read(
      professional(
        ...submitter,
        ...holder,
        ...child,
        ...visit('C1'),
        ...subscriber('M2', '4'),
        ...visit('C2'),
      ),
    );
    expect(say(result, 'person_id', 'member_id')).toEqual([
      'M1/20150203/TIM M1',
      'M1/20150203/TIM M1',
      'M2 M2',
      'M2 M2',
    ]);
    expect(codes(result)).toEqual(['x12-dependant']);
  });

  it('that only ask for a price beforehand are passed over, with what they would charge', async () => {
    const [head, ...rest] = visit('C2');
    const asked = `${head!.replace('*Y*A*Y*Y', '*Y**Y*Y')}**********PB`;
    const result = await read(professional(...submitter, ...subscriber(), ...visit('C1'), asked, ...rest));
    expect(say(result, 'claim_id')).toEqual(['C1', 'C1']);
    expect(result.passedOver).toEqual({ 'x12-predetermination': 2 });
    expect(result.findings).toMatchObject([{ code: 'x12-predetermination', amount: '150' }]);
  });

  it('are not mixed up with other insurers’ data', async () => {
    const other = [
      'SBR*S*18*******MB',
      'AMT*D*20',
      'OI***Y***Y',
      'NM1*IL*1*DOE*JANE****MI*OTHER',
      'NM1*PR*2*MEDICARE*****PI*X',
      'DTP*573*D8*20240201',
    ];
    const claim = visit('C1');
    const result = await read(
      professional(...submitter, ...subscriber(), ...claim.toSpliced(4, 0, ...other)),
    );
    expect(say(result, 'person_id', 'payer', 'plan')[0]).toBe('M1 GOOD HEALTH PLAN CI');
    expect(result.refused).toEqual([]);
  });
});

describe('institutional claims', () => {
  const stay = [
    'CLM*H1*5000.5***11:A:1**A*Y*Y',
    'DTP*096*TM*1130',
    'DTP*434*RD8*20240101-20240104',
    'DTP*435*DT*202401010915',
    'CL1*1*7*01',
    'HI*ABK:I214:::::::Y',
    'HI*ABJ:R079',
    'HI*ABF:E119:::::::N*ABF:I10',
    'HI*DR:280',
    'HI*BBR:02703DZ:D8:20240102',
    'HI*BBQ:B2111ZZ:D8:20240101',
    'NM1*71*1*HEART*DOC****XX*1888888884',
    'LX*1',
    'SV2*0210**4000*DA*3',
    'LX*2',
    'SV2*0300*HC:85025*1000.5*UN*4',
    'DTP*472*D8*20240102',
  ];

  it('have a stay, a kind of bill, codes and a facility', async () => {
    const result = await read(institutional(...submitter, ...subscriber(), ...stay));
    expect(result.findings).toEqual([]);
    expect(lines(result)).toMatchObject([
      {
        claim_type: 'institutional',
        bill_type_code: '111',
        claim_start_date: '2024-01-01',
        claim_end_date: '2024-01-04',
        admission_date: '2024-01-01',
        discharge_date: '2024-01-04',
        admit_type_code: '1',
        admit_source_code: '7',
        discharge_disposition_code: '01',
        drg_code: '280',
        diagnosis_code_1: 'I214',
        diagnosis_poa_1: 'Y',
        diagnosis_code_2: 'E119',
        diagnosis_poa_2: 'N',
        diagnosis_code_3: 'I10',
        procedure_code_type: 'icd-10-pcs',
        procedure_code_1: '02703DZ',
        procedure_date_1: '2024-01-02',
        procedure_code_2: 'B2111ZZ',
        facility_npi: '1999999984',
        revenue_center_code: '0210',
        charge_amount: '4000',
      },
      { hcpcs_code: '85025', service_unit_quantity: '4', claim_line_start_date: '2024-01-02' },
    ]);
    expect(lines(result)[0]).not.toHaveProperty('rendering_npi');
  });

  it('keep a range that calls itself a day, and claims of a transaction whose own day is none', async () => {
    const old = submitter.map((segment) => segment.replace('*20240110*', '*240110*'));
    const stay = visit('C1', '1', 'DTP*434*D8*20240105-20240107');
    const result = await read(institutional(...old, ...subscriber(), ...stay));
    expect(say(result, 'claim_start_date', 'claim_end_date', 'claim_received')[0]).toBe(
      '2024-01-05 2024-01-07 ',
    );
    expect(codes(result)).toContain('x12-head-date');
  });

  it('have no discharge while the person is there still', async () => {
    const there = stay
      .filter((segment) => !segment.startsWith('DTP*096'))
      .map((segment) => segment.replace('CL1*1*7*01', 'CL1*1*7*30'));
    expect(lines(await read(institutional(...submitter, ...subscriber(), ...there)))[0]).not.toHaveProperty(
      'discharge_date',
    );
  });
});

describe('damaged claims', () => {
  const whole = professional(
    ...submitter,
    ...subscriber(),
    ...visit('C1'),
    ...visit('C2'),
    ...subscriber('M2', '3'),
    ...visit('C3'),
  );

  it('under a level that cannot be read are refused, and the next level is read', async () => {
    for (const [good, bad] of [
      ['CLM*C2', '?LM*C2'],
      ['CLM*C2', 'CLN*C2'],
    ] as const) {
      const result = await read(whole.replace(good, bad));
      expect(new Set(say(result, 'claim_id', 'person_id'))).toEqual(new Set(['C3 M2']));
    }
    const levels = await read(whole.replace('HL*3*1*22', 'H?*3*1*22'));
    expect(new Set(say(levels, 'claim_id'))).toEqual(new Set(['C1']));
    const biller = await read(whole.replace('HL*1**20', 'HX*1**20'));
    expect(lines(biller)).toEqual([]);
  });

  it('account for every line wherever they are cut', async () => {
    for (let at = 0; at < whole.length; at += 1) {
      const { rows, refused } = await read(whole.slice(0, at));
      const kept = rows.filter(({ table }) => table === 'medical_claim');
      const money = [...kept.map(({ row }) => row['charge_amount']), ...refused.map(({ amount }) => amount)];
      const told = money.flatMap((amount) => millionths(amount) ?? []);
      expect(told.toSorted()).toEqual(chargedBefore(whole.slice(0, at)).toSorted());
      for (const id of new Set(kept.map(({ row }) => row['claim_id'])))
        expect(kept.filter(({ row }) => row['claim_id'] === id)).toHaveLength(2);
    }
  }, 30_000);

  it('never throw, whatever stands in them', async () => {
    let state = 7;
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

/** What whole segments say was charged: by line, or by claim where it has none yet. */
function chargedBefore(content: string): bigint[] {
  const claims: { charge: bigint; lines: bigint[]; loops: number }[] = [];
  for (const segment of content.split('~').slice(0, -1)) {
    const elements = segment.trim().split('*');
    if (elements[0] === 'CLM') claims.push({ charge: millionths(elements[2])!, lines: [], loops: 0 });
    if (elements[0] === 'LX') claims.at(-1)!.loops += 1;
    if (elements[0] === 'SV1') claims.at(-1)!.lines.push(millionths(elements[2])!);
  }
  return claims.flatMap(({ charge, lines: own, loops }) => (loops > 0 ? own : [charge]));
}
