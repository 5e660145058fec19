/** A node in full brackets: for tests, and to compare two nodes. */
import type { Node, Test } from './ast.ts';

export function print(node: Node): string {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'path':
      return `${print(node.of)}.${node.name}`;
    case 'filter':
      return `${print(node.of)}[${print(node.where)}]`;
    case 'call':
      return `${node.name}(${node.args.map(print).join(', ')})`;
    case 'number':
      return node.text;
    case 'text':
      return JSON.stringify(node.value);
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'date':
    case 'duration':
      return `@${node.value}`;
    case 'negate':
      return `(-${print(node.value)})`;
    case 'arithmetic':
    case 'compare':
      return `(${print(node.left)} ${node.op} ${print(node.right)})`;
    case 'between':
      return `(${print(node.value)} between ${print(node.low)} and ${print(node.high)})`;
    case 'in':
      return `(${print(node.value)} in ${node.tests.map(printTest).join(' | ')})`;
    case 'and':
    case 'or':
      return `(${node.operands.map(print).join(` ${node.kind} `)})`;
    case 'if':
      return `(if ${print(node.condition)} then ${print(node.yes)} else ${print(node.no)})`;
    case 'for':
      return `(for ${node.variable} in ${print(node.list)} return ${print(node.body)})`;
    case 'some':
    case 'every':
      return `(${node.kind} ${node.variable} in ${print(node.list)} satisfies ${print(node.body)})`;
    case 'range':
      return `${print(node.low)}..${print(node.high)}`;
  }
}

function printTest(test: Test): string {
  switch (test.test) {
    case 'is':
      return print(test.value);
    case 'compare':
      return `${test.op} ${print(test.value)}`;
    case 'interval':
      return `${test.lowClosed ? '[' : '('}${print(test.low)}..${print(test.high)}${test.highClosed ? ']' : ')'}`;
    case 'not':
      return `not(${test.tests.map(printTest).join(', ')})`;
  }
}
