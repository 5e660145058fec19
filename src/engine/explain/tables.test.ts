import { beforeAll, describe, expect, it } from 'vitest';
import { settledSmall } from '../../../test/support/small.ts';
import type { Run } from '../types.ts';
import { lines, whyIn } from './testing.ts';

let run: Run;
const why = (entity: string, key: string, term: string) => whyIn(run, entity, key, term);

describe('tables', () => {
  beforeAll(async () => {
    run = await settledSmall({
      model: `
entities:
  case:
    facts: { level: text, cost: money, days: { type: count, unit: day }, quality: ratio, on: date }
    dated: on
parameters:
  weight: { inputs: [level, days], outputs: { points: number, cap: ratio }, rows: [[A, '< 10', 1.5, 0.1], [A, '>= 10', 2, 0.2], [any, 'any', 1, 0.05]], hit: first }
  rate: { inputs: [level], values: { 2023-01-01: { rows: [[A, 0.5]], source: First }, 2024-07-01: { rows: [[A, 0.6], [B, 0.7]], source: Second } } }
  best: { inputs: [cost], hit: max, rows: [['>= 0', 0.1], ['>= 100', 0.3], ['>= 1000', 0.2]] }
  scale: { inputs: [level, quality], read: interpolate, rows: [[A, 0, 0], [A, 0.5, 0.4], [A, 1, 1]] }
  kept: { inputs: [level, quality], read: interpolate, outside: clamp, rows: [[A, 0.2, 0.1], [A, 0.8, 0.9]] }
  bands: { inputs: { cost: money }, read: bands, rows: [[0, 0], [100, 0.5], [1000, 0.9]] }
terms:
  case:
    cap: weight(level, days).cap
    share: rate(level)
    top: best(cost)
    scaled: scale(level, quality)
    clamped: kept(level, quality)
    paid: bands(cost)
payments: []
`,
      contract: `
bind:
  case:
    rows:
      - { id: a, level: A, cost: 250.5, days: 10, quality: 0.75, on: 2024-03-01 }
      - { id: b, level: B, cost: 5000, days: 3, quality: 0.5, on: 2024-08-01 }
      - { id: c, level: B, cost: 99, days: 12, quality: 1.5, on: 2022-12-31 }
      - { id: d, level: A, cost: -1, days: 5, quality: 0.5, on: 2024-03-01 }
      - { id: e, level: A, days: 5, quality: 0.1, on: 2024-03-01 }
`,
    });
  });

  const row = async (key: string, term: string) => {
    const [lookup] = (await why('case', key, term)).children;
    if (lookup?.kind !== 'lookup') throw new Error('no lookup');
    return lookup;
  };

  it('show the row that matched, of several outputs the one that was asked for', async () => {
    expect(await row('a', 'cap')).toMatchObject({ name: 'weight', value: '0.2', matched: 'A, >= 10 → 0.2' });
    expect(lines(await row('a', 'cap'))).toEqual(['fact level = A', 'fact days = 10']);
  });

  it('show of `first` only the first, of `max` all that match', async () => {
    expect(await row('b', 'cap')).toMatchObject({ matched: 'any, any → 0.05' });
    expect(await row('a', 'top')).toMatchObject({ value: '0.3', matched: '>= 0 → 0.1 … >= 100 → 0.3' });
  });

  it('show the version that holds on the row’s date', async () => {
    expect(await row('a', 'share')).toMatchObject({
      value: '0.5',
      from: '2023-01-01',
      source: 'First',
      matched: 'A → 0.5',
    });
    expect(await row('b', 'share')).toMatchObject({ value: '0.7', from: '2024-07-01', source: 'Second' });
    const early = await row('c', 'share');
    expect(early).toMatchObject({ value: null, reason: { kind: 'not dated', key: 'c', name: 'rate' } });
    expect(early).not.toHaveProperty('matched');
  });

  it('show the two points of a line, one where it is met or kept to', async () => {
    expect(await row('a', 'scaled')).toMatchObject({ value: '0.7', matched: 'A, 0.5 → 0.4 … A, 1 → 1' });
    expect(await row('d', 'scaled')).toMatchObject({ value: '0.4', matched: 'A, 0.5 → 0.4' });
    expect(await row('e', 'clamped')).toMatchObject({ value: '0.1', matched: 'A, 0.2 → 0.1' });
    const outside = await row('c', 'scaled');
    expect(outside).toMatchObject({ value: null, reason: { kind: 'outside', name: 'scale', key: 'c' } });
    expect(outside).not.toHaveProperty('matched');
  });

  it('show the bands that were reached', async () => {
    expect(await row('a', 'paid')).toMatchObject({ value: '75.25', matched: '0 → 0 … 100 → 0.5' });
    expect(await row('d', 'paid')).toMatchObject({ value: null, reason: { kind: 'outside', name: 'bands' } });
  });

  it('say why nothing was found: an unknown argument, no row', async () => {
    expect(await row('e', 'top')).toMatchObject({ value: null, reason: { kind: 'missing', name: 'cost' } });
    expect(await row('d', 'top')).toMatchObject({ value: null, reason: { kind: 'outside', name: 'best' } });
  });
});
