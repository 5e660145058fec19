/** The lung and ovarian cancer trials, beside what R's survival package computed of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Counts, CurvePoint, Transformation } from './kaplan-meier.ts';
import { kaplanMeier, quantileTime, restrictedMean, survivalAt } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/data/survival');

interface Table {
  records: number;
  events: number;
  median: number | null;
  '0.95LCL': number | null;
  '0.95UCL': number | null;
}
interface Curves {
  conf_type: Transformation;
  times: number | number[];
  n_risk: number | number[];
  surv: number | number[];
  std_err: number | number[];
  lower: (number | null) | (number | null)[];
  upper: (number | null) | (number | null)[];
  table: Table | Table[];
}
interface Test {
  rho: number;
  n: number[];
  obs: number[];
  exp: number[];
  chisq: number;
  df: number;
  p: number;
}
type Means = { rmean: number; se: number };
interface Expected {
  lung: Record<'km_all' | 'km_all_loglog' | 'km_all_plain' | 'km_sex', Curves> &
    Record<'rmst_365' | 'rmst_700', Means[]> &
    Record<'logrank_sex' | 'peto_sex' | 'logrank_sex_strata_inst', Test> & { rmst_all_700: Means };
  ovarian: { km_rx: Curves; logrank: Test };
}

const list = <T>(one: T | T[]): T[] => (Array.isArray(one) ? one : [one]);

/** As near as doubles written with fifteen digits can be. */
const near = (found: number | undefined, wanted: number | null) => {
  if (wanted === null) expect(found).toBeUndefined();
  else expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThan(1e-8);
};

describe.skipIf(!existsSync(folder))('R survival 3.5-3', () => {
  let warehouse: Warehouse;
  let expected: Expected;

  beforeAll(async () => {
    expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
    warehouse = await openDuckdb();
    const read = (name: string) => `read_csv(${quoteLiteral(join(folder, name))}, nullstr = ['', 'NA'])`;
    await warehouse.run(
      `create table lung as select *, status = 2 as event from ${read('lung.csv')};
       create table ovarian as select *, futime as time, fustat = 1 as event from ${read('ovarian.csv')}`,
    );
  });
  afterAll(() => warehouse.close());

  const counts = async (table: string, where = 'true'): Promise<Counts[]> => {
    const rows = await warehouse.rows(
      `select time, count(*) filter (where event) as events, count(*) filter (where not event) as censored
       from ${table} where ${where} group by time order by time`,
    );
    return rows.map((row) => ({
      time: Number(row['time']),
      events: Number(row['events']),
      censored: Number(row['censored']),
    }));
  };

  /** Curves as R's summary lists them: all times of the first group, then of the second. */
  const compare = (curves: CurvePoint[][], wanted: Curves) => {
    const times = list(wanted.times);
    const tables = list(wanted.table);
    for (const [i, time] of times.entries()) {
      const curve = curves[Math.floor((i * curves.length) / times.length)]!;
      const found = survivalAt(curve, time, wanted.conf_type);
      expect(found?.atRisk).toBe(list(wanted.n_risk)[i]);
      near(found?.survival, list(wanted.surv)[i]!);
      near(found?.standardError, list(wanted.std_err)[i]!);
      near(found?.lower, list(wanted.lower)[i]!);
      near(found?.upper, list(wanted.upper)[i]!);
    }
    for (const [i, { records, events, ...table }] of tables.entries()) {
      const curve = curves[i]!;
      expect(curve.reduce((n, point) => n + point.events, 0)).toBe(events);
      expect(curve[0]?.atRisk).toBe(records);
      const median = quantileTime(curve, 0.5, wanted.conf_type);
      expect([median.estimate ?? null, median.lower ?? null, median.upper ?? null]).toEqual([
        table.median,
        table['0.95LCL'],
        table['0.95UCL'],
      ]);
    }
  };

  test.each(['km_all', 'km_all_loglog', 'km_all_plain'] as const)('lung, %s', async (name) => {
    compare([kaplanMeier(await counts('lung'))], expected.lung[name]);
  });

  test('by sex and by treatment', async () => {
    const sexes = [
      kaplanMeier(await counts('lung', 'sex = 1')),
      kaplanMeier(await counts('lung', 'sex = 2')),
    ];
    compare(sexes, expected.lung.km_sex);
    const arms = [
      kaplanMeier(await counts('ovarian', 'rx = 1')),
      kaplanMeier(await counts('ovarian', 'rx = 2')),
    ];
    compare(arms, expected.ovarian.km_rx);
  });

  test('restricted means to 365 and 700 days', async () => {
    const all = kaplanMeier(await counts('lung'));
    const sexes = [
      kaplanMeier(await counts('lung', 'sex = 1')),
      kaplanMeier(await counts('lung', 'sex = 2')),
    ];
    const cases: [CurvePoint[], number, Means][] = [
      [all, 700, expected.lung.rmst_all_700],
      ...sexes.map((curve, i): [CurvePoint[], number, Means] => [curve, 365, expected.lung.rmst_365[i]!]),
      ...sexes.map((curve, i): [CurvePoint[], number, Means] => [curve, 700, expected.lung.rmst_700[i]!]),
    ];
    for (const [curve, until, wanted] of cases) {
      const found = restrictedMean(curve, until);
      near(found.mean, wanted.rmean);
      near(found.standardError, wanted.se);
    }
  });

  test('log-rank, weighted, and within institutions', async () => {
    const sexes = async (table: string, column: string, and = 'true') => [
      await counts(table, `${column} = 1 and ${and}`),
      await counts(table, `${column} = 2 and ${and}`),
    ];
    const institutions = await warehouse.values(
      'select distinct inst from lung where inst is not null order by 1',
    );
    const strata: Counts[][][] = [];
    for (const [inst] of institutions) strata.push(await sexes('lung', 'sex', `inst = ${Number(inst)}`));
    const { lung, ovarian } = expected;
    const cases: [Counts[][][], Test][] = [
      [[await sexes('lung', 'sex')], lung.logrank_sex],
      [[await sexes('lung', 'sex')], lung.peto_sex],
      [strata, lung.logrank_sex_strata_inst],
      [[await sexes('ovarian', 'rx')], ovarian.logrank],
    ];
    for (const [given, wanted] of cases) {
      const found = logRank(given, wanted.rho);
      expect(found.groups.map(({ people }) => people)).toEqual(wanted.n);
      for (const [g, group] of found.groups.entries()) {
        near(group.observed, wanted.obs[g]!);
        near(group.expected, wanted.exp[g]!);
      }
      near(found.chiSquare, wanted.chisq);
      expect(found.degrees).toBe(wanted.df);
      near(found.p, wanted.p);
    }
  });
});
