import { describe, expect, it } from 'vitest';
import { inWords, type Naming } from './formula.ts';
import { listOf } from './list-of.ts';

const TITLES: Record<string, { en: string; zh: string }> = {
  savings: { en: 'Savings', zh: '结余' },
  rate: { en: 'Sharing rate', zh: '分享比例' },
  track: { en: 'Track', zh: '轨道' },
  person_year: { en: 'Person-year', zh: '人年' },
  years_back: { en: 'Years back', zh: '往前年数' },
  spending: { en: 'Spending', zh: '支出' },
  weight: { en: 'Weight', zh: '权重' },
  base_year: { en: 'Base year', zh: '基期年' },
};
const naming = (lang: 'en' | 'zh', more: Partial<Naming> = {}): Naming => ({
  t: (words, data = {}) =>
    (words?.[lang] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? `{${name}}`)),
  title: (name) => TITLES[name] ?? null,
  ...more,
});
const said = (formula: string, lang: 'en' | 'zh', more: Partial<Naming> = {}) =>
  inWords(formula, naming(lang, more))
    .map(({ text }) => text)
    .join('')
    .replace(/ +/g, ' ')
    .trim();

describe('a formula in words', () => {
  it('has titles for names and signs for operators', () => {
    expect(said('if savings >= 0 then savings * rate(track) else -1', 'en')).toBe(
      'if Savings ≥ 0 then Savings × Sharing rate(Track) else −1',
    );
    expect(said('if savings >= 0 then savings * rate(track) else -1', 'zh')).toBe(
      '若结余 ≥ 0，则结余 × 分享比例（轨道）；否则 −1',
    );
  });

  it('says of which list, and under which condition', () => {
    expect(said('sum(person_year[years_back = 0].spending)', 'en')).toBe(
      'sum(Spending of Person-year where Years back = 0)',
    );
    expect(said('sum(person_year[years_back = 0].spending)', 'zh')).toBe(
      '合计（人年（往前年数 = 0）的支出）',
    );
    expect(said('sum(base_year.weight)', 'en')).toBe('sum(Weight of Base year)');
  });

  it('says what is taken where a fact is not given', () => {
    expect(said('otherwise(savings, min(weight, 1)) + 2', 'en')).toBe(
      '(Savings, if not given the smaller of(Weight, 1)) + 2',
    );
    const values = { value: (name: string) => (name === 'savings' ? '5' : null) };
    expect(said('otherwise(savings, weight)', 'en', { ...values, given: () => true })).toBe('5');
    expect(said('otherwise(savings, weight)', 'en', { ...values, given: () => false })).toBe('Weight');
    expect(said('otherwise(savings, 0)', 'zh')).toBe('（结余，未提供时取 0）');
  });

  it('takes values for names, calls of tables and whole aggregates', () => {
    const values: Partial<Naming> = {
      value: (name) => ({ savings: '62,404,688', rate: '75 %' })[name] ?? null,
      part: (text) => (text === 'sum(base_year.weight)' ? '1' : null),
    };
    expect(said('savings * rate(track) / sum( base_year.weight )', 'en', values)).toBe(
      '62,404,688 × 75 % ÷ 1',
    );
  });

  it('leaves what it does not know as it was written', () => {
    expect(said('strange_name + 2', 'en')).toBe('strange_name + 2');
  });
});

describe('the list of an aggregate', () => {
  it('is read with its conditions and value', () => {
    expect(listOf('sum(person_year[years_back = 0].spending)')).toEqual({
      list: 'person_year',
      value: 'spending',
      where: ['years_back:eq:0'],
    });
    expect(listOf('count(episode[kind = "hip" and cost > 10])')).toEqual({
      list: 'episode',
      value: null,
      where: ['kind:eq:hip', 'cost:gt:10'],
    });
    expect(listOf('sum(base_year.weight)')).toEqual({ list: 'base_year', value: 'weight', where: [] });
  });

  it('is left alone where it is more than that', () => {
    expect(listOf('sum(for y in base_year return y.trended * y.weight)')).toBeNull();
    expect(listOf('sum(a.b) + 1')).toBeNull();
    expect(listOf('sum(episode[start >= period.start].cost)')).toMatchObject({ where: null });
  });
});
