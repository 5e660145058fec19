/** A scenario is what settling again with the changed parameter would say, to the cent and to the row. */
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/engine/ledger/positions.ts';
import type { Run } from '../../src/engine/types.ts';
import { whatIf } from '../../src/engine/what-if/index.ts';
import { generatedRuns, MODELS } from './generated.ts';
import { fewCasesOf, fewLibraryTests, runOf } from './library.ts';
import { scenariosOf } from './scenarios.ts';
import { said, settledAgain } from './what-if.ts';

/** How many scenarios were asked; those that were answered wrongly, in words. */
async function ask(run: Run, ledger: readonly Position[], what: string, wrong: string[]): Promise<number> {
  let asked = 0;
  for (const set of scenariosOf(run.plan)) {
    const again = await settledAgain(run, set, ledger);
    const { value, diagnostics } = await whatIf(run, [set]);
    const name = `${what} ${JSON.stringify(set)}`;
    asked += 1;
    if (!again) {
      // Where settling is refused (a reference that leads nowhere), so is the scenario.
      if (value) wrong.push(`${name}: answered, though it cannot be settled`);
      continue;
    }
    if (!value) wrong.push(`${name}: ${diagnostics.map(({ message }) => message.en).join('; ')}`);
    else if (JSON.stringify(said(value[0]!)) !== JSON.stringify(again))
      wrong.push(
        `${name}:\n${JSON.stringify(said(value[0]!), null, 1)}\nbut\n${JSON.stringify(again, null, 1)}`,
      );
  }
  return asked;
}

test('of generated models equals settling again', { timeout: 600_000 }, async () => {
  const wrong: string[] = [];
  let asked = 0;
  for await (const { seed, run, ledger } of generatedRuns())
    asked += await ask(run, ledger, `model ${seed}`, wrong);
  console.log(`${MODELS} models: ${asked} scenarios`);
  expect(wrong.slice(0, 3).join('\n\n')).toBe('');
});

describe('of the library equals settling again', () => {
  test.each(fewLibraryTests(5))('$model, $name', { timeout: 600_000 }, async ({ file }) => {
    const wrong: string[] = [];
    for (const one of fewCasesOf(file)) await ask(await runOf(one), [], one.name, wrong);
    expect(wrong.slice(0, 3).join('\n\n')).toBe('');
  });
});
