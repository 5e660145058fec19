import { describe, expect, it } from 'vitest';
import { shownUnit } from './units.ts';

describe('units', () => {
  it('are words in either language', () => {
    expect(shownUnit({ money: 1, person: -1, year: -1 }, 'en', 'USD')).toBe('USD/person-year');
    expect(shownUnit({ person: 1, year: 1 }, 'zh', 'CNY')).toBe('人年');
    expect(shownUnit({ person: 1 }, 'en', 'USD')).toBe('people');
    expect(shownUnit({ day: 1 }, 'zh', 'CNY')).toBe('天');
    expect(shownUnit({ person: -1, year: -1 }, 'en', 'USD')).toBe('per person-year');
    expect(shownUnit({}, 'en', 'USD')).toBe('');
  });
});
