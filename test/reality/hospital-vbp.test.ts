/**
 * Hospital Value-Based Purchasing, fiscal year 2024: every score CMS published of its 2,474 hospitals, computed again from the
 * original files through `examples/hospital-vbp/fy2024.yaml`. The published points are only compared, never read by the contract
 * (but for the combined surgical site infection score, which rests on figures CMS does not publish).
 */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../src/engine/types.ts';
import { settled, valuesOf, type Values } from '../support/run-values.ts';
import { shared } from './reporter.ts';

const data = join(shared, 'data/hvbp-fy2024');
const example = resolve(import.meta.dirname, '../../examples/hospital-vbp/fy2024.yaml');

type Row = Record<string, string>;

/** The rows of one of CMS's files by CCN; read apart from the product's own reader. */
function published(name: string): Map<string, Row> {
  const lines = readFileSync(join(data, name), 'utf8').trimEnd().split(/\r?\n/).map(cells);
  const header = lines[0]!;
  return new Map(
    lines.slice(1).map((line) => {
      const row = Object.fromEntries(header.map((head, i) => [head, line[i]!]));
      return [row['Facility ID']!, row];
    }),
  );
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

/** "3 out of 10" → "3"; "Not Available" → null. */
const score = (cell: string): string | null => (cell === 'Not Available' ? null : cell.split(' out of ')[0]!);

/** A decimal as an integer at fifteen digits; per cent as a share. */
function scaled(cell: string): bigint {
  const percent = cell.endsWith('%');
  const [whole, fraction = ''] = cell.replace('%', '').split('.');
  return BigInt(`${whole}${fraction.padEnd(percent ? 13 : 15, '0')}`);
}

/** Published scores have twelve decimals, rounded: ours must lie within half of the last one, and the rounding of a quotient. */
function agrees(ours: string | null, theirs: string | null): boolean {
  if (ours === null || theirs === null) return ours === theirs;
  const difference = scaled(ours) - scaled(theirs);
  return (difference < 0n ? -difference : difference) <= 501n;
}

const files = {
  clinical: 'hvbp_clinical_outcomes.csv',
  person: 'hvbp_person_and_community_engagement.csv',
  safety: 'hvbp_safety.csv',
  efficiency: 'hvbp_efficiency_and_cost_reduction.csv',
};
const domains = {
  clinical: [
    'Unweighted Normalized Clinical Outcomes Domain Score',
    'Weighted Normalized Clinical Outcomes Domain Score',
  ],
  person: [
    'Unweighted Person And Community Engagement Domain Score',
    'Weighted Person And Community Engagement Domain Score',
  ],
  safety: ['Unweighted Normalized Safety Domain Score', 'Weighted Safety Domain Score'],
  efficiency: [
    'Unweighted Normalized Efficiency And Cost Reduction Domain Score',
    'Weighted Efficiency And Cost Reduction Domain Score',
  ],
} as const;

describe.skipIf(!existsSync(data))('Hospital VBP, fiscal year 2024', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hvbp-'));
  let run: Run;
  let totals: Map<string, Row>;

  beforeAll(async () => {
    for (const file of readdirSync(data)) symlinkSync(join(data, file), join(folder, file));
    copyFileSync(example, join(folder, 'fy2024.yaml'));
    run = await settled(join(folder, 'fy2024.yaml'), join(folder, 'fy2024.run'));
    totals = published('hvbp_tps.csv');
  }, 300_000);
  afterAll(() => {
    run?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('every measure: standards, achievement, improvement and measure score', async () => {
    const ours = await valuesOf(run, 'result', [
      'threshold',
      'benchmark',
      'achievement',
      'improvement',
      'points',
    ]);
    const wrong: unknown[] = [];
    let compared = 0;
    for (const [domain, file] of Object.entries(files)) {
      const rows = published(file);
      expect(rows.size).toBe(2474);
      const measures = Object.keys(rows.values().next().value!)
        .filter((head) => head.endsWith(' Performance Rate'))
        .map((head) => head.slice(0, -' Performance Rate'.length));
      for (const [hospital, row] of rows)
        for (const measure of measures) {
          const mine = ours.get(`${hospital},${measure}`);
          const theirs: Values = {
            achievement: score(row[`${measure} Achievement Points`]!),
            improvement: score(row[`${measure} Improvement Points`]!),
            points: score(row[`${measure} ${domain === 'person' ? 'Dimension' : 'Measure'} Score`]!),
          };
          compared += 3;
          if (!mine) {
            // No row: CMS printed no rate, and so no points.
            if (Object.values(theirs).some((value) => value !== null))
              wrong.push([hospital, measure, theirs]);
            continue;
          }
          const standards =
            scaled(mine['threshold']!) === scaled(row[`${measure} Achievement Threshold`]!) &&
            scaled(mine['benchmark']!) === scaled(row[`${measure} Benchmark`]!);
          const points = Object.entries(theirs).every(([name, value]) => mine[name] === value);
          if (!standards || !points) wrong.push([hospital, measure, theirs, mine]);
        }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBe(2474 * 21 * 3);
  });

  test('the base and consistency scores of the survey', async () => {
    const ours = await valuesOf(run, 'domain', ['available', 'base', 'consistency']);
    const wrong = [...published(files.person)].filter(([hospital, row]) => {
      const mine = ours.get(`${hospital},person`)!;
      const theirs = [score(row['Hcahps Base Score']!), score(row['Hcahps Consistency Score']!)];
      if (mine['available'] === 'false') return theirs.some((value) => value !== null);
      return mine['base'] !== theirs[0] || mine['consistency'] !== theirs[1];
    });
    expect(wrong).toEqual([]);
  });

  test('every domain score, unweighted and weighted, and every total performance score', async () => {
    const ours = await valuesOf(run, 'domain', ['available', 'score', 'weighted']);
    const hospitals = await valuesOf(run, 'hospital', ['eligible', 'total_performance_score']);
    expect(hospitals.size).toBe(2474);
    const wrong: unknown[] = [];
    for (const [hospital, row] of totals) {
      for (const [domain, [unweighted, weighted]] of Object.entries(domains)) {
        const mine = ours.get(`${hospital},${domain}`)!;
        const available = mine['available'] === 'true';
        if (
          !agrees(available ? mine['score']! : null, score(row[unweighted]!)) ||
          !agrees(available ? mine['weighted']! : null, score(row[weighted]!))
        )
          wrong.push([hospital, domain, mine, row[unweighted], row[weighted]]);
      }
      const mine = hospitals.get(hospital)!;
      const total = mine['eligible'] === 'true' ? mine['total_performance_score']! : null;
      if (!agrees(total, score(row['Total Performance Score']!)))
        wrong.push([hospital, mine, row['Total Performance Score']]);
    }
    expect(wrong).toEqual([]);
  });

  // The reason the combined surgical site infection score is a fact: no rule over the two measure scores gives it.
  test('the combined infection score lies between those of its two measures, but is not their mean', () => {
    let both = 0;
    let mean = 0;
    for (const row of published(files.safety).values()) {
      const combined = score(row['Combined SSI Measure Score']!);
      const parts = ['HAI-3', 'HAI-4'].map((measure) => score(row[`${measure} Measure Score`]!));
      const known = parts.filter((part) => part !== null).map(Number);
      expect(combined === null).toBe(known.length === 0);
      if (combined === null) continue;
      expect(Number(combined)).toBeGreaterThanOrEqual(Math.min(...known));
      expect(Number(combined)).toBeLessThanOrEqual(Math.max(...known));
      if (known.length < 2) expect(Number(combined)).toBe(known[0]);
      else {
        both += 1;
        if (Math.round((known[0]! + known[1]!) / 2) === Number(combined)) mean += 1;
      }
    }
    expect([both, mean]).toEqual([597, 265]);
  });

  test('payments wait for base operating payments, and say so', async () => {
    const { statementRows } = await import('../../src/engine/statement-rows.ts');
    let rows = 0;
    for await (const row of statementRows(run)) {
      rows += 1;
      expect(row).toMatchObject({
        status: 'undetermined',
        reason: { kind: 'no match', name: 'operating_payment' },
      });
    }
    expect(rows).toBe(2474);
  });
});
