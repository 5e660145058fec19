/** Elements as values: dates, components, names of loops NM1 and N1. */
import type { Segment } from './segments.ts';

/** Trimmed; undefined where there is nothing. */
export function element(segment: Segment | undefined, index: number): string | undefined {
  return segment?.elements[index]?.trim() || undefined;
}

export function components(segment: Segment, index: number): string[] {
  return (segment.elements[index] ?? '').split(segment.component).map((part) => part.trim());
}

/**
 * `20240131` and `202401311530` → `2024-01-31`; `240131` as old files have it is left as it is, for its century is a guess, as is all else:
 * the intake says that it is no date.
 */
export function day(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (![8, 12, 14].includes(text.length) || !/^\d+$/.test(text)) return text;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

/**
 * The day a transaction was made or paid, which all of its claims share; undefined where it is none: that loses no claim, as a day of its own that is
 * none would.
 */
export function dayOfHead(text: string | undefined): string | undefined {
  const iso = day(text);
  if (iso === undefined || !/^(19|20)\d\d-\d\d-\d\d$/.test(iso)) return undefined;
  const time = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined;
}

/** First and last day. */
export interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** A date or range after its format qualifier, as DTP and HI have it: `D8`, `DT`, `RD8`. `TM` is a time without a day. */
export function range(format: string | undefined, text: string | undefined): Days {
  if (!text || format === 'TM') return {};
  // Some say D8 of what is a range.
  if (format === 'RD8' || format === 'RDT' || /^\d{8}-\d{8}$/.test(text)) {
    const [from, to] = text.split('-');
    return { from: day(from), to: day(to || from) };
  }
  return { from: day(text), to: day(text) };
}

/** What NM1 and N1 say of a party: `XX` is an NPI, `FI`/`24` a tax number, `MI` a member's number. */
export interface Party {
  name: string | undefined;
  person: boolean;
  first: string | undefined;
  qualifier: string | undefined;
  id: string | undefined;
}

export function party(segment: Segment): Party {
  if (segment.id === 'N1')
    return {
      name: element(segment, 2),
      person: false,
      first: undefined,
      qualifier: element(segment, 3),
      id: element(segment, 4),
    };
  return {
    name: element(segment, 3),
    person: element(segment, 2) === '1',
    first: element(segment, 4),
    qualifier: element(segment, 8),
    id: element(segment, 9),
  };
}

export function npi(of: Party | undefined): string | undefined {
  return of?.qualifier === 'XX' ? of.id : undefined;
}

/**
 * Values by their qualifier, as DTM, REF and AMT have them. There are seldom more than three, and very many of these: a list is smaller and
 * faster than a map. The first of a kind stands, as the standard allows one.
 */
export class Fields {
  readonly #pairs: string[] = [];

  get(kind: string): string | undefined {
    const at = this.#pairs.indexOf(kind);
    // Kinds stand at even places; a value may look like one.
    if (at < 0 || at % 2 === 0) return at < 0 ? undefined : this.#pairs[at + 1];
    for (let i = 0; i < this.#pairs.length; i += 2) if (this.#pairs[i] === kind) return this.#pairs[i + 1];
    return undefined;
  }

  put(kind: string | undefined, value: string | undefined): void {
    if (kind && value && this.get(kind) === undefined) this.#pairs.push(kind, value);
  }
}
