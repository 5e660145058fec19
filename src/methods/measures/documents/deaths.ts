/** Deaths as an event table: one of a person, the earliest of the eligibility and of outcome events. */
import type { MethodContext } from '../../method.ts';
import { dateLiteral } from '../../options.ts';
import type { Plan } from './plan.ts';
import type { TablePlan } from './table-plan.ts';

export async function makeDeaths(
  context: MethodContext,
  plan: Plan,
  table: TablePlan,
  { only, detail }: { only?: string; detail?: boolean },
): Promise<string> {
  const into = context.temporary();
  const rest = only === undefined ? '' : ` and m.${only}`;
  const kept = detail
    ? ', tbl, _source, _file, _line, null::varchar as claim_id, null::bigint as claim_line_number'
    : '';
  const place = (name: string) => (detail ? `, '${name}' as tbl, m._source, m._file, m._line` : '');
  const order = detail ? 'death_date, tbl, _source, _file, _line' : 'death_date';
  const days = (table.days.length === 0 ? ['m.death_date'] : table.days).map(
    (_, i) => `x.death_date as day_${i}`,
  );
  await context.warehouse.run(
    `create table ${into} as
     with x as (
       select * from (
         select m.person_id, m.death_date${place('eligibility')} from ${context.table('eligibility')} m where m.death_date is not null${rest}
         union all select m.person_id, m.event_date${place('outcome_event')} from ${context.table('outcome_event')} m where lower(m.event) = 'death'${rest}
       ) where death_date <= ${dateLiteral(plan.days.asOf)}
       qualify row_number() over (partition by person_id order by ${order}) = 1
     )
     select x.person_id, ${days.join(', ')}, x.death_date as ends, null::varchar as provider, ${table.events.columns(false).join(', ')}${kept} from x`,
  );
  return into;
}
