/** What happened to people, from all tables that tell of it. */
import type { MethodContext } from '../method.ts';
import { literals } from '../options.ts';

/** What deaths are called. Nobody is followed beyond theirs, whether it counts or not. */
export const DEATH = 'death';

/** A list of names of events, as `kind` has them. */
export const lowered = (names: readonly string[]): string =>
  literals(names.map((name) => name.toLowerCase()));

/**
 * What happened to people: their outcome events, and their death as the eligibility has it. A death is the person's, whichever of their treatments it was
 * recorded with; of other events those with a treatment are that treatment's alone.
 */
export function happened(context: MethodContext): string {
  return `(select person_id, case when lower(event) <> '${DEATH}' then treatment_id end as treatment_id, event, lower(event) as kind, event_date,
      'outcome_event' as "table", _source, _file, _line from ${context.table('outcome_event')}
    union all select * from (
      select person_id, null, '${DEATH}', '${DEATH}', death_date, 'eligibility', _source, _file, _line from ${context.table('eligibility')}
      where death_date is not null qualify row_number() over (partition by person_id order by death_date, _source, _file, _line) = 1))`;
}
