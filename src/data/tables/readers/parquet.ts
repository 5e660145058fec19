/**
 * Parquet: typed columns go to text exactly, so that a cell means the same whatever file it came in. Dates and exact numbers may stay what
 * they are, where the text would only be read back.
 */
import type { Location } from '../../../language/diagnostic.ts';
import type { TableSource } from '../../../language/agreement.ts';
import { parquetRows } from '../../../warehouse/files.ts';
import { quoteIdentifier, quoteTable, WarehouseError } from '../../../warehouse/warehouse.ts';
import { afterAsOf, canonicalOf, sayLeftOut, sayVersions } from './as-of.ts';
import { sha256Of } from './files.ts';
import type { Exact, Opened, Reading } from './reader.ts';

export async function openParquet(
  source: TableSource & { at: Location },
  name: string,
  reading: Reading,
): Promise<Opened | undefined> {
  const { warehouse, problems } = reading;
  const from = parquetRows(source.file, 'binary_as_string = true', 'file_row_number = true');
  const refused = (cause: unknown) => {
    if (!(cause instanceof WarehouseError)) throw cause;
    const reason = cause.message.split('\n')[0]?.replaceAll(source.file, name) ?? '';
    problems.add('file-unreadable', { file: name, reason }, { file: source.file });
    return undefined;
  };
  let described: { name: string; type: string }[];
  try {
    const rows = await warehouse.rows(
      `select column_name, column_type from (describe select * from ${from})`,
    );
    described = rows.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  } catch (cause) {
    return refused(cause);
  }
  // The row's number is added by the reader, last; a column of the file that has its name comes before.
  const columns = described.slice(0, -1);
  return {
    headers: columns.map((c) => c.name),
    headerAt: { file: source.file },
    sha256: await sha256Of(source.file),
    exact: columns.map((c) => exactOf(c.type)),
    stage: async (wanted, into, asTheyAre) => {
      const cells = wanted.map((i) => {
        const { name: own, type } = columns[i] as { name: string; type: string };
        const column = quoteIdentifier(own);
        return `${asTheyAre?.has(i) ? column : textOf(column, type)} as c${i}`;
      });
      const nested = wanted.map((i) => columns[i]).find((c) => c && isNested(c.type));
      if (nested) {
        problems.add('cell-nested', { header: nested.name, file: name }, { file: source.file });
        return undefined;
      }
      const list = ['file_row_number + 1 as line', ...cells].join(', ');
      const table = canonicalOf(columns.map((c) => c.name));
      const after = table && afterAsOf(table, reading);
      const where = after === undefined ? '' : ` where not ${after}`;
      let leftOut = 0;
      try {
        await warehouse.run(`create table ${quoteTable(into)} as select ${list} from ${from}${where}`);
        if (table && after !== undefined) {
          leftOut = await sayLeftOut(reading, from, after, table, name, source.at);
          await sayVersions(reading, from, table, name, source.at);
        }
      } catch (cause) {
        return refused(cause);
      }
      return { line: 'r.line', leftOut };
    },
  };
}

function isNested(type: string): boolean {
  return /\[\d*\]$|^(STRUCT|MAP|UNION)\b/.test(type);
}

function exactOf(type: string): Exact | undefined {
  if (type === 'DATE') return { kind: 'date' };
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type)) return { kind: 'number', places: 0 };
  const places = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1];
  return places === undefined ? undefined : { kind: 'number', places: Number(places) };
}

/** Exact text. Doubles in their shortest form that reads back the same; a moment with a zone is shown in UTC. */
function textOf(column: string, type: string): string {
  if (type.startsWith('TIMESTAMP WITH')) return `make_timestamp(epoch_us(${column}))::varchar`;
  return `${column}::varchar`;
}
