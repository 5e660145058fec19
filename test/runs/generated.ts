/** Runs of generated models (`test/properties`), settled into folders as users do, with the interpreter's figures beside them. */
import { join } from 'node:path';
import { settle } from '../../src/engine/index.ts';
import type { Position } from '../../src/engine/ledger/positions.ts';
import type { Run } from '../../src/engine/types.ts';
import { hasErrors } from '../../src/language/diagnostic.ts';
import { interpret, type Interpretation } from '../interpreter/interpret.ts';
import { check } from '../properties/engine.ts';
import { generate } from '../properties/generate.ts';
import { givenOf } from '../properties/given.ts';
import { modelSeed } from '../properties/random.ts';
import { folder } from '../support/small.ts';

interface Generated {
  seed: number;
  run: Run;
  figures: Interpretation;
  /** What stood posted when the run was settled. */
  ledger: readonly Position[];
}

/** OPENVBP_RUN_MODELS: how many; OPENVBP_RUN_SEED: which. */
export const MODELS = Number(process.env['OPENVBP_RUN_MODELS'] ?? 4);
const SEED = Number(process.env['OPENVBP_RUN_SEED'] ?? 7);

/** One after another; models or data that the checker refuses are passed over. */
export async function* generatedRuns(count = MODELS): AsyncIterable<Generated> {
  const at = folder();
  let made = 0;
  for (let n = 0; made < count; n += 1) {
    const seed = modelSeed(SEED, n);
    const from = generate(seed);
    const { agreement } = check(from, at);
    if (!agreement) continue;
    const { ledger } = from.data;
    const settled = await settle(agreement, {
      output: join(at, 'generated.run'),
      replace: true,
      threads: 1,
      ledger,
    });
    if (!settled.value || hasErrors(settled.diagnostics)) continue;
    made += 1;
    const figures = interpret(agreement.plan, givenOf(agreement.plan, from.data));
    yield { seed, run: settled.value, figures, ledger };
  }
}
