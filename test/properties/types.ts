/** The types the generator writes formulas in, and how a document spells them. */
export type Dimensions = Readonly<Record<string, number>>;

export interface NumberType {
  kind: 'number';
  dimensions: Dimensions;
  /** 0 is whole; −1: that of a formula, not followed here (it may turn out whole). */
  scale: 0 | 6 | 9 | 15 | -1;
}

export type Type =
  NumberType | { kind: 'text' } | { kind: 'boolean' } | { kind: 'date' } | { kind: 'duration' };

/** A type a fact or parameter can be declared with. */
export interface Declared {
  type: Type;
  written: string;
  unit?: string;
}

const number = (
  written: string,
  scale: NumberType['scale'],
  dimensions: Dimensions,
  unit?: string,
): Declared => ({
  type: { kind: 'number', scale, dimensions },
  written,
  ...(unit && { unit }),
});

export const NUMBERS: readonly Declared[] = [
  number('money', 6, { money: 1 }),
  number('ratio', 15, {}),
  number('number', 9, {}),
  number('count', 0, {}),
  number('point', 6, { point: 1 }),
  number('count', 0, { person: 1 }, 'person'),
  number('number', 9, { person: 1 }, 'person'),
  number('count', 0, { day: 1 }, 'day'),
  number('number', 9, { person: 1, year: 1 }, 'person_year'),
  number('money/person', 9, { money: 1, person: -1 }),
  number('1/person', 9, { person: -1 }),
  number('1/day', 9, { day: -1 }),
  number('money/person_year', 9, { money: 1, person: -1, year: -1 }),
  number('day/year', 9, { day: 1, year: -1 }),
  number('number', 9, { year: 1 }, 'year'),
  number('money/point', 9, { money: 1, point: -1 }),
];

export const TEXT: Declared = { type: { kind: 'text' }, written: 'text' };
export const BOOLEAN: Declared = { type: { kind: 'boolean' }, written: 'boolean' };
export const DATE: Declared = { type: { kind: 'date' }, written: 'date' };
export const DURATION: Declared = { type: { kind: 'duration' }, written: 'duration' };

export const NONE: Dimensions = {};
export const MONEY: Dimensions = { money: 1 };
export const DAY: Dimensions = { day: 1 };

export function sameDimensions(a: Dimensions, b: Dimensions): boolean {
  return spell(a) === spell(b);
}

export function spell(dimensions: Dimensions): string {
  return Object.entries(dimensions)
    .filter(([, n]) => n !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, n]) => `${unit}^${n}`)
    .join(' ');
}

function combine(a: Dimensions, b: Dimensions, sign: 1 | -1): Dimensions {
  const result: Record<string, number> = { ...a };
  for (const [unit, n] of Object.entries(b)) {
    result[unit] = (result[unit] ?? 0) + sign * n;
    if (result[unit] === 0) delete result[unit];
  }
  return result;
}

/** The dimensions that can be declared, each once. */
export const KINDS: readonly Dimensions[] = [
  ...new Map(NUMBERS.map((n) => (n.type as NumberType).dimensions).map((d) => [spell(d), d])).values(),
];

const factorings = (sign: 1 | -1) =>
  new Map(
    KINDS.map((wanted) => [
      spell(wanted),
      KINDS.flatMap((a) =>
        KINDS.filter((b) => sameDimensions(combine(a, b, sign), wanted)).map((b) => [a, b] as const),
      ),
    ]),
  );
const PRODUCTS = factorings(1);
const QUOTIENTS = factorings(-1);

/** Pairs of dimensions whose product (quotient) has the dimensions wanted. */
export const products = (wanted: Dimensions) => PRODUCTS.get(spell(wanted)) ?? [];
export const quotients = (wanted: Dimensions) => QUOTIENTS.get(spell(wanted)) ?? [];

export function declarations(dimensions: Dimensions): Declared[] {
  return NUMBERS.filter((n) => n.type.kind === 'number' && sameDimensions(n.type.dimensions, dimensions));
}

export function isNumber(type: Type, dimensions?: Dimensions): type is NumberType {
  return type.kind === 'number' && (!dimensions || sameDimensions(type.dimensions, dimensions));
}

export function isWhole(type: Type): boolean {
  return type.kind === 'number' && type.scale === 0;
}
