/** Files of one kind as one view, whatever order, case or generation their headers have. */
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { DelimitedOptions, InputFile, Intake } from '../../import/format.ts';

interface Stacked {
  /** In SQL. */
  view: string;
  /** Headers found in any of the files, in upper case. */
  headers: ReadonlySet<string>;
}

/**
 * Makes the view `reader.<name>` over all rows of `files`: the `columns` named (in upper case), text without blanks round it, null where
 * empty or where a file lacks the column, and `_file`, `_line`. Always a view, of no rows where there is no file that can be read.
 */
export async function stacked(
  intake: Intake,
  name: string,
  files: readonly InputFile[],
  columns: readonly string[],
  options: DelimitedOptions = {},
): Promise<Stacked> {
  const found = new Set<string>();
  const parts: string[] = [];
  for (const file of files) {
    const table = `${name}_${file.index}`;
    const headers = await intake.delimited(file, table, options);
    if (!headers) continue;
    const places = new Map<string, string>();
    for (const header of headers) {
      const upper = header.toUpperCase();
      if (!places.has(upper)) places.set(upper, header);
      found.add(upper);
    }
    const cells = columns.map((column) => {
      const header = places.get(column);
      const cell = header === undefined ? 'null::varchar' : `nullif(trim(${quoteIdentifier(header)}), '')`;
      return `${cell} as ${quoteIdentifier(column)}`;
    });
    parts.push(
      `select ${[...cells, `${file.index} as _file`, '_line'].join(', ')} from reader.${quoteIdentifier(table)}`,
    );
  }
  if (parts.length === 0) {
    const cells = columns.map((column) => `null::varchar as ${quoteIdentifier(column)}`);
    parts.push(`select ${[...cells, '0 as _file', '0::bigint as _line'].join(', ')} where false`);
  }
  const view = `reader.${quoteIdentifier(name)}`;
  await intake.warehouse.run(
    `create schema if not exists reader; create or replace view ${view} as ${parts.join(' union all ')}`,
  );
  return { view, headers: found };
}

/** Rows of a view, by file: for what is passed over. */
async function countByFile(intake: Intake, from: string): Promise<Map<number, number>> {
  const rows = await intake.warehouse.values(`select _file, count(*) from ${from} group by 1 order by 1`);
  return new Map(rows.map(([file, count]) => [Number(file), Number(count)]));
}

/** Passes over the rows of a query (with `_file`), under their files. */
export async function passOverRows(
  intake: Intake,
  files: readonly InputFile[],
  reason: string,
  from: string,
): Promise<void> {
  const byIndex = new Map(files.map((file) => [file.index, file]));
  for (const [index, count] of await countByFile(intake, from)) {
    const file = byIndex.get(index);
    if (file) intake.passOver(file, reason, count);
  }
}

/** Refuses the rows of a query giving `_file`, `_line`, `reason`, `column`, `text` and `amount` (exact text). */
export async function refuseRows(
  intake: Intake,
  files: readonly InputFile[],
  table: string | undefined,
  sql: string,
): Promise<void> {
  const byIndex = new Map(files.map((file) => [file.index, file]));
  const query = `select _file, _line, reason, "column", "text", amount::varchar as amount from (${sql}) order by _file, _line`;
  for await (const rows of intake.warehouse.stream(query)) {
    for (const row of rows) {
      const file = byIndex.get(Number(row['_file']));
      if (!file) continue;
      const text = (cell: unknown) => (typeof cell === 'string' ? cell : undefined);
      const [column, shown, amount] = [text(row['column']), text(row['text']), text(row['amount'])];
      intake.refuse({
        file,
        line: Number(row['_line']),
        ...(table !== undefined && { table }),
        reason: String(row['reason']),
        ...(column !== undefined && { column }),
        ...(shown !== undefined && { text: shown }),
        ...(amount !== undefined && { amount }),
      });
    }
  }
}

/** A finding of a query giving `_file`, `_line`, `key`, `text` and `amount` (a decimal or null): none where it has no rows. */
export async function findRows(
  intake: Intake,
  files: readonly InputFile[],
  code: string,
  table: string | undefined,
  sql: string,
): Promise<void> {
  const [[count, amount] = []] = await intake.warehouse.values(
    `select count(*), sum(amount)::varchar from (${sql})`,
  );
  if (!count) return;
  const rows = await intake.warehouse.values(
    `select _file, _line, key::varchar, "text"::varchar from (${sql}) order by _file, _line, 3 limit 10`,
  );
  const byIndex = new Map(files.map((file) => [file.index, file]));
  const first = byIndex.get(Number(rows[0]?.[0]));
  intake.find({
    code,
    ...(table !== undefined && { table }),
    ...(first && { file: first }),
    count: Number(count),
    ...(amount !== null && amount !== undefined && { amount: String(amount) }),
    examples: rows.map(([file, line, key, text]) => {
      const at = byIndex.get(Number(file));
      return {
        ...(at && { at: { file: at.path, line: Number(line) } }),
        ...(key !== null && { key: String(key) }),
        ...(text !== null && { text: String(text) }),
      };
    }),
  });
}
