/**
 * MIPS: the scoring examples of the Quality Payment Program, each recomputed from its own JSON; and the points every official benchmark
 * gives at, between and beyond its cut points, computed apart.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { settled, valuesOf } from '../support/run-values.ts';
import { shared } from './reporter.ts';

const data = join(shared, 'data/mips');
const folder = mkdtempSync(join(tmpdir(), 'mips-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Json = Record<string, any>;
const read = (name: string): any => JSON.parse(readFileSync(join(data, name), 'utf8'));

type Row = (string | number | boolean)[];
const tables: Record<string, string[]> = {
  clinician: [
    'id',
    'small_practice',
    'special_status',
    'quality_waived',
    'cost_waived',
    'activities_waived',
    'interoperability_waived',
  ],
  measure: ['id', 'category', 'outcome', 'high_priority'],
  benchmark: ['measure', 'method', 'inverse', 'capped'],
  cut: ['measure', 'method', 'decile', 'start'],
  result: ['clinician', 'measure', 'method', 'rate', 'cases', 'completeness', 'end_to_end'],
  activity: ['clinician', 'activity', 'weight'],
  interoperability_rate: ['clinician', 'measure', 'numerator', 'denominator'],
  interoperability_attestation: ['clinician', 'measure', 'met'],
};

/** A contract whose entities are bound to CSV files made from JSON; what is not given has no rows. */
async function score(name: string, year: number, rows: Record<string, Row[]>) {
  const bound = Object.entries(tables).map(([entity, columns]) => {
    if (!rows[entity]) return `  ${entity}: { rows: [] }`;
    const file = `${name}-${entity}.csv`;
    writeFileSync(
      join(folder, file),
      [columns, ...rows[entity]].map((row) => row.join(',')).join('\n') + '\n',
    );
    return `  ${entity}: { table: ${file} }`;
  });
  const document = `contract: ${name}
model: us/mips
parties: { payer: cms }
period: { from: ${year}-01-01, to: ${year + 1}-01-01 }
bind:
${bound.join('\n')}
  charges: { rows: [] }
  published_scaling: { rows: [] }
`;
  writeFileSync(join(folder, `${name}.yaml`), document);
  return settled(join(folder, `${name}.yaml`), join(folder, `${name}.run`));
}

/** The nine cut points of a benchmark as the files of 2017 to 2022 write them: index i starts decile i + 2. A tenth only ends the last. */
const ofDeciles = (deciles: number[]): [decile: number, start: number][] =>
  deciles.slice(0, 9).map((start, i) => [i + 2, start]);

/** The later form: p10 starts decile 2 … p90 decile 10, of an inverse measure p90 decile 2 … p10 decile 10; below lies decile 1. */
const ofPercentiles = (
  percentiles: Record<string, number>,
  inverse: boolean,
): [decile: number, start: number][] => {
  const starts = ['1', '10', '20', '30', '40', '50', '60', '70', '80', '90'];
  if (inverse) starts.splice(0, 10, '99', '90', '80', '70', '60', '50', '40', '30', '20', '10');
  return starts.map((percentile, i) => [i + 1, percentiles[percentile]!]);
};

const me: Row = ['EXAMPLE', true, true, false, false, false, false];
const example = (category: string) => `scoring-example-output-${category}.json`;

describe.skipIf(!existsSync(join(data, example('quality'))))('the scoring examples of 2019', () => {
  test('quality: 14.9585 and 6 points of 60, from its own metadata', { timeout: 60_000 }, async () => {
    const total: Json = read(example('quality'));
    const set: Json = total['parts'][0].original.parts[0];
    const measures: Json[] = set['parts'];
    const rows: Record<string, Row[]> = { clinician: [me], measure: [], benchmark: [], cut: [], result: [] };
    for (const { name, metadata } of measures) {
      rows['measure']!.push([name, 'quality', false, metadata.highPriorityBonusEligible]);
      if (!metadata.noBenchmarks) {
        rows['benchmark']!.push([name, metadata.benchmarkType, false, metadata.toppedOut]);
        for (const [decile, start] of ofDeciles(metadata.deciles))
          rows['cut']!.push([name, metadata.benchmarkType, decile, start]);
      }
      rows['result']!.push([
        name,
        metadata.submissionMethod,
        metadata.performanceRate,
        metadata.eligiblePopulation,
        metadata.reportingRate / 100,
        false,
      ]);
    }
    rows['result'] = rows['result']!.map((row) => ['EXAMPLE', ...row]);
    const run = await score('quality', 2019, rows);
    try {
      const results = await valuesOf(run, 'result', ['points']);
      for (const { name, value, metadata } of measures)
        expect(results.get(`EXAMPLE,${name},${metadata.submissionMethod}`)).toEqual({
          points: String(value),
        });
      const clinician = await valuesOf(run, 'clinician', [
        'quality_achieved',
        'quality_bonus',
        'quality_points',
        'quality_possible',
        'quality_weight',
        'quality_contribution',
        'final_score',
      ]);
      const { metadata } = set as { metadata: Json };
      expect(clinician.get('EXAMPLE')).toEqual({
        quality_achieved: String(metadata['totalDecileScore']),
        quality_bonus: String(metadata['smallPracticeBonus']),
        quality_points: String(metadata['unroundedScoreValue']),
        quality_possible: String(metadata['denominator']),
        quality_weight: String(total['metadata'].maxContributionQuality / 100),
        quality_contribution: String(total['metadata'].qualityWeightedScore),
        final_score: String(total['value']),
      });
      expect([metadata['totalDecileScore'], total['value']]).toEqual([14.9585, 20.9585]);
    } finally {
      run.close();
    }
  });

  test('improvement activities: 40 of 40, 15 points', { timeout: 60_000 }, async () => {
    const total: Json = read(example('ia'));
    const set: Json = total['parts'][0].original.parts[0];
    const activities: Json[] = set['parts'];
    const run = await score('activities', 2019, {
      clinician: [me],
      activity: activities.map(({ name, metadata }) => ['EXAMPLE', name, metadata.weight]),
    });
    try {
      const points = await valuesOf(run, 'activity', ['points']);
      expect(Object.fromEntries(points)).toEqual(
        Object.fromEntries(
          activities.map(({ name, value }) => [`EXAMPLE,${name}`, { points: String(value) }]),
        ),
      );
      const clinician = await valuesOf(run, 'clinician', [
        'activities_points',
        'activities_contribution',
        'final_score',
      ]);
      expect(clinician.get('EXAMPLE')).toEqual({
        activities_points: String(set['value']),
        activities_contribution: String(total['parts'][0].value),
        final_score: String(total['value']),
      });
    } finally {
      run.close();
    }
  });

  test('promoting interoperability: 64 of 100, 16 points', { timeout: 60_000 }, async () => {
    const total: Json = read(example('aci'));
    const set: Json = total['parts'][0].original.parts[0];
    const measures: Json[] = set['parts'];
    // "((49/115)*10) = 4": numerator and denominator stand in the words only.
    const rates = measures.flatMap(({ name, value, metadata }) => {
      const [, numerator, denominator] = /\(\((\d+)\/(\d+)\)/.exec(metadata.formula ?? '') ?? [];
      return numerator ? [{ name, value, numerator, denominator: denominator! }] : [];
    });
    const attested = measures.filter(({ metadata }) => metadata.formula === undefined);
    const run = await score('interoperability', 2019, {
      clinician: [me],
      interoperability_rate: rates.map((r) => ['EXAMPLE', r.name, r.numerator, r.denominator]),
      interoperability_attestation: attested.map(({ name }) => ['EXAMPLE', name, true]),
    });
    try {
      expect(rates).toHaveLength(4);
      expect(Object.fromEntries(await valuesOf(run, 'interoperability_rate', ['points']))).toEqual(
        Object.fromEntries(rates.map(({ name, value }) => [`EXAMPLE,${name}`, { points: String(value) }])),
      );
      const points = await valuesOf(run, 'interoperability_attestation', ['points']);
      for (const { name, value } of attested)
        expect(points.get(`EXAMPLE,${name}`)).toEqual({ points: value === true ? '0' : String(value) });
      const clinician = await valuesOf(run, 'clinician', [
        'interoperability_points_earned',
        'interoperability_contribution',
        'final_score',
      ]);
      expect(clinician.get('EXAMPLE')).toEqual({
        interoperability_points_earned: String(set['value']),
        interoperability_contribution: String(total['parts'][0].value),
        final_score: String(total['value']),
      });
    } finally {
      run.close();
    }
  });
});

interface Benchmark {
  measureId: string;
  submissionMethod: string;
  deciles?: number[];
  percentiles?: Record<string, number>;
  isInverse?: boolean;
  isToppedOutByProgram?: boolean;
  metricType?: string;
}

/** In 2017 the file does not say which measures are inverse; their cut points fall. */
function shape(benchmark: Benchmark) {
  const { deciles, percentiles } = benchmark;
  const inverse = benchmark.isInverse ?? deciles![0]! > deciles![8]!;
  const cuts = deciles ? ofDeciles(deciles) : ofPercentiles(percentiles!, inverse);
  return { inverse, capped: benchmark.isToppedOutByProgram === true, cuts };
}

/** Points by hand, in ten-thousandths, the rate within its decile rounded half up on whole numbers. */
function byHand(
  rate: number,
  { inverse, capped, cuts }: ReturnType<typeof shape>,
  least: number,
  cap: number,
): number {
  const whole = (value: number) => Math.round(value * 1e6) * (inverse ? -1 : 1);
  const at = whole(rate);
  const reached = cuts.filter(([, start]) => whole(start) <= at);
  const ahead = cuts.filter(([, start]) => whole(start) > at);
  let points = 0;
  if (reached.length > 0) {
    points = Math.max(...reached.map(([decile]) => decile)) * 10_000;
    if (ahead.length > 0) {
      const from = Math.max(...reached.map(([, start]) => whole(start)));
      const to = Math.min(...ahead.map(([, start]) => whole(start)));
      points += Number((BigInt(at - from) * 20_000n + BigInt(to - from)) / (2n * BigInt(to - from)));
    }
  }
  return Math.min(Math.max(points, least * 10_000), (capped ? cap : 10) * 10_000);
}

describe.each([
  { year: 2017, least: 3, cap: 10, benchmarks: 572 },
  { year: 2023, least: 1, cap: 7, benchmarks: 385 },
  { year: 2024, least: 1, cap: 7, benchmarks: 358 },
  { year: 2025, least: 1, cap: 7, benchmarks: 380 },
  { year: 2026, least: 1, cap: 7, benchmarks: 293 },
])('the benchmarks of $year', ({ year, least, cap, benchmarks }) => {
  const file = `benchmarks_${year}.json`;
  test.skipIf(!existsSync(join(data, file)))(
    'give the points computed apart, at every cut point, half way between, and beyond',
    { timeout: 120_000 },
    async () => {
      const all: Benchmark[] = read(file);
      expect(all).toHaveLength(benchmarks);
      const rows: Record<string, Row[]> = { clinician: [], measure: [], benchmark: [], cut: [], result: [] };
      const measures = new Set<string>();
      const expected = new Map<string, number>();
      const clinicians = new Set<string>();
      for (const benchmark of all) {
        const { measureId, submissionMethod } = benchmark;
        const known = shape(benchmark);
        if (!measures.has(measureId)) {
          measures.add(measureId);
          const category = benchmark.metricType === 'costScore' ? 'cost' : 'quality';
          rows['measure']!.push([measureId, category, false, false]);
        }
        rows['benchmark']!.push([measureId, submissionMethod, known.inverse, known.capped]);
        for (const [decile, start] of known.cuts)
          rows['cut']!.push([measureId, submissionMethod, decile, start]);
        const starts = known.cuts.map(([, start]) => start);
        const halves = starts.slice(1).map((start, i) => (start + starts[i]!) / 2);
        const beyond = [Math.min(...starts) - 1, Math.max(...starts) + 1];
        // Six decimals hold every half of a published cut point.
        const rates = [...starts, ...halves, ...beyond].map((rate) => Number(rate.toFixed(6)));
        rates.forEach((rate, i) => {
          const clinician = `C${String(i).padStart(2, '0')}`;
          clinicians.add(clinician);
          rows['result']!.push([clinician, measureId, submissionMethod, rate, 1000, 1, false]);
          expected.set(`${clinician},${measureId},${submissionMethod}`, byHand(rate, known, least, cap));
        });
      }
      rows['clinician'] = [...clinicians].map((id) => [id, false, false, false, false, false, false]);
      const run = await score(`benchmarks-${year}`, year, rows);
      try {
        const ours = await valuesOf(run, 'result', ['points']);
        expect(ours.size).toBe(expected.size);
        const wrong = [...expected].filter(
          ([key, points]) => ours.get(key)?.['points'] !== String(points / 10_000),
        );
        expect(wrong.map(([key, points]) => [key, points / 10_000, ours.get(key)])).toEqual([]);
      } finally {
        run.close();
      }
    },
  );
});
