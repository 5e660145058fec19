/** What is to be read of a table for all measures asked: every event and every column once, so that one pass does for all. */
import { quoteIdentifier, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { CheckedEvent } from './check.ts';
import { plainSql } from '../../shared/code-pattern.ts';
import { codeMask, MOST_LISTS } from './code-mask.ts';
import type { Condition } from './conditions.ts';
import { EventBits } from './event-bits.ts';
import type { DaysAsked, ListBit } from './event-bits.ts';
import type { Source } from './sources.ts';

/** Which codes a group of columns may hold: lists by place, in masks of so many as a number has bits. */
export class Lists {
  readonly lists: (readonly string[])[] = [];
  readonly #places = new Map<string, number>();

  place(codes: readonly string[]): number {
    const key = JSON.stringify([...new Set(codes)].sort());
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.lists.length);
    this.lists.push(codes);
    return this.lists.length - 1;
  }
}

/** SQL of a column of codes, and of whether its code counts in a row. */
export interface CodeColumn {
  code: string;
  where?: string;
}

export const PRINCIPAL = 'principal_diagnosis';
/** Before the name of a mask: of any claim of a stay. */
export const ANY = 'any_';

/** Columns of a source that stand for others, whose masks are put together. */
const UNION: Record<string, readonly string[]> = { diagnosis: [PRINCIPAL, 'other_diagnosis'] };
const HAVE_UNION = new Set(['medical_claim', 'stay', 'inpatient_case']);

/** Columns whose masks stays inherit from the lines they are made of. */
export const INHERITED = [PRINCIPAL, 'other_diagnosis', 'acquired_diagnosis', 'procedure'];

export class TablePlan {
  readonly source: Source;
  /** Code lists by column of the source. */
  readonly #own = new Map<string, Lists>();
  /** Columns read as they are. */
  readonly raw = new Set<string>();
  readonly events = new EventBits();
  readonly days: string[] = [];
  readonly values: string[] = [];
  /** Aggregates by person over all rows. */
  readonly sums: string[] = [];
  units = false;
  /** Rows of an event are units, whose last day and provider are asked for. */
  hasUnits = false;

  readonly #shared: Map<string, Lists>;

  /** `shared`: lists of columns that stays inherit from their lines. */
  constructor(source: Source, shared = new Map<string, Lists>()) {
    this.source = source;
    this.#shared = shared;
  }

  get groups(): ReadonlyMap<string, Lists> {
    return new Map([...this.#own, ...this.#shared]);
  }

  #lists(column: string): Lists {
    const inherited =
      INHERITED.includes(column) && (this.source.table === 'stay' || this.source.table === 'medical_claim');
    const map = inherited ? this.#shared : this.#own;
    const lists = map.get(column) ?? new Lists();
    map.set(column, lists);
    return lists;
  }

  /** SQL of a condition over the row `x` as `columns` makes it. */
  test(condition: Condition): string {
    if (condition.kind === 'codes') {
      const tests = this.#bits(condition).map(({ mask, bit }) => `x.${mask} & ${1n << BigInt(bit)} <> 0`);
      return `(${tests.join(' or ')})`;
    }
    if (condition.kind === 'sql') {
      for (const column of condition.columns) this.raw.add(column);
      return `(${condition.columns.map((column) => condition.sql(`x.${quoteIdentifier(column)}`)).join(' or ')})`;
    }
    const of = condition.of.map((one) => this.test(one));
    if (of.length === 0) return 'true';
    if (condition.kind === 'none') return `(not (${of.join(' or ')}))`;
    return `(${of.join(condition.kind === 'all' ? ' and ' : ' or ')})`;
  }

  #bits({ column: name, codes }: Extract<Condition, { kind: 'codes' }>): ListBit[] {
    const union = HAVE_UNION.has(this.source.table) ? UNION[name] : undefined;
    return (union ?? [name]).map((column) => {
      const lists = this.#lists(column);
      const place = lists.place(codes);
      // Of a stay the principal diagnosis is that of its first claim; those of the others are diagnoses too.
      const any = union && this.source.table === 'stay' && column === PRINCIPAL ? ANY : '';
      return { mask: any + maskName(column, place), bit: place % MOST_LISTS };
    });
  }

  /** The lists of a condition that asks for one of several lists, and for nothing else. */
  #listsOf(condition: Condition): ListBit[] | undefined {
    if (condition.kind === 'codes') return this.#bits(condition);
    if (condition.kind === 'sql' || condition.kind === 'none') return undefined;
    if (condition.of.length === 0 || (condition.kind === 'all' && condition.of.length > 1)) return undefined;
    const inner = condition.of.map((one) => this.#listsOf(one));
    return inner.includes(undefined) ? undefined : inner.flatMap((bits) => bits ?? []);
  }

  /** The place of an event among the bits. Of rows of other days than any `asked` it may be missing. */
  event({ condition }: CheckedEvent, asked?: DaysAsked): number {
    return this.events.place(this.test(condition), this.#listsOf(condition), asked);
  }

  /** Its place, if anything asks for it. */
  find({ condition }: CheckedEvent): number | undefined {
    return this.events.find(this.test(condition));
  }

  /** The column of an event's day. */
  day({ written }: CheckedEvent): string {
    return `day_${place(this.days, written.day === undefined ? this.source.day : `m.${quoteIdentifier(written.day)}`)}`;
  }

  /** The column of the first day of a row, whichever day its event goes by. */
  start(): string {
    return `day_${place(this.days, this.source.day)}`;
  }

  /** The column of an aggregate by person. */
  sum(aggregate: string): string {
    return `p.${this.source.table}_s${place(this.sums, aggregate)}`;
  }

  /** The column of an event's value in the measure's own unit; unknown where the unit is. */
  value({ written }: CheckedEvent): string {
    const column = `x.${quoteIdentifier(written.value ?? '')}`;
    this.raw.add(written.value ?? '');
    if (written.units.length === 0) return `value_${place(this.values, column)}`;
    this.raw.add('unit');
    this.units = true;
    const cases = written.units.map(({ unit, times, plus }, i) => {
      const test = `lower(x.unit) = lower(${quoteLiteral(unit)})${i === 0 ? ' or x.unit is null' : ''}`;
      const same = Number(times) === 1 && Number(plus) === 0;
      // What no number of the measure can hold is no value.
      return `when ${test} then try_cast(${same ? column : `(${column}::decimal(24,4) * ${times} + ${plus})`} as decimal(18,4))`;
    });
    return `value_${place(this.values, `case ${cases.join(' ')} end`)}`;
  }

  /** The column of an amount of a row. */
  amount(column: string): string {
    this.raw.add(column);
    return `value_${place(this.values, `x.${quoteIdentifier(column)}`)}`;
  }

  /** Masks of the groups: `plain`, the codes of a row as they are compared, and `masks` over them, to be computed one select further out. */
  masks(
    columnsOf: (group: string) => readonly CodeColumn[],
    only?: readonly string[],
  ): { plain: string[]; masks: string[] } {
    const plain: string[] = [];
    const column = (sql: string) => `"plain ${place(plain, sql)}"`;
    const masks = [...this.groups].flatMap(([group, { lists }]) => {
      if (only && !only.includes(group)) return [];
      const columns = columnsOf(group).map(({ code, where }) => ({
        code: column(plainSql(code)),
        where: where === undefined ? undefined : column(where),
      }));
      return Array.from({ length: Math.ceil(lists.length / MOST_LISTS) }, (_, k) => {
        const some = lists.slice(k * MOST_LISTS, (k + 1) * MOST_LISTS);
        const parts = columns.map(({ code, where }) =>
          where === undefined
            ? codeMask(code, some)
            : `case when ${where} then ${codeMask(code, some)} else 0::bigint end`,
        );
        return `(${parts.length > 0 ? parts.join(' | ') : '0::bigint'}) as ${maskName(group, k * MOST_LISTS)}`;
      });
    });
    return { plain: plain.map((sql, i) => `${sql} as "plain ${i}"`), masks };
  }

  /** Names of the masks of a group. */
  maskNames(only: readonly string[]): string[] {
    return [...this.groups].flatMap(([group, { lists }]) =>
      only.includes(group)
        ? Array.from({ length: Math.ceil(lists.length / MOST_LISTS) }, (_, k) =>
            maskName(group, k * MOST_LISTS),
          )
        : [],
    );
  }
}

const maskName = (group: string, place: number) => `${group}_mask_${Math.floor(place / MOST_LISTS)}`;

function place(list: string[], item: string): number {
  const found = list.indexOf(item);
  if (found >= 0) return found;
  list.push(item);
  return list.length - 1;
}
