/** What a formula is made of, read off the plan: nothing here looks at a row. */
import type { Expression, PlanEntity, PlanTerm, ScalarType } from '../../language/plan.ts';
import { columnIn } from './named.ts';

export function isMoney(type: ScalarType): boolean {
  return (
    type.kind === 'number' && type.dimensions['money'] === 1 && Object.keys(type.dimensions).length === 1
  );
}

/** `a − (b − c)` as a, −b, +c. */
export function operandsOf(e: Expression, sign: 1 | -1 = 1): { sign: 1 | -1; e: Expression }[] {
  const other = sign === 1 ? -1 : 1;
  switch (e.op) {
    case 'rescale':
      return e.value.op === 'add' || e.value.op === 'subtract' ? operandsOf(e.value, sign) : [{ sign, e }];
    case 'add':
      return [...operandsOf(e.left, sign), ...operandsOf(e.right, sign)];
    case 'subtract':
      return [...operandsOf(e.left, sign), ...operandsOf(e.right, other)];
    case 'negate':
      return operandsOf(e.value, other);
    default:
      return [{ sign, e }];
  }
}

/** `rate × people × months` in the order it is written. */
export function factorsOf(e: Expression): Expression[] {
  if (e.op === 'rescale' && e.value.op === 'multiply') return factorsOf(e.value);
  return e.op === 'multiply' ? [...factorsOf(e.left), ...factorsOf(e.right)] : [e];
}

export function collect(e: Expression, found: Extract<Expression, { op: 'column' }>[]): void {
  if (e.op === 'column') found.push(e);
  for (const part of Object.values(e).flat())
    if (typeof part === 'object' && part !== null && 'op' in part) collect(part as Expression, found);
}

export function hasColumn(e: Expression): boolean {
  const found: Extract<Expression, { op: 'column' }>[] = [];
  collect(e, found);
  return found.length > 0;
}

/** Of a share that reads `x / money`, the x: `benchmark × corridor(beyond / benchmark)` is made from `beyond`. */
export function ratioOf(share: Expression, money: Expression): Expression | undefined {
  const of = columnIn(money);
  if (share.op !== 'lookup' || !of) return undefined;
  for (const argument of share.arguments) {
    const divided = argument.op === 'rescale' ? argument.value : argument;
    if (divided.op !== 'divide' || !isMoney(divided.left.type)) continue;
    if (columnIn(divided.right)?.name === of.name) return divided.left;
  }
  return undefined;
}

/** `total: sum(visit.cost)` is the aggregate itself, though the plan keeps it in a hidden term of its own. */
export function bodyOf(entity: PlanEntity, term: PlanTerm): PlanTerm {
  const column = term.expression && columnIn(term.expression);
  if (!column || column.row !== 'me' || column.path.length > 0) return term;
  const hidden = entity.terms.find(({ name }) => name === column.name);
  return hidden?.hiddenIn === term.name && hidden.formula === term.formula ? hidden : term;
}

export function wholeOf(entity: PlanEntity, aggregate: NonNullable<PlanTerm['aggregate']>): Expression {
  const term = entity.terms.find((one) => one.aggregate === aggregate) as PlanTerm;
  return { op: 'column', row: 'me', path: [], entity: entity.name, name: term.name, type: term.type };
}
