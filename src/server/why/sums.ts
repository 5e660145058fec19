/**
 * Sums over rows: as the difference of other sums, as the rows themselves, or of many rows as their number, or what their amounts go by, and the
 * average.
 */
import { compare, decimal, subtract, ZERO, type Decimal } from '../../engine/decimal.ts';
import { largest } from '../../engine/explain/lists.ts';
import { numberType } from '../../language/compile/dimensions.ts';
import { power10 } from '../../language/number.ts';
import type { NumberType, PlanEntity, PlanTerm } from '../../language/plan.ts';
import type { AtRow, Place } from './at-row.ts';
import { bodyOf, factorsOf, isMoney, operandsOf, wholeOf } from './expressions.ts';
import { columnIn, columnTitle, said, same } from './named.ts';
import { signed, totalOf, type PathStep } from './steps.ts';

/** As many as the largest elements that are read: each is a step of its own. */
const MOST_ROWS = 5;

type Aggregate = NonNullable<PlanTerm['aggregate']>;

/**
 * A sum over rows of what is itself a difference, `sum(episode.target − episode.counted)`: where my row has the sum of the one, the other is what
 * is left, since adding up is exact.
 */
export async function differenceOfSums(
  rows: AtRow,
  at: Place,
  entity: PlanEntity,
  aggregate: Aggregate,
): Promise<PathStep[]> {
  const value = aggregate.value && columnIn(aggregate.value);
  if (aggregate.function !== 'sum' || !value || value.row !== 'element' || value.path.length > 0) return [];
  const element = rows.plan.entities.find(({ name }) => name === value.entity);
  const own = element?.terms.find(({ name }) => name === value.name)?.expression;
  if (!element || !own) return [];
  const operands = operandsOf(own).map(({ sign, e }) => ({ sign, column: columnIn(e) }));
  const [main] = operands;
  if (operands.length < 2 || main?.sign !== 1) return [];
  const list = JSON.stringify(aggregate.list);
  const sums = operands.map(({ column }) =>
    entity.terms.find(
      ({ hiddenIn, aggregate: other }) =>
        hiddenIn === undefined &&
        other?.function === 'sum' &&
        JSON.stringify(other.list) === list &&
        other.value &&
        column &&
        columnIn(other.value)?.name === column.name,
    ),
  );
  const left = sums.filter((one) => one === undefined).length;
  if (!sums[0] || left > 1) return [];
  const steps: PathStep[] = [await rows.level(at, sums[0].name, sums[0].type)];
  const whole = await rows.value(at, wholeOf(entity, aggregate));
  for (const [i, { sign, column }] of operands.entries()) {
    const sum = sums[i];
    if (i === 0 || !sum) continue;
    const { value: amount, title, figure } = await rows.level(at, sum.name, sum.type);
    if (amount === null || !column) return [];
    steps.push({ kind: 'change', title, value: signed(sign, amount), ...(figure && { figure }) });
  }
  const at0 = operands.findIndex((_, i) => !sums[i]);
  const column = operands[at0]?.column;
  if (whole === null || steps.some((step) => step.value === null)) return [];
  if (column)
    steps.push({
      kind: 'change',
      title: said('sumOf', { title: columnTitle(rows.plan, element, column.name) }),
      value: subtract(whole, totalOf(steps)),
    });
  return steps;
}

export async function rowsOfSum(
  rows: AtRow,
  at: Place,
  entity: PlanEntity,
  aggregate: Aggregate,
): Promise<PathStep[]> {
  const { list, value } = aggregate;
  const element = rows.plan.entities.find(({ name }) => name === list.entity);
  if (aggregate.function !== 'sum' || !element || !value || value.type.kind !== 'number') return [];
  const { count, shown } = await largest(rows.rows, at.entity, at.rid, aggregate);
  const column = columnIn(value);
  if (count > MOST_ROWS) return averaged(rows, at, { entity, element, aggregate, count });
  if (shown.some((one) => one.value === null)) return [];
  const { scale } = value.type;
  const steps = shown
    .map(({ rid, value: cell }) => ({ rid, value: { digits: BigInt(String(cell)), scale } }))
    .filter((one) => compare(one.value, ZERO) !== 0);
  return Promise.all(
    steps.map(async ({ rid, value: amount }) => ({
      kind: 'change' as const,
      title: same((await rows.rows.key(element.name, rid)) || element.name),
      value: amount,
      ...(column?.path.length === 0 && {
        figure: { entity: element.name, rid, term: column.name },
      }),
    })),
  );
}

/** Of many rows: the sum of what their amounts go by, where this row has it, else their number; and the average. */
async function averaged(
  rows: AtRow,
  at: Place,
  {
    entity,
    element,
    aggregate,
    count,
  }: { entity: PlanEntity; element: PlanEntity; aggregate: Aggregate; count: number },
): Promise<PathStep[]> {
  const total = await rows.value(at, wholeOf(entity, aggregate));
  const column = aggregate.value && columnIn(aggregate.value);
  if (!total || !column) return [];
  const quantity = await quantityOf(rows, at, { entity, element, aggregate, column: column.name });
  const by: PathStep = quantity ?? {
    kind: 'factor',
    title: said('numberOf', { title: element.title ?? same(element.name) }),
    value: decimal(String(count)),
    type: numberType({}, 0),
  };
  if (!by.value || compare(by.value, ZERO) === 0) return [];
  const per = by.type?.kind === 'number' ? by.type.dimensions : {};
  const dimensions = { money: 1, ...Object.fromEntries(Object.entries(per).map(([name, n]) => [name, -n])) };
  const average: PathStep = {
    kind: 'factor',
    title: said('averageOf', { title: columnTitle(rows.plan, element, column.name) }),
    value: divided(total, by.value),
    type: numberType(dimensions, AVERAGE),
  };
  return [by, average];
}

/** `sum(member.time)` beside `sum(member.capitation)`, where the capitation of a member is something × time. */
async function quantityOf(
  rows: AtRow,
  at: Place,
  {
    entity,
    element,
    aggregate,
    column,
  }: { entity: PlanEntity; element: PlanEntity; aggregate: Aggregate; column: string },
): Promise<PathStep | undefined> {
  const own = element.terms.find(({ name }) => name === column)?.expression;
  const names = own ? factorsOf(own).flatMap((factor) => columnIn(factor)?.name ?? []) : [];
  const list = JSON.stringify(aggregate.list);
  const term = entity.terms
    .map((one) => ({ one, body: bodyOf(entity, one).aggregate }))
    .find(({ one, body }) => {
      const summed = body?.value && columnIn(body.value);
      return (
        one.hiddenIn === undefined &&
        body?.function === 'sum' &&
        summed !== undefined &&
        names.includes(summed.name) &&
        !isMoney(one.type) &&
        JSON.stringify(body.list) === list
      );
    })?.one;
  if (!term) return undefined;
  const { name, type } = term;
  const value = await rows.value(at, { op: 'column', row: 'me', path: [], entity: at.entity, name, type });
  const title = columnTitle(rows.plan, entity, name);
  return { kind: 'factor', title, value, type, figure: { ...at, term: name } };
}

/** An average is for the eye: to six digits, half up. */
const AVERAGE: NumberType['scale'] = 6;

function divided(total: Decimal, by: Decimal): Decimal {
  const [digits, divisor] = [total.digits * power10(by.scale + AVERAGE), by.digits * power10(total.scale)];
  const negative = digits < 0n !== divisor < 0n;
  const [a, b] = [digits < 0n ? -digits : digits, divisor < 0n ? -divisor : divisor];
  const rounded = (2n * a + b) / (2n * b);
  return { digits: negative ? -rounded : rounded, scale: AVERAGE };
}
