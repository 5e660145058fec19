/** Criteria as SQL: each gives true, false, or null where it is not known. */
import type { CheckedEvent, CheckedMeasure } from './check.ts';
import { dateLiteral } from '../../options.ts';
import type { Criterion, Measure, Reading, Window } from './document.ts';
import { ageOn } from './people.ts';
import { isEvent } from './event-bits.ts';
import type { DaysAsked } from './event-bits.ts';
import type { TablePlan } from './table-plan.ts';
import type { Days, Plan } from './plan.ts';
import { movedSql, windowDays } from './plan.ts';

/** What criteria ask of the events of a person, or of those about a unit: aggregates by table. */
export class Asked {
  /** Source table → SQL of aggregates over its events `x` (and the unit `u`), in order. */
  readonly aggregates = new Map<string, string[]>();
  /** Source table → tests one of which a row must pass to matter. */
  readonly events = new Map<string, Set<number>>();
  /** Events whose days covered are asked for. */
  readonly covered: CheckedEvent[] = [];
  /** Of people: what is found stands in one wide table with them, as `p`. */
  readonly ofPeople: boolean;

  constructor(ofPeople: boolean) {
    this.ofPeople = ofPeople;
  }

  column(source: string, place: number, aggregate: string): string {
    const list = this.aggregates.get(source) ?? [];
    this.aggregates.set(source, list);
    const events = this.events.get(source) ?? new Set<number>();
    this.events.set(source, events);
    events.add(place);
    if (!list.includes(aggregate)) list.push(aggregate);
    return `${this.ofPeople ? 'p' : `${source}_a`}.${source}_a${list.indexOf(aggregate)}`;
  }
}

/** Beyond any value a table may hold, whole ten-thousandths. */
const SPREAD = '2000000000000000000';
const STEP = '10000000000000000000';
const DAY_ZERO = `date '0001-01-01'`;

export class Criteria {
  readonly #plan: Plan;
  readonly #measure: CheckedMeasure;
  readonly asked: Asked;

  constructor(plan: Plan, measure: CheckedMeasure, asked: Asked) {
    this.#plan = plan;
    this.#measure = measure;
    this.asked = asked;
  }

  sql(one: Criterion): string {
    if (one.all) return `(${one.all.map((inner) => this.sql(inner)).join(' and ')})`;
    if (one.any) return `(${one.any.map((inner) => this.sql(inner)).join(' or ')})`;
    if (one.not) return `(not ${this.sql(one.not)})`;
    if (one.age) return this.#age(one.age);
    if (one.flag) return `coalesce(p.${one.flag}, false)`;
    if (one.covered !== undefined) return this.#covered(this.event(one.covered), one);
    if (one.last) return this.#last(one, one.last);
    return this.#event(one);
  }

  #age({ from, to }: { from?: number | undefined; to?: number | undefined }): string {
    const age = ageOf(this.#plan.days, this.#measure.document);
    const tests = [
      ...(from === undefined ? [] : [`${age} >= ${from}`]),
      ...(to === undefined ? [] : [`${age} <= ${to}`]),
    ];
    return tests.length === 0 ? `(${age} is not null)` : `(${tests.join(' and ')})`;
  }

  event(name: string): CheckedEvent {
    const found = this.#measure.events.get(name);
    if (!found) throw new Error(`no event ${name}`);
    return found;
  }

  table({ source }: CheckedEvent): TablePlan {
    return this.#plan.table(source);
  }

  #event({ event: name = '', days = 1, same, first, within }: Criterion): string {
    const event = this.event(name);
    if (event.absent) return 'false';
    const table = this.table(event);
    // The unit itself: its own bits.
    if (same) return `(${isEvent('u', table.event(event))})`;
    const day = `x.${table.day(event)}`;
    const place = table.event(event, this.daysAsked(day, within));
    // A unit is no event after itself.
    const other = this.#measure.unit === event ? ' and x.rowid <> u.unit_row' : '';
    const test = `${isEvent('x', place)} and ${this.window(day, within)}${other}`;
    if (first !== undefined) return this.#first(event, this.event(first), within);
    const ask = (aggregate: string) => this.asked.column(event.source.table, place, aggregate);
    const found =
      days === 1
        ? `coalesce(${ask(`bool_or(${test})`)}, false)`
        : days === 2
          ? `coalesce(${ask(`min(case when ${test} then ${day} end) < max(case when ${test} then ${day} end)`)}, false)`
          : `coalesce(${ask(`count(distinct case when ${test} then ${day} end)`)} >= ${days}, false)`;
    const due = this.#due(within);
    return due === undefined ? found : `(case when ${found} then true when ${due} then false end)`;
  }

  /**
   * Is the first of `among` in the window this event too? Known as soon as there is a first. Of several on the day this event counts; the day and the event are put into
   * one number.
   */
  #first(event: CheckedEvent, among: CheckedEvent, within: Window | undefined): string {
    const table = this.table(event);
    const [place, all, day] = [table.event(event), table.event(among), `x.${table.day(among)}`];
    const itself = this.#measure.unit?.source === event.source ? ' and x.rowid <> u.unit_row' : '';
    const inside = `${this.window(day, within)}${itself}`;
    const number = `(${day} - ${DAY_ZERO}) * 2 + case when ${isEvent('x', place)} then 0 else 1 end`;
    const column = this.asked.column(
      event.source.table,
      all,
      `min(case when ${isEvent('x', all)} and ${inside} then ${number} end)`,
    );
    return `(case when ${column} is not null then ${column} % 2 = 0 when ${this.#due(within) ?? 'true'} then false end)`;
  }

  /** SQL: are the days of a window about the unit known, and over? Those of one that says no last day are over on the as-of date. Undefined of one that is the same for all. */
  #due(within: Window | undefined): string | undefined {
    if (!within || within.of === 'period') return undefined;
    const anchor = within.of === 'start' ? 'u.unit_start' : 'u.unit_end';
    if (within.to === undefined) return within.from === undefined ? 'true' : `${anchor} is not null`;
    return `${movedSql(anchor, within.to)} <= ${dateLiteral(this.#plan.days.asOf)}`;
  }

  /** The days of a window that is the same for all; undefined of one about a unit. An explanation shows the rows outside too. */
  daysAsked(day: string, within: Window | undefined): DaysAsked | undefined {
    return this.#plan.detail ? undefined : this.#fixed(day, within);
  }

  #fixed(day: string, within: Window | undefined): DaysAsked | undefined {
    if (within && within.of !== 'period') return undefined;
    return { day, ...windowDays(this.#plan.days, within) };
  }

  /** SQL: does `day` lie in the window? */
  window(day: string, within: Window | undefined): string {
    const fixed = this.#fixed(day, within);
    if (fixed) return `${day} >= ${dateLiteral(fixed.from)} and ${day} < ${dateLiteral(fixed.to)}`;
    const anchor = within?.of === 'start' ? 'u.unit_start' : 'u.unit_end';
    const tests = [
      ...(within?.from === undefined ? [] : [`${day} >= ${movedSql(anchor, within.from)}`]),
      ...(within?.to === undefined ? [] : [`${day} <= ${movedSql(anchor, within.to)}`]),
    ];
    // A row may be read for another of its days.
    return [...tests, `${day} <= ${dateLiteral(this.#plan.days.asOf)}`].join(' and ');
  }

  /**
   * Values of the last day that has any: the day and the value are put into one number, so that one `max` finds both, exactly. Parts that have no value
   * on that day are missing.
   */
  #last(
    { same_day: best = 'lowest', no_value: without, missing, within }: Criterion,
    readings: readonly Reading[],
  ): string {
    const found = readings.map((reading) => {
      const event = this.event(reading.event);
      const table = this.table(event);
      const [day, value] = [`x.${table.day(event)}`, `x.${table.value(event)}`];
      // Of values, units that are not known are told of on any day.
      const place = table.event(
        event,
        event.written.units.length === 0 ? this.daysAsked(day, within) : undefined,
      );
      // A row without a value is less than any of its day, and more than all of the days before.
      const valueless = without === 'missing';
      const test = `${isEvent('x', place)}${valueless ? '' : ` and ${value} is not null`} and ${this.window(day, within)}`;
      const signed = `(${value} * 10000::decimal(6,0))::hugeint`;
      const sign = best === 'lowest' ? '-' : '+';
      const aggregate = `max(case when ${test} then (${day} - ${DAY_ZERO})::hugeint * ${STEP} + ${valueless ? `coalesce(${SPREAD} ${sign} ${signed}, 0)` : `(${SPREAD} ${sign} ${signed})`} end)`;
      const column = this.asked.column(event.source.table, place, aggregate);
      const rest = `(nullif(${column} % ${STEP}, 0) - ${SPREAD})`;
      return { reading, day: `(${column} // ${STEP})`, value: best === 'lowest' ? `(-${rest})` : rest };
    });
    const same = found.slice(1).map(({ day }) => `${day} = ${found[0]?.day}`);
    const tests = found.flatMap(({ reading, value }) => inRange(reading, value));
    const there = [...found.map(({ value }) => `${value} is not null`), ...same].join(' and ');
    const otherwise = missing === 'yes' ? 'true' : missing === 'no' ? 'false' : 'null';
    // Before its days are over a later value may come.
    const due = this.#due(within);
    return `(case ${due === undefined ? '' : `when (${due}) is not true then null `}when (${there}) is true then ${tests.length === 0 ? 'true' : tests.join(' and ')} else ${otherwise} end)`;
  }

  #covered(event: CheckedEvent, { at_least: share, days }: Criterion): string {
    const table = this.table(event);
    table.event(event, this.daysAsked(`x.${table.day(event)}`, undefined));
    if (!this.asked.covered.some((one) => one === event)) this.asked.covered.push(event);
    const column = (name: string) => `p.covered_${this.asked.covered.indexOf(event)}_${name}`;
    const long = days === undefined ? 'true' : `coalesce(${column('days')} >= ${days}, false)`;
    if (share === undefined) return long;
    const met = `${column('covered')} * 10000::hugeint >= ${column('days')} * (${share}::decimal(24,4) * 10000)::hugeint`;
    return `(${long} and case when ${column('days')} is null then false when ${met} then true when ${column('unknown')} > 0 then null else false end)`;
  }
}

/** Completed years of a unit, or of a person `p`, on the day the document asks for. */
export function ageOf(days: Days, { population }: Measure): string {
  const { on = 'end' } = population.age ?? {};
  const day =
    on === 'unit'
      ? 'u.unit_start'
      : on === 'start'
        ? dateLiteral(days.from)
        : `(${dateLiteral(days.full)} - 1)`;
  return ageOn('p.birth_date', day);
}

/** Tests of a value in whole ten-thousandths. */
function inRange({ from, to, above, below }: Reading, value: string): string[] {
  const scaled = (text: string) => `(${text}::decimal(24,4) * 10000)::hugeint`;
  return [
    ...(from === undefined ? [] : [`${value} >= ${scaled(from)}`]),
    ...(to === undefined ? [] : [`${value} <= ${scaled(to)}`]),
    ...(above === undefined ? [] : [`${value} > ${scaled(above)}`]),
    ...(below === undefined ? [] : [`${value} < ${scaled(below)}`]),
  ];
}
