/**
 * What the lines of medical claims that stand add up to, worked out with every import, so that whoever asks what was spent on people over years need not add up
 * every line again. These tables hold nothing that the lines do not say, and where a folder has none, or by another rule, who asks goes by the lines.
 *
 * `medical_month`, a row by person, month and kind, a third as many rows: `person_id`; `month`, its first day, of the day of the line, else of its claim;
 * `category`, the place of the kind in `CATEGORIES`. Lines without any day are in no month.
 *
 * `medical_year`, a row by person and calendar year: `person_id`; `year`; `months`, those with a line, as bits (bit 0 is January).
 *
 * Both have `paid_amount`, `allowed_amount`, `charge_amount`: sums of what is known, unknown where none is.
 */
import { createHash } from 'node:crypto';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { categoryNumber } from './categories.ts';

/** Amounts that are added up. */
const AMOUNTS = ['paid_amount', 'allowed_amount', 'charge_amount'] as const;

/** Types of sums: of any lines, and of such as add up to less than 10¹⁴ whatever their signs, which takes half the room and half the time to read. */
type SumType = 'decimal(38,4)' | 'decimal(18,4)';

interface SumTable {
  name: string;
  label: { en: string; zh: string };
  /** Table its rows are made of. */
  of: string;
  /** What tells its rows apart. */
  key: readonly string[];
  /** The table as a query. */
  rows(of: string, type?: SumType): string;
}

const sums = (type: SumType, of: string) =>
  AMOUNTS.map((name) => `sum(${of}${name})::${type} as ${name}`).join(', ');

export const MONTHS: SumTable = {
  name: 'medical_month',
  label: { en: 'Medical claims by person and month', zh: '医疗费用按人按月汇总' },
  of: 'medical_claim',
  key: ['person_id', 'month', 'category'],
  rows: (lines, type = 'decimal(38,4)') =>
    `select person_id, date_trunc('month', day)::date as month, category, ${sums(type, '')}
    from (select c.person_id, coalesce(c.claim_line_start_date, c.claim_start_date) as day, (${categoryNumber()})::tinyint as category,
      ${AMOUNTS.map((name) => `c.${name}`).join(', ')} from ${lines} c)
    where day is not null group by all`,
};

export const YEARS: SumTable = {
  name: 'medical_year',
  label: { en: 'Medical claims by person and year', zh: '医疗费用按人按年汇总' },
  of: MONTHS.name,
  key: ['person_id', 'year'],
  rows: (months, type = 'decimal(38,4)') =>
    `select person_id, year(month)::smallint as year, bit_or(1::smallint << (month(month) - 1)::integer)::smallint as months, ${sums(type, 'm.')}
    from ${months} m group by all`,
};

/** In the order in which each is made of what is there. */
export const SUMS: readonly SumTable[] = [MONTHS, YEARS];

/** Which query made a table, from the lines on: a rule that changes must not leave its old figures in folders, nor what was made of them. */
export function queryOf(table: SumTable, among = SUMS): string {
  return createHash('sha256').update(fromLines(table, among)).digest('hex').slice(0, 16);
}

function fromLines({ of, rows }: SumTable, among: readonly SumTable[]): string {
  const below = among.find(({ name }) => name === of);
  return rows(below ? `(${fromLines(below, among)})` : 'lines');
}

/** Those of the tables a folder says it has that are made as they would be today. */
export function standingSums<T extends { name: string; query: string }>(said: readonly T[]): T[] {
  return said.filter((one) => SUMS.some((table) => table.name === one.name && queryOf(table) === one.query));
}

/** The type that every sum of some lines fits in. */
export async function narrowest(warehouse: Warehouse, lines: string): Promise<SumType> {
  const fits = AMOUNTS.map((name) => `coalesce(sum(abs(${name})), 0) < 100000000000000`);
  const [[narrow] = []] = await warehouse.values(`select ${fits.join(' and ')} from ${lines}`);
  return narrow === true ? 'decimal(18,4)' : 'decimal(38,4)';
}
