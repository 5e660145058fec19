/** Values of parameters that are dated: which holds, and whether one of those a run reads is unverified. */
import type { Constant, Dated, Expression, Plan, PlanParameter } from '../language/plan.ts';

/** The version of a dated value that holds on a date (ISO); undefined before the first. */
export function versionAt<T>(values: readonly Dated<T>[], date: Constant): Dated<T> | undefined {
  const only = values[0];
  if (values.length === 1 && only?.from === null) return only;
  if (typeof date !== 'string') return undefined;
  return values.findLast(({ from }) => from === null || from <= date);
}

/** What a run knows of its time. */
interface Times {
  period: { from: string; to: string };
  asOf: string;
}

/**
 * Names of the parameters of which a run may read an unverified value. Of a parameter that is read on days of the run itself (its period's first, say) the values that
 * hold on them; where the day is a row's, and where no formula reads it, any.
 */
export function unverifiedIn(plan: Plan, times: Times): Set<string> {
  const days = daysRead(plan, times);
  const isUnverified = (parameter: PlanParameter) => {
    if (!('values' in parameter)) return parameter.unverified === true;
    const read = days.get(parameter.name);
    const versions: readonly (Dated<unknown> | undefined)[] =
      read === undefined || read.has(undefined)
        ? parameter.values
        : [...read].map((day) => versionAt<unknown>(parameter.values, day ?? null));
    return versions.some((version) => version?.unverified === true);
  };
  return new Set(plan.parameters.filter(isUnverified).map(({ name }) => name));
}

/** By parameter the days it is read on; undefined among them for a day that is a row's. */
function daysRead(plan: Plan, { period, asOf }: Times): Map<string, Set<string | undefined>> {
  const context: Partial<Record<string, string>> = {
    'period.start': period.from,
    'period.end': period.to,
    as_of: asOf,
  };
  const days = new Map<string, Set<string | undefined>>();
  const { parameters: _, ...formulas } = plan;
  const parts: object[] = [formulas];
  for (const part of parts) {
    for (const inner of Object.values(part) as unknown[])
      if (typeof inner === 'object' && inner !== null) parts.push(inner);
    const name = nameRead(part);
    if (name === undefined) continue;
    const { date } = part as Extract<Expression, { date: Expression }>;
    const day = date.op === 'context' ? context[date.name] : undefined;
    days.set(name, (days.get(name) ?? new Set()).add(day));
  }
  return days;
}

function nameRead(part: Partial<Expression>): string | undefined {
  if (part.op === 'parameter') return part.name;
  if (part.op === 'lookup') return part.table;
  return part.op === 'in_list' ? part.list : undefined;
}
