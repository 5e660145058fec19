/**
 * Test support: the slow plain reading of the guide (`docs/guide/en/measures.md`) and of `document.ts`: what becomes of every person or row a measure document counts, one
 * after the other, over arrays of rows. It shares nothing with the SQL but the shape of a document. Left out: shares, `covered`, `each: day` of units, strata, providers.
 */
import type { Criterion, Measure, Window } from './document.ts';
import type { Day, Row, World } from './reference-rows.ts';
import { ageOn, peopleOf } from './reference-people.ts';
import type { Person } from './reference-people.ts';
import { meets, rowsOf, tenThousandths, toDay, valueOf } from './reference-rows.ts';

export interface Judged {
  person: string;
  status: 'in' | 'excluded' | 'unknown';
  reason: string | null;
  /** Whole ten-thousandths, of those that are in. */
  numerator: bigint;
  denominator: bigint;
}

export interface Judgement {
  units: Judged[];
  /** Lines that counted for anything, by person, as `person table:line`; and those that were looked at. */
  counted: Set<string>;
  seen: Set<string>;
}

type Truth = boolean | null;

const and = (all: readonly Truth[]): Truth =>
  all.includes(false) ? false : all.includes(null) ? null : true;
const or = (all: readonly Truth[]): Truth => (all.includes(true) ? true : all.includes(null) ? null : false);

/** `P1M` from the 31st is the last of the next month. */
function moved(day: Day, by: string): Day {
  const sign = by.startsWith('-') ? -1 : 1;
  const part = (letter: string) => Number(new RegExp(`(\\d+)${letter}`).exec(by)?.[1] ?? 0);
  const date = new Date(day * 86_400_000);
  const months = sign * (part('Y') * 12 + part('M'));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  const there = Date.UTC(
    date.getUTCFullYear(),
    date.getUTCMonth() + months,
    Math.min(date.getUTCDate(), last),
  );
  return Math.floor(there / 86_400_000) + sign * (part('W') * 7 + part('D'));
}

export function judge(document: Measure, world: World): Judgement {
  const [from, full, asOf] = [world.period.from, world.period.to, world.asOf].map(
    (day) => toDay(day) ?? 0,
  ) as [Day, Day, Day];
  const until = Math.min(full, asOf + 1);
  const tables = new Map<string, Row[]>();
  const table = (name: string) => {
    const made = tables.get(name) ?? rowsOf(name, world);
    tables.set(name, made);
    return made;
  };
  const events = new Map<string, { row: Row; day: Day | undefined }[]>();
  const event = (name: string) => {
    const { table: source, where, day } = document.events[name] as Measure['events'][string];
    const made =
      events.get(name) ??
      table(source)
        .filter((row) => meets(row, where, document.codes))
        .map((row) => ({
          row,
          day:
            day === undefined
              ? row.start
              : source === 'stay'
                ? day === 'discharge_date'
                  ? row.end
                  : row.start
                : toDay(row.cell(day)),
        }));
    events.set(name, made);
    return made;
  };
  const counted = new Set<string>();
  const seen = new Set<string>();
  const note = (set: Set<string>, { person, lines }: Row) => {
    for (const line of lines) set.add(`${person} ${line}`);
  };

  /** First and last day, and the end where it is one that may lie after the as-of date; undefined where the day it is about is not known. */
  const windowOf = (within: Window | undefined, unit: Row | undefined) => {
    const { of = 'period', from: begin, to } = within ?? {};
    if (of === 'period')
      return {
        first: begin === undefined ? from : moved(from, begin),
        last: (to === undefined ? full : moved(full, to)) - 1,
        due: true,
      };
    const anchor = of === 'start' ? unit?.start : unit?.end;
    if (anchor === undefined && (begin ?? to) !== undefined) return undefined;
    if (anchor === undefined) return { first: Number.NEGATIVE_INFINITY, last: asOf, due: true };
    const last = to === undefined ? asOf : moved(anchor, to);
    return {
      first: begin === undefined ? Number.NEGATIVE_INFINITY : moved(anchor, begin),
      last,
      due: last <= asOf,
    };
  };

  /** Rows of an event of a person in a window. */
  const inWindow = (name: string, person: string, within: Window | undefined, unit: Row | undefined) => {
    const window = windowOf(within, unit);
    const own = event(name).filter(({ row }) => row.person === person);
    for (const { row } of own) note(seen, row);
    return own.filter(
      (one): one is { row: Row; day: Day } =>
        window !== undefined &&
        one.day !== undefined &&
        one.day >= window.first &&
        one.day <= Math.min(window.last, asOf),
    );
  };

  const people = peopleOf(world, from, until, asOf);

  const holds = (one: Criterion, person: string, unit: Row | undefined, age: number | undefined): Truth => {
    const inner = (list: readonly Criterion[]) => list.map((part) => holds(part, person, unit, age));
    if (one.all) return and(inner(one.all));
    if (one.any) return or(inner(one.any));
    if (one.not) return or(inner([one.not])) === null ? null : !or(inner([one.not]));
    if (one.flag) return people.get(person)?.flags.has(one.flag) ?? false;
    if (one.age) return inAges(age, one.age);
    if (one.last) return last(one, person, unit);
    if (one.event === undefined) throw new Error('left out');
    if (one.same) {
      const itself = event(one.event).find(({ row }) => row === unit)?.row;
      if (itself) note(counted, itself);
      return itself !== undefined;
    }
    const due = windowOf(one.within, unit)?.due;
    if (one.first !== undefined) {
      const among = inWindow(one.first, person, one.within, unit).filter(({ row }) => row !== unit);
      if (among.length === 0) return due ? false : null;
      const day = Math.min(...among.map((other) => other.day));
      const firsts = among.filter((other) => other.day === day);
      const those = firsts.filter(({ row }) => event(one.event ?? '').some((other) => other.row === row));
      for (const { row } of those) note(counted, row);
      return those.length > 0;
    }
    const found = inWindow(one.event, person, one.within, unit).filter(
      ({ row }) => one.event !== document.of || row !== unit,
    );
    for (const { row } of found) note(counted, row);
    if (new Set(found.map(({ day }) => day)).size >= (one.days ?? 1)) return true;
    return due ? false : null;
  };

  const last = (one: Criterion, person: string, unit: Row | undefined): Truth => {
    const readings = (one.last ?? []).map((reading) => {
      const rows = inWindow(reading.event, person, one.within, unit)
        .map(({ row, day }) => ({ row, day, value: valueOf(document, reading.event, row) }))
        .filter(({ value }) => value !== undefined || one.no_value === 'missing');
      const day = Math.max(...rows.map((other) => other.day));
      const those = rows.filter((other) => other.day === day);
      for (const { row } of those) note(counted, row);
      const values = those.flatMap(({ value }) => (value === undefined ? [] : [value]));
      return { reading, day, values: values.sort((a, b) => (a < b ? -1 : 1)) };
    });
    if (!windowOf(one.within, unit)?.due) return null;
    const day = Math.max(...readings.map((other) => other.day));
    const there = readings.every((other) => other.day === day && other.values.length > 0);
    if (!there) return one.missing === 'yes' ? true : one.missing === 'no' ? false : null;
    return readings.every(({ reading: { from: low, to, above, below }, values }) => {
      const value = (one.same_day === 'highest' ? values.at(-1) : values[0]) ?? 0n;
      return (
        (low === undefined || value >= tenThousandths(low)) &&
        (to === undefined || value <= tenThousandths(to)) &&
        (above === undefined || value > tenThousandths(above)) &&
        (below === undefined || value < tenThousandths(below))
      );
    });
  };

  const { population, exclusions, kind } = document;
  const units: Judged[] = [];
  const candidates: { person: string; unit: Row | undefined }[] =
    document.of === 'person'
      ? [...people.keys()].map((person) => ({ person, unit: undefined }))
      : event(document.of)
          .filter(({ day }) => day !== undefined && day >= from && day < until)
          .map(({ row }) => ({ person: row.person, unit: row }));
  for (const { person, unit } of candidates) {
    const who = people.get(person);
    const on = population.age?.on === 'unit' ? unit?.start : population.age?.on === 'start' ? from : full - 1;
    const age = who?.birth === undefined || on === undefined ? undefined : ageOn(who.birth, on);
    const tests: [Truth, string][] = [];
    if (kind === 'rate') tests.push([(who?.months ?? 0) > 0, 'unknown']);
    if (population.enrolled) tests.push([enrolled(population.enrolled, who, unit), 'unknown']);
    if (population.plans) tests.push([population.plans.some((plan) => who?.plans.has(plan)), 'unknown']);
    // What is looked at is noted for whoever is counted only.
    const [before, looked] = [new Set(counted), new Set(seen)];
    if (population.where) tests.push([holds(population.where, person, unit, age), 'unknown']);
    if (population.sex)
      tests.push([who?.sex === undefined ? null : who.sex === population.sex, 'sex-unknown']);
    if (population.age) tests.push([inAges(age, population.age), 'age-unknown']);
    const left = or(exclusions.map(({ where }) => holds(where, person, unit, age)));
    const quantity = quantities(person, unit, age);
    const inside = and(tests.map(([test]) => test));
    if (inside === false) {
      counted.clear();
      seen.clear();
      for (const line of before) counted.add(line);
      for (const line of looked) seen.add(line);
      continue;
    }
    if (unit) {
      note(counted, unit);
      note(seen, unit);
    }
    const known = left === false && quantity.numerator !== undefined && quantity.denominator !== undefined;
    const status = inside === null ? 'unknown' : left ? 'excluded' : known ? 'in' : 'unknown';
    units.push({
      person,
      status,
      reason:
        inside === null
          ? (tests.find(([test]) => test === null)?.[1] ?? null)
          : status === 'in'
            ? null
            : status,
      numerator: status === 'in' ? (quantity.numerator ?? 0n) : 0n,
      denominator: status === 'in' ? (quantity.denominator ?? 0n) : 0n,
    });
  }
  return { units, counted, seen };

  function quantities(person: string, unit: Row | undefined, age: number | undefined) {
    if (kind === 'mean') {
      const cell = unit?.cell(document.value ?? '') ?? null;
      const value = cell === null ? undefined : tenThousandths(String(cell));
      return { numerator: value, denominator: 10_000n };
    }
    if (kind === 'rate') {
      const { event: name = '', each = 'row', within } = document.count ?? {};
      const found = inWindow(name, person, within, unit);
      for (const { row } of found) note(counted, row);
      const count = each === 'day' ? new Set(found.map(({ day }) => day)).size : found.length;
      return {
        numerator: BigInt(count) * 10_000n,
        denominator: BigInt(people.get(person)?.months ?? 0) * 10_000n,
      };
    }
    const met = holds(document.numerator ?? {}, person, unit, age);
    return { numerator: met === null ? undefined : met ? 10_000n : 0n, denominator: 10_000n };
  }

  /** Covered on every day of the window but for the gaps allowed; after death nobody is asked to be where the window is about a unit. */
  function enrolled(
    rule: NonNullable<Measure['population']['enrolled']>,
    who: Person | undefined,
    unit: Row | undefined,
  ): Truth {
    const { within, gaps, gap_days: most, at_end: atEnd } = rule;
    // In the plans that count.
    const own = who?.covered.filter(({ plan }) => population.plans?.includes(plan ?? '') ?? true);
    const days = new Set(own?.map(({ day }) => day));
    if (within !== undefined && within.of !== 'period') {
      const anchor = within.of === 'start' ? unit?.start : unit?.end;
      if (anchor === undefined) return null;
      const first = within.from === undefined ? anchor : moved(anchor, within.from);
      const end = within.to === undefined ? anchor : moved(anchor, within.to);
      // Nothing is known of days to come.
      const to = Math.min(end, asOf, who?.death ?? end);
      for (let day = Math.min(first, to); day <= to; day += 1) if (!days.has(day)) return false;
      return true;
    }
    const window = windowOf(within, undefined);
    const lengths: number[] = [0];
    const [first, end] = [window?.first ?? 0, Math.min(window?.last ?? 0, asOf)];
    for (let day = first; day <= end; day += 1)
      if (days.has(day)) lengths.push(0);
      else lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + 1;
    const there = lengths.filter((length) => length > 0);
    return (
      there.length <= gaps &&
      there.every((length) => length <= most) &&
      (days.has(end) || !atEnd) &&
      lengths.length > 1
    );
  }
}

function inAges(
  age: number | undefined,
  { from, to }: { from?: number | undefined; to?: number | undefined },
): Truth {
  if (from === undefined && to === undefined) return age !== undefined;
  return age === undefined ? null : (from === undefined || age >= from) && (to === undefined || age <= to);
}
