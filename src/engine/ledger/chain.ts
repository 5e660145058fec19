/** What a contract starts from: its own ledger, that of the contract it supersedes, and so on back. */
import { reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import { ledgerFile, readLedger, type Ledger } from './file.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

interface Ledgers {
  own: Ledger;
  /** Of the contracts superseded, the earliest first. */
  before: Ledger[];
}

/**
 * Reads them all: a contract that superseded another has posted only the difference to it, so that what stands posted is in both.
 * What is in another currency stands for nothing here. `file` is the contract's own ledger where it is not beside its document.
 */
export async function readLedgers(
  {
    file: document,
    contract,
    supersedes,
    plan: { currency },
  }: { file: string; contract: string; supersedes?: string; plan: { currency: string } },
  file = ledgerFile(document, contract),
): Promise<Checked<Ledgers>> {
  const diagnostics: Diagnostic[] = [];
  const own = await readLedger(file, contract);
  diagnostics.push(...own.diagnostics);
  if (!own.value) return { diagnostics };
  const before: Ledger[] = [];
  const seen = new Set([contract]);
  for (let next = supersedes; next !== undefined;) {
    const at = ledgerFile(document, next);
    if (seen.has(next)) {
      diagnostics.push(report('ledger-circle', { contract: next }, { file: at }));
      return { diagnostics };
    }
    seen.add(next);
    const read = await readLedger(at, next);
    diagnostics.push(...read.diagnostics);
    if (!read.value) return { diagnostics };
    if (read.value.batches.length === 0)
      diagnostics.push(report('superseded-not-posted', { contract: next, file: at }, { file: at }));
    before.unshift(read.value);
    next = read.value.batches.at(-1)?.supersedes;
  }
  for (const ledger of [...before, own.value]) {
    const found = ledger.batches.find((batch) => batch.currency !== currency)?.currency;
    if (found === undefined) continue;
    diagnostics.push(report('ledger-currency', { found, currency }, { file: ledger.file }));
    return { diagnostics };
  }
  return { value: { own: own.value, before }, diagnostics };
}
