/** Files a contract puts beside its claims: who takes part in which group, whom people named, who is on a panel. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { report as reportFile } from '../messages.ts';
import { report } from './messages.ts';

/** The columns of a file option by their plain names, as SQL; nothing where the option is not given. */
export async function fileColumns(
  context: MethodContext,
  option: string,
  needed: readonly string[],
  optional: readonly string[] = [],
): Promise<Checked<{ table: string; columns: Map<string, string> }>> {
  const text = context.options.get(option);
  if (text === undefined) return { diagnostics: [] };
  const read = await context.file(option);
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const described = await context.warehouse.values(`select column_name from (describe ${read.value})`);
  const headers = described.map(([name]) => String(name)).filter((name) => name !== '_line');
  const columns = new Map<string, string>();
  for (const name of [...needed, ...optional]) {
    const header = headers.find((one) => one.replaceAll(/\s+/g, ' ').trim().toLowerCase() === name);
    if (header !== undefined) columns.set(name, `nullif(trim(${quoteIdentifier(header)}), '')`);
  }
  const file = text.split(/[/\\]/).at(-1) ?? text;
  const missing = needed.filter((name) => !columns.has(name));
  const diagnostics = missing.map((column) =>
    reportFile('method-file-column', { file, column, columns: headers.join(', ') }, context.at),
  );
  return diagnostics.length > 0 ? { diagnostics } : { value: { table: read.value, columns }, diagnostics };
}

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

/** `person_id`, `provider` (its group where it has one): whom people named, the last by `date` where there are several. */
export async function namedProviders(context: MethodContext, option: string): Promise<Checked<string>> {
  const read = await fileColumns(context, option, ['person', 'provider'], ['date']);
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

/** Cells of dates that are none. */
export async function badDates(
  context: MethodContext,
  option: string,
  { table, columns }: { table: string; columns: Map<string, string> },
  names: readonly string[],
): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const column = columns.get(name);
    if (column === undefined) continue;
    const rows = await context.warehouse.rows(
      `select _line, ${column} as text, count(*) over () as count from ${table}
       where ${column} is not null and try_cast(${column} as date) is null order by _line limit 1`,
    );
    const [row] = rows;
    if (!row) continue;
    const data = {
      file: context.options.get(option) ?? '',
      count: Number(row['count']),
      column: name,
      type: 'date',
      line: Number(row['_line']),
      text: String(row['text']),
    };
    diagnostics.push(reportFile('method-file-cell', data, context.at));
  }
  return diagnostics;
}
