/** A dated table of exchange rates as a document: what one unit of each currency is worth in the one that is reported in. */
import { z } from 'zod';
import { minorUnit } from '../../language/documents/currencies.ts';
import { isDate } from '../../language/value.ts';
import { decimal, localized, words } from '../../methods/shared/document.ts';
import { parseDecimal } from '../decimal.ts';

const currency = z.string().refine((code) => minorUnit(code) !== undefined, 'EUR');
const date = z.string().refine(isDate, '2024-12-31');
/** More than nothing. */
const rate = decimal.refine((text) => (parseDecimal(text)?.digits ?? 0n) > 0n, '0.9127');

export const exchangeRates = z.strictObject({
  rates: words,
  title: localized.optional(),
  source: words,
  /** The currency reported in. */
  currency,
  /** The day whose rate an amount is taken at: the day it is due, or the run's as-of date (which also stands in where an amount has no due day). */
  on: z.enum(['due', 'as-of']),
  /** Currency → day → rate: it holds from that day until the next, and before the first there is none. */
  values: z.record(currency, z.record(date, rate)),
});

export type ExchangeRates = z.infer<typeof exchangeRates>;

export interface Rate {
  /** The day it holds from; of the reporting currency itself none. */
  from?: string;
  rate: string;
}

export function rateOn(rates: ExchangeRates, from: string, day: string): Rate | undefined {
  if (from === rates.currency) return { rate: '1' };
  const days = Object.keys(rates.values[from] ?? {})
    .filter((one) => one <= day)
    .toSorted();
  const last = days.at(-1);
  return last === undefined ? undefined : { from: last, rate: rates.values[from]![last]! };
}
