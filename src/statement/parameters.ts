/** The parameters of a run for its reader: values as decimal text, sources, and what was changed or is unverified. */
import type { Dated, Plan, PlanParameter } from '../language/plan.ts';
import { unscaled } from './format/index.ts';
import type { DatedNote, ParameterNote } from './types.ts';

export function parameterNotes(plan: Plan, changed: readonly string[]): ParameterNote[] {
  return plan.parameters.map((parameter) => {
    const shape = shapeOf(parameter);
    return {
      name: parameter.name,
      ...(parameter.title && { title: parameter.title }),
      ...(parameter.unit !== undefined && { unit: parameter.unit }),
      changed: changed.includes(parameter.name),
      unverified: 'values' in shape ? shape.values.some((value) => value.unverified) : shape.unverified,
      shape,
    };
  });
}

function shapeOf(parameter: PlanParameter): ParameterNote['shape'] {
  switch (parameter.kind) {
    case 'scalar': {
      const { kind, type, values } = parameter;
      return { kind, type, values: values.map((v) => dated(v, (value) => unscaled(value, type))) };
    }
    case 'list': {
      const { kind, type, values } = parameter;
      return {
        kind,
        type,
        values: values.map((v) => dated(v, (list) => list.map((one) => unscaled(one, type)))),
      };
    }
    case 'records': {
      const { kind, columns, rows, source, unverified } = parameter;
      return {
        kind,
        columns,
        rows: rows.map((row) => row.map((cell, i) => unscaled(cell, columns[i]!.type))),
        ...(source !== undefined && { source }),
        unverified: unverified === true,
      };
    }
    case 'table': {
      const { kind, inputs, outputs, values } = parameter;
      return {
        kind,
        inputs,
        outputs,
        // Cells keep their scale: `shownCell` puts their bounds into words.
        values: values.map((v) =>
          dated(v, (rows) =>
            rows.map((row) => ({
              cells: row.cells,
              outputs: row.outputs.map((output, i) => unscaled(output, outputs[i]!.type)),
            })),
          ),
        ),
      };
    }
  }
}

function dated<A, B>(value: Dated<A>, change: (value: A) => B): DatedNote<B> {
  return {
    from: value.from,
    value: change(value.value),
    ...(value.source !== undefined && { source: value.source }),
    unverified: value.unverified === true,
  };
}
