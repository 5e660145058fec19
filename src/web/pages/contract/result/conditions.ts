/** Conditions of the entity table as they stand in the address: `savings:lt:0`, a line each. */
import type { EntityShape } from '../../../../server/api.ts';
import { isNumber } from '../../../kit/units.ts';

const OPERATORS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'has', 'known', 'unknown'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  name: string;
  op: Operator;
  value: string;
}

export const readConditions = (text: string | undefined): Condition[] =>
  (text ?? '').split('\n').flatMap((line) => {
    const match = /^([^:]+):([a-z]+):?(.*)$/.exec(line);
    return match && OPERATORS.includes(match[2] as Operator)
      ? [{ name: match[1] ?? '', op: match[2] as Operator, value: match[3] ?? '' }]
      : [];
  });

export const writeCondition = ({ name, op, value }: Condition): string =>
  op === 'known' || op === 'unknown' ? `${name}:${op}` : `${name}:${op}:${value}`;

export const writeConditions = (list: readonly Condition[]): string | undefined =>
  list.length === 0 ? undefined : list.map(writeCondition).join('\n');

/** What may be asked of a column. */
export function operatorsOf({ type }: EntityShape['columns'][number]): Operator[] {
  if (isNumber(type) || type.kind === 'date') return ['ge', 'le', 'gt', 'lt', 'eq', 'ne', 'known', 'unknown'];
  if (type.kind === 'boolean') return ['eq', 'known', 'unknown'];
  return ['eq', 'ne', 'has', 'known', 'unknown'];
}

/** A percentage as a person types it: `75 %` is 0.75. */
export function typedValue(text: string): string {
  const percent = /^\s*([-−+]?[\d.,]+)\s*[%％]\s*$/.exec(text);
  const plain = (percent?.[1] ?? text).replaceAll(',', '').replace('−', '-').trim();
  if (!percent) return /^[-+]?[\d.]+$/.test(plain) ? plain : text.trim();
  const [whole = '0', fraction = ''] = plain.replace(/^[-+]/, '').split('.');
  const digits = whole.padStart(3, '0') + fraction;
  const point = digits.length - fraction.length - 2;
  return `${plain.startsWith('-') ? '-' : ''}${digits.slice(0, point).replace(/^0+(?=\d)/, '')}.${digits.slice(point)}`;
}
