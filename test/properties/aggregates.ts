/** Random aggregates over the lists a row can name. */
import { type NamedList, columnsOf, listsFrom, siblings } from './lists.ts';
import { type Scope, inBody, inFilter, knowing } from './scope.ts';
import { type Dimensions, NONE, type Type, isNumber } from './types.ts';
import { type Writer, columns } from './writer.ts';

/** The list as written, the scope of its filter, and which optional columns the filter leaves present. */
interface Chosen {
  written: string;
  list: NamedList;
  guarded?: string;
}

function choose(w: Writer, lists: readonly NamedList[], scope: Scope): Chosen | undefined {
  const { random } = w;
  if (lists.length === 0) return undefined;
  const list = random.pick(lists);
  if (!random.chance(35)) return { written: list.written, list };
  const inside = inFilter(scope, list.of);
  const optional = columns(w, inside, () => true).filter((c) => c.optional && !c.far);
  if (optional.length > 0 && random.chance(50)) {
    const guarded = random.pick(optional).written;
    const more = random.chance(40) ? ` and ${w.grammar.truth(w, knowing(inside, guarded), 1)}` : '';
    return { written: `${list.written}[${guarded} != null${more}]`, list, guarded };
  }
  return { written: `${list.written}[${w.grammar.truth(w, inside, 1)}]`, list };
}

/** Written before mine in an order of a number, date or text. */
function preceding(w: Writer, scope: Scope): Chosen | undefined {
  const { random } = w;
  const list = random.pick([...siblings(w.model, scope.entity), undefined]);
  if (!list) return undefined;
  const inside = inFilter(scope, list.of);
  const filter = random.chance(35) ? `[${w.grammar.truth(w, inside, 1)}]` : '';
  const order = orderKey(w, inside);
  return order === undefined ? undefined : { written: `preceding(${list.written}${filter}, ${order})`, list };
}

function orderKey(w: Writer, inside: Scope): string | undefined {
  const sure = columns(w, inside, ordered).filter((c) => !c.optional);
  if (sure.length === 0) return undefined;
  const { written, type } = w.random.pick(sure);
  return type.kind === 'number' && w.random.chance(30) ? `-${written}` : written;
}

function ordered(type: Type): boolean {
  return type.kind === 'number' || type.kind === 'date' || type.kind === 'text';
}

/** Rather a list whose rows have something to aggregate. */
function anyList(w: Writer, scope: Scope, fits: (type: Type) => boolean = () => true): Chosen | undefined {
  const before = w.random.chance(25) ? preceding(w, scope) : undefined;
  if (before) return before;
  const all = listsFrom(w.model, scope.entity);
  const good = all.filter((list) => columnsOf(w.model, list.of).some((c) => !c.far && fits(c.type)));
  return choose(w, good.length > 0 && w.random.chance(85) ? good : all, scope);
}

/** `list.column`, or nothing where the element has no column of the kind. */
function columnOf(
  w: Writer,
  scope: Scope,
  chosen: Chosen,
  fits: (type: Type) => boolean,
): string | undefined {
  const element = { ...inFilter(scope, chosen.list.of) };
  delete element.mine;
  const all = columns(w, element, fits).filter(
    (c) => (!c.optional || c.written === chosen.guarded) && !c.written.startsWith('agreement.'),
  );
  return all.length > 0 ? `${chosen.written}.${w.random.pick(all).written}` : undefined;
}

function body(scope: Scope, chosen: Chosen, make: (inner: Scope) => string | undefined): string | undefined {
  const inner = inBody(scope, chosen.list.of, 'x');
  const value = make(inner);
  return value && `for x in ${chosen.written} return ${value}`;
}

export function aggregateNumber(
  w: Writer,
  scope: Scope,
  dimensions: Dimensions,
  depth: number,
): string | undefined {
  const { random } = w;
  const fits = (type: Type) => isNumber(type, dimensions);
  const functions = ['sum', 'sum', 'sum', 'min', 'max', 'mean', 'mean', 'median', 'median', 'stddev', 'only'];
  const chosen = anyList(w, scope, fits);
  if (!chosen) return undefined;
  return random.weighted<string>([
    [
      12,
      () => {
        const values = columnOf(w, scope, chosen, fits);
        return values && `${random.pick(functions)}(${values})`;
      },
    ],
    [
      7,
      () => {
        const values = body(scope, chosen, (inner) =>
          w.grammar.number(w, inner, dimensions, Math.min(depth - 1, 1)),
        );
        return values && `${random.pick(functions)}(${values})`;
      },
    ],
    [
      4,
      () => {
        const values = columnOf(w, scope, chosen, fits);
        const p = random.chance(15) ? random.pick(['0', '1']) : share(w, scope);
        return values && `percentile(${values}, ${p})`;
      },
    ],
    [4, () => allocate(w, scope, dimensions, depth)],
  ]);
}

/** A p for `percentile`, most of the time in [0, 1]. */
function share(w: Writer, scope: Scope): string {
  if (w.random.chance(20)) return w.grammar.number(w, scope, NONE, 0);
  const name = w.fresh('p');
  w.model.parameters.push({
    name,
    value: w.random.pick(['0.5', '0.25', '0.9', '0.333', '0.75', '0.000001']),
  });
  return name;
}

function allocate(w: Writer, scope: Scope, dimensions: Dimensions, depth: number): string | undefined {
  const lists = siblings(w.model, scope.entity);
  const chosen = choose(w, lists, scope);
  if (!chosen) return undefined;
  const inside = inFilter(scope, chosen.list.of);
  const all = columns(w, inside, (type) => isNumber(type)).filter((c) => !c.optional && !c.far);
  const weight = all.length > 0 && w.random.chance(80) ? w.random.pick(all).written : '1';
  const total = w.grammar.number(w, scope, dimensions, Math.min(depth - 1, 1));
  return `allocate(${total}, ${chosen.written}, ${w.random.chance(60) && weight !== '1' ? `abs(${weight})` : weight})`;
}

export function aggregateWhole(w: Writer, scope: Scope, depth: number): string | undefined {
  const { random } = w;
  return random.weighted<string>([
    [
      6,
      () => {
        const chosen = anyList(w, scope);
        return chosen && `count(${chosen.written})`;
      },
    ],
    [
      4,
      () => {
        const chosen = choose(w, siblings(w.model, scope.entity), scope);
        const order = chosen && orderKey(w, inFilter(scope, chosen.list.of));
        return order && `rank(${chosen.written}, ${order})`;
      },
    ],
    [
      2,
      () => {
        const chosen = anyList(w, scope);
        const values =
          chosen && body(scope, chosen, (inner) => w.grammar.whole(w, inner, NONE, Math.min(depth - 1, 1)));
        return values && `${random.pick(['sum', 'max', 'min'])}(${values})`;
      },
    ],
  ]);
}

export function aggregateTruth(w: Writer, scope: Scope, depth: number): string | undefined {
  const { random } = w;
  const chosen = anyList(w, scope);
  if (!chosen) return undefined;
  return random.weighted<string>([
    [
      4,
      () => {
        const values = columnOf(w, scope, chosen, (type) => type.kind === 'boolean');
        return values && `${random.pick(['any', 'all', 'only'])}(${values})`;
      },
    ],
    [
      5,
      () => {
        const inner = inBody(scope, chosen.list.of, 'x');
        return `(${random.pick(['some', 'every'])} x in ${chosen.written} satisfies ${w.grammar.truth(w, inner, Math.min(depth - 1, 1))})`;
      },
    ],
  ]);
}

export function aggregateDate(w: Writer, scope: Scope): string | undefined {
  const chosen = anyList(w, scope, (type) => type.kind === 'date');
  const values = chosen && columnOf(w, scope, chosen, (type) => type.kind === 'date');
  return values && `${w.random.pick(['min', 'max', 'only'])}(${values})`;
}

export function aggregateText(w: Writer, scope: Scope): string | undefined {
  const chosen = anyList(w, scope);
  const values = chosen && columnOf(w, scope, chosen, (type) => type.kind === 'text');
  return values && `only(${values})`;
}
