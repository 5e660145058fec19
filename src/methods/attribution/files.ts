/** Files a contract puts beside its claims: who takes part in which group, whom people named, who is on a panel. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { badDates, fileColumns } from '../shared/files.ts';
import { report } from './messages.ts';

/** `provider`, `group`: each provider once. */
export async function participantsOf(context: MethodContext): Promise<Checked<string>> {
  const read = await fileColumns(context, 'participants', ['provider', 'group']);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const into = context.temporary();
  await context.warehouse.run(
    `create table ${into} as select distinct ${columns.get('provider')} as provider, ${columns.get('group')} as "group"
     from ${table} where ${columns.get('provider')} is not null and ${columns.get('group')} is not null`,
  );
  const twice = await context.warehouse.rows(
    `select provider from ${into} group by provider having count(*) > 1 order by provider`,
  );
  if (twice.length === 0) return { value: into, diagnostics: [] };
  const file = context.options.get('participants') ?? '';
  const data = { file, count: twice.length, provider: String(twice[0]?.['provider']) };
  return { diagnostics: [report('participant-twice', data, context.at)] };
}

/** A warning of participants that no claim has in `column`, nor, where that is an NPI, the table of providers. */
export async function unseenProviders(
  context: MethodContext,
  participants: string,
  column: string,
): Promise<Diagnostic[]> {
  const known = column.endsWith('_npi')
    ? `and not exists (select 1 from ${context.table('provider')} p where p.provider_id = g.provider)`
    : '';
  const [row] = await context.warehouse.values(
    `select count(*), min(g.provider) from ${participants} g
     where not exists (select 1 from ${context.table('medical_claim')} c where c.${column} = g.provider) ${known}`,
  );
  const count = Number(row?.[0] ?? 0);
  if (count === 0) return [];
  const file = context.options.get('participants') ?? '';
  const data = { file, count, column, provider: String(row?.[1]) };
  return [report('participants-unseen', data, context.at)];
}

/** `person_id`, `provider` (its group where it has one): whom people named, the last by `date` where there are several. */
export async function namedProviders(context: MethodContext, option: string): Promise<Checked<string>> {
  const read = await fileColumns(context, option, ['person', 'provider']);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const diagnostics = await badDates(context, option, read.value, ['date']);
  if (diagnostics.length > 0) return { diagnostics };
  const participants = await participantsOf(context);
  if (participants.diagnostics.length > 0) return { diagnostics: participants.diagnostics };
  const groups = participants.value;
  const into = context.temporary();
  await context.warehouse.run(
    `create table ${into} as
     with said as (
       select ${columns.get('person')} as person_id, ${columns.get('provider')} as named, ${columns.get('date') ?? 'null'}::date as day, _line
       from ${table} where ${columns.get('person')} is not null and ${columns.get('provider')} is not null
     ), latest as (
       select person_id, named from said qualify row_number() over (partition by person_id order by day desc nulls last, _line desc) = 1
     )
     select person_id, ${groups === undefined ? 'named' : 'coalesce(g."group", named)'} as provider
     from latest ${groups === undefined ? '' : `left join ${groups} g on g.provider = named`}`,
  );
  return { value: into, diagnostics: [] };
}
