import { describe, expect, it } from 'vitest';
import { documentLanguage, isFormula } from './feel-in-yaml.ts';

/** Node names at the first place of a text in a document, innermost last. */
function nodesAt(text: string, part: string): string[] {
  const names: string[] = [];
  const at = text.indexOf(part);
  for (let node = documentLanguage.parser.parse(text).resolveInner(at, 1); ;) {
    names.unshift(node.name);
    if (!node.parent) return names;
    node = node.parent;
  }
}

describe('formulas in a document', () => {
  it('are FEEL where a term, a payment or the rows of an entity are written', () => {
    expect(isFormula(['terms', 'provider', 'savings'])).toBe(true);
    expect(isFormula(['payments', '[]', 'amount'])).toBe(true);
    expect(isFormula(['entities', 'provider', 'title', 'en'])).toBe(false);
  });

  it('as plain, quoted and folded texts', () => {
    const text = `terms:\n  a:\n    x: 1 * p\n    y: { formula: "1 + b", title: { en: 1 of 2, zh: 甲 } }\n    z: >-\n      if true then\n      1 else 0\n`;
    expect(nodesAt(text, '* p')).toContain('ArithmeticExpression');
    expect(nodesAt(text, '+ b')).toContain('ArithmeticExpression');
    expect(nodesAt(text, 'else')).toContain('IfExpression');
    expect(nodesAt(text, 'of 2')).not.toContain('Expression');
  });

  it('and nothing else: the title of a term is text', () => {
    const text = 'terms:\n  a:\n    x: { title: { en: if, zh: 如 } }\ntitle: a + b\n';
    expect(nodesAt(text, 'a + b')).toEqual(expect.not.arrayContaining(['ArithmeticExpression']));
  });
});
