/** What matters most: each lever alone a tenth down and up, and what a payment comes to then. */
import { openWhatIf } from '../../engine/what-if/index.ts';
import { absolute, compare, decimal, subtract, ZERO } from '../../engine/decimal.ts';
import { parseConstant } from '../../language/value.ts';
import type { Localized } from '../../language/plan.ts';
import type { Sensitivity } from '../api.ts';
import { failure } from '../http/problem.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { leversOf, type Lever } from './levers.ts';
import { neighbours, written } from './neighbours.ts';

/** How long may be computed before what is known is given. */
const BUDGET = 12_000;
const PERCENT = 10n;

interface Bar {
  parameter: string;
  title: Localized;
  low: string;
  high: string;
  /** Payment → amount; null where it cannot be computed. */
  atLow: Map<string, string> | null;
  atHigh: Map<string, string> | null;
}

export async function sensitivityOf(open: OpenRun, asked: string | undefined): Promise<Sensitivity> {
  const { plan } = open.run;
  const payment =
    asked === undefined || asked === '' ? plan.payments[0] : plan.payments.find(({ id }) => id === asked);
  if (!payment) {
    const names = plan.payments.map(({ id }) => id).join(', ');
    throw failure(404, 'no-payment', { name: asked ?? '–', names });
  }
  const { now, bars, complete } = await open.once('sensitivity', () => allBars(open));
  const amount = now.get(payment.id) ?? '0';
  const shown = bars.map(({ atLow, atHigh, ...bar }) => ({
    ...bar,
    atLow: atLow?.get(payment.id) ?? null,
    atHigh: atHigh?.get(payment.id) ?? null,
  }));
  const reach = ({ atLow, atHigh }: (typeof shown)[number]) =>
    [atLow, atHigh]
      .map((one) => (one === null ? ZERO : absolute(subtract(decimal(one), decimal(amount)))))
      .reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  const moved = shown.filter((bar) => compare(reach(bar), ZERO) > 0);
  moved.sort((a, b) => compare(reach(b), reach(a)) || (a.parameter < b.parameter ? -1 : 1));
  return { payment: payment.id, amount, bars: moved, complete };
}

/** Of all payments at once: a scenario gives them all. */
async function allBars(open: OpenRun): Promise<{ now: Map<string, string>; bars: Bar[]; complete: boolean }> {
  const { run } = open;
  const asking = await openWhatIf(run);
  const totals = async (set: Record<string, string>) => {
    const { value } = await asking.scenario(set);
    return value ? new Map(value.totals.map(({ payment, amount }) => [payment, amount])) : null;
  };
  try {
    const now = (await totals({})) ?? new Map<string, string>();
    const until = Date.now() + BUDGET;
    const bars: Bar[] = [];
    let complete = true;
    // Rows of tables last: one figure of many moves less than a rate that all share, and the time may not do for all.
    const { levers } = leversOf(run);
    const isRow = ({ parameter }: Lever) => parameter.includes('[');
    for (const lever of [...levers.filter((one) => !isRow(one)), ...levers.filter(isRow)]) {
      if (Date.now() > until) {
        complete = false;
        break;
      }
      const beside = besideOf(lever);
      if (!beside) continue;
      const { parameter, title, written: text } = lever;
      const at = async (value: string | null) => (value === null ? now : totals({ [parameter]: value }));
      bars.push({
        parameter,
        title,
        low: beside.low ?? text,
        high: beside.high ?? text,
        atLow: await at(beside.low),
        atHigh: await at(beside.high),
      });
    }
    return { now, bars, complete };
  } finally {
    asking.close();
  }
}

/** As written in a contract; null on the side where there is nothing beside it. */
function besideOf({ value, type }: Lever): { low: string | null; high: string | null } | undefined {
  const constant = parseConstant(value, type);
  const found = constant === undefined ? undefined : neighbours(constant, type, PERCENT);
  if (!found) return undefined;
  const side = (one: typeof found.low) => (one === null ? null : written(one, type));
  return { low: side(found.low), high: side(found.high) };
}
