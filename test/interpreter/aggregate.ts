/** Aggregates over lists (`docs/language.md` §2 and §3), in the order of checks §3 lays down. */
import type { Aggregate, AggregateFunction, ScalarType } from '../../src/language/plan.ts';
import { type Here, evaluate } from './evaluate.ts';
import {
  ELEMENT_LIMIT,
  Overflow,
  absolute,
  divideRounded,
  inRange,
  integerRoot,
  powerOfTen,
  scaleUp,
} from './exact.ts';
import type { Row } from './rows.ts';
import { type Known, Unknown, type Value, compareKeys, compareValues } from './value.ts';

interface Element {
  row: Row;
  value: Known;
}

type Failure = 'empty' | 'several' | 'not in list' | 'negative weight' | 'zero weight' | 'invalid';

/** A value, or why the aggregate itself finds none. */
type Outcome = { value: Known } | { failure: Failure };

export function aggregate(a: Aggregate, type: ScalarType, here: Here): Value {
  const { world, me } = here;
  let anchor: Row | Unknown = me;
  for (const step of a.list.up) {
    anchor = world.reference(anchor, step);
    if (anchor instanceof Unknown) return anchor;
  }
  if (a.list.anchor === 'agreement') anchor = world.root;
  if (anchor.entity !== a.list.anchor)
    throw new Error(`The anchor is ${anchor.entity}, not ${a.list.anchor}`);

  const total = a.function === 'allocate' ? evaluate(a.argument!, here) : undefined;
  if (total instanceof Unknown) return total;
  const myOrder = a.preceding && evaluate(a.preceding, { ...here, element: me });
  if (myOrder instanceof Unknown) return myOrder;

  const all = world
    .list(a.list.entity, a.list.down, anchor)
    .map((row) => elementOf(a, row, myOrder, here))
    .filter((element) => element !== undefined);
  const unknown = all.find((element) => element instanceof Unknown);
  if (a.function === 'any' || a.function === 'all') {
    const decisive = a.function === 'any';
    // Whether a row stands before mine is not known: then nothing can decide, not even a true element.
    if (all.some((element) => element instanceof UnknownOrder)) return unknown!;
    if (all.some((element) => !(element instanceof Unknown) && element.value === decisive)) return decisive;
    return unknown ?? !decisive;
  }
  if (unknown) return unknown;
  const elements = all as Element[];

  const p = a.function === 'percentile' ? evaluate(a.argument!, here) : undefined;
  if (p instanceof Unknown) return p;
  try {
    const outcome = finish(a, elements, total ?? p, type, me);
    if ('value' in outcome) return outcome.value;
    return new Unknown({ kind: outcome.failure, entity: me.entity, key: me.id, name: a.function });
  } catch (error) {
    if (!(error instanceof Overflow)) throw error;
    return new Unknown({ kind: 'overflow', entity: me.entity, key: me.id, name: here.name });
  }
}

/** A row of the list, that passes or may pass the filter, without a place in the order of `preceding`. */
class UnknownOrder extends Unknown {}

/**
 * Filter, then order key, then value; nothing where the filter is false or the row does not precede mine. With
 * `preceding`, an order key must be known wherever the row may pass the filter, a filter only before mine.
 */
function elementOf(
  a: Aggregate,
  row: Row,
  myOrder: Known | undefined,
  here: Here,
): Element | Unknown | undefined {
  const body = { ...here, element: row };
  const passes = a.list.where ? evaluate(a.list.where, body) : true;
  if (passes === false) return undefined;
  if (a.preceding) {
    const order = evaluate(a.preceding, body);
    if (order instanceof Unknown)
      return new UnknownOrder((passes instanceof Unknown ? passes : order).reason);
    const compared = compareValues(order, myOrder!) || compareKeys(row.key, here.me.key);
    if (compared >= 0) return undefined;
  }
  if (passes instanceof Unknown) return passes;
  const read = a.function === 'rank' ? a.order! : a.value;
  const value = read && a.function !== 'count' ? evaluate(read, body) : true;
  return value instanceof Unknown ? value : { row, value };
}

function finish(
  a: Aggregate,
  elements: Element[],
  argument: Known | undefined,
  type: ScalarType,
  me: Row,
): Outcome {
  const values = elements.map((e) => e.value);
  const numbers = values as bigint[];
  const n = BigInt(values.length);
  const digits = () => scaleOf(type) - scaleOf(a.value!.type);
  if (a.function === 'sum' || a.function === 'mean' || a.function === 'stddev') limitElements(numbers);
  if (isEmpty(a.function, values.length)) return { failure: 'empty' };
  const sum = () => numbers.reduce((total, x) => inRange(total + x), 0n);
  switch (a.function) {
    case 'count':
      return { value: n };
    case 'sum':
      return { value: sum() };
    case 'min':
      return { value: values.reduce((least, v) => (compareValues(v, least) < 0 ? v : least)) };
    case 'max':
      return { value: values.reduce((most, v) => (compareValues(v, most) > 0 ? v : most)) };
    case 'mean':
      return { value: divideRounded(inRange(sum() * powerOfTen(digits())), n, 'half_even') };
    case 'median':
      return { value: median(numbers, digits()) };
    case 'stddev':
      return { value: deviation(numbers.map((x) => inRange(x * powerOfTen(digits())))) };
    case 'only':
      return values.length === 1 ? { value: values[0]! } : { failure: 'several' };
    case 'percentile':
      return percentile(values, argument as bigint);
    case 'rank': {
      const mine = elements.find((e) => e.row === me);
      if (!mine) return { failure: 'not in list' };
      return { value: BigInt(1 + values.filter((v) => compareValues(v, mine.value) < 0).length) };
    }
    case 'allocate':
      return allocate(argument as bigint, elements, me, powerOfTen(a.unit ?? 0));
    default:
      throw new Error(`No aggregate ${a.function}`);
  }
}

/** `allocate` over nothing is a zero weight, `rank` of nothing lacks me: neither is *empty*. */
function isEmpty(name: AggregateFunction, n: number): boolean {
  if (name === 'stddev') return n < 2;
  return n === 0 && ['min', 'max', 'mean', 'median', 'only', 'percentile'].includes(name);
}

function limitElements(numbers: readonly bigint[]): void {
  if (numbers.some((x) => absolute(x) > ELEMENT_LIMIT)) throw new Overflow();
}

function scaleOf(type: ScalarType): number {
  if (type.kind !== 'number') throw new Error('Not a number');
  return type.scale;
}

function sorted(values: readonly Known[]): Known[] {
  return [...values].sort(compareValues);
}

function median(numbers: readonly bigint[], digits: number): bigint {
  const ordered = sorted(numbers) as bigint[];
  const middle = Math.floor(ordered.length / 2);
  if (ordered.length % 2 === 1) return scaleUp(ordered[middle]!, 0, digits);
  const both = inRange(ordered[middle - 1]! + ordered[middle]!);
  return divideRounded(inRange(both * powerOfTen(digits)), 2n, 'half_even');
}

/** The q ≥ 0 nearest to √(v / (n(n−1))): the largest q with (2q − 1)²·n(n−1) ≤ 4v. */
function deviation(numbers: readonly bigint[]): bigint {
  const n = BigInt(numbers.length);
  const squares = numbers.reduce((total, x) => inRange(total + inRange(x * x)), 0n);
  const sum = numbers.reduce((total, x) => inRange(total + x), 0n);
  const v = inRange(inRange(n * squares) - inRange(sum * sum));
  const largestSquare = inRange(4n * v) / (n * (n - 1n));
  return (integerRoot(largestSquare) + 1n) / 2n;
}

/** Nearest rank ⌈n·p⌉ with p at scale 15; p = 0: the first. */
function percentile(values: readonly Known[], p: bigint): Outcome {
  const one = powerOfTen(15);
  if (p < 0n || p > one) return { failure: 'invalid' };
  const rank = divideRounded(BigInt(values.length) * p, one, 'ceiling');
  return { value: sorted(values)[rank === 0n ? 0 : Number(rank) - 1]! };
}

function allocate(total: bigint, elements: readonly Element[], me: Row, unit: bigint): Outcome {
  const weights = elements.map((e) => e.value as bigint);
  limitElements(weights);
  if (weights.some((w) => w < 0n)) return { failure: 'negative weight' };
  const sum = weights.reduce((s, w) => inRange(s + w), 0n);
  if (sum === 0n) return { failure: 'zero weight' };
  if (!elements.some((e) => e.row === me)) return { failure: 'not in list' };
  const units = absolute(total) / unit;
  const rest = absolute(total) % unit;
  const shares = elements.map(({ row, value }) => {
    const product = inRange(units * (value as bigint));
    return { row, whole: product / sum, remainder: product % sum };
  });
  const left = units - shares.reduce((s, share) => s + share.whole, 0n);
  // Largest remainders first; `elements` is in key order and the sort is stable, so ties stay in key order.
  const order = [...shares].sort((a, b) => compareValues(b.remainder, a.remainder));
  const place = order.findIndex((share) => share.row === me);
  const mine = order[place]!;
  const extra = BigInt(place) < left ? 1n : 0n;
  const share = inRange((mine.whole + extra) * unit + (place === 0 ? rest : 0n));
  return { value: total < 0n ? -share : share };
}
