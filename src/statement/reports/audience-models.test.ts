/** Models of the library with each parameter a secret in turn: settled with another value of it, what an audience gets is the same. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../../../test/support/small.ts';
import { hiddenFrom } from '../../engine/audience/index.ts';
import { settle, statementRows } from '../../engine/index.ts';
import type { Run } from '../../engine/types.ts';
import type { Agreement } from '../../language/agreement.ts';
import { checkTests } from '../../language/index.ts';
import type { PlanParameter } from '../../language/plan.ts';
import { sharedStatement } from './audience.ts';

const models = resolve(import.meta.dirname, '../../../models');

/** Another value of a parameter, of whatever kind. */
function changed(parameter: PlanParameter): void {
  if (parameter.kind !== 'scalar') throw new Error(`${parameter.name} is a ${parameter.kind}`);
  for (const value of parameter.values) {
    if (typeof value.value === 'boolean') value.value = !value.value;
    else if (parameter.type.kind === 'duration') value.value = 'P1M';
    else if (parameter.type.kind === 'number') value.value = String(BigInt(String(value.value)) / 2n);
  }
}

async function settled(agreement: Agreement): Promise<Run> {
  const { value, diagnostics } = await settle(agreement, {
    output: join(folder(), 'run'),
    ledger: [],
    threads: 1,
  });
  if (!value) throw new Error(JSON.stringify(diagnostics[0]));
  return value;
}

async function shown(run: Run, secret: string): Promise<{ shared: string; whole: string }> {
  const title = { en: 'Others', zh: '其他人' };
  const rules = { audience: 'others', title, contract: run.manifest.contract, hides: [secret] };
  const { value } = await hiddenFrom(run, rules);
  const whole = [];
  for await (const row of statementRows(run)) whole.push(row);
  const shared = await sharedStatement(run, value!, statementRows(run));
  return { shared: JSON.stringify(shared), whole: JSON.stringify(whole) };
}

it.each(['drug/rebate-disputes'])(
  '%s',
  async (name) => {
    const tests = join(models, name, 'tests');
    const [agreement] = (checkTests(join(tests, readdirSync(tests).toSorted()[0]!)).value ?? []).map(
      (one) => one.agreement,
    );
    const run = await settled(agreement!);
    let differ = 0;
    for (const { name: secret } of agreement!.plan.parameters) {
      const other = structuredClone(agreement!);
      changed(other.plan.parameters.find((one) => one.name === secret)!);
      const otherRun = await settled(other);
      const [mine, theirs] = [await shown(run, secret), await shown(otherRun, secret)];
      otherRun.close();
      expect(theirs.shared, secret).toBe(mine.shared);
      if (theirs.whole !== mine.whole) differ += 1;
    }
    run.close();
    // Most secrets matter to what is paid: otherwise nothing would be shown by this.
    expect(differ).toBeGreaterThan(1);
  },
  120_000,
);
