/** Values of parameters: texts read by type, in order of the dates they hold from. */
import type { DatedDocument, Scalar } from '../document.ts';
import { parseDecimal } from '../number.ts';
import type { Constant, Dated, ScalarType } from '../plan.ts';
import { isDate, parseConstant } from '../value.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { originOf } from './declare-names.ts';
import { describe } from './dimensions.ts';

/** A document's text by its type; a mistake is reported and gives `null`. */
export function readConstant(ctx: Context, scalar: Scalar, type: ScalarType): Constant {
  const value = parseConstant(scalar.text, type);
  if (value === undefined) {
    complain(ctx, 'bad-value', { text: scalar.text, type: describe(type) }, scalar);
    return null;
  }
  if (type.kind === 'number' && parseDecimal(scalar.text, type.scale)?.rounded)
    complain(ctx, 'value-rounded', { text: scalar.text, type: describe(type), digits: type.scale }, scalar);
  return value;
}

/** Values in order of their dates; that each date stands once is the document's business. */
export function datedValues<T, V>(
  ctx: Context,
  values: readonly DatedDocument<T>[],
  read: (value: T) => V,
): Dated<V>[] {
  const result: Dated<V>[] = [];
  for (const { from, value, source, unverified, at } of values) {
    if (from && !isDate(from.text)) {
      complain(ctx, 'bad-value', { text: from.text, type: 'date' }, from);
      continue;
    }
    result.push({
      from: from?.text ?? null,
      value: read(value),
      ...(source !== undefined && { source }),
      ...(unverified && { unverified }),
      origin: originOf({ at } as Scalar),
    });
  }
  return result.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}
