/** Where a formula stands: which rows it can read, and which optional facts are known to be there. */
import type { Scalar } from '../document.ts';
import type { Expression, Row } from '../plan.ts';
import type { Entity } from './symbols.ts';

/** A row that can be read: mine, the element of a list, the element of a list inside that. */
export interface Frame {
  entity: Entity;
  row: Row;
  /** The variable of a `for`, `some` or `every`. */
  variable?: string;
}

export interface Scope {
  source: Scalar;
  /** Outermost first: me, then elements. */
  frames: readonly Frame[];
  /** Frames whose columns have bare names here, in order of look-up. */
  bare: readonly Frame[];
  /** Optional facts known to be there: `me:carrier.left`. */
  guards: ReadonlySet<string>;
  /** In the formula of `dated` itself, which cannot wait for its own date. */
  undated?: boolean;
}

export function rootScope(entity: Entity, source: Scalar): Scope {
  const me: Frame = { entity, row: 'me' };
  return { source, frames: [me], bare: [me], guards: NO_GUARDS };
}

const NO_GUARDS: ReadonlySet<string> = new Set();

/**
 * The row of the frame at a depth. A plan knows two, `me` and `element`; deeper ones exist only until the aggregate
 * that reads them has become a hidden term of its own.
 */
export function rowAt(depth: number): Row {
  return (depth === 0 ? 'me' : depth === 1 ? 'element' : `element${depth}`) as Row;
}

export function withGuards(scope: Scope, keys: readonly string[]): Scope {
  return keys.length === 0 ? scope : { ...scope, guards: new Set([...scope.guards, ...keys]) };
}

export function guardKey(row: Row, path: readonly string[], name: string): string {
  return `${row}:${path.length ? `${path.join('.')}.` : ''}${name}`;
}

/** The same expression with its columns changed; shared parts are changed once and stay shared. */
export function mapColumns(
  expression: Expression,
  change: (column: Extract<Expression, { op: 'column' }>) => Expression,
): Expression {
  const done = new Map<Expression, Expression>();
  const map = (from: Expression): Expression => {
    const known = done.get(from);
    if (known) return known;
    let to: Expression = from;
    if (from.op === 'column') to = change(from);
    else {
      let changed: Record<string, unknown> | undefined;
      for (const [key, part] of Object.entries(from)) {
        const mapped = mapPart(key, part);
        if (mapped !== part) (changed ??= {})[key] = mapped;
      }
      if (changed) to = { ...from, ...changed } as Expression;
    }
    done.set(from, to);
    return to;
  };
  const mapPart = (key: string, part: unknown): unknown => {
    if (key === 'type' || key === 'steps' || typeof part !== 'object' || part === null) return part;
    if (!Array.isArray(part)) return map(part as Expression);
    const mapped = (part as Expression[]).map(map);
    return mapped.some((item, i) => item !== part[i]) ? mapped : part;
  };
  return map(expression);
}

/** Visits every expression in an expression. */
export function eachExpression(expression: Expression, see: (expression: Expression) => void): void {
  const waiting: Expression[] = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    see(next);
    pushParts(next, waiting);
  }
}

/** By operator and not by key: plans of many thousand formulas are walked more than once. */
function pushParts(of: Expression, onto: Expression[]): void {
  switch (of.op) {
    case 'constant':
    case 'column':
    case 'context':
      return;
    case 'parameter':
      onto.push(of.date);
      return;
    case 'lookup':
      onto.push(...of.arguments, of.date);
      return;
    case 'rescale':
    case 'negate':
    case 'not':
    case 'absent':
    case 'absolute':
    case 'round':
    case 'power':
    case 'date_part':
      onto.push(of.value);
      return;
    case 'and':
    case 'or':
    case 'least':
    case 'greatest':
      onto.push(...of.operands);
      return;
    case 'in_list':
      onto.push(of.value, of.date);
      return;
    case 'if':
      onto.push(of.condition, of.then, of.else);
      return;
    case 'otherwise':
      onto.push(of.value, of.instead);
      return;
    case 'clamp':
      onto.push(of.value, of.low, of.high);
      return;
    case 'days_between':
      onto.push(of.from, of.to);
      return;
    case 'shift':
      onto.push(of.date, of.duration);
      return;
    case 'repeat':
      onto.push(of.duration, of.times);
      return;
    case 'text_test':
      onto.push(of.value, of.with);
      return;
    default:
      onto.push(of.left, of.right);
  }
}

/** The rows that expressions read. The agreement is read from any row, and so is none. */
export function rowsRead(expressions: readonly (Expression | undefined)[]): Set<Row> {
  const rows = new Set<Row>();
  for (const expression of expressions) {
    if (!expression) continue;
    eachExpression(expression, (next) => {
      if (next.op === 'column' && next.path[0] !== 'agreement') rows.add(next.row);
    });
  }
  return rows;
}
