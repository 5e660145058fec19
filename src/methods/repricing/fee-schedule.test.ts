import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { feeSchedule } from './fee-schedule.ts';

const line = (claim: string, extra: Given = {}): Given => ({
  claim_id: claim,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id: 'ann',
  claim_line_start_date: '2023-03-01',
  billing_npi: 'P1',
  hcpcs_code: '99213',
  service_unit_quantity: 1,
  charge_amount: 200,
  paid_amount: 70,
  ...extra,
});

const run = (
  lines: readonly Given[],
  files: Record<string, string>,
  options: Record<string, string> = {},
  rest: Example = {},
) =>
  computeExample(feeSchedule, {
    ...rest,
    tables: { medical_claim: lines },
    files,
    options: { ...Object.fromEntries(Object.keys(files).map((name) => [name, name])), ...options },
  });

const schedule = [
  'code,price,modifier,provider,from,to,per',
  '99213,90,,,2023-01-01,2024-01-01,',
  '99213,88,,,2022-01-01,2023-01-01,',
  '99213,45,25,,,,',
  '99213,99,,P2,,,',
  '97110,30.125,,,,,',
  'A0427,500,,,,,line',
].join('\n');

describe('items', () => {
  it('are priced by the list of the day, times their units, half to even to the cent', async () => {
    const { rows, lines } = await run(
      [
        line('a'),
        line('b', { claim_line_start_date: '2023-12-31', service_unit_quantity: 3 }),
        line('c', { hcpcs_code: '97110', service_unit_quantity: 1 }),
        line('d', { hcpcs_code: 'a0427', service_unit_quantity: 12 }),
      ],
      { schedule },
    );
    expect(rows.map((row) => [row['id'], row['repriced'], row['difference']])).toEqual([
      ['a', '90', '20'],
      ['b', '270', '200'],
      ['c', '30.12', '-39.88'],
      ['d', '500', '430'],
    ]);
    expect(lines.map((one) => [one['amount'], one['counted'], one['reason']])).toContainEqual([
      '30.12',
      true,
      'by-code',
    ]);
  });

  it('by the most particular row: the provider’s own, then the modifier’s', async () => {
    const { rows } = await run(
      [line('a', { hcpcs_modifier_2: '25' }), line('b', { billing_npi: 'P2', hcpcs_modifier_1: '25' })],
      { schedule },
    );
    expect(rows.map((row) => row['repriced'])).toEqual(['45', '99']);
  });

  it('without a price are named with why, and add nothing', async () => {
    const { rows, diagnostics } = await run(
      [
        line('a', { hcpcs_code: '00000', claim_line_number: 2 }),
        line('a'),
        line('b', { hcpcs_code: null }),
        line('c', { service_unit_quantity: null }),
        line('d', { claim_line_start_date: null }),
      ],
      { schedule },
    );
    expect(
      rows.map((row) => [
        row['id'],
        row['repriced'],
        row['difference'],
        row['unpriced_lines'],
        row['unpriced_paid'],
      ]),
    ).toEqual([
      ['a', '90', '20', 1, '70'],
      ['b', null, null, 1, '70'],
      ['c', null, null, 1, '70'],
    ]);
    expect(diagnostics.map((d) => [d.code, d.data['reason']])).toEqual([
      ['unpriced', 'no-code'],
      ['unpriced', 'no-price'],
      ['unpriced', 'quantity-unknown'],
      ['lines-undated', undefined],
    ]);
    expect(diagnostics[0]?.message.zh).toContain('明细没有项目编码');
  });

  it('not on the list go by a per cent of the charge, where there is one', async () => {
    const { rows } = await run(
      [line('a', { hcpcs_code: 'X', charge_amount: 33.35 })],
      { schedule },
      { percent_of_charge: '70' },
    );
    expect(rows).toMatchObject([{ repriced: '23.34' }]); // 23.345, to the even cent
  });
});

describe('stays', () => {
  const stay = (number: number, extra: Given = {}) =>
    line('s', {
      claim_type: 'institutional',
      drg_code: '470',
      claim_line_number: number,
      discharge_date: '2023-03-04',
      claim_line_start_date: '2023-03-01',
      ...extra,
    });
  const files = {
    weights: 'drg,weight,from,to\n470,1.9003,2022-10-01,2023-10-01\n',
    base_rates: 'rate,provider\n6000.00,\n6500.55,p1\n',
  };

  it('are priced once, by weight and the hospital’s own rate', async () => {
    const { rows, lines } = await run([stay(1), stay(2), stay(3, { charge_amount: null })], files);
    // 1.9003 × 6,500.55 = 12,352.995165
    expect(rows).toMatchObject([
      { id: 's', lines: 3, repriced: '12353', charged: '400', paid: '210', difference: '12143' },
    ]);
    expect(lines.map((one) => one['reason'])).toEqual(['by-drg', 'in-drg', 'in-drg']);
    const other = await run([stay(1, { billing_npi: 'P9' })], files);
    expect(other.rows).toMatchObject([{ repriced: '11401.8' }]);
  });

  it('belong whole to the period of the discharge', async () => {
    const lines = [
      stay(1, { claim_line_start_date: '2023-12-29', discharge_date: '2024-01-02' }),
      stay(2, { claim_line_start_date: '2024-01-01', discharge_date: '2024-01-02' }),
    ];
    const always = { ...files, weights: 'drg,weight\n470,2\n' };
    expect((await run(lines, always)).rows).toEqual([]);
    const period = { from: '2024-01-01', to: '2025-01-01' };
    const { rows } = await run(lines, always, {}, { period });
    expect(rows).toMatchObject([{ lines: 2, repriced: '13001.1' }]);
  });

  it('compare with what was paid on whichever line; paid nowhere, they have no difference', async () => {
    const once = await run([stay(1, { paid_amount: null }), stay(2, { paid_amount: 12000 })], files);
    expect(once.rows).toMatchObject([{ repriced: '12353', difference: '353', unknown_paid_lines: 0 }]);
    const never = await run([stay(1, { paid_amount: null }), stay(2, { paid_amount: null })], files);
    expect(never.rows).toMatchObject([{ repriced: '12353', difference: null, unknown_paid_lines: 2 }]);
  });

  it('of a group without a weight, or at a hospital without a rate, are not', async () => {
    const reason = async (given: Record<string, string>, extra: Given = {}) =>
      (await run([stay(1, extra)], given)).diagnostics.map((d) => d.data['reason']);
    expect(await reason(files, { drg_code: '469' })).toEqual(['no-weight']);
    expect(await reason(files, { discharge_date: '2023-10-01' })).toEqual(['no-weight']);
    expect(await reason({ ...files, base_rates: 'rate,provider\n6000,P7\n' })).toEqual(['no-rate']);
  });
});

describe('the whole', () => {
  it('adds up by provider', async () => {
    const lines = [line('a'), line('b'), line('c', { billing_npi: null })];
    const { rows } = await run(lines, { schedule }, { by: 'provider' });
    expect(rows).toMatchObject([
      { id: 'P1', provider: 'P1', claims: 2, charged: '400', paid: '140', repriced: '180', difference: '40' },
      { id: 'without-provider', provider: null, claims: 1, repriced: '90' },
    ]);
  });

  it('explains one row from its own claims', async () => {
    const lines = [
      line('a'),
      line('b', { hcpcs_code: 'X' }),
      line('c', { billing_npi: 'P2', data_source: 'S' }),
    ];
    const of = async (by: string, key: string) =>
      (await run(lines, { schedule }, { by }, { explain: [key] })).lines.map((one) => [
        one['claim_id'],
        one['reason'],
      ]);
    expect(await of('provider', 'P1')).toEqual([
      ['a', 'by-code'],
      ['b', 'no-price'],
    ]);
    expect(await of('claim', 'c@S')).toEqual([['c', 'by-code']]);
  });

  it('tells what is wrong with the lists', async () => {
    const codes = async (files: Record<string, string>, options: Record<string, string> = {}) =>
      (await run([], files, options)).diagnostics.map((d) =>
        `${d.code} ${d.data['column'] ?? d.data['row'] ?? ''}`.trim(),
      );
    expect(await codes({})).toEqual(['no-prices']);
    expect(await codes({}, { percent_of_charge: '70.125' })).toEqual(['percent-too-fine']);
    expect(await codes({ weights: 'drg,weight\n470,1\n' })).toEqual(['weights-and-rates']);
    expect(await codes({ schedule: 'code,price\nA,1\nA,2\n' })).toEqual(['prices-overlap 3']);
    expect(
      await codes({ schedule: 'code,price,from,to\nA,1,2023-01-01,2023-07-01\nA,2,2023-06-30,\n' }),
    ).toEqual(['prices-overlap 3']);
    expect(await codes({ schedule: 'code,price\nA,-1\n' })).toEqual(['file-row-refused price']);
    expect(await codes({ schedule: 'code,price\nA,1.00001\n' })).toEqual(['file-row-refused price']);
    expect(await codes({ schedule: 'code,price,from\nA,1,2023-02-30\n' })).toEqual(['file-row-refused from']);
    expect(await codes({ schedule: 'code\nA\n' })).toEqual(['method-file-column price']);
  });
});
