/** Episodes as of a day: what happened after it begins none, ends none and adds to none. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { isAfterAsOf, isCutBefore, leftAfterAsOf } from '../shared/as-of.ts';
import { MONEY } from '../shared/exact.ts';
import type { Rules } from './rules.ts';

/** The day of a row, by table; a row without one is not after anything. */
const DAYS: Readonly<Record<string, string>> = {
  medical_claim: 'coalesce(claim_line_start_date, claim_start_date, admission_date)',
  pharmacy_claim: 'dispensing_date',
  condition: 'onset_date',
  encounter: 'start_date',
  outcome_event: 'event_date',
};

/** The tables without what happened after the as-of date: what triggers, stays and deaths are looked for in. */
export function knownAsOf(context: MethodContext): MethodContext {
  return {
    ...context,
    table(name) {
      const day = DAYS[name];
      if (day === undefined) return context.table(name);
      return `(select * from ${context.table(name)} where not coalesce(${isAfterAsOf(context, day)}, false))`;
    },
  };
}

/** Lines after the as-of date, each once: those in the windows of episodes, and those of the period, which might have begun some. */
export async function linesTooLate(
  context: MethodContext,
  lines: string,
  rules: Rules,
): Promise<Diagnostic[]> {
  const inWindows = `select distinct tbl, _source, _file, _line, amount::${MONEY} as amount from ${lines} where reason = 'after-as-of'`;
  const ofPeriod = (name: 'medical_claim' | 'pharmacy_claim', tbl: string) => {
    const day = DAYS[name] as string;
    return `union select ${tbl}, _source, _file, _line, ${rules.amount}_amount::${MONEY} from ${context.table(name)}
      where ${isAfterAsOf(context, day)} and ${day} < date '${context.period.to}'`;
  };
  const parts = [inWindows];
  if (isCutBefore(context, context.period.to)) {
    parts.push(ofPeriod('medical_claim', '_table'));
    if (rules.pharmacy) parts.push(ofPeriod('pharmacy_claim', `'pharmacy_claim'`));
  }
  return leftAfterAsOf(
    context,
    `select count(*), coalesce(sum(amount), 0)::varchar from (${parts.join(' ')})`,
  );
}
