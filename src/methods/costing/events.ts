/** What was done for each case: rows of a file, or the items of the data whose code is that of a step. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { fileColumns } from '../shared/files.ts';
import { messages } from './messages.ts';
import type { Pathways } from './pathways.ts';

const report = reporter(messages);

/**
 * `cases` has case_id and pathway. Table: case_id, pathway, own (the step of the case's pathway; null: none), elsewhere (a step of another pathway,
 * or as named), resource, minutes, quantity (hugeint, units of the fourth digit; minutes may be null), day, and where it was read: origin,
 * _source, _file, _line, item.
 */
export async function openEvents(
  context: MethodContext,
  cases: string,
  pathways: Pathways,
): Promise<Checked<string>> {
  const raw = context.temporary();
  const diagnostics = new Options(context.options).has('events')
    ? await fromFile(context, cases, raw)
    : await fromItems(context, cases, raw);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const table = context.temporary();
  await context.warehouse.run(`
    create table ${table} as
    -- Only an event without a step is looked up by its code.
    with r as (select *, case when step is null then code end as unnamed from ${raw})
    select r.* exclude (unnamed), coalesce(s.step, k.step) as own, coalesce(r.step, f.step) as elsewhere
    from r
      left join ${pathways.steps} s on s.pathway = r.pathway and s.step = r.step
      left join ${pathways.codes} k on k.pathway = r.pathway and k.code = r.unnamed
      left join (select code, min(step) as step from ${pathways.codes} group by code) f on f.code = r.unnamed`);
  const found = [
    ...diagnostics,
    ...(await misfits(context, table, pathways)),
    ...(await none(context, table, cases)),
  ];
  return { value: table, diagnostics: found };
}

/** Not one event is a step: codes are missing from the process map, or events from the data. */
async function none(context: MethodContext, table: string, cases: string): Promise<Diagnostic[]> {
  const [row] = await context.warehouse.values(
    `select (select count(*) from ${table} where own is not null), (select count(*) from ${cases} where pathway is not null)`,
  );
  const [steps, count] = [Number(row?.[0] ?? 0), Number(row?.[1] ?? 0)];
  return steps === 0 && count > 0 ? [report('no-event-is-a-step', { count }, context.at)] : [];
}

/** An event that names a resource its step does not have. */
async function misfits(context: MethodContext, table: string, pathways: Pathways): Promise<Diagnostic[]> {
  const rows = await context.warehouse.values(`
    select e.item, e.own, e.resource, e.pathway from ${table} e anti join ${pathways.uses} u
      on u.pathway = e.pathway and u.step = e.own and u.resource = e.resource
    where e.resource is not null and e.own is not null order by e.item limit 1`);
  // Beyond these, products would not fit 128 bits; no step takes two years, nor is done ten thousand times.
  const [large] = await context.warehouse.values(
    `select count(*), min(case_id) from ${table} where own is not null and (abs(minutes) >= 10000000000 or abs(quantity) >= 100000000)`,
  );
  const count = Number(large?.[0] ?? 0);
  if (count > 0) return [report('events-too-large', { count, example: String(large?.[1]) }, context.at)];
  return rows.map(([row, step, resource, pathway]) =>
    report(
      'events-resource',
      { row: Number(row), step: String(step), resource: String(resource), pathway: String(pathway) },
      context.at,
    ),
  );
}

const plain = (text: string, digits: number) =>
  `case when regexp_full_match(${text}, '[+-]?[0-9]{1,${digits}}([.][0-9]{1,4}0*)?') then (${text}::decimal(18,4) * 10000::decimal(5,0))::hugeint end`;

async function fromFile(context: MethodContext, cases: string, into: string): Promise<Diagnostic[]> {
  const file = await fileColumns(context, 'events', ['case_id']);
  if (!file.value) return file.diagnostics;
  const { warehouse, at } = context;
  const column = (name: string) => file.value?.columns.get(name) ?? 'null::varchar';
  const given = context.temporary();
  await warehouse.run(`
    create table ${given} as
    select ${column('case_id')} as case_id, ${column('step')} as step, upper(${column('code')}) as code, ${column('resource')} as resource,
      ${column('minutes')} as minutes_text, ${plain(column('minutes'), 6)} as minutes, ${column('quantity')} as quantity_text,
      coalesce(${plain(column('quantity'), 4)}, case when ${column('quantity')} is null then 10000::hugeint end) as quantity,
      ${column('date')} as day_text, try_cast(${column('date')} as date) as day, _line
    from ${file.value.table}`);
  const [bad] = await warehouse.values(`
    select _line, case when case_id is null then 'case_id' when step is null and code is null then 'step' when day is null and day_text is not null then 'date'
        when minutes_text is not null and (minutes is null or minutes < 0) then 'minutes' when quantity is null then 'quantity' end as wrong,
      coalesce(minutes_text, ''), coalesce(quantity_text, ''), coalesce(day_text, '')
    from ${given} where wrong is not null order by _line limit 1`);
  if (bad) {
    const name = String(bad[1]);
    const text = { minutes: bad[2], quantity: bad[3], date: bad[4] }[name] ?? '';
    const expected =
      { minutes: '45', quantity: '1', date: '2023-05-01', case_id: 'A1', step: 'surgery' }[name] ?? '';
    return [report('event-refused', { row: Number(bad[0]), column: name, text: String(text), expected }, at)];
  }
  await warehouse.run(`
    create table ${into} as
    select e.case_id, c.pathway, e.step, e.code, e.resource, e.minutes, e.quantity, e.day, 'inpatient_case' as origin, c._source, c._file, c._line,
      e._line as item
    from ${given} e join ${cases} c using (case_id)`);
  const [lost] = await warehouse.values(
    `select count(*), min(e.case_id) from ${given} e anti join ${cases} c using (case_id)`,
  );
  const count = Number(lost?.[0] ?? 0);
  return count === 0 ? [] : [report('events-of-no-case', { count, example: String(lost?.[1]) }, at)];
}

async function fromItems(context: MethodContext, cases: string, into: string): Promise<Diagnostic[]> {
  const fourth = (column: string) => `(${column} * 10000::decimal(5,0))::hugeint`;
  await context.warehouse.run(`
    create table ${into} as
    select i.case_id, c.pathway, null::varchar as step, upper(i.code) as code, null::varchar as resource, ${fourth('i.minutes::decimal(22,4)')} as minutes,
      coalesce(${fourth('i.quantity::decimal(22,4)')}, 10000) as quantity, i.item_date as day, 'cost_item' as origin, i._source, i._file, i._line, i.item_number as item
    from ${context.table('cost_item')} i join ${cases} c using (case_id)`);
  return [];
}
