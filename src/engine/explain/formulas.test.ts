import { beforeAll, describe, expect, it } from 'vitest';
import { settledSmall } from '../../../test/support/small.ts';
import type { Run } from '../types.ts';
import { lines, whyIn } from './testing.ts';

let run: Run;
const why = (entity: string, key: string, term: string, depth?: number) =>
  whyIn(run, entity, key, term, depth);

describe('formulas', () => {
  beforeAll(async () => {
    run = await settledSmall({
      model: `
title: { en: Small, zh: 小 }
entities:
  region: { facts: { factor: { type: ratio, optional: true } } }
  aco:
    references: { region: region }
    facts:
      benchmark: { type: money, title: { en: Benchmark, zh: 基准 } }
      paid: money
      advance: { type: money, optional: true }
      started: date
      track: text
    dated: started
parameters:
  share: { type: ratio, values: { 2020-01-01: { value: 0.4, source: Rule of 2020 }, 2022-07-01: { value: 0.5, source: Rule of 2022, unverified: true } } }
  floor: { value: 0.02, title: { en: Floor, zh: 下限 } }
  risky: { type: list of text, value: [E, EN] }
terms:
  aco:
    savings: { formula: benchmark - paid, source: Section 4, title: { en: Savings, zh: 结余 } }
    rate: savings / benchmark
    earned: if rate >= floor then savings * share else 0
    debt: otherwise(advance, 0) - earned
    local: earned * otherwise(region.factor, 1)
    bears: track in risky
    late: started > period.start
  agreement: { total: sum(aco.earned) }
payments: [{ id: shared, for: aco, from: payer, to: aco, amount: earned, title: { en: Shared, zh: 分享 }, source: Section 9 }]
`,
      contract: `
parties: { payer: cms }
bind:
  region: { rows: [{ id: n, factor: 1.25 }, { id: s }] }
  aco: { table: aco.csv, columns: { track: { value: EN } } }
`,
      files: {
        'aco.csv': [
          'id,region,benchmark,paid,advance,started',
          'A,n,1000,900,50,2022-07-01',
          'B,s,1000,995,,2022-06-30',
          'C,,1000,900,,2019-01-01',
          'D,n,,900,,2024-01-02',
        ].join('\n'),
      },
    });
  });

  it('are opened down to facts, each with the place it was read', async () => {
    expect(await why('aco', 'A', 'savings')).toEqual({
      kind: 'term',
      entity: 'aco',
      key: 'A',
      name: 'savings',
      title: { en: 'Savings', zh: '结余' },
      source: 'Section 4',
      formula: 'benchmark - paid',
      type: { kind: 'number', dimensions: { money: 1 }, scale: 6 },
      value: '100',
      children: [
        {
          kind: 'fact',
          entity: 'aco',
          key: 'A',
          name: 'benchmark',
          title: { en: 'Benchmark', zh: '基准' },
          type: { kind: 'number', dimensions: { money: 1 }, scale: 6 },
          value: '1000',
          read: { file: 'aco.csv', line: 2 },
          children: [],
        },
        {
          kind: 'fact',
          entity: 'aco',
          key: 'A',
          name: 'paid',
          type: { kind: 'number', dimensions: { money: 1 }, scale: 6 },
          value: '900',
          read: { file: 'aco.csv', line: 2 },
          children: [],
        },
      ],
    });
  });

  it('show the branch taken and not the other', async () => {
    expect(lines(await why('aco', 'A', 'earned'))).toEqual([
      'term rate = 0.1',
      'parameter floor = 0.02',
      'term savings = 100',
      'parameter share = 0.5 since 2022-07-01',
    ]);
    expect(lines(await why('aco', 'B', 'earned'))).toEqual(['term rate = 0.005', 'parameter floor = 0.02']);
  });

  it('show neither branch of a condition that is unknown', async () => {
    const earned = await why('aco', 'D', 'earned');
    expect(lines(earned)).toEqual(['term rate = null', 'parameter floor = 0.02']);
    expect(earned.reason).toEqual({ kind: 'missing', entity: 'aco', key: 'D', name: 'benchmark' });
  });

  it('name the version of a dated parameter that holds, with its source', async () => {
    const [, , , share] = (await why('aco', 'A', 'earned')).children;
    expect(share).toMatchObject({
      value: '0.5',
      from: '2022-07-01',
      source: 'Rule of 2022',
      unverified: true,
    });
    const early = (await why('aco', 'C', 'earned')).children[3];
    expect(early).toMatchObject({
      value: null,
      reason: { kind: 'not dated', entity: 'aco', key: 'C', name: 'share' },
    });
    expect(early).not.toHaveProperty('source');
  });

  it('show what stands in for an absent fact only where it is absent', async () => {
    expect(lines(await why('aco', 'A', 'debt'))).toEqual(['fact advance = 50', 'term earned = 50']);
    expect(lines(await why('aco', 'B', 'debt'))).toEqual(['fact advance = null', 'term earned = 0']);
    expect((await why('aco', 'B', 'debt')).children[0]).toMatchObject({
      reason: { kind: 'missing', entity: 'aco', key: 'B', name: 'advance' },
    });
    expect((await why('aco', 'B', 'debt')).children[0]).not.toHaveProperty('read');
  });

  it('show a fact of the row a reference leads to, and the reference where it leads nowhere', async () => {
    expect(lines(await why('aco', 'A', 'local'))).toEqual([
      'term earned = 50',
      'fact factor of region n = 1.25',
    ]);
    const lost = await why('aco', 'C', 'local');
    expect(lines(lost)).toEqual(['term earned = null', 'reference region = null']);
    expect(lost.children[1]?.reason).toEqual({ kind: 'missing', entity: 'aco', key: 'C', name: 'region' });
  });

  it('show the items of a list, and the period', async () => {
    expect(lines(await why('aco', 'A', 'bears'))).toEqual(['fact track = EN', 'parameter risky = E, EN']);
    expect(lines(await why('aco', 'A', 'late'))).toEqual([
      'fact started = 2022-07-01',
      'context period.start = 2024-01-01',
    ]);
  });

  it('name the contract’s line of a fact that is the same for all rows', async () => {
    const [track] = (await why('aco', 'A', 'bears')).children;
    expect(track).toMatchObject({ value: 'EN', read: { file: 'small.yaml', line: 8 } });
  });

  it('explain facts, references and key parts themselves', async () => {
    expect(await why('aco', 'A', 'region')).toMatchObject({
      kind: 'reference',
      value: 'n',
      type: { entity: 'region' },
    });
    expect(await why('aco', 'A', 'id')).toMatchObject({ kind: 'key', value: 'A' });
    expect(await why('region', 'n', 'factor')).toMatchObject({
      kind: 'fact',
      value: '1.25',
      read: { file: 'small.yaml' },
    });
  });

  it('explain a payment’s amount by its hidden term, titled as the payment', async () => {
    expect(await why('aco', 'A', 'payment:shared:amount')).toMatchObject({
      name: 'payment:shared',
      column: 'payment:shared:amount',
      title: { en: 'Shared', zh: '分享' },
      source: 'Section 9',
      value: '50',
      children: [{ kind: 'term', name: 'earned', value: '50' }],
    });
  });

  it('are cut at the depth asked for, and where they stand opened already', async () => {
    const shallow = await why('aco', 'A', 'earned', 1);
    expect(shallow.children[0]).toMatchObject({ name: 'rate', value: '0.1', cut: true, children: [] });
    expect(shallow.children[0]).not.toHaveProperty('again');
    // Of the rate the facts are not reached, so that the savings are opened again where they are.
    const deep = await why('aco', 'A', 'earned', 2);
    expect(deep.children[0]?.children[0]).toMatchObject({ name: 'savings', cut: true });
    expect(deep.children[2]).toMatchObject({ name: 'savings', children: [{}, {}] });
    const deeper = await why('aco', 'A', 'earned', 3);
    expect(deeper.children[0]?.children[0]).toMatchObject({ name: 'savings', children: [{}, {}] });
    expect(deeper.children[2]).toMatchObject({ name: 'savings', cut: true, again: true, children: [] });
    const debt = await why('aco', 'A', 'savings', 0);
    expect(debt).toMatchObject({ value: '100', cut: true, children: [] });
  });
});
