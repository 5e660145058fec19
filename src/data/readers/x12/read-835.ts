/** Health care claim payment/advice, X12 835 (005010X221A1). One claim is held at a time. */
import type { Format, InputFile, Intake } from '../../import/format.ts';
import { decimalText, millionths } from '../shared/decimal.ts';
import { Findings } from '../shared/findings.ts';
import { StagedRows } from '../shared/staged-rows.ts';
import { chooseX12 } from './choose.ts';
import { readX12 } from './file.ts';
import { RemittanceReader } from './remittance.ts';
import type { Damage, Remittance, RemittanceClaim, RemittanceSink } from './remittance.ts';
import { imbalances } from './remittance-amounts.ts';
import { claimRows } from './remittance-rows.ts';
import type { Segment } from './segments.ts';
import { dayOfHead, element } from './values.ts';

/** CLP02 of 005010X221A1, and those that 4010 had beside them. */
const STATUSES = new Set('1 2 3 4 19 20 21 22 23 25 5 10 13 15 16 17 27'.split(' '));
/** A price asked for beforehand: nothing was done or paid. */
const PREDETERMINATION = '25';

export const x12_835: Format = {
  name: 'x12-835',
  title: { en: 'Remittance advice (X12 835)', zh: '支付通知（X12 835）' },
  unpacks: true,
  choose: (paths) => chooseX12(paths, '835'),
  async read(files, intake) {
    const staged = new StagedRows(intake);
    for (const file of files) await readRemittances(file, intake, staged);
    await staged.finish();
  },
};

async function readRemittances(file: InputFile, intake: Intake, staged: StagedRows): Promise<void> {
  const findings = new Findings();
  const sink = new IntakeSink(file, intake, staged, findings);
  await readX12(file, intake, '835', new RemittanceReader(sink), findings, () => staged.flush());
  if (sink.predetermined > 0) intake.passOver(file, 'x12-predetermination', sink.predetermined);
  findings.tell(intake, file);
}

class IntakeSink implements RemittanceSink {
  readonly #file: InputFile;
  readonly #intake: Intake;
  readonly #staged: StagedRows;
  readonly #findings: Findings;
  /** Of the transaction: Σ CLP04 and Σ PLB. */
  #claims = 0n;
  #adjustments = 0n;
  predetermined = 0;

  constructor(file: InputFile, intake: Intake, staged: StagedRows, findings: Findings) {
    this.#file = file;
    this.#intake = intake;
    this.#staged = staged;
    this.#findings = findings;
  }

  claim(remittance: Remittance, claim: RemittanceClaim, damage: Damage | undefined): void {
    const { clp } = claim;
    const paid = millionths(element(clp, 4));
    const headless = millionths(element(clp, 3)) === undefined || paid === undefined || !element(clp, 2);
    const why = damage ?? (headless ? 'x12-claim-head' : undefined);
    this.#claims += paid ?? 0n;
    for (const svc of claim.malformed) this.stray('segment-malformed', svc);
    const { table, rows } = claimRows(remittance, claim);
    if (why) {
      // Its lines may be another claim's, or its last line half of one: none is kept, and what they carry is accounted for.
      if (rows.length === 0) this.#refuse(why, clp);
      for (const { line, row } of rows)
        this.#refuse(why, clp, { table, line, amount: amountOf(row['paid_amount']) });
      return;
    }
    const status = element(clp, 2)!;
    const key = element(clp, 7) ?? element(clp, 1);
    if (status === PREDETERMINATION) {
      this.predetermined += rows.length;
      this.#findings.add('x12-predetermination', {
        place: clp.place,
        key,
        amount: millionths(element(clp, 3)),
      });
      return;
    }
    if (!STATUSES.has(status))
      this.#findings.add('x12-claim-status', { place: clp.place, key, text: status });
    for (const text of [element(remittance.bpr, 16), remittance.produced])
      if (text !== undefined && dayOfHead(text) === undefined)
        this.#findings.add('x12-head-date', { place: clp.place, key, text });
    for (const { code, place, difference } of imbalances(claim))
      this.#findings.add(code, { place, key, amount: difference, text: decimalText(difference) });
    for (const { line, row } of rows) this.#staged.add(table, this.#file, line, row);
  }

  /** PLB: the provider, the end of its fiscal year, then up to six times reason and amount. A positive amount lowers the payment. */
  provider(_remittance: Remittance, plb: Segment): void {
    for (let at = 3; at < plb.elements.length; at += 2) {
      const written = element(plb, at + 1);
      if (!element(plb, at) && !written) continue;
      const amount = millionths(written);
      if (amount === undefined) {
        this.stray('segment-malformed', plb);
        return;
      }
      this.#adjustments += amount;
      const text = `${element(plb, at)} ${written}`;
      this.#findings.add('x12-provider-adjustment', { place: plb.place, key: element(plb, 1), amount, text });
    }
  }

  stray(reason: string, segment: Segment): void {
    const service = segment.id === 'SVC';
    this.#refuse(reason, segment, {
      ...(service && { table: 'medical_claim', amount: amountOf(element(segment, 3)) }),
    });
  }

  /** BPR02 = Σ CLP04 − Σ PLB; BPR03 says whether it is paid (C) or taken (D). */
  end(remittance: Remittance): void {
    const { bpr } = remittance;
    const computed = this.#claims - this.#adjustments;
    this.#claims = 0n;
    this.#adjustments = 0n;
    const size = millionths(element(bpr, 2));
    if (!bpr || size === undefined) {
      const place = bpr?.place;
      this.#findings.add('x12-payment-unknown', {
        ...(place && { place }),
        text: remittance.transaction.control,
      });
      return;
    }
    const written = element(bpr, 3) === 'D' ? -size : size;
    if (written === computed) return;
    const text = `BPR02 ${decimalText(written)} ≠ ${decimalText(computed)}`;
    this.#findings.add('x12-payment-total', { place: bpr.place, amount: written - computed, text });
  }

  #refuse(
    reason: string,
    segment: Segment,
    more: { table?: string; line?: number; amount?: string | undefined } = {},
  ): void {
    const { amount, line = segment.place, ...rest } = more;
    const text = segment.elements.join('*').slice(0, 200);
    this.#intake.refuse({ file: this.#file, line, reason, text, ...rest, ...(amount && { amount }) });
  }
}

/** Exact decimal text, if it is an amount. */
function amountOf(text: string | null | undefined): string | undefined {
  const value = millionths(text ?? undefined);
  return value === undefined ? undefined : decimalText(value);
}
