import { beforeAll, describe, expect, it } from 'vitest';
import { settledSmall } from '../../../test/support/small.ts';
import type { Explanation, Run } from '../types.ts';
import { lines, whyIn } from './testing.ts';

let run: Run;
const why = (entity: string, key: string, term: string) => whyIn(run, entity, key, term);

describe('lists', () => {
  beforeAll(async () => {
    run = await settledSmall({
      model: `
entities:
  region: { facts: { least: money } }
  hospital: { references: { region: region }, facts: { floor: money } }
  episode:
    key: [hospital, number]
    references: { hospital: hospital }
    facts: { number: count, cost: money, extra: { type: money, optional: true }, severe: boolean, on: date }
parameters: { from: { type: money, value: 20 }, one_half: 0.5 }
terms:
  episode:
    before: sum(preceding(hospital.episode[severe], on).cost)
    place: rank(hospital.episode, on)
    share: allocate(hospital.pool, hospital.episode, otherwise_cost)
    otherwise_cost: otherwise(extra, 0)
  hospital:
    pool: floor * 1
    total: sum(episode.cost)
    cases: count(episode)
    severe: any(episode.severe)
    middle: percentile(episode[extra != null].extra, half)
    half: one_half
  region:
    total: sum(hospital.episode.otherwise_cost)
    large: count(hospital.episode[otherwise_cost > from and otherwise_cost > region.least])
payments: []
`,
      contract: `
bind:
  region: { rows: [{ id: n, least: 45 }, { id: s, least: 1 }] }
  hospital: { rows: [{ id: h1, region: n, floor: 30 }, { id: h2, region: n, floor: 5 }, { id: h3, floor: 1 }] }
  episode:
    rows:
      - { hospital: h1, number: 1, cost: 10, extra: 10, severe: true, on: 2024-01-01 }
      - { hospital: h1, number: 2, cost: 70, extra: 70, severe: false, on: 2024-01-03 }
      - { hospital: h1, number: 3, cost: -80, extra: 0, severe: true, on: 2024-01-02 }
      - { hospital: h1, number: 10, cost: 40, extra: 40, severe: true, on: 2024-01-02 }
      - { hospital: h1, number: 11, cost: 50, extra: 50, severe: true, on: 2024-02-01 }
      - { hospital: h1, number: 12, cost: 60, extra: 60, severe: false, on: 2024-02-02 }
      - { hospital: h2, number: 1, severe: false, on: 2024-01-01 }
      - { hospital: h2, number: 2, cost: 6, extra: 6, severe: false, on: 2024-01-01 }
`,
    });
  });

  const elements = ({ list }: Explanation) => list?.shown.map(({ key, value }) => `${key} ${String(value)}`);

  it('whose number counts are shown as rows, without values of their own', async () => {
    const cases = await why('hospital', 'h2', 'cases');
    expect(cases.list).toEqual({
      function: 'count',
      entity: 'episode',
      count: 2,
      shown: [
        { key: 'h2,1', value: null },
        { key: 'h2,2', value: null },
      ],
    });
  });

  it('are counted, with the largest by size, and stand under the term itself', async () => {
    const total = await why('hospital', 'h1', 'total');
    expect(total).toMatchObject({ kind: 'aggregate', name: 'total', value: '150', children: [] });
    expect(total.list).toMatchObject({
      function: 'sum',
      entity: 'episode',
      count: 6,
      type: { dimensions: { money: 1 } },
    });
    expect(elements(total)).toEqual(['h1,3 -80', 'h1,2 70', 'h1,12 60', 'h1,11 50', 'h1,10 40']);
  });

  it('show first what has no value, and name it as the reason', async () => {
    const total = await why('hospital', 'h2', 'total');
    expect(total).toMatchObject({
      value: null,
      reason: { kind: 'missing', entity: 'episode', key: 'h2,1', name: 'cost' },
    });
    expect(elements(total)).toEqual(['h2,1 null', 'h2,2 6']);
  });

  it('of a count have no values, and of nothing no elements', async () => {
    const cases = await why('hospital', 'h1', 'cases');
    expect(cases.list).toMatchObject({ function: 'count', count: 6 });
    expect(cases.list).not.toHaveProperty('type');
    expect(elements(cases)?.[0]).toBe('h1,1 null');
    expect((await why('hospital', 'h3', 'cases')).list).toMatchObject({ count: 0, shown: [] });
  });

  it('show what their filter reads of parameters and of my row', async () => {
    const large = await why('region', 'n', 'large');
    expect(large).toMatchObject({ value: '3', list: { count: 3 } });
    expect(lines(large)).toEqual(['parameter from = 20', 'fact least = 45']);
  });

  it('before mine are those before mine, whether or not the filter lets me pass', async () => {
    const before = await why('episode', 'h1,12', 'before');
    expect(before).toMatchObject({ value: '20', list: { function: 'sum', count: 4 } });
    expect(elements(before)).toEqual(['h1,3 -80', 'h1,11 50', 'h1,10 40', 'h1,1 10']);
    expect(lines(before)).toEqual(['fact on = 2024-02-02']);
    // Of the same day the lower number stands before.
    expect(elements(await why('episode', 'h1,10', 'before'))).toEqual(['h1,3 -80', 'h1,1 10']);
  });

  it('of a place show the order, of a share the weights and the total', async () => {
    const place = await why('episode', 'h1,3', 'place');
    expect(place).toMatchObject({ value: '2', list: { function: 'rank', count: 6, type: { kind: 'date' } } });
    expect(elements(place)?.[0]).toBe('h1,1 2024-01-01');
    expect(lines(place)).toEqual(['fact on = 2024-01-02']);
    const share = await why('episode', 'h2,2', 'share');
    expect(share).toMatchObject({ value: '5', list: { function: 'allocate', count: 2 } });
    expect(lines(share)).toEqual(['term pool of hospital h2 = 5', 'term otherwise_cost = 6']);
  });

  it('of a percentile show its p', async () => {
    const middle = await why('hospital', 'h1', 'middle');
    expect(middle).toMatchObject({ value: '40', list: { function: 'percentile', count: 6 } });
    expect(lines(middle)).toEqual(['term half = 0.5']);
  });

  it('walk through references, and say so where an element cannot be told', async () => {
    expect(await why('region', 'n', 'total')).toMatchObject({
      value: '236',
      list: { entity: 'episode', count: 8 },
    });
    expect(await why('region', 's', 'total')).toMatchObject({ value: '0', list: { count: 0 } });
  });

  it('say why an aggregate is unknown by itself', async () => {
    expect(await why('hospital', 'h3', 'middle')).toMatchObject({
      value: null,
      reason: { kind: 'empty', entity: 'hospital', key: 'h3', name: 'percentile' },
    });
  });
});
