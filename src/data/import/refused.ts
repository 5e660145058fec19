/** What was refused, one by one: kept on disk while reading, written as `refused.parquet`, counted by reason. */
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvRows, KEPT_PARQUET, parquetRows } from '../../warehouse/files.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { isExact } from './exact.ts';
import type { Refused } from './format.ts';
import type { RefusedCount } from './manifest.ts';
import { serialised } from './records.ts';

/** Characters of a cell or line that are kept. */
export const SHOWN = 200;

const REFUSED_COLUMNS = [
  ['file', 'integer'],
  ['line', 'bigint'],
  ['table', 'varchar'],
  ['reason', 'varchar'],
  ['column', 'varchar'],
  ['text', 'varchar'],
  ['amount', 'decimal(38,4)'],
  // Of a row: its cells that should be money and cannot be read, a JSON list. Null of what was refused before it was a row.
  ['unread', 'varchar'],
] as const;

export class RefusedRows {
  readonly #single: string;
  readonly #parts: string[] = [];
  readonly #work: string;
  #held = '';
  #count = 0;

  constructor(work: string) {
    this.#work = work;
    this.#single = join(work, 'refused.csv');
  }

  get count(): number {
    return this.#count;
  }

  /** On disk at once where they are many: a file of nothing but faults must not fill the memory. */
  add({ file, line, table, reason, column, text, amount }: Refused): void {
    const shown = text
      ?.slice(0, SHOWN)
      .replaceAll('\0', '\u2400')
      .replaceAll('\r', ' ')
      .replaceAll('\n', ' ');
    const exact = amount !== undefined && isExact(amount) ? amount : undefined;
    const cells = [file.index, line, table, reason, column, shown, exact];
    this.#held += `${serialised(
      cells.map((cell) => String(cell ?? '')),
      ',',
    )}\n`;
    this.#count += 1;
    if (this.#held.length > 1 << 20) this.#flush();
  }

  /** Where a query may write more of them. */
  part(count: number): string {
    this.#count += count;
    const file = join(this.#work, `refused-${this.#parts.length + 1}.parquet`);
    this.#parts.push(file);
    return file;
  }

  /** Writes them all, in the order of files and lines. Nothing is written where nothing was refused. */
  async write(warehouse: Warehouse, into: string): Promise<RefusedCount[]> {
    this.#flush();
    if (this.#count === 0) return [];
    const names = REFUSED_COLUMNS.map(([name]) => `"${name}"`).join(', ');
    const given = REFUSED_COLUMNS.filter(([name]) => name !== 'unread');
    const from = this.#parts.map((file) => `select ${names} from ${parquetRows(file)}`);
    if (existsSync(this.#single)) {
      const columns = given.map(([name, type]) => `'${name}': '${type}'`).join(', ');
      from.push(
        `select ${given.map(([name]) => `"${name}"`).join(', ')}, null::varchar as "unread" from ${csvRows(this.#single, 'auto_detect = false', 'header = false', `delim = ','`, `quote = '"'`, `escape = '"'`, `compression = 'none'`, `columns = {${columns}}`)}`,
      );
    }
    const file = quoteLiteral(into);
    await warehouse.run(
      `copy (select * from (${from.join(' union all ')}) order by all nulls first) to ${file} (${KEPT_PARQUET})`,
    );
    const rows = await warehouse.values(
      `select "file", "table", "reason", "column", count(*), sum(amount)::varchar, "unread" is null as line
       from ${parquetRows(into)} group by all order by 5 desc, 1, 4, 2 nulls first, 3 nulls first, line`,
    );
    return rows.map(([file, table, reason, column, count, amount, line]) => ({
      file: Number(file),
      ...(table !== null && { table: String(table) }),
      reason: String(reason),
      ...(column !== null && { column: String(column) }),
      count: Number(count),
      ...(amount !== null && { amount: String(amount) }),
      of: line === true ? 'line' : 'row',
    }));
  }

  #flush(): void {
    if (this.#held === '') return;
    appendFileSync(this.#single, this.#held);
    this.#held = '';
  }
}

/** The first line refused of a file for a reason. */
export async function firstRefused(
  warehouse: Warehouse,
  folder: string,
  { id, refused }: { id: string; refused: readonly RefusedCount[] },
): Promise<(file: number, reason: string) => number | undefined> {
  if (refused.length === 0) return () => undefined;
  const from = parquetRows(join(folder, 'received', id, 'refused.parquet'));
  const rows = await warehouse.values(`select "file", "reason", min("line") from ${from} group by all`);
  return (file, reason) => {
    const row = rows.find((one) => Number(one[0]) === file && one[1] === reason);
    return row === undefined || row[2] === null ? undefined : Number(row[2]);
  };
}
