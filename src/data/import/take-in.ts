/** Rows of a reader → Parquet: those that parse are kept, the others refused, and both add up to what was read, rows and money. */
import { rename, rm } from 'node:fs/promises';
import { KEPT_PARQUET, parquetRows } from '../../warehouse/files.ts';
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Cell, Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { addExact, equalExact } from './exact.ts';
import { copyInOrder, keepsOrder } from './copy.ts';
import type { Examined } from './examined.ts';
import { byFault, examined } from './examined.ts';
import type { MoneySum, SourceFinding, SourceTable } from './manifest.ts';

export interface TakenIn {
  read: number;
  kept: number;
  refused: number;
  /** Columns the reader gave. */
  columns: string[];
  money: Record<string, MoneySum>;
  findings: SourceFinding[];
}

/** Where rows go: the kept to a file, the refused to one more. */
export interface Destination {
  part: string;
  refused(count: number): string;
}

/** The column whose amount is told of a refused row. */
const AMOUNT: Record<string, string> = {
  medical_claim: 'paid_amount',
  pharmacy_claim: 'paid_amount',
  inpatient_case: 'total_fee',
  cost_item: 'amount',
  treatment: 'price',
};

/** By a query of the reader. */
export async function takeIn(
  warehouse: Warehouse,
  table: CanonicalTable,
  sql: string,
  to: Destination,
): Promise<TakenIn> {
  const described = await warehouse.values(`select column_name, column_type from (describe ${sql})`);
  const given = new Map(described.map(([name, type]) => [String(name), String(type)]));
  for (const name of ['_file', '_line']) {
    if (!given.delete(name)) throw new Error(`the query for ${table.name} has no ${name}`);
  }
  const known = new Set(table.columns.map(({ name }) => name));
  const unknown = [...given.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`${table.name} has no column ${unknown.join(', ')}`);
  const rows = examined(table, sql, given);
  const first = await survey(warehouse, rows);
  return settle(warehouse, rows, first, to, {
    ordered: await keepsOrder(warehouse, `select * from ${rows.rows}`),
  });
}

/** Rows that were examined and written by `examineDirectly`: only where some are refused are the kept written again. */
export async function takeExamined(
  warehouse: Warehouse,
  table: CanonicalTable,
  columns: Iterable<string>,
  copy: string,
  to: Destination,
): Promise<TakenIn> {
  const types = new Map([...columns].map((name) => [name, 'VARCHAR']));
  const rows = { ...examined(table, '', types), rows: parquetRows(copy) };
  const first = await survey(warehouse, rows);
  const taken = await settle(warehouse, rows, first, to, {
    ordered: true,
    kept: first.refused === 0 ? first.read : undefined,
    // What is known of each row beside its cells stays in the file then: columns of nothing.
    sums: first.refused === 0 ? copy : to.part,
  });
  if (first.refused === 0 && first.read > 0) await rename(copy, to.part);
  else await rm(copy);
  return taken;
}

/** `written.kept`: so many are in the file `sums` already. */
async function settle(
  warehouse: Warehouse,
  rows: Examined,
  first: Survey,
  to: Destination,
  written: { ordered: boolean; kept?: number | undefined; sums?: string },
): Promise<TakenIn> {
  const { table, given } = rows;
  const { read, refused } = first;
  if (refused > 0) await writeRefused(warehouse, rows, to.refused(refused));
  const some = read > refused;
  const kept =
    written.kept ?? (some ? await writeKept(warehouse, rows, refused > 0, written.ordered, to.part) : 0);
  if (kept + refused !== read) {
    throw new Error(`${table.name}: ${read} rows read, but ${kept} kept and ${refused} refused`);
  }
  const keptSums = kept > 0 ? await sumsOf(warehouse, written.sums ?? to.part, [...first.money.keys()]) : [];
  for (const [i, [column, sum]] of [...first.money].entries()) {
    sum.kept = keptSums[i] ?? '0.0000';
    if (!equalExact(sum.read, addExact(sum.kept, sum.refused))) {
      const sums = `${sum.read} read, but ${sum.kept} kept and ${sum.refused} refused`;
      throw new Error(`${table.name}.${column}: ${sums}`);
    }
  }
  const columns = given.map(({ name }) => name);
  return { read, kept, refused, columns, money: Object.fromEntries(first.money), findings: first.findings };
}

interface Survey {
  read: number;
  refused: number;
  money: Map<string, MoneySum>;
  findings: SourceFinding[];
}

/** A place as one number, so that the first can be found by `min`. */
const LINES = 1_000_000_000_000n;

/** Counts and sums over all rows, before any is written. */
async function survey(warehouse: Warehouse, { rows, given, marks }: Examined): Promise<Survey> {
  const money = given.filter(({ type }) => type === 'money').map(({ name }) => name);
  const sums = money.flatMap((name) => {
    const sum = `sum(${quoteIdentifier(name)})`;
    return [`coalesce(${sum}, 0)::varchar`, `coalesce(${sum} filter (_fault is not null), 0)::varchar`];
  });
  const marked = marks.flatMap(({ code }, i) => {
    const when = `filter (_marks & ${2n ** BigInt(i)} <> 0${code === undefined ? '' : ' and _fault is null'})`;
    return [`count(*) ${when}`, `min(_file * ${LINES} + _line) ${when}`];
  });
  const [row = []] = await warehouse.values(
    `select ${['count(*)', 'count(_fault)', ...sums, ...marked].join(', ')} from ${rows}`,
  );
  const found: Survey = { read: Number(row[0]), refused: Number(row[1]), money: new Map(), findings: [] };
  for (const [i, name] of money.entries()) {
    const [read, refused] = row.slice(2 + 2 * i, 4 + 2 * i).map(String) as [string, string];
    found.money.set(name, { read, kept: '0', refused, unreadable: 0 });
  }
  for (const [i, { column, code }] of marks.entries()) {
    const [count, at] = row.slice(2 + sums.length + 2 * i) as [bigint, bigint | null];
    const sum = found.money.get(column);
    if (code === undefined) {
      if (sum) sum.unreadable = Number(count);
    } else if (at !== null) {
      const examples = [{ line: Number(at % LINES), key: column }];
      found.findings.push({ code, file: Number(at / LINES), count: Number(count), examples });
    }
  }
  return found;
}

async function writeKept(
  warehouse: Warehouse,
  { rows, table }: Examined,
  some: boolean,
  ordered: boolean,
  into: string,
): Promise<number> {
  const names = [...table.columns.map(({ name }) => name), '_file', '_line'].map(quoteIdentifier);
  const query = `select ${names.join(', ')} from ${rows}${some ? ' where _fault is null' : ''}`;
  const order = ['_file', '_line', ...table.key.map(quoteIdentifier), 'hash(t)'].join(', ');
  const sorted = ordered ? query : `select * from (${query}) t order by ${order}`;
  return copyInOrder(warehouse, sorted, into);
}

async function writeRefused(warehouse: Warehouse, rows: Examined, into: string): Promise<void> {
  const { table, given } = rows;
  const amount = given.find(({ name }) => name === AMOUNT[table.name]);
  const list = [
    '_file as "file"',
    '_line as "line"',
    `${quoteLiteral(table.name)} as "table"`,
    `${byFault(rows, ({ reason }) => reason)} as "reason"`,
    `${byFault(rows, ({ column }) => column)} as "column"`,
    '_text as "text"',
    `${amount ? quoteIdentifier(amount.name) : 'null'}::decimal(38,4) as "amount"`,
    '_unread as "unread"',
  ];
  await warehouse.run(
    `copy (select ${list.join(', ')} from ${rows.rows} where _fault is not null)
     to ${quoteLiteral(into)} (${KEPT_PARQUET})`,
  );
}

async function sumsOf(warehouse: Warehouse, file: string, money: readonly string[]): Promise<string[]> {
  if (money.length === 0) return [];
  const sums = money.map((name) => `coalesce(sum(${quoteIdentifier(name)}), 0)::varchar`);
  const [row = []] = await warehouse.values(`select ${sums.join(', ')} from ${parquetRows(file)}`);
  return row.map((cell: Cell) => String(cell));
}

/** Adds what was taken in to what a source has of the table. */
export function addTaken(entry: SourceTable, taken: TakenIn, { columns }: CanonicalTable): void {
  entry.read += taken.read;
  entry.kept += taken.kept;
  entry.refused += taken.refused;
  const filled = new Set([...entry.columns, ...taken.columns]);
  entry.columns = columns.map(({ name }) => name).filter((name) => filled.has(name));
  for (const [column, sum] of Object.entries(taken.money)) {
    const before = entry.money[column];
    entry.money[column] = before
      ? {
          read: addExact(before.read, sum.read),
          kept: addExact(before.kept, sum.kept),
          refused: addExact(before.refused, sum.refused),
          unreadable: before.unreadable + sum.unreadable,
        }
      : sum;
  }
}
