import { expect, it } from 'vitest';
import { withoutGaps } from './months.ts';

it('a month without rows stands between those that have some, decades without do not', () => {
  const months = ['1999-01', '2023-11', '2024-02'].map((month) => ({ month, rows: '5' }));
  expect(
    withoutGaps(months, (month) => ({ month, rows: '0' })).map(({ month, rows }) => `${month} ${rows}`),
  ).toEqual(['1999-01 5', '2023-11 5', '2023-12 0', '2024-01 0', '2024-02 5']);
});
