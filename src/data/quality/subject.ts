/** What is examined: rows that stand, as SQL names, and where they were read. */
import type { Cell, Row, Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { CANONICAL } from '../canonical/index.ts';
import type { Example } from './report.ts';

export interface Subject {
  warehouse: Warehouse;
  /** Canonical tables with rows: name → SQL name. */
  tables: ReadonlyMap<string, string>;
  /** Format of each source, by `_source`. */
  formats?: readonly string[];
  /** Names of a delivery and a file by `_source` and `_file`. */
  fileOf(source: number, file: number): Pick<Example, 'delivery' | 'file'>;
}

export const EXAMPLES = 5;

/** The key of a row as text. */
export function keyText(table: string): string {
  const key = CANONICAL.find((one) => one.name === table)?.key ?? [];
  const parts = key
    .filter((name) => name !== 'data_source')
    .map((name) => `t.${quoteIdentifier(name)}::varchar`);
  return `concat_ws(',', ${parts.join(', ')})`;
}

/** An example from a row with `s`, `f`, `l`, and `key` and `text` where they are. */
export function exampleOf(subject: Subject, row: Row): Example {
  const file = subject.fileOf(Number(row['s'] ?? -1), Number(row['f'] ?? -1));
  const given = (name: string) =>
    row[name] === null || row[name] === undefined ? undefined : String(row[name]);
  const line = given('l');
  const key = given('key');
  const text = given('text');
  return {
    ...file,
    ...(line !== undefined && { line }),
    ...(key !== undefined && { key }),
    ...(text !== undefined && { text }),
  };
}

/** Amounts as the report writes them: without needless zeros, but for cents. */
export function amountText(cell: Cell | undefined): string | undefined {
  if (cell === null || cell === undefined) return undefined;
  const text = String(cell);
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = fraction.replace(/0+$/, '').padEnd(2, '0');
  return `${whole}.${digits}`;
}
