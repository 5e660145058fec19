/** What is to be read for all measures asked: of each table every event and every column once. */
import { parseDuration } from '../../../language/value.ts';
import type { CheckedEvent, CheckedMeasure } from './check.ts';
import type { Criterion, Window } from './document.ts';
import type { Source } from './sources.ts';
import { SOURCES } from './sources.ts';
import { Lists, TablePlan } from './table-plan.ts';

/** Days of a call: of the period, half-open, no later than the day after the as-of date. */
export interface Days {
  from: string;
  to: string;
  asOf: string;
  /** The period as asked for. */
  full: string;
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

/** The earliest day a window may begin with. Of units by another day than the one it is about, that may lie long before the period: claims may even end before they begin. */
function startOf({ of, from }: Window, days: Days, unit: CheckedEvent | undefined): string | undefined {
  if (of !== 'period' && unit) {
    const { day, end, table } = unit.source;
    const own = unit.written.day === undefined ? day : `m.${unit.written.day}`;
    const noEarlier = (of === 'start' ? day : end) === own || (of === 'end' && table === 'stay');
    if (!noEarlier) return undefined;
  }
  if (from === undefined) return of === 'period' ? days.from : undefined;
  return moved(days.from, from);
}

/** Days of a window of the period: the first, and the day after the last, which may lie after the period but not after the as-of date. */
export function windowDays(
  { from, to, full, asOf }: Days,
  within: Pick<Window, 'from' | 'to'> | undefined,
): { from: string; to: string } {
  const first = within?.from === undefined ? from : moved(from, within.from);
  if (within?.to === undefined) return { from: first, to };
  const [end, after] = [moved(full, within.to), moved(asOf, 'P1D')];
  return { from: first, to: end < after ? end : after };
}

/** `date` moved by a signed duration; the day of a shorter month is its last. */
function moved(date: string, by: string): string {
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
