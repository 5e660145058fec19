/** What pages and reports call a currency: its code in English, its name in Chinese, so that a sentence and the figures beside it agree. */
import type { Localized } from './plan.ts';

/** `人民币` is the currency's name; a price is said in `元`. */
export function currencyWords(currency: string): Localized {
  if (currency === 'CNY') return { en: currency, zh: '元' };
  try {
    return {
      en: currency,
      zh: new Intl.DisplayNames(['zh-CN'], { type: 'currency' }).of(currency) ?? currency,
    };
  } catch {
    return { en: currency, zh: currency };
  }
}
