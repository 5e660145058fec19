/** One formula in one row: which names it reads, given the branches its conditions take there. */
import type { Constant, Expression } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import type { ColumnExpression } from '../lower/scope.ts';
import type { Rows } from './rows.ts';

/** What a formula names: the ends of an explanation, or the doors to the next one. */
export type Leaf = Extract<Expression, { op: 'column' | 'context' | 'parameter' | 'lookup' | 'in_list' }>;

export class Formula {
  readonly #values = new Map<Expression, Constant>();
  readonly #rows = new Map<string, number | null>();

  /** Computes, in one query, what a tree of the formula needs to know: conditions, table arguments, dates, rows behind paths. */
  static async evaluated(rows: Rows, entity: string, rid: number, expression: Expression): Promise<Formula> {
    const needed: Expression[] = [];
    const paths = new Map<string, readonly string[]>();
    for (const e of walk(expression)) {
      if (e.op === 'if') needed.push(e.condition);
      if (e.op === 'lookup') needed.push(e, e.date, ...e.arguments);
      if (e.op === 'parameter' || e.op === 'in_list') needed.push(e.date);
      if (e.op === 'context') needed.push(e);
      if (e.op === 'otherwise') needed.push(e.value);
      if (e.op === 'column' && e.row === 'me') paths.set(e.path.join('.'), e.path);
    }
    const found = await rows.evaluate(entity, rid, needed, [...paths.values()]);
    const formula = new Formula();
    needed.forEach((e, i) => formula.#values.set(e, found.values[i] ?? null));
    [...paths.keys()].forEach((path, i) => formula.#rows.set(path, found.rows[i] ?? null));
    return formula;
  }

  value(e: Expression): Constant {
    return this.#values.get(e) ?? null;
  }

  shown(e: Expression): { type: Expression['type']; value: Constant } {
    const value = this.value(e);
    return { type: e.type, value: typeof value === 'string' ? renderConstant(value, e.type) : value };
  }

  /** The row a column is read from; null where its path leads nowhere. */
  row(e: ColumnExpression): number | null {
    return this.#rows.get(e.path.join('.')) ?? null;
  }

  /** The leaves in the order the formula names them, each once; of an `if` the condition and the branch taken. */
  leaves(expression: Expression): Leaf[] {
    const found = new Map<string, Leaf>();
    const visit = (e: Expression): void => {
      switch (e.op) {
        case 'column':
        case 'context':
        case 'parameter':
        case 'lookup': {
          const label = JSON.stringify(e);
          if (!found.has(label)) found.set(label, e);
          return;
        }
        case 'in_list':
          visit(e.value);
          found.set(JSON.stringify([e.op, e.list]), e);
          return;
        case 'if': {
          visit(e.condition);
          const condition = this.value(e.condition);
          if (condition !== null) visit(condition === true ? e.then : e.else);
          return;
        }
        case 'otherwise':
          visit(e.value);
          if (this.value(e.value) === null) visit(e.instead);
          return;
        default:
          for (const operand of operands(e)) visit(operand);
      }
    };
    visit(expression);
    return [...found.values()];
  }
}

/** The expressions directly inside one, in order. */
function operands(e: Expression): Expression[] {
  return Object.values(e)
    .flat()
    .filter((value): value is Expression => typeof value === 'object' && value !== null && 'op' in value);
}

function* walk(e: Expression): Generator<Expression> {
  yield e;
  for (const operand of operands(e)) yield* walk(operand);
}
