/**
 * A formula as written, before names and types: small, untyped, with offsets into the text.
 *
 * `and`/`or` hold all their operands side by side; `in` and `between` bind tighter than both. Parentheses leave no
 * trace but the shape of the tree.
 */
interface Span {
  /** Offsets into the formula's text, half-open. */
  from: number;
  to: number;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Operator = '+' | '-' | '*' | '/' | '**';

export type Node = Span &
  (
    | { kind: 'name'; name: string }
    /** `of.name`; `at` is where the name starts. */
    | { kind: 'path'; of: Node; name: string; at: number }
    | { kind: 'filter'; of: Node; where: Node }
    /** A call by name: `t(x)`, `round half up(x, 2)`; `nameTo` is where the name ends. */
    | { kind: 'call'; name: string; nameTo: number; args: Node[] }
    | { kind: 'number'; text: string }
    | { kind: 'text'; value: string }
    | { kind: 'boolean'; value: boolean }
    | { kind: 'null' }
    | { kind: 'date'; value: string }
    | { kind: 'duration'; value: string }
    | { kind: 'negate'; value: Node }
    /** `at` is where the operator stands. */
    | { kind: 'arithmetic'; op: Operator; at: number; left: Node; right: Node }
    | { kind: 'compare'; op: Comparison; at: number; left: Node; right: Node }
    | { kind: 'between'; value: Node; low: Node; high: Node }
    | { kind: 'in'; value: Node; tests: Test[] }
    | { kind: 'and' | 'or'; operands: Node[] }
    | { kind: 'if'; condition: Node; yes: Node; no: Node }
    | { kind: 'for'; variable: string; list: Node; body: Node }
    | { kind: 'some' | 'every'; variable: string; list: Node; body: Node }
    /** `from..to`, only as what a `for` runs over. */
    | { kind: 'range'; low: Node; high: Node }
  );

export type Test = Span &
  (
    | { test: 'is'; value: Node }
    | { test: 'compare'; op: Comparison; value: Node }
    | { test: 'interval'; low: Node; lowClosed: boolean; high: Node; highClosed: boolean }
    | { test: 'not'; tests: Test[] }
  );

/** Visits every node once, parents first, without recursion. */
export function visit(root: Node, see: (node: Node) => void): void {
  const waiting: Node[] = [root];
  const push = (tests: Test[]): void => {
    for (const test of tests) {
      if (test.test === 'not') push(test.tests);
      else if (test.test === 'interval') waiting.push(test.low, test.high);
      else waiting.push(test.value);
    }
  };
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    see(node);
    switch (node.kind) {
      case 'path':
        waiting.push(node.of);
        break;
      case 'filter':
        waiting.push(node.of, node.where);
        break;
      case 'call':
        waiting.push(...node.args);
        break;
      case 'negate':
        waiting.push(node.value);
        break;
      case 'arithmetic':
      case 'compare':
        waiting.push(node.left, node.right);
        break;
      case 'between':
        waiting.push(node.value, node.low, node.high);
        break;
      case 'in':
        waiting.push(node.value);
        push(node.tests);
        break;
      case 'and':
      case 'or':
        waiting.push(...node.operands);
        break;
      case 'if':
        waiting.push(node.condition, node.yes, node.no);
        break;
      case 'for':
      case 'some':
      case 'every':
        waiting.push(node.list, node.body);
        break;
      case 'range':
        waiting.push(node.low, node.high);
        break;
    }
  }
}
