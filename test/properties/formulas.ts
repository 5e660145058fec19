/** Random formulas that are right by type: numbers by their dimensions, whole numbers, truth, dates, durations, text. */
import { aggregateDate, aggregateNumber, aggregateTruth, aggregateWhole } from './aggregates.ts';
import { walks } from './lists.ts';
import { listParameter, lookup, otherParameter, scalarParameter } from './parameters.ts';
import { type Scope, knowing } from './scope.ts';
import {
  BOOLEAN,
  DATE,
  DAY,
  type Dimensions,
  DURATION,
  declarations,
  NONE,
  TEXT,
  type Type,
  isNumber,
  isWhole,
  products,
  quotients,
  sameDimensions,
  spell,
} from './types.ts';
import { type Writer, columns, someDimensions } from './writer.ts';

const COMPARISONS = ['<', '<=', '>', '>=', '=', '!='];
const ROUNDINGS = ['round half up', 'round half down', 'round up', 'round down', 'decimal'];

/** One that is there for certain, near ones first. */
function column(w: Writer, scope: Scope, fits: (type: Type) => boolean): string | undefined {
  const all = columns(w, scope, fits).filter((c) => !c.optional || scope.present.has(c.written));
  const near = all.filter((c) => !c.far);
  const from = near.length > 0 && w.random.chance(60) ? near : all;
  return from.length > 0 ? w.random.pick(from).written : undefined;
}

function optional(w: Writer, scope: Scope, fits: (type: Type) => boolean): string | undefined {
  const all = columns(w, scope, fits).filter((c) => c.optional && !scope.present.has(c.written));
  return all.length > 0 ? w.random.pick(all).written : undefined;
}

const isNone = (dimensions: Dimensions) => sameDimensions(dimensions, NONE);
const isDay = (dimensions: Dimensions) => sameDimensions(dimensions, DAY);

/** Two operands that are not the same formula (the checker refuses what is compared with itself), if there are two. */
function different(make: () => string, other: () => string = make): [string, string] | undefined {
  const first = make();
  for (let tries = 0; tries < 4; tries++) {
    const second = other();
    if (second !== first) return [first, second];
  }
  return undefined;
}

type Make = (scope: Scope, depth: number) => string;

/** `if c then a else b`, where c may be what shows an optional fact to be there. */
function choice(w: Writer, scope: Scope, depth: number, fits: (type: Type) => boolean, make: Make): string {
  const guarded = w.random.chance(50) ? optional(w, scope, fits) : undefined;
  if (guarded) {
    const within = knowing(scope, guarded);
    return w.random.chance(50)
      ? `(if ${guarded} != null then ${w.random.chance(50) ? guarded : make(within, depth - 1)} else ${make(scope, depth - 1)})`
      : `(if ${guarded} = null then ${make(scope, depth - 1)} else ${guarded})`;
  }
  return `(if ${truth(w, scope, depth - 1)} then ${make(scope, depth - 1)} else ${make(scope, depth - 1)})`;
}

function otherwise(
  w: Writer,
  scope: Scope,
  depth: number,
  fits: (type: Type) => boolean,
  make: Make,
): string | undefined {
  const fact = optional(w, scope, fits);
  return fact && `otherwise(${fact}, ${make(scope, depth - 1)})`;
}

/** A number of the dimensions, at any scale. */
export function number(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string {
  const { random } = w;
  const fits = (type: Type) => isNumber(type, dimensions);
  const make: Make = (inner, left) => number(w, inner, dimensions, left);
  const again = (left = depth - 1) => make(scope, left);
  const isYears = spell(dimensions) === 'year^1' && random.chance(50);
  const leaf = () =>
    isYears ? 'period.years' : (column(w, scope, fits) ?? scalarParameter(w, scope, dimensions));
  const orZero = () => (random.chance(15) ? '0' : again());
  if (depth <= 0) return random.chance(88) ? leaf() : scalarParameter(w, scope, dimensions);
  return random.weighted<string>([
    [14, leaf],
    [4, () => scalarParameter(w, scope, dimensions)],
    [10, () => `(${again()} + ${again()})`],
    [10, () => `(${again()} - ${orZero()})`],
    [10, () => factors(w, scope, depth, products(dimensions), '*')],
    [8, () => factors(w, scope, depth, quotients(dimensions), '/')],
    [isNone(dimensions) ? 0 : 8, () => shareOf(w, scope, dimensions)],
    [2, () => `(-${again()})`],
    [2, () => `abs(${again()})`],
    [4, () => `min(${orZero()}, ${again()})`],
    [4, () => `max(${again()}, ${orZero()})`],
    [2, () => `max(${again()}, ${again()}, ${again()})`],
    [3, () => `clamp(${again()}, ${again()}, ${again()})`],
    [6, () => choice(w, scope, depth, fits, make)],
    [7, () => otherwise(w, scope, depth, fits, make)],
    [4, () => `${random.pick(ROUNDINGS)}(${again()}, ${random.pick([-2, -1, 0, 0, 1, 2, 5, 5, 8, 14])})`],
    [spell(dimensions).endsWith('^-1') ? 10 : 0, () => rate(w, scope, dimensions, depth)],
    [1, () => `${random.pick(['floor', 'ceiling'])}(${again()})`],
    [isNone(dimensions) ? 2 : 0, () => power(w, scope, depth)],
    [6, () => lookup(w, scope, dimensions, depth)],
    [scope.lists ? 16 : 0, () => aggregateNumber(w, scope, dimensions, depth)],
    [
      isDay(dimensions) ? 25 : 5,
      () => (isNone(dimensions) || isDay(dimensions) ? whole(w, scope, dimensions, depth) : undefined),
    ],
  ])!;
}

/** A number without unit by a whole number with one: the quotient has fewer digits than the dividend. */
function rate(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string | undefined {
  const [, unit] = quotients(dimensions).find(([a]) => isNone(a)) ?? [];
  if (!unit || !declarations(unit).some((d) => isWhole(d.type))) return undefined;
  return `(${number(w, scope, NONE, depth - 1)} / ${whole(w, scope, unit, 0)})`;
}

/** A share of an amount, as most payments are. */
function shareOf(w: Writer, scope: Scope, dimensions: Dimensions): string | undefined {
  const amount = column(w, scope, (type) => isNumber(type, dimensions));
  const ratio = column(w, scope, (type) => type.kind === 'number' && type.scale === 15);
  return amount && `(${amount} * ${ratio && w.random.chance(50) ? ratio : scalarParameter(w, scope, NONE)})`;
}

function power(w: Writer, scope: Scope, depth: number): string {
  return `(${number(w, scope, NONE, depth - 1)}) ** ${w.random.int(0, 4)}`;
}

function factors(
  w: Writer,
  scope: Scope,
  depth: number,
  pairs: readonly (readonly [Dimensions, Dimensions])[],
  operator: string,
): string | undefined {
  if (pairs.length === 0) return undefined;
  // Half of them with a number without unit, as most formulas are.
  const plain = pairs.filter(([, b]) => isNone(b));
  const here = pairs.filter((pair) =>
    pair.every((d) => columns(w, scope, (type) => isNumber(type, d)).length > 0),
  );
  const from = w.random.chance(60) ? plain : w.random.chance(70) ? here : pairs;
  const [a, b] = w.random.pick(from.length > 0 ? from : pairs);
  return `(${number(w, scope, a, depth - 1)} ${operator} ${number(w, scope, b, depth - 1)})`;
}

/** A whole number of the dimensions. */
export function whole(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string | undefined {
  const { random } = w;
  const fits = (type: Type) => isNumber(type, dimensions) && isWhole(type);
  const again = () => whole(w, scope, dimensions, depth - 1);
  const both = (operator: string) => {
    const [a, b] = [again(), again()];
    return a && b && `(${a} ${operator} ${b})`;
  };
  const leaf = () => column(w, scope, fits) ?? scalarParameter(w, scope, dimensions, true);
  if (depth <= 0) return leaf();
  return random.weighted<string>([
    [10, leaf],
    [4, () => both(random.pick(['+', '-']))],
    [
      5,
      () => {
        const [a, b] = [again(), again()];
        return a && b && `modulo(${a}, ${b})`;
      },
    ],
    ...(isNone(dimensions)
      ? ([
          [3, () => both('*')],
          [2, () => `${random.pick(['floor', 'ceiling'])}(${number(w, scope, NONE, depth - 1)})`],
          [2, () => `${random.pick(ROUNDINGS)}(${number(w, scope, NONE, depth - 1)}, ${random.int(-2, 0)})`],
          [4, () => `${random.pick(['year', 'month', 'day'])}(${date(w, scope, depth - 1)})`],
          [scope.lists ? 14 : 0, () => aggregateWhole(w, scope, depth)],
        ] as const)
      : []),
    [isDay(dimensions) ? 20 : 0, () => `(${date(w, scope, depth - 1)} - ${date(w, scope, depth - 1)})`],
  ]);
}

export function truth(w: Writer, scope: Scope, depth: number): string {
  const { random } = w;
  const again = () => truth(w, scope, depth - 1);
  const fits = (type: Type) => type.kind === 'boolean';
  const comparison = (): string => {
    const dimensions = someDimensions(w, scope);
    const value = () => number(w, scope, dimensions, depth - 1);
    const [a, b] = (random.chance(20) ? undefined : different(value)) ?? [value(), '0'];
    return `${a} ${random.pick(COMPARISONS)} ${b}`;
  };
  if (depth <= 0) return column(w, scope, fits) ?? `(${comparison()})`;
  return random.weighted<string>([
    [5, () => column(w, scope, fits)],
    [1, () => otherParameter(w, BOOLEAN)],
    [16, () => `(${comparison()})`],
    [6, () => `(${again()} and ${again()})`],
    [6, () => `(${again()} or ${again()})`],
    [1, () => `(${again()} or ${again()} or ${again()})`],
    [3, () => `not(${again()})`],
    [4, () => compared(w, COMPARISONS, () => date(w, scope, depth - 1))],
    [6, () => textTest(w, scope)],
    [4, () => interval(w, scope, depth)],
    [3, () => absence(w, scope)],
    [4, () => sameRow(w, scope)],
    [4, () => guard(w, scope, depth)],
    [2, () => choice(w, scope, depth, fits, (inner, left) => truth(w, inner, left))],
    [1, () => otherwise(w, scope, depth, fits, (inner, left) => truth(w, inner, left))],
    [scope.lists ? 10 : 0, () => aggregateTruth(w, scope, depth)],
    [1, () => compared(w, ['=', '!='], () => duration(w, scope, 0))],
  ])!;
}

function compared(w: Writer, operators: readonly string[], make: () => string): string | undefined {
  const pair = different(make);
  return pair && `(${pair[0]} ${w.random.pick(operators)} ${pair[1]})`;
}

function textTest(w: Writer, scope: Scope): string {
  const { random } = w;
  const value = text(w, scope, 0);
  return random.weighted<string>([
    [5, () => compared(w, ['=', '!='], () => text(w, scope, 0))],
    [2, () => `(${value} ${random.pick(['=', '!='])} "${random.pick(['A', '50%', 'é', '😀'])}")`],
    [2, () => `(${value} in ("A", "north", "a_b"))`],
    [4, () => `(${value} in ${listParameter(w)})`],
    [
      4,
      () =>
        `${random.pick(['starts with', 'ends with', 'contains'])}(${value}, "${random.pick(['A', 'n', '%', '_', 'T1', '0', '心'])}")`,
    ],
  ])!;
}

function interval(w: Writer, scope: Scope, depth: number): string | undefined {
  const { random } = w;
  const dimensions = someDimensions(w, scope);
  const value = number(w, scope, dimensions, depth - 1);
  const bounds = different(
    () => number(w, scope, dimensions, 0),
    () => scalarParameter(w, scope, dimensions),
  );
  if (!bounds || bounds.includes(value)) return undefined;
  const [low, high] = random.shuffle(bounds);
  return random.pick([
    `(${value} in ${random.pick(['[', '('])}${low}..${high}${random.pick([']', ')'])})`,
    `(${value} between ${low} and ${high})`,
    `(${value} in (< ${low}, >= ${high}))`,
  ]);
}

/** `x = null` on an optional fact or a reference. */
function absence(w: Writer, scope: Scope): string | undefined {
  const { random } = w;
  const references = walks(w.model, scope.entity, 2).map(({ path }) => scope.prefix + path.join('.'));
  const from = [
    ...references,
    ...columns(w, scope, () => true)
      .filter((c) => c.optional)
      .map((c) => c.written),
  ];
  return from.length > 0 ? `(${random.pick(from)} ${random.pick(['=', '!='])} null)` : undefined;
}

/** Two references to one entity, or two parties. */
function sameRow(w: Writer, scope: Scope): string | undefined {
  const { mine } = scope;
  const from = (entity: Scope['entity'], prefix: string) => {
    const ways = [{ path: [], at: entity }, ...walks(w.model, entity, 1)];
    return ways.flatMap(({ path, at }) =>
      at.references.map((r) => ({ written: prefix + [...path, r.name].join('.'), to: r.to })),
    );
  };
  const all = [...from(scope.entity, scope.prefix), ...(mine ? from(mine.entity, mine.prefix) : [])];
  const pairs = all.flatMap((a) =>
    all.filter((b) => a.to === b.to && a.written !== b.written).map((b) => [a, b] as const),
  );
  if (pairs.length === 0) return undefined;
  const [a, b] = w.random.pick(pairs);
  return `(${a.written} ${w.random.pick(['=', '!='])} ${b.written})`;
}

function guard(w: Writer, scope: Scope, depth: number): string | undefined {
  const fact = optional(w, scope, () => true);
  if (!fact) return undefined;
  const within = truth(w, knowing(scope, fact), depth - 1);
  return w.random.chance(50) ? `(${fact} != null and ${within})` : `(${fact} = null or ${within})`;
}

export function date(w: Writer, scope: Scope, depth: number): string {
  const { random } = w;
  const fits = (type: Type) => type.kind === 'date';
  const again = () => date(w, scope, depth - 1);
  const constant = () =>
    random.pick(['period.start', 'period.end', 'as_of', '@"2024-02-29"', 'date("2023-12-31")']);
  const leaf = () => column(w, scope, fits) ?? constant();
  if (depth <= 0) return leaf();
  return random.weighted<string>([
    [8, leaf],
    [3, constant],
    [1, () => otherParameter(w, DATE)],
    [5, () => `(${again()} ${random.pick(['+', '-'])} ${duration(w, scope, depth - 1)})`],
    [2, () => `${random.pick(['min', 'max'])}(${again()}, ${again()})`],
    [2, () => choice(w, scope, depth, fits, (inner, left) => date(w, inner, left))],
    [4, () => otherwise(w, scope, depth, fits, (inner, left) => date(w, inner, left))],
    [scope.lists ? 4 : 0, () => aggregateDate(w, scope)],
  ])!;
}

export function duration(w: Writer, scope: Scope, depth: number): string {
  const { random } = w;
  const fits = (type: Type) => type.kind === 'duration';
  const leaf = () =>
    column(w, scope, fits) ??
    (random.chance(30)
      ? otherParameter(w, DURATION)
      : random.pick(['@"P1M"', '@"P1Y2M3D"', 'duration("P7D")', '@"P0D"']));
  if (depth <= 0) return leaf();
  return random.weighted<string>([
    [5, leaf],
    [
      5,
      () => {
        const times = whole(w, scope, NONE, 0);
        return times && `(${leaf()} * ${times})`;
      },
    ],
  ])!;
}

export function text(w: Writer, scope: Scope, depth: number): string {
  const fits = (type: Type) => type.kind === 'text';
  const leaf = column(w, scope, fits);
  if (leaf === undefined || w.random.chance(8)) return otherParameter(w, TEXT);
  if (depth <= 0) return leaf;
  return w.random.weighted<string>([
    [5, () => leaf],
    [2, () => choice(w, scope, depth, fits, (inner, left) => text(w, inner, left))],
    [2, () => otherwise(w, scope, depth, fits, (inner, left) => text(w, inner, left))],
  ])!;
}
