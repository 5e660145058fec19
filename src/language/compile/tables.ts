/** Tables with their rows: cells read by the types of the inputs, checked for order, overlaps and gaps. */
import type { Scalar } from '../document.ts';
import { nearest } from '../documents/suggest.ts';
import type { Dated, PlanParameter, ScalarType, TableRow } from '../plan.ts';
import { readCell } from './cells.ts';
import { datedValues, readConstant } from './constants.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { checkCoverage } from './coverage.ts';
import { guess } from './declare-parameters.ts';
import { originOf } from './declare-names.ts';
import { describe } from './dimensions.ts';
import type { Parameter } from './symbols.ts';

type PlanTable = Extract<PlanParameter, { kind: 'table' }>;
type TableShape = Extract<Parameter['document']['shape'], { kind: 'table' }>;

/** `types`: of the inputs, where they are known already. */
export function planTable(
  ctx: Context,
  name: Scalar,
  shape: TableShape,
  types: readonly (ScalarType | undefined)[],
  outputs: PlanTable['outputs'],
  oneOf: readonly (ReadonlySet<string> | undefined)[],
): PlanTable | undefined {
  // An input no call has told the type of: an unused table is read all the same, so that its cells are checked.
  const columns = shape.inputs.map((_, i) =>
    shape.values.flatMap((dated) => dated.value.flatMap((row) => row[i] ?? [])),
  );
  const inputs = shape.inputs.map((input, i) => ({
    name: input.name.text,
    type: types[i] ?? guess((columns[i] as Scalar[]).filter((cell) => cell.text !== 'any')),
  }));
  const before = ctx.diagnostics.length;
  const values = datedValues(ctx, shape.values, (rows) => {
    if (rows.length === 0) complain(ctx, 'table-empty', { name: name.text }, name);
    return rows.flatMap((row) => readRow(ctx, shape, row, inputs, outputs, oneOf));
  });
  const table: PlanTable = {
    name: name.text,
    origin: originOf(name),
    kind: 'table',
    inputs,
    outputs,
    read: shape.read,
    hit: shape.hit,
    outside: shape.outside,
    values,
  };
  checkHit(ctx, table, name);
  if (ctx.diagnostics.length > before) return table;
  for (const dated of values) checkCoverage(ctx, table, dated as Dated<TableRow[]>, oneOf);
  return table;
}

function readRow(
  ctx: Context,
  shape: TableShape,
  row: readonly Scalar[],
  inputs: PlanTable['inputs'],
  outputs: PlanTable['outputs'],
  oneOf: readonly (ReadonlySet<string> | undefined)[],
): TableRow[] {
  if (row.length !== inputs.length + outputs.length) return [];
  const cells = inputs.map((input, i) => {
    const scalar = row[i] as Scalar;
    const line = shape.read !== 'match';
    if (line && scalar.text === 'any') {
      complain(ctx, 'any-on-line', { read: shape.read }, scalar);
      return undefined;
    }
    const cell = readCell(ctx, scalar, input.type);
    const known = oneOf[i];
    if (known && cell?.test === 'is' && !known.has(String(cell.value))) {
      const all = [...known].join(', ');
      const near = nearest(String(cell.value), known) ?? all;
      complain(ctx, 'cell-never', { value: String(cell.value), input: input.name, known: all, near }, scalar);
    }
    if (line && cell && cell.test !== 'is') {
      complain(ctx, 'test-on-line', { text: scalar.text, read: shape.read }, scalar);
      return undefined;
    }
    return cell;
  });
  const results = outputs.map((output, i) =>
    readConstant(ctx, row[inputs.length + i] as Scalar, output.type),
  );
  if (cells.some((cell) => cell === undefined)) return [];
  return [
    { cells: cells.flatMap((cell) => cell ?? []), outputs: results, origin: originOf(row[0] as Scalar) },
  ];
}

/** What the way of reading asks of the table's types. */
function checkHit(ctx: Context, table: PlanTable, name: Scalar): void {
  const needsNumbers = table.read !== 'match' || table.hit === 'sum' || table.hit === 'max';
  for (const output of table.outputs) {
    const { kind } = output.type;
    if (needsNumbers && kind !== 'number' && !(table.hit === 'max' && kind === 'date'))
      complain(
        ctx,
        'output-not-number',
        {
          name: table.name,
          output: output.name,
          type: describe(output.type),
          how: table.read === 'match' ? table.hit : table.read,
        },
        name,
      );
  }
  if (table.read !== 'match' && table.inputs.at(-1)?.type.kind !== 'number')
    complain(
      ctx,
      'line-not-number',
      { name: table.name, input: table.inputs.at(-1)?.name ?? '', read: table.read },
      name,
    );
  if (table.outside === 'clamp' && table.read === 'match')
    complain(ctx, 'clamp-on-match', { name: table.name }, name);
}
