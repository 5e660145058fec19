/** A scenario's values in a plan. */
import { distance } from 'fastest-levenshtein';
import { reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import { parseDecimal } from '../../language/number.ts';
import type { Constant, Dated, Plan, PlanParameter, ScalarType, TableRow } from '../../language/plan.ts';
import { parseConstant, renderConstant } from '../../language/value.ts';
import { cellText } from '../explain/tables.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

type Table = Extract<PlanParameter, { kind: 'table' }>;
type Records = Extract<PlanParameter, { kind: 'records' }>;

interface Changed {
  plan: Plan;
  /** Names of the parameters whose values differ now. */
  parameters: Set<string>;
}

/**
 * `sharing=0.6` sets a scalar for all time, `codes=a, b` a list, `sharing[EN]=0.6` the value of the table rows with these cells, as
 * written, in every dated version; of a table with several outputs `sharing[EN].cap=0.6` one of them. Of records the row is named by its
 * first column: `paid[six_months].share=0.6`.
 */
export function withParameters(plan: Plan, set: Record<string, string>): Checked<Changed> {
  const diagnostics: Diagnostic[] = [];
  const parameters = new Set<string>();
  let changed = plan.parameters;
  for (const [target, text] of Object.entries(set)) {
    const [, name = target.trim(), cells, output] =
      /^\s*(\w+)\s*(?:\[(.*)\](?:\.(\w+))?)?\s*$/.exec(target) ?? [];
    const parameter = changed.find((one) => one.name === name);
    if (!parameter) {
      diagnostics.push(unknownParameter(plan, name));
      continue;
    }
    if (parameter.fixed) {
      diagnostics.push(report('what-if-fixed', { name }));
      continue;
    }
    const next = changedParameter(parameter, text.trim(), cells, output);
    if ('code' in next) diagnostics.push(next);
    else {
      parameters.add(name);
      changed = changed.map((one) => (one === parameter ? next : one));
    }
  }
  if (diagnostics.length > 0) return { diagnostics };
  return { value: { plan: { ...plan, parameters: changed }, parameters }, diagnostics };
}

function unknownParameter({ parameters }: Plan, name: string): Diagnostic {
  if (parameters.length === 0) return report('what-if-no-parameters', { name });
  const near = parameters
    .map((one) => one.name)
    .sort((a, b) => distance(a, name) - distance(b, name))
    .slice(0, 3)
    .join(', ');
  return report('what-if-unknown-parameter', { name, near });
}

function changedParameter(
  parameter: PlanParameter,
  text: string,
  cells: string | undefined,
  output: string | undefined,
): PlanParameter | Diagnostic {
  const { name, origin } = parameter;
  if (parameter.kind === 'records') return changedRecords(parameter, text, cells, output);
  if (parameter.kind === 'table') return changedTable(parameter, text, cells, output);
  if (cells !== undefined) return report('what-if-not-table', { name, cells });
  const always = <T>(value: T): Dated<T>[] => [{ from: null, value, origin }];
  if (parameter.kind === 'scalar') {
    const value = valueOf(text, parameter.type);
    if (value === undefined) return badValue(name, text, parameter.type, parameter.values.at(-1)?.value);
    return { ...parameter, values: always(value) };
  }
  const items = /^\[.*\]$/s.test(text) ? text.slice(1, -1) : text;
  const values =
    items.trim() === '' ? [] : items.split(',').map((one) => valueOf(one.trim(), parameter.type));
  const bad = values.findIndex((one) => one === undefined);
  if (bad >= 0) {
    const item = items.split(',')[bad]?.trim() ?? '';
    return badValue(name, item, parameter.type, parameter.values.at(-1)?.value[0]);
  }
  return { ...parameter, values: always(values as Constant[]) };
}

/** As in a contract: quotes are no part of a text, and a number has no more digits than its type. */
function valueOf(text: string, type: ScalarType): Constant | undefined {
  if (type.kind === 'number' && parseDecimal(text, type.scale)?.rounded) return undefined;
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return parseConstant(quoted?.[2] ?? text, type);
}

function changedTable(
  table: Table,
  text: string,
  cells: string | undefined,
  output: string | undefined,
): Table | Diagnostic {
  const { name, inputs, outputs, values } = table;
  const written = (row: TableRow) =>
    row.cells.map((cell, i) => cellText(cell, inputs[i]?.type as ScalarType)).join(', ');
  const rows = [...new Set(values.flatMap((version) => version.value.map(written)))];
  if (cells === undefined) return report('what-if-table', { name, cells: rows[0] ?? '' });
  const at =
    output === undefined && outputs.length === 1 ? 0 : outputs.findIndex((one) => one.name === output);
  if (at < 0) {
    const names = outputs.map((one) => one.name).join(', ');
    return report('what-if-no-output', { name, cells, outputs: names, first: outputs[0]?.name ?? '' });
  }
  // Cells are compared as they are written, then as the numbers they hold.
  const same = [squeezed, normal].find((form) => rows.some((row) => form(row) === form(cells)));
  if (!same) return report('what-if-no-row', { name, cells, rows: named(rows) });
  const type = outputs[at]?.type as ScalarType;
  const chosen = (row: TableRow) => same(written(row)) === same(cells);
  const value = valueOf(text, type);
  if (value === undefined) {
    const now = values.flatMap((version) => version.value).find(chosen)?.outputs[at];
    return badValue(`${name}[${cells}]${output === undefined ? '' : `.${output}`}`, text, type, now);
  }
  const changed = (row: TableRow) =>
    chosen(row) ? { ...row, outputs: row.outputs.map((one, i) => (i === at ? value : one)) } : row;
  return { ...table, values: values.map((version) => ({ ...version, value: version.value.map(changed) })) };
}

/** The first column names the row, as `each` does, and stays what it is. */
function changedRecords(
  { columns, ...records }: Records,
  text: string,
  row: string | undefined,
  column: string | undefined,
): Records | Diagnostic {
  const { name, rows } = records;
  const [key, ...others] = columns;
  const keyOf = (one: readonly Constant[]) => (key ? renderConstant(one[0] ?? null, key.type) : '');
  const [changing] = others;
  if (!changing) return report('what-if-records', { name });
  const first = changing.name;
  if (row === undefined)
    return report('what-if-record', { name, cells: rows[0] ? keyOf(rows[0]) : '', first });
  const chosen = rows.findIndex((one) => squeezed(keyOf(one)) === squeezed(row));
  if (chosen < 0) return report('what-if-no-row', { name, cells: row, rows: named(rows.map(keyOf)) });
  const at =
    column === undefined && others.length === 1 ? 1 : columns.findIndex((one) => one.name === column);
  if (at < 1) {
    const outputs = others.map((one) => one.name).join(', ');
    return report('what-if-no-output', { name, cells: row, outputs, first });
  }
  const type = columns[at]?.type as ScalarType;
  const value = valueOf(text, type);
  if (value === undefined)
    return badValue(
      `${name}[${row}]${column === undefined ? '' : `.${column}`}`,
      text,
      type,
      rows[chosen]?.[at],
    );
  const next = rows.map((one, i) => (i === chosen ? one.with(at, value) : one));
  return { ...records, columns, rows: next };
}

const ROWS_NAMED = 12;

function named(rows: readonly string[]): string {
  const shown = rows
    .slice(0, ROWS_NAMED)
    .map((row) => `[${row}]`)
    .join(' ');
  return rows.length > ROWS_NAMED ? `${shown} …` : shown;
}

const squeezed = (text: string) => text.replaceAll(/[\s"']+/g, '');
const normal = (text: string) =>
  squeezed(text).replaceAll(/\d+(?:\.\d+)?/g, (digits) =>
    digits.includes('.')
      ? digits.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '')
      : digits.replace(/^0+(?=\d)/, ''),
  );

function badValue(name: string, value: string, type: ScalarType, now: Constant | undefined): Diagnostic {
  const example = now === undefined || now === null ? '…' : renderConstant(now, type);
  const code = {
    number: 'what-if-not-number',
    boolean: 'what-if-not-boolean',
    date: 'what-if-not-date',
    duration: 'what-if-not-duration',
    text: 'what-if-not-text',
    party: 'what-if-not-text',
    reference: 'what-if-not-text',
  } as const;
  return report(code[type.kind], { name, value, example });
}
