/**
 * Interchange, group and transaction: which transaction a segment belongs to, and whether the trailers count what is there (X12.5,
 * X12.6). A trailer that is missing or wrong loses nothing: it is a finding.
 */
import type { Broken, Piece, Segment } from './segments.ts';

export interface Transaction {
  /** ST01: `835`. */
  type: string;
  /** ST02. */
  control: string;
  /** ST03 or, before 5010, GS08: `005010X221A1`. */
  version: string;
}

/** What reads one kind of transaction. Its segments come in order, without ST and SE. */
export interface TransactionReader {
  begin(transaction: Transaction): void;
  segment(segment: Segment): void;
  /** Something that cannot be read stands between the segments. */
  broken(piece: Broken): void;
  /** `closed` by its trailer, or `cut` off before. */
  end(how: 'closed' | 'cut'): void;
}

interface EnvelopeReport {
  /** Not a row: it could not be read, or stands where nothing may. */
  refuse(reason: string, place: number, text: string): void;
  find(code: string, place: number, text: string): void;
  /** A transaction of another kind, whole. */
  passOver(reason: string): void;
}

interface Open {
  control: string;
  place: number;
  /** Groups of an interchange, transactions of a group, segments of a transaction. */
  count: number;
}

export class Envelope {
  readonly #wanted: string;
  readonly #reader: TransactionReader;
  readonly #report: EnvelopeReport;
  #interchange: Open | undefined;
  #group: (Open & { version: string }) | undefined;
  #transaction: (Open & { wanted: boolean }) | undefined;
  #saidBare = false;

  constructor(wanted: string, reader: TransactionReader, report: EnvelopeReport) {
    this.#wanted = wanted;
    this.#reader = reader;
    this.#report = report;
  }

  take(piece: Piece): void {
    if ('broken' in piece) return this.#broken(piece);
    if (piece.encoding) this.#report.find('x12-encoding', piece.place, piece.elements.join('*'));
    const { id, elements, place } = piece;
    switch (id) {
      case 'ISA':
        this.#closeInterchange(place);
        this.#interchange = { control: elements[13] ?? '', place, count: 0 };
        if (elements[15]?.trim() === 'T') this.#report.find('x12-test', place, 'ISA15 T');
        return;
      case 'GS':
        this.#closeGroup(place);
        if (this.#interchange) this.#interchange.count += 1;
        else this.#sayBare(place, 'GS');
        this.#group = { control: elements[6] ?? '', version: elements[8] ?? '', place, count: 0 };
        return;
      case 'ST':
        return this.#begin(piece);
      case 'SE':
        return this.#end(piece);
      case 'GE':
        this.#closeTransaction(place);
        this.#check('GE', this.#group, piece);
        this.#group = undefined;
        return;
      case 'IEA':
        this.#closeGroup(place);
        this.#check('IEA', this.#interchange, piece);
        this.#interchange = undefined;
        return;
      default:
        if (this.#transaction) {
          this.#transaction.count += 1;
          if (this.#transaction.wanted) this.#reader.segment(piece);
        } else if (id !== 'TA1') {
          this.#report.refuse('x12-outside', place, elements.join('*'));
        }
    }
  }

  /** The file ends here. */
  finish(place: number): void {
    this.#closeInterchange(place);
  }

  #broken(piece: Broken): void {
    this.#report.refuse(piece.broken, piece.place, piece.text);
    if (!this.#transaction) return;
    this.#transaction.count += 1;
    if (this.#transaction.wanted) this.#reader.broken(piece);
  }

  #begin({ elements, place }: Segment): void {
    this.#closeTransaction(place);
    if (this.#group) this.#group.count += 1;
    else this.#sayBare(place, 'ST');
    const type = elements[1] ?? '';
    const wanted = type === this.#wanted;
    this.#transaction = { control: elements[2] ?? '', place, count: 1, wanted };
    if (wanted)
      this.#reader.begin({
        type,
        control: elements[2] ?? '',
        version: elements[3] || (this.#group?.version ?? ''),
      });
    else this.#report.passOver('x12-other-transaction');
  }

  #end(segment: Segment): void {
    const open = this.#transaction;
    if (open) open.count += 1;
    this.#check('SE', open, segment);
    this.#transaction = undefined;
    if (open?.wanted) this.#reader.end('closed');
  }

  #closeTransaction(place: number): void {
    const open = this.#transaction;
    if (!open) return;
    this.#report.find('x12-unclosed', place, `ST*${open.control}`);
    this.#transaction = undefined;
    if (open.wanted) this.#reader.end('cut');
  }

  #closeGroup(place: number): void {
    this.#closeTransaction(place);
    if (this.#group) this.#report.find('x12-unclosed', place, `GS*${this.#group.control}`);
    this.#group = undefined;
  }

  #closeInterchange(place: number): void {
    this.#closeGroup(place);
    if (this.#interchange) this.#report.find('x12-unclosed', place, `ISA*${this.#interchange.control}`);
    this.#interchange = undefined;
  }

  /** A trailer: how many, and the control number of its header. */
  #check(id: string, open: Open | undefined, { elements, place }: Segment): void {
    const written = `${id}*${elements.slice(1).join('*')}`;
    if (!open) return this.#report.find('x12-trailer', place, written);
    const right = Number(elements[1]) === open.count && bare(elements[2]) === bare(open.control);
    if (!right)
      this.#report.find('x12-trailer', place, `${written} ≠ ${id}*${open.count}*${open.control.trim()}`);
  }

  #sayBare(place: number, id: string): void {
    if (this.#saidBare) return;
    this.#saidBare = true;
    this.#report.find('x12-no-envelope', place, id);
  }
}

/** Control numbers are numbers in some trailers and padded in their headers. */
function bare(control: string | undefined): string {
  return (control ?? '').trim().replace(/^0+(?=.)/, '');
}
