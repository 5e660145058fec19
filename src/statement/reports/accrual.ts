/** `journal.csv` for an accounting system, and all of an accrual as `accrual.json`. */
import type { Accrual, JournalEntry } from '../../engine/accrual/index.ts';
import { csvLine } from '../files/csv.ts';
import { writeFiles } from './files.ts';

/** Raised whenever a field of accrual.json changes meaning. */
const ACCRUAL_VERSION = 1;

const COLUMNS = [
  'closing',
  'quarter',
  'payment',
  'entity',
  'key',
  'from',
  'to',
  'kind',
  'amount',
] as const satisfies (keyof JournalEntry)[];

export async function writeAccrual(accrual: Accrual, folder: string): Promise<void> {
  const { journal, currency } = accrual;
  const rows = journal.map((entry) => csvLine([...COLUMNS.map((name) => entry[name]), currency]));
  await writeFiles(folder, {
    'journal.csv': [csvLine([...COLUMNS, 'currency']), ...rows].join(''),
    'accrual.json': `${JSON.stringify({ version: ACCRUAL_VERSION, ...accrual }, null, 1)}\n`,
  });
}
