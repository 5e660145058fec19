/** Health care claims, X12 837 (005010X222, X223, X224 with their addenda). One claim is held at a time. */
import type { Format, InputFile, Intake } from '../../import/format.ts';
import { Batches } from '../shared/batches.ts';
import { decimalText, millionths } from '../shared/decimal.ts';
import { Findings } from '../shared/findings.ts';
import { chooseX12 } from './choose.ts';
import { ClaimReader } from './claim-loops.ts';
import type { ClaimLoop, ClaimSink, Submission } from './claim-loops.ts';
import { submittedRows } from './claim-rows.ts';
import { readX12 } from './file.ts';
import { Providers } from './providers.ts';
import { SeenClaims } from './seen.ts';
import type { Segment } from './segments.ts';
import { components, element } from './values.ts';

/** CLM05-3 that bill anew: first, interim and late bills, bills without payment. 7 replaces and 8 voids. */
const FREQUENCIES = new Set('0 1 2 3 4 5 7 8 9'.split(' '));

export const x12_837: Format = {
  name: 'x12-837',
  title: { en: 'Claims (X12 837P, 837I, 837D)', zh: '医疗费用申报（X12 837）' },
  choose: (paths) => chooseX12(paths, '837'),
  async read(files, intake) {
    const providers = new Providers();
    const seen = new SeenClaims();
    for (const file of files) await readClaims(file, intake, providers, seen);
    await providers.tell(intake);
  },
};

async function readClaims(
  file: InputFile,
  intake: Intake,
  providers: Providers,
  seen: SeenClaims,
): Promise<void> {
  const findings = new Findings();
  const batches = new Batches(intake, file);
  const sink = new IntakeSink(file, intake, batches, findings, providers, seen);
  await readX12(file, intake, '837', new ClaimReader(sink), findings, () => batches.flush());
  await batches.flush(true);
  findings.tell(intake, file);
}

class IntakeSink implements ClaimSink {
  readonly #file: InputFile;
  readonly #intake: Intake;
  readonly #batches: Batches;
  readonly #findings: Findings;
  readonly #providers: Providers;
  readonly #seen: SeenClaims;

  constructor(
    file: InputFile,
    intake: Intake,
    batches: Batches,
    findings: Findings,
    providers: Providers,
    seen: SeenClaims,
  ) {
    this.#file = file;
    this.#intake = intake;
    this.#batches = batches;
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
    this.#check(claim, rows);
    this.#seen.add(element(clm, 1)!);
    const key = element(clm, 1);
    if (codesBeyond > 0)
      this.#findings.add('x12-codes-beyond', { place: clm.place, key, text: String(codesBeyond) });
    if (dependant) this.#findings.add('x12-dependant', { place: clm.place, key });
    this.#providers.addFrom(submission, claim, this.#file);
    for (const { line, row } of rows) this.#batches.add('medical_claim', line, row);
  }

  stray(reason: string, segment: Segment): void {
    this.#refuse(reason, segment);
  }

  #check(
    claim: ClaimLoop,
    rows: readonly { row: { readonly [column: string]: string | null | undefined } }[],
  ): void {
    const { clm, references } = claim;
    const key = element(clm, 1);
    const [, , frequency = ''] = components(clm, 5);
    if (!FREQUENCIES.has(frequency))
      this.#findings.add('x12-claim-frequency', { place: clm.place, key, text: frequency });
    if (['7', '8'].includes(frequency)) {
      const named = references.get('F8');
      if (!named) this.#findings.add('x12-original-unnamed', { place: clm.place, key });
      else if (!this.#seen.has(named) && !this.#seen.has(key!))
        this.#findings.add('x12-original-elsewhere', { place: clm.place, key, text: named });
    }
    const charges = rows.map(({ row }) => millionths(row['charge_amount'] ?? undefined));
    const written = millionths(element(clm, 2))!;
    if (charges.includes(undefined)) return;
    const difference = written - charges.reduce<bigint>((sum, charge) => sum + charge!, 0n);
    if (difference !== 0n)
      this.#findings.add('x12-claim-charge', {
        place: clm.place,
        key,
        amount: difference,
        text: decimalText(difference),
      });
  }

  #refuse(reason: string, segment: Segment, line = segment.place, amount?: string | null): void {
    const value = millionths(amount ?? undefined);
    this.#intake.refuse({
      file: this.#file,
      line,
      table: 'medical_claim',
      reason,
      text: segment.elements.join('*').slice(0, 200),
      ...(value !== undefined && { amount: decimalText(value) }),
    });
  }
}
