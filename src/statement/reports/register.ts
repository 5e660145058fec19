/** `sites.csv`, `months.csv`, `overdue.csv` and `waiting.csv`, and all of a register's completeness as `register.json`. */
import { completeness, type Register } from '../../engine/register/index.ts';
import { csvLine } from '../files/csv.ts';
import { writeFiles } from './files.ts';

/** Raised whenever a field of register.json changes meaning. */
const REGISTER_VERSION = 1;

export async function writeRegister(register: Register, folder: string): Promise<void> {
  const heads = ['expected', 'submitted', 'late', 'overdue', 'open', 'completeness_percent'];
  const counts = (row: Register['total']) => [
    ...[row.expected, row.submitted, row.late, row.overdue, row.open].map(String),
    completeness(row),
  ];
  const csv = (head: string[], rows: (string | null | undefined)[][]) =>
    [head, ...rows].map(csvLine).join('');
  await writeFiles(folder, {
    'sites.csv': csv(
      ['site', ...heads, 'longest_days_overdue'],
      register.sites.map((row) => [
        row.site,
        ...counts(row),
        row.longest === null ? null : String(row.longest),
      ]),
    ),
    'months.csv': csv(
      ['month', ...heads],
      register.months.map((row) => [row.month, ...counts(row)]),
    ),
    'overdue.csv': csv(
      ['treatment', 'site', 'visit', 'due', 'days_overdue'],
      register.overdue.map((row) => [row.treatment, row.site, row.visit, row.due, String(row.days)]),
    ),
    'waiting.csv': csv(
      [
        'payment',
        'site',
        'pending_rows',
        'pending_amount',
        'rows_with_overdue',
        'amount_with_overdue',
        'currency',
      ],
      register.awaiting.map((row) => [
        row.payment,
        row.site,
        String(row.pending),
        row.amount,
        String(row.overdue),
        row.overdueAmount,
        register.currency,
      ]),
    ),
    'register.json': `${JSON.stringify({ version: REGISTER_VERSION, ...register }, null, 1)}\n`,
  });
}
