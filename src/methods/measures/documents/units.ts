/**
 * All measures computed: a table of units, one row for each that is in a measure's population or may be: `measure` (its place), `person_id`, `day`, `provider` (of
 * the unit), `status` (in, excluded, unknown), `reason`, `numerator`, `denominator`, `age`, `sex`, `plan`.
 */
import type { MethodContext } from '../../method.ts';
import { dateLiteral } from '../../options.ts';
import { daysCovered } from './adherence.ts';
import type { CheckedMeasure } from './check.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import { Asked } from './criteria.ts';
import type { People } from './people.ts';
import { readPeople } from './people.ts';
import type { Days } from './plan.ts';
import { isEvent } from './event-bits.ts';
import { Plan } from './plan.ts';
import type { EventTables, Reading } from './read-tables.ts';
import { readSums, readTables } from './read-tables.ts';

export interface Computed {
  units: string;
  events: EventTables;
  plan: Plan;
  people: People;
  compiled: readonly Compiled[];
}

export async function computeUnits(
  context: MethodContext,
  days: Days,
  measures: readonly CheckedMeasure[],
  reading: Reading = {},
): Promise<Computed> {
  const plan = new Plan(days, measures, reading.detail === true);
  const together = new Asked(true);
  // Everything is asked for before anything is read.
  const compiled = measures.map((measure) =>
    compile(plan, measure, measure.unit ? new Asked(false) : together),
  );
  const people = await readPeople(
    context,
    days,
    measures.map(({ document }) => document),
    reading.only,
  );
  const events = await readTables(context, plan, reading);
  const sums = await readSums(context, plan, reading);
  const { warehouse } = context;
  const units = context.temporary();
  await warehouse.run(
    `create table ${units} (measure integer, person_id varchar, day date, provider varchar, unit_row bigint, unit_start date, unit_end date, status varchar, reason varchar, numerator decimal(38,4), denominator decimal(38,4), age integer, sex varchar, plan varchar)`,
  );
  if (compiled.some(({ measure }) => !measure.unit)) {
    const found = [
      ...(await aggregated(context, together, events)),
      ...(await covered(context, plan, together, events, people)),
      ...sums.values(),
    ];
    const wide = context.temporary();
    await warehouse.run(
      `create table ${wide} as select * from ${people.table} ${found.map((table) => `left join ${table} using (person_id)`).join(' ')}`,
    );
    for (const [i, one] of compiled.entries())
      if (!one.unit)
        await warehouse.run(
          `insert into ${units} ${unitRows(i, one, people, plan, `from ${wide} p`, `(${dateLiteral(days.full)} - 1)`, 'null')}`,
        );
  }
  for (const [i, one] of compiled.entries()) {
    if (!one.unit) continue;
    const table = context.temporary();
    await warehouse.run(
      `create table ${table} as ${one.unit.select(events.tables.get(one.unit.source) ?? '')}`,
    );
    const joins = [
      `left join ${people.table} p on p.person_id = u.person_id`,
      ...(await about(context, one.asked, events, table)),
    ];
    const wide = `from ${table} u ${joins.join(' ')}`;
    await warehouse.run(
      `insert into ${units} ${unitRows(i, one, people, plan, wide, 'u.unit_day', 'u.provider')}`,
    );
  }
  return { units, events, plan, people, compiled };
}

/** Aggregates over the events of each person, one query a table for all measures of people. */
async function aggregated(context: MethodContext, asked: Asked, events: EventTables): Promise<string[]> {
  const tables: string[] = [];
  for (const [source, aggregates] of asked.aggregates) {
    const into = context.temporary();
    const columns = aggregates.map((sql, k) => `${sql} as ${source}_a${k}`);
    await context.warehouse.run(
      `create table ${into} as select x.person_id, ${columns.join(', ')} from ${events.tables.get(source)} x group by x.person_id`,
    );
    tables.push(into);
  }
  return tables;
}

/** The same about each unit: the events of its person. */
async function about(
  context: MethodContext,
  asked: Asked,
  events: EventTables,
  units: string,
): Promise<string[]> {
  const joins: string[] = [];
  for (const [source, aggregates] of asked.aggregates) {
    const into = context.temporary();
    const tests = [...(asked.events.get(source) ?? [])].map((place) => `(${isEvent('x', place)})`);
    const columns = aggregates.map((sql, k) => `${sql} as ${source}_a${k}`);
    await context.warehouse.run(
      `create table ${into} as select u.unit_row, ${columns.join(', ')}
       from ${units} u join (select x.rowid, x.* from ${events.tables.get(source)} x where ${tests.join(' or ')}) x on x.person_id = u.person_id
       group by u.unit_row`,
    );
    joins.push(`left join ${into} ${source}_a on ${source}_a.unit_row = u.unit_row`);
  }
  return joins;
}

async function covered(
  context: MethodContext,
  plan: Plan,
  asked: Asked,
  events: EventTables,
  people: People,
): Promise<string[]> {
  const tables: string[] = [];
  for (const [i, event] of asked.covered.entries()) {
    const table = plan.table(event.source);
    const made = await daysCovered(context, plan.days, {
      fills: events.tables.get(event.source.table) ?? '',
      day: table.day(event),
      place: table.event(event),
      codes: event.drugs,
      people: people.table,
    });
    const into = context.temporary();
    await context.warehouse.run(
      `create view ${into} as select person_id, covered as covered_${i}_covered, days as covered_${i}_days, unknown as covered_${i}_unknown from ${made}`,
    );
    tables.push(into);
  }
  return tables;
}

function unitRows(
  place: number,
  one: Compiled,
  people: People,
  plan: Plan,
  from: string,
  day: string,
  provider: string,
): string {
  const tests = one.population(people);
  const all = tests.length === 0 ? 'true' : tests.map(({ test }) => `(${test})`).join(' and ');
  const unknown = tests.map(({ test, unknown: why }) => `when (${test}) is null then '${why}'`).join(' ');
  const person = one.unit ? 'u.person_id' : 'p.person_id';
  const row = one.unit ? 'u.unit_row' : 'null::bigint';
  const late = one.unit ? notDue(one, plan) : 'false';
  const open = 'excluded is null or numerator is null or denominator is null';
  const [start, end] = one.unit ? ['u.unit_start', 'u.unit_end'] : ['null::date', 'null::date'];
  return `select ${place}, person_id, day, provider, unit_row, unit_start, unit_end,
      case when population is null then 'unknown' when excluded then 'excluded' when ${open} then 'unknown' else 'in' end as status,
      case when population is null then unsure when excluded then 'excluded' when ${open} then case when late then 'not-due' else 'unknown' end end as reason,
      case when population and not excluded and denominator is not null then numerator end, case when population and not excluded and numerator is not null then denominator end, age, sex, plan
    from (select ${person} as person_id, ${day} as day, ${provider} as provider, ${row} as unit_row, ${start} as unit_start, ${end} as unit_end, ${all} as population, ${unknown === '' ? 'null::varchar' : `case ${unknown} end`} as unsure, ${one.excluded} as excluded,
      ${one.numerator} as numerator, ${one.denominator} as denominator, ${late} as late, ${one.age}::integer as age, p.sex, p.plan ${from})
    where population is distinct from false`;
}

/** Does a window about the unit reach beyond the as-of date? */
function notDue({ measure }: Compiled, plan: Plan): string {
  const ends = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach(look);
    const { of, to } = value as { of?: string; to?: string };
    if ((of === 'start' || of === 'end') && typeof to === 'string') ends.add(plan.lastDay(of, to));
    Object.values(value).forEach(look);
  };
  look(measure.document.numerator);
  look(measure.document.exclusions);
  const tests = [...ends].map((end) => `${end} > ${dateLiteral(plan.days.asOf)}`);
  return tests.length === 0 ? 'false' : `coalesce(${tests.join(' or ')}, false)`;
}
