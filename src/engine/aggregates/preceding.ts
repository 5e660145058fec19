/**
 * Aggregates over the rows before mine, by windows over my own list (docs/language.md §4, `preceding`): one sort for all that share
 * list and key. A row's filter and value count only where it stands before me, an order key wherever the row may pass the filter.
 */
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { scaleUp } from '../lower/arithmetic.ts';
import { info } from '../lower/integers.ts';
import { kindOf } from '../lower/constants.ts';
import { lower } from '../lower/expression.ts';
import { quotient } from '../lower/kernel.ts';
import type { Fragment, Output, Step } from '../lower/steps.ts';
import { sql, Steps, writeSelect } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import type { ElementQuery } from './elements.ts';
import { output } from './elements.ts';
import type { AggregateTerm, GroupedTable } from './grouped.ts';
import { limited, scaleUpDigits } from './grouped.ts';

/** Terms with one order key. The table has a row per element: `rid` and a column per term. */
export async function precedingTerms(
  work: Work,
  query: ElementQuery,
  terms: readonly AggregateTerm[],
): Promise<GroupedTable> {
  const { frame } = query;
  const inner = frame.steps;
  const first = terms[0]?.aggregate.preceding;
  if (!first) throw new Error('without an order');
  const key = lower(frame, first);
  const bodies = terms.map((term) => {
    const { list, value, function: name } = term.aggregate;
    const where = list.where && lower(frame, list.where);
    let read = name === 'count' || !value ? undefined : lower(frame, value);
    if (read && (name === 'sum' || name === 'mean')) read = limited(inner, read);
    const known = [where && sql`${where} is not null`, read && sql`${read} is not null`].filter(
      (f) => f !== undefined,
    );
    // Is this row fit to stand before another? One that the filter leaves out always is.
    const fit =
      known.length === 0
        ? undefined
        : where
          ? sql`coalesce(not ${where}, false) or (${conjunction(known)})`
          : conjunction(known);
    const passed =
      read && (where ? inner.make(read.kind, sql`case when ${where} then ${read} end`, read) : read);
    return { term, where, read: passed, fit: fit && inner.make('boolean', sql`(${fit})`) };
  });
  const keyed = bodies.map(({ where }) =>
    where ? inner.make('boolean', sql`(${key} is not null or not coalesce(${where}, true))`) : undefined,
  );
  const names = bodies.map(({ where, read, fit }, i) => ({
    where: where && output(query, where, 'w'),
    read: read && output(query, read, 'v'),
    fit: fit && output(query, fit, 'f'),
    keyed: keyed[i] && output(query, keyed[i], 'k'),
  }));
  const k = output(query, key, 'o');
  const selected = [
    { name: 'g', step: query.group },
    { name: RID, step: frame.rid('element') },
    ...query.outputs,
  ];
  const text = frame.select(selected, query.where);
  // Read twice: kept in between only if there is something to compute.
  const kept = text.includes('(select ') ? work.table() : undefined;
  if (kept !== undefined) await work.run(`create table ${kept} as ${text}`);
  const elements = kept ?? `(${text})`;

  // Nearly always everything is known: then nothing needs counting row by row.
  const flags = [
    ...new Set(names.flatMap(({ fit, keyed }) => [fit, keyed]).filter((name) => name !== undefined)),
  ];
  const tests = [
    `count(*) filter (where ${k} is null)`,
    ...flags.map((name) => `count(*) filter (where not ${name})`),
  ];
  const [found = []] = await work.values(`select ${tests.join(', ')} from ${elements}`);
  const bad = (name: string | undefined) => name !== undefined && found[1 + flags.indexOf(name)] !== 0n;
  const noKey = found[0] !== 0n;

  const windows = new Map<string, Step>();
  const outer = new Steps({ plain: inner.plain });
  const window = (text: string, kind: Step['kind'], number?: { bound: bigint; wide: boolean }): Step => {
    const known = windows.get(text);
    if (known) return known;
    const step = outer.leaf(kind, `a.a${windows.size}`, number);
    windows.set(text, step);
    return step;
  };
  const counted = { bound: query.count, wide: false };
  const count = (condition?: string) =>
    window(
      // Not `filter`: with it the database counts every window from its beginning.
      `count(${condition === undefined ? '*' : `case when ${condition} then 1 end`}) over before`,
      'number',
      counted,
    );
  const outputs = bodies.map(({ term, read }, i): Output => {
    const { where, read: v, fit, keyed: keyFlag } = names[i] as (typeof names)[number];
    const unfit = bad(fit) ? count(`not ${fit as string}`) : undefined;
    const conditions: Fragment[] = [];
    if (noKey) {
      conditions.push(sql`${outer.leaf('text', `a.${k}`)} is not null`);
      const missing = keyFlag === undefined ? `${k} is null` : `not ${keyFlag}`;
      if (keyFlag === undefined || bad(keyFlag)) {
        conditions.push(
          sql`${window(`count(case when ${missing} then 1 end) over (partition by g)`, 'number', counted)} = 0`,
        );
      }
    }
    const decided = unfit ? [...conditions, sql`${unfit} = 0`] : conditions;
    const over = (text: string) => `${text} over before`;
    const kind = kindOf(term.type);
    const number = read ? { bound: read.bound, wide: read.wide } : counted;
    const value = (): Fragment | Step => {
      switch (term.aggregate.function) {
        case 'count':
          return count(where);
        case 'min':
        case 'max':
          return window(over(`${term.aggregate.function}(${v as string})`), kind, number);
        case 'sum':
        case 'mean': {
          const size = info(number.bound * query.count);
          const sum = window(over(`sum(${v as string})`), 'number', { ...size, wide: true });
          if (term.aggregate.function === 'sum')
            return sql`coalesce(${sum}, 0)${size.wide ? '' : '::bigint'}`;
          const digits = scaleUpDigits(term);
          return quotient(outer, scaleUp(outer, sum, digits), count(where));
        }
        case 'any': {
          const decisive = count(v as string);
          return sql`case when ${decisive} > 0 then true ${unfit ? sql`when ${unfit} = 0 then false` : 'else false'} end`;
        }
        case 'all': {
          const decisive = count(`not ${v as string}`);
          return sql`case when ${decisive} > 0 then false ${unfit ? sql`when ${unfit} = 0 then true` : 'else true'} end`;
        }
        default:
          throw new Error(`not an aggregate of a window: ${term.aggregate.function}`);
      }
    };
    const decisive = term.aggregate.function === 'any' || term.aggregate.function === 'all';
    const made = value();
    const size =
      term.aggregate.function === 'sum' ? info(number.bound * query.count) : 'id' in made ? made : counted;
    const needed = decisive ? conditions : decided;
    const step =
      needed.length === 0
        ? outer.make(kind, sql`${made}`, size)
        : outer.make(kind, sql`case when ${conjunction(needed)} then ${made} end`, size);
    return { name: q(term.name), step };
  });
  const columns = [...windows.keys()].map((text, i) => `${text} as a${i}`);
  const source = `(select g, ${RID}, ${[k, ...columns].join(', ')} from ${elements} window before as (partition by g order by ${k}, ${RID} rows between unbounded preceding and 1 preceding)) a`;
  const table = work.table();
  const rid: Output = { name: RID, step: outer.leaf('row', `a.${RID}`) };
  await work.run(
    `create table ${table} as ${writeSelect([rid, ...outputs], `from ${source}`)}${kept === undefined ? '' : `; drop table ${kept}`}`,
  );
  return {
    table,
    columns: new Map(
      outputs.map(({ step }, i) => [
        (terms[i] as AggregateTerm).name,
        { kind: step.kind, number: { bound: step.bound, wide: step.wide } },
      ]),
    ),
  };
}

function conjunction(conditions: readonly Fragment[]): Fragment {
  return conditions.reduce((all, next) => sql`${all} and ${next}`);
}
