/** What the parts of the generator share: the model so far, choices, names, and the grammar that calls itself through it. */
import { type Column, columnsOf } from './lists.ts';
import type { Model } from './model.ts';
import type { Random } from './random.ts';
import type { Scope } from './scope.ts';
import { type Dimensions, KINDS, type Type, isNumber, spell } from './types.ts';
import type { Mood } from './values.ts';

export interface Writer {
  model: Model;
  random: Random;
  mood: Mood;
  grammar: Grammar;
  /** Scalar parameters made so far. */
  scalars: { name: string; type: Type; dated: boolean }[];
  /** The next of a series of names: `p1`, `p2`. */
  fresh(kind: string): string;
}

interface Grammar {
  number(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string;
  whole(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string | undefined;
  truth(w: Writer, scope: Scope, depth: number): string;
  date(w: Writer, scope: Scope, depth: number): string;
}

/** Columns of a type that may be read here, as they are written here. */
export function columns(w: Writer, scope: Scope, fits: (type: Type) => boolean): Column[] {
  const near = columnsOf(w.model, scope.entity).map((c) => ({
    ...c,
    written: place(scope.prefix, c.written),
  }));
  const { mine } = scope;
  // The agreement's own stand among the near ones already, as `agreement.total`.
  const own =
    mine && mine.entity.kind !== 'root'
      ? columnsOf(w.model, mine.entity).map((c) => ({
          ...c,
          written: place(mine.prefix, c.written),
          far: true,
        }))
      : [];
  return [...near, ...own].filter((c) => fits(c.type));
}

/** `agreement.total` stands by itself wherever it is written. */
function place(prefix: string, written: string): string {
  return written.startsWith('agreement.') ? written : prefix + written;
}

/** Dimensions that something here has, most of the time. */
export function someDimensions(w: Writer, scope: Scope): Dimensions {
  const here = columns(w, scope, (type) => isNumber(type)).map(
    (c) => (c.type as { dimensions: Dimensions }).dimensions,
  );
  const known = here.filter((d) => KINDS.some((kind) => spell(kind) === spell(d)));
  return known.length > 0 && w.random.chance(85) ? w.random.pick(known) : w.random.pick(KINDS);
}
