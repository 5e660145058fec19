/** Does a figure agree with what a test expects? The rules of docs/language.md §7. */
import type { ExpectedFigure } from '../../language/agreement.ts';
import type { Constant, ScalarType } from '../../language/plan.ts';
import { absolute, compare, parseDecimal, subtract } from '../decimal.ts';
import type { Reason } from '../types.ts';

/** A figure as computed: decimal digits, ISO date, text, true/false; null where unknown, with the reason. */
export interface Figure {
  kind: ScalarType['kind'];
  value: Constant;
  reason?: Reason;
}

/**
 * `no row`: the test names a row that the run does not have. `not a number`: the test expects text where a number is
 * computed, which is the test's mistake and not a difference.
 */
export type Problem = 'differs' | 'no row' | 'known' | 'unknown' | 'other reason' | 'not a number';

/** What keeps `figure` from being what is expected; undefined where they agree. `figure` undefined: there is no such row. */
export function problemWith(expected: ExpectedFigure, figure: Figure | undefined): Problem | undefined {
  if (!figure) return 'no row';
  if (expected.value === null) {
    if (figure.value !== null) return 'known';
    return expected.reason === undefined || expected.reason === figure.reason?.kind
      ? undefined
      : 'other reason';
  }
  if (figure.value === null) return 'unknown';
  switch (figure.kind) {
    case 'number':
      return compareNumbers(expected.value, String(figure.value), expected.within);
    case 'duration':
      return sameDuration(expected.value, String(figure.value)) ? undefined : 'differs';
    default:
      return expected.value === String(figure.value) ? undefined : 'differs';
  }
}

/** Exactly, as numbers: `0.75` is 0.750000 and not 0.7500001, unless the test says `within`. */
function compareNumbers(expected: string, got: string, within: string | undefined): Problem | undefined {
  const theirs = parseDecimal(expected);
  const ours = parseDecimal(got);
  const margin = parseDecimal(within ?? '0');
  if (!theirs || !ours || !margin) return 'not a number';
  return compare(absolute(subtract(ours, theirs)), margin) <= 0 ? undefined : 'differs';
}

/** Years and months are kept apart from days, but P12M is P1Y. */
function sameDuration(a: string, b: string): boolean {
  const parts = (text: string) => {
    const match = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(text);
    if (!match) return text;
    const [, sign, years = '0', months = '0', weeks = '0', days = '0'] = match;
    return `${sign}${Number(years) * 12 + Number(months)}M${Number(weeks) * 7 + Number(days)}D`;
  };
  return parts(a) === parts(b);
}
