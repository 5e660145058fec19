/** Cells by the formats of a column map → the texts the intake reads: plain numerals, ISO dates, true and false. */
import type { ColumnMap } from '../../../language/agreement.ts';
import type { ScalarType } from '../../../language/plan.ts';
import type { CanonicalColumn, CanonicalTable } from '../../canonical/index.ts';
import { cellReader } from '../../tables/dictionary.ts';

/** Digits kept after the point: more than any column takes, so that what is too fine is refused and not rounded here. */
const SCALE = 15;

export function scalarTypes(table: CanonicalTable): Map<string, ScalarType> {
  return new Map(table.columns.map((column) => [column.name, scalarType(column)]));
}

function scalarType({ type }: CanonicalColumn): ScalarType {
  switch (type) {
    case 'money':
    case 'quantity':
    case 'integer':
      return { kind: 'number', dimensions: {}, scale: SCALE };
    case 'date':
    case 'boolean':
    case 'text':
      return { kind: type };
  }
}

/** Whether a cell may mean something else than the intake would read in it. */
export function isMapped(map: ColumnMap | undefined): map is ColumnMap {
  if (!map) return false;
  const plain = map.formats.every((format) => format === 'plain' || format === 'iso');
  return !plain || !!map.formatBy || Object.keys(map.values).length > 0 || map.unknown.length > 0;
}

/**
 * What a cell says, as the intake reads it; null for unknown. A cell that cannot be read by the map stays as it is, so that the intake
 * refuses its row and shows it.
 */
export function mappedCell(
  column: CanonicalColumn,
  map: ColumnMap,
): (cell: string, by: string | null) => string | null {
  const type = scalarType(column);
  const target = { name: column.name, type, isKey: false, optional: true, names: [column.name] };
  const read = cellReader({ target, map });
  const known = new Set([...map.unknown, ...Object.keys(map.values)].map((text) => text.trim()));
  return (cell, by) => {
    const { value, status } = read(cell, by);
    if (status === 'ok') return value === null ? null : textOf(value, type);
    // A numeral that the map's format does not read must not be read by another in silence.
    const reads = type.kind === 'text' || status === 'rounded' || known.has(cell.trim());
    return reads ? cell : `⟨${cell}⟩`;
  };
}

function textOf(value: unknown, type: ScalarType): string {
  if (type.kind !== 'number') return String(value);
  const text = String(value);
  const digits = text.replace('-', '').padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return `${text.startsWith('-') ? '-' : ''}${digits.slice(0, -SCALE)}${fraction === '' ? '' : `.${fraction}`}`;
}
