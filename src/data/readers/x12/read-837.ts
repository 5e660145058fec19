/** Health care claims, X12 837 (005010X222, X223, X224 with their addenda). One claim is held at a time. */
import type { Format, InputFile, Intake, TextRow } from '../../import/format.ts';
import { decimalText, millionths } from '../shared/decimal.ts';
import { Findings } from '../shared/findings.ts';
import { StagedRows } from '../shared/staged-rows.ts';
import { chooseX12 } from './choose.ts';
import { ClaimReader } from './claim-loops.ts';
import type { ClaimLoop, ClaimSink, Submission } from './claim-loops.ts';
import { submittedRows } from './claim-rows.ts';
import { readX12 } from './file.ts';
import { Providers } from './providers.ts';
import { SeenClaims } from './seen.ts';
import type { Segment } from './segments.ts';
import { components, dayOfHead, element } from './values.ts';

/** CLM05-3 that bill anew: first, interim and late bills, bills without payment. 7 replaces and 8 voids. */
const FREQUENCIES = new Set('0 1 2 3 4 5 7 8 9'.split(' '));

/** CLM19 of a dental claim: a price asked for beforehand, nothing was done (004010X097, 005010X224). */
const PREDETERMINATION = 'PB';

/** Segments whose refusal loses a row. */
const LINES = new Set(['CLM', 'LX', 'SV1', 'SV2', 'SV3']);

export const x12_837: Format = {
  name: 'x12-837',
  title: { en: 'Claims (X12 837P, 837I, 837D)', zh: '医疗费用申报（X12 837）' },
  unpacks: true,
  choose: (paths) => chooseX12(paths, '837'),
  async read(files, intake) {
    const providers = new Providers();
    const seen = new SeenClaims();
    const staged = new StagedRows(intake);
    for (const file of files) await readClaims(file, intake, staged, providers, seen);
    providers.tell(staged);
    await staged.finish();
  },
};

async function readClaims(
  file: InputFile,
  intake: Intake,
  staged: StagedRows,
  providers: Providers,
  seen: SeenClaims,
): Promise<void> {
  const findings = new Findings();
  const sink = new IntakeSink(file, intake, staged, findings, providers, seen);
  await readX12(file, intake, '837', new ClaimReader(sink), findings, () => staged.flush());
  if (sink.predetermined > 0) intake.passOver(file, 'x12-predetermination', sink.predetermined);
  findings.tell(intake, file);
}

class IntakeSink implements ClaimSink {
  readonly #file: InputFile;
  readonly #intake: Intake;
  readonly #staged: StagedRows;
  readonly #findings: Findings;
  readonly #providers: Providers;
  readonly #seen: SeenClaims;
  predetermined = 0;

  constructor(
    file: InputFile,
    intake: Intake,
    staged: StagedRows,
    findings: Findings,
    providers: Providers,
    seen: SeenClaims,
  ) {
    this.#file = file;
    this.#intake = intake;
    this.#staged = staged;
    this.#findings = findings;
    this.#providers = providers;
    this.#seen = seen;
  }

  claim(submission: Submission, claim: ClaimLoop, damage: string | undefined): void {
    const { clm } = claim;
    const { rows, malformed, codesBeyond, dependant } = submittedRows(submission, claim, this.#seen);
    const why =
      damage ?? (element(clm, 1) && millionths(element(clm, 2)) !== undefined ? undefined : 'x12-claim-head');
    for (const { lx, service } of malformed) this.stray('segment-malformed', service ?? lx);
    if (why) {
      if (rows.length === 0) this.#refuse(why, clm);
      for (const { line, row } of rows) this.#refuse(why, clm, line, row['charge_amount']);
      return;
    }
    if (element(clm, 19) === PREDETERMINATION) {
      this.predetermined += rows.length;
      const amount = millionths(element(clm, 2));
      this.#findings.add('x12-predetermination', { place: clm.place, key: element(clm, 1), amount });
      return;
    }
    this.#checkOriginal(claim);
    this.#checkCharge(claim, rows);
    this.#seen.add(element(clm, 1)!);
    const key = element(clm, 1);
    if (codesBeyond > 0)
      this.#findings.add('x12-codes-beyond', { place: clm.place, key, text: String(codesBeyond) });
    if (submission.created !== undefined && dayOfHead(submission.created) === undefined)
      this.#findings.add('x12-head-date', { place: clm.place, key, text: submission.created });
    if (dependant) this.#findings.add('x12-dependant', { place: clm.place, key });
    this.#providers.addFrom(submission, claim, this.#file);
    for (const { line, row } of rows) this.#staged.add('medical_claim', this.#file, line, row);
  }

  stray(reason: string, segment: Segment): void {
    this.#refuse(reason, segment);
  }

  /** What is replaced or voided should have been read before. */
  #checkOriginal({ clm, references }: ClaimLoop): void {
    const key = element(clm, 1)!;
    const [, , frequency = ''] = components(clm, 5);
    if (!FREQUENCIES.has(frequency))
      this.#findings.add('x12-claim-frequency', { place: clm.place, key, text: frequency });
    if (frequency !== '7' && frequency !== '8') return;
    const named = references.get('F8') || undefined;
    if (this.#seen.has(named ?? key) || this.#seen.has(key)) return;
    const code = named ? 'x12-original-elsewhere' : 'x12-original-unnamed';
    this.#findings.add(code, { place: clm.place, key, text: named });
  }

  /** CLM02 is the sum of the lines. Charges that cannot be read are refused with their row and not checked. */
  #checkCharge({ clm }: ClaimLoop, rows: readonly { row: TextRow }[]): void {
    const charges = rows.map(({ row }) => millionths(row['charge_amount'] ?? undefined));
    if (charges.includes(undefined)) return;
    const amount = millionths(element(clm, 2))! - charges.reduce<bigint>((sum, charge) => sum + charge!, 0n);
    if (amount === 0n) return;
    this.#findings.add('x12-claim-charge', {
      place: clm.place,
      key: element(clm, 1),
      amount,
      text: decimalText(amount),
    });
  }

  #refuse(reason: string, segment: Segment, line = segment.place, amount?: string | null): void {
    const value = millionths(amount ?? undefined);
    this.#intake.refuse({
      file: this.#file,
      line,
      ...(LINES.has(segment.id) && { table: 'medical_claim' }),
      reason,
      text: segment.elements.join('*').slice(0, 200),
      ...(value !== undefined && { amount: decimalText(value) }),
    });
  }
}
