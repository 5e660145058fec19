/**
 * Puts `and` and `or` in order. The parser's tree is wrong to the right of an `in` (it reads `x in A or y` as
 * `x in (A or y)`), so the operands are laid out in a row as written and joined again: `and` binds tighter than `or`.
 * What stood in parentheses was joined on its own and is one operand here.
 */
import type { Node } from './ast.ts';

const joined = new WeakSet<Node>();

export function joinLogic(node: Node): Node {
  if (node.kind !== 'and' && node.kind !== 'or') return node;
  if (joined.has(node)) return node;
  const operands: Node[] = [];
  const signs: ('and' | 'or')[] = [];
  // The parser's pairs as a row, left to right, without recursion.
  const waiting: (Node | 'and' | 'or')[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === 'and' || next === 'or') signs.push(next);
    else if ((next.kind === 'and' || next.kind === 'or') && !joined.has(next))
      waiting.push(next.operands[1] as Node, next.kind, next.operands[0] as Node);
    else operands.push(next);
  }
  const alternatives: Node[][] = [[operands[0] as Node]];
  signs.forEach((sign, i) => {
    const operand = operands[i + 1] as Node;
    if (sign === 'or') alternatives.push([operand]);
    else (alternatives[alternatives.length - 1] as Node[]).push(operand);
  });
  const groups = alternatives.map((group) => (group.length === 1 ? (group[0] as Node) : join('and', group)));
  return groups.length === 1 ? (groups[0] as Node) : join('or', groups);
}

function join(kind: 'and' | 'or', operands: Node[]): Node {
  const from = (operands[0] as Node).from;
  const to = (operands[operands.length - 1] as Node).to;
  const node: Node = { kind, from, to, operands };
  joined.add(node);
  return node;
}
