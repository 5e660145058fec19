/** The value of an expression in a row: one case per operator of the plan, each a sentence of `docs/language.md`. */
import type { Dated, Expression, NumberType } from '../../src/language/plan.ts';
import { type Duration, fromDayNumber, parseDate, periodYears, repeat, shift } from './calendar.ts';
import {
  DivisionByZero,
  Overflow,
  absolute,
  divide,
  inRange,
  modulo,
  multiply,
  powerOfTen,
  round,
  scaleUp,
} from './exact.ts';
import { lookup } from './lookup.ts';
import type { Row } from './rows.ts';
import {
  type DateValue,
  type Known,
  Unknown,
  type Value,
  compareValues,
  equalValues,
  isDuration,
  parseConstant,
} from './value.ts';
import type { World } from './world.ts';

/** Where an expression is read. `element` is set in the body of an aggregate; `name` is the visible term it belongs to. */
export interface Here {
  world: World;
  me: Row;
  element?: Row;
  name: string;
}

/** The row an expression is written in: in the body of an aggregate the element's. */
function rowOf(here: Here): Row {
  return here.element ?? here.me;
}

export function evaluate(e: Expression, here: Here): Value {
  try {
    return compute(e, here);
  } catch (error) {
    const row = rowOf(here);
    const at = { entity: row.entity, key: row.id, name: here.name };
    if (error instanceof Overflow) return new Unknown({ kind: 'overflow', ...at });
    if (error instanceof DivisionByZero) return new Unknown({ kind: 'division by zero', ...at });
    throw error;
  }
}

/** Any operand unknown makes the result unknown, and the leftmost gives the reason. */
function operands(expressions: readonly Expression[], here: Here): Known[] | Unknown {
  const values = expressions.map((e) => evaluate(e, here));
  return values.find((v) => v instanceof Unknown) ?? (values as Known[]);
}

function scale(e: { type: Expression['type'] }): number {
  if (e.type.kind !== 'number') throw new Error('Not a number');
  return e.type.scale;
}

function compute(e: Expression, here: Here): Value {
  const { world } = here;
  switch (e.op) {
    case 'constant':
      if (e.value === null) throw new Error('A bare null has no value');
      return parseConstant(e.type, e.value);
    case 'column':
      return column(e, here);
    case 'context':
      return context(e.name, world);
    case 'parameter': {
      const parameter = world.parameter(e.name, 'scalar');
      const constant = resolveDated(
        parameter.values,
        () => evaluate(e.date, here),
        () => notDated(e.name, here),
      );
      return constant instanceof Unknown ? constant : parseConstant(parameter.type, constant!);
    }
    case 'lookup': {
      const found = operands(e.arguments, here);
      if (found instanceof Unknown) return found;
      const table = world.parameter(e.table, 'table');
      const rows = resolveDated(
        table.values,
        () => evaluate(e.date, here),
        () => notDated(e.table, here),
      );
      if (rows instanceof Unknown) return rows;
      const result = lookup(table, rows, e.output, found, e.type);
      const row = rowOf(here);
      if (result === 'outside' || result === 'several') {
        return new Unknown({ kind: result, entity: row.entity, key: row.id, name: e.table });
      }
      return result;
    }
    case 'and':
    case 'or': {
      // `false` decides `and`, `true` decides `or`, wherever it stands.
      const decisive = e.op === 'or';
      const values = e.operands.map((o) => evaluate(o, here));
      if (values.includes(decisive)) return decisive;
      return values.find((v) => v instanceof Unknown) ?? !decisive;
    }
    case 'if': {
      const condition = evaluate(e.condition, here);
      if (condition instanceof Unknown) return condition;
      return evaluate(condition === true ? e.then : e.else, here);
    }
    case 'absent':
      return absent(e.value, here);
    case 'otherwise': {
      const isAbsent = absent(e.value, here);
      if (isAbsent instanceof Unknown) return isAbsent;
      return evaluate(isAbsent === true ? e.instead : e.value, here);
    }
    case 'in_list': {
      const value = evaluate(e.value, here);
      if (value instanceof Unknown) return value;
      const list = world.parameter(e.list, 'list');
      const elements = resolveDated(
        list.values,
        () => evaluate(e.date, here),
        () => notDated(e.list, here),
      );
      if (elements instanceof Unknown) return elements;
      return elements.some((element) => equalValues(value, parseConstant(list.type, element!)));
    }
    default: {
      const inputs = inputsOf(e);
      const values = operands(inputs, here);
      return values instanceof Unknown ? values : strict(e, inputs, values);
    }
  }
}

/** Operators that need all their operands. */
type Strict = Exclude<
  Expression,
  {
    op:
      | 'constant'
      | 'column'
      | 'context'
      | 'parameter'
      | 'lookup'
      | 'and'
      | 'or'
      | 'if'
      | 'absent'
      | 'otherwise'
      | 'in_list';
  }
>;

function inputsOf(e: Strict): Expression[] {
  switch (e.op) {
    case 'rescale':
    case 'negate':
    case 'not':
    case 'absolute':
    case 'round':
    case 'power':
    case 'date_part':
      return [e.value];
    case 'least':
    case 'greatest':
      return e.operands;
    case 'clamp':
      return [e.value, e.low, e.high];
    case 'days_between':
      return [e.from, e.to];
    case 'shift':
      return [e.date, e.duration];
    case 'repeat':
      return [e.duration, e.times];
    case 'text_test':
      return [e.value, e.with];
    default:
      return [e.left, e.right];
  }
}

function strict(e: Strict, inputs: Expression[], values: Known[]): Known {
  const [a, b, c] = values as [Known, Known, Known];
  const x = a as bigint;
  const y = b as bigint;
  switch (e.op) {
    case 'rescale':
      return scaleUp(x, scale(e.value), scale(e));
    case 'negate':
      return -x;
    case 'not':
      return !(a as boolean);
    case 'absolute':
      return absolute(x);
    case 'add':
      return inRange(x + y);
    case 'subtract':
      return inRange(x - y);
    case 'multiply':
      return multiply(x, scale(e.left), y, scale(e.right), scale(e));
    case 'divide':
      return divide(x, scale(e.left), y, scale(e.right), scale(e));
    case 'power':
      return power(x, scale(e.value), e.exponent, e.steps, scale(e));
    case 'equal':
      return equalValues(a, b);
    case 'unequal':
      return !equalValues(a, b);
    case 'less':
      return compareValues(a, b) < 0;
    case 'at_most':
      return compareValues(a, b) <= 0;
    case 'more':
      return compareValues(a, b) > 0;
    case 'at_least':
      return compareValues(a, b) >= 0;
    case 'least':
      return values.reduce((least, v) => (compareValues(v, least) < 0 ? v : least));
    case 'greatest':
      return values.reduce((greatest, v) => (compareValues(v, greatest) > 0 ? v : greatest));
    case 'clamp': {
      const raised = compareValues(a, b) < 0 ? b : a;
      return compareValues(raised, c) > 0 ? c : raised;
    }
    case 'round':
      return round(x, scale(e.value), e.digits, scale(e), e.mode);
    case 'modulo':
      return modulo(x, y);
    case 'days_between':
      return BigInt((b as DateValue).day - (a as DateValue).day);
    case 'shift':
      return { day: shift((a as DateValue).day, b as Duration, e.sign) };
    case 'repeat':
      if (!isDuration(a)) throw new Error('Not a duration');
      return repeat(a, y);
    case 'date_part':
      return datePart(e.part, a as DateValue);
    case 'text_test': {
      const text = a as string;
      const part = b as string;
      if (e.test === 'starts with') return text.startsWith(part);
      return e.test === 'ends with' ? text.endsWith(part) : text.includes(part);
    }
  }
  throw new Error(`No operator ${(e as { op: string }).op} with ${inputs.length} operands`);
}

/** Left to right, each product rounded once at the scale of its step; the last `exponent − 1` steps are products. */
function power(x: bigint, from: number, exponent: number, all: NumberType[], to: number): bigint {
  if (exponent === 0) return powerOfTen(to);
  const products = exponent === 1 ? [] : all.slice(-(exponent - 1));
  if (products.length !== exponent - 1) throw new Error('A power without its steps');
  let result = x;
  let at = from;
  for (const step of products) {
    result = multiply(result, at, x, from, step.scale);
    at = step.scale;
  }
  return scaleUp(result, at, to);
}

function datePart(part: 'year' | 'month' | 'day', value: DateValue): bigint {
  return BigInt(fromDayNumber(value.day)[part]);
}

function context(name: 'period.start' | 'period.end' | 'period.years' | 'as_of', world: World): Known {
  switch (name) {
    case 'period.start':
      return { day: world.period.from };
    case 'period.end':
      return { day: world.period.to };
    case 'as_of':
      return { day: world.asOf };
    case 'period.years': {
      const { numerator, denominator } = periodYears(world.period.from, world.period.to);
      return divide(numerator, 0, denominator, 0, 9);
    }
  }
}

type Column = Extract<Expression, { op: 'column' }>;

function walk(e: Column, here: Here): Row | Unknown {
  let row: Row | Unknown = e.row === 'me' ? here.me : here.element!;
  for (const step of e.path) {
    row = here.world.reference(row, step);
    if (row instanceof Unknown) return row;
  }
  return e.entity === 'agreement' ? here.world.root : row;
}

function column(e: Column, here: Here): Value {
  const row = walk(e, here);
  if (row instanceof Unknown) return row;
  if (row.entity !== e.entity) throw new Error(`${e.name}: the path leads to ${row.entity}, not ${e.entity}`);
  const { world } = here;
  if (e.type.kind === 'reference') {
    const isReference = world.referencePlan(row, e.name);
    return isReference ? world.reference(row, e.name) : world.term(row, e.name);
  }
  if (world.referencePlan(row, e.name)?.to === 'party') return world.party(row, e.name);
  const part = row.plan.key.findIndex((p) => p.name === e.name);
  if (part >= 0) return row.key[part]!;
  const element = row.element.get(e.name);
  if (element !== undefined) return element;
  const fact = row.plan.facts.find((f) => f.name === e.name);
  if (fact) {
    const constant = row.given?.facts?.[e.name];
    return constant === undefined || constant === null
      ? new Unknown({ kind: 'missing', entity: row.entity, key: row.id, name: e.name })
      : parseConstant(fact.type, constant);
  }
  return world.term(row, e.name);
}

/** Is the optional fact, or the reference, absent? Unknown only where the path before it is. */
function absent(e: Expression, here: Here): boolean | Unknown {
  if (e.op === 'rescale') return absent(e.value, here);
  if (e.op !== 'column') throw new Error('Only a fact or a reference can be absent');
  const row = walk(e, here);
  if (row instanceof Unknown) return row;
  return column({ ...e, row: 'me', path: [] }, { ...here, me: row }) instanceof Unknown;
}

function notDated(name: string, here: Here): Unknown {
  const row = rowOf(here);
  return new Unknown({ kind: 'not dated', entity: row.entity, key: row.id, name });
}

/** The value that holds on the date. A single value for all time does not read the date. */
export function resolveDated<T>(
  values: readonly Dated<T>[],
  date: Value | (() => Value),
  notDated: () => Unknown,
): T | Unknown {
  const [only] = values;
  if (values.length === 1 && only!.from === null) return only!.value;
  const on = typeof date === 'function' ? date() : date;
  if (on instanceof Unknown) return on;
  const day = (on as DateValue).day;
  const holding = values.filter((v) => v.from === null || parseDate(v.from) <= day).at(-1);
  return holding ? holding.value : notDated();
}
