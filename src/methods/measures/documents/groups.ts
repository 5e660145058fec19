/** To whom each unit is put down: everyone together, the provider a person belongs to, or the institution of the unit. */
import type { Checked } from '../../../language/diagnostic.ts';
import { hasErrors } from '../../../language/diagnostic.ts';
import type { MethodContext } from '../../method.ts';
import { dateLiteral, Options } from '../../options.ts';
import { badDates, fileColumns } from '../../shared/files.ts';
import type { CheckedMeasure } from './check.ts';
import { report } from './messages.ts';
import type { Days } from './plan.ts';

/** The provider of all. */
export const ALL = 'all';

export type By = 'all' | 'groups' | 'facility';

/** Checks the options; SQL of spans (`person_id`, `provider`, `first`, `until`) where people belong to providers. */
export async function groupsOf(
  context: MethodContext,
  measures: readonly CheckedMeasure[],
): Promise<Checked<{ by: By; spans: string | undefined }>> {
  const options = new Options(context.options);
  const given = options.has('groups') || options.has('members');
  const by = (options.maybe('by') ?? (given ? 'groups' : 'all')) as By;
  const wrong = (code: 'groups-needed' | 'groups-twice') => ({ diagnostics: [report(code, {}, context.at)] });
  if (options.has('groups') && options.has('members')) return wrong('groups-twice');
  if (by === 'groups' && !given) return wrong('groups-needed');
  const people = measures.filter(({ unit }) => !unit).map(({ document }) => document.measure);
  if (by === 'facility' && people.length > 0)
    return { diagnostics: [report('facility-of-people', { measure: people.join(', ') }, context.at)] };
  if (by !== 'groups') return { value: { by, spans: undefined }, diagnostics: [] };
  const made = options.has('groups')
    ? await ofResult(context, options.text('groups'))
    : await ofFile(context);
  return made.value === undefined
    ? { diagnostics: made.diagnostics }
    : { value: { by, spans: made.value }, diagnostics: made.diagnostics };
}

async function ofResult(context: MethodContext, name: string): Promise<Checked<string>> {
  const table = context.result(name);
  const rows = await context.warehouse.values(`select column_name from (describe ${table})`);
  const columns = new Set(rows.map(([one]) => String(one)));
  for (const column of ['person_id', 'provider'])
    if (!columns.has(column))
      return { diagnostics: [report('groups-columns', { result: name, column }, context.at)] };
  const day = (column: string) => (columns.has(column) ? `try_cast("${column}" as date)` : 'null::date');
  const assigned = columns.has('assigned') ? ' and assigned' : '';
  return {
    value: `(select distinct person_id, provider, ${day('from')} as first, ${day('to')} as until from ${table} where person_id is not null and provider is not null${assigned})`,
    diagnostics: [],
  };
}

async function ofFile(context: MethodContext): Promise<Checked<string>> {
  const read = await fileColumns(context, 'members', ['person', 'provider']);
  if (!read.value) return { diagnostics: read.diagnostics };
  const bad = await badDates(context, 'members', read.value, ['from', 'to']);
  if (hasErrors(bad)) return { diagnostics: bad };
  const { table, columns } = read.value;
  const day = (column: string) =>
    columns.has(column) ? `try_cast(${columns.get(column)} as date)` : 'null::date';
  const [person, provider] = [columns.get('person'), columns.get('provider')];
  return {
    value: `(select distinct ${person} as person_id, ${provider} as provider, ${day('from')} as first, ${day('to')} as until from ${table} where ${person} is not null and ${provider} is not null)`,
    diagnostics: bad,
  };
}

/**
 * Units with `put_down`, the provider they count for; those of nobody are left out. A unit with a day of its own counts for the provider of its person on that day; a
 * person for the last provider of the period.
 */
export function putDown(
  units: string,
  { by, spans }: { by: By; spans: string | undefined },
  days: Days,
): string {
  if (by === 'all') return `(select *, '${ALL}' as put_down from ${units})`;
  if (by === 'facility') return `(select *, provider as put_down from ${units} where provider is not null)`;
  return `(select u.*, s.provider as put_down from ${units} u join ${spans} s on s.person_id = u.person_id
      and coalesce(s.first <= u.day, true) and coalesce(s.until > case when u.unit_row is null then ${dateLiteral(days.from)} else u.day end, true)
    qualify row_number() over (partition by u.measure, u.person_id, u.unit_row order by s.first desc nulls last, s.until desc nulls first, s.provider) = 1)`;
}
