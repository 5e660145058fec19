/** A value of any type as people read it, with its unit. */
import { shownUnit } from '../../language/units.ts';
import type { Lang } from '../../language/diagnostic.ts';
import type { Constant, Plan, ScalarType } from '../../language/plan.ts';
import { absolute, compare, decimal } from '../../engine/decimal.ts';
import { shownDate, shownDuration } from './dates.ts';
import { shownNumber, shownPercent } from './numbers.ts';

export interface Style {
  lang: Lang;
  currency: string;
  /** Digits of the currency's minor unit. */
  minorUnit: number;
  /** What texts of the model are called (`Plan.words`). */
  words?: Plan['words'];
  /** Every digit, nothing rounded for the page. */
  exact?: boolean;
  /** Ratios are coefficients, not shares, as others of their column are beyond 1: 0.98 beside 1.05 is no 98 %. */
  factor?: boolean;
}

const YES_NO = { en: { true: 'yes', false: 'no' }, zh: { true: '是', false: '否' } };

/** Undefined for an unknown value (null): how that is said is for the caller to decide. */
export function shownValue(value: Constant, type: ScalarType, style: Style): string | undefined {
  if (value === null) return undefined;
  switch (type.kind) {
    case 'number':
      return shownQuantity(String(value), type.dimensions, type.scale, style);
    case 'boolean':
      return YES_NO[style.lang][String(value) as 'true' | 'false'] ?? String(value);
    case 'date':
      return shownDate(String(value), style.lang);
    case 'duration':
      return shownDuration(String(value), style.lang);
    case 'text':
      return wordFor(String(value), style);
    default:
      return String(value);
  }
}

/** A text of the model's own in the reader's language, where the model says it. */
function wordFor(text: string, { lang, words }: Style): string {
  return (words && Object.hasOwn(words, text) && words[text]?.[lang]) || text;
}

function shownQuantity(
  text: string,
  dimensions: Record<string, number>,
  scale: number,
  style: Style,
): string {
  const maximum = style.exact ? Infinity : undefined;
  const units = Object.keys(dimensions);
  if (units.length === 0) {
    // A ratio between −1 and 1 is read as a percentage; a coefficient of 1.03, or a count, as it is.
    const share = scale === 15 && !style.factor && compare(absolute(decimal(text)), decimal('1')) <= 0;
    return share
      ? shownPercent(text, style.lang, { maximum: maximum ?? 4 })
      : shownNumber(text, { maximum: maximum ?? 6 });
  }
  const unit = shownUnit(dimensions, style.lang, style.currency, !/^-?1(\.0*)?$/.test(text));
  if (units.length === 1 && dimensions['money'] === 1) {
    return `${shownNumber(text, { minimum: style.minorUnit, maximum: maximum ?? style.minorUnit })} ${unit}`;
  }
  return `${shownNumber(text, { maximum: maximum ?? 4 })} ${unit}`;
}
