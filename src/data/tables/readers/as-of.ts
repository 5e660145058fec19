/**
 * Rows of a canonical table that a contract binds as a file. Methods leave out what happened after the as-of date (`src/methods/shared/as-of.ts`);
 * here the same is done, and said. Any other file is taken as given: only its owner knows which of its dates was known when.
 */
import type { Location } from '../../../language/diagnostic.ts';
import { CANONICAL, DAY } from '../../canonical/index.ts';
import type { CanonicalTable } from '../../canonical/index.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Reading } from './reader.ts';

/** The canonical table these headers are of, if they are all of one: as the files of a data folder have them, with file and line. */
export function canonicalOf(headers: readonly string[]): CanonicalTable | undefined {
  const has = new Set(headers);
  if (!has.has('_file') || !has.has('_line')) return undefined;
  return CANONICAL.find(({ columns }) => columns.every(({ name }) => has.has(name)));
}

/** SQL: which rows of the file lie after the as-of date; nothing for a table without a day, or where no as-of date is asked for. */
export function afterAsOf(table: CanonicalTable, { asOf }: Reading): string | undefined {
  const days = DAY[table.name];
  if (days === undefined || asOf === undefined) return undefined;
  return `coalesce(coalesce(${days.map(q).join(', ')}) > date ${quoteLiteral(asOf)}, false)`;
}

/** Says how many rows are left out and what they come to; gives how many. `from` is SQL to read the file by. */
export async function sayLeftOut(
  reading: Reading,
  from: string,
  after: string,
  table: CanonicalTable,
  file: string,
  at: Location,
): Promise<number> {
  const { warehouse, problems, asOf = '' } = reading;
  const money = table.columns.find(({ type }) => type === 'money')?.name;
  const sum = money === undefined ? 'null' : `coalesce(sum(${q(money)}), 0)::varchar`;
  const [row] = await warehouse.values(`select count(*), ${sum} from ${from} where ${after}`);
  const count = Number(row?.[0] ?? 0);
  const data = { file, count, as_of: asOf };
  if (count > 0 && money !== undefined)
    problems.add('rows-after-as-of', { ...data, column: money, amount: String(row?.[1]) }, at);
  else if (count > 0) problems.add('rows-after-as-of-counted', data, at);
  return count;
}

/** Versions of a claim lie side by side in the file as received; methods take the one that stands. */
export async function sayVersions(
  { warehouse, problems }: Reading,
  from: string,
  table: CanonicalTable,
  file: string,
  at: Location,
): Promise<void> {
  if (!table.versioned) return;
  const [row] = await warehouse.values(
    `select count(*) from ${from} where claim_action is not null and claim_action <> 'original'`,
  );
  const count = Number(row?.[0] ?? 0);
  if (count > 0) problems.add('rows-of-versions', { file, count }, at);
}
