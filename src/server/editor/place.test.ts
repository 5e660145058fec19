import { expect, it } from 'vitest';
import { cursorAt } from './place.ts';

/** The place of `|` in a text. */
function at(text: string) {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  const last = before.at(-1) ?? '';
  const {
    path,
    writing,
    before: written,
    start,
  } = cursorAt(text.replace('|', ''), before.length, last.length + 1);
  return `${path.join('/')} ${writing} «${written}» ${start}`;
}

it('tells keys and values by indentation', () => {
  expect(at('mo|')).toBe(' key «mo» 1');
  expect(at('model: us/m|')).toBe('model value «us/m» 8');
  expect(at('terms:\n  aco:\n    savings: bench|')).toBe('terms/aco/savings value «bench» 14');
  expect(at('terms:\n  aco:\n    savings:\n      formula: a - |')).toBe(
    'terms/aco/savings/formula value «a - » 16',
  );
  expect(at('terms:\n  aco:\n    a: b\n    |')).toBe('terms/aco key «» 5');
  expect(at('terms:\n  aco:\n    a: b\n  |')).toBe('terms key «» 3');
});

it('knows items of lists, as far out as their key or further in', () => {
  expect(at('payments:\n  - id: x\n    amount: sa|')).toBe('payments/[]/amount value «sa» 13');
  expect(at('payments:\n- id: x\n  amount: sa|')).toBe('payments/[]/amount value «sa» 11');
  expect(at('payments:\n  - id: x\n  - fo|')).toBe('payments/[] key «fo» 5');
});

it('reads maps and lists written on one line', () => {
  expect(at('terms:\n  aco:\n    a: { formula: b * |')).toBe('terms/aco/a/formula value «b * » 19');
  expect(at('payments:\n  - { id: x, for: aco, amo|')).toBe('payments/[] key «amo» 24');
  expect(at('entities:\n  aco: { key: [id, y|')).toBe('entities/aco/key/[] key «y» 20');
  expect(at('terms:\n  aco:\n    a: { formula: b }\n    c: d|')).toBe('terms/aco/c value «d» 8');
});

it('follows a formula over several lines, and passes comments by', () => {
  expect(at('terms:\n  aco:\n    a: >\n      b -\n      c|')).toBe('terms/aco/a value «c» 7');
  expect(at('terms:\n  # what is computed\n  aco:\n\n    a|')).toBe('terms/aco key «a» 5');
});
