/** In what currency the amounts of a report are: a data folder says none, so whoever asks for the report may. */
import { currencyWords } from '../../language/currency.ts';
import { fill } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { reportWords as words } from './messages/report.ts';

/** Said once, above the amounts. `currency` is of ISO 4217. */
export function currencyNote(currency: string | undefined): Localized {
  if (currency === undefined) return words.currencyOfData;
  const { en, zh } = currencyWords(currency);
  return { en: fill(words.amountsIn.en, { currency: en }), zh: fill(words.amountsIn.zh, { currency: zh }) };
}

/** A heading above amounts: `Amount (CNY)`, `金额（元）`. */
export function inCurrency(heading: Localized, currency: string | undefined): Localized {
  if (currency === undefined) return heading;
  const { en, zh } = currencyWords(currency);
  return { en: `${heading.en} (${en})`, zh: `${heading.zh}（${zh}）` };
}
