/**
 * Events of a table as bits of numbers `m0`, `m1` …: which tests of a row hold, each on the days it is asked for. Most events are code lists, whose bits stand in masks
 * already: those that move by as many places move together, which takes a few operations a row instead of a test for each event.
 */
import { dateLiteral } from '../../options.ts';
import { MOST_LISTS } from './code-mask.ts';

/** Days an event is asked for: SQL of the day of a row, the first day and the day after the last. */
export interface DaysAsked {
  day: string;
  from: string;
  to: string;
}

/** A code list: a bit of a mask. */
export interface ListBit {
  mask: string;
  bit: number;
}

/** SQL over a row of an event table: is it this event? */
export const isEvent = (alias: string, place: number) =>
  `${alias}.m${Math.floor(place / MOST_LISTS)} & ${1n << BigInt(place % MOST_LISTS)} <> 0`;

interface Event {
  test: string;
  /** The lists one of which a row must be in; undefined where the test is more than that. */
  lists: readonly ListBit[] | undefined;
  /** Undefined where it is asked for on any day. */
  asked: DaysAsked | undefined;
}

export class EventBits {
  readonly #events: Event[] = [];

  /** The place of an event. Of rows of other days than any `asked` it may be missing. */
  place(test: string, lists: readonly ListBit[] | undefined, asked: DaysAsked | undefined): number {
    const found = this.#events.findIndex((one) => one.test === test);
    const before = this.#events[found];
    if (!before) return this.#events.push({ test, lists, asked }) - 1;
    before.asked = either(before.asked, asked);
    return found;
  }

  /** The place of a test that was asked for. */
  find(test: string): number | undefined {
    const found = this.#events.findIndex((one) => one.test === test);
    return found < 0 ? undefined : found;
  }

  /** SQL columns `m0`, `m1` … over `x`; with `within` of the days asked for only, and of rows without a day, which are told of. */
  columns(within: boolean): string[] {
    return Array.from({ length: Math.max(1, Math.ceil(this.#events.length / MOST_LISTS)) }, (_, k) => {
      const events = this.#events.slice(k * MOST_LISTS, (k + 1) * MOST_LISTS);
      const parts = [bitsOf(events), ...(within ? onDays(events) : [])];
      return `${once(`(${parts.join(' & ')})`)} as m${k}`;
    });
  }
}

function either(a: DaysAsked | undefined, b: DaysAsked | undefined): DaysAsked | undefined {
  if (!a || !b || a.day !== b.day) return undefined;
  return { day: a.day, from: a.from < b.from ? a.from : b.from, to: a.to > b.to ? a.to : b.to };
}

/** SQL of numbers with a bit for each event that is asked for on the day of a row: one for each day it may go by, found by one search among the days they change. */
function onDays(events: readonly Event[]): string[] {
  const bit = (place: number) => 1n << BigInt(place);
  const all = events.reduce((bits, _, place) => bits | bit(place), 0n);
  return [...new Set(events.flatMap(({ asked }) => (asked ? [asked.day] : [])))].map((day) => {
    const own = events.flatMap(({ asked }, place) => (asked?.day === day ? [{ ...asked, place }] : []));
    const changes = [...new Set(own.flatMap(({ from, to }) => [from, to]))].sort();
    const since = (first: string | undefined) =>
      own.reduce(
        (bits, { from, to, place }) =>
          first !== undefined && from <= first && first < to ? bits : bits & ~bit(place),
        all,
      );
    const search = (low: number, high: number): string => {
      if (low === high) return String(since(changes[low - 1]));
      const middle = (low + high) >> 1;
      return `case when ${day} < ${dateLiteral(changes[middle] as string)} then ${search(low, middle)} else ${search(middle + 1, high)} end`;
    };
    return `(case when ${day} is null then ${all} else ${search(0, changes.length)} end)::bigint`;
  });
}

function bitsOf(events: readonly Event[]): string {
  const moved = new Map<string, { mask: string; by: number; bits: bigint }>();
  const parts: string[] = [];
  for (const [place, { test, lists }] of events.entries()) {
    if (!lists) parts.push(`case when ${test} then ${1n << BigInt(place)}::bigint else 0::bigint end`);
    for (const { mask, bit } of lists ?? []) {
      const [by, key] = [place - bit, `${place - bit} ${mask}`];
      moved.set(key, { mask, by, bits: (moved.get(key)?.bits ?? 0n) | (1n << BigInt(bit)) });
    }
  }
  // Masks of which the same is asked are put together first.
  const alike = new Map<string, string[]>();
  for (const { mask, by, bits } of moved.values()) {
    const how = `& ${bits})${by === 0 ? '' : by > 0 ? ` << ${by}` : ` >> ${-by}`}`;
    alike.set(how, [...(alike.get(how) ?? []), `x.${mask}`]);
  }
  for (const [how, masks] of alike) parts.push(`(((${masks.join(' | ')}) ${how})`);
  return parts.length === 0 ? '0::bigint' : `(${parts.join(' | ')})`;
}

/**
 * The optimiser pushes a filter on a column below what makes it, and computes it again: the bits of events are dear, and the masks they are read from. What is volatile
 * it leaves where it is.
 */
function once(mask: string): string {
  return `(${mask} | (random() < 0)::bigint)`;
}
