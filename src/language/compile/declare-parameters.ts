/** The types of parameters: declared, or found from their cells (docs/language.md §1, "Parameters"). */
import type { NamedType, ParameterDocument, Scalar } from '../document.ts';
import { nearest } from '../documents/suggest.ts';
import { parseDecimal } from '../number.ts';
import type { ScalarType } from '../plan.ts';
import { isDate, normalDuration } from '../value.ts';
import { BOOLEAN, DATE, DURATION, TEXT } from './build.ts';
import { builtIns } from './calls.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { checkName, typeOf } from './declare-names.ts';
import { RATIO } from './dimensions.ts';
import type { Parameter } from './symbols.ts';
import { TYPE_NAMES } from './type-names.ts';

export function declareParameters(ctx: Context): void {
  for (const document of ctx.document.parameters) {
    const name = document.name.text;
    if (!checkName(ctx, document.name) || ctx.parameters.has(name)) continue;
    const before = ctx.diagnostics.length;
    const declared = shapeOf(ctx, document);
    const broken = ctx.diagnostics.length > before;
    ctx.parameters.set(name, { name, document, broken, ...declared } as Parameter);
  }
}

function shapeOf(ctx: Context, document: ParameterDocument): Record<string, unknown> {
  const { shape, type, unit } = document;
  switch (shape.kind) {
    case 'scalar':
      return { kind: 'scalar', type: valueType(ctx, document) };
    case 'list':
      return { kind: 'list', type: elementType(ctx, document) };
    case 'records': {
      const columns = shape.columns.map((column, i) => ({
        name: column.name.text,
        type: column.type
          ? (typeOf(ctx, column.type) ?? TEXT)
          : guess(shape.rows.flatMap((row) => row[i] ?? [])),
      }));
      return { kind: 'records', columns };
    }
    case 'table': {
      if (builtIns().has(document.name.text))
        complain(ctx, 'table-named-as-function', { name: document.name.text }, document.name);
      const inputs = shape.inputs.map((input) => {
        const declared = input.type && typeOf(ctx, input.type);
        return {
          name: input.name.text,
          declared: !!declared,
          open: false,
          ...(declared && { type: declared }),
        };
      });
      const only = shape.outputs.length === 1;
      const outputs = shape.outputs.map((output: NamedType) => {
        const word = output.type ?? type;
        const own = word ? typeOf(ctx, word, only ? unit : undefined) : undefined;
        return { name: output.name.text, type: own ?? RATIO };
      });
      return { kind: 'table', inputs, outputs, read: shape.read, called: false };
    }
  }
}

/** `share: 0.7` is a ratio; anything else says its type. */
function valueType(ctx: Context, document: ParameterDocument): ScalarType {
  const { type, unit } = document;
  if (type) {
    if (type.text.startsWith('list of ')) complain(ctx, 'list-type-one-value', { type: type.text }, type);
    else return typeOf(ctx, type, unit) ?? RATIO;
    return RATIO;
  }
  if (unit) complain(ctx, 'unit-not-here', { type: 'ratio' }, unit);
  return RATIO;
}

function elementType(ctx: Context, document: ParameterDocument): ScalarType {
  const { type } = document;
  const name = type && /^list of (.+)$/.exec(type.text)?.[1];
  if (!type || !name) {
    complain(ctx, 'list-without-type', { name: document.name.text }, type ?? document.name);
    return TEXT;
  }
  if (!TYPE_NAMES.includes(name) && !name.includes('/')) {
    complain(
      ctx,
      'unknown-type',
      { type: name, near: nearest(name, TYPE_NAMES) ?? TYPE_NAMES.join(', ') },
      type,
    );
    return TEXT;
  }
  const at = { ...type, text: name };
  return typeOf(ctx, at, document.unit) ?? TEXT;
}

/** All `true`/`false` boolean, all ISO dates date, all ISO durations duration, all numerals ratio, else text. */
export function guess(cells: readonly Scalar[]): ScalarType {
  const all = (fits: (text: string) => boolean): boolean =>
    cells.length > 0 && cells.every((cell) => fits(cell.text));
  if (all((text) => text === 'true' || text === 'false')) return BOOLEAN;
  if (all(isDate)) return DATE;
  if (all((text) => normalDuration(text) !== undefined)) return DURATION;
  if (all((text) => parseDecimal(text, 15) !== undefined)) return RATIO;
  return TEXT;
}
