/** Every figure of every row can be explained, and the explanation says what the run and the interpreter say. */
import { describe, expect, test } from 'vitest';
import { openExplainer } from '../../src/engine/explain/index.ts';
import { constantOfCell, Rows, shown } from '../../src/engine/explain/rows.ts';
import { Tree } from '../../src/engine/explain/tree.ts';
import { problemWith } from '../../src/engine/model-tests/compare.ts';
import { reopen } from '../../src/engine/reopen.ts';
import type { Explanation, Reason } from '../../src/engine/types.ts';
import { generatedRuns, MODELS } from './generated.ts';
import { fewCasesOf, fewLibraryTests, runOf } from './library.ts';

const ordered = (reason: Reason | undefined | null) =>
  reason ? [reason.kind, reason.entity, reason.key, reason.name] : null;

test(
  'every term of generated models is explained by its value and the interpreter’s reason',
  { timeout: 600_000 },
  async () => {
    const wrong: string[] = [];
    let explained = 0;
    let unknown = 0;
    for await (const { seed, run, figures } of generatedRuns()) {
      const work = await reopen(run, { plain: true });
      const rows = new Rows(work);
      try {
        for (const entity of run.plan.entities) {
          for (const [i, row] of (figures.rows[entity.name] ?? []).entries()) {
            const key = await rows.key(entity.name, i + 1);
            for (const term of entity.terms) {
              const what = `${seed} ${entity.name} ${key} ${term.name}`;
              const figure = row.terms[term.name];
              explained += 1;
              let tree: Explanation;
              try {
                tree = await new Tree(run, rows).column(entity.name, i + 1, term.name, 2);
              } catch (error) {
                wrong.push(`${what}: ${String(error)}`);
                continue;
              }
              const stored = await rows.stored(entity.name, i + 1, term.name);
              if (tree.value !== shown(constantOfCell(stored, term.type), term.type))
                wrong.push(`${what}: ${String(tree.value)}`);
              if (tree.value !== null) continue;
              unknown += 1;
              const [ours, theirs] = [ordered(tree.reason), ordered(figure?.reason)];
              if (JSON.stringify(ours) !== JSON.stringify(theirs))
                wrong.push(`${what} = ${term.formula}: ${String(ours)} but ${String(theirs)}`);
            }
          }
        }
      } finally {
        work.warehouse.close();
      }
    }
    console.log(`${MODELS} models: ${explained} figures explained, ${unknown} of them unknown`);
    expect(wrong.slice(0, 10)).toEqual([]);
  },
);

describe('the library’s models', () => {
  test.each(fewLibraryTests(3))(
    '$model: every expected figure of $name is explained',
    { timeout: 300_000 },
    async ({ file }) => {
      for (const one of fewCasesOf(file)) {
        const run = await runOf(one);
        const explainer = await openExplainer(run);
        for (const expected of one.expect) {
          const { of, key } = expected;
          const payment =
            of.kind === 'payment' ? run.plan.payments.find(({ id }) => id === of.payment) : undefined;
          const entity = of.kind === 'term' ? of.entity : (payment?.for ?? '');
          const term = of.kind === 'term' ? of.term : (payment?.terms.amount ?? '');
          const { value, diagnostics } = await explainer.explain({ entity, key, term, depth: 64 });
          const what = `${one.name}: ${entity} ${key} ${term}`;
          expect(diagnostics, what).toEqual([]);
          // Nothing is left unsaid: all that is cut stands elsewhere in the tree.
          expect(cuts(value!), what).toEqual([]);
          if (of.kind !== 'term') continue;
          const { type, reason } = value!;
          const figure = { kind: type.kind, value: value!.value, ...(reason && { reason }) };
          expect(problemWith(expected, figure), `${what} ${JSON.stringify(figure.value)}`).toBeUndefined();
        }
        explainer.close();
      }
    },
  );
});

function cuts(figure: Explanation): string[] {
  const own = figure.cut && !figure.again ? [figure.name] : [];
  return [...own, ...figure.children.flatMap(cuts)];
}
