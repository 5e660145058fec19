/** A scenario's values in a plan. */
import { distance } from 'fastest-levenshtein';
import { reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import type { Constant, Dated, Plan, PlanParameter, ScalarType, TableRow } from '../../language/plan.ts';
import { parseConstant, renderConstant } from '../../language/value.ts';
import { cellText } from '../explain/tables.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

export interface Changed {
  plan: Plan;
  /** Names of the parameters whose values differ now. */
  parameters: Set<string>;
}

/**
 * `sharing=0.6` sets a scalar for all time, `codes=a, b` a list, `sharing[EN]=0.6` the value of the table rows with these cells, as written,
 * in every dated version.
 */
export function withParameters(plan: Plan, set: Record<string, string>): Checked<Changed> {
  const diagnostics: Diagnostic[] = [];
  const parameters = new Set<string>();
  let changed = plan.parameters;
  for (const [target, text] of Object.entries(set)) {
    const [, name = target, cells] = /^(\w+)(?:\[(.*)\])?$/.exec(target) ?? [];
    const parameter = changed.find((one) => one.name === name);
    if (!parameter) {
      const near = plan.parameters
        .map((one) => one.name)
        .sort((a, b) => distance(a, name) - distance(b, name))
        .slice(0, 3)
        .join(', ');
      diagnostics.push(report('what-if-unknown-parameter', { name, near }));
      continue;
    }
    const next = changedParameter(parameter, text, cells);
    if ('code' in next) diagnostics.push(next);
    else {
      parameters.add(name);
      changed = changed.map((one) => (one === parameter ? next : one));
    }
  }
  if (diagnostics.length > 0) return { diagnostics };
  return { value: { plan: { ...plan, parameters: changed }, parameters }, diagnostics };
}

function changedParameter(
  parameter: PlanParameter,
  text: string,
  cells: string | undefined,
): PlanParameter | Diagnostic {
  const { name, origin } = parameter;
  const always = <T>(value: T): Dated<T>[] => [{ from: null, value, origin }];
  switch (parameter.kind) {
    case 'scalar': {
      const value = parseConstant(text, parameter.type);
      if (value === undefined) return badValue(name, text, parameter.type, parameter.values[0]?.value);
      return { ...parameter, values: always<Constant>(value) };
    }
    case 'list': {
      const values = text.split(',').map((one) => parseConstant(one.trim(), parameter.type));
      const bad = values.findIndex((one) => one === undefined);
      if (bad >= 0) return badValue(name, text, parameter.type, parameter.values[0]?.value[0]);
      return { ...parameter, values: always(values as Constant[]) };
    }
    case 'records':
      return report('what-if-records', { name });
    case 'table': {
      const rows = parameter.values[0]?.value ?? [];
      const written = (row: TableRow) =>
        row.cells.map((cell, i) => cellText(cell, parameter.inputs[i]?.type as ScalarType)).join(', ');
      if (cells === undefined)
        return report('what-if-table', { name, cells: rows[0] ? written(rows[0]) : '' });
      const type = parameter.outputs[0]?.type as ScalarType;
      const value = parseConstant(text, type);
      if (value === undefined) return badValue(`${name}[${cells}]`, text, type, rows[0]?.outputs[0]);
      const same = (row: TableRow) => squeezed(written(row)) === squeezed(cells);
      if (!parameter.values.some((version) => version.value.some(same))) {
        const shown = rows
          .slice(0, 12)
          .map((row) => `[${written(row)}]`)
          .join(' ');
        return report('what-if-no-row', { name, cells, rows: shown });
      }
      return {
        ...parameter,
        values: parameter.values.map((version) => ({
          ...version,
          value: version.value.map((row) =>
            same(row) ? { ...row, outputs: [value, ...row.outputs.slice(1)] } : row,
          ),
        })),
      };
    }
  }
}

const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

function badValue(name: string, value: string, type: ScalarType, now: Constant | undefined): Diagnostic {
  const example = now === undefined || now === null ? '…' : renderConstant(now, type);
  return report('what-if-bad-value', { name, value, kind: type.kind, example });
}
