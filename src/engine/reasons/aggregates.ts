/**
 * Why an aggregate is unknown, in the order of docs/language.md §3: my anchor, the total of `allocate`, my own key in `preceding`, the
 * first element in key order that is unknown, the p of `percentile`, then what the function itself finds.
 */
import type { PlanEntity } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import type { ElementQuery } from '../aggregates/elements.ts';
import { asMine, ELEMENT_LIMIT, elementQuery, elements, modeOf, output } from '../aggregates/elements.ts';
import type { AggregateTerm } from '../aggregates/grouped.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Fragment, Output, Step } from '../lower/steps.ts';
import { sql } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import { first, orNull, reasonOf, walkReason } from './expression.ts';
import type { ReasonTables } from './scope.ts';
import { ReasonScope } from './scope.ts';

export async function aggregateReasons(
  work: Work,
  entity: PlanEntity,
  term: AggregateTerm,
  tables: ReasonTables,
): Promise<string> {
  const { aggregate } = term;
  const { list } = aggregate;
  const name = term.hiddenIn ?? term.name;
  const mode = modeOf(entity.name, aggregate);
  const windowed = mode === 'anchor' && aggregate.preceding !== undefined;
  const mine = work.table();
  {
    const frame = Frame.of(work, 'me', entity.name);
    const scope = new ReasonScope(work, frame, tables, 'me', entity.name, name);
    const all = list.anchor === 'agreement' && list.down.length === 0;
    const g =
      mode === 'pairs' ? frame.rid('me') : all ? frame.steps.constant('row', '1') : frame.rid('me', list.up);
    const before = [
      all ? undefined : walkReason(scope, 'me', entity.name, list.up),
      aggregate.function === 'allocate' && aggregate.argument
        ? reasonOf(scope, aggregate.argument)
        : undefined,
      aggregate.preceding ? reasonOf(scope, asMine(aggregate.preceding)) : undefined,
    ].filter((step) => step !== undefined);
    const p =
      aggregate.function === 'percentile' && aggregate.argument
        ? reasonOf(scope, aggregate.argument)
        : undefined;
    const none = frame.steps.constant('text', 'null::varchar');
    const outputs: Output[] = [
      { name: RID, step: frame.rid('me') },
      { name: 'g', step: g },
      { name: 'before', step: before.length > 0 ? frame.steps.make('text', first(before)) : none },
      { name: 'after', step: p ?? none },
      ...['overflow', 'empty', 'several', 'invalid', 'not in list', 'negative weight', 'zero weight'].map(
        (kind) => ({
          name: q(kind),
          step: scope.own(kind as 'overflow', kind === 'overflow' ? name : aggregate.function),
        }),
      ),
    ];
    const column = frame.stored('me', [], term.name).parts[0] as string;
    await work.run(`create table ${mine} as ${frame.select(outputs, `${column} is null`)}`);
  }
  const query = await elements(work, entity.name, aggregate, mode, name);
  if (mode === 'pairs') query.where = `${query.frame.ridText('me')} in (select ${RID} from ${mine})`;
  const groups = windowed
    ? await before(work, query, term, tables, name)
    : await byGroup(work, query, term, tables, name);
  const members =
    aggregate.function === 'allocate'
      ? `left join ${groups}_members y on y.g = m.g and y.${RID} = m.${RID}`
      : '';
  const table = work.table();
  const own = ownReason(term);
  const key = windowed ? `x.${RID} = m.${RID}` : 'x.g = m.g';
  await work.run(
    `create table ${table} as select m.${RID}, coalesce(m.before, x.reason, m.after, ${own}) as reason from ${mine} m left join ${groups} x on ${key} ${members}; drop table ${mine}; drop table ${groups}`,
  );
  return table;
}

/** What the function finds where all it reads is known. `x` has the group's elements counted; it is absent where there are none. */
function ownReason(term: AggregateTerm): string {
  const n = 'coalesce(x.n, 0)';
  const large = 'when coalesce(x.large, 0) > 0 then m.overflow';
  switch (term.aggregate.function) {
    case 'mean':
      return `case ${large} when ${n} = 0 then m.empty else m.overflow end`;
    case 'stddev':
      return `case ${large} when ${n} < 2 then m.empty else m.overflow end`;
    case 'min':
    case 'max':
    case 'median':
      return `case when ${n} = 0 then m.empty else m.overflow end`;
    case 'only':
      return `case when ${n} = 0 then m.empty else m.several end`;
    case 'percentile':
      return `case when ${n} = 0 then m.empty else m.invalid end`;
    case 'rank':
      return 'm."not in list"';
    case 'allocate':
      return `case ${large} when coalesce(x.negative, 0) > 0 then m."negative weight" when coalesce(x.weights, 0) = 0 then m."zero weight"
        when y.g is null then m."not in list" else m.overflow end`;
    default:
      return 'm.overflow';
  }
}

interface Body {
  /** Does the element pass? Undefined: always. */
  passes: Step | undefined;
  /** Why the filter, the order key or the value is unknown. */
  where: Step | undefined;
  key: Step | undefined;
  value: Step | undefined;
  /** The value itself, where it is a number. */
  number: Step | undefined;
}

function bodyOf(
  work: Work,
  query: ElementQuery,
  term: AggregateTerm,
  tables: ReasonTables,
  name: string,
): Body {
  const { frame } = query;
  const { aggregate } = term;
  const scope = new ReasonScope(work, frame, tables, 'element', aggregate.list.entity, name);
  const { where } = aggregate.list;
  const read =
    aggregate.function === 'rank'
      ? aggregate.order
      : aggregate.function === 'count'
        ? undefined
        : aggregate.value;
  const value = read && lower(frame, read);
  return {
    passes: where && lower(frame, where),
    where: where && reasonOf(scope, where),
    key: aggregate.preceding && reasonOf(scope, aggregate.preceding),
    value: read && reasonOf(scope, read),
    number: value?.kind === 'number' ? value : undefined,
  };
}

const TRUE = sql`true`;

/** One row per group: the first element's reason, and counts. */
async function byGroup(
  work: Work,
  query: ElementQuery,
  term: AggregateTerm,
  tables: ReasonTables,
  name: string,
): Promise<string> {
  const { frame } = query;
  const { steps } = frame;
  const body = bodyOf(work, query, term, tables, name);
  const { preceding } = term.aggregate;
  let stands: Fragment = TRUE;
  let reason: Fragment;
  const value = orNull(body.value);
  if (preceding) {
    const [their, my] = [lower(frame, preceding), lower(frame, asMine(preceding))];
    const [rid, mine] = [frame.rid('element'), frame.rid('me')];
    stands = sql`(${their} < ${my} or (${their} = ${my} and ${rid} < ${mine}))`;
    const passes = body.passes ? sql`${body.passes}` : TRUE;
    reason = sql`case when not ${passes} then null when ${their} is null then coalesce(${orNull(body.where)}, ${orNull(body.key)})
      when not ${stands} then null else coalesce(${orNull(body.where)}, ${value}) end`;
  } else if (body.passes) {
    reason = sql`case when ${body.passes} then ${value} else ${orNull(body.where)} end`;
  } else reason = value;
  const passing = body.passes
    ? sql`coalesce(${body.passes} and ${stands}, false)`
    : sql`coalesce(${stands}, false)`;
  const p = output(query, steps.make('boolean', passing), 'p');
  const r = output(query, steps.make('text', sql`(${reason})::varchar`), 'r');
  const columns = [
    `arg_min(${r}, ${RID}) filter (where ${r} is not null) as reason`,
    `count(*) filter (where ${p}) as n`,
    ...countsOf(term, query, body, p),
  ];
  const table = work.table();
  await work.run(
    `create table ${table} as select g, ${columns.join(', ')} from (${elementQuery(query)}) group by g`,
  );
  if (term.aggregate.function === 'allocate') {
    await work.run(
      `create table ${table}_members as select g, ${RID} from (${elementQuery(query)}) where ${p}`,
    );
  }
  return table;
}

function countsOf(term: AggregateTerm, query: ElementQuery, body: Body, p: string): string[] {
  const { function: name } = term.aggregate;
  if (!body.number || !['sum', 'mean', 'stddev', 'allocate'].includes(name)) return [];
  const v = output(query, body.number, 'v');
  const limit = String(ELEMENT_LIMIT);
  const counts = [`count(case when ${p} and ${v} not between -${limit} and ${limit} then 1 end) as large`];
  if (name === 'allocate') {
    counts.push(
      `count(case when ${p} and ${v} < 0 then 1 end) as negative`,
      `count(case when ${p} and ${v} <> 0 then 1 end) as weights`,
    );
  }
  return counts;
}

/** One row per element: the reason of the first element that stands before it, or whose order key is unknown; and counts. */
async function before(
  work: Work,
  query: ElementQuery,
  term: AggregateTerm,
  tables: ReasonTables,
  name: string,
): Promise<string> {
  const { frame } = query;
  const { steps } = frame;
  const body = bodyOf(work, query, term, tables, name);
  const { preceding } = term.aggregate;
  if (!preceding) throw new Error('without an order');
  const key = lower(frame, preceding);
  const passes = body.passes ? sql`${body.passes}` : TRUE;
  const place = sql`case when not ${passes} then null when ${key} is null then coalesce(${orNull(body.where)}, ${orNull(body.key)}) end`;
  const value = sql`case when not ${passes} or ${key} is null then null else coalesce(${orNull(body.where)}, ${orNull(body.value)}) end`;
  const k = output(query, key, 'o');
  const whole = output(query, steps.make('text', sql`(${place})::varchar`), 'r');
  const each = output(query, steps.make('text', sql`(${value})::varchar`), 's');
  const p = output(query, steps.make('boolean', sql`coalesce(${passes}, false)`), 'p');
  const counts = countsOf(term, query, body, p);
  const over = counts.map((text) => text.replace(/ as (\w+)$/, ' over lot as $1'));
  const elementsTable = work.table();
  await work.run(`create table ${elementsTable} as ${elementQuery(query)}`);
  const windows = [
    `min(case when ${whole} is not null then ${RID} end) over (partition by g) as whole_rid`,
    `min(case when ${each} is not null then ${RID} end) over lot as each_rid`,
    // Not `filter`: with it the database counts every window from its beginning.
    `count(case when ${p} then 1 end) over lot as n`,
    ...over,
  ];
  const rows = `select *, least(whole_rid, each_rid) as first_rid from (select g, ${RID}, ${windows.join(', ')} from ${elementsTable}
    window lot as (partition by g order by ${k}, ${RID} rows between unbounded preceding and 1 preceding))`;
  const table = work.table();
  await work.run(
    `create table ${table} as select w.*, coalesce(e.${whole}, e.${each}) as reason from (${rows}) w left join ${elementsTable} e on e.${RID} = w.first_rid and e.g = w.g; drop table ${elementsTable}`,
  );
  return table;
}
