import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { costToCharge } from './cost-to-charge.ts';
import { groupMargin } from './group-margin.ts';

const stay = (case_id: string, extra: Given = {}): Given => ({
  case_id,
  person_id: 'p',
  hospital_id: 'H1',
  department: 'surgery',
  provider_group: 'GB2',
  discharge_date: '2023-05-01',
  total_fee: 300,
  fund_payment: 200,
  personal_payment: 50,
  ...extra,
});

const run = (cases: readonly Given[], files: Record<string, string>, rest: Example = {}) =>
  computeExample(costToCharge, {
    ...rest,
    tables: { inpatient_case: cases, ...rest.tables },
    files,
    options: { ...Object.fromEntries(Object.keys(files).map((name) => [name, name])), ...rest.options },
  });

describe('charges by fee category', () => {
  it('cost what the ratio of their department says: $300 of pharmacy at 0.5000 cost $150', async () => {
    // The example of the American Hospital Directory, "Methodology for Allocating Costs".
    const { rows, lines, diagnostics } = await run([stay('a', { fee_western_drugs: 300 })], {
      ratios: 'category,ratio\nwestern_drugs,0.5000\n',
    });
    expect(rows).toMatchObject([{ cost: '150', payment: '250', margin: '100', uncosted: '0', reason: null }]);
    expect(lines).toMatchObject([
      { table: 'inpatient_case', claim_id: 'a', amount: '150', reason: 'fee_western_drugs' },
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('take the ratio that names most: hospital, then category, then department', async () => {
    const ratios = [
      'hospital_id,department,category,ratio,cost,charges',
      ',,,0.9,,',
      ',surgery,,0.8,,',
      ',,床位费,0.7,,',
      ',surgery,bed,,200,300',
      'H2,,,0.1,,',
    ].join('\n');
    const { rows } = await run(
      [
        stay('a', { fee_bed: 300 }),
        stay('b', { fee_bed: 300, department: 'ward' }),
        stay('c', { fee_nursing: 300 }),
        stay('d', { fee_nursing: 300, department: 'ward' }),
        stay('e', { fee_bed: 300, hospital_id: 'H2' }),
      ],
      { ratios },
    );
    expect(rows.map(({ cost }) => cost)).toEqual(['200', '210', '240', '270', '30']);
  });

  it('round once, half to even, to the fourth digit of money', async () => {
    const { rows } = await run(
      [stay('a', { fee_bed: '0.0005', total_fee: '0.0005' }), stay('b', { fee_bed: 100, total_fee: 100 })],
      { ratios: 'category,cost,charges\nbed,1,3\n' },
    );
    expect(rows.map(({ cost }) => cost)).toEqual(['0.0002', '33.3333']);
  });

  it('without a ratio leave the cost unknown, and say of how much', async () => {
    const { rows, lines, diagnostics } = await run(
      [stay('a', { fee_bed: 100, fee_surgery: 200 }), stay('b', { fee_bed: 300 })],
      { ratios: 'category,ratio\nbed,0.5\n' },
    );
    expect(rows).toMatchObject([
      { case_id: 'a', cost: null, margin: null, costed: '50', uncosted: '200', reason: 'no-ratio' },
      { case_id: 'b', cost: '150', margin: '100' },
    ]);
    expect(lines.map(({ reason, counted }) => [reason, counted])).toEqual([
      ['fee_bed', true],
      ['fee_surgery-no-ratio', false],
      ['fee_bed', true],
    ]);
    expect(
      diagnostics.map(({ code, data }) => [code, data['count'], data['charges'], data['examples']]),
    ).toEqual([['uncosted', 1, '200.0000', 'surgery']]);
  });

  it('that no category has are costed by the ratio of everything else, and are unknown with the total', async () => {
    const ratios = 'category,ratio\nbed,0.5\n,0.4\n';
    const { rows, lines } = await run(
      [stay('a', { fee_bed: 100 }), stay('b', { fee_bed: 100, total_fee: null })],
      { ratios },
    );
    expect(rows.map(({ cost, reason }) => [cost, reason])).toEqual([
      ['130', null],
      [null, 'charge-unknown'],
    ]);
    expect(lines.map(({ amount, reason }) => [amount, reason])).toContainEqual(['80', 'not-itemised']);
  });

  it('of nothing cost nothing: the case is not lost', async () => {
    const { rows } = await run([stay('a', { total_fee: 0 })], { ratios: 'category,ratio\n,0.5\n' });
    expect(rows).toMatchObject([{ charges: '0', cost: '0', reason: null }]);
  });

  it('of cases outside the period do not count; without a day of discharge they are named', async () => {
    const { rows, diagnostics } = await run(
      [stay('a', { fee_bed: 300, discharge_date: '2024-01-01' }), stay('b', { discharge_date: null })],
      { ratios: 'category,ratio\n,0.5\n' },
    );
    expect(rows).toEqual([]);
    expect(diagnostics.map(({ code, data }) => [code, data['count']])).toEqual([['cases-undated', 1]]);
  });
});

describe('explained', () => {
  it('has the lines that were counted, of the case alone', async () => {
    const cases = [stay('a', { fee_bed: 100, fee_surgery: 200 }), stay('b', { fee_bed: 300 })];
    const files = { ratios: 'category,ratio\n,0.5\n' };
    const { lines } = await run(cases, files);
    const explained = await run(cases, files, { explain: ['a'] });
    expect(explained.lines).toEqual(lines.filter(({ key }) => key === 'a'));
  });
});

describe('charges by item', () => {
  const items = [
    {
      case_id: 'a',
      item_number: 1,
      person_id: 'p',
      category: '手术费',
      code: 'op1',
      quantity: 2,
      amount: 200,
    },
    {
      case_id: 'a',
      item_number: 2,
      person_id: 'p',
      category: 'materials',
      code: 'm1',
      quantity: 1,
      amount: 60,
    },
  ];

  it('cost their unit cost where they have one, else their ratio; the rest of the fee too', async () => {
    const { rows, lines } = await run(
      [stay('a')],
      {
        ratios: 'category,ratio\nsurgery,0.6\nmaterials,1\n,0.25\n',
        unit_costs: 'code,unit_cost,hospital_id\nOP1,70.5,\nm1,40,H2\n',
      },
      { tables: { cost_item: items }, options: { basis: 'items' } },
    );
    // 2 × 70.5 + 60 × 1 + (300 − 260) × 0.25
    expect(rows).toMatchObject([{ cost: '211', margin: '39' }]);
    expect(
      lines.map(({ table, claim_line_number, amount, reason }) => [table, claim_line_number, amount, reason]),
    ).toEqual([
      ['cost_item', 1, '141', 'by-unit-cost'],
      ['cost_item', 2, '60', 'by-ratio'],
      ['inpatient_case', null, '10', 'not-itemised'],
    ]);
  });

  it('of unknown amount or quantity leave the cost unknown', async () => {
    const files = { ratios: 'category,ratio\n,0.5\n', unit_costs: 'code,unit_cost\nop1,70\n' };
    const { rows, lines } = await run([stay('a'), stay('b')], files, {
      tables: {
        cost_item: [
          { ...items[0], quantity: null } as Given,
          { ...items[1], case_id: 'b', amount: null } as Given,
        ],
      },
      options: { basis: 'items' },
    });
    expect(rows.map(({ cost, reason }) => [cost, reason])).toEqual([
      [null, 'quantity-unknown'],
      [null, 'charge-unknown'],
    ]);
    expect(lines.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['quantity-unknown', 'charge-unknown']),
    );
  });
});

describe('what a case is paid and grouped by', () => {
  const ratios = 'category,ratio\n,0.5\n';

  it('may come from files', async () => {
    const { rows } = await run([stay('a'), stay('b')], {
      ratios,
      grouped: 'case_id,mdc,drg\na,MDCG,GB29\n',
      payments: 'case_id,payment\na,1234.56\n',
    });
    expect(rows.map(({ case_group, payment, margin }) => [case_group, payment, margin])).toEqual([
      ['GB29', '1234.56', '1084.56'],
      [null, null, null],
    ]);
  });

  it('of one hospital alone; of none that is there is an error', async () => {
    const stays = [stay('a'), { ...stay('b'), hospital_id: 'other' }];
    const { rows } = await run(stays, { ratios }, { options: { hospital: 'other' } });
    expect(rows.map(({ case_id }) => case_id)).toEqual(['b']);
    const none = await run(stays, { ratios }, { options: { hospital: 'nobody' } });
    expect(none.diagnostics.map(({ code }) => code)).toEqual(['cases-no-hospital']);
  });

  it('or from an earlier result', async () => {
    const { rows } = await run(
      [stay('a')],
      { ratios },
      {
        options: { groups: 'dip', payment: 'total_fee' },
        results: { dip: { rows: [{ case_id: 'a', code: 'K35.8:47.0100' }] } },
      },
    );
    expect(rows).toMatchObject([{ case_group: 'K35.8:47.0100', payment: '300', margin: '150' }]);
  });

  it.each([
    ['a ratio and amounts together', { ratios: 'category,ratio,cost\nbed,0.5,3\n' }, 'ratio-or-amounts'],
    ['neither ratio nor amounts', { ratios: 'category,ratio\nbed,\n' }, 'ratio-or-amounts'],
    ['a ratio below nothing', { ratios: 'category,ratio\nbed,-0.5\n' }, 'row-refused'],
    ['a ratio that is no number', { ratios: 'category,ratio\nbed,half\n' }, 'row-refused'],
    ['charges of nothing', { ratios: 'category,cost,charges\nbed,5,0\n' }, 'row-refused'],
    ['two ratios for one thing', { ratios: 'category,ratio\nbed,0.5\n床位费,0.6\n' }, 'ratio-twice'],
    ['a file without categories', { ratios: 'ratio\n0.5\n' }, 'method-file-column'],
    ['a case grouped twice', { ratios, grouped: 'case_id,drg\na,X\na,Y\n' }, 'case-twice'],
    ['a payment that is none', { ratios, payments: 'case_id,payment\na,much\n' }, 'case-value-refused'],
    [
      'a payment finer than money',
      { ratios, payments: 'case_id,payment\na,1.00001\n' },
      'case-value-refused',
    ],
    ['groups without a group', { ratios, grouped: 'case_id,colour\na,red\n' }, 'no-group-column'],
  ])('%s is refused', async (_, files, code) => {
    const { diagnostics } = await run([stay('a')], files);
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
  });
});

describe('groups', () => {
  const costs = {
    rows: [
      ['a', 'GB29', 'H1', 100, 150, 50],
      ['b', 'GB29', 'H1', 200, 150, -50],
      ['c', 'GB29', 'H2', 101, 150, 49],
      ['d', 'GB29', 'H2', null, 150, null],
      ['e', null, 'H2', 10, 20, 10],
    ].map(([case_id, case_group, hospital_id, cost, payment, margin]) => ({
      case_id,
      case_group,
      hospital_id,
      department: null,
      discharge_date: '2023-05-01',
      cost,
      payment,
      margin,
    })) as Given[],
    types: {
      discharge_date: 'date',
      cost: 'decimal(38,4)',
      payment: 'decimal(38,4)',
      margin: 'decimal(38,4)',
    },
  };
  const tables = { inpatient_case: ['a', 'b', 'c', 'd', 'e'].map((id) => stay(id)) };

  it('sum the cases whose margin is known, and count the others', async () => {
    const { rows, lines } = await computeExample(groupMargin, {
      tables,
      results: { costs },
      options: { costs: 'costs' },
    });
    expect(rows).toMatchObject([
      {
        id: 'GB29',
        cases: 4,
        known_cases: 3,
        cost: '401',
        payment: '450',
        margin: '49',
        mean_cost: '133.6667',
        mean_payment: '150',
        mean_margin: '16.3333',
        loss_cases: 1,
      },
      { id: '–', case_group: null, cases: 1, margin: '10' },
    ]);
    expect(lines.filter(({ key }) => key === 'GB29').map(({ amount, reason }) => [amount, reason])).toEqual([
      ['50', 'margin'],
      ['-50', 'margin'],
      ['49', 'margin'],
      [null, 'cost-unknown'],
    ]);
  });

  it('by hospital and group', async () => {
    const { rows } = await computeExample(groupMargin, {
      tables,
      results: { costs },
      options: { costs: 'costs', by: 'group,hospital' },
    });
    expect(rows.map(({ id, cases, margin }) => [id, cases, margin])).toEqual([
      ['H1/GB29', 2, '0'],
      ['H2/GB29', 2, '49'],
      ['H2/–', 1, '10'],
    ]);
  });
});
