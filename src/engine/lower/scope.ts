/** What an expression is lowered in: the rows it reads, and the constants of the agreement. */
import type { Expression, PlanParameter } from '../../language/plan.ts';
import type { Step, Steps } from './steps.ts';

export type ColumnExpression = Extract<Expression, { op: 'column' }>;

/** A table too long for a `case`, to be made in the database before the query runs. */
export interface HelperTable {
  /** SQL name. */
  name: string;
  columns: { name: string; type: string }[];
  /** Rows of SQL constants. */
  rows: string[][];
}

export interface Scope {
  readonly steps: Steps;
  /** A column's value; a reference's is the number of the row it leads to. */
  column(expression: ColumnExpression): Step;
  /** The number of the row that the column's path leads to; undefined where the path is empty. */
  pathRow(expression: ColumnExpression): Step | undefined;
  parameter(name: string): PlanParameter;
  /** ISO dates, and `period.years` at scale 9. */
  readonly context: { start: string; end: string; asOf: string; years: bigint };
  helper(table: HelperTable): void;
}
