/**
 * Segments of a transaction 837 → claims with who they are for and who bills them (005010X222 professional, X223 institutional, X224
 * dental). Levels HL 20 (billing provider), 22 (subscriber) and 23 (patient, where not the subscriber) hold what the claims under them share.
 */
import type { TransactionReader, Transaction } from './envelope.ts';
import type { Broken, Segment } from './segments.ts';
import { element, party, range } from './values.ts';
import type { Days, Party } from './values.ts';

interface Billing {
  party: Party | undefined;
  tin: string | undefined;
  taxonomy: string | undefined;
  city: string | undefined;
  state: string | undefined;
  place: number;
}

interface Person {
  party: Party | undefined;
  birth: string | undefined;
}

interface Subscriber extends Person {
  payer: Party | undefined;
  /** SBR09: what kind of insurance. */
  plan: string | undefined;
}

export interface ServiceLine {
  lx: Segment;
  /** SV1, SV2 or SV3. */
  service: Segment | undefined;
  days: Days;
  rendering: Provider | undefined;
  ndc: string | undefined;
}

interface Provider {
  party: Party;
  taxonomy: string | undefined;
  place: number;
}

export interface ClaimLoop {
  clm: Segment;
  references: Map<string, string>;
  dates: Map<string, Days>;
  /** Discharge hour (DTP*096 as a time) stands only where the person has left. */
  discharged: boolean;
  /** Segments HI. */
  codes: Segment[];
  cl1: Segment | undefined;
  providers: Map<string, Provider>;
  lines: ServiceLine[];
}

export interface Submission {
  transaction: Transaction;
  /** BHT04. */
  created: string | undefined;
  billing: Billing;
  subscriber: Subscriber;
  /** Where not the subscriber. */
  patient: Person | undefined;
}

export interface ClaimSink {
  claim(submission: Submission, claim: ClaimLoop, damage: string | undefined): void;
  stray(reason: string, segment: Segment): void;
}

/** Segments of 837 whose data the tables do not have. */
const PASSED = new Set(
  'N2 N3 PER CUR OI PWK CN1 AMT K3 NTE CR1 CR2 CR3 CR5 CR6 CR7 CRC HCP QTY CAS MOA MIA SV4 SV5 SV6 SV7 SVD TOO CTP LQ FRM PS1 HSD MEA UR DN1 DN2 PAT'.split(
    ' ',
  ),
);

interface Level {
  id: string;
  code: string;
  /** Nothing unreadable stood in it or above it. */
  sound: boolean;
}

export class ClaimReader implements TransactionReader {
  readonly #sink: ClaimSink;
  #transaction!: Transaction;
  #created: string | undefined;
  #billing = emptyBilling(0);
  #subscriber = emptySubscriber();
  #patient: Person | undefined;
  #levels: Level[] = [];
  /** Whose segments follow, by NM101; undefined before the first NM1 of a level or claim. */
  #party: string | undefined;
  #claim: ClaimLoop | undefined;
  #line: ServiceLine | undefined;
  /** Within 2320: another insurer's data. */
  #other = false;
  #damage: string | undefined;

  constructor(sink: ClaimSink) {
    this.#sink = sink;
  }

  begin(transaction: Transaction): void {
    this.#transaction = transaction;
    this.#created = undefined;
    this.#billing = emptyBilling(0);
    this.#subscriber = emptySubscriber();
    this.#patient = undefined;
    this.#levels = [];
    this.#party = undefined;
  }

  segment(segment: Segment): void {
    switch (segment.id) {
      case 'HL':
        return this.#level(segment);
      case 'CLM':
        this.#close();
        this.#claim = {
          clm: segment,
          references: new Map(),
          dates: new Map(),
          discharged: false,
          codes: [],
          cl1: undefined,
          providers: new Map(),
          lines: [],
        };
        this.#party = undefined;
        if (!this.#levels.at(-1)?.sound) this.#damage = 'x12-damaged';
        return;
      case 'LX':
        if (!this.#claim) return this.#sink.stray('x12-outside-claim', segment);
        this.#line = { lx: segment, service: undefined, days: {}, rendering: undefined, ndc: undefined };
        this.#claim.lines.push(this.#line);
        this.#other = false;
        this.#party = undefined;
        return;
      default:
        if (this.#line) this.#ofLine(this.#line, segment);
        else if (this.#claim) this.#ofClaim(this.#claim, segment);
        else this.#ofLevel(segment);
    }
  }

  broken(_piece: Broken): void {
    this.#doubt();
  }

  end(how: 'closed' | 'cut'): void {
    if (how === 'cut' && this.#claim) this.#damage = 'x12-claim-cut';
    this.#close();
  }

  /** It may have been a CLM or an HL: whose the rest is is not known until one comes that can be read. */
  #doubt(): void {
    const level = this.#levels.at(-1);
    if (level) level.sound = false;
    if (this.#claim) this.#damage = 'x12-damaged';
  }

  #close(): void {
    if (this.#claim) {
      const submission = {
        transaction: this.#transaction,
        created: this.#created,
        billing: this.#billing,
        subscriber: this.#subscriber,
        patient: this.#patient,
      };
      this.#sink.claim(submission, this.#claim, this.#damage);
    }
    this.#claim = undefined;
    this.#line = undefined;
    this.#other = false;
    this.#damage = undefined;
  }

  /** HL: its number, its parent's, its kind. One whose parent was not read is in doubt, and so are the claims under it. */
  #level(segment: Segment): void {
    this.#close();
    this.#party = undefined;
    const [, id = '', parent = '', code = ''] = segment.elements.map((text) => text.trim());
    const depth = ['20', '22', '23'].indexOf(code);
    if (depth < 0) {
      this.#levels = [{ id, code, sound: false }];
      return this.#sink.stray('x12-unexpected', segment);
    }
    const above = this.#levels.find((level) => level.code === ['', '20', '22'][depth]);
    const sound = depth === 0 || (above !== undefined && above.sound && above.id === parent);
    this.#levels = [...this.#levels.filter((level) => level.code < code), { id, code, sound }];
    if (depth === 0) this.#billing = emptyBilling(segment.place);
    if (depth <= 1) this.#subscriber = emptySubscriber();
    this.#patient = depth === 2 ? { party: undefined, birth: undefined } : undefined;
  }

  #ofLevel(segment: Segment): void {
    const code = this.#levels.at(-1)?.code;
    switch (segment.id) {
      case 'BHT':
        this.#created = element(segment, 4);
        return;
      case 'SBR':
        this.#subscriber.plan = element(segment, 9);
        return;
      case 'PRV':
        if (code === '20' && element(segment, 1) === 'BI') this.#billing.taxonomy = element(segment, 3);
        return;
      case 'NM1': {
        this.#party = element(segment, 1);
        const named = party(segment);
        if (this.#party === '85') Object.assign(this.#billing, { party: named, place: segment.place });
        if (this.#party === 'IL') this.#subscriber.party = named;
        if (this.#party === 'PR') this.#subscriber.payer = named;
        if (this.#party === 'QC' && this.#patient) this.#patient.party = named;
        return;
      }
      case 'N4':
        if (this.#party === '85')
          Object.assign(this.#billing, { city: element(segment, 1), state: element(segment, 2) });
        return;
      case 'REF':
        if (this.#party === '85' && ['EI', 'SY'].includes(element(segment, 1) ?? ''))
          this.#billing.tin = element(segment, 2);
        return;
      case 'DMG':
        (this.#party === 'QC' && this.#patient ? this.#patient : this.#subscriber).birth = element(
          segment,
          2,
        );
        return;
      default:
        if (!PASSED.has(segment.id) && segment.id !== 'DTP') this.#unexpected(segment);
    }
  }

  #ofClaim(claim: ClaimLoop, segment: Segment): void {
    const kind = element(segment, 1);
    switch (segment.id) {
      case 'SBR':
        this.#other = true;
        return;
      case 'NM1':
        this.#party = kind;
        if (!this.#other && kind && !claim.providers.has(kind))
          claim.providers.set(kind, { party: party(segment), taxonomy: undefined, place: segment.place });
        return;
      case 'PRV': {
        const provider = this.#other ? undefined : claim.providers.get(this.#party ?? '');
        if (provider) provider.taxonomy ??= element(segment, 3);
        return;
      }
      case 'REF':
        // After an NM1 it is a number of that provider.
        if (!this.#party && kind && !claim.references.has(kind))
          claim.references.set(kind, element(segment, 2) ?? '');
        return;
      case 'DTP':
        if (this.#other || !kind) return;
        if (kind === '096' && element(segment, 2) === 'TM') claim.discharged = true;
        else if (!claim.dates.has(kind))
          claim.dates.set(kind, range(element(segment, 2), element(segment, 3)));
        return;
      case 'CL1':
        claim.cl1 = segment;
        return;
      case 'HI':
        claim.codes.push(segment);
        return;
      default:
        if (!PASSED.has(segment.id) && !['DMG', 'N4'].includes(segment.id)) this.#unexpected(segment);
    }
  }

  #ofLine(line: ServiceLine, segment: Segment): void {
    switch (segment.id) {
      case 'SV1':
      case 'SV2':
      case 'SV3':
        line.service ??= segment;
        return;
      case 'DTP':
        if (element(segment, 1) === '472') line.days = range(element(segment, 2), element(segment, 3));
        return;
      case 'LIN':
        if (element(segment, 2) === 'N4') line.ndc ??= element(segment, 3);
        return;
      case 'NM1':
        this.#party = element(segment, 1);
        if (this.#party === '82')
          line.rendering ??= { party: party(segment), taxonomy: undefined, place: segment.place };
        return;
      case 'PRV':
        if (this.#party === '82' && line.rendering) line.rendering.taxonomy ??= element(segment, 3);
        return;
      default:
        if (!PASSED.has(segment.id) && !['REF', 'N4', 'HI'].includes(segment.id)) this.#unexpected(segment);
    }
  }

  #unexpected(segment: Segment): void {
    this.#sink.stray('x12-unexpected', segment);
    this.#doubt();
  }
}

function emptyBilling(place: number): Billing {
  return {
    party: undefined,
    tin: undefined,
    taxonomy: undefined,
    city: undefined,
    state: undefined,
    place,
  };
}

function emptySubscriber(): Subscriber {
  return { party: undefined, birth: undefined, payer: undefined, plan: undefined };
}
