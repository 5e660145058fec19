/** Formulas in one row: which names they read, given the branches their conditions take there. */
import type { Constant, Expression } from '../../language/plan.ts';
import type { ColumnExpression } from '../lower/scope.ts';
import { shown, type Rows } from './rows.ts';

/** What a formula names: the ends of an explanation, or the doors to the next one. */
export type Leaf = Extract<Expression, { op: 'column' | 'context' | 'parameter' | 'lookup' | 'in_list' }>;

export class Formula {
  readonly #values = new Map<Expression, Constant>();
  readonly #rows = new Map<string, number | null>();

  /**
   * Computes, in one query, what a tree of the formulas needs to know: conditions, table arguments, dates, rows behind paths. Of the
   * body of an aggregate, what is read in the element's row is left out: it differs from element to element.
   */
  static async evaluated(
    rows: Rows,
    entity: string,
    rid: number,
    expressions: readonly Expression[],
  ): Promise<Formula> {
    const needed = new Set<Expression>();
    const paths = new Map<string, readonly string[]>();
    const need = (...found: Expression[]) => {
      for (const e of found) if (!readsElement(e)) needed.add(e);
    };
    for (const expression of expressions)
      for (const e of walk(expression)) {
        if (e.op === 'if') need(e.condition);
        if (e.op === 'lookup') need(e, e.date, ...e.arguments);
        if (e.op === 'parameter' || e.op === 'in_list') need(e.date);
        if (e.op === 'context') need(e);
        if (e.op === 'otherwise') need(e.value);
        // Every row on the way, so that it can be said where the way ends.
        if (e.op === 'column' && e.row === 'me')
          e.path.forEach((_, i) => paths.set(pathLabel(e.path.slice(0, i + 1)), e.path.slice(0, i + 1)));
      }
    const found = await rows.evaluate(entity, rid, [...needed], [...paths.values()]);
    const formula = new Formula();
    [...needed].forEach((e, i) => formula.#values.set(e, found.values[i] ?? null));
    [...paths.keys()].forEach((path, i) => formula.#rows.set(path, found.rows[i] ?? null));
    formula.#rows.set('', rid);
    return formula;
  }

  value(e: Expression): Constant {
    return this.#values.get(e) ?? null;
  }

  shown(e: Expression): { type: Expression['type']; value: Constant } {
    return { type: e.type, value: shown(this.value(e), e.type) };
  }

  /** The row that a path of references from mine leads to; null where it leads nowhere. */
  row(path: readonly string[]): number | null {
    return this.#rows.get(pathLabel(path)) ?? null;
  }

  /** The leaves in the order the formulas name them, each once; of an `if` the condition and the branch taken. */
  leaves(expressions: readonly Expression[]): Leaf[] {
    const found = new Map<string, Leaf>();
    const add = (leaf: Leaf, label: string) => {
      if (!found.has(label)) found.set(label, leaf);
    };
    const visit = (e: Expression): void => {
      switch (e.op) {
        case 'column':
          if (e.row === 'me') add(e, JSON.stringify([e.path, e.name]));
          return;
        case 'context':
          add(e, e.name);
          return;
        case 'parameter':
          if (!readsElement(e)) add(e, JSON.stringify(e));
          return;
        case 'lookup':
          if (readsElement(e)) e.arguments.forEach(visit);
          else add(e, JSON.stringify(e));
          return;
        case 'in_list':
          visit(e.value);
          if (!readsElement(e.date)) add(e, JSON.stringify([e.op, e.list, e.date]));
          return;
        case 'if': {
          visit(e.condition);
          const condition = this.value(e.condition);
          if (readsElement(e.condition)) [e.then, e.else].forEach(visit);
          else if (condition !== null) visit(condition === true ? e.then : e.else);
          return;
        }
        case 'otherwise':
          visit(e.value);
          if (readsElement(e.value) || this.#isAbsent(e.value)) visit(e.instead);
          return;
        default:
          for (const operand of operands(e)) visit(operand);
      }
    };
    expressions.forEach(visit);
    return [...found.values()];
  }

  /** Only a fact of a row that is there can be absent; a path that leads nowhere is not made up for. */
  #isAbsent(e: Expression): boolean {
    const column = columnIn(e);
    return this.value(e) === null && this.row(column.path) !== null;
  }
}

export function columnIn(e: Expression): ColumnExpression {
  if (e.op === 'rescale') return columnIn(e.value);
  if (e.op !== 'column') throw new Error(`only a fact can be absent, not ${e.op}`);
  return e;
}

export const pathLabel = (path: readonly string[]) => path.join(' ');

/** Is it read in the row of an aggregate's element? */
function readsElement(e: Expression): boolean {
  for (const one of walk(e)) if (one.op === 'column' && one.row === 'element') return true;
  return false;
}

/** The expressions directly inside one, in order. */
export function operands(e: Expression): Expression[] {
  return Object.values(e)
    .flat()
    .filter((value): value is Expression => typeof value === 'object' && value !== null && 'op' in value);
}

/** An expression and all within it. */
export function* walk(e: Expression): Generator<Expression> {
  yield e;
  for (const operand of operands(e)) yield* walk(operand);
}
