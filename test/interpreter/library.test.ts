/** The library's own tests, a second time: every term of every row, with its reason, as the interpreter computes it. */
import { describe, expect, test } from 'vitest';
import type { TestCase } from '../../src/language/agreement.ts';
import { compare } from '../properties/agree.ts';
import { runEngine } from '../properties/engine.ts';
import { givenOf } from '../properties/given.ts';
import type { Case, Data } from '../properties/model.ts';
import { fewCasesOf, fewLibraryTests } from '../runs/library.ts';
import { interpret } from './interpret.ts';

/** The facts of a test as cells: what is not given is not there. */
function dataOf({ agreement }: TestCase): Data {
  const rows = Object.entries(agreement.bindings).map(([entity, { sources }]) => [
    entity,
    sources.flatMap((source) =>
      source.kind === 'rows'
        ? source.rows.map(({ values }) =>
            Object.fromEntries(Object.entries(values).filter(([, cell]) => cell !== '')),
          )
        : [],
    ),
  ]);
  return { period: agreement.period, asOf: agreement.asOf, rows: Object.fromEntries(rows), ledger: [] };
}

describe('the library’s models', () => {
  test.each(fewLibraryTests(3))('$model: $name', { timeout: 300_000 }, async ({ file }) => {
    for (const one of fewCasesOf(file)) {
      const { agreement } = one;
      const data = dataOf(one);
      const parties = Object.fromEntries(agreement.parties.map(({ role, id }) => [role, id]));
      const ours = interpret(agreement.plan, { ...givenOf(agreement.plan, data), parties });
      const theirs = await runEngine(agreement, { data } as Case, {
        threads: 1,
        plain: true,
        release: false,
        reasons: true,
      });
      expect(compare(agreement.plan.entities, theirs, ours), one.name).toEqual([]);
    }
  });
});
