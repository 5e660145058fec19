import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Scalar } from '../document.ts';
import { entriesOf, getText, textOf } from './tree.ts';
import { parseTree } from './yaml.ts';

/** The scalar under the key `x`. */
function read(text: string): Scalar {
  const scalar = getText(parseTree({ file: 'x.yaml', text, sha256: '' }).value, 'x');
  if (!scalar) throw new Error('no scalar');
  return scalar;
}

/** Line and column where `part` of the scalar's text stands in the source. */
function place(scalar: Scalar, part: string): string {
  const { line, column } = scalar.locate(scalar.text.indexOf(part));
  return `${line}:${column}`;
}

describe('the place of a character', () => {
  it('in a plain scalar', () => {
    const scalar = read('x: a + b\n');
    expect(scalar.at).toEqual({ file: 'x.yaml', line: 1, column: 4, length: 5 });
    expect(place(scalar, 'b')).toBe('1:8');
  });

  it('in a plain scalar over several lines', () => {
    const scalar = read('x: a +\n    b +\n\n   c\n');
    expect(scalar.text).toBe('a + b +\nc');
    expect(place(scalar, 'b')).toBe('2:5');
    expect(place(scalar, 'c')).toBe('4:4');
  });

  it('in a folded block, with its indentation and blank lines', () => {
    const scalar = read('x: >-  # the rule\n    if a\n    then b\n\n      else c\n');
    expect(place(scalar, 'if')).toBe('2:5');
    expect(place(scalar, 'then')).toBe('3:5');
    expect(place(scalar, 'b')).toBe('3:10');
    expect(place(scalar, 'else')).toBe('5:7');
  });

  it('in a literal block', () => {
    const scalar = read('x: |\n  a\n\n  b\n');
    expect(scalar.text).toBe('a\n\nb\n');
    expect(place(scalar, 'b')).toBe('4:3');
  });

  it('in single quotes, where a quote is written twice', () => {
    const scalar = read("x: 'it''s = b'\n");
    expect(scalar.text).toBe("it's = b");
    expect(place(scalar, 's')).toBe('1:9');
    expect(place(scalar, 'b')).toBe('1:13');
  });

  it('in double quotes with escapes and lines joined', () => {
    const scalar = read('x: "a\\t= \\"\\u4e00\\" \\\n   or\n   b \\U0001F600 c"\n');
    expect(scalar.text).toBe('a\t= "一" or b 😀 c');
    expect(place(scalar, '=')).toBe('1:8');
    expect(place(scalar, '一')).toBe('1:12');
    expect(place(scalar, 'or')).toBe('2:4');
    expect(place(scalar, 'b')).toBe('3:4');
    expect(place(scalar, ' c')).toBe('3:16');
  });

  it('in a value cut at commas and put together again', () => {
    const scalar = read('x: 1\ny: { formula: clamp(a, 0, b) }\n');
    expect(scalar.text).toBe('1');
    const tree = parseTree({ file: 'x.yaml', text: 'y: { formula: clamp(a, 0, b) }', sha256: '' });
    const formula = getText(entriesOf(tree.value)[0]?.value, 'formula') as Scalar;
    expect(formula.text).toBe('clamp(a, 0, b)');
    expect(place(formula, 'b)')).toBe('1:27');
  });

  it('past the end is the end', () => {
    const scalar = read('x: ab\n');
    expect(scalar.locate(2)).toMatchObject({ line: 1, column: 6 });
    expect(scalar.locate(9)).toMatchObject({ line: 1, column: 6 });
  });

  it('is that very character, in whatever style YAML writes a text', () => {
    const styles = ['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_FOLDED', 'BLOCK_LITERAL'] as const;
    const words = fc.stringMatching(/^[a-z"'\\ \n+*(),\u4e00-\u4e20]{1,120}$/);
    fc.assert(
      fc.property(words, fc.constantFrom(...styles), (text, style) => {
        const source = stringify({ x: text }, { defaultStringType: style, lineWidth: 40 });
        const tree = parseTree({ file: 'x.yaml', text: source, sha256: '' });
        const scalar = textOf(entriesOf(tree.value)[0]?.value);
        if (!scalar || tree.diagnostics.length > 0) return;
        const lines = source.split('\n');
        for (const [i, letter] of [...scalar.text].entries()) {
          if (/["'\\\s]/.test(letter)) continue;
          const { line, column } = scalar.locate(i);
          expect(lines[(line as number) - 1]?.[(column as number) - 1]).toBe(letter);
        }
      }),
      { numRuns: 500 },
    );
  });
});
