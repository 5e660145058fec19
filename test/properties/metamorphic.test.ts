/** What must not matter: the number of threads, the order of rows in the data, the order of terms and parameters in the document. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { settings } from './batch.ts';
import { type EngineOptions, type EngineRun, check, runEngine } from './engine.ts';
import { generate } from './generate.ts';
import type { Case } from './model.ts';
import { Random, modelSeed } from './random.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-metamorphic-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Of some forty terms each.
const MODELS = 12;
const { seed } = settings();
/** Other models than the agreement run has. */
const seeds = Array.from({ length: MODELS }, (_, n) => modelSeed(seed ^ 0x5bd1e995, n));

type How = Pick<EngineOptions, 'threads' | 'plain' | 'release'>;
const SMALL: How = { threads: 1, plain: true, release: false };

async function run(from: Case, options = SMALL): Promise<EngineRun | undefined> {
  const { agreement } = check(from, folder);
  return agreement && (await runEngine(agreement, from, { ...options, reasons: false }));
}

/** Before a change: the same for every one of them. */
const befores = new Map<number, Promise<EngineRun | undefined>>();

function before(seed: number): Promise<EngineRun | undefined> {
  const known = befores.get(seed) ?? run(generate(seed));
  befores.set(seed, known);
  return known;
}

async function unchanged(change: (copy: Case, random: Random) => void, options = SMALL): Promise<number> {
  let compared = 0;
  for (const each of seeds) {
    const expected = await before(each);
    if (!expected) continue;
    const copy = generate(each);
    change(copy, new Random(each));
    const after = await run(copy, options);
    // Terms stand in another order in the rows too; the figures are the same by name.
    expect(after && sorted(after), `model seed ${each}`).toEqual(sorted(expected));
    compared++;
  }
  return compared;
}

function sorted(from: EngineRun): unknown {
  return {
    rows: Object.entries(from.rows).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    statement: from.statement,
  };
}

describe('the same figures and the same statement', { timeout: 300_000 }, () => {
  test('on one thread and on two', async () => {
    expect(await unchanged(() => {}, { ...SMALL, threads: 2 })).toBeGreaterThan(MODELS * 0.9);
  });

  test('computed as small runs are, and as large ones are on two threads', async () => {
    const large = { threads: 2, plain: false, release: true };
    expect(await unchanged(() => {}, large)).toBeGreaterThan(MODELS * 0.9);
  });

  test('with the rows of the data in another order', async () => {
    const shuffle = (copy: Case, random: Random) => {
      for (const [entity, rows] of Object.entries(copy.data.rows))
        copy.data.rows[entity] = random.shuffle(rows);
      copy.data.ledger = random.shuffle(copy.data.ledger);
    };
    expect(await unchanged(shuffle)).toBeGreaterThan(MODELS * 0.9);
  });

  test('with terms, parameters and entities of the document in another order', async () => {
    const shuffle = ({ model }: Case, random: Random) => {
      model.entities = random.shuffle(model.entities);
      model.parameters = random.shuffle(model.parameters);
      for (const entity of model.entities) entity.terms = random.shuffle(entity.terms);
    };
    expect(await unchanged(shuffle)).toBeGreaterThan(MODELS * 0.9);
  });
});
