/** The table of lines behind rows of spending: each counted, or with the reason why not. */
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import type { SpendingLines } from './lines.ts';
import { isCovered } from './people.ts';
import type { Years } from './people.ts';

interface LineTable {
  lines: SpendingLines;
  years: Years;
  people: string;
  /** SQL for the key of the row a line `l` of a person `p` belongs to. */
  key: string;
  /** Where the row a line would be of is not there, as the person has no month in it. */
  monthless?: string;
  /** Condition on lines of claims `c`. */
  only?: string;
  /** Condition on judged lines. */
  where?: string;
}

export async function makeLines(
  context: MethodContext,
  into: string,
  { lines, years, people, key, monthless, only, where = 'true' }: LineTable,
): Promise<void> {
  const options = new Options(context.options);
  const uncovered = options.boolean('covered_only')
    ? `when not (${isCovered('l.day', years)}) then 'not-covered'`
    : '';
  const none = monthless === undefined ? '' : `when ${monthless} then 'no-months'`;
  await context.warehouse.run(
    `create table ${into} as
     with judged as (
       select l.*, ${key} as key, case when failed is not null then failed when p.person_id is null then 'person-out' ${uncovered} ${none} end as why
       from (${lines.query(only)}) l left join ${people} p on p.person_id = l.person_id
     )
     select key, tbl as "table", _source, _file, _line, claim_id, claim_line_number, day as service_date,
       case when why is null then amount else raw end as amount, why is null as counted,
       case when why is null and deducted then 'deducted' else why end as reason
     from judged where key is not null and (${where})`,
  );
}
