import { describe, expect, it } from 'vitest';
import type { Scalar } from '../document.ts';
import { Failure } from './failure.ts';
import { parseEach, parseFormula } from './parse.ts';
import { print } from './print.ts';

function scalar(text: string): Scalar {
  const locate = (offset: number) => ({ file: 'm.yaml', line: 1, column: offset + 1 });
  return { text, at: locate(0), locate };
}

const read = (text: string): string => print(parseFormula(scalar(text)).node);

function mistake(text: string): string {
  try {
    return read(text);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { code, at } = thrown.diagnostic;
    return `${code} ${at?.column}`;
  }
}

describe('formulas', () => {
  it.each([
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['-d ** 2', '((-d) ** 2)'],
    ['a ** b ** c', '((a ** b) ** c)'],
    ['1 - -x', '(1 - (-x))'],
    ['x in [1..2) or y', '((x in [1..2)) or y)'],
    ['x in negative and y and z', '((x in negative) and y and z)'],
    ['x in a or y in b and z', '((x in a) or ((y in b) and z))'],
    ['x in a and y in b or z', '(((x in a) and (y in b)) or z)'],
    ['a and x in b or c', '((a and (x in b)) or c)'],
    ['a or x in b and c', '(a or ((x in b) and c))'],
    ['a and (x in b or c)', '(a and ((x in b) or c))'],
    ['(a or b) and c', '((a or b) and c)'],
    ['x in (1, >3) or z', '((x in 1 | > 3) or z)'],
    ['x in ("a", "b")', '(x in "a" | "b")'],
    ['x in ["a", "b"]', '(x in "a" | "b")'],
    ['x in not(1, 2) and y', '((x in not(1, 2)) and y)'],
    ['x between 1 and 2 or y', '((x between 1 and 2) or y)'],
    ['x between 1 and 2 and y', '((x between 1 and 2) and y)'],
    ['round half up(x, 2)', 'round half up(x, 2)'],
    ['base[year = "BY3"].risk', 'base[(year = "BY3")].risk'],
    ['if a then b else c + 1', '(if a then b else (c + 1))'],
    ['for e in l return e.x * 2', '(for e in l return (e.x * 2))'],
    ['some e in l satisfies e.kind in bad or e.y', '(some e in l satisfies ((e.kind in bad) or e.y))'],
    ['@"P14M"', '@P1Y2M'],
    ['date("2024-01-01") + duration("P1M")', '(@2024-01-01 + @P1M)'],
    ['date + x', '(date + x)'],
    ['a // why\n + b', '(a + b)'],
    ['x != null', '(x != null)'],
    ['t(a, b).c', 't(a, b).c'],
  ])('%s', (text, printed) => expect(read(text)).toBe(printed));

  it.each([
    ['', 'formula-empty 1'],
    ['a +', 'formula-unfinished 3'],
    ['(a', 'formula-unfinished 2'],
    ['if a then b', 'formula-unfinished 11'],
    ['a + * b', 'formula-syntax 5'],
    ['a b', 'missing-operator 1'],
    ['x + paid over date', 'missing-operator 5'],
    ['not x', 'foreign-word 1'],
    ['a == b', 'not-feel 3'],
    ['a && b', 'not-feel 3'],
    ['a <> b', 'not-feel 3'],
    ['a ^ b', 'not-feel 3'],
    ['（a）', 'not-feel 1'],
    ['a － b', 'not-feel 3'],
    ['x * 50%', 'refused-percent 7'],
    ['[1, 2]', 'refused-list 1'],
    ['{a: 1}', 'refused-context 1'],
    ['function(x) x', 'refused-function-definition 1'],
    ['l[1]', 'refused-position 3'],
    ['a instance of b', 'refused-instance-of 1'],
    ['f(a: 1)', 'refused-named-arguments 3'],
    ['date("2023-02-29")', 'bad-date-literal 1'],
    ['@"PT1H"', 'refused-time 1'],
    ['for a in b, c in d return a', 'one-variable 13'],
  ])('%s is refused: %s', (text, found) => expect(mistake(text)).toBe(found));

  it('limits depth before the stack does', () => {
    const deep = (n: number): string => '('.repeat(n) + 'a' + ')'.repeat(n);
    expect(read(deep(150))).toBe('a');
    for (const text of [
      deep(9_900),
      '-'.repeat(9_000) + 'a',
      'a' + '+a'.repeat(5_000),
      'if a then '.repeat(1_000) + 'b' + ' else c'.repeat(1_000),
    ])
      expect(mistake(text), text.slice(0, 10)).toMatch(/^formula-too-deep/);
    expect(mistake('a'.repeat(30_000))).toMatch(/^formula-too-long/);
    expect(read(Array(100).fill('x in a').join(' or ')).split(' or ')).toHaveLength(100);
  });

  it('reads what an each runs over, with true places', () => {
    const range = parseEach(scalar('1..n')).list;
    expect([print(range), range.from, range.to]).toEqual(['1..n', 0, 4]);
    expect(print(parseEach(scalar('for i in 1..n return i')).list)).toBe('1..n');
    expect(print(parseEach(scalar('months(period.start, period.end)')).list)).toBe(
      'months(period.start, period.end)',
    );
    expect(print(parseEach(scalar('schedule')).list)).toBe('schedule');
  });
});
