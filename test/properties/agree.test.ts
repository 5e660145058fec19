/** The comparison itself: it finds a wrong last digit, a wrong reason, a missing row. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Interpretation, interpret } from '../interpreter/interpret.ts';
import { compare } from './agree.ts';
import { check, runEngine } from './engine.ts';
import { generate } from './generate.ts';
import { givenOf } from './given.ts';
import { modelYaml } from './model.ts';
import { Random } from './random.ts';
import { shrink } from './shrink.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-agree-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const figures = (ours: Interpretation) =>
  Object.values(ours.rows).flatMap((rows) => rows.flatMap((r) => Object.values(r.terms)));
const isWhole = (f: { value: unknown }) => f.value !== null && /^\d+$/.test(String(f.value));

/** The first generated case that has all that is lied about below: a whole figure, an unknown one, two rows, a posting. */
function richCase() {
  for (let seed = 1; seed < 500; seed++) {
    const from = generate(seed);
    const { agreement } = check(from, folder);
    if (!agreement) continue;
    const honest = interpret(agreement.plan, givenOf(agreement.plan, from.data));
    const all = figures(honest);
    const rows = Object.values(honest.rows).some((r) => r.length > 1);
    if (all.some(isWhole) && all.some((f) => f.reason) && rows && honest.statement.length > 0)
      return { from, agreement, honest };
  }
  throw new Error('no generated case has a whole figure, an unknown one, two rows and a posting');
}

describe('a difference is found', async () => {
  const { from, agreement, honest } = richCase();
  const { plan } = agreement;
  const engine = await runEngine(agreement, from, {
    threads: 1,
    plain: true,
    release: false,
    reasons: true,
  });
  const found = (lie: (ours: Interpretation) => void) => {
    const ours = structuredClone(honest);
    lie(ours);
    return compare(plan.entities, engine, ours).map((d) => d.what.split(' ')[0]);
  };

  test('none where none is', () => {
    expect(found(() => {})).toEqual([]);
  });

  test('one in the last digit, zero for unknown, another reason', () => {
    expect(
      found((ours) => {
        const figure = figures(ours).find(isWhole)!;
        figure.value = (BigInt(figure.value as string) + 1n).toString();
      }),
    ).toEqual(['term']);
    expect(found((ours) => (figures(ours).find((f) => f.reason)!.value = '0'))).toEqual(['term']);
    expect(
      found((ours) => {
        const figure = figures(ours).find((f) => f.reason)!;
        figure.reason = { ...figure.reason!, key: 'another' };
      }),
    ).toEqual(['reason']);
  });

  test('a row too few, here and in the statement', () => {
    const [name] = Object.entries(honest.rows).find(([, rows]) => rows.length > 1)!;
    expect(found((ours) => ours.rows[name]!.pop())).toContain('rows');
    expect(found((ours) => ours.statement.pop())).toEqual(['statement']);
  });
});

test('a failing case is made small', async () => {
  const from = generate(20);
  const wanted = from.model.entities.flatMap((e) => e.terms).at(-1)!.name;
  const small = await shrink(from, async (c) => modelYaml(c.model).includes(`    ${wanted}: `), 20_000);
  expect(small.model.entities.flatMap((e) => e.terms.map((t) => t.name))).toEqual([wanted]);
  expect(small.model.payments).toEqual([]);
  expect(Object.values(small.data.rows).flat()).toEqual([]);
});

test('the same seed makes the same documents', () => {
  expect(generate(7)).toEqual(generate(7));
  expect(generate(7)).not.toEqual(generate(8));
  expect(new Random(1).shuffle([1, 2, 3, 4, 5])).toEqual(new Random(1).shuffle([1, 2, 3, 4, 5]));
});
