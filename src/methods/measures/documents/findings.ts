/** What a reader should know of the figures: rows without dates, values without units, events nobody has. */
import type { Diagnostic } from '../../../language/diagnostic.ts';
import type { MethodContext } from '../../method.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { CheckedEvent } from './check.ts';
import type { By } from './groups.ts';
import { report } from './messages.ts';
import { usesOf } from './lines.ts';
import { isEvent } from './event-bits.ts';
import type { Computed } from './units.ts';

export async function found(
  context: MethodContext,
  computed: Computed,
  put: string,
  by: By,
): Promise<Diagnostic[]> {
  const { compiled, events, people, units } = computed;
  const { warehouse } = context;
  const diagnostics = [...events.diagnostics];
  for (const one of compiled) {
    // Values that nobody looks at may be in any unit.
    const read = usesOf(one).filter(({ last, event }) => last && event.written.units.length > 0);
    for (const event of new Set(read.map(({ event: name }) => name))) {
      const table = events.tables.get(event.source.table);
      if (table !== undefined)
        diagnostics.push(...(await unitsOf(context, one.measure.document.measure, event, table, computed)));
    }
  }
  diagnostics.push(...(await unread(context, computed)));
  const counts = await warehouse.values(
    `select measure, count(*) from ${units} group by measure order by measure`,
  );
  const placed = new Set(
    (await warehouse.values(`select distinct measure from ${put}`)).map(([place]) => Number(place)),
  );
  for (const [place, count] of counts)
    if (by !== 'all' && !placed.has(Number(place))) {
      const measure = compiled[Number(place)]?.measure.document.measure ?? '';
      diagnostics.push(report('no-members', { measure, count: Number(count) }, context.at));
    }
  const [anyone] = await warehouse.values(`select 1 from ${people.table} limit 1`);
  const ofPeople = compiled
    .filter(({ measure }) => !measure.unit)
    .map(({ measure }) => measure.document.measure);
  if (!anyone && ofPeople.length > 0)
    diagnostics.push(report('no-eligibility', { measures: ofPeople.join(', ') }, context.at));
  return diagnostics;
}

async function unitsOf(
  context: MethodContext,
  measure: string,
  event: CheckedEvent,
  table: string,
  { plan }: Computed,
): Promise<Diagnostic[]> {
  const own = plan.table(event.source);
  const is = isEvent('x', own.event(event));
  const known = event.written.units.map(({ unit }) => unit);
  const list = known.map((unit) => `lower(${quoteLiteral(unit)})`).join(', ');
  const [row] = await context.warehouse.values(
    `select count(*) filter (where x.unit is null), count(*) filter (where lower(x.unit) not in (${list})), string_agg(distinct x.unit, ', ' order by x.unit) filter (where lower(x.unit) not in (${list})) from ${table} x where ${is}`,
  );
  const [none, other, names] = [Number(row?.[0] ?? 0), Number(row?.[1] ?? 0), String(row?.[2] ?? '')];
  return [
    ...(none > 0
      ? [
          report(
            'unit-missing',
            { measure, event: event.name, count: none, unit: known[0] ?? '' },
            context.at,
          ),
        ]
      : []),
    ...(other > 0
      ? [
          report(
            'unit-unknown',
            { measure, event: event.name, count: other, found: names.slice(0, 200), known: known.join(', ') },
            context.at,
          ),
        ]
      : []),
  ];
}

/** Events that nobody has where a measure counts nobody, or nothing: likelier a code the data does not use than a healthy population. */
async function unread(
  context: MethodContext,
  { compiled, events, plan, units }: Computed,
): Promise<Diagnostic[]> {
  const counted = await context.warehouse.values(
    `select measure from ${units} group by measure having sum(numerator) > 0`,
  );
  const full = new Set(counted.map(([place]) => Number(place)));
  const diagnostics: Diagnostic[] = [];
  for (const [place, one] of compiled.entries()) {
    if (full.has(place)) continue;
    const { measure } = one;
    // Whom nobody is left out for is no reason why nobody counts.
    const used = usesOf(one).filter(({ role, event }) => role !== 'exclusion' && !event.absent);
    for (const event of new Set(used.map(({ event: name }) => name))) {
      const { table: source } = event.source;
      const table = events.tables.get(source);
      const own = plan.tables.get(source);
      if (table === undefined || !own || source === 'death') continue;
      const bit = own.find(event);
      if (bit === undefined) continue;
      const [any] = await context.warehouse.values(
        `select 1 from ${table} x where ${isEvent('x', bit)} limit 1`,
      );
      if (!any)
        diagnostics.push(
          report(
            'nothing-read',
            { measure: measure.document.measure, event: event.name, table: source },
            context.at,
          ),
        );
    }
  }
  return diagnostics;
}
