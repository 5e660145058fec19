/** Rows written out in a contract or a test. */
import type { Source } from '../agreement.ts';
import type { Diagnostic, Location } from '../diagnostic.ts';
import type { Scalar } from '../document.ts';
import type { Plan, PlanEntity } from '../plan.ts';
import { checkName, columnsOf } from './columns.ts';
import { report } from './messages.ts';

type Cells = { name: Scalar; value: Scalar }[];
type RowsSource = Extract<Source, { kind: 'rows' }>;

/** Names must be the entity's, and every row must have its key, which no two may share. */
export function rowsSource(
  rows: readonly Cells[],
  at: Location,
  context: { plan?: Plan; entity?: PlanEntity; diagnostics: Diagnostic[] },
): RowsSource {
  const { plan, entity, diagnostics } = context;
  if (plan && entity) {
    const known = columnsOf(plan, entity);
    const seen = new Map<string, Location>();
    for (const row of rows) {
      for (const { name } of row) checkName(name, known, entity, diagnostics);
      checkKey(row, rowPlace(row, at), entity, seen, diagnostics);
    }
  }
  return {
    at,
    kind: 'rows',
    rows: rows.map((row) => ({
      at: rowPlace(row, at),
      values: Object.fromEntries(row.map(({ name, value }) => [name.text, value.text])),
    })),
  };
}

function rowPlace(row: Cells, at: Location): Location {
  return row[0]?.name.at ?? at;
}

function checkKey(
  row: Cells,
  at: Location,
  entity: PlanEntity,
  seen: Map<string, Location>,
  diagnostics: Diagnostic[],
): void {
  const parts = entity.key.map((part) => row.find(({ name }) => name.text === part.name)?.value.text ?? '');
  const empty = entity.key.find((_, i) => parts[i] === '');
  if (empty) {
    const key = entity.key.map((part) => part.name).join(', ');
    diagnostics.push(report('row-without-key', { entity: entity.name, name: empty.name, key }, at));
    return;
  }
  const key = parts.join(',');
  // Parts may hold commas: two keys that are written alike are still two.
  const label = JSON.stringify(parts);
  const first = seen.get(label);
  if (first)
    diagnostics.push(report('duplicate-row', { entity: entity.name, key, line: first.line ?? 0 }, at));
  else seen.set(label, at);
}
