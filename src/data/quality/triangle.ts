/**
 * Claims by month of service and months until payment, and from it how much of each month has been paid: chain ladder, volume weighted, over
 * all months (Friedland, "Estimating Unpaid Claims Using Basic Techniques", Casualty Actuarial Society, ch. 7). Here only to tell which
 * months look incomplete; completion factors for a settlement are a method of their own.
 */
import { ratioText } from './figures.ts';
import type { Cell } from './month.ts';
import { monthText } from './month.ts';
import type { Triangle } from './report.ts';

/** Months later than this are one column: what is paid after two years is an adjustment. */
const LAGS = 24;
/** Months of service shown and weighed; older ones say little of today's lag. */
const SERVICE = 36;

/** Nothing where it is not known when most was paid, or all of it in one month. */
export function makeTriangle(cells: readonly Cell[]): Triangle | undefined {
  const dated = cells.filter((cell) => cell.lag !== undefined);
  const rows = (some: readonly Cell[]) => some.reduce((sum, cell) => sum + cell.rows, 0n);
  if (dated.length === 0 || rows(dated) * 2n < rows(cells)) return undefined;
  const valuation = Math.max(...dated.map((cell) => cell.month + (cell.lag as number)));
  const paidIn = new Set(dated.map((cell) => cell.month + (cell.lag as number)));
  if (paidIn.size < 2) return undefined;
  const recent = dated.filter((cell) => cell.month > valuation - SERVICE);
  if (recent.length === 0) return undefined;
  // Amounts, where they only ever grow; else counts.
  const basis =
    recent.every((cell) => cell.amount >= 0n) && recent.some((cell) => cell.amount > 0n) ? 'amount' : 'rows';
  const months = [...new Set(recent.map((cell) => cell.month))].sort((a, b) => a - b);
  const lags = Math.min(LAGS, valuation - (months[0] as number));
  const paid = new Map<number, bigint[]>(
    months.map((month) => [month, Array.from({ length: Math.min(lags, valuation - month) + 1 }, () => 0n)]),
  );
  for (const cell of recent) {
    const row = paid.get(cell.month) as bigint[];
    const at = Math.min(cell.lag as number, row.length - 1);
    row[at] = (row[at] as bigint) + (basis === 'amount' ? cell.amount : cell.rows);
  }
  for (const row of paid.values())
    for (let lag = 1; lag < row.length; lag += 1) row[lag] = (row[lag] as bigint) + (row[lag - 1] as bigint);
  const complete = completion([...paid.values()], lags);
  return {
    valuation: monthText(valuation),
    basis,
    lags: lags + 1,
    rows: months.map((month) => {
      const row = paid.get(month) as bigint[];
      const share = complete[row.length - 1];
      return {
        month: monthText(month),
        paid: Array.from({ length: lags + 1 }, (_, lag) => {
          const cell = row[lag];
          if (cell === undefined) return null;
          return basis === 'amount' ? ratioText(cell, 10_000n, 2) : String(cell);
        }),
        complete: share ? ratioText(share[0] * 100n, share[1], 1) : null,
      };
    }),
  };
}

const SCALE = 10n ** 12n;

/** Share paid by each lag, as a fraction; undefined where no older month says how it goes on. */
function completion(rows: readonly bigint[][], lags: number): ([bigint, bigint] | undefined)[] {
  const shares: ([bigint, bigint] | undefined)[] = Array.from({ length: lags + 1 }, () => undefined);
  let ultimate = SCALE;
  shares[lags] = [SCALE, SCALE];
  for (let lag = lags - 1; lag >= 0; lag -= 1) {
    let [now, next] = [0n, 0n];
    for (const row of rows) {
      const [a, b] = [row[lag], row[lag + 1]];
      if (a === undefined || b === undefined) continue;
      now += a;
      next += b;
    }
    if (now === 0n) break;
    ultimate = (ultimate * next) / now;
    shares[lag] = [SCALE, ultimate];
  }
  return shares;
}
