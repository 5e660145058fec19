/** Reading and appending a contract's ledger. See README.md for the file's form. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockFile } from '../../data/disk/lock.ts';
import { reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import { parseDecimal } from '../decimal.ts';

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
interface Seal {
  contract: string;
  /** The contract whose ledger this one starts from. */
  supersedes?: string;
  /** Digest of the statement that was posted. */
  run: string;
  asOf: string;
  currency: string;
  postings: number;
  sha256: string;
}

/** What a batch is posted under. */
type Head = Omit<Seal, 'sha256' | 'postings'>;

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

function isPosting(value: object): value is Posting {
  const { payment, key, from, to, due, amount } = value as Partial<Record<keyof Posting, unknown>>;
  return (
    [payment, key, from, to, amount].every((one) => typeof one === 'string') &&
    (due === null || typeof due === 'string') &&
    parseDecimal(amount as string) !== undefined
  );
}

const isSeal = (value: object): value is Seal => 'sha256' in value && 'postings' in value && 'run' in value;

const seal = (previous: string | null, lines: string[], head: Omit<Seal, 'sha256'>): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, head, ...lines]))
    .digest('hex');

const headOf = ({ contract, supersedes, run, asOf, currency, postings }: Seal): Omit<Seal, 'sha256'> => ({
  contract,
  ...(supersedes !== undefined && { supersedes }),
  run,
  asOf,
  currency,
  postings,
});

/** Reads a ledger; a file that is not there is an empty ledger. Errors leave no value: a doubtful ledger is not used. */
export async function readLedger(file: string, contract: string): Promise<Checked<Ledger>> {
  if (!existsSync(file)) return { value: empty(file), diagnostics: [] };
  try {
    return ledgerOf(file, contract, await readFile(file, 'utf8'));
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { diagnostics: [report('ledger-cannot-read', { file, problem: code }, { file })] };
  }
}

const empty = (file: string): Ledger => ({ file, batches: [], sha256: null, wholeBytes: 0 });

function ledgerOf(file: string, contract: string, text: string): Checked<Ledger> {
  const ledger = empty(file);
  const lines = text.split('\n');
  // Whatever follows the last line break is a line that was never finished; an empty string where all were.
  const unfinishedText = lines.pop() as string;
  const diagnostics: Diagnostic[] = [];
  let batch: string[] = [];
  let entries: Posting[] = [];
  let bytes = 0;
  for (const [index, line] of lines.entries()) {
    const at = { file, line: index + 1 };
    const refuse = (code: Parameters<typeof report>[0], data: Record<string, string> = {}) => ({
      diagnostics: [report(code, { line: index + 1, ...data }, at)],
    });
    bytes += Buffer.byteLength(line) + 1;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      return refuse('ledger-unreadable', { cause: (error as Error).message });
    }
    if (typeof value === 'object' && value !== null && isPosting(value)) {
      batch.push(line);
      entries.push(value);
    } else if (typeof value === 'object' && value !== null && isSeal(value)) {
      if (value.postings !== batch.length || value.sha256 !== seal(ledger.sha256, batch, headOf(value)))
        return refuse('ledger-altered');
      if (value.contract !== contract)
        return refuse('ledger-other-contract', { found: value.contract, contract });
      ledger.batches.push({ ...value, entries });
      ledger.sha256 = value.sha256;
      ledger.wholeBytes = bytes;
      batch = [];
      entries = [];
    } else return refuse('ledger-unreadable', { cause: line.slice(0, 60) });
  }
  const unfinished = batch.length + (unfinishedText === '' ? 0 : 1);
  if (unfinished > 0) diagnostics.push(report('ledger-unfinished', { lines: unfinished }, { file }));
  return { value: ledger, diagnostics };
}

/** Appends a batch and returns its seal. The file is locked meanwhile; an interrupted batch at its end is removed first. */
export async function appendBatch(
  ledger: Ledger,
  head: Head,
  entries: readonly Posting[],
): Promise<Checked<string>> {
  const { file } = ledger;
  const locked = `${file}.lock`;
  try {
    const lock = await lockFile(locked);
    if (!lock) return { diagnostics: [report('ledger-busy', { file: locked }, { file })] };
    try {
      // Somebody may have posted between reading and locking.
      const now = await readLedger(file, head.contract);
      if (now.value?.sha256 !== ledger.sha256)
        return { diagnostics: [report('ledger-moved-on', {}, { file })] };
      return { value: await write(now.value, head, entries), diagnostics: [] };
    } finally {
      await lock.release();
    }
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { diagnostics: [report('ledger-cannot-write', { file, problem: code }, { file })] };
  }
}

async function write(ledger: Ledger, head: Head, entries: readonly Posting[]): Promise<string> {
  const lines = entries.map((entry) => JSON.stringify(entry));
  const whole = headOf({ ...head, postings: lines.length, sha256: '' });
  const sha256 = seal(ledger.sha256, lines, whole);
  const text = [...lines, JSON.stringify({ ...whole, sha256 })].map((line) => `${line}\n`).join('');
  const handle = await open(ledger.file, 'a');
  try {
    await handle.truncate(ledger.wholeBytes);
    await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return sha256;
}
