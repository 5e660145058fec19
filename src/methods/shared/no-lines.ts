/** Results that no single line decides have a table of lines too: an empty one. */
import type { MethodContext } from '../method.ts';

export async function noLines(context: MethodContext, into: string): Promise<void> {
  await context.warehouse.run(
    `create table ${into} as select null::varchar as key, null::varchar as "table", null::integer as _source, null::integer as _file, null::bigint as _line,
       null::varchar as claim_id, null::bigint as claim_line_number, null::date as service_date, null::decimal(38,4) as amount, false as counted,
       null::varchar as reason where false`,
  );
}
