/**
 * Expressions of the plan as steps. A step is null exactly where the expression is unknown (docs/language.md §3): the database's own
 * operators on null are used only where they mean the same.
 */
import type { Constant, Dated, Expression, NumberType } from '../../language/plan.ts';
import { absolute, add, divide, multiply, negate, scaleUp, subtract } from './arithmetic.ts';
import { integer } from './integers.ts';
import { constant, kindOf, unknown } from './constants.ts';
import { datePart, daysBetween, durationParts, repeat, shift } from './dates.ts';
import { modulo, round } from './rounding.ts';
import type { Scope } from './scope.ts';
import type { Fragment, Step } from './steps.ts';
import { join, sql } from './steps.ts';
import { lookup } from './tables.ts';

const COMPARISON = {
  equal: '=',
  unequal: '<>',
  less: '<',
  at_most: '<=',
  more: '>',
  at_least: '>=',
} as const;

export function lower(scope: Scope, e: Expression): Step {
  const { steps } = scope;
  const to = (value: Expression) => lower(scope, value);
  const boolean = (fragment: Fragment) => steps.make('boolean', fragment);
  switch (e.op) {
    case 'constant':
      return constant(steps, e.type, e.value);
    case 'column':
      return scope.column(e);
    case 'context':
      return context(scope, e);
    case 'parameter': {
      const parameter = scope.parameter(e.name);
      if (parameter.kind !== 'scalar') throw new Error(`not a scalar parameter: ${e.name}`);
      return dated(scope, e, parameter.values, (version) => constant(steps, e.type, version.value));
    }
    case 'lookup': {
      const table = scope.parameter(e.table);
      if (table.kind !== 'table') throw new Error(`not a table: ${e.table}`);
      const args = e.arguments.map(to);
      return dated(scope, e, table.values, (_, i) => lookup(scope, table, i, e.output, args, e.type));
    }
    case 'rescale':
      return scaleUp(steps, to(e.value), scaleOf(e) - scaleOf(e.value));
    case 'negate':
      return negate(steps, to(e.value));
    case 'not':
      return boolean(sql`(not ${to(e.value)})`);
    case 'add':
      return add(steps, to(e.left), to(e.right));
    case 'subtract':
      return subtract(steps, to(e.left), to(e.right));
    case 'multiply':
      return multiply(steps, to(e.left), to(e.right), scaleOf(e.left) + scaleOf(e.right) - scaleOf(e));
    case 'divide':
      return divide(steps, to(e.left), to(e.right), scaleOf(e) - scaleOf(e.left) + scaleOf(e.right));
    case 'power':
      return power(scope, e);
    case 'equal':
    case 'unequal':
    case 'less':
    case 'at_most':
    case 'more':
    case 'at_least':
      return compare(scope, e);
    case 'and':
    case 'or': {
      const operands = e.operands.map(to);
      return boolean(sql`(${join(operands, ` ${e.op} `)})`);
    }
    case 'in_list': {
      const list = scope.parameter(e.list);
      if (list.kind !== 'list') throw new Error(`not a list: ${e.list}`);
      const value = to(e.value);
      return dated(scope, e, list.values, (version) => {
        const items = version.value.map((item) => constant(steps, list.type, item));
        return items.length === 0
          ? boolean(sql`case when ${value} is not null then false end`)
          : boolean(sql`(${value} in (${join(items, ', ')}))`);
      });
    }
    case 'if': {
      const condition = to(e.condition);
      return branches(scope, e, [
        [sql`${condition}`, to(e.then)],
        [sql`not ${condition}`, to(e.else)],
      ]);
    }
    case 'absent': {
      const { value, row } = presence(scope, e.value);
      return boolean(
        row ? sql`case when ${row} is not null then ${value} is null end` : sql`(${value} is null)`,
      );
    }
    case 'otherwise': {
      const { value, row } = presence(scope, e.value);
      return branches(scope, e, [
        [sql`${value} is not null`, to(e.value)],
        [row ? sql`${row} is not null` : sql`true`, to(e.instead)],
      ]);
    }
    case 'least':
    case 'greatest':
      return e.operands.map(to).reduce((a, b) => extreme(scope, e.op, a, b));
    case 'clamp': {
      const atLeast = extreme(scope, 'greatest', to(e.value), to(e.low));
      return extreme(scope, 'least', atLeast, to(e.high));
    }
    case 'absolute':
      return absolute(steps, to(e.value));
    case 'round':
      return round(steps, to(e.value), e.mode, e.digits, scaleOf(e.value), scaleOf(e));
    case 'modulo':
      return modulo(steps, to(e.left), to(e.right));
    case 'days_between':
      return daysBetween(steps, to(e.from), to(e.to));
    case 'shift': {
      const { months, days } = durationParts(steps, e.duration, to(e.duration));
      return shift(steps, to(e.date), months, days, e.sign);
    }
    case 'repeat': {
      const { months, days } = durationParts(steps, e.duration, to(e.duration));
      return repeat(steps, months, days, to(e.times));
    }
    case 'date_part':
      return datePart(steps, e.part, to(e.value));
    case 'text_test': {
      const test = { 'starts with': 'starts_with', 'ends with': 'suffix', contains: 'contains' }[e.test];
      return boolean(sql`${test}(${to(e.value)}, ${to(e.with)})`);
    }
  }
}

function scaleOf(e: Expression): number {
  return (e.type as NumberType).scale;
}

/** The fact or reference that may be absent, and the row its path leads to (undefined: my own). */
export function presence(scope: Scope, e: Expression): { value: Step; row: Step | undefined } {
  if (e.op === 'rescale') return presence(scope, e.value);
  if (e.op !== 'column') throw new Error(`only a fact or a reference can be absent, not ${e.op}`);
  return { value: scope.column(e), row: scope.pathRow(e) };
}

/** `case`, with the width of the widest branch. */
function branches(scope: Scope, e: { type: Expression['type'] }, cases: [Fragment, Step][]): Step {
  const results = cases.map(([, step]) => step);
  const text = cases.map(([test, step]) => sql`when ${test} then ${step}`);
  const bound = results.reduce((most, { bound }) => (bound > most ? bound : most), 0n);
  const wide = results.some((step) => step.wide);
  return scope.steps.make(kindOf(e.type), sql`case ${join(text, ' ')} end`, { bound, wide });
}

function context(scope: Scope, e: Extract<Expression, { op: 'context' }>): Step {
  const { start, end, asOf, years } = scope.context;
  const date = (value: string) => constant(scope.steps, { kind: 'date' }, value);
  switch (e.name) {
    case 'period.start':
      return date(start);
    case 'period.end':
      return date(end);
    case 'as_of':
      return date(asOf);
    case 'period.years':
      return integer(scope.steps, years);
  }
}

/** The value that holds on a date. With one value for all time the date is not read. */
export function dated<T>(
  scope: Scope,
  e: { type: Expression['type']; date: Expression },
  versions: readonly Dated<T>[],
  value: (version: Dated<T>, index: number) => Step,
): Step {
  const [only] = versions;
  if (!only) return unknown(scope.steps, e.type);
  if (versions.length === 1 && only.from === null) return value(only, 0);
  const fixed = constantDate(scope, e.date);
  if (fixed !== undefined) {
    const index = versions.findLastIndex(({ from }) => from === null || from <= fixed);
    return index < 0 ? unknown(scope.steps, e.type) : value(versions[index] as Dated<T>, index);
  }
  const date = lower(scope, e.date);
  const cases = versions
    .map((version, i): [Fragment, Step] => [
      version.from === null
        ? sql`${date} is not null`
        : sql`${date} >= ${constant(scope.steps, { kind: 'date' }, version.from as Constant)}`,
      value(version, i),
    ])
    .toReversed();
  return branches(scope, e, cases);
}

/** The date an expression always is, if it is one. */
function constantDate(scope: Scope, e: Expression): string | undefined {
  if (e.op === 'constant' && typeof e.value === 'string') return e.value;
  if (e.op !== 'context') return undefined;
  return {
    'period.start': scope.context.start,
    'period.end': scope.context.end,
    as_of: scope.context.asOf,
    'period.years': undefined,
  }[e.name];
}

function compare(scope: Scope, e: Extract<Expression, { left: Expression }>): Step {
  const [a, b] = [lower(scope, e.left), lower(scope, e.right)];
  const operator = COMPARISON[e.op as keyof typeof COMPARISON];
  if (a.kind !== 'duration') return scope.steps.make('boolean', sql`(${a} ${operator} ${b})`);
  // The database counts a month as 30 days.
  const [left, right] = [durationParts(scope.steps, e.left, a), durationParts(scope.steps, e.right, b)];
  const same = sql`(${left.months} = ${right.months} and ${left.days} = ${right.days})`;
  return scope.steps.make('boolean', e.op === 'equal' ? same : sql`(not ${same})`);
}

/** Null where either is: the database's own `least` passes over nulls. */
function extreme(scope: Scope, which: 'least' | 'greatest', a: Step, b: Step): Step {
  const [first, second] = which === 'least' ? ['<=', '>'] : ['>=', '<'];
  const text = sql`case when ${a} ${first as string} ${b} then ${a} when ${a} ${second as string} ${b} then ${b} end`;
  const bound = a.bound > b.bound ? a.bound : b.bound;
  return scope.steps.make(a.kind, text, { bound, wide: a.wide || b.wide });
}

function power(scope: Scope, e: Extract<Expression, { op: 'power' }>): Step {
  const { steps } = scope;
  const value = lower(scope, e.value);
  if (e.exponent === 0) {
    const one = 10n ** BigInt(scaleOf(e));
    return steps.make('number', sql`case when ${value} is not null then ${integer(steps, one)} end`, {
      bound: one,
      wide: one > 2n ** 62n,
    });
  }
  let result = value;
  let scale = scaleOf(e.value);
  for (const step of e.steps.slice(-(e.exponent - 1), e.exponent === 1 ? 0 : undefined)) {
    result = multiply(steps, result, value, scale + scaleOf(e.value) - step.scale);
    scale = step.scale;
  }
  return scaleUp(steps, result, scaleOf(e) - scale);
}
