import { beforeAll, describe, expect, it } from 'vitest';
import { settledSmall } from '../../../test/support/small.ts';
import type { Explanation, Run } from '../types.ts';
import { explain } from './index.ts';
import { lines, whyIn } from './testing.ts';

let run: Run;
const why = (entity: string, key: string, term: string) => whyIn(run, entity, key, term);

describe('rows that are made', () => {
  beforeAll(async () => {
    run = await settledSmall({
      model: `
entities:
  drug: { key: [code, form], facts: { code: text, form: text, price: money } }
  case:
    references: { drug: { to: drug, by: [code, form] } }
    facts: { code: text, form: { type: text, optional: true }, kind: text, cost: money, months: count }
  cell: { group: case, by: { kind: kind, size: size } }
  month: { each: case, for: { n: for i in 1..months return i } }
  tier: { each: case, for: { step: tiers } }
  mean: { key: [ratio_key], facts: { ratio_key: ratio, name: text } }
  day: { key: [date], facts: { date: date, name: text } }
parameters:
  limit: { type: money, value: 50 }
  tiers: { columns: { name: text, share: ratio }, rows: [[low, 0.2], [high, 0.8]] }
terms:
  case:
    size: if cost > limit then "large" else "small"
    price: drug.price
  cell: { total: sum(case.cost) }
  month: { part: case.cost / case.months, last: n = case.months }
  tier: { part: case.cost * step.share }
  agreement: { all: sum(case.cost), cells: count(cell) }
  drug: { of_all: price / agreement.all }
payments: []
`,
      contract: `
bind:
  drug: { table: drug.csv }
  case:
    rows:
      - { id: k1, code: c, form: y, kind: big, cost: 100, months: 3 }
      - { id: k2, code: c, form: z, kind: big, cost: 10, months: 2 }
      - { id: k3, code: c, kind: odd, cost: 60, months: 1 }
  mean: { rows: [{ ratio_key: 0.5, name: half }, { ratio_key: 2, name: two }] }
  day: { rows: [{ date: 2024-02-29, name: leap }] }
`,
      files: { 'drug.csv': 'code,form,price\n"a,b",x,3\na,"b,x",4\nc,y,5\n' },
    });
  });

  it('of a group lead to the rows they were made of', async () => {
    const total = await why('cell', 'big,large', 'total');
    expect(total).toMatchObject({
      value: '100',
      list: { entity: 'case', count: 1, shown: [{ key: 'k1', value: '100' }] },
    });
    expect(await why('cell', 'big,large', 'size')).toMatchObject({ kind: 'key', value: 'large' });
    expect(lines(await why('case', 'k2', 'cell'))).toEqual(['fact kind = big', 'term size = small']);
    expect(await why('case', 'k2', 'cell')).toMatchObject({ kind: 'reference', value: 'big,small' });
  });

  it('of a list have their element, and their parent', async () => {
    expect(lines(await why('month', 'k1,2', 'part'))).toEqual([
      'fact cost of case k1 = 100',
      'fact months of case k1 = 3',
    ]);
    expect(lines(await why('month', 'k1,2', 'last'))).toEqual(['key n = 2', 'fact months of case k1 = 3']);
    expect(lines(await why('tier', 'k1,high', 'part'))).toEqual([
      'fact cost of case k1 = 100',
      'parameter step.share = 0.8',
    ]);
  });

  it('say of a computed reference what its key was made from, and why it has no match', async () => {
    expect(lines(await why('case', 'k1', 'price'))).toEqual(['fact price of drug c,y = 5']);
    const none = await why('case', 'k2', 'price');
    expect(none).toMatchObject({
      value: null,
      reason: { kind: 'no match', entity: 'case', key: 'k2', name: 'drug' },
    });
    expect(lines(none)).toEqual(['reference drug = null']);
    expect(lines(none.children[0] as Explanation)).toEqual(['fact code = c', 'fact form = z']);
    expect((await why('case', 'k3', 'price')).reason).toEqual({
      kind: 'missing',
      entity: 'case',
      key: 'k3',
      name: 'form',
    });
  });

  it('read the agreement’s terms from anywhere', async () => {
    expect(lines(await why('drug', 'c,y', 'of_all'))).toEqual([
      'fact price = 5',
      'aggregate all of agreement  = 170',
    ]);
    expect(await why('agreement', '', 'cells')).toMatchObject({
      value: '3',
      list: { entity: 'cell', count: 3 },
    });
  });

  it('are found by keys of numbers and dates, however the number is written', async () => {
    expect(await why('mean', '0.5', 'name')).toMatchObject({ value: 'half' });
    expect(await why('mean', '0.50', 'name')).toMatchObject({ value: 'half', key: '0.5' });
    expect(await why('mean', '2', 'name')).toMatchObject({ value: 'two' });
    expect(await why('day', '2024-02-29', 'name')).toMatchObject({ value: 'leap' });
  });

  it('whose keys are written alike because of their commas are pointed out', async () => {
    const { value, diagnostics } = await explain(run, { entity: 'drug', key: 'a,b,x', term: 'price' });
    expect(value).toMatchObject({ key: 'a,b,x', value: '4' });
    expect(diagnostics).toMatchObject([{ code: 'rows-alike', severity: 'warning', data: { count: 2 } }]);
  });

  it('that are not there are named with those most like them', async () => {
    const problem = async (entity: string, key: string, term: string) => {
      const { value, diagnostics } = await explain(run, { entity, key, term });
      expect(value).toBeUndefined();
      return diagnostics.map(({ code, data }) => `${code} ${String(data['near'] ?? '')}`);
    };
    expect(await problem('case', 'K2', 'cost')).toEqual(['no-row k2 · k1 · k3']);
    expect(await problem('mean', '0.25', 'name')).toEqual(['no-row 0.5 · 2']);
    // More digits than the key can have: another number.
    expect(await problem('mean', '2.0000000000000000001', 'name')).toEqual(['no-row 0.5 · 2']);
    expect(await problem('day', '2024-02-30', 'name')).toEqual(['no-row 2024-02-29']);
    expect(await problem('month', 'k1', 'part')).toEqual(['no-row k1,1 · k1,2 · k1,3']);
    expect(await problem('cases', 'k1', 'cost')).toEqual(['explain-no-entity case, cell, tier']);
    expect(await problem('case', 'k1', 'costs')).toEqual(['explain-no-column cost, code, months']);
    expect(await problem('agreement', 'x', 'all')).toEqual(['no-rows ']);
  });
});
