/** Calls: built-in functions, tables, and what FEEL has that the language leaves out. */
import type { BuiltIn, Call } from './arguments.ts';
import { nearest } from '../documents/suggest.ts';
import { fail } from './context.ts';
import type { Code, Context } from './context.ts';
import { Silent } from './drive.ts';
import { aggregateFunctions } from './functions-lists.ts';
import { scalarFunctions } from './functions.ts';
import { lookup } from './lookups.ts';
import type { Scope } from './scope.ts';
import type { Value } from './values.ts';

let known: Map<string, BuiltIn> | undefined;

/** Built when first asked for: the modules refer to each other. */
export function builtIns(): Map<string, BuiltIn> {
  known ??= new Map([...Object.entries(scalarFunctions), ...Object.entries(aggregateFunctions)]);
  return known;
}

const REFUSED = new Map<string, Code>();
const refuse = (code: Code, names: string): void => {
  for (const name of names.split(', ')) REFUSED.set(name, code);
};
refuse('refused-now', 'now, today');
refuse(
  'refused-text-function',
  'string, substring, substring before, substring after, string length, upper case, lower case, replace, split, string join, matches, trim, concatenate, is blank',
);
refuse(
  'refused-list-function',
  'sort, sublist, append, insert before, remove, reverse, index of, union, distinct values, duplicate values, flatten, list contains, list replace, partition, mode, product, is empty',
);
refuse('refused-number-function', 'number, sqrt, log, exp, odd, even, random number, fromAi');
refuse(
  'refused-context-function',
  'context, context put, context merge, get value, get entries, get or else, is defined, assert',
);
refuse(
  'refused-date-function',
  'date, time, date and time, duration, years and months duration, day of week, day of year, week of year, month of year, last day of month',
);
refuse('each-only', 'months, years');

/** Functions of spreadsheets and databases, and what says the same here. */
const ELSEWHERE = new Map([
  ['if', 'if … then … else …'],
  ['iif', 'if … then … else …'],
  ['round', 'round half up(x, n)'],
  ['roundup', 'round up(x, n)'],
  ['rounddown', 'round down(x, n)'],
  ['trunc', 'round down(x, 0)'],
  ['avg', 'mean(…)'],
  ['average', 'mean(…)'],
  ['std', 'stddev(…)'],
  ['ceil', 'ceiling(x)'],
  ['mod', 'modulo(a, b)'],
  ['pow', 'x ** n'],
  ['power', 'x ** n'],
  ['sumif', 'sum(list[…].x)'],
  ['sumifs', 'sum(list[…].x)'],
  ['countif', 'count(list[…])'],
  ['countifs', 'count(list[…])'],
  ['coalesce', 'otherwise(x, y)'],
  ['ifnull', 'otherwise(x, y)'],
  ['nvl', 'otherwise(x, y)'],
  ['isnull', 'x = null'],
  ['datediff', 'b - a'],
]);

export function callValue(ctx: Context, node: Call, scope: Scope): Value {
  const name = { from: node.from, to: node.nameTo };
  const builtIn = builtIns().get(node.name);
  if (builtIn) {
    const count = node.args.length;
    if (count < builtIn.least || count > builtIn.most)
      fail(scope.source, 'wrong-argument-count', { name: node.name, count, usage: builtIn.usage }, node);
    return builtIn.run(ctx, node, scope);
  }
  const parameter = ctx.parameters.get(node.name);
  if (parameter?.broken) throw new Silent();
  if (parameter?.kind === 'table') return lookup(ctx, parameter, node, scope);
  if (parameter) return fail(scope.source, 'parameter-called', { name: node.name }, name);
  const refused = REFUSED.get(node.name);
  if (refused) return fail(scope.source, refused, { name: node.name }, name);
  const tables = [...ctx.parameters.values()].flatMap((p) => (p.kind === 'table' ? [p.name] : []));
  const near =
    ELSEWHERE.get(node.name.toLowerCase()) ?? nearest(node.name, [...builtIns().keys(), ...tables]);
  if (near) return fail(scope.source, 'unknown-function', { name: node.name, near }, name);
  return fail(scope.source, 'unknown-function-anywhere', { name: node.name }, name);
}
