/** Money that nobody could read: of each column the first cells, and lines without an amount, each with its file, its line and what stood there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parquetRows } from '../../warehouse/files.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { CANONICAL } from '../canonical/index.ts';
import type { SourceManifest } from '../import/manifest.ts';
import { fileOf } from './deliveries.ts';
import type { Example } from './report.ts';

/** Of a column; `refused.parquet` has them all. */
const LISTED = 100;

export interface UnreadMoney {
  /** By `table.column`; the column is empty for lines that never were rows. */
  examples: ReadonlyMap<string, Example[]>;
  /** Lines that never were rows and have no amount, by table; the name is empty where nobody knows the table. */
  lines: ReadonlyMap<string, bigint>;
}

const MONEYED = CANONICAL.filter(({ columns }) => columns.some(({ type }) => type === 'money'));

/** Lines of which money could have been read. */
const LINE = `"unread" is null and "amount" is null
  and (coalesce("table", '') = '' or "table" in (${MONEYED.map(({ name }) => quoteLiteral(name)).join(', ')}))`;

const CELLS = `'[{"column": "VARCHAR", "text": "VARCHAR"}]'`;

export async function unreadMoney(
  warehouse: Warehouse,
  folder: string,
  sources: readonly SourceManifest[],
): Promise<UnreadMoney> {
  const examples = new Map<string, Example[]>();
  const lines = new Map<string, bigint>();
  for (const [delivery, source] of sources.entries()) {
    const file = join(folder, 'received', source.id, 'refused.parquet');
    if (source.refused.length === 0 || !existsSync(file)) continue;
    const from = parquetRows(file);
    const columns = await warehouse.values(`select column_name from (describe select * from ${from})`);
    // Folders of before say how many there are, but not which.
    if (!columns.some(([name]) => name === 'unread')) continue;
    const rows = await warehouse.values(
      `select * from (
         select "table", u."column" as "column", "file", "line", u."text" as "text"
         from (select "table", "file", "line", unnest(from_json("unread", ${CELLS})) as u from ${from} where "unread" <> '[]')
         union all select coalesce("table", ''), '', "file", "line", "text" from ${from} where ${LINE})
       qualify row_number() over (partition by "table", "column" order by "file", "line", "text") <= ${LISTED}
       order by "table", "column", "file", "line", "text"`,
    );
    for (const [table, column, place, line, text] of rows) {
      const key = `${String(table)}.${String(column)}`;
      const list = examples.get(key) ?? [];
      examples.set(key, list);
      const at = fileOf(sources, delivery, Number(place));
      if (list.length < LISTED)
        list.push({ ...at, line: String(line), ...(text !== null && { text: String(text) }) });
    }
    const counts = await warehouse.values(
      `select coalesce("table", ''), count(*) from ${from} where ${LINE} group by all order by all`,
    );
    for (const [table, count] of counts) {
      const name = String(table);
      lines.set(name, (lines.get(name) ?? 0n) + BigInt(String(count)));
    }
  }
  return { examples, lines };
}
