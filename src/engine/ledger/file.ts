/** Reading and appending a contract's ledger. See README.md for the file's form. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** One amount that became due or was taken back. `amount` is in the contract's currency ("-12.50"), never zero. */
export interface Posting {
  payment: string;
  key: string;
  from: string;
  to: string;
  due: string | null;
  amount: string;
}

/** The closing line of a batch. */
export interface Seal {
  contract: string;
  /** Digest of the statement that was posted. */
  run: string;
  asOf: string;
  currency: string;
  postings: number;
  sha256: string;
}

export interface Ledger {
  file: string;
  batches: (Seal & { entries: Posting[] })[];
  /** Seal of the last batch; null for an empty ledger. Batches are chained through it. */
  sha256: string | null;
  /** Bytes up to the end of the last whole batch: what comes after was interrupted. */
  wholeBytes: number;
}

/** The ledger of a contract stands beside the contract's file. */
export function ledgerFile(contractFile: string, contract: string): string {
  return join(dirname(contractFile), `${contract}.ledger.jsonl`);
}

const isPosting = (value: object): value is Posting =>
  'payment' in value && 'amount' in value && 'from' in value;
const isSeal = (value: object): value is Seal => 'sha256' in value && 'postings' in value && 'run' in value;

const seal = (previous: string | null, lines: string[], head: Omit<Seal, 'sha256'>): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, head, ...lines]))
    .digest('hex');

const headOf = ({ contract, run, asOf, currency, postings }: Seal): Omit<Seal, 'sha256'> => ({
  contract,
  run,
  asOf,
  currency,
  postings,
});

/** Reads a ledger; a file that is not there is an empty ledger. Errors leave no value: a doubtful ledger is not used. */
export async function readLedger(file: string, contract: string): Promise<Checked<Ledger>> {
  const ledger: Ledger = { file, batches: [], sha256: null, wholeBytes: 0 };
  if (!existsSync(file)) return { value: ledger, diagnostics: [] };

  const lines = (await readFile(file, 'utf8')).split('\n');
  // Whatever follows the last line break is a line that was never finished; an empty string where all were.
  const unfinishedText = lines.pop() as string;
  const diagnostics: Diagnostic[] = [];
  let batch: string[] = [];
  let entries: Posting[] = [];
  let bytes = 0;
  for (const [index, line] of lines.entries()) {
    const at = { file, line: index + 1 };
    bytes += Buffer.byteLength(line) + 1;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      return {
        diagnostics: [report('ledger-unreadable', { line: index + 1, cause: (error as Error).message }, at)],
      };
    }
    if (typeof value === 'object' && value !== null && isPosting(value)) {
      batch.push(line);
      entries.push(value);
    } else if (typeof value === 'object' && value !== null && isSeal(value)) {
      if (value.postings !== batch.length || value.sha256 !== seal(ledger.sha256, batch, headOf(value)))
        return { diagnostics: [report('ledger-altered', { line: index + 1 }, at)] };
      if (value.contract !== contract)
        return {
          diagnostics: [
            report('ledger-other-contract', { line: index + 1, found: value.contract, contract }, at),
          ],
        };
      ledger.batches.push({ ...value, entries });
      ledger.sha256 = value.sha256;
      ledger.wholeBytes = bytes;
      batch = [];
      entries = [];
    } else {
      return {
        diagnostics: [report('ledger-unreadable', { line: index + 1, cause: line.slice(0, 60) }, at)],
      };
    }
  }
  const unfinished = batch.length + (unfinishedText === '' ? 0 : 1);
  if (unfinished > 0) diagnostics.push(report('ledger-unfinished', { lines: unfinished }, { file }));
  return { value: ledger, diagnostics };
}

/** Appends a batch and returns its seal. The file is locked meanwhile; an interrupted batch at its end is removed first. */
export async function appendBatch(
  ledger: Ledger,
  head: Omit<Seal, 'sha256' | 'postings'>,
  entries: Posting[],
): Promise<Checked<string>> {
  await mkdir(dirname(ledger.file), { recursive: true });
  const lockFile = `${ledger.file}.lock`;
  const lock = await open(lockFile, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (lock === undefined)
    return { diagnostics: [report('ledger-busy', { file: lockFile }, { file: ledger.file })] };
  try {
    // Somebody may have posted between reading and locking.
    const now = await readLedger(ledger.file, head.contract);
    if (now.value?.sha256 !== ledger.sha256)
      return { diagnostics: [report('ledger-moved-on', {}, { file: ledger.file })] };

    const lines = entries.map((entry) => JSON.stringify(entry));
    const whole = { ...head, postings: lines.length };
    const sha256 = seal(ledger.sha256, lines, headOf({ ...whole, sha256: '' }));
    const text = [...lines, JSON.stringify({ ...whole, sha256 })].map((line) => `${line}\n`).join('');
    const handle = await open(ledger.file, 'a');
    try {
      await truncate(ledger.file, ledger.wholeBytes);
      await handle.appendFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { value: sha256, diagnostics: [] };
  } finally {
    await lock.close();
    await rm(lockFile);
  }
}
