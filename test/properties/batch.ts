/** A share of a run of generated models: agreement of engine and interpreter, with what was seen and what broke. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AgreeOptions, type Outcome, agree, describe } from './agree.ts';
import { Coverage } from './coverage.ts';
import { generate } from './generate.ts';
import { type Case, contractYaml, modelYaml } from './model.ts';
import { modelSeed } from './random.ts';
import { shrink } from './shrink.ts';

const DEFAULT_SEED = 20_240_229;

/** A minute or two a half: a model costs from a sixth to a third of a second, most of it the database planning its queries. */
const DEFAULT_MODELS = 500;
const ALL_MODELS = 2000;

/** OPENVBP_PROPERTY_SEED: a number, or `random`. OPENVBP_PROPERTY_MODELS: how many; without it 500, or 2,000 with OPENVBP_ALL_CASES. */
export function settings(): { seed: number; models: number } {
  const {
    OPENVBP_PROPERTY_SEED: seed = String(DEFAULT_SEED),
    OPENVBP_ALL_CASES: all,
    OPENVBP_PROPERTY_MODELS: models = all === undefined ? DEFAULT_MODELS : ALL_MODELS,
  } = process.env;
  return {
    seed: seed === 'random' ? Math.floor(Math.random() * 2 ** 32) : Number(seed),
    models: Number(models),
  };
}

interface Report {
  models: number;
  rejected: string[];
  terms: number;
  values: number;
  unknown: number;
  coverage: Coverage;
  /** What broke, in words, at most `MOST_FAILURES`. */
  failures: string[];
}

/** Where fewer models are asked for, a feature that does not occur says nothing. */
const ENOUGH_FOR_EVERY_FEATURE = 300;

/** One share of the run as a test of its own, so that two workers share the time. */
export function testHalf(part: number): void {
  test(
    `engine and interpreter agree on generated models, half ${part + 1}`,
    { timeout: 900_000 },
    async () => {
      const { seed } = settings();
      const report = await runBatch(part, 2);
      console.log(summary(report, seed));
      expect(report.failures.join('\n\n')).toBe('');
      expect(report.models).toBeGreaterThan(0);
      expect(report.rejected.length).toBeLessThan(Math.max(1, report.models * 0.05));
      if (report.models >= ENOUGH_FOR_EVERY_FEATURE) expect(report.coverage.missing()).toEqual([]);
    },
  );
}

function summary(report: Report, seed: number): string {
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
  return [
    `Seed ${seed}: ${report.models} models, ${report.terms} terms, ${report.values} values compared, ${percent(report.unknown, report.values)} of them unknown;`,
    `${report.rejected.length} models rejected by the checker (${percent(report.rejected.length, report.models)}).`,
    ...report.rejected.slice(0, 5),
    report.coverage.toString(),
  ].join('\n');
}

/** The reason of every unknown value is compared in every so many models; those the statement shows in all. */
const REASONS_EVERY = 12;

const MOST_FAILURES = 3;
const SHRINK_MILLISECONDS = 30_000;

/** Every `of`-th model, from the `part`-th. */
async function runBatch(part: number, of: number): Promise<Report> {
  const { seed, models } = settings();
  const coverage = new Coverage();
  const report: Report = { models: 0, rejected: [], terms: 0, values: 0, unknown: 0, coverage, failures: [] };
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-properties-'));
  try {
    for (let n = part; n < models && report.failures.length < MOST_FAILURES; n += of) {
      const generated = generate(modelSeed(seed, n));
      // One in four the way small runs are computed. Reasons need the tables that large runs drop.
      const turn = Math.floor(n / of);
      const reasons = turn % REASONS_EVERY === 0;
      const options = { plain: turn % 4 === 1, release: !reasons, reasons };
      const outcome = await agree(generated, folder, { ...options, coverage });
      report.models++;
      if (outcome.kind === 'rejected') report.rejected.push(`model ${n}: ${outcome.why}`);
      if (outcome.kind === 'compared') {
        report.terms += outcome.terms;
        report.values += outcome.values;
        report.unknown += outcome.unknown;
      }
      if (signature(outcome))
        report.failures.push(
          await failure(generated, outcome, folder, options, `Model ${n} of run seed ${seed}`),
        );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return report;
}

/** What kind of failure it is, so that a smaller case fails in the same way; nothing if it is none. */
function signature(outcome: Outcome): string | undefined {
  if (outcome.kind === 'crashed') return `${outcome.who}: ${String(outcome.error).slice(0, 30)}`;
  if (outcome.kind === 'rejected') return undefined;
  return outcome.disagreements[0]?.what.split(' ')[0];
}

async function failure(
  from: Case,
  outcome: Outcome,
  folder: string,
  options: AgreeOptions,
  title: string,
): Promise<string> {
  const wanted = signature(outcome);
  const fails = async (smaller: Case) => {
    // Leaving something out can break what the generator holds to (a term of a reference that is gone): then it is not this failure.
    try {
      return signature(await agree(smaller, folder, options)) === wanted;
    } catch {
      return false;
    }
  };
  const small = await shrink(from, fails, SHRINK_MILLISECONDS);
  return [
    `${title} (model seed ${from.seed}), ${JSON.stringify(options)}:`,
    describe(await agree(small, folder, options)),
    modelYaml(small.model),
    contractYaml(small, './model.yaml'),
    small.data.ledger.length > 0 ? `ledger: ${JSON.stringify(small.data.ledger)}` : '',
  ].join('\n');
}
