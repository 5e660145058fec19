/**
 * Resources of time-driven activity-based costing: what supplying them costs in the period, and the minutes they can practically work. Their
 * quotient is the capacity cost rate (Kaplan and Anderson, Harvard Business Review, November 2004).
 */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { csvRows } from '../shared/csv.ts';
import type { CsvRow } from '../shared/csv.ts';
import { units } from '../shared/decimal.ts';
import { rounded } from '../shared/fraction.ts';
import { messages } from './messages.ts';
import { fill } from './ratios.ts';

const report = reporter(messages);

/** Bounds within which every product of what follows fits 128 bits: a hundred thousand million of money, as many minutes. */
const MOST = 10n ** 15n;

interface Resource {
  name: string;
  /** Of one hospital; of any unless given. */
  hospital: string | undefined;
  /** In units of the fourth digit. */
  cost: bigint;
  minutes: bigint;
  row: number;
}

export interface Resources {
  list: Resource[];
  /** SQL table: hospital_id (or null), resource, cost, minutes (hugeint, units of the fourth digit). */
  table: string;
}

/** Rows: resource, cost, and minutes, or available_minutes with practical_share (0.8: four fifths of the time at work are worked); hospital_id. */
export async function readResources(context: MethodContext): Promise<Checked<Resources>> {
  const rows = await csvRows(context, 'resources', ['resource', 'cost']);
  if (!rows.value) return { diagnostics: rows.diagnostics };
  const diagnostics: Diagnostic[] = [...rows.diagnostics];
  const list: Resource[] = [];
  const lines = new Map<string, number>();
  for (const one of rows.value) {
    const found = resourceOf(one, context, diagnostics);
    if (!found) continue;
    const id = JSON.stringify([found.hospital ?? null, found.name]);
    const first = lines.get(id);
    if (first !== undefined)
      diagnostics.push(report('resource-twice', { first, row: one.row, name: found.name }, context.at));
    lines.set(id, one.row);
    list.push(found);
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const values = list.map(
    ({ hospital, name, cost, minutes }) =>
      `(${hospital === undefined ? 'null' : quoteLiteral(hospital)}, ${quoteLiteral(name)}, ${cost}::hugeint, ${minutes}::hugeint)`,
  );
  const columns = 'hospital_id varchar, resource varchar, cost hugeint, minutes hugeint';
  return { value: { list, table: await fill(context, columns, values) }, diagnostics };
}

function resourceOf(
  { row, cell }: CsvRow,
  { at }: MethodContext,
  diagnostics: Diagnostic[],
): Resource | undefined {
  const refuse = (column: string, expected: string) => {
    const data = { option: 'resources', row, column, text: cell(column) ?? '', expected };
    diagnostics.push(report('row-refused', data, at));
    return undefined;
  };
  const name = cell('resource');
  if (name === undefined) return refuse('resource', 'surgeon');
  const cost = units(cell('cost') ?? '');
  if (cost === undefined || cost < 0n || cost >= MOST) return refuse('cost', '560000.00');
  const hospital = cell('hospital_id');
  if (cell('minutes') !== undefined) {
    const minutes = units(cell('minutes') ?? '');
    if (minutes === undefined || minutes <= 0n || minutes >= MOST) return refuse('minutes', '700000');
    return { name, hospital, cost, minutes, row };
  }
  const available = units(cell('available_minutes') ?? '');
  if (available === undefined || available <= 0n || available >= MOST)
    return refuse(cell('available_minutes') === undefined ? 'minutes' : 'available_minutes', '875000');
  const share = units(cell('practical_share') ?? '');
  if (share === undefined || share <= 0n || share > 10_000n) return refuse('practical_share', '0.8');
  const minutes = rounded({ over: available * share, under: 10_000n });
  return minutes > 0n ? { name, hospital, cost, minutes, row } : refuse('available_minutes', '875000');
}
