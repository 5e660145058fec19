/** A text literal compared with a fact that has `one_of` must be one of them. */
import { nearest } from '../documents/suggest.ts';
import { fail } from './context.ts';
import type { Scope } from './scope.ts';
import { textOf } from './values.ts';
import type { Operand } from './values.ts';

export function complainLiteral(left: Operand, right: Operand, scope: Scope): void {
  for (const [fact, literal] of [
    [left, right],
    [right, left],
  ] as const) {
    const { oneOf } = fact.value;
    if (!oneOf || literal.node.kind !== 'text' || oneOf.has(literal.node.value)) continue;
    const known = [...oneOf].join(', ');
    const near = nearest(literal.node.value, oneOf) ?? known;
    fail(
      scope.source,
      'never-one-of',
      { value: literal.node.value, fact: textOf(fact.node, scope), known, near },
      literal.node,
    );
  }
}
