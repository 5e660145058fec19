import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatDuration,
  fromDayNumber,
  parseDate,
  parseDuration,
  periodYears,
  repeat,
  shift,
  steps,
} from './calendar.ts';
import { Overflow } from './exact.ts';

const plus = (from: string, by: string, sign: 1 | -1 = 1) =>
  formatDate(shift(parseDate(from), parseDuration(by), sign));

describe('days', () => {
  test('every day of the calendar is the day after the one before', () => {
    const last = parseDate('9999-12-31');
    let before = fromDayNumber(0);
    expect(before).toEqual({ year: 1, month: 1, day: 1 });
    for (let day = 1; day <= last; day += 1) {
      const date = fromDayNumber(day);
      const next = date.day === before.day + 1 && date.month === before.month && date.year === before.year;
      const newMonth = date.day === 1 && before.day >= 28;
      if (!next && !newMonth) throw new Error(`Day ${day}`);
      before = date;
    }
    expect(before).toEqual({ year: 9999, month: 12, day: 31 });
  });

  test('agrees with the platform on leap years and centuries', () => {
    for (const text of ['1900-03-01', '2000-02-29', '2024-02-29', '2100-03-01', '0001-01-01', '9999-12-31']) {
      const platform = Math.round(
        (Date.parse(`${text}T00:00:00Z`) - Date.parse('0001-01-01T00:00:00Z')) / 86_400_000,
      );
      expect(parseDate(text)).toBe(platform);
      expect(formatDate(parseDate(text))).toBe(text);
    }
  });
});

describe('shift (language §4): months first, clamped, then days', () => {
  test.each([
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2023-01-31', 'P1M', '2023-02-28'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-01-31', 'P1M1D', '2024-03-01'],
    ['2023-12-31', 'P2M', '2024-02-29'],
    ['2024-01-30', 'P7D', '2024-02-06'],
  ])('%s + %s = %s', (from, by, to) => expect(plus(from, by)).toBe(to));

  test.each([
    ['2024-03-31', 'P1M', '2024-02-29'],
    ['2024-03-01', 'P1M1D', '2024-01-31'],
    ['2024-01-01', 'P1D', '2023-12-31'],
  ])('%s − %s = %s', (from, by, to) => expect(plus(from, by, -1)).toBe(to));

  test('outside 0001 … 9999 is overflow', () => {
    expect(plus('9999-12-30', 'P1D')).toBe('9999-12-31');
    expect(() => plus('9999-12-31', 'P1D')).toThrow(Overflow);
    expect(() => plus('9999-12-31', 'P1M')).toThrow(Overflow);
    expect(() => plus('0001-01-01', 'P1D', -1)).toThrow(Overflow);
  });
});

test('durations keep months and days apart', () => {
  expect(parseDuration('P1Y2M3D')).toEqual({ months: 14n, days: 3n });
  expect(formatDuration(repeat(parseDuration('P1M7D'), 14n))).toBe('P1Y2M98D');
  expect(formatDuration(repeat(parseDuration('P3M'), -1n))).toBe('-P3M');
  expect(formatDuration(parseDuration('P0D'))).toBe('P0D');
  expect(() => repeat(parseDuration('P1M'), 2n ** 31n)).toThrow(Overflow);
});

test('months step from the first, not from the one before', () => {
  const starts = steps(parseDate('2024-01-31'), parseDate('2024-05-01'), 1n).map(formatDate);
  expect(starts).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']);
  expect(steps(parseDate('2024-01-01'), parseDate('2024-01-01'), 1n)).toEqual([]);
});

test('a period in years: whole months / 12, else days / 365', () => {
  const years = (from: string, to: string) => periodYears(parseDate(from), parseDate(to));
  expect(years('2023-01-01', '2024-01-01')).toEqual({ numerator: 12n, denominator: 12n });
  expect(years('2024-01-31', '2024-02-29')).toEqual({ numerator: 1n, denominator: 12n });
  expect(years('2024-01-01', '2024-12-31')).toEqual({ numerator: 365n, denominator: 365n });
});
