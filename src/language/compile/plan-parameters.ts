/** Parameters of the plan, and those that a contract, a test or the command line puts in their place. */
import type { ModelDocument, ParameterDocument, Scalar } from '../document.ts';
import type { Checked } from '../diagnostic.ts';
import { nearest } from '../documents/suggest.ts';
import type { Plan, PlanParameter, ScalarType } from '../plan.ts';
import { datedValues, readConstant } from './constants.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { originOf } from './declare-names.ts';
import { alike, describe } from './dimensions.ts';
import type { Parameter } from './symbols.ts';
import { planTable } from './tables.ts';
import { readType } from './type-names.ts';

export function planParameter(ctx: Context, parameter: Parameter): PlanParameter | undefined {
  const { document } = parameter;
  const { shape } = document;
  if (parameter.broken) return undefined;
  const shown = shownOf(document);
  switch (parameter.kind) {
    case 'scalar':
      return shape.kind === 'scalar' ? { ...shown, ...scalarValues(ctx, shape, parameter.type) } : undefined;
    case 'list':
      return shape.kind === 'list' ? { ...shown, ...listValues(ctx, shape, parameter.type) } : undefined;
    case 'records':
      return shape.kind === 'records'
        ? { ...shown, ...recordRows(ctx, document.name, shape, parameter.columns) }
        : undefined;
    case 'table': {
      if (shape.kind !== 'table') return undefined;
      const types = parameter.inputs.map((input) => input.type);
      const known = parameter.inputs.map((input) => input.oneOf);
      const table = planTable(ctx, document.name, shape, types, parameter.outputs, known);
      return table && { ...shown, ...table };
    }
  }
}

function shownOf(document: ParameterDocument) {
  return {
    name: document.name.text,
    ...(document.title && { title: document.title }),
    ...(document.unit && { unit: document.unit.text }),
    ...(document.fixed && { fixed: document.fixed }),
    origin: originOf(document.name),
  };
}

type Shape<K> = Extract<ParameterDocument['shape'], { kind: K }>;

function scalarValues(ctx: Context, shape: Shape<'scalar'>, type: ScalarType) {
  const values = datedValues(ctx, shape.values, (value) => readConstant(ctx, value, type));
  return { kind: 'scalar' as const, type, values };
}

function listValues(ctx: Context, shape: Shape<'list'>, type: ScalarType) {
  const values = datedValues(ctx, shape.values, (items) =>
    items.map((item) => readConstant(ctx, item, type)),
  );
  return { kind: 'list' as const, type, values };
}

/** The first column names the row an `each` makes, so its values are distinct. */
function recordRows(
  ctx: Context,
  name: Scalar,
  shape: Shape<'records'>,
  columns: { name: string; type: ScalarType }[],
) {
  const seen = new Set<string>();
  const rows = shape.rows.map((row) => {
    const [first] = row;
    if (first && seen.has(first.text))
      complain(ctx, 'record-twice', { name: name.text, value: first.text }, first);
    if (first) seen.add(first.text);
    return columns.map((column, i) => (row[i] ? readConstant(ctx, row[i], column.type) : null));
  });
  const { source, unverified } = shape;
  return {
    kind: 'records' as const,
    columns,
    rows,
    ...(source !== undefined && { source }),
    ...(unverified && { unverified }),
  };
}

/**
 * Overrides in the types of the model's own parameters: a value replaces all values of a dated one, a table or a list
 * is replaced whole.
 */
export function compileParameters(
  overrides: readonly ParameterDocument[],
  plan: Plan,
  model: ModelDocument,
): Checked<PlanParameter[]> {
  const ctx = { document: model, diagnostics: [] } as unknown as Context;
  const known = new Map(plan.parameters.map((parameter) => [parameter.name, parameter]));
  const value = overrides.flatMap((document) => {
    const own = known.get(document.name.text);
    if (!own) {
      const names = [...known.keys()];
      const near = nearest(document.name.text, names) ?? names.join(', ');
      complain(ctx, 'unknown-override', { name: document.name.text, near }, document.name);
      return [];
    }
    return override(ctx, document, own) ?? [];
  });
  return { value, diagnostics: ctx.diagnostics };
}

function override(ctx: Context, document: ParameterDocument, own: PlanParameter): PlanParameter | undefined {
  const { shape } = document;
  if (own.fixed) {
    complain(ctx, 'override-fixed', { name: own.name }, document.name);
    return undefined;
  }
  const shown = {
    name: own.name,
    ...(own.title && { title: own.title }),
    ...(own.unit !== undefined && { unit: own.unit }),
    origin: originOf(document.name),
  };
  if (own.kind === 'scalar' && shape.kind === 'scalar') {
    if (document.type && !sameType(document.type, document.unit, own.type)) {
      const data = { name: own.name, found: document.type.text, expected: describe(own.type) };
      complain(ctx, 'override-type', data, document.type);
      return undefined;
    }
    return { ...shown, ...scalarValues(ctx, shape, own.type) };
  }
  if (own.kind === 'list' && shape.kind === 'list') return { ...shown, ...listValues(ctx, shape, own.type) };
  if (own.kind === 'records' && shape.kind === 'records') {
    const names = shape.columns.map((column) => column.name.text).join(', ');
    const expected = own.columns.map((column) => column.name).join(', ');
    if (names === expected) return { ...shown, ...recordRows(ctx, document.name, shape, own.columns) };
    complain(ctx, 'override-columns', { name: own.name, found: names, expected }, document.name);
    return undefined;
  }
  if (own.kind === 'table' && shape.kind === 'table') return overrideTable(ctx, document, shape, own, shown);
  const data = { name: own.name, found: shape.kind, expected: own.kind };
  complain(ctx, 'override-shape', data, document.name);
  return undefined;
}

function overrideTable(
  ctx: Context,
  document: ParameterDocument,
  shape: Shape<'table'>,
  own: Extract<PlanParameter, { kind: 'table' }>,
  shown: Pick<PlanParameter, 'name' | 'title' | 'unit' | 'origin'>,
): PlanParameter | undefined {
  const names = [...shape.inputs, ...shape.outputs].map((column) => column.name.text).join(', ');
  const expected = [...own.inputs, ...own.outputs].map((column) => column.name).join(', ');
  if (names !== expected) {
    complain(ctx, 'override-columns', { name: own.name, found: names, expected }, document.name);
    return undefined;
  }
  if (shape.read !== own.read) {
    complain(ctx, 'override-read', { name: own.name, found: shape.read, expected: own.read }, document.name);
    return undefined;
  }
  const types = own.inputs.map((input) => input.type);
  const table = planTable(ctx, document.name, shape, types, own.outputs, []);
  return table && { ...table, ...shown };
}

function sameType(type: Scalar, unit: Scalar | undefined, own: ScalarType): boolean {
  const read = readType(type.text, unit?.text);
  return typeof read !== 'string' && alike(read, own);
}
