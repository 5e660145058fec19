/** What a scenario must say: what settling again with the changed plan says, beside the run as it was. */
import { join } from 'node:path';
import { compare } from '../../src/engine/compare/index.ts';
import { settle } from '../../src/engine/index.ts';
import type { Position } from '../../src/engine/ledger/positions.ts';
import type { Difference, Run, Scenario, StatementRow } from '../../src/engine/types.ts';
import { withParameters } from '../../src/engine/what-if/parameters.ts';
import { hasErrors } from '../../src/language/diagnostic.ts';
import { folder, statementOf } from '../support/small.ts';

type Said = Pick<Scenario, 'totals' | 'payments' | 'paymentsChanged'>;

/** Settles the same agreement from its data with other parameters; undefined where the data does not fit them. */
export async function settledAgain(
  run: Run,
  set: Record<string, string>,
  ledger: readonly Position[],
): Promise<Said | undefined> {
  const changed = withParameters(run.plan, set);
  if (!changed.value) throw new Error(changed.diagnostics.map(({ message }) => message.en).join('\n'));
  const agreement = { ...run.agreement, plan: changed.value.plan };
  const settled = await settle(agreement, { output: join(folder(), 'again.run'), threads: 1, ledger });
  if (!settled.value || hasErrors(settled.diagnostics)) return undefined;
  const again = settled.value;
  const { value } = await compare(run, again);
  const statement = await statementOf(again);
  return {
    totals: value!.totals.map(({ payment, after, difference }) => {
      const rows = statement.filter((row) => row.payment === payment);
      const count = (status: StatementRow['status']) => rows.filter((row) => row.status === status).length;
      return {
        payment,
        amount: after,
        difference,
        final: count('final'),
        pending: count('pending'),
        undetermined: count('undetermined'),
      };
    }),
    payments: ordered(value!.payments),
    paymentsChanged: value!.payments.length,
  };
}

/** What a scenario says, its payments in an order of their own. */
export function said({ totals, payments, paymentsChanged }: Scenario): Said {
  return { totals, payments: ordered(payments), paymentsChanged };
}

function ordered(payments: readonly Difference[]): Difference[] {
  const name = ({ payment, key, before, after }: Difference) =>
    JSON.stringify([payment, key, (after ?? before)?.from, (after ?? before)?.to]);
  return [...payments].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}
