/** Runs of several contracts, each settled in its own currency, reported in one. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { minorUnit } from '../../language/documents/currencies.ts';
import type { Localized } from '../../language/plan.ts';
import { add, decimal, decimalText, multiply, roundHalfUp, ZERO, type Decimal } from '../decimal.ts';
import { statementRows } from '../statement-rows.ts';
import type { Run, Status } from '../types.ts';
import { report } from './messages.ts';
import { rateOn, type ExchangeRates, type Rate } from './rates.ts';

/** A row of a statement in both currencies; amounts have their currency's digits, and are null where undetermined. */
interface PortfolioRow {
  contract: string;
  payment: string;
  key: string;
  from: string | null;
  to: string | null;
  status: Status;
  currency: string;
  amount: string | null;
  /** The day whose rate was taken. */
  day: string;
  rate: Rate;
  /** amount × rate, rounded half up to the reporting currency's minor unit. */
  reported: string | null;
}

interface PortfolioTotal {
  contract: string;
  title?: Localized;
  payment: string;
  paymentTitle?: Localized;
  currency: string;
  final: string;
  pending: string;
  undetermined: number;
  /** Sums of the rows' reported amounts: they foot, and may differ from the total converted by a minor unit a row. */
  reportedFinal: string;
  reportedPending: string;
}

export interface Portfolio {
  currency: string;
  rates: string;
  source: string;
  on: ExchangeRates['on'];
  rows: PortfolioRow[];
  totals: PortfolioTotal[];
  /** By payment of the models' names, over all contracts. */
  all: { payment: string; final: string; pending: string; undetermined: number }[];
}

export async function portfolio(runs: readonly Run[], rates: ExchangeRates): Promise<Checked<Portfolio>> {
  const digits = minorUnit(rates.currency)!;
  const missing = new Map<string, { count: number; day: string }>();
  const rows: PortfolioRow[] = [];
  const totals: PortfolioTotal[] = [];
  const twice = runs
    .map(({ manifest }) => manifest.contract)
    .filter((name, i, all) => all.indexOf(name) !== i);
  if (twice.length > 0) return { diagnostics: [report('portfolio-twice', { contract: twice[0]! })] };
  for (const run of runs) {
    const { contract, currency, asOf } = run.manifest;
    const own: PortfolioRow[] = [];
    for await (const { payment, key, from, to, status, amount, due } of statementRows(run)) {
      const day = rates.on === 'due' ? (due ?? asOf) : asOf;
      const rate = rateOn(rates, currency, day);
      if (!rate) {
        const known = missing.get(currency);
        missing.set(currency, {
          count: (known?.count ?? 0) + 1,
          day: known && known.day < day ? known.day : day,
        });
        continue;
      }
      const reported =
        amount === null
          ? null
          : decimalText(roundHalfUp(multiply(decimal(amount), decimal(rate.rate)), digits), digits);
      own.push({ contract, payment, key, from, to, status, currency, amount, day, rate, reported });
    }
    rows.push(...own);
    for (const { id, title } of run.plan.payments) {
      const mine = own.filter(({ payment }) => payment === id);
      const sum = (status: Status, figure: 'amount' | 'reported', scale: number) =>
        total(
          mine.filter((row) => row.status === status).map((row) => row[figure]),
          scale,
        );
      totals.push({
        contract,
        ...(run.agreement.title && { title: run.agreement.title }),
        payment: id,
        ...(title && { paymentTitle: title }),
        currency,
        final: sum('final', 'amount', run.plan.minorUnit),
        pending: sum('pending', 'amount', run.plan.minorUnit),
        undetermined: mine.filter(({ status }) => status === 'undetermined').length,
        reportedFinal: sum('final', 'reported', digits),
        reportedPending: sum('pending', 'reported', digits),
      });
    }
  }
  const diagnostics = [...missing].map(([from, { count, day }]): Diagnostic =>
    report('portfolio-no-rate', { from, to: rates.currency, count, day, rates: rates.rates }),
  );
  if (diagnostics.length > 0) return { diagnostics };
  const payments = [...new Set(totals.map(({ payment }) => payment))];
  const all = payments.map((payment) => {
    const mine = totals.filter((one) => one.payment === payment);
    return {
      payment,
      final: total(
        mine.map(({ reportedFinal }) => reportedFinal),
        digits,
      ),
      pending: total(
        mine.map(({ reportedPending }) => reportedPending),
        digits,
      ),
      undetermined: mine.reduce((sum, { undetermined }) => sum + undetermined, 0),
    };
  });
  const { currency, source, on } = rates;
  return { value: { currency, rates: rates.rates, source, on, rows, totals, all }, diagnostics: [] };
}

function total(amounts: readonly (string | null)[], digits: number): string {
  const sum = amounts.reduce<Decimal>(
    (all, amount) => (amount === null ? all : add(all, decimal(amount))),
    ZERO,
  );
  return decimalText(sum, digits);
}
