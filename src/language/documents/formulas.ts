/** Formulas as YAML leaves them: whole, or cut at ` #`. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Scalar } from '../document.ts';
import { report } from './messages.ts';
import type { Node } from './tree.ts';
import { balance } from './yaml.ts';

/** The formula in a node; a comment behind it on its line is at least worth a word, and an error where it cut the formula. */
export function formulaOf(node: Node | undefined, diagnostics: Diagnostic[]): Scalar | undefined {
  if (node?.kind !== 'text') return undefined;
  const { text } = node.scalar;
  if (node.comment) {
    diagnostics.push(
      isCut(text)
        ? report('formula-cut', { text }, node.comment)
        : report('formula-comment', {}, node.comment),
    );
  }
  return node.scalar;
}

/** An open bracket or quote, or an operator at the end, waits for more. */
function isCut(text: string): boolean {
  const quotes = text.split('"').length - 1;
  return (
    quotes % 2 === 1 ||
    balance(text) > 0 ||
    /([-+*/<>=]|\b(and|or|then|else|if|in|return|satisfies|between))$/.test(text)
  );
}
