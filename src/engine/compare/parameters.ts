/** What the documents said differently: themselves, the parameters, the period. */
import type { Constant, Dated, PlanParameter, ScalarType } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { cellText } from '../explain/tables.ts';
import type { Comparison, Run } from '../types.ts';

export function documentDifferences(before: Run, after: Run): Comparison['documents'] {
  const [a, b] = [before.manifest.documents, after.manifest.documents];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort()
    .map((name) => ({ name, before: a[name] ?? null, after: b[name] ?? null }))
    .filter((one) => one.before !== one.after);
}

/** Parameters by name, and what else stands over all rows: `period` and `as_of`. */
export function parameterDifferences(before: Run, after: Run): Comparison['parameters'] {
  const parameters = [before, after].flatMap(({ plan }) => plan.parameters.map(({ name }) => name));
  return ['period', 'as_of', ...new Set(parameters)]
    .map((name) => ({ name, before: textOf(before, name), after: textOf(after, name) }))
    .filter((one) => one.before !== one.after);
}

function textOf({ plan, manifest }: Run, name: string): string {
  if (name === 'as_of') return manifest.asOf;
  if (name === 'period') return `${manifest.period.from}..${manifest.period.to}`;
  return parameterText(plan.parameters.find((one) => one.name === name));
}

/** A parameter's values as written, in one line; empty where there is none. */
function parameterText(parameter: PlanParameter | undefined): string {
  if (!parameter) return '';
  const value = (constant: Constant, type: ScalarType) =>
    constant === null ? 'null' : renderConstant(constant, type);
  const dated = <T>(values: readonly Dated<T>[], text: (one: T) => string) =>
    values.map((one) => `${one.from === null ? '' : `${one.from}: `}${text(one.value)}`).join('; ');
  switch (parameter.kind) {
    case 'scalar':
      return dated(parameter.values, (one) => value(one, parameter.type));
    case 'list':
      return dated(parameter.values, (items) => items.map((one) => value(one, parameter.type)).join(', '));
    case 'records':
      return parameter.rows
        .map((row) => row.map((one, i) => value(one, parameter.columns[i]?.type as ScalarType)).join(', '))
        .join('; ');
    case 'table': {
      const rows = dated(parameter.values, (version) =>
        version
          .map((row) => {
            const cells = row.cells.map((cell, i) => cellText(cell, parameter.inputs[i]?.type as ScalarType));
            const outputs = row.outputs.map((one, i) => value(one, parameter.outputs[i]?.type as ScalarType));
            return `${cells.join(', ')} → ${outputs.join(', ')}`;
          })
          .join('; '),
      );
      const { read, hit, outside } = parameter;
      return read === 'match' ? `${rows} (${hit})` : `${rows} (${read}, ${outside})`;
    }
  }
}
