/** Cost-to-charge ratios and unit costs of a file, as tables with exact fractions. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { csvRows } from '../shared/csv.ts';
import { units } from '../shared/decimal.ts';
import { FEES, messages } from './messages.ts';

const report = reporter(messages);

/** So large that a product of two still fits 128 bits. */
const MOST = 10n ** 16n;

/**
 * Rows of `ratios`: hospital_id, department, category (blank: any), and ratio, or cost and charges of that department and category in the
 * period. Table: hospital_id, department, category (text or null), over, under (hugeint; cost = charge × over / under).
 */
export async function readRatios(context: MethodContext): Promise<Checked<string> | undefined> {
  const rows = await csvRows(context, 'ratios', ['category']);
  if (!rows.value) return rows.diagnostics.length === 0 ? undefined : { diagnostics: rows.diagnostics };
  const { at } = context;
  const option = 'ratios';
  const diagnostics: Diagnostic[] = [...rows.diagnostics];
  const lines = new Map<string, number>();
  const values: string[] = [];
  for (const { row, cell } of rows.value) {
    const refuse = (column: string, expected: string) =>
      diagnostics.push(
        report('row-refused', { option, row, column, text: cell(column) ?? '', expected }, at),
      );
    const [ratio, cost, charges] = ['ratio', 'cost', 'charges'].map(cell);
    if ((ratio === undefined) === (cost === undefined && charges === undefined)) {
      diagnostics.push(report('ratio-or-amounts', { option, row }, at));
      continue;
    }
    const [over, under] =
      ratio === undefined ? [units(cost ?? ''), units(charges ?? '')] : [units(ratio), 10_000n];
    if (over === undefined || over < 0n || over >= MOST)
      refuse(ratio === undefined ? 'cost' : 'ratio', '0.6215');
    else if (under === undefined || under <= 0n || under >= MOST) refuse('charges', '1200000.00');
    else {
      const key = [cell('hospital_id'), cell('department'), categoryOf(cell('category'))];
      const id = JSON.stringify(key.map((part) => part ?? null));
      const first = lines.get(id);
      const what = key.filter((part) => part !== undefined).join(' ') || '*';
      if (first !== undefined) diagnostics.push(report('ratio-twice', { option, first, row, what }, at));
      lines.set(id, row);
      values.push(`(${[...key.map(literal), `${over}::hugeint`, `${under}::hugeint`].join(', ')})`);
    }
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const table = await fill(
    context,
    'hospital_id varchar, department varchar, category varchar, over hugeint, under hugeint',
    values,
  );
  return { value: table, diagnostics };
}

/** Rows of `unit_costs`: code, unit_cost; hospital_id (blank: any). Table: hospital_id, code, unit_cost. */
export async function readUnitCosts(context: MethodContext): Promise<Checked<string> | undefined> {
  const rows = await csvRows(context, 'unit_costs', ['code', 'unit_cost']);
  if (!rows.value) return rows.diagnostics.length === 0 ? undefined : { diagnostics: rows.diagnostics };
  const { at } = context;
  const option = 'unit_costs';
  const diagnostics: Diagnostic[] = [...rows.diagnostics];
  const lines = new Map<string, number>();
  const values: string[] = [];
  for (const { row, cell } of rows.value) {
    const [code, cost] = [cell('code'), units(cell('unit_cost') ?? '')];
    const refuse = (column: string, expected: string) =>
      diagnostics.push(
        report('row-refused', { option, row, column, text: cell(column) ?? '', expected }, at),
      );
    if (code === undefined) refuse('code', 'A0001');
    else if (cost === undefined || cost < 0n || cost >= MOST) refuse('unit_cost', '12.3456');
    else {
      const key = [cell('hospital_id'), code.toUpperCase()];
      const id = JSON.stringify(key.map((part) => part ?? null));
      const first = lines.get(id);
      if (first !== undefined)
        diagnostics.push(report('ratio-twice', { option, first, row, what: code }, at));
      lines.set(id, row);
      values.push(`(${[...key.map(literal), `${cost}::hugeint`].join(', ')})`);
    }
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  return {
    value: await fill(context, 'hospital_id varchar, code varchar, unit_cost hugeint', values),
    diagnostics,
  };
}

const literal = (text: string | undefined) => (text === undefined ? 'null::varchar' : quoteLiteral(text));

/** A fee category by any of its names: `fee_bed`, `bed`, 床位费; any other text in lower case. */
function categoryOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const plain = text.trim().toLowerCase();
  const fee = FEES.find(
    ({ column, category, label }) => plain === column || plain === category || plain === label.zh,
  );
  return fee?.category ?? plain;
}

/** The same in SQL. */
export function categorySql(column: string): string {
  const plain = `lower(trim(${column}))`;
  const names = FEES.map(
    ({ column: own, category, label }) =>
      `when ${plain} in (${quoteLiteral(own)}, ${quoteLiteral(label.zh)}) then ${quoteLiteral(category)}`,
  );
  return `case ${names.join(' ')} else ${plain} end`;
}

/** Makes a table of SQL rows. */
export async function fill(
  context: MethodContext,
  columns: string,
  values: readonly string[],
): Promise<string> {
  const table = context.temporary();
  await context.warehouse.run(`create table ${table} (${columns})`);
  for (let i = 0; i < values.length; i += 1000)
    await context.warehouse.run(`insert into ${table} values ${values.slice(i, i + 1000).join(', ')}`);
  return table;
}
