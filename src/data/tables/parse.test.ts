import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsOf, narrow, parseCell, parseDate, scaled } from './parse.ts';
import { boolean, count, date, duration, money, ratio, text } from './testing.ts';

const value = (cell: string, type = money, formats: string[] = []) => {
  const result = parseCell(cell, type, formats.length > 0 ? formats : formatsOf(type).slice(0, 1));
  return result.ok ? result.value : result.why;
};

describe('numbers', () => {
  it.each([
    ['0', 0n],
    ['-0', 0n],
    ['+12', 12_000_000n],
    ['007.50', 7_500_000n],
    ['.5', 500_000n],
    ['5.', 5_000_000n],
    ['-1234567890123.456789', -1234567890123456789n],
    ['1.5e3', 1_500_000_000n],
    ['1E-6', 1n],
    ['15e-7', 2n],
    ['25e-7', 2n],
    ['2.5000000000000000000000001e-6', 3n],
    ['0.0000004999', 0n],
    ['1e-99999', 0n],
    ['170141183460469231731687303715884.105727', 2n ** 127n - 1n],
  ])('plain: %s is %s millionths', (cell, expected) => expect(value(cell)).toBe(expected));

  it.each([
    '',
    '1,234',
    '1 234',
    '$5',
    '1e',
    '0x10',
    '1_000',
    'Infinity',
    'NaN',
    '٣',
    '1e999999',
    '--1',
    '1.2.3',
  ])('plain does not read "%s"', (cell) => expect(value(cell)).toBe('unreadable'));

  it('beyond ±(2^127 − 1) there is no number', () => {
    expect(value('170141183460469231731687303715884.105728')).toBe('too large');
    expect(value('1e99999')).toBe('too large');
    expect(value('0e99999')).toBe(0n);
  });

  it('thousands may have separators, in their places only', () => {
    expect(value('1,234,567.5', money, ['thousands'])).toBe(1_234_567_500_000n);
    expect(value('-12', money, ['thousands'])).toBe(-12_000_000n);
    for (const wrong of ['12,34', '1,2345', ',123', '1,,234', '1234,567'])
      expect(value(wrong, money, ['thousands'])).toBe('unreadable');
  });

  it('amounts with the sign of one currency, as spreadsheets and accounts write them', () => {
    const dollars = (cell: string) => value(cell, money, ['$']);
    expect(dollars('$1,234.50')).toBe(1_234_500_000n);
    expect(dollars('$ 1234.50')).toBe(1_234_500_000n);
    expect(dollars('1,234.50')).toBe(1_234_500_000n);
    for (const less of [
      '-$1,234.50',
      '$-1,234.50',
      '($1,234.50)',
      '$(1,234.50)',
      '(1,234.50)',
      '- $ 1,234.50',
    ])
      expect(dollars(less)).toBe(-1_234_500_000n);
    expect(value('￥１，２３４．５０', money, ['¥'])).toBe(1_234_500_000n);
    expect(value('1,234.50 元', money, ['¥'])).toBe(1_234_500_000n);
    expect(value('€5', money, ['€'])).toBe(5_000_000n);
    expect(value('£5', money, ['£'])).toBe(5_000_000n);
    for (const wrong of ['€5', '¥5', '$$5', '(-5)', '(5', '5)', '$12,34', '$', '()', '元', '1元2'])
      expect([wrong, dollars(wrong)]).toEqual([wrong, 'unreadable']);
    expect(value('1元2', money, ['¥'])).toBe('unreadable');
  });

  it('percent with or without its sign', () => {
    expect(value('89.41%', ratio, ['percent'])).toBe(894_100_000_000_000n);
    expect(value('89.41', ratio, ['percent'])).toBe(894_100_000_000_000n);
    expect(value('-5 %', ratio, ['percent'])).toBe(-50_000_000_000_000n);
    expect(value('50%', ratio)).toBe('unreadable');
  });

  it('out of: the first of two', () => {
    expect(value('3 out of 10', count, ['out of'])).toBe(3n);
    expect(value('3', count, ['out of'])).toBe('unreadable');
    expect(value('3', count, ['out of', 'plain'])).toBe(3n);
  });

  it('full-width digits and signs, as Chinese input methods write them', () => {
    expect(value('１２３，４５６．７８', money, ['thousands'])).toBe(123_456_780_000n);
    expect(value('－８９．４１％', ratio, ['percent'])).toBe(-894_100_000_000_000n);
    expect(narrow('　１２　')).toBe('12');
  });

  it('rounds half to even and says so', () => {
    expect(scaled('0.5', 0)).toEqual({ ok: true, value: 0n, rounded: true });
    expect(scaled('1.5', 0)).toEqual({ ok: true, value: 2n, rounded: true });
    expect(scaled('2.50', 0)).toEqual({ ok: true, value: 2n, rounded: true });
    expect(scaled('2.51', 0)).toEqual({ ok: true, value: 3n, rounded: true });
    expect(scaled('3.000', 0)).toEqual({ ok: true, value: 3n, rounded: false });
  });

  it('agrees with exact arithmetic for any digits', () => {
    const digits = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 })
      .map((d) => d.join(''));
    fc.assert(
      fc.property(
        digits,
        digits,
        fc.integer({ min: -12, max: 6 }),
        fc.boolean(),
        (whole, part, power, negative) => {
          const result = scaled(`${negative ? '-' : ''}${whole}.${part}e${power}`, 6);
          // |value| · 10^(6 + power) with the point moved out of the way: numerator over a power of ten.
          const numerator = BigInt(whole + part) * 10n ** 20n * 10n ** BigInt(6 + power + 6);
          const denominator = 10n ** BigInt(20 + 6 + part.length);
          const [quotient, rest] = [numerator / denominator, numerator % denominator];
          const up = 2n * rest > denominator || (2n * rest === denominator && quotient % 2n === 1n);
          const expected = (quotient + (up ? 1n : 0n)) * (negative ? -1n : 1n);
          expect(result).toEqual({ ok: true, value: expected, rounded: rest !== 0n });
        },
      ),
    );
  });
});

describe('dates', () => {
  it.each([
    ['2024-02-29', 'iso', '2024-02-29'],
    ['2024-02-29 00:00:00', 'iso', '2024-02-29'],
    ['2/9/2024', 'MM/DD/YYYY', '2024-02-09'],
    ['2/9/2024', 'DD/MM/YYYY', '2024-09-02'],
    ['20240209', 'YYYYMMDD', '2024-02-09'],
    ['2024/2/9', 'YYYY/M/D', '2024-02-09'],
    ['2024年2月9日', 'YYYY年M月D日', '2024-02-09'],
    ['09-Feb-2024', 'DD-MMM-YYYY', '2024-02-09'],
  ])('%s as %s', (cell, format, expected) => expect(parseDate(cell, format)).toBe(expected));

  it.each([
    ['2023-02-29', 'iso'],
    ['0000-01-01', 'iso'],
    ['2024-02-29 12:30:00', 'iso'],
    ['2024-2-9', 'iso'],
    ['13/01/2024', 'MM/DD/YYYY'],
    ['99/99/9999', 'MM/DD/YYYY'],
    ['09-Foo-2024', 'DD-MMM-YYYY'],
    ['240209', 'YYYYMMDD'],
  ])('%s is no date as %s', (cell, format) => expect(parseDate(cell, format)).toBeUndefined());

  it('takes the first format that fits', () => {
    expect(value('３/４/2024', date, ['iso', 'MM/DD/YYYY', 'DD/MM/YYYY'])).toBe('2024-03-04');
    expect(value('13/4/2024', date, ['iso', 'MM/DD/YYYY', 'DD/MM/YYYY'])).toBe('2024-04-13');
  });
});

describe('booleans, durations, text', () => {
  it('reads yes and no in every way the language lists', () => {
    for (const yes of ['true', 'TRUE', '1', 'Yes', 'y', '是']) expect(value(yes, boolean)).toBe(true);
    for (const no of ['false', '0', 'No', 'N', '否']) expect(value(no, boolean)).toBe(false);
    for (const neither of ['2', 'ja', 'constructor', '1.0'])
      expect(value(neither, boolean)).toBe('unreadable');
  });

  it('reads only the pair that is named, where one is', () => {
    expect(value('1', boolean, ['1/0'])).toBe(true);
    expect(value('yes', boolean, ['1/0'])).toBe('unreadable');
    expect(value('否', boolean, ['1/0', '是/否'])).toBe(false);
  });

  it('keeps months and days of a duration apart', () => {
    expect(value('P1Y2M3D', duration)).toBe('P14M3D');
    expect(value('-P2W', duration)).toBe('-P0M14D');
    for (const wrong of ['P', 'P1', '1Y', 'PT1H']) expect(value(wrong, duration)).toBe('unreadable');
    expect(value('P999999999999Y', duration)).toBe('too large');
  });

  it('leaves text as it is', () => expect(value('００１ x', text)).toBe('００１ x'));
});
