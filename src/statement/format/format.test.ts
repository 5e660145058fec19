import { describe, expect, it } from 'vitest';
import {
  shownDate,
  shownDuration,
  shownNumber,
  shownPercent,
  shownPeriod,
  shownValue,
  signed,
} from './index.ts';
import type { ScalarType } from '../../language/plan.ts';

const usd = { lang: 'en', currency: 'USD', minorUnit: 2 } as const;
const cny = { lang: 'zh', currency: 'CNY', minorUnit: 2 } as const;
const money: ScalarType = { kind: 'number', dimensions: { money: 1 }, scale: 6 };
const ratio: ScalarType = { kind: 'number', dimensions: {}, scale: 15 };

describe('numbers', () => {
  it('are grouped and keep their cents', () => {
    expect(shownNumber('12345678901234567.89')).toBe('12,345,678,901,234,567.89');
    expect(shownNumber('-1234')).toBe('−1,234');
    expect(shownNumber('999')).toBe('999');
  });

  it('say when they were rounded for the page', () => {
    expect(shownPercent('0.064593195', 'en', { maximum: 4 })).toBe('≈ 6.4593 %');
    expect(shownPercent('0.75', 'en')).toBe('75 %');
    expect(shownPercent('0.5000', 'zh', { maximum: 4 })).toBe('50%');
  });

  it('show a change with its sign', () => {
    expect(signed('1200.00')).toBe('+1,200.00');
    expect(signed('-3')).toBe('−3');
    expect(signed('0.00')).toBe('0.00');
  });
});

describe('dates', () => {
  it('are written as each language does, periods by their last day', () => {
    expect(shownDate('2024-03-01', 'en')).toBe('Mar 1, 2024');
    expect(shownDate('2024-03-01', 'zh')).toBe('2024年3月1日');
    expect(shownPeriod({ from: '2022-01-01', to: '2023-01-01' }, 'en')).toBe('Jan 1, 2022 – Dec 31, 2022');
    expect(shownPeriod({ from: '2024-02-01', to: '2024-03-01' }, 'zh')).toBe('2024年2月1日至2024年2月29日');
    expect(shownDuration('P1Y3M', 'en')).toBe('1 year 3 months');
    expect(shownDuration('P0D', 'zh')).toBe('0 天');
  });
});

describe('values', () => {
  it('shows texts of the model by its words, in the reader’s language; others as they are', () => {
    const words = { per_diem: { en: 'by the day', zh: '按床日' } };
    const said = (lang: 'en' | 'zh', value: string) =>
      shownValue(value, { kind: 'text' }, { ...usd, lang, words });
    expect([
      said('en', 'per_diem'),
      said('zh', 'per_diem'),
      said('zh', 'III'),
      said('zh', 'toString'),
    ]).toEqual(['by the day', '按床日', 'III', 'toString']);
    // An identifier of somebody is no text of the model.
    expect(shownValue('per_diem', { kind: 'party' }, { ...usd, lang: 'zh', words })).toBe('per_diem');
  });

  it('carry their unit', () => {
    expect(shownValue('45867445.68', money, usd)).toBe('45,867,445.68 USD');
    expect(shownValue('966116777', money, usd)).toBe('966,116,777.00 USD');
    expect(shownValue('0.333333', money, cny)).toBe('≈ 0.33 CNY');
    expect(shownValue('0.333333', money, { ...cny, exact: true })).toBe('0.333333 CNY');
    expect(shownValue('1', { kind: 'number', dimensions: { day: 1 }, scale: 0 }, usd)).toBe('1 day');
    expect(shownValue('365', { kind: 'number', dimensions: { day: 1 }, scale: 0 }, usd)).toBe('365 days');
  });

  it('read a share as a percentage and a coefficient as a number', () => {
    expect(shownValue('0.75', ratio, usd)).toBe('75 %');
    expect(shownValue('-1', ratio, usd)).toBe('−100 %');
    expect(shownValue('1.031', ratio, usd)).toBe('1.031');
  });

  it('say yes and no, and leave the unknown to the caller', () => {
    expect(shownValue(true, { kind: 'boolean' }, usd)).toBe('yes');
    expect(shownValue('false', { kind: 'boolean' }, cny)).toBe('否');
    expect(shownValue(null, money, usd)).toBeUndefined();
  });
});
