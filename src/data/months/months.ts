/**
 * The table `medical_month`: what the lines of medical claims that stand add up to, by person and month. Worked out with every import, so that whoever asks what
 * was spent on people over years need not add up every line again; a fourth as many rows. It holds nothing that the lines do not say, and where a
 * folder has none (written before there was one) it is a view of the lines.
 *
 * `person_id`; `month`, its first day, of the day of the line, else of its claim; `paid_amount`, `allowed_amount`, `charge_amount`: sums of what is known,
 * unknown where none is. Lines without any day are in no month.
 */
export const MONTHS = {
  name: 'medical_month',
  label: { en: 'Medical claims by person and month', zh: '医疗费用按人按月汇总' },
} as const;

/** Amounts that are added up. */
const AMOUNTS = ['paid_amount', 'allowed_amount', 'charge_amount'];

/** The table as a query, of lines of medical claims. */
export function monthRows(lines: string): string {
  const sums = AMOUNTS.map((name) => `sum(${name})::decimal(38,4) as ${name}`);
  return `select person_id, date_trunc('month', day)::date as month, ${sums.join(', ')}
    from (select person_id, coalesce(claim_line_start_date, claim_start_date) as day, ${AMOUNTS.join(', ')} from ${lines})
    where day is not null group by all`;
}
