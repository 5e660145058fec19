/** The rows behind a measure: those looked at for each unit, and what became of them. Stays are shown by the lines of their claims. */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { MethodContext } from '../../method.ts';
import type { CheckedEvent } from './check.ts';
import type { Compiled } from './compile.ts';
import { Criteria } from './criteria.ts';
import type { Criterion, Window } from './document.ts';
import { isEvent } from './event-bits.ts';
import { withStrata } from './results.ts';
import type { Computed } from './units.ts';

/** In the order in which one is told of a row that has several. */
const ROLES = ['unit', 'numerator', 'denominator', 'exclusion', 'population'] as const;

interface Use {
  event: CheckedEvent;
  role: (typeof ROLES)[number];
  within: Window | undefined;
  /** Only the last day counts, of the events of this criterion. */
  last: boolean;
  /** Rows without a value are passed over. */
  valued: boolean;
  /** The first of these decides, whether it is the event or not. */
  among?: CheckedEvent | undefined;
  /** The row is the unit itself. */
  same: boolean;
  amount: string | undefined;
  /** The amount is taken off. */
  less?: boolean;
}

export async function makeLines(
  context: MethodContext,
  into: string,
  computed: Computed,
  put: string,
  rows: 'person' | 'provider',
  only: { provider: string; last: string } | undefined,
): Promise<void> {
  const { compiled, events, plan } = computed;
  const { warehouse } = context;
  const measures = compiled.map(({ measure }) => measure);
  const last = rows === 'person' ? 'person_id' : 'stratum';
  const from = rows === 'person' ? put : withStrata(put, measures);
  const units = context.temporary();
  const wanted = only
    ? ` where put_down = ${quoteLiteral(only.provider)} and ${last} = ${quoteLiteral(only.last)}`
    : '';
  await warehouse.run(`create table ${units} as select *, ${last} as key_end from ${from}${wanted}`);
  const places = new Map<string, string>();
  const place = async (source: string) => {
    const made = places.get(source) ?? (await provenance(context, computed, source));
    places.set(source, made);
    return made;
  };
  const parts: string[] = [];
  for (const [i, one] of compiled.entries())
    for (const use of usesOf(one).filter(({ event }) => !event.absent)) {
      const { event, role, within, same } = use;
      const table = plan.table(event.source);
      const name = event.source.table;
      // The unit itself goes by its own day, whichever its other event has.
      const dated = same ? (one.measure.unit ?? event) : (use.among ?? event);
      const day = `x.${table.day(dated)}`;
      const criteria = new Criteria(plan, one.measure, one.asked);
      const all = use.among ?? event;
      const inside = same ? 'x.rowid = u.unit_row' : `(${criteria.window(day, within)}) is true`;
      const unitSelf = use.among ? one.measure.unit?.source === event.source : one.measure.unit === event;
      const itself = !same && unitSelf ? ' and x.rowid <> u.unit_row' : '';
      const valued = use.last && use.valued ? `x.${table.value(event)} is not null` : 'true';
      const decides = use.last ? 'max' : use.among ? 'min' : undefined;
      const latest = decides
        ? `, ${decides}(case when ${inside} and ${valued} then ${day} end) over (partition by u.put_down, u.key_end, u.person_id, u.unit_row) as latest`
        : ', null::date as latest';
      const [own, others] = use.among
        ? [
            `(${isEvent('x', table.event(event))})`,
            `when inside and day = latest then 'came-first' when inside then 'not-first'`,
          ]
        : ['true', `when inside and not valued then 'no-value' when inside then 'not-last'`];
      const amount =
        use.amount === undefined
          ? 'null::decimal(38,4)'
          : `${use.less ? '-' : ''}x.${table.amount(use.amount)}::decimal(38,4)`;
      const filter = same ? ' and x.rowid = u.unit_row' : itself;
      parts.push(
        `select ${quoteLiteral(one.measure.document.measure)} || ',' || put_down || ',' || key_end as key, d.tbl, d._source, d._file, d._line, d.claim_id, d.claim_line_number, d.service_date,
           case when counted then coalesce(w.amount, null) end as amount, counted, case when counted then '${role}' ${others} else 'outside' end as reason, ${ROLES.indexOf(role)} as role
         from (
           select *, inside and own and valued and ${decides ? 'day is not distinct from latest' : 'true'} as counted from (
             select u.put_down, u.key_end, x.rowid as row, ${day} as day, ${inside} as inside, ${own} as own, ${valued} as valued, ${amount} as amount${latest}
             from ${units} u join ${events.tables.get(name)} x on x.person_id = u.person_id where u.measure = ${i} and ${isEvent('x', table.event(all))}${filter}
           )
         ) w join ${await place(name)} d on d.row = w.row`,
      );
    }
  const all = parts.length > 0 ? parts.join(' union all ') : null;
  const columns = `key, tbl as "table", _source, _file, _line, claim_id, claim_line_number, service_date, amount, counted, reason`;
  await warehouse.run(
    all === null
      ? `create table ${into} as select null::varchar as key, null::varchar as "table", null::integer as _source, null::integer as _file, null::bigint as _line, null::varchar as claim_id, null::bigint as claim_line_number, null::date as service_date, null::decimal(38,4) as amount, false as counted, null::varchar as reason where false`
      : `create table ${into} as select ${columns} from (${all}) qualify row_number() over (partition by key, tbl, _source, _file, _line order by counted desc, reason = 'outside', role, amount desc nulls last, reason) = 1`,
  );
}

/** Every event a measure looks at, with its days. */
export function usesOf({ measure }: Compiled): Use[] {
  const { document, unit } = measure;
  const event = (name: string) => {
    const found = measure.events.get(name);
    if (!found) throw new Error(`no event ${name}`);
    return found;
  };
  const plain = { last: false, valued: true, same: false, amount: undefined };
  const of = (one: Criterion | undefined, role: Use['role']): Use[] => {
    if (!one) return [];
    const inner = [...(one.all ?? []), ...(one.any ?? []), ...(one.not ? [one.not] : [])].flatMap((part) =>
      of(part, role),
    );
    if (one.event !== undefined)
      inner.push({
        ...plain,
        event: event(one.event),
        role,
        within: one.within,
        same: one.same === true,
        among: one.first === undefined ? undefined : event(one.first),
      });
    if (one.covered !== undefined)
      inner.push({ ...plain, event: event(one.covered), role, within: undefined });
    for (const { event: name } of one.last ?? [])
      inner.push({
        ...plain,
        event: event(name),
        role,
        within: one.within,
        last: true,
        valued: one.no_value !== 'missing',
      });
    return inner;
  };
  const amounts = (parts: typeof document.part, role: Use['role']): Use[] =>
    (parts ?? []).flatMap(({ event: name, column, less }) =>
      name === undefined
        ? []
        : [{ ...plain, event: event(name), role, within: undefined, amount: column, less }],
    );
  const own = document.value ?? document.part?.[0]?.column;
  return [
    ...(unit
      ? [{ ...plain, event: unit, role: 'unit' as const, within: undefined, same: true, amount: own }]
      : []),
    ...of(document.population.where, 'population'),
    ...document.exclusions.flatMap(({ where }) => of(where, 'exclusion')),
    ...of(document.numerator, 'numerator'),
    ...(document.count
      ? [
          {
            ...plain,
            event: event(document.count.event),
            role: 'numerator' as const,
            within: document.count.within,
          },
        ]
      : []),
    ...amounts(document.part, 'numerator'),
    ...amounts(document.whole, 'denominator'),
  ];
}

/** Where the rows of an event table were read: `row` (of the event table), `tbl`, `_source`, `_file`, `_line`, the claim, the day. */
async function provenance(context: MethodContext, { events }: Computed, source: string): Promise<string> {
  const table = events.tables.get(source) ?? '';
  const into = context.temporary();
  const place = 'x._source, x._file, x._line, x.claim_id, x.claim_line_number';
  if (source !== 'stay') {
    const tbl = source === 'death' ? 'x.tbl' : quoteLiteral(source);
    await context.warehouse.run(
      `create view ${into} as select x.rowid as row, ${tbl} as tbl, ${place}, x.day_0 as service_date from ${table} x`,
    );
    return into;
  }
  await context.warehouse.run(
    `create view ${into} as
     select s.stay as row, s.tbl, ${place}, x.day_0 as service_date from ${events.stayLines} s join ${events.tables.get('medical_claim')} x
       on s.tbl = 'medical_claim' and x.stay[1].claim = s.claim_id and x.stay[1].data_source is not distinct from s.data_source
     union all
     select s.stay, s.tbl, c._source, c._file, c._line, c.case_id, null, c.admission_date from ${events.stayLines} s join ${context.table('inpatient_case')} c
       on s.tbl = 'inpatient_case' and c.case_id = s.claim_id and c.data_source is not distinct from s.data_source`,
  );
  return into;
}
