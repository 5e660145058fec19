/**
 * The table `medical_month`: what the lines of medical claims that stand add up to, by person, month and kind. Worked out with every import, so that whoever asks
 * what was spent on people over years need not add up every line again; a third as many rows. It holds nothing that the lines do not say, and where a
 * folder has none (written before there was one) it is a view of the lines.
 *
 * `person_id`; `month`, its first day, of the day of the line, else of its claim; `category`, the place of the kind in
 * `CATEGORIES`; `paid_amount`, `allowed_amount`, `charge_amount`: sums of what is known,
 * unknown where none is. Lines without any day are in no month.
 */
import { createHash } from 'node:crypto';
import { categoryNumber } from './categories.ts';

export const MONTHS = {
  name: 'medical_month',
  label: { en: 'Medical claims by person, month and kind', zh: '医疗费用按人、按月、按类别汇总' },
} as const;

/** Which query made a table: a rule that changes must not leave its old figures in folders. */
export const monthsQuery = () => createHash('sha256').update(monthRows('lines')).digest('hex').slice(0, 16);

/** Amounts that are added up. */
const AMOUNTS = ['paid_amount', 'allowed_amount', 'charge_amount'];

/** The table as a query, of lines of medical claims. */
export function monthRows(lines: string): string {
  const sums = AMOUNTS.map((name) => `sum(${name})::decimal(38,4) as ${name}`);
  return `select person_id, date_trunc('month', day)::date as month, category, ${sums.join(', ')}
    from (select c.person_id, coalesce(c.claim_line_start_date, c.claim_start_date) as day, (${categoryNumber()})::tinyint as category,
      ${AMOUNTS.map((name) => `c.${name}`).join(', ')} from ${lines} c)
    where day is not null group by all`;
}
