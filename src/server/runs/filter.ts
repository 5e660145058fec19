/** What the entity table is narrowed to: a search over its texts, and conditions on its columns. */
import { power10 } from '../../language/number.ts';
import { parseDecimal } from '../../engine/decimal.ts';
import type { PlanEntity } from '../../language/plan.ts';
import { isDate } from '../../language/value.ts';
import { normalDuration } from '../../language/value.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { failure } from '../http/problem.ts';
import { columnsOf, type ShapeColumn } from './shape.ts';

const OPERATORS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'has', 'known', 'unknown'] as const;
type Operator = (typeof OPERATORS)[number];

export interface Condition {
  /** A column, or the status of a payment for this entity. */
  of: { kind: 'column'; column: ShapeColumn } | { kind: 'status'; payment: string };
  /** SQL of the condition, given the SQL of the column. */
  sql(column: string): string;
}

/** `term:op:value`; `status.PAYMENT:eq:pending` for the state of a payment. */
export function readCondition(text: string, entity: PlanEntity, payments: readonly string[]): Condition {
  const bad = () => failure(400, 'bad-filter', { filter: text.slice(0, 200) });
  const [, name = '', op = '', value = ''] = /^([^:]+):([a-z]+)(?::(.*))?$/s.exec(text) ?? [];
  if (!OPERATORS.includes(op as Operator)) throw bad();
  const operator = op as Operator;
  if (name.startsWith('status.')) {
    const payment = name.slice('status.'.length);
    if (!payments.includes(payment) || !['final', 'pending', 'undetermined'].includes(value)) throw bad();
    if (operator !== 'eq' && operator !== 'ne') throw bad();
    return {
      of: { kind: 'status', payment },
      sql: (column) => `${column} is ${operator === 'eq' ? 'not ' : ''}distinct from ${quoteLiteral(value)}`,
    };
  }
  const column = columnsOf(entity).find((one) => one.name === name);
  if (!column) throw bad();
  if (operator === 'known' || operator === 'unknown')
    return {
      of: { kind: 'column', column },
      sql: (sql) => `${sql} is ${operator === 'known' ? 'not ' : ''}null`,
    };
  const made = comparison(operator, value, column);
  if (!made) throw bad();
  return { of: { kind: 'column', column }, sql: made };
}

const SIGNS = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

function comparison(
  operator: Exclude<Operator, 'known' | 'unknown'>,
  value: string,
  { type }: ShapeColumn,
): ((sql: string) => string) | undefined {
  if (operator === 'has') return (sql) => contains(`${sql}::varchar`, value);
  const sign = SIGNS[operator];
  const plain = (literal: string) => (sql: string) => `${sql} ${sign} ${literal}`;
  switch (type.kind) {
    case 'number':
      return number(operator, value, type.scale);
    case 'boolean':
      return /^(true|false)$/.test(value) ? plain(value) : undefined;
    case 'date':
      return isDate(value) ? plain(`date ${quoteLiteral(value)}`) : undefined;
    case 'duration':
      return normalDuration(value) === undefined
        ? undefined
        : plain(`to_months(${monthsOf(value)}) + to_days(${daysOf(value)})`);
    default:
      return plain(quoteLiteral(value));
  }
}

const part = (iso: string, letter: string) => Number(new RegExp(`(\\d+)${letter}`).exec(iso)?.[1] ?? 0);
const monthsOf = (iso: string) => part(iso, 'Y') * 12 + part(iso, 'M');
const daysOf = (iso: string) => part(iso, 'W') * 7 + part(iso, 'D');

/** Against the integer a number is stored as. More digits than it holds: no value is equal, and the bound is the next below. */
function number(
  operator: keyof typeof SIGNS,
  value: string,
  scale: number,
): ((sql: string) => string) | undefined {
  const asked = parseDecimal(value.trim());
  if (!asked || asked.scale > 60 || value.length > 80) return undefined;
  const finer = asked.scale - scale;
  if (finer <= 0) return (sql) => `${sql} ${SIGNS[operator]} ${huge(asked.digits * power10(-finer))}`;
  const unit = power10(finer);
  const below = asked.digits >= 0n ? asked.digits / unit : -((-asked.digits + unit - 1n) / unit);
  if (below * unit === asked.digits) return (sql) => `${sql} ${SIGNS[operator]} ${huge(below)}`;
  if (operator === 'eq') return () => 'false';
  if (operator === 'ne') return (sql) => `${sql} is not null`;
  return (sql) => `${sql} ${operator === 'lt' || operator === 'le' ? '<=' : '>'} ${huge(below)}`;
}

const MOST = 2n ** 127n - 1n;

/** Beyond what a number can be, the largest that it can. */
const huge = (value: bigint) => `(${value > MOST ? MOST : value < -MOST ? -MOST : value})::hugeint`;

export function contains(sql: string, text: string): string {
  return `contains(lower(${sql}), lower(${quoteLiteral(text)}))`;
}
