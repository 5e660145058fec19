import { describe, expect, it } from 'vitest';
import {
  funnelLimit,
  shown,
  shownInterval,
  targetState,
  withCurrency,
  type Figure,
  type Measure,
  type Report,
} from './shown.ts';

describe('figures of value', () => {
  it('are shown by what they are', () => {
    expect([
      shown(0.36912, 'share', 'en'),
      shown(0.36912, 'share', 'zh'),
      shown(12345.6, 'cost', 'en'),
      shown(0.2991, 'mean', 'en'),
      shown(null, 'cost', 'en'),
    ]).toEqual(['36.9 %', '36.9%', '12,346', '0.299', '–']);
    expect(shown(-1234.5, 'cost', 'en')).toBe('−1,235');
    expect(shownInterval({ low: 0.1, high: 0.25 }, 'share', 'en')).toBe('10.0 – 25.0 %');
    expect(shownInterval({ low: 0.1, high: 0.25 }, 'share', 'zh')).toBe('10.0 – 25.0%');
  });

  it('are of a currency where the report, or else its reader, says which', () => {
    const cost = { name: 'cost', title: { en: 'Cost', zh: '费用' } };
    const report = { measures: [{ name: 'death', title: { en: 'Death', zh: '死亡' } }, cost] } as Report;
    const said = withCurrency(report, 'CNY');
    expect(said.measures.map(({ title }) => title.zh)).toEqual(['死亡', '费用（元）']);
    expect(said.measures[1]?.title.en).toBe('Cost (CNY)');
    expect(withCurrency(report, undefined)).toBe(report);
    // What its maker said stands.
    expect(withCurrency(said, 'USD')).toBe(said);
  });

  it('have limits of chance that narrow with cases', () => {
    // 0.5 ± 1.96 · sqrt(0.25 / 100) = 0.402 to 0.598.
    const { low, high } = funnelLimit(0.5, 100, 'inner');
    expect([low, high].map((one) => one.toFixed(3))).toEqual(['0.402', '0.598']);
    expect(funnelLimit(0.01, 4, 'outer').low).toBe(0);
  });

  it('reach a target only beyond chance', () => {
    const measure = { target: { at_least: '0.9', at_most: null, source: '' } } as Measure;
    const figure = (low: number, high: number) =>
      ({ observed: 0.9, interval: { low, high }, small: false }) as Figure;
    expect(
      [figure(0.91, 0.95), figure(0.5, 0.8), figure(0.8, 0.95)].map((one) => targetState(one, measure)),
    ).toEqual(['reached', 'missed', 'notSure']);
  });
});
