/** The figures of the curves of groups: shares, median, restricted mean and the test. Apart from the method, since statistics take long to load. */
import type { Options } from '../options.ts';
import type { CompetingCounts } from './survival/competing.ts';
import { cumulativeIncidence } from './survival/competing.ts';
import type { Counts, CurvePoint, Transformation } from './survival/kaplan-meier.ts';
import { kaplanMeier, quantileTime, restrictedMean, survivalAt } from './survival/kaplan-meier.ts';
import { type LogRank, logRank } from './survival/log-rank.ts';

/** People of a group by day, altogether and by stratum. */
export interface Group {
  name: string;
  counts: (Counts & { competing: number })[];
  strata: Map<string, Counts[]>;
}

/** Columns of the method's result by name. */
export type Row = Record<string, string | number | undefined>;

/** Rows of all groups by milestone. `digits`: after the point of shares and test results; days get four. */
export function rowsOf(groups: readonly Group[], options: Options, digits: number): Row[] {
  const milestones = [...new Set(options.list('days').map(Number))];
  const tested = test(groups, options);
  return groups.flatMap((group) => rowsOfGroup(group, milestones, options, tested, digits));
}

/** Of all groups together, within strata. */
function test(groups: readonly Group[], options: Options): LogRank {
  const strata = [...new Set(groups.flatMap((group) => [...group.strata.keys()]))];
  return logRank(
    strata.map((stratum) => groups.map((group) => group.strata.get(stratum) ?? [])),
    Number(options.text('rho')),
  );
}

function rowsOfGroup(
  group: Group,
  milestones: readonly number[],
  options: Options,
  tested: LogRank,
  digits: number,
): Row[] {
  const kind = options.text('interval') as Transformation;
  const level = Number(options.text('level'));
  const curve = kaplanMeier(
    group.counts.map(({ time, events, competing, censored }) => ({
      time,
      events,
      censored: censored + competing,
    })),
  );
  const competing: CompetingCounts[] = group.counts.map(({ time, events, competing: other, censored }) => ({
    time,
    events: [events, other],
    censored,
  }));
  const incidence = cumulativeIncidence(competing);
  const median = quantileTime(curve, 0.5, kind, level);
  const mean = options.has('mean_days') ? meanOf(curve, options.integer('mean_days')) : undefined;
  const total = (of: (counts: Group['counts'][number]) => number) =>
    group.counts.reduce((sum, counts) => sum + of(counts), 0);
  const shared: Row = {
    group: group.name,
    people: total(({ events, competing: other, censored }) => events + other + censored),
    events: total(({ events }) => events),
    competing: total((counts) => counts.competing),
    median: median.estimate?.toFixed(4),
    median_low: median.lower?.toFixed(4),
    median_high: median.upper?.toFixed(4),
    mean: mean?.mean.toFixed(digits),
    mean_error: mean?.standardError.toFixed(digits),
    chi_square: tested.p === undefined ? undefined : tested.chiSquare.toFixed(digits),
    degrees: tested.degrees,
    p: tested.p?.toFixed(digits),
  };
  const last = group.counts.at(-1);
  // Nobody is left to have any of the events: the share who had each does not change any more, whatever the curve of one of them would do.
  const settled = last?.censored === 0;
  return (milestones.length > 0 ? milestones : [0]).map((day) => {
    const found = day > 0 ? survivalAt(curve, day, kind, level) : undefined;
    const known = found !== undefined || (settled && day > 0);
    const had = known ? incidence.findLast(({ time }) => time <= day) : undefined;
    return {
      ...shared,
      day,
      at_risk: found?.atRisk,
      free: found?.survival.toFixed(digits),
      free_error: found?.standardError.toFixed(digits),
      free_low: found?.lower?.toFixed(digits),
      free_high: found?.upper?.toFixed(digits),
      incidence: known ? (had?.incidence[0] ?? 0).toFixed(digits) : undefined,
      incidence_error: known ? Math.sqrt(had?.variance[0] ?? 0).toFixed(digits) : undefined,
    };
  });
}

/** Unknown beyond the last day anybody was followed, as the shares are: R takes the curve to stay where it is, which nobody has seen. */
function meanOf(curve: readonly CurvePoint[], until: number): ReturnType<typeof restrictedMean> | undefined {
  const last = curve.at(-1);
  return last && (until <= last.time || last.survival === 0) ? restrictedMean(curve, until) : undefined;
}
