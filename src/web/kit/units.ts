/** Units and types in words. */
import type { Dimensions } from '../../language/plan.ts';
import { shownUnit } from '../../language/units.ts';
import type { Constant, ScalarType } from '../../server/api.ts';
import type { Lang } from '../words/define.ts';

/** `人民币` is the currency's name; a price is said in `元`. */
export function currencyName(currency: string, lang: Lang): string {
  if (lang === 'en') return currency;
  if (currency === 'CNY') return '元';
  try {
    return new Intl.DisplayNames(['zh-CN'], { type: 'currency' }).of(currency) ?? currency;
  } catch {
    return currency;
  }
}

/** `USD/person-year`, `元/人年`. */
export const unitWords = (dimensions: Dimensions, lang: Lang, currency: string, many = true) =>
  shownUnit(dimensions, lang, currencyName(currency, lang), many);

export const isNumber = (type: ScalarType) => type.kind === 'number';

export const isMoney = (type: ScalarType) =>
  type.kind === 'number' && type.dimensions['money'] === 1 && Object.keys(type.dimensions).length === 1;

/** A ratio: the finest scale and no unit. Between −1 and 1 it is read as a percentage. */
export const isRatio = (type: ScalarType) =>
  type.kind === 'number' && type.scale === 15 && Object.keys(type.dimensions).length === 0;

/** Ratios in one column are all percentages or, as soon as one is beyond 1 (an index of 1.02, a coefficient), all plain numbers. */
export const isFactor = (type: ScalarType, values: readonly Constant[]): boolean =>
  isRatio(type) && values.some((value) => value !== null && Math.abs(Number(value)) > 1);

/** For a column's header. */
export function typeUnit(type: ScalarType, lang: Lang, currency: string): string {
  return type.kind === 'number' ? unitWords(type.dimensions, lang, currency) : '';
}
