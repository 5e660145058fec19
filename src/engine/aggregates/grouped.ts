/** All aggregates of one list in one `group by`: sum, count, min, max, mean, median, stddev, any, all, only. */
import type { PlanTerm } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { guarded, product, scaleUp, subtract, add } from '../lower/arithmetic.ts';
import { info, integer } from '../lower/integers.ts';
import { kindOf } from '../lower/constants.ts';
import { lower } from '../lower/expression.ts';
import { quotient } from '../lower/kernel.ts';
import { squareRoot } from '../lower/rounding.ts';
import type { Fragment, NumberInfo, Output, Step } from '../lower/steps.ts';
import { sql, Steps, writeSelect } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import type { ElementQuery } from './elements.ts';
import { ELEMENT_LIMIT, elementQuery, filterOf, output } from './elements.ts';

export type AggregateTerm = PlanTerm & { aggregate: NonNullable<PlanTerm['aggregate']> };

/** Digits by which a mean, median or deviation is finer than what it is of. */
export function scaleUpDigits({ type, aggregate }: AggregateTerm): number {
  const of = aggregate.value?.type;
  return type.kind === 'number' && of?.kind === 'number' ? type.scale - of.scale : 0;
}

/** A table with a row per group that has elements: `g`, and a column per term; null is unknown. */
export interface GroupedTable {
  table: string;
  columns: ReadonlyMap<string, { kind: Step['kind']; number: NumberInfo }>;
}

export async function groupTerms(
  work: Work,
  query: ElementQuery,
  terms: readonly AggregateTerm[],
): Promise<GroupedTable> {
  const grouping = new Grouping(query);
  const outputs = terms.map((term): Output => ({ name: q(term.name), step: grouping.term(term) }));
  const table = work.table();
  await work.run(`create table ${table} as ${grouping.select(outputs)}`);
  const columns = new Map(
    terms.map((term, i) => {
      const { kind, bound, wide } = (outputs[i] as Output).step;
      return [term.name, { kind, number: { bound, wide } }];
    }),
  );
  return { table, columns };
}

class Grouping {
  readonly query: ElementQuery;
  /** Steps over the groups. */
  readonly steps: Steps;
  readonly #columns = new Map<string, Step>();
  readonly #windows = new Map<string, string>();

  constructor(query: ElementQuery) {
    this.query = query;
    this.steps = new Steps({ plain: query.frame.steps.plain });
  }

  /** An aggregate of the database, as a step over the groups. */
  aggregate(text: string, kind: Step['kind'], number?: NumberInfo): Step {
    const known = this.#columns.get(text);
    if (known) return known;
    const step = this.steps.leaf(kind, `a.a${this.#columns.size}`, number);
    this.#columns.set(text, step);
    return step;
  }

  /** A column computed by a window over the elements. */
  window(text: string): string {
    const known = this.#windows.get(text);
    if (known !== undefined) return known;
    const name = `x${this.#windows.size}`;
    this.#windows.set(text, name);
    return name;
  }

  count(condition?: string): Step {
    const filter = condition === undefined ? '' : ` filter (where ${condition})`;
    return this.aggregate(`count(*)${filter}`, 'number', { bound: this.query.count, wide: false });
  }

  select(outputs: readonly Output[]): string {
    const inner = elementQuery(this.query);
    const windows = [...this.#windows].map(([text, name]) => `${text} as ${name}`);
    const source = windows.length > 0 ? `select *, ${windows.join(', ')} from (${inner})` : inner;
    const columns = [...this.#columns.keys()].map((text, i) => `${text} as a${i}`);
    const group = `select g, ${columns.join(', ')} from (${source}) group by g`;
    return writeSelect([{ name: 'g', step: this.steps.leaf('row', 'a.g') }, ...outputs], `from (${group}) a`);
  }

  term(term: AggregateTerm): Step {
    const { query } = this;
    const { aggregate } = term;
    const where = filterOf(query, aggregate);
    const w = where && output(query, where, 'w');
    const and = (condition: string) => (w === undefined ? condition : `${w} and ${condition}`);
    const over = (text: string) => (w === undefined ? text : `${text} filter (where ${w})`);
    const n = this.count(w);
    // Filters unknown, and values unknown of elements that pass.
    const clear = w === undefined ? sql`true` : sql`${this.count(`${w} is null`)} = 0`;
    if (aggregate.function === 'count' || !aggregate.value) return this.#known(clear, n, 'number', n);
    const value = this.#value(term);
    const v = output(query, value, 'v');
    const all = sql`${this.aggregate(over(`count(${v})`), 'number', { bound: query.count, wide: false })} = ${n}`;
    const known = w === undefined ? all : sql`${clear} and ${all}`;
    const kind = kindOf(term.type);
    const number = { bound: value.bound, wide: value.wide };
    const one = (text: string) => this.aggregate(over(text), kind, number);
    const digits = scaleUpDigits(term);
    switch (aggregate.function) {
      case 'sum': {
        const size = info(value.bound * query.count);
        const sum = sql`coalesce(${this.#sum(over(`sum(${v})`), value)}, 0)${size.wide ? '' : '::bigint'}`;
        return this.#known(known, sum, kind, size);
      }
      case 'mean':
        return this.#strict(
          known,
          quotient(this.steps, scaleUp(this.steps, this.#sum(over(`sum(${v})`), value), digits), n),
        );
      case 'min':
      case 'max':
        return this.#known(known, one(`${aggregate.function}(${v})`), kind, number);
      case 'only':
        return this.#known(sql`${known} and ${n} = 1`, one(`min(${v})`), kind, number);
      case 'any': {
        const decisive = this.count(and(v));
        return this.steps.make(
          'boolean',
          this.#placed(term, sql`case when ${decisive} > 0 then true when ${known} then false end`),
        );
      }
      case 'all': {
        const decisive = this.count(and(`not ${v}`));
        return this.steps.make(
          'boolean',
          this.#placed(term, sql`case when ${decisive} > 0 then false when ${known} then true end`),
        );
      }
      case 'median':
        return this.#strict(known, this.#median(v, w, n, number, digits));
      case 'stddev':
        return this.#strict(known, this.#deviation(value, over, n));
      default:
        throw new Error(`not an aggregate of a group: ${aggregate.function}`);
    }
  }

  /** Among pairs, a row that may pass but has no place in the order leaves open even what another element decides. */
  #placed(term: AggregateTerm, value: Fragment): Fragment {
    const { preceding, list } = term.aggregate;
    const { query } = this;
    if (!preceding || query.mode !== 'pairs') return value;
    const { frame } = query;
    const key = sql`${lower(frame, preceding)} is null`;
    const open = list.where ? sql`(${key} and coalesce(${lower(frame, list.where)}, true))` : sql`(${key})`;
    const name = output(query, frame.steps.make('boolean', open), 'k');
    return sql`case when ${this.count(name)} = 0 then ${value} end`;
  }

  /** The value of an element; null also where it is too large to be added up. */
  #value(term: AggregateTerm): Step {
    const { frame } = this.query;
    const { aggregate } = term;
    const value = lower(frame, aggregate.value as NonNullable<typeof aggregate.value>);
    if (!['sum', 'mean', 'stddev'].includes(aggregate.function)) return value;
    const small = limited(frame.steps, value);
    if (aggregate.function !== 'stddev') return small;
    return scaleUp(frame.steps, small, scaleUpDigits(term));
  }

  #sum(text: string, value: Step): Step {
    const { bound } = info(value.bound * this.query.count);
    return this.aggregate(text, 'number', { bound, wide: true });
  }

  #known(condition: Fragment, value: Fragment | Step, kind: Step['kind'], number?: NumberInfo): Step {
    return this.steps.make(kind, sql`case when ${condition} then ${value} end`, number);
  }

  #strict(condition: Fragment, value: Step): Step {
    return this.#known(condition, value, value.kind, value);
  }

  #median(v: string, w: string | undefined, n: Step, number: NumberInfo, digits: number): Step {
    const { steps } = this;
    const partition = w === undefined ? 'g' : `g, ${w}`;
    const k = this.window(`2 * row_number() over (partition by ${partition} order by ${v}, ${RID})`);
    const m = this.window(`count(*) over (partition by ${partition})`);
    const pick = (more: number) => {
      const place = `${k} in (${m} + ${more}, ${m} + ${more + 1})`;
      return this.aggregate(
        `max(${v}) filter (where ${w === undefined ? place : `${w} and ${place}`})`,
        'number',
        number,
      );
    };
    const [low, high] = [pick(0), pick(1)];
    const odd = scaleUp(steps, low, digits);
    const even = quotient(steps, scaleUp(steps, add(steps, low, high), digits), integer(steps, 2n));
    const bound = odd.bound > even.bound ? odd.bound : even.bound;
    return steps.make('number', sql`case when ${n} % 2 = 1 then ${odd} else ${even} end`, {
      bound,
      wide: odd.wide || even.wide,
    });
  }

  /** The q ≥ 0 nearest to √(v / (n(n−1))), v = n·Σx² − (Σx)² (docs/language.md §2). */
  #deviation(x: Step, over: (text: string) => string, n: Step): Step {
    const { steps, query } = this;
    const inner = query.frame.steps;
    const square = product(inner, x, x);
    const s = output(query, square, 'v');
    const squares = this.aggregate(over(`count(${s})`), 'number', { bound: query.count, wide: false });
    let sum: Step;
    if (square.bound * query.count <= 2n ** 126n) {
      sum = this.aggregate(over(`sum(${s})`), 'number', { bound: square.bound * query.count, wide: true });
    } else {
      // Squares may add up beyond 128 bits, which the database would refuse: their halves cannot.
      const half = { bound: 2n ** 64n * query.count, wide: true };
      const low = output(query, inner.make('number', sql`(${square} & 18446744073709551615)`, half), 'v');
      const high = output(query, inner.make('number', sql`(${square} >> 64)`, half), 'v');
      const [lows, highs] = [low, high].map((name) =>
        this.aggregate(over(`sum(${name})`), 'number', half),
      ) as [Step, Step];
      sum = guarded(steps, sql`${highs} * 18446744073709551616 + ${lows}`);
    }
    const total = this.#sum(over(`sum(${output(query, x, 'v')})`), x);
    const v = subtract(steps, product(steps, n, sum), product(steps, total, total));
    const pairs = product(steps, n, subtract(steps, n, integer(steps, 1n)));
    const most = product(steps, v, integer(steps, 4n));
    const ratio = steps.make('number', sql`(${most}::hugeint // ${pairs})`, {
      bound: most.bound,
      wide: true,
    });
    const root = steps.make('number', sql`((${squareRoot(steps, ratio)} + 1) // 2)`, {
      bound: 2n ** 64n,
      wide: true,
    });
    return this.#known(sql`${n} > 1 and ${squares} = ${n}`, root, 'number', root);
  }
}

/** Null where |x| is beyond what may be added up. */
export function limited(steps: Steps, value: Step): Step {
  if (value.bound <= ELEMENT_LIMIT) return value;
  const limit = String(ELEMENT_LIMIT);
  return steps.make('number', sql`case when ${value} between -${limit} and ${limit} then ${value} end`, {
    bound: ELEMENT_LIMIT,
    wide: true,
  });
}
