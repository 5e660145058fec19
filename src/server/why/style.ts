/** How values of a plan are said: its currency, its smallest unit, its own words. */
import type { Lang } from '../../language/diagnostic.ts';
import type { Plan } from '../../language/plan.ts';
import type { Style } from '../../statement/index.ts';
import { currencyWords } from '../../language/currency.ts';

export const styleOf = ({ currency, minorUnit, words: called }: Plan, lang: Lang): Style => ({
  lang,
  currency: currencyWords(currency)[lang],
  minorUnit,
  ...(called && { words: called }),
});
