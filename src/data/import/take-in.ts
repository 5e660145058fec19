/** One query of a reader → Parquet: rows that parse are kept, the others refused, and both add up to what was read, rows and money. */
import { quoteIdentifier, quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Cell, Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import { pattern } from '../tables/readers/files.ts';
import { addExact, equalExact } from './exact.ts';
import type { MoneySum, SourceFinding } from './manifest.ts';
import { SHOWN } from './refused.ts';
import type { TypedCell } from './typing.ts';
import { absentCell, faultNumber, keptCell, textName, typedCell, typedRows, valueName } from './typing.ts';

export interface TakenIn {
  read: number;
  kept: number;
  refused: number;
  /** Columns the query gave. */
  columns: string[];
  money: Record<string, MoneySum>;
  findings: SourceFinding[];
}

/** The column whose amount is told of a refused row. */
const AMOUNT: Record<string, string> = {
  medical_claim: 'paid_amount',
  pharmacy_claim: 'paid_amount',
  inpatient_case: 'total_fee',
  cost_item: 'amount',
  treatment: 'price',
};

export async function takeIn(
  warehouse: Warehouse,
  table: CanonicalTable,
  sql: string,
  into: string,
  refusedPart: (count: number) => string,
): Promise<TakenIn> {
  const given = await columnsOf(warehouse, sql);
  for (const name of ['_file', '_line']) {
    if (!given.delete(name)) throw new Error(`the query for ${table.name} has no ${name}`);
  }
  const known = new Set(table.columns.map(({ name }) => name));
  const unknown = [...given.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`${table.name} has no column ${unknown.join(', ')}`);
  const cells = table.columns.map((column) => {
    const type = given.get(column.name);
    return type === undefined
      ? absentCell(column)
      : typedCell(column, `r.${quoteIdentifier(column.name)}`, type);
  });
  const money = cells.filter(({ column, text }) => column.type === 'money' && text !== '');
  const typed = typedRows(sql, cells);
  const fault = faultNumber(cells);
  const first = await survey(warehouse, typed, fault, cells, money);
  const { read, refused } = first;
  if (refused > 0) await writeRefused(warehouse, table, typed, fault, cells, refusedPart(refused));
  const kept =
    read > refused
      ? await writeKept(warehouse, table, sql, typed, refused > 0 ? fault : undefined, cells, into)
      : 0;
  if (kept + refused !== read) {
    throw new Error(`${table.name}: ${read} rows read, but ${kept} kept and ${refused} refused`);
  }
  const keptSums = kept > 0 ? await sumsOf(warehouse, into, money) : money.map(() => '0.0000');
  const sums: Record<string, MoneySum> = {};
  for (const [i, { column }] of money.entries()) {
    const sum = { ...(first.money[i] as MoneySum), kept: keptSums[i] ?? '0.0000' };
    if (!equalExact(sum.read, addExact(sum.kept, sum.refused))) {
      throw new Error(
        `${table.name}.${column.name}: ${sum.read} read, but ${sum.kept} kept and ${sum.refused} refused`,
      );
    }
    sums[column.name] = sum;
  }
  const columns = table.columns.map(({ name }) => name).filter((name) => given.has(name));
  return { read, kept, refused, columns, money: sums, findings: first.findings };
}

async function columnsOf(warehouse: Warehouse, sql: string): Promise<Map<string, string>> {
  const rows = await warehouse.values(`select column_name, column_type from (describe ${sql})`);
  return new Map(rows.map(([name, type]) => [String(name), String(type)]));
}

interface Survey {
  read: number;
  refused: number;
  money: MoneySum[];
  findings: SourceFinding[];
}

/** Counts and sums over all rows, before any is written. */
async function survey(
  warehouse: Warehouse,
  typed: string,
  fault: string,
  cells: readonly TypedCell[],
  money: readonly TypedCell[],
): Promise<Survey> {
  const notes = cells.flatMap(({ column, notes: of }) => of.map((note) => ({ column, ...note })));
  const lists = [
    'count(*)',
    'count(_fault)',
    ...money.flatMap(({ column }) => {
      const [x, v] = [textName(column), valueName(column)];
      return [
        `coalesce(sum(${v}), 0)::varchar`,
        `coalesce(sum(${v}) filter (_fault is not null), 0)::varchar`,
        `count(*) filter (${x} is not null and ${v} is null)`,
      ];
    }),
    ...notes.flatMap(({ when }) => [
      `count(*) filter (_fault is null and ${when})`,
      `min(_file * 1000000000000 + _line) filter (_fault is null and ${when})`,
    ]),
  ];
  const [row = []] = await warehouse.values(
    `select ${lists.join(', ')} from (select *, ${fault} as _fault from ${typed})`,
  );
  const [read, refused] = [Number(row[0]), Number(row[1])];
  const sums = money.map((_, i) => {
    const [all, bad, unreadable] = row.slice(2 + 3 * i, 5 + 3 * i);
    return { read: String(all), kept: '0', refused: String(bad), unreadable: Number(unreadable) };
  });
  const rest = row.slice(2 + 3 * money.length);
  const findings = notes.flatMap(({ column, code }, i): SourceFinding[] => {
    const [count, at] = [Number(rest[2 * i]), rest[2 * i + 1] as bigint | null];
    if (count === 0 || at === null) return [];
    const line = Number(at % 1_000_000_000_000n);
    return [
      {
        code,
        file: Number(at / 1_000_000_000_000n),
        count,
        examples: [{ line, key: column.name }],
      },
    ];
  });
  return { read, refused, money: sums, findings };
}

async function writeKept(
  warehouse: Warehouse,
  table: CanonicalTable,
  sql: string,
  typed: string,
  fault: string | undefined,
  cells: readonly TypedCell[],
  into: string,
): Promise<number> {
  const list = [...cells.map(keptCell), '_file', '_line'].join(', ');
  const rows =
    fault === undefined
      ? typed
      : `(select * from (select *, ${fault} as _fault from ${typed}) where _fault is null)`;
  const order = (await keepsOrder(warehouse, sql))
    ? ''
    : ` order by _file, _line, ${table.key.map(quoteIdentifier).join(', ')}, hash(t)`;
  const query =
    order === '' ? `select ${list} from ${rows}` : `select * from (select ${list} from ${rows}) t${order}`;
  return warehouse.run(
    `copy (${query}) to ${quoteLiteral(into)} (format parquet, compression 'snappy', row_group_size 122880)`,
  );
}

/** Whether rows come out in the order of the files: joins and groups give them in any order, and the same input must give the same bytes. */
async function keepsOrder(warehouse: Warehouse, sql: string): Promise<boolean> {
  const plan = (await warehouse.values(`explain ${sql}`)).map((row) => row.join('\n')).join('\n');
  return !/JOIN|GROUP|AGGREGATE|WINDOW|DISTINCT|PIVOT|CTE|UNION|INTERSECT|EXCEPT/.test(plan);
}

async function writeRefused(
  warehouse: Warehouse,
  table: CanonicalTable,
  typed: string,
  fault: string,
  cells: readonly TypedCell[],
  into: string,
): Promise<void> {
  const faults = cells.flatMap((cell) => cell.faults.map(({ reason }) => ({ reason, cell })));
  const pick = (value: (one: (typeof faults)[number]) => string) =>
    `case _fault ${faults.map((one, i) => `when ${i + 1} then ${value(one)}`).join(' ')} end`;
  const amount = cells.find(({ column, text }) => column.name === AMOUNT[table.name] && text !== '');
  const list = [
    '_file as "file"',
    '_line as "line"',
    `${quoteLiteral(table.name)} as "table"`,
    `${pick(({ reason }) => quoteLiteral(reason))} as "reason"`,
    `${pick(({ cell }) => quoteLiteral(cell.column.name))} as "column"`,
    `left(${pick(({ cell }) => (cell.text === '' ? 'null' : `${textName(cell.column)}::varchar`))}, ${SHOWN}) as "text"`,
    `${amount ? valueName(amount.column) : 'null'}::decimal(38,4) as "amount"`,
  ];
  await warehouse.run(
    `copy (select ${list.join(', ')} from (select *, ${fault} as _fault from ${typed}) where _fault is not null)
     to ${quoteLiteral(into)} (format parquet)`,
  );
}

async function sumsOf(warehouse: Warehouse, file: string, money: readonly TypedCell[]): Promise<string[]> {
  if (money.length === 0) return [];
  const sums = money.map(({ column }) => `coalesce(sum(${quoteIdentifier(column.name)}), 0)::varchar`);
  const [row = []] = await warehouse.values(
    `select ${sums.join(', ')} from read_parquet(${quoteLiteral(pattern(file))})`,
  );
  return row.map((cell: Cell) => String(cell));
}
