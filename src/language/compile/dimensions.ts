/** Units and scales: the table of docs/language.md §2, and nothing else knows it. */
import type { Dimensions, NumberType, Scale, ScalarType } from '../plan.ts';

// Dimensions are interned: two number types have like units exactly when their `dimensions` are the same object.
const interned = new Map<string, Dimensions>();
const keys = new WeakMap<Dimensions, string>();
const types = new Map<string, NumberType>();

export const NONE: Dimensions = intern({});

export function intern(exponents: Dimensions): Dimensions {
  const entries = Object.entries(exponents)
    .filter(([, exponent]) => exponent !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const key = entries.map(([unit, exponent]) => `${unit}^${exponent}`).join(' ');
  let dimensions = interned.get(key);
  if (!dimensions) {
    dimensions = Object.fromEntries(entries);
    interned.set(key, dimensions);
    keys.set(dimensions, key);
  }
  return dimensions;
}

export function numberType(dimensions: Dimensions, scale: Scale): NumberType {
  const own = keys.has(dimensions) ? dimensions : intern(dimensions);
  const key = `${scale} ${keys.get(own)}`;
  let type = types.get(key);
  if (!type) {
    type = { kind: 'number', dimensions: own, scale };
    types.set(key, type);
  }
  return type;
}

export const MONEY = intern({ money: 1 });
export const POINT = intern({ point: 1 });
export const DAY = intern({ day: 1 });
export const YEAR = intern({ year: 1 });

export const WHOLE = numberType(NONE, 0);
export const RATIO = numberType(NONE, 15);
export const MONEY_TYPE = numberType(MONEY, 6);

/** none → 15, money → 6, point → 6, otherwise 9. */
export function naturalScale(dimensions: Dimensions): Scale {
  if (dimensions === NONE) return 15;
  return dimensions === MONEY || dimensions === POINT ? 6 : 9;
}

const products = new WeakMap<Dimensions, Map<Dimensions, Dimensions>>();

function combine(a: Dimensions, b: Dimensions, sign: 1 | -1): Dimensions {
  if (b === NONE) return a;
  if (sign === -1 && a === b) return NONE;
  let row = products.get(a);
  if (!row) products.set(a, (row = new Map()));
  const known = sign === 1 ? row.get(b) : undefined;
  if (known) return known;
  const sum = new Map(Object.entries(a));
  for (const [unit, exponent] of Object.entries(b)) sum.set(unit, (sum.get(unit) ?? 0) + sign * exponent);
  const result = intern(Object.fromEntries(sum));
  if (sign === 1) row.set(b, result);
  return result;
}

/** a * b: whole × whole stays whole; without units the larger scale; else the natural scale. */
export function product(a: NumberType, b: NumberType): NumberType {
  const dimensions = combine(a.dimensions, b.dimensions, 1);
  if (a.scale === 0 && b.scale === 0) return numberType(dimensions, 0);
  if (a.dimensions === NONE && b.dimensions === NONE) return numberType(NONE, larger(a.scale, b.scale));
  return numberType(dimensions, naturalScale(dimensions));
}

/** a / b: the natural scale, but a number over a number without unit at scale 9 stays at 9. */
export function quotient(a: NumberType, b: NumberType): NumberType {
  const dimensions = combine(a.dimensions, b.dimensions, -1);
  const nine = a.scale === 9 && b.scale === 9 && a.dimensions === NONE && b.dimensions === NONE;
  return numberType(dimensions, nine ? 9 : naturalScale(dimensions));
}

export function larger(a: Scale, b: Scale): Scale {
  return a > b ? a : b;
}

/** The type as an author would write it: `money/person_year`, `ratio`, `text`. */
export function describe(type: ScalarType): string {
  if (type.kind === 'reference') return type.entity;
  if (type.kind !== 'number') return type.kind;
  if (type.dimensions === NONE || Object.keys(type.dimensions).length === 0)
    return type.scale === 0 ? 'count' : type.scale === 9 ? 'number' : 'ratio';
  const over = units(type.dimensions, 1);
  const under = units(type.dimensions, -1);
  return under.length ? `${over.join('*') || '1'}/${under.join('/')}` : over.join('*');
}

/** Unit words with exponents of one sign, `person` and `year` together as `person_year`. */
function units(dimensions: Dimensions, sign: 1 | -1): string[] {
  const left = new Map(Object.entries(dimensions).filter(([, e]) => e * sign > 0));
  const words: string[] = [];
  for (const time of ['year', 'month']) {
    while ((left.get('person') ?? 0) !== 0 && (left.get(time) ?? 0) !== 0) {
      words.push(`person_${time}`);
      for (const unit of ['person', time]) left.set(unit, (left.get(unit) as number) - sign);
    }
  }
  for (const [unit, exponent] of left) for (let i = 0; i < Math.abs(exponent); i++) words.push(unit);
  return words;
}

/** Same kind and like units; scales may differ. */
export function alike(a: ScalarType, b: ScalarType): boolean {
  if (a.kind === 'number' && b.kind === 'number')
    return numberType(a.dimensions, 0) === numberType(b.dimensions, 0);
  if (a.kind === 'reference' && b.kind === 'reference') return a.entity === b.entity;
  return a.kind === b.kind;
}
