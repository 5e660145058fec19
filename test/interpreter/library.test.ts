/** The library's own tests, a second time: every term of every row, with its reason, as the interpreter computes it. */
import { describe, expect, test } from 'vitest';
import { compare } from '../properties/agree.ts';
import { runEngine } from '../properties/engine.ts';
import { givenOf } from '../properties/given.ts';
import type { Case } from '../properties/model.ts';
import { fewCasesOf, fewLibraryTests } from '../runs/library.ts';
import { dataOf } from './data-of.ts';
import { interpret } from './interpret.ts';

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
