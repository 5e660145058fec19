/**
 * The score of a group from its counts. Proportion: (numerator − its exclusions) ÷ (denominator − exclusions − exceptions); ratio: the same of counts,
 * or of what is observed of each; continuous variable: the observations put together as the measure says; a cohort has none.
 *
 * Source: HL7 Quality Measure Implementation Guide, measure conformance: proportion, ratio and continuous variable measures.
 */
import type { Count } from './counts.ts';
import { decimalText, ratio, unitsOf } from './decimal.ts';
import type { MeasureGroup, MeasurePopulation } from './types.ts';

/** Decimal text with eight places at most; undefined where nothing is to be divided, or the measure does not say how. */
export function scoreOf(group: MeasureGroup, counts: readonly Count[]): string | undefined {
  const score = unitsOfScore(group, counts);
  return score === undefined ? undefined : decimalText(score);
}

function unitsOfScore(group: MeasureGroup, counts: readonly Count[]): bigint | undefined {
  const { populations, scoring } = group;
  const countOf = (type: string) => {
    const keys = new Set(populations.filter((one) => one.type === type).map(({ key }) => key));
    return counts.reduce(
      (sum, { population, count }) => (keys.has(population) ? sum + BigInt(count) : sum),
      0n,
    );
  };
  const observed = (of?: string) => {
    const one = populations.find(
      ({ type, observes }) => type === 'measure-observation' && (of === undefined || observes === of),
    );
    return one && aggregate(one, counts);
  };
  switch (scoring) {
    case 'proportion':
      return ratio(
        countOf('numerator') - countOf('numerator-exclusion'),
        countOf('denominator') - countOf('denominator-exclusion') - countOf('denominator-exception'),
      );
    case 'ratio': {
      if (populations.every(({ type }) => type !== 'measure-observation'))
        return ratio(
          countOf('numerator') - countOf('numerator-exclusion'),
          countOf('denominator') - countOf('denominator-exclusion'),
        );
      const keyOf = (type: string) => populations.find((one) => one.type === type)?.key ?? '';
      const [over, under] = [observed(keyOf('numerator')), observed(keyOf('denominator'))];
      return over === undefined || under === undefined ? undefined : ratio(over, under);
    }
    case 'continuous-variable':
      return observed();
    case 'cohort':
      return undefined;
  }
}

/** In units of the last of eight places. Without observations there is a sum and a count, and nothing else. */
function aggregate({ key, aggregate }: MeasurePopulation, counts: readonly Count[]): bigint | undefined {
  const values = counts
    .filter(({ population }) => population === key)
    .flatMap(({ observations }) => observations.map(unitsOf))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const sum = values.reduce((total, one) => total + one, 0n);
  const size = BigInt(values.length);
  switch (aggregate) {
    case 'sum':
      return sum;
    case 'count':
      return unitsOf(String(size));
    case 'average':
      return ratio(sum, unitsOf(String(size)));
    case 'median': {
      const half = Math.floor(values.length / 2);
      const [a, b] = [values[values.length % 2 === 0 ? half - 1 : half], values[half]];
      return a === undefined || b === undefined ? undefined : ratio(a + b, unitsOf('2'));
    }
    case 'minimum':
      return values[0];
    case 'maximum':
      return values.at(-1);
    default:
      return undefined;
  }
}
