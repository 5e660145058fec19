/** What is to be read for all measures asked: of each table every event and every column once, so that one pass does for all. */
import { parseDuration } from '../../../language/value.ts';
import { quoteIdentifier, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { CheckedEvent, CheckedMeasure } from './check.ts';
import { codeMask, MOST_LISTS, plainSql } from './code-tree.ts';
import type { Condition } from './conditions.ts';
import type { Criterion, Window } from './document.ts';
import type { Source } from './sources.ts';
import { SOURCES } from './sources.ts';

/** Days of a call: of the period, half-open, no later than the day after the as-of date. */
export interface Days {
  from: string;
  to: string;
  asOf: string;
  /** The period as asked for. */
  full: string;
}

/** Which codes a group of columns may hold: lists by place, in masks of so many as a number has bits. */
class Lists {
  readonly lists: (readonly string[])[] = [];
  /** Places that rows are asked about, and not the stays made of them alone. */
  readonly ofRows = new Set<number>();
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

/** Columns of a source that stand for others, whose masks are put together. */
const UNION: Record<string, readonly string[]> = { diagnosis: ['principal_diagnosis', 'other_diagnosis'] };
const HAVE_UNION = new Set(['medical_claim', 'stay', 'inpatient_case']);

/** Columns whose masks stays inherit from the lines they are made of. */
export const INHERITED = ['principal_diagnosis', 'other_diagnosis', 'acquired_diagnosis', 'procedure'];

export class TablePlan {
  readonly source: Source;
  /** Code lists by column of the source. */
  readonly #own = new Map<string, Lists>();
  /** Columns read as they are. */
  readonly raw = new Set<string>();
  /** Tests of events in order; each is a bit. */
  readonly events: string[] = [];
  readonly days: string[] = [];
  readonly values: string[] = [];
  /** Aggregates by person over all rows. */
  readonly sums: string[] = [];
  units = false;

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
      const union = HAVE_UNION.has(this.source.table) ? UNION[condition.column] : undefined;
      const tests = (union ?? [condition.column]).map((column) => {
        const lists = this.#lists(column);
        const place = lists.place(condition.codes);
        if (this.source.table !== 'stay') lists.ofRows.add(place);
        return `x.${maskName(column, place)} & ${1n << BigInt(place % MOST_LISTS)} <> 0`;
      });
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

  /** The place of an event among the bits. */
  event({ condition }: CheckedEvent): number {
    return place(this.events, this.test(condition));
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
      return `when ${test} then ${same ? column : `(${column}::decimal(24,4) * ${times} + ${plus})`}::decimal(18,4)`;
    });
    return `value_${place(this.values, `case ${cases.join(' ')} end`)}`;
  }

  /** The column of an amount of a row. */
  amount(column: string): string {
    this.raw.add(column);
    return `value_${place(this.values, `x.${quoteIdentifier(column)}`)}`;
  }

  /**
   * Masks of the groups: `plain`, the codes of a row as they are compared, and `masks` over them, to be computed one select further out. `columnsOf` gives the SQL of
   * the columns a group is made of; `ofStay` is true of rows that stays are made of, as only those are asked for what stays inherit.
   */
  masks(
    columnsOf: (group: string) => readonly string[],
    only?: readonly string[],
    ofStay?: string,
  ): { plain: string[]; masks: string[] } {
    const plain: string[] = [];
    const masks = [...this.groups].flatMap(([group, { lists, ofRows }]) => {
      if (only && !only.includes(group)) return [];
      const columns = columnsOf(group).map((sql) => `"plain ${place(plain, plainSql(sql))}"`);
      return Array.from({ length: Math.ceil(lists.length / MOST_LISTS) }, (_, k) => {
        const some = lists.slice(k * MOST_LISTS, (k + 1) * MOST_LISTS);
        const those = (asked: (place: number) => boolean) => {
          const codes = some.map((list, i) => (asked(k * MOST_LISTS + i) ? list : []));
          return codes.every((list) => list.length === 0)
            ? undefined
            : together(columns, (column) => codeMask(column, codes));
        };
        const all = those((place) => ofStay === undefined || ofRows.has(place));
        const more = ofStay === undefined ? undefined : those((place) => !ofRows.has(place));
        const parts = [
          ...(all ? [all] : []),
          ...(more ? [`(case when ${ofStay} then ${more} else 0::bigint end)`] : []),
        ];
        return `${parts.length > 0 ? parts.join(' | ') : '0::bigint'} as ${maskName(group, k * MOST_LISTS)}`;
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

  /** Bits of events as SQL columns `m0`, `m1` … over `x`. */
  eventMasks(): string[] {
    return Array.from({ length: Math.ceil(this.events.length / MOST_LISTS) }, (_, k) => {
      const some = this.events.slice(k * MOST_LISTS, (k + 1) * MOST_LISTS);
      const bits = some.map(
        (test, i) => `case when ${test} then ${1n << BigInt(i)}::bigint else 0::bigint end`,
      );
      return `${once(bits.join(' | '))} as m${k}`;
    });
  }
}

const maskName = (group: string, place: number) => `${group}_mask_${Math.floor(place / MOST_LISTS)}`;

/** SQL over a row of an event table: is it this event? */
export const isEvent = (alias: string, place: number) =>
  `${alias}.m${Math.floor(place / MOST_LISTS)} & ${1n << BigInt(place % MOST_LISTS)} <> 0`;

/**
 * Masks of several columns put together. The first columns are mostly filled and the last mostly not, so columns that are all unknown in a row are passed over
 * together.
 */
function together(columns: readonly string[], mask: (column: string) => string): string {
  const bounds = [1, 2, 3, 5, 8, 13, columns.length];
  const parts: string[] = [];
  let from = 0;
  for (const to of bounds) {
    const some = columns.slice(from, to);
    from = Math.max(from, Math.min(to, columns.length));
    if (some.length === 0) continue;
    const masks = some.map(mask).join(' | ');
    parts.push(
      some.length === 1
        ? masks
        : `(case when ${some.map((column) => `${column} is null`).join(' and ')} then 0::bigint else ${masks} end)`,
    );
  }
  return parts.length === 0 ? '0::bigint' : `(${parts.join(' | ')})`;
}

/**
 * The optimiser pushes a filter on a column below what makes it, and computes it again: the bits of events are dear, and the masks they are read from. What is volatile
 * it leaves where it is.
 */
function once(mask: string): string {
  return `(${mask} | (random() < 0)::bigint)`;
}

function place(list: string[], item: string): number {
  const found = list.indexOf(item);
  if (found >= 0) return found;
  list.push(item);
  return list.length - 1;
}

export class Plan {
  readonly tables = new Map<string, TablePlan>();
  /** Tables whose amounts are added up by person: read apart, as every row counts. */
  readonly sums = new Map<string, TablePlan>();
  readonly days: Days;
  readonly #inherited = new Map<string, Lists>();
  /** The earliest day any window begins with; undefined where one has no beginning. */
  earliest: string | undefined;

  /** Rows are kept with where they were read, those of sums too. */
  readonly detail: boolean;

  constructor(days: Days, measures: readonly CheckedMeasure[], detail: boolean) {
    this.days = days;
    this.detail = detail;
    const starts = measures.flatMap((measure) =>
      windowsOf(measure).map((window) => startOf(window, days, measure.unit)),
    );
    this.earliest = starts.includes(undefined)
      ? undefined
      : [days.from, ...(starts as string[])].reduce((a, b) => (a < b ? a : b));
  }

  table(source: Source): TablePlan {
    const found = this.tables.get(source.table);
    if (found) return found;
    // Stays are made of claims, in the same pass, and share the lists they inherit.
    if (source.table === 'stay') this.table(SOURCES.get('medical_claim') as Source);
    const inherits = source.table === 'stay' || source.table === 'medical_claim';
    const made = inherits ? new TablePlan(source, this.#inherited) : new TablePlan(source);
    this.tables.set(source.table, made);
    return made;
  }

  /** SQL of the last day of a window about a unit. */
  lastDay(of: 'start' | 'end', to: string): string {
    return movedSql(of === 'start' ? 'u.unit_start' : 'u.unit_end', to);
  }

  summed(source: Source): TablePlan {
    const made = this.sums.get(source.table) ?? new TablePlan(source);
    this.sums.set(source.table, made);
    return made;
  }
}

function windowsOf({ document }: CheckedMeasure): Window[] {
  const inside = (one: Criterion | undefined): Window[] =>
    one
      ? [
          ...(one.within ? [one.within] : []),
          ...[...(one.all ?? []), ...(one.any ?? []), ...(one.not ? [one.not] : [])].flatMap(inside),
        ]
      : [];
  return [
    ...inside(document.population.where),
    ...document.exclusions.flatMap(({ where }) => inside(where)),
    ...inside(document.numerator),
    ...(document.count?.within ? [document.count.within] : []),
  ];
}

/** The earliest day a window may begin with. Of units by another day than their first, that may lie long before the period. */
function startOf({ of, from }: Window, days: Days, unit: CheckedEvent | undefined): string | undefined {
  const late = unit?.written.day !== undefined && `m.${unit.written.day}` !== unit.source.day;
  if (of === 'start' && late) return undefined;
  if (from === undefined) return of === 'period' ? days.from : undefined;
  return moved(days.from, from);
}

/** `date` moved by a signed duration; the day of a shorter month is its last. */
export function moved(date: string, by: string): string {
  const back = by.startsWith('-');
  const { months = 0, days = 0 } = parseDuration(by.replace(/^-/, '')) ?? {};
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const sign = back ? -1 : 1;
  const last = new Date(Date.UTC(year, month + sign * months, 0)).getUTCDate();
  const there = new Date(Date.UTC(year, month - 1 + sign * months, Math.min(day, last) + sign * days));
  return there.toISOString().slice(0, 10);
}

/** The same in SQL, of a day that differs by row. */
export function movedSql(day: string, by: string): string {
  const sign = by.startsWith('-') ? '-' : '';
  const { months = 0, days = 0 } = parseDuration(by.replace(/^-/, '')) ?? {};
  const shifted = months === 0 ? day : `(${day} + interval (${sign}${months}) months)::date`;
  return days === 0 ? shifted : `(${shifted} + (${sign}${days}))`;
}
