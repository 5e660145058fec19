/** `post`: the differences of a run's statement, appended to the contract's ledger. Only posting changes what later runs see. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../data/disk/folders.ts';
import { hasErrors, reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import { add, decimal, decimalText, ZERO } from '../decimal.ts';
import { appendBatch, ledgerFile, readLedgers, type Ledger, type Posting } from '../ledger/index.ts';
import { messages } from '../ledger/messages.ts';
import { money, statementRows } from '../statement-rows.ts';
import type { Run, StatementRow } from '../types.ts';
import { Standing } from './standing.ts';

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
 * Appends what a run settles. Refused where a ledger it started from has changed since the run was settled: its differences would be
 * wrong. Posting a run twice adds nothing.
 */
export async function post(run: Run, options: PostOptions = {}): Promise<Checked<Posted>> {
  const { manifest, agreement } = run;
  const file = options.ledger ?? ledgerFile(agreement.file, manifest.contract);
  const folder = dirname(file);
  if (options.ledger === undefined && !existsSync(folder))
    return { diagnostics: [report('ledger-folder-gone', { folder }, { file })] };
  const read = await readLedgers(agreement, file);
  const diagnostics = [...read.diagnostics];
  if (!read.value || hasErrors(diagnostics)) return { diagnostics };

  const { own, before } = read.value;
  const nothing = { ledger: file, postings: 0, amount: money(0n, run.plan.minorUnit) };
  if (wasPosted(run, own))
    return { value: nothing, diagnostics: [...diagnostics, report('already-posted', {}, { file })] };

  const found = await differences(run, [...before, own]);
  if (!found || own.sha256 !== manifest.ledger.sha256)
    return { diagnostics: [...diagnostics, report('ledger-moved-on', {}, { file })] };
  diagnostics.push(...found.diagnostics);
  const { supersedes } = agreement;
  // That this ledger starts from another's must be known even where the two stand for the same.
  const isFirst = supersedes !== undefined && own.batches.at(-1)?.supersedes !== supersedes;
  if (found.entries.length === 0 && !isFirst) return { value: nothing, diagnostics };

  if (options.ledger !== undefined) await makeFolder(folder).catch(() => undefined);
  const head = {
    contract: manifest.contract,
    ...(supersedes !== undefined && { supersedes }),
    run: manifest.digests['statement'] ?? '',
    asOf: manifest.asOf,
    currency: manifest.currency,
  };
  const appended = await appendBatch(own, head, found.entries);
  diagnostics.push(...appended.diagnostics);
  if (appended.value === undefined) return { diagnostics };
  const { entries, amount } = found;
  return { value: { ledger: file, postings: entries.length, amount }, diagnostics };
}

/** Was this very run posted: on the ledger as it was when the run was settled? The same figures settled again are another run. */
function wasPosted({ manifest }: Run, ledger: Ledger): boolean {
  return ledger.batches.some(
    ({ run }, i) =>
      run === manifest.digests['statement'] &&
      (ledger.batches[i - 1]?.sha256 ?? null) === manifest.ledger.sha256,
  );
}

interface Differences {
  entries: Posting[];
  amount: string;
  diagnostics: Diagnostic[];
}

/** What the statement would post; undefined where it starts from anything but what stands posted now. */
async function differences(run: Run, ledgers: readonly Ledger[]): Promise<Differences | undefined> {
  const standing = new Standing(run, ledgers);
  const entries: Posting[] = [];
  let amount = ZERO;
  for await (const row of statementRows(run)) {
    if (!standing.holds(row)) return undefined;
    const posting = postingOf(row);
    if (!posting) continue;
    entries.push(posting);
    amount = add(amount, decimal(posting.amount));
  }
  const rest = standing.rest();
  if (rest.isOpen) return undefined;
  const diagnostics = rest.gone.map(({ payment, amount: held }) =>
    report('ledger-payment-gone', { payment, amount: held }),
  );
  return { entries, amount: decimalText(amount, run.plan.minorUnit), diagnostics };
}

/** Pending and undetermined rows stay as they were posted; so do rows whose entitlement has not changed. */
function postingOf({ payment, key, from, to, due, status, difference }: StatementRow): Posting | undefined {
  if (status !== 'final' || difference === null || from === null || to === null) return undefined;
  if (decimal(difference).digits === 0n) return undefined;
  return { payment, key, from, to, due, amount: difference };
}
