/** The names of types in documents: `money`, `count` with a unit, `money/person_year`, `list of text`. */
import type { Dimensions, ScalarType } from '../plan.ts';
import { intern, MONEY_TYPE, naturalScale, numberType, NONE, POINT, RATIO, WHOLE } from './dimensions.ts';

const SIMPLE: Record<string, ScalarType> = {
  text: { kind: 'text' },
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  duration: { kind: 'duration' },
  count: WHOLE,
  money: MONEY_TYPE,
  ratio: RATIO,
  point: numberType(POINT, 6),
  number: numberType(NONE, 9),
};

export const TYPE_NAMES = Object.keys(SIMPLE);

/** Words that name types and so are no units of their own. */
const NOT_UNITS = new Set([
  'text',
  'boolean',
  'date',
  'duration',
  'count',
  'ratio',
  'number',
  'list',
  'party',
  'reference',
]);

/** Why a type could not be read. */
type TypeMistake = 'unknown-type' | 'bad-unit' | 'unit-not-here' | 'list-not-here';

export function readType(text: string, unit?: string): ScalarType | TypeMistake {
  const name = text.trim();
  const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (simple) {
    if (unit === undefined) return simple;
    if (name !== 'count' && name !== 'number') return 'unit-not-here';
    const dimensions = readUnits(unit);
    if (!dimensions) return 'bad-unit';
    return numberType(dimensions, name === 'count' ? 0 : naturalUnlessNone(dimensions));
  }
  if (name.startsWith('list of ')) return 'list-not-here';
  if (!name.includes('/')) return 'unknown-type';
  if (unit !== undefined) return 'unit-not-here';
  const dimensions = readUnits(name);
  return dimensions ? numberType(dimensions, naturalScale(dimensions)) : 'bad-unit';
}

/** A `number` keeps 9 digits; one counted in money or points has theirs. */
function naturalUnlessNone(dimensions: Dimensions) {
  return dimensions === NONE ? 9 : naturalScale(dimensions);
}

/** `money/person_year`, `1/year`, `dose`: units joined by `*` and `/`, each `/` dividing by what follows it. */
function readUnits(text: string): Dimensions | undefined {
  // Units are words of authors: `constructor` is one, so nothing may be inherited.
  const exponents = new Map<string, number>();
  const pieces = text.trim().split(/([*/])/);
  for (let i = 0; i < pieces.length; i += 2) {
    const word = (pieces[i] as string).trim();
    const sign = pieces[i - 1] === '/' ? -1 : 1;
    if (word === '1') continue;
    if (!/^[a-z][a-z0-9_]*$/.test(word) || NOT_UNITS.has(word)) return undefined;
    const units =
      word === 'person_year' ? ['person', 'year'] : word === 'person_month' ? ['person', 'month'] : [word];
    for (const unit of units) exponents.set(unit, (exponents.get(unit) ?? 0) + sign);
  }
  return intern(Object.fromEntries(exponents));
}
