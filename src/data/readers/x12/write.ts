/** Segments and envelopes of X12 5010, for writing tables out as 835 or 837. */

interface Envelope {
  /** GS01 and GS08: `HC` and `005010X222A1`. */
  group: string;
  version: string;
  /** ISA09, GS04: the day it is written, `2024-01-31`. */
  day: string;
  sender?: string;
  receiver?: string;
}

type Element = string | readonly (string | undefined)[] | undefined;

const [ELEMENT, COMPONENT, REPETITION, TERMINATOR] = ['*', ':', '^', '~'];
const RESERVED = /[*:^~]/;

/**
 * Gives segments as text, each on a line. An element that holds a delimiter cannot be written: that is an error, for to change it would be to
 * change data. Empty elements at the end are left out, as the standard has it.
 */
export class X12Writer {
  /** Of the transaction that is open. */
  #segments = 0;
  #transactions = 0;
  readonly #envelope: Envelope;

  constructor(envelope: Envelope) {
    this.#envelope = envelope;
  }

  open(): string {
    const { day, group, version, sender = 'SENDER', receiver = 'RECEIVER' } = this.#envelope;
    const compact = compactDay(day);
    const isa = [
      'ISA',
      '00',
      ' '.repeat(10),
      '00',
      ' '.repeat(10),
      'ZZ',
      sender.padEnd(15),
      'ZZ',
      receiver.padEnd(15),
    ];
    isa.push(compact.slice(2), '0000', REPETITION!, '00501', '000000001', '0', 'P', COMPONENT!);
    return (
      `${isa.join(ELEMENT)}${TERMINATOR}\n` +
      this.segment('GS', group, sender, receiver, compact, '0000', '1', 'X', version)
    );
  }

  begin(type: string): string {
    this.#segments = 0;
    this.#transactions += 1;
    return this.segment('ST', type, String(this.#transactions).padStart(4, '0'), this.#envelope.version);
  }

  end(): string {
    return this.segment('SE', String(this.#segments + 1), String(this.#transactions).padStart(4, '0'));
  }

  close(): string {
    return this.segment('GE', String(this.#transactions), '1') + this.segment('IEA', '1', '000000001');
  }

  segment(id: string, ...elements: Element[]): string {
    this.#segments += 1;
    const texts = elements.map((element) =>
      typeof element === 'string' || element === undefined
        ? checked(element)
        : element.map(checked).join(COMPONENT).replace(/:+$/, ''),
    );
    return `${[id, ...texts].join(ELEMENT).replace(/\*+$/, '')}${TERMINATOR}\n`;
  }
}

function checked(element: string | undefined): string {
  if (element !== undefined && RESERVED.test(element))
    throw new RangeError(`"${element}" holds a delimiter of X12 and cannot be written`);
  return element ?? '';
}

/** `2024-01-31` → `20240131`. */
export function compactDay(day: string | null | undefined): string {
  return day?.replaceAll('-', '') ?? '';
}

/** Text of a cell: nothing where it is unknown. */
export type Cells = Readonly<Record<string, string | null | undefined>>;

/** Neighbours whose key is the same, together. */
export function* runs<T>(items: Iterable<T>, key: (item: T) => string): Generator<T[]> {
  let held: T[] = [];
  let last: string | undefined;
  for (const item of items) {
    const mine = key(item);
    if (held.length > 0 && mine !== last) {
      yield held;
      held = [];
    }
    last = mine;
    held.push(item);
  }
  if (held.length > 0) yield held;
}
