/**
 * The variation report in four steps, after England's atlases and Getting It Right First Time: find the variation, propose how far it could be brought down, help (whom,
 * with what, by whose example), review what became of it.
 */
import type { CostPart } from './cycles.ts';
import { COST_PARTS } from './cycles.ts';
import type { Figure } from './figures.ts';
import type { Measure, ProviderReport } from './report.ts';
import type { Interval } from './statistics/intervals.ts';
import { overdispersion, quantile, systematicComponent } from './statistics/variation.ts';

export interface Variation {
  measure: string;
  find: Spread | null;
  propose: Proposal | null;
  help: Help[];
  review: Review | null;
}

interface Spread {
  /** Providers with enough cases. */
  providers: number;
  lowest: number;
  lowerQuarter: number;
  median: number;
  upperQuarter: number;
  highest: number;
  /** Highest ÷ lowest; null where the lowest is not above nought. */
  factor: number | null;
  /** Mean of z²: 1 by chance alone. */
  overdispersion: number | null;
  /** Systematic component of variation × 100; of means without a ratio none. */
  systematic: number | null;
  outside: { better: number; worse: number };
}

interface Proposal {
  /** What a quarter of the providers reach or better. */
  goal: number;
  /** Cases (of a share) or money (of a cost) that would change were all who fall short to reach it; of a mean none. */
  gain: number | null;
  fallShort: number;
}

interface Help {
  provider: string | null;
  adjusted: number;
  goal: number;
  /** As `gain` above, of this provider. */
  gap: number | null;
  /** Where its cost is above what its cases would cost elsewhere: the part, observed − expected of a case. */
  dearest: { part: CostPart; above: number } | null;
  /** Who reaches the goal with the case mix nearest to it. */
  example: string | null;
}

interface Review {
  from: number;
  to: number;
  systematicBefore: number | null;
  systematicAfter: number | null;
  factorBefore: number | null;
  factorAfter: number | null;
  /** Of those with enough cases in both years. */
  changes: {
    provider: string | null;
    before: number;
    after: number;
    change: number;
    interval: Interval | null;
  }[];
}

export function variationOf(
  measure: Measure,
  all: ProviderReport,
  providers: readonly ProviderReport[],
  least: number,
): Variation {
  const enough = providers.flatMap((one) => {
    const figure = one.figures[measure.name];
    return one.provider !== null && figure && !figure.small && figure.adjusted !== null
      ? [{ one, figure, adjusted: figure.adjusted }]
      : [];
  });
  const find =
    enough.length < 2
      ? null
      : spreadOf(
          enough.map(({ figure }) => figure),
          measure,
        );
  const goal = find && (measure.better === 'higher' ? find.upperQuarter : find.lowerQuarter);
  const short = goal === null ? [] : enough.filter(({ adjusted }) => isWorse(adjusted, goal, measure));
  const gaps = short.map(({ figure }) => gapOf(figure, goal ?? 0, measure));
  const reach = enough.filter(({ adjusted }) => goal !== null && !isWorse(adjusted, goal, measure));
  return {
    measure: measure.name,
    find,
    propose:
      goal === null
        ? null
        : {
            goal,
            gain: measure.scale === 'mean' ? null : gaps.reduce<number>((sum, gap) => sum + (gap ?? 0), 0),
            fallShort: short.length,
          },
    help: short
      .map(({ one, figure, adjusted }, i) => ({
        provider: one.provider,
        adjusted,
        goal: goal ?? 0,
        gap: gaps[i] ?? null,
        dearest: dearest(one),
        example: nearest(figure, reach),
      }))
      .toSorted(
        (a, b) =>
          (b.gap ?? Math.abs(b.adjusted - b.goal)) - (a.gap ?? Math.abs(a.adjusted - a.goal)) ||
          order(a.provider, b.provider),
      ),
    review: reviewOf(measure, all, providers, least),
  };
}

const order = (a: string | null, b: string | null) => ((a ?? '') < (b ?? '') ? -1 : 1);

const isWorse = (value: number, goal: number, { better }: Measure) =>
  better === 'higher' ? value < goal : value > goal;

function spreadOf(figures: readonly Figure[], { scale }: Measure): Spread {
  const values = figures.map(({ adjusted }) => adjusted ?? 0);
  const at = (share: number) => quantile(values, share) ?? 0;
  const [lowest, highest] = [at(0), at(1)];
  return {
    providers: values.length,
    lowest,
    lowerQuarter: at(0.25),
    median: at(0.5),
    upperQuarter: at(0.75),
    highest,
    factor: lowest > 0 ? highest / lowest : null,
    ...beyondChance(figures, scale),
    outside: {
      better: figures.filter(({ standing }) => standing === 'better').length,
      worse: figures.filter(({ standing }) => standing === 'worse').length,
    },
  };

  function beyondChance(some: readonly Figure[], of: Measure['scale']) {
    // A share of which less than one event is expected says nothing of chance.
    const compared = some.map(comparedOf).filter(({ expected }) => of !== 'share' || expected >= 1);
    return {
      overdispersion: overdispersion(compared) ?? null,
      systematic: of === 'mean' ? null : (systematicComponent(compared) ?? null),
    };
  }
}

function comparedOf({ known, observed, expected, z, variance }: Figure) {
  const [seen, awaited] = [(observed ?? 0) * known, (expected ?? 0) * known];
  return { observed: seen, expected: awaited, variance: variance ?? 0, z: z ?? undefined };
}

/**
 * What would change in this provider's own cases were it at the goal: |observed − goal ÷ mean × expected|; of a share most cases reach, of those who do not, as it
 * was adjusted.
 */
function gapOf({ observed, expected, known }: Figure, goal: number, { scale, mean }: Measure): number | null {
  if (scale === 'mean' || observed === null || expected === null || mean === null) return null;
  const turned = scale === 'share' && mean > 0.5;
  const side = (value: number) => (turned ? 1 - value : value);
  return side(mean) === 0
    ? null
    : Math.abs(side(observed) - (side(goal) / side(mean)) * side(expected)) * known;
}

function dearest({ parts }: ProviderReport): Help['dearest'] {
  const above = (Object.keys(COST_PARTS) as CostPart[]).flatMap((part) => {
    const { observed, expected } = parts[part];
    return observed === null || expected === null || observed <= expected
      ? []
      : [{ part, above: observed - expected }];
  });
  return above.toSorted((a, b) => b.above - a.above)[0] ?? null;
}

function nearest(figure: Figure, reach: readonly { one: ProviderReport; figure: Figure }[]): string | null {
  const away = ({ expected }: Figure) => Math.abs((expected ?? 0) - (figure.expected ?? 0));
  return (
    reach.toSorted((a, b) => away(a.figure) - away(b.figure) || order(a.one.provider, b.one.provider))[0]?.one
      .provider ?? null
  );
}

/** The last two years in which all together have enough cases. */
function reviewOf(
  measure: Measure,
  all: ProviderReport,
  providers: readonly ProviderReport[],
  least: number,
): Review | null {
  const known = (all.years[measure.name] ?? []).filter(({ figure }) => figure.known >= least);
  const [before, after] = known.slice(-2);
  if (!before || !after) return null;
  const of = (year: number) =>
    providers.flatMap((one) => {
      const figure = one.years[measure.name]?.find((each) => each.year === year)?.figure;
      return one.provider !== null && figure && !figure.small && figure.adjusted !== null
        ? [{ provider: one.provider, figure }]
        : [];
    });
  const [old, now] = [of(before.year), of(after.year)];
  const summary = (some: readonly { figure: Figure }[]) =>
    some.length < 2
      ? null
      : spreadOf(
          some.map(({ figure }) => figure),
          measure,
        );
  const changes = now.flatMap(({ provider, figure }) => {
    const then = old.find((one) => one.provider === provider)?.figure;
    if (!then) return [];
    const [a, b] = [then.adjusted ?? 0, figure.adjusted ?? 0];
    return [{ provider, before: a, after: b, change: b - a, interval: changeInterval(then, figure) }];
  });
  return {
    from: before.year,
    to: after.year,
    systematicBefore: summary(old)?.systematic ?? null,
    systematicAfter: summary(now)?.systematic ?? null,
    factorBefore: summary(old)?.factor ?? null,
    factorAfter: summary(now)?.factor ?? null,
    changes,
  };
}

/** Of a difference of two estimates from their own intervals (Newcombe, Stat Med 17 (1998) 873–890, method 10, which adds the squares of the distances). */
function changeInterval(before: Figure, after: Figure): Interval | null {
  const [a, b] = [before.adjustedInterval, after.adjustedInterval];
  if (!a || !b || before.adjusted === null || after.adjusted === null) return null;
  const change = after.adjusted - before.adjusted;
  return {
    low: change - Math.hypot(after.adjusted - b.low, a.high - before.adjusted),
    high: change + Math.hypot(b.high - after.adjusted, before.adjusted - a.low),
  };
}
