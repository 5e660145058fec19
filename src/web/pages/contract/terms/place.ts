/** Places in Terms as an address names them: a clause by entity and term, a parameter by its name. Why leads here, and is led to. */
import type { Clause, Explanation } from '../../../../server/api.ts';
import type { Names } from '../../../app/names.ts';

export const placeOf = ({ entity, name, kind }: Pick<Clause, 'entity' | 'name' | 'kind'>): string =>
  kind === 'entity' ? `entity/${entity}` : `${kind}/${entity}/${name}`;

export const parameterPlace = (name: string): string => `parameter/${name}`;

/** Where a value of an explanation stands in Terms; null of what is no part of the contract (a fact, a key). */
export function placeOfValue(
  { kind, entity, name, column }: Pick<Explanation, 'kind' | 'entity' | 'name' | 'column'>,
  names: Names,
): string | null {
  if (kind === 'parameter' || kind === 'lookup')
    return names.hasParameter(name) ? parameterPlace(name) : null;
  if (kind !== 'term' && kind !== 'aggregate') return null;
  // What a formula was taken apart into stands in the term it was taken from: `savings#1`, `payment:shared:amount`.
  const whole = (column ?? name).replace(/#\d+$/, '');
  const [, payment] = /^payment:(.+?)(?::(?:amount|due|pending))?$/.exec(whole) ?? [];
  if (payment !== undefined) return placeOf({ entity, name: payment, kind: 'payment' });
  const isTerm = names.shape(entity)?.columns.some((one) => one.name === whole && one.kind === 'term');
  return isTerm ? placeOf({ entity, name: whole, kind: 'term' }) : null;
}
