/** Months, counted. */

/** Rows of one month of service and one lag. */
export interface Cell {
  /** Months since year 0, so that they can be counted. */
  month: number;
  /** Months from service to payment; undefined where it is not known when it was paid. */
  lag: number | undefined;
  rows: bigint;
  /** At four digits after the point. */
  amount: bigint;
  known: bigint;
}

export const monthText = (month: number) =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
