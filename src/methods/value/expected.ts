/** What is expected of a case by its case mix: the mean of its stratum, small strata put together, or the main effects of its variables. */
import type { Cell } from './cells.ts';
import { inSquaredUnits, inUnits } from './cells.ts';
import { mainEffects } from './statistics/main-effects.ts';
import type { Reference, Scale, Stratum, Sums } from './statistics/standardise.ts';
import { squaresAround, total } from './statistics/standardise.ts';

export interface Expected {
  reference: Reference;
  /** `strata` too where main effects were asked for and could not be told apart, or there are too few cases for them. */
  method: 'strata' | 'main-effects';
  /** Strata after small ones were put together: their levels, a variable that was given up as `*`. */
  strata: { levels: string[]; sums: Sums; expected: number }[];
  /** Sums of cells by pattern, each with what is expected. */
  own(cells: readonly Cell[]): Stratum[];
  /** Sums of cells by stratum, in the order of `strata`; those without a case too. */
  byStratum(cells: readonly Cell[]): Sums[];
}

const none: Sums = { cases: 0, sum: 0, squares: 0 };
export const sumsOf = (cells: readonly Cell[]): Sums => {
  let [known, sum, squares] = [0, 0n, 0n];
  for (const cell of cells) {
    known += cell.known;
    sum += cell.sum;
    squares += cell.squares;
  }
  return { cases: known, sum: inUnits(sum), squares: inSquaredUnits(squares) };
};

const keyOf = (levels: readonly string[]) => JSON.stringify(levels);

/** `cells`: all of one figure. Undefined where nothing of it is known. */
export function expectedOf(
  cells: readonly Cell[],
  scale: Scale,
  { method, least }: { method: 'strata' | 'main-effects'; least: number },
): Expected | undefined {
  const patterns = grouped(cells, ({ levels }) => keyOf(levels));
  const sums = new Map([...patterns].map(([key, own]) => [key, sumsOf(own)]));
  const known = [...sums].filter(([, { cases }]) => cases > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (known.length === 0) return undefined;
  const stratumOf = collapse(
    known.map(([key, { cases }]) => ({ levels: JSON.parse(key) as string[], cases })),
    least,
  );
  const names = [...new Set(stratumOf.values())].sort();
  const strata = names.map((name) => {
    const own = total(known.filter(([key]) => stratumOf.get(key) === name).map(([, one]) => one));
    return { levels: JSON.parse(name) as string[], sums: own, expected: own.sum / own.cases };
  });
  const byName = new Map(strata.map((one, i) => [names[i] ?? '', one.expected]));
  const all = total(known.map(([, one]) => one));
  // Where nobody has the event, or everybody, variables have no effects to be found.
  const same = scale === 'share' && (all.sum === 0 || all.sum === all.cases);
  const patterned = patternsOf(known);
  const fit =
    method === 'main-effects' && !same && all.cases >= Math.min(least, ENOUGH) * effectsOf(patterned)
      ? mainEffects(patterned, scale)
      : undefined;
  const expected = new Map(
    known.map(([key], i) => [
      key,
      fit ? (fit.expected[i] ?? 0) : (byName.get(stratumOf.get(key) ?? '') ?? 0),
    ]),
  );
  const own = (some: readonly Cell[]): Stratum[] =>
    [
      ...grouped(
        some.filter((one) => one.known > 0),
        ({ levels }) => keyOf(levels),
      ),
    ].map(([key, mine]) => ({
      ...sumsOf(mine),
      expected: expected.get(key) ?? 0,
    }));
  const free = Math.max(1, all.cases - strata.length);
  const reference = { scale, mean: all.sum / all.cases, spread: squaresAround(own(cells)) / free };
  return {
    reference,
    method: fit || same ? method : 'strata',
    strata,
    own,
    byStratum: (some) => {
      const mine = grouped(
        some.filter((one) => one.known > 0),
        ({ levels }) => stratumOf.get(keyOf(levels)) ?? '',
      );
      return names.map((name) => {
        const found = mine.get(name);
        return found ? sumsOf(found) : none;
      });
    },
  };
}

/** Cases for each effect that are enough, however large the strata are asked to be. */
const ENOUGH = 10;

const patternsOf = (known: readonly (readonly [string, Sums])[]) =>
  known.map(([key, { cases, sum }]) => ({ levels: JSON.parse(key) as string[], cases, sum }));

/**
 * Numbers that main effects are made of. With hardly more cases than these every case is expected to be what it was, and every provider to do as well as it does:
 * ten cases for each are the usual least (Peduzzi and others, J Clin Epidemiol 49 (1996) 1373–1379, of events).
 */
function effectsOf(patterns: readonly { levels: readonly string[] }[]): number {
  const levels = (patterns[0]?.levels ?? []).map(
    (_, i) => new Set(patterns.map((one) => one.levels[i])).size,
  );
  return levels.reduce((sum, size) => sum + size - 1, 1);
}

function grouped<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of list) {
    const name = key(one);
    const own = found.get(name);
    if (own) own.push(one);
    else found.set(name, [one]);
  }
  return found;
}

/**
 * By pattern the stratum it is in. Patterns with fewer cases than `least` give up their last variable and join others that did, until they are enough; what is
 * left over at the end is a stratum of its own, however small.
 */
export function collapse(
  patterns: readonly { levels: readonly string[]; cases: number }[],
  least: number,
): Map<string, string> {
  const found = new Map<string, string>();
  let left = [...patterns];
  for (let depth = patterns[0]?.levels.length ?? 0; depth >= 0 && left.length > 0; depth -= 1) {
    const name = (levels: readonly string[]) => keyOf(levels.map((level, i) => (i < depth ? level : '*')));
    const next: typeof left = [];
    for (const [stratum, own] of grouped(left, ({ levels }) => name(levels))) {
      const cases = own.reduce((sum, one) => sum + one.cases, 0);
      if (cases >= least || depth === 0) for (const { levels } of own) found.set(keyOf(levels), stratum);
      else next.push(...own);
    }
    left = next;
  }
  return found;
}
