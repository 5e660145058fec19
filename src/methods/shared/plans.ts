/** Plans an option names and no coverage has: written differently they would leave everybody out in silence. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** As many are listed; more are dots. */
const LISTED = 20;

/** A warning for each plan of the option `plans` that no row of the eligibility has, with the plans there are. */
export async function unknownPlans(context: MethodContext): Promise<Diagnostic[]> {
  const options = new Options(context.options);
  if (!options.has('plans')) return [];
  const rows = await context.warehouse.values(
    `select distinct plan from ${context.table('eligibility')} order by plan nulls last`,
  );
  if (rows.length === 0) return [];
  const found = rows.flatMap(([plan]) => (plan === null ? [] : [String(plan)]));
  const listed = found.slice(0, LISTED).join(', ') + (found.length > LISTED ? ', …' : '');
  return [...new Set(options.list('plans'))]
    .filter((plan) => !found.includes(plan))
    .map((plan) =>
      found.length > 0
        ? report('plan-unknown', { plan, found: listed }, context.at)
        : report('plan-none', { plan }, context.at),
    );
}
