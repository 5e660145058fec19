/** `post`: the differences of a run's statement, appended to the contract's ledger. Only posting changes what later runs see. */
import { hasErrors, reporter, type Checked } from '../../language/diagnostic.ts';
import { add, decimal, decimalText, ZERO } from '../decimal.ts';
import { appendBatch, ledgerFile, readLedger, type Posting } from '../ledger/index.ts';
import { messages } from '../ledger/messages.ts';
import { statementRows } from '../statement-rows.ts';
import type { Run, StatementRow } from '../types.ts';

const report = reporter(messages);

export interface PostOptions {
  /** The ledger's file; beside the contract's file unless given. */
  ledger?: string;
}

export interface Posted {
  /** The ledger's file. */
  ledger: string;
  /** Postings appended: final rows whose entitlement differs from what was posted before. */
  postings: number;
  /** Their sum, in the contract's currency. */
  amount: string;
}

/**
 * Appends what a run settles. Refused where the ledger has changed since the run was settled: its differences would be wrong.
 * Posting a run twice adds nothing.
 */
export async function post(run: Run, options: PostOptions = {}): Promise<Checked<Posted>> {
  const { manifest, agreement } = run;
  const file = options.ledger ?? ledgerFile(agreement.file, manifest.contract);
  const read = await readLedger(file, manifest.contract);
  const diagnostics = [...read.diagnostics];
  if (!read.value || hasErrors(diagnostics)) return { diagnostics };

  const ledger = read.value;
  const nothing = { ledger: file, postings: 0, amount: '0' };
  const digest = manifest.digests['statement'] ?? '';
  if (ledger.batches.at(-1)?.run === digest)
    return { value: nothing, diagnostics: [...diagnostics, report('already-posted', {}, { file })] };
  if (ledger.sha256 !== manifest.ledger.sha256)
    return { diagnostics: [...diagnostics, report('ledger-moved-on', {}, { file })] };

  const entries: Posting[] = [];
  let amount = ZERO;
  for await (const row of statementRows(run)) {
    const posting = postingOf(row);
    if (!posting) continue;
    entries.push(posting);
    amount = add(amount, decimal(posting.amount));
  }
  if (entries.length === 0) return { value: nothing, diagnostics };

  const head = {
    contract: manifest.contract,
    run: digest,
    asOf: manifest.asOf,
    currency: manifest.currency,
  };
  const appended = await appendBatch(ledger, head, entries);
  diagnostics.push(...appended.diagnostics);
  if (appended.value === undefined) return { diagnostics };
  return { value: { ledger: file, postings: entries.length, amount: decimalText(amount) }, diagnostics };
}

/** Pending and undetermined rows stay as they were posted; so do rows whose entitlement has not changed. */
function postingOf({ payment, key, from, to, due, status, difference }: StatementRow): Posting | undefined {
  if (status !== 'final' || difference === null || from === null || to === null) return undefined;
  if (decimal(difference).digits === 0n) return undefined;
  return { payment, key, from, to, due, amount: difference };
}
