import { expect, it } from 'vitest';
import { familyWords, searched } from './search.ts';

const card = {
  model: 'us/mssp',
  version: '2025.1',
  family: 'us',
  title: { en: 'Medicare Shared Savings Program', zh: '联邦医疗保险共享结余计划' },
  about: null,
  source: '42 CFR Part 425',
  file: '',
  unverified: 0,
};

it('a model is found by any of its words, in either language, and by its source', () => {
  expect(['shared medicare', '共享结余', 'cfr 425', 'MSSP', ''].map((text) => searched(card, text))).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(searched(card, 'shared hospice')).toBe(false);
});

it('a family without words is shown as written', () => {
  expect([familyWords('cn').zh, familyWords('atlantis').en]).toEqual(['中国', 'atlantis']);
});
