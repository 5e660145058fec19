/** Worked by hand: the leukaemia trial of E. J. Freireich and others, Blood 21 (1963), weeks in remission under 6-mercaptopurine and placebo. */
import { describe, expect, it } from 'vitest';
import { cumulativeIncidence } from './competing.ts';
import type { Counts } from './kaplan-meier.ts';
import { interval, kaplanMeier, quantileTime, restrictedMean, survivalAt } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';

/** Weeks of relapse, and (with `+`) of those last seen in remission. */
function weeks(text: string): Counts[] {
  const counts = new Map<number, Counts>();
  for (const item of text.split(' ')) {
    const time = Number(item.replace('+', ''));
    const one = counts.get(time) ?? { time, events: 0, censored: 0 };
    if (item.endsWith('+')) one.censored += 1;
    else one.events += 1;
    counts.set(time, one);
  }
  return [...counts.values()].sort((a, b) => a.time - b.time);
}

const drug = weeks('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const placebo = weeks('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

describe('6-mercaptopurine', () => {
  const curve = kaplanMeier(drug);

  it.each([
    [5, 21, 1],
    [6, 21, 18 / 21],
    [7, 17, (18 / 21) * (16 / 17)],
    [10, 15, (18 / 21) * (16 / 17) * (14 / 15)],
    [13, 12, 0.690196],
    [16, 11, 0.627451],
    [22, 7, 0.537815],
    [23, 6, 0.448179],
    [34, 2, 0.448179],
  ])('week %i: %i at risk, share %f in remission', (week, atRisk, share) => {
    const found = survivalAt(curve, week);
    expect(found?.atRisk).toBe(atRisk);
    expect(found?.survival).toBeCloseTo(share, 6);
  });

  it('of week 10 has Greenwood’s standard error', () => {
    const greenwood = 3 / (21 * 18) + 1 / (17 * 16) + 1 / (15 * 14);
    expect(survivalAt(curve, 10)?.standardError).toBeCloseTo(0.7529 * Math.sqrt(greenwood), 4);
  });

  it('keeps more than half in remission until week 23, for how long at most is not known', () => {
    expect(quantileTime(curve)).toEqual({ estimate: 23, lower: 16, upper: undefined });
    expect(quantileTime(kaplanMeier(placebo)).estimate).toBe(8);
  });

  it('knows nothing of a week nobody was followed to', () => {
    expect(survivalAt(curve, 36)).toBeUndefined();
    expect(survivalAt(kaplanMeier(placebo), 36)?.survival).toBe(0);
    expect(survivalAt([], 1)).toBeUndefined();
  });

  it('differs from placebo: observed 9 against 19.25 expected, χ² 16.79', () => {
    const { groups, chiSquare, degrees, p } = logRank([[drug, placebo]]);
    expect(groups.map(({ observed }) => observed)).toEqual([9, 21]);
    expect(groups[0]?.expected).toBeCloseTo(19.25, 2);
    expect(groups[1]?.expected).toBeCloseTo(10.75, 2);
    expect(chiSquare).toBeCloseTo(16.79, 2);
    expect(degrees).toBe(1);
    expect(p).toBeLessThan(0.0001);
  });
});

describe('the ends of curves', () => {
  it('half gone exactly: the middle of the while the curve stands there', () => {
    expect(quantileTime(kaplanMeier(weeks('1 2 3 4'))).estimate).toBe(2.5);
  });

  it('mean within a time: the area below the curve', () => {
    // 1 for two weeks, ½ for two more.
    expect(restrictedMean(kaplanMeier(weeks('2 9+')), 4).mean).toBe(3);
    expect(restrictedMean(kaplanMeier(weeks('9+')), 4)).toEqual({ mean: 4, standardError: 0 });
  });

  it('intervals stay within 0 and 1, and are unknown where the transformation is', () => {
    expect(interval(0.99, 1, 'plain', 0.95)).toEqual({ lower: 0, upper: 1 });
    expect(interval(0.99, 1, 'log', 0.95).upper).toBe(1);
    expect(interval(1, 0, 'log-log', 0.95)).toEqual({ lower: undefined, upper: undefined });
    expect(interval(0, Infinity, 'log', 0.95)).toEqual({ lower: undefined, upper: undefined });
    expect(interval(0, Infinity, 'plain', 0.95)).toEqual({ lower: 0, upper: 0 });
  });

  it('one group, or one without anybody, is compared with nothing', () => {
    expect(logRank([[drug]])).toMatchObject({ degrees: 0, p: undefined });
    expect(logRank([[drug, []]])).toMatchObject({ degrees: 0, p: undefined });
  });

  it('groups who all have the event on one day are not told apart', () => {
    expect(logRank([[weeks('5'), weeks('5 5')]])).toMatchObject({ chiSquare: 0, degrees: 0, p: undefined });
    // Beside a day on which one of three differs from the others: it alone is compared, with one degree of freedom.
    const two = logRank([
      [weeks('5'), weeks('5'), []],
      [[], weeks('1 2'), weeks('1+ 3')],
    ]);
    expect(two).toMatchObject({ degrees: 1 });
  });
});

describe('competing events', () => {
  it('with nobody lost, is the share who had each', () => {
    const points = cumulativeIncidence([
      { time: 1, events: [1, 0], censored: 0 },
      { time: 2, events: [0, 2], censored: 0 },
      { time: 3, events: [1, 0], censored: 0 },
    ]);
    expect(points.map(({ incidence }) => incidence)).toEqual([
      [0.25, 0],
      [0.25, 0.5],
      [0.5, 0.5],
    ]);
  });

  it('without another event is one minus the curve, with its variance', () => {
    const curve = kaplanMeier(drug);
    const points = cumulativeIncidence(
      drug.map(({ time, events, censored }) => ({ time, events: [events], censored })),
    );
    for (const [i, { survival, variance }] of curve.entries()) {
      expect(points[i]?.incidence[0]).toBeCloseTo(1 - survival, 12);
      expect(points[i]?.variance[0]).toBeCloseTo(survival * survival * variance, 12);
    }
  });

  it('counts fewer than one minus the curve, which takes the dead for still to relapse', () => {
    const counts = [
      { time: 1, events: [0, 2], censored: 0 },
      { time: 2, events: [1, 0], censored: 1 },
    ];
    const naive = kaplanMeier(
      counts.map(({ time, events, censored }) => ({
        time,
        events: events[0]!,
        censored: censored + events[1]!,
      })),
    );
    expect(cumulativeIncidence(counts)[1]?.incidence[0]).toBe(0.25);
    expect(1 - naive[1]!.survival).toBe(0.5);
  });
});
