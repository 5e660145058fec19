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

describe('a difference is found', async () => {
  const from = generate(20);
  const { agreement } = check(from, folder);
  const { plan } = agreement!;
  const engine = await runEngine(agreement!, from, {
    threads: 1,
    plain: true,
    release: false,
    reasons: true,
  });
  const honest = interpret(plan, givenOf(plan, from.data));
  const found = (lie: (ours: Interpretation) => void) => {
    const ours = structuredClone(honest);
    lie(ours);
    return compare(plan.entities, engine, ours).map((d) => d.what.split(' ')[0]);
  };
  const figures = (ours: Interpretation) =>
    Object.values(ours.rows).flatMap((rows) => rows.flatMap((r) => Object.values(r.terms)));

  test('none where none is', () => {
    expect(found(() => {})).toEqual([]);
    expect(figures(honest).some((f) => f.value !== null && /^\d+$/.test(String(f.value)))).toBe(true);
    expect(figures(honest).some((f) => f.reason)).toBe(true);
    expect(honest.statement.length).toBeGreaterThan(0);
  });

  test('one in the last digit, zero for unknown, another reason', () => {
    expect(
      found((ours) => {
        const figure = figures(ours).find((f) => /^\d+$/.test(String(f.value)))!;
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
    expect(found((ours) => ours.rows[name]!.pop())).toEqual(['rows']);
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
