/** `portfolio.csv`: every row in both currencies; `portfolio.json`: that and the totals. */
import type { Portfolio } from '../../engine/portfolio/index.ts';
import { csvLine } from '../files/csv.ts';
import { writeFiles } from './files.ts';

/** Raised whenever a field of portfolio.json changes meaning. */
const PORTFOLIO_VERSION = 1;

export async function writePortfolio(portfolio: Portfolio, folder: string): Promise<void> {
  const head = [
    'contract',
    'payment',
    'key',
    'from',
    'to',
    'status',
    'amount',
    'currency',
    'day',
    'rate_from',
    'rate',
    'reported',
    'reported_currency',
  ];
  const rows = portfolio.rows.map((row) =>
    csvLine([
      row.contract,
      row.payment,
      row.key,
      row.from,
      row.to,
      row.status,
      row.amount,
      row.currency,
      row.day,
      row.rate.from,
      row.rate.rate,
      row.reported,
      portfolio.currency,
    ]),
  );
  await writeFiles(folder, {
    'portfolio.csv': [csvLine(head), ...rows].join(''),
    'portfolio.json': `${JSON.stringify({ version: PORTFOLIO_VERSION, ...portfolio }, null, 1)}\n`,
  });
}
