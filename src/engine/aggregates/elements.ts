/** The elements of a list as a query: each with the group it belongs to, and the values an aggregate needs of it. */
import type { Aggregate } from '../../language/plan.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Output, Step } from '../lower/steps.ts';
import { sql } from '../lower/steps.ts';
import { report } from '../messages.ts';
import type { Work } from '../work.ts';
import { Stopped } from '../work.ts';

/**
 * `anchor`: elements are grouped by the row their references `down` lead to. `pairs`: every element is paired with every row of mine
 * that shares its anchor, and grouped by my row; for what reads both.
 */
export type Mode = 'anchor' | 'pairs';

export interface ElementQuery {
  frame: Frame;
  /** Number of the group's row; `g` in the output. */
  group: Step;
  where?: string;
  mode: Mode;
  outputs: Output[];
  /** How many elements a group can have at most. */
  count: bigint;
}

/** |x| beyond this is refused where elements are added up (docs/language.md §2), so that no sum can overflow. */
export const ELEMENT_LIMIT = 2n ** 96n;

export function modeOf(entity: string, aggregate: Aggregate): Mode {
  const { list, preceding, correlated } = aggregate;
  if (correlated) return 'pairs';
  // Rows before mine are found by a window over my own list; any other list of my entity is paired.
  if (!preceding) return 'anchor';
  const own = list.entity === entity && list.up.join(' ') === list.down.join(' ');
  return own && WINDOWED.has(aggregate.function) ? 'anchor' : 'pairs';
}

const WINDOWED = new Set(['sum', 'count', 'min', 'max', 'mean', 'any', 'all']);

export async function elements(
  work: Work,
  entity: string,
  aggregate: Aggregate,
  mode: Mode,
  /** The visible term the aggregate serves, for a diagnostic. */
  term: string,
): Promise<ElementQuery> {
  const { list } = aggregate;
  const all = list.anchor === 'agreement' && list.down.length === 0;
  const count = BigInt(Math.max(1, work.store.entity(list.entity).count));
  if (mode === 'anchor') {
    const frame = Frame.of(work, 'element', list.entity);
    const group = all ? frame.steps.constant('row', '1') : frame.rid('element', list.down);
    const query: ElementQuery = { frame, group, mode, outputs: [], count };
    if (!all) query.where = `${frame.ridText('element', list.down)} is not null`;
    return query;
  }
  const mine = Frame.of(work, 'me', entity);
  const theirs = Frame.of(work, 'element', list.entity);
  const my = mine.select([
    { name: 'me', step: mine.rid('me') },
    { name: 'a', step: all ? mine.steps.constant('row', '1') : mine.rid('me', list.up) },
  ]);
  const their = theirs.select([
    { name: 'element', step: theirs.rid('element') },
    { name: 'a', step: all ? theirs.steps.constant('row', '1') : theirs.rid('element', list.down) },
  ]);
  await checkPairs(work, { entity, term, list: list.entity }, my, their);
  const pairs = work.table();
  await work.run(
    `create table ${pairs} as select m.me, e.element from (${my}) m join (${their}) e on m.a = e.a`,
  );
  const frame = new Frame(work);
  const alias = frame.base(pairs);
  frame.row('me', entity, `${alias}.me`).row('element', list.entity, `${alias}.element`);
  return { frame, group: frame.rid('me'), mode, outputs: [], count };
}

/** Pairs are refused rather than tried where they would not end: the formula can nearly always be written to need none. */
const PAIRS = 2_000_000_000;

async function checkPairs(
  work: Work,
  data: { entity: string; term: string; list: string },
  my: string,
  their: string,
): Promise<void> {
  const { entity, list } = data;
  if (work.store.entity(entity).count * work.store.entity(list).count <= PAIRS) return;
  const size = (rows: string) =>
    `(select a, count(*)::double as n from (${rows}) where a is not null group by a)`;
  const [[pairs] = []] = await work.values(
    `select coalesce(sum(m.n * e.n), 0)::hugeint from ${size(my)} m join ${size(their)} e on m.a = e.a`,
  );
  if (Number(pairs) <= PAIRS) return;
  work.diagnostics.push(report('too-many-pairs', { ...data, count: String(pairs), limit: PAIRS }));
  throw new Stopped();
}

/** Adds a value to the query's output, once; its name there. */
export function output(query: ElementQuery, step: Step, prefix: string): string {
  const known = query.outputs.find((o) => o.step === step);
  if (known) return known.name;
  const name = `${prefix}${query.outputs.length}`;
  query.outputs.push({ name, step });
  return name;
}

/** The filter: undefined where there is none. With `preceding` in pairs, only elements before me pass. */
export function filterOf(query: ElementQuery, aggregate: Aggregate): Step | undefined {
  const { frame } = query;
  const where = aggregate.list.where && lower(frame, aggregate.list.where);
  if (!aggregate.preceding || query.mode === 'anchor') return where;
  const theirs = lower(frame, aggregate.preceding);
  const mine = lower(frame, asMine(aggregate.preceding));
  const [their, my] = [frame.rid('element'), frame.rid('me')];
  const before = sql`(${theirs} < ${mine} or (${theirs} = ${mine} and ${their} < ${my}))`;
  // An order key must be known wherever the row may pass the filter; a filter only in a row before mine.
  return frame.steps.make(
    'boolean',
    where
      ? sql`case when ${where} is false then false when ${theirs} is null or ${mine} is null then null when ${before} then ${where} else false end`
      : before,
  );
}

/** An expression of the element's row, read from mine as if I were the element. */
export function asMine<E>(e: E): E {
  if (Array.isArray(e)) return e.map(asMine) as E;
  if (typeof e !== 'object' || e === null) return e;
  const copy = Object.fromEntries(Object.entries(e).map(([name, value]) => [name, asMine(value as unknown)]));
  if (copy['op'] === 'column' && copy['row'] === 'element') copy['row'] = 'me';
  return copy as E;
}

/** The elements as a query in brackets: `g`, `rid`, and what was asked for. */
export function elementQuery(query: ElementQuery): string {
  const { frame, group, where, outputs } = query;
  return frame.select(
    [{ name: 'g', step: group }, { name: RID, step: frame.rid('element') }, ...outputs],
    where,
  );
}
