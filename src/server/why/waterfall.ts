/** The path from the first amount of money to a payment, of one row of its entity. */
import { find } from '../../engine/explain/find.ts';
import { Rows } from '../../engine/explain/rows.ts';
import { compare, decimal, decimalText, subtract, trimmed, ZERO } from '../../engine/decimal.ts';
import { statementRow } from '../../engine/statement-rows.ts';
import type { PlanPayment } from '../../language/plan.ts';
import type { StatementSummary } from '../../statement/index.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Waterfall } from '../api.ts';
import { failure } from '../http/problem.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { STATEMENT_ROWS } from '../runs/rows.ts';
import { amountTerm } from '../runs/shape.ts';
import { same, said } from './named.ts';
import { AtRow } from './at-row.ts';
import { madeOf } from './made.ts';
import { MoneyPath } from './path.ts';
import { distance, isBroken, totalOf, type PathStep } from './steps.ts';

/** More steps than this nobody reads: levels in between are left out then. */
const MOST_STEPS = 18;

/** Of each payment that of the row with the largest amount. */
export function waterfallsOf(open: OpenRun, summary: StatementSummary): Promise<Waterfall[]> {
  return open.once('waterfalls', async () => {
    const found: Waterfall[] = [];
    for (const payment of open.run.plan.payments) {
      const example =
        summary.payments.find(({ id }) => id === payment.id)?.example ?? (await firstKey(open, payment));
      const waterfall = example === undefined ? undefined : await waterfallOf(open, payment, example);
      if (waterfall) found.push(waterfall);
    }
    return found;
  });
}

export async function askedWaterfall(open: OpenRun, id: string, key: string): Promise<Waterfall> {
  const { plan } = open.run;
  const payment = plan.payments.find((one) => one.id === id);
  if (!payment)
    throw failure(404, 'no-payment', { name: id, names: plan.payments.map((one) => one.id).join(', ') });
  const found = await waterfallOf(open, payment, key);
  if (!found) throw failure(404, 'no-row', { entity: payment.for, key });
  return found;
}

async function firstKey({ work }: OpenRun, { id }: PlanPayment): Promise<string | undefined> {
  const [row] = await work.values(
    `select key from ${STATEMENT_ROWS} where payment = ${quoteLiteral(id)} and _rid is not null order by n limit 1`,
  );
  return row ? String(row[0]) : undefined;
}

async function waterfallOf(open: OpenRun, payment: PlanPayment, key: string): Promise<Waterfall | undefined> {
  const { work, run } = open;
  const rows = new Rows(work);
  const [rid] = await find(rows, payment.for, key);
  const [row] = await work.warehouse.rows(
    `select * from ${STATEMENT_ROWS} where payment = ${quoteLiteral(payment.id)} and key = ${quoteLiteral(key)} and _rid is not null limit 1`,
  );
  if (rid === undefined || !row) return undefined;
  const { amount, status } = statementRow(row, run.plan.minorUnit);
  const at = { entity: payment.for, rid };
  const here = new AtRow(run.plan, rows);
  const path = await new MoneyPath(here).of(at, payment.amount);
  const last: PathStep = {
    kind: 'level',
    title: payment.title ?? same(payment.id),
    value: amount === null ? null : decimal(amount),
    figure: { ...at, term: amountTerm(payment) },
  };
  let { steps, exact } = ended(path, last, run.plan.minorUnit);
  if (steps.length === 1) {
    // No other money leads to it.
    const made = await madeOf(here, at, payment.amount);
    if (!isBroken(made)) ({ steps, exact } = ended(made, last, run.plan.minorUnit));
  }
  const keys = new Map<string, string>();
  for (const { figure } of steps)
    if (figure) keys.set(`${figure.entity} ${figure.rid}`, await rows.key(figure.entity, figure.rid));
  return {
    payment: payment.id,
    entity: payment.for,
    key,
    exact,
    steps: steps.map(({ kind, title, value, figure, type }, i) => ({
      name: figure?.term ?? `step ${i + 1}`,
      term: figure?.term ?? null,
      entity: figure?.entity ?? null,
      key: figure ? (keys.get(`${figure.entity} ${figure.rid}`) ?? null) : null,
      title,
      kind,
      value: value === null ? null : decimalText(trimmed(value), kind === 'factor' ? 0 : run.plan.minorUnit),
      ...(type && { type }),
      ...(i === steps.length - 1 && { status }),
    })),
  };
}

/** The path with the payment at its end, figures that say the same once, and what is left over as a step of its own. */
function ended(
  path: readonly PathStep[],
  last: PathStep,
  minorUnit: number,
): { steps: PathStep[]; exact: boolean } {
  const steps = [...path];
  let exact = true;
  if (!isBroken(steps) && last.value !== null && steps.some(({ kind }) => kind !== 'factor')) {
    const rest = subtract(last.value, totalOf(steps));
    if (compare(rest, ZERO) !== 0) {
      const small = compare(distance(rest, ZERO), { digits: 1n, scale: minorUnit }) < 0;
      exact = small;
      steps.push({ kind: 'change', title: said(small ? 'toMinorUnit' : 'rest'), value: trimmed(rest) });
    }
  }
  const merged: PathStep[] = [];
  for (const step of [...steps, last]) {
    const before = merged.at(-1);
    const again = before?.kind === 'level' && step.kind === 'level' && before.value && step.value;
    if (again && before.value && step.value && compare(before.value, step.value) === 0) merged.pop();
    merged.push(step);
  }
  if (merged.length <= MOST_STEPS) return { steps: merged, exact };
  // A level that only says what the changes before it came to.
  const kept = merged.filter(
    ({ kind, value }, i) =>
      kind === 'change' ||
      i === 0 ||
      i === merged.length - 1 ||
      value === null ||
      compare(totalOf(merged.slice(0, i)), value) !== 0,
  );
  return { steps: kept, exact };
}
