/**
 * Segments of a transaction 835 → remittances and claims (loops 1000A, 1000B, 2000, 2100, 2110; 005010X221A1, and 4010's X091A1, which
 * parts loops alike).
 */
import type { Broken, Segment } from './segments.ts';
import type { Transaction, TransactionReader } from './envelope.ts';
import { element, Fields, npi, party } from './values.ts';
import type { Party } from './values.ts';

/** One adjustment of CAS: why, and how much less is paid. */
export interface Adjustment {
  /** CO, PR, OA, PI; CR in 4010. */
  group: string;
  reason: string;
  amount: string;
}

export interface RemittanceLine {
  svc: Segment;
  dates: Fields;
  references: Fields;
  amounts: Fields;
  adjustments: Adjustment[];
}

export interface RemittanceClaim {
  clp: Segment;
  parties: Map<string, Party>;
  dates: Fields;
  references: Fields;
  adjustments: Adjustment[];
  lines: RemittanceLine[];
  /** Has MIA: an inpatient adjudication. */
  inpatient: boolean;
  /** Segments SVC that are none: the rest of their lines is not read. */
  malformed: Segment[];
}

export interface Remittance {
  transaction: Transaction;
  bpr: Segment | undefined;
  payer: Party | undefined;
  payee: Party | undefined;
  /** REF*TJ of the payee, or its number where that is a tax number. */
  payeeTin: string | undefined;
  produced: string | undefined;
}

/** Why a claim is not read as it stands: something in it was unreadable, it has no end, its head says nothing. */
export type Damage = 'x12-damaged' | 'x12-claim-cut' | 'x12-claim-head';

export interface RemittanceSink {
  claim(remittance: Remittance, claim: RemittanceClaim, damage: Damage | undefined): void;
  /** A segment PLB. */
  provider(remittance: Remittance, plb: Segment): void;
  /** A line or an adjustment outside any claim, or one that is malformed. */
  stray(reason: string, segment: Segment): void;
  end(remittance: Remittance, how: 'closed' | 'cut'): void;
}

/** Segments of a claim that say nothing the tables have. */
const PASSED = new Set(['N2', 'N3', 'N4', 'PER', 'QTY', 'LQ', 'TS2', 'TS3', 'MOA', 'NTE', 'RDM', 'CUR']);
const HEADER = new Set(['BPR', 'TRN']);

export class RemittanceReader implements TransactionReader {
  readonly #sink: RemittanceSink;
  #remittance!: Remittance;
  #party: string | undefined;
  #claim: RemittanceClaim | undefined;
  #line: RemittanceLine | undefined;
  /** The last SVC was malformed: what follows it belongs to no line. */
  #lost = false;
  #damage: Damage | undefined;

  constructor(sink: RemittanceSink) {
    this.#sink = sink;
  }

  begin(transaction: Transaction): void {
    this.#remittance = {
      transaction,
      bpr: undefined,
      payer: undefined,
      payee: undefined,
      payeeTin: undefined,
      produced: undefined,
    };
    this.#party = undefined;
  }

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'CLP':
        this.#close();
        this.#claim = {
          clp: segment,
          parties: new Map(),
          dates: new Fields(),
          references: new Fields(),
          adjustments: [],
          lines: [],
          inpatient: false,
          malformed: [],
        };
        return;
      case 'LX':
        return this.#close();
      case 'N1':
        // Some payers put several payees into one transaction: the claims that follow are the next one's.
        this.#close();
        return this.#ofHeader(segment);
      case 'PLB':
        this.#close();
        return this.#sink.provider(this.#remittance, segment);
      case 'SVC':
        return this.#service(segment);
      case 'CAS':
        return this.#adjust(segment);
      default:
        if (this.#claim) this.#ofClaim(this.#claim, segment);
        else this.#ofHeader(segment);
    }
  }

  broken(_piece: Broken): void {
    // It may have been the head of the next claim: which lines are whose is not known until one comes that can be read.
    if (this.#claim) this.#damage = 'x12-damaged';
  }

  end(how: 'closed' | 'cut'): void {
    if (how === 'cut' && this.#claim) this.#damage = 'x12-claim-cut';
    this.#close();
    this.#sink.end(this.#remittance, how);
  }

  #close(): void {
    if (this.#claim) this.#sink.claim(this.#remittance, this.#claim, this.#damage);
    this.#claim = undefined;
    this.#line = undefined;
    this.#lost = false;
    this.#damage = undefined;
  }

  #service(segment: Segment): void {
    this.#line = undefined;
    if (!this.#claim) return this.#sink.stray('x12-outside-claim', segment);
    this.#lost = !isService(segment);
    if (this.#lost) {
      this.#claim.malformed.push(segment);
      return;
    }
    this.#line = {
      svc: segment,
      dates: new Fields(),
      references: new Fields(),
      amounts: new Fields(),
      adjustments: [],
    };
    this.#claim.lines.push(this.#line);
  }

  /** CAS: the group, then up to six times reason, amount and quantity. */
  #adjust(segment: Segment): void {
    if (!this.#claim) return this.#sink.stray('x12-outside-claim', segment);
    if (this.#lost) return;
    const into = this.#line ?? this.#claim;
    const group = element(segment, 1) ?? '';
    for (let at = 2; at < segment.elements.length; at += 3) {
      const reason = element(segment, at);
      const amount = element(segment, at + 1);
      if (reason || amount) into.adjustments.push({ group, reason: reason ?? '', amount: amount ?? '' });
    }
  }

  #ofClaim(claim: RemittanceClaim, segment: Segment): void {
    const into = this.#line ?? claim;
    const kind = element(segment, 1);
    switch (segment.id) {
      case 'NM1':
        if (kind && !claim.parties.has(kind)) claim.parties.set(kind, party(segment));
        return;
      case 'DTM':
        return this.#lost ? undefined : into.dates.put(kind, element(segment, 2));
      case 'REF':
        return this.#lost ? undefined : into.references.put(kind, element(segment, 2));
      case 'AMT':
        this.#line?.amounts.put(kind, element(segment, 2));
        return;
      case 'MIA':
        claim.inpatient = true;
        return;
      default:
        if (PASSED.has(segment.id)) return;
        // A segment of the header, or one that 835 does not have: perhaps the head of a claim, misspelt.
        this.#sink.stray('x12-unexpected', segment);
        this.#damage = 'x12-damaged';
    }
  }

  #ofHeader(segment: Segment): void {
    const remittance = this.#remittance;
    const kind = element(segment, 1);
    switch (segment.id) {
      case 'BPR':
        remittance.bpr = segment;
        return;
      case 'N1':
        this.#party = kind;
        if (kind === 'PR') remittance.payer = party(segment);
        if (kind === 'PE') {
          remittance.payee = party(segment);
          remittance.payeeTin = npi(remittance.payee) ? undefined : taxNumber(remittance.payee);
        }
        return;
      case 'REF':
        if (this.#party === 'PE' && kind === 'TJ') remittance.payeeTin = element(segment, 2);
        return;
      case 'DTM':
        if (kind === '405') remittance.produced = element(segment, 2);
        return;
      default:
        if (!PASSED.has(segment.id) && !HEADER.has(segment.id)) this.#sink.stray('x12-unexpected', segment);
    }
  }
}

function taxNumber(of: Party): string | undefined {
  return of.qualifier === 'FI' ? of.id : undefined;
}

/** SVC has seven elements, and without the procedure, the charge and what was paid it says nothing. */
function isService(segment: Segment): boolean {
  const extra = segment.elements.slice(8).some((text) => text.trim() !== '');
  return !extra && [1, 2, 3].every((index) => element(segment, index) !== undefined);
}
