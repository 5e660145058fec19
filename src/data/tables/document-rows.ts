/**
 * Rows written in a document: facts of a test, or a small table in a contract. They are few, so they are typed one by one;
 * their cells mean what cells of files mean (`parse.ts`).
 */
import { LINE, SOURCE } from './types.ts';
import { basename } from 'node:path';
import type { PlanEntity } from '../../language/plan.ts';
import type { Cell, ColumnType } from '../../warehouse/warehouse.ts';
import { cellReader, isWide } from './dictionary.ts';
import type { Finding } from './findings.ts';
import { explain } from './findings.ts';
import { allowedValues, checkNames } from './maps.ts';
import { LISTED } from './problems.ts';
import type { Problems } from './problems.ts';
import type { Reading } from './readers/reader.ts';
import type { RowsSource } from './readers/rows.ts';
import { openRows } from './readers/rows.ts';
import type { ReadPart } from './source.ts';
import type { Target } from './targets.ts';
import { columnTypeOf } from './targets.ts';

export async function readDocumentRows(
  entity: PlanEntity,
  targets: readonly Target[],
  source: RowsSource,
  place: number,
  reading: Reading,
): Promise<ReadPart> {
  const columns = typeRows(entity, targets, source, reading.problems);
  const rows = source.rows.map(
    (row, i) =>
      new Map<string, Cell>([
        ...columns.map(({ target, cells }) => [target.name, cells[i] ?? null] as const),
        [SOURCE, BigInt(place)],
        [LINE, BigInt(row.at.line ?? i + 1)],
      ]),
  );
  const count = source.rows.length;
  return {
    read: {
      entity: entity.name,
      file: basename(source.at.file),
      sha256: openRows(source, reading).sha256,
      read: count,
      kept: count,
      leftOut: 0,
    },
    rows,
    types: Object.fromEntries(columns.map(({ target, type }) => [target.name, type])),
    release: async () => {},
  };
}

/** The cells of rows by column, with what is wrong with them said. */
export function typeRows(
  entity: PlanEntity,
  targets: readonly Target[],
  source: RowsSource,
  problems: Problems,
): TypedCells[] {
  const named = source.rows.flatMap(({ values, at }) => Object.keys(values).map((name) => ({ name, at })));
  checkNames(entity, targets, named, problems);
  const columns = targets.map((target) => typeCells(target, source));
  const typed = columns.map(({ target, findings }) => ({ target, findings }));
  explain(entity, source.at.file, typed, new Map(), problems);
  return columns;
}

interface TypedCells {
  target: Target;
  type: ColumnType;
  cells: Cell[];
  findings: Finding[];
}

function typeCells(target: Target, source: RowsSource): TypedCells {
  const read = cellReader({ target });
  const allowed = allowedValues(target);
  const findings = new Map<Finding['kind'], Finding>();
  const cells = source.rows.map(({ values, at }): Cell => {
    const name = target.names.find((n) => Object.hasOwn(values, n));
    const text = (name === undefined ? '' : (values[name] ?? '')).trim();
    const { value, status } = read(text, null);
    const refused = value !== null && allowed !== undefined && !allowed.some((one) => one === value);
    const kind = status === 'ok' && refused ? 'not allowed' : status;
    if (kind !== 'ok') {
      const finding = findings.get(kind) ?? { kind, total: 0, first: [] };
      finding.total += 1;
      if (finding.first.length < LISTED) finding.first.push({ line: at.line ?? 1, text });
      findings.set(kind, finding);
    }
    return value;
  });
  const wide = target.type.kind === 'number' && cells.some((cell) => isWide(cell));
  const type = wide ? 'hugeint' : columnTypeOf(target.type);
  return { target, type, cells, findings: [...findings.values()] };
}
