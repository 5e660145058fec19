/** Results in a unit the condition's document does not name cannot be compared with its limit: they are left out, and said. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { literals } from '../options.ts';
import type { Place } from './compute.ts';
import type { Condition } from './document.ts';
import { report } from './messages/value.ts';

export async function strangeUnits({ warehouse, at }: Place, document: Condition): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const one of document.outcomes) {
    if (one.kind !== 'level') continue;
    const [row] = await warehouse.values(
      `select count(*), string_agg(distinct coalesce(unit, '–'), ', ' order by coalesce(unit, '–')) from data.observation
       where code in ${literals(one.codes)} and value_number is not null and person_id in (select person_id from cycle)
         and (unit is null or unit not in ${literals(one.units.map(({ unit }) => unit))})`,
    );
    const count = Number(row?.[0] ?? 0);
    if (count > 0)
      found.push(report('value-strange-units', { count, outcome: one.outcome, units: String(row?.[1]) }, at));
  }
  return found;
}
