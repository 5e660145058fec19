/** For tests of formats: a small made-up population, as the cells a writer takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../../../warehouse/warehouse.ts';
import { tablesOf } from '../../import/testing.ts';
import { synthesise } from '../../synthetic/index.ts';

export type TextCells = Record<string, string | undefined>;

/** All rows of every table, versions that no longer stand among them; cells as text, what is unknown left out. */
export async function population(members: number, seed = 7): Promise<Record<string, TextCells[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-population-'));
  try {
    await synthesise({ members, seed, country: 'us', folder, years: 1 });
    const { received } = await tablesOf(folder);
    return Object.fromEntries(Object.entries(received).map(([name, rows]) => [name, rows.map(cells)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Money and quantities without the zeros at their end, without where the row was read. */
export function cells(row: Row): TextCells {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name, cell]) => !name.startsWith('_') && cell !== null)
      .map(([name, cell]) => [
        name,
        /^-?\d+\.\d{4}$/.test(String(cell)) ? plain(String(cell)) : String(cell),
      ]),
  );
}

function plain(decimal: string): string {
  return decimal.replace(/\.?0+$/, '');
}

/** The columns named, of each row, in an order of their own. */
export function shown(rows: readonly TextCells[], columns: readonly string[]): string[] {
  return rows.map((row) => columns.map((column) => `${column}=${row[column] ?? ''}`).join(' ')).toSorted();
}

export function byParts(...names: string[]) {
  const key = (row: TextCells) =>
    names
      .map((name) => (name.endsWith('_number') ? (row[name] ?? '').padStart(6, '0') : (row[name] ?? '')))
      .join('|');
  return (a: TextCells, b: TextCells) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

/** Rows that one has and the other has not, a few of them. */
export function differences(read: readonly string[], written: readonly string[]): string[] {
  const [has, had] = [new Set(read), new Set(written)];
  const lost = written.filter((row) => !has.has(row)).map((row) => `lost ${row}`);
  const made = read.filter((row) => !had.has(row)).map((row) => `made ${row}`);
  const counts = read.length === written.length ? [] : [`${read.length} rows of ${written.length}`];
  return [...counts, ...lost.slice(0, 3), ...made.slice(0, 3)];
}
