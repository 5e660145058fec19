/** A row by where it was read, for explanations: the file's name, and the rows made of its line. */
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Row, Warehouse } from '../../warehouse/warehouse.ts';
import { canonicalTable } from '../canonical/index.ts';
import type { OpenedData } from './open.ts';
import { partsOf, receivedRows } from './received.ts';

interface LineAt {
  /** As the file was called when it was imported. */
  file: string;
  line: number;
  /** What the line was taken for (`inpatient`, `CCLF1` …), and its format. */
  part: string;
  format: string;
  /** Rows of the table made of this line, with what is known in them; several where a line holds several. */
  rows: Row[];
}

/** Undefined where the data has no such source or file. */
export async function lineAt(
  warehouse: Warehouse,
  data: OpenedData,
  table: string,
  place: { source: number; file: number; line: number },
): Promise<LineAt | undefined> {
  const source = data.sources[place.source];
  const file = source?.files[place.file];
  if (!source || !file) return undefined;
  const definition = canonicalTable(table);
  const parts = partsOf(data.folder, data.sources, table).filter((part) => part.source === place.source);
  const rows = await warehouse.rows(
    `select * exclude (_source, _part, _row, _file, _line) from (${receivedRows(definition, parts, { exact: true })})
     where _file = ${place.file} and _line = ${place.line} order by ${definition.key.map(quoteIdentifier).join(', ')}, _part, _row`,
  );
  return {
    file: file.name,
    line: place.line,
    part: file.part,
    format: source.format,
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null))),
  };
}
