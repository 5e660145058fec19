/** What matters most: each lever alone a tenth down and up, and what a payment comes to then. */
import { openWhatIf, type OpenWhatIf } from '../../engine/what-if/index.ts';
import { absolute, compare, decimal, subtract, ZERO } from '../../engine/decimal.ts';
import { parseConstant } from '../../language/value.ts';
import type { Localized, ScalarType } from '../../language/plan.ts';
import type { Sensitivity } from '../api.ts';
import { failure } from '../http/problem.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { leversOf, type Lever } from './levers.ts';
import { neighbours, written } from './neighbours.ts';

/** An answer has what is known after so long, and how much is still to be tried; whoever asks again gets more. Nobody asking, nothing is computed. */
const BUDGET = 1500;
/** Nobody asked for so long: the tables are let go of. */
const IDLE = 10_000;
const PERCENT = 10n;

interface Bar {
  parameter: string;
  title: Localized;
  type: ScalarType;
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
  const trial = await open.once('sensitivity', async () => new Trial(open));
  await trial.further();
  const { now, bars } = trial;
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
  return { payment: payment.id, amount, bars: moved, tried: trial.tried, of: trial.levers.length };
}

/** Of all payments at once: a scenario gives them all. */
class Trial {
  readonly levers: readonly Lever[];
  readonly bars: Bar[] = [];
  now = new Map<string, string>();
  tried = 0;
  readonly #open: OpenRun;
  #asking: OpenWhatIf | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** One at a time: several pages may ask. */
  #turn: Promise<void> = Promise.resolve();

  constructor(open: OpenRun) {
    this.#open = open;
    // Rows of tables last: one figure of many moves less than a rate that all share.
    const { levers } = leversOf(open.run);
    const isRow = ({ parameter }: Lever) => parameter.includes('[');
    this.levers = [...levers.filter((one) => !isRow(one)), ...levers.filter(isRow)];
  }

  further(): Promise<void> {
    const turn = this.#turn.then(() => this.#some());
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #some(): Promise<void> {
    if (this.tried === this.levers.length && this.now.size > 0) return;
    clearTimeout(this.#idle);
    try {
      const until = Date.now() + BUDGET;
      if (this.now.size === 0) this.now = (await this.#totals({})) ?? this.now;
      do await this.#next();
      while (this.tried < this.levers.length && Date.now() < until);
    } finally {
      if (this.tried === this.levers.length) this.#close();
      else this.#idle = setTimeout(() => this.#close(), IDLE).unref();
    }
  }

  async #next(): Promise<void> {
    const lever = this.levers[this.tried];
    if (!lever) return;
    const beside = besideOf(lever);
    if (beside) {
      const { parameter, title, type, written: text } = lever;
      const at = (value: string | null) => (value === null ? this.now : this.#totals({ [parameter]: value }));
      this.bars.push({
        parameter,
        title,
        type,
        low: beside.low ?? text,
        high: beside.high ?? text,
        atLow: await at(beside.low),
        atHigh: await at(beside.high),
      });
    }
    this.tried += 1;
  }

  async #totals(set: Record<string, string>): Promise<Map<string, string> | null> {
    this.#asking ??= await openWhatIf(this.#open.run);
    const { value } = await this.#asking.scenario(set);
    return value ? new Map(value.totals.map(({ payment, amount }) => [payment, amount])) : null;
  }

  #close(): void {
    this.#asking?.close();
    this.#asking = undefined;
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
