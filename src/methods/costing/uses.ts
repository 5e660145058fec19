/** What each case used: steps and resources, minutes and their cost. What `costing.tdabc` and `costing.capacity` have in common. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { MethodOption } from '../../language/method.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { halfEven, MONEY } from '../shared/exact.ts';
import { CASE_OPTIONS, costedCases } from './cases.ts';
import { openEvents } from './events.ts';
import { messages } from './messages.ts';
import { readPathways } from './pathways.ts';
import type { Pathways } from './pathways.ts';
import { readResources } from './resources.ts';
import type { Resources } from './resources.ts';

const report = reporter(messages);

export const MAP_OPTIONS: MethodOption[] = [
  {
    name: 'resources',
    type: 'file',
    label: {
      en: 'Resources: resource, cost; minutes, or available_minutes and practical_share; hospital_id',
      zh: '资源：resource、cost；minutes，或 available_minutes 与 practical_share；hospital_id',
    },
  },
  {
    name: 'pathways',
    type: 'file',
    label: {
      en: 'Process maps: pathway, step, resource, minutes; probability, quantity, supplies, by_day, codes (with | between)',
      zh: '流程图：pathway、step、resource、minutes；probability、quantity、supplies、by_day、codes（以 | 分隔）',
    },
  },
  {
    name: 'assignments',
    type: 'file',
    label: {
      en: 'Pathways of groups: case_group, pathway; else a group takes the pathway of its name',
      zh: '病组对应的路径：case_group、pathway；缺省采用与病组同名的路径',
    },
    optional: true,
  },
];

export const EVENT_OPTION: MethodOption = {
  name: 'events',
  type: 'file',
  label: {
    en: 'What was done: case_id, step or code; resource, minutes, quantity, date. Else the items of the data, by code',
    zh: '实际发生的事件：case_id、step 或 code；resource、minutes、quantity、date。缺省取数据中的收费明细，按编码匹配',
  },
  optional: true,
};

export const USE_OPTIONS: MethodOption[] = [
  ...MAP_OPTIONS,
  {
    name: 'basis',
    type: 'text',
    label: {
      en: 'Minutes as the process map plans them, or of what was done',
      zh: '分钟数口径：按流程图计划，或按实际事件',
    },
    oneOf: ['standard', 'events'],
    default: 'standard',
  },
  EVENT_OPTION,
  ...CASE_OPTIONS,
];

interface Walked {
  resources: Resources;
  pathways: Pathways;
  /** Cases of the period with `pathway` (null: none). */
  cases: string;
}

/** The cases with the pathway of their group. */
async function walkedCases(context: MethodContext): Promise<Checked<Walked>> {
  const resources = await readResources(context);
  const pathways = await readPathways(context, resources.value);
  const found = await costedCases(context);
  const diagnostics = [resources, pathways, found].flatMap((one) => one.diagnostics);
  if (hasErrors(diagnostics) || !resources.value || !pathways.value || !found.value) return { diagnostics };
  const cases = context.temporary();
  await context.warehouse.run(
    `create table ${cases} as select c.*, a.pathway from ${found.value} c left join ${pathways.value.assignments} a using (case_group)`,
  );
  diagnostics.push(...(await withoutPathway(context, cases)));
  return { value: { resources: resources.value, pathways: pathways.value, cases }, diagnostics };
}

async function withoutPathway({ warehouse, at }: MethodContext, cases: string): Promise<Diagnostic[]> {
  const rows = await warehouse.values(
    `select coalesce(case_group, '–'), count(*) as n from ${cases} where pathway is null group by 1 order by n desc, 1`,
  );
  if (rows.length === 0) return [];
  const count = rows.reduce((sum, [, n]) => sum + Number(n), 0);
  const examples = rows.slice(0, 5).map(([group]) => String(group));
  return [report('no-pathway', { count, examples: examples.join(', ') }, at)];
}

export interface Used extends Walked {
  /**
   * A row per case, step and resource, or per event and resource, and per supplies: case_id, pathway, step, resource (null: supplies), minutes
   * (decimal(38,4)), cost (money; null where the hospital has no cost of the resource), reason, and where it was read.
   */
  uses: string;
  /** Events, where the basis is what was done. */
  events: string | undefined;
}

export async function usedResources(context: MethodContext): Promise<Checked<Used>> {
  const walked = await walkedCases(context);
  if (!walked.value) return { diagnostics: walked.diagnostics };
  const diagnostics = [...walked.diagnostics];
  const { pathways, resources, cases } = walked.value;
  const uses = context.temporary();
  if (new Options(context.options).text('basis') === 'standard') {
    await context.warehouse.run(`create table ${uses} as ${planned(cases, pathways, resources)}`);
    diagnostics.push(...(await without(context, uses)));
    return { value: { ...walked.value, uses, events: undefined }, diagnostics };
  }
  const events = await openEvents(context, cases, pathways);
  diagnostics.push(...events.diagnostics);
  if (!events.value || hasErrors(diagnostics)) return { diagnostics };
  await context.warehouse.run(`create table ${uses} as ${done(events.value, cases, pathways, resources)}`);
  diagnostics.push(...(await without(context, uses)));
  const [lost] = await context.warehouse.values(
    `select count(*) from ${events.value} where own is null and pathway is not null`,
  );
  if (Number(lost?.[0] ?? 0) > 0)
    diagnostics.push(report('events-without-step', { count: Number(lost?.[0]) }, context.at));
  return { value: { ...walked.value, uses, events: events.value }, diagnostics };
}

/** A whole number of units of the fourth digit as a decimal. */
export const fourth = (whole: string, type: string) =>
  `(${whole}::decimal(38,0) * 0.0001::decimal(4,4))::${type}`;

/** The hospital's own cost of a resource before that of all: of `u.resource` for `c.hospital_id`. */
export function hospitalRate({ table }: Resources): { join: string; cost: string; capacity: string } {
  return {
    join: `left join ${table} o on o.resource = u.resource and o.hospital_id = c.hospital_id
      left join ${table} r on r.resource = u.resource and r.hospital_id is null`,
    cost: 'coalesce(o.cost, r.cost)',
    capacity: 'case when o.cost is not null then o.minutes else r.minutes end',
  };
}

/** minutes × times × probability, each with four digits, of every step; costs are those of a hospital and pathway, found once. */
function planned(cases: string, pathways: Pathways, resources: Resources): string {
  const { join, cost, capacity } = hospitalRate(resources);
  const minutes = 'u.minutes * s.quantity * s.probability';
  return `
    with standard as (
      select c.hospital_id, c.pathway, s.step, u.resource, u.row as item, 'standard-time' as reason,
        ${fourth(halfEven(`(${minutes})`, '100000000::hugeint'), 'decimal(38,4)')} as minutes,
        ${fourth(halfEven(`(${minutes} * ${cost})`, `(${capacity}) * 100000000::hugeint`), MONEY)} as cost
      from (select distinct hospital_id, pathway from ${cases} where pathway is not null) c
        join ${pathways.steps} s on s.pathway = c.pathway join ${pathways.uses} u on u.pathway = s.pathway and u.step = s.step
        ${join}
      union all
      select c.hospital_id, c.pathway, s.step, null, s.row, 'standard-supplies', null,
        ${fourth(halfEven('(s.supplies * s.quantity * s.probability)', '100000000::hugeint'), MONEY)}
      from (select distinct hospital_id, pathway from ${cases} where pathway is not null) c
        join ${pathways.steps} s on s.pathway = c.pathway where s.supplies > 0)
    select c.case_id, t.pathway, t.step, t.resource, t.minutes, t.cost, t.reason, 'inpatient_case' as origin, c._source, c._file, c._line, t.item,
      c.discharge_date as day, c.hospital_id
    from ${cases} c join standard t on t.pathway = c.pathway and t.hospital_id is not distinct from c.hospital_id`;
}

/**
 * What was done: an event’s own minutes where it has them (a step of several resources keeps their proportion), else those of the process map times
 * how often; what is taken back (a quantity below nothing) takes its minutes back.
 */
function done(events: string, cases: string, pathways: Pathways, resources: Resources): string {
  const { join, cost, capacity } = hospitalRate(resources);
  const own = 'e.minutes * sign(e.quantity)::hugeint';
  // Minutes are over / under, in units of the fourth digit.
  const over = `case when e.minutes is null then u.minutes * e.quantity when e.resource is not null or s.duration = 0 then ${own} else ${own} * u.minutes end`;
  const under = `case when e.minutes is null then 10000::hugeint when e.resource is not null or s.duration = 0 then 1::hugeint else s.duration end`;
  const where = (of: string) =>
    `${of}.origin, ${of}._source, ${of}._file, ${of}._line, ${of}.item, ${of}.day, c.hospital_id`;
  return `
    with e as (select * from ${events} where own is not null),
    d as (
      select e.* exclude (resource), u.resource, (${over}) as over, (${under}) as under
      from e join ${pathways.steps} s on s.pathway = e.pathway and s.step = e.own
        join ${pathways.uses} u on u.pathway = e.pathway and u.step = e.own and (e.resource is null or e.resource = u.resource))
    select u.case_id, u.pathway, u.own as step, u.resource, ${fourth(halfEven('u.over', 'u.under'), 'decimal(38,4)')} as minutes,
      ${fourth(halfEven(`(u.over * ${cost})`, `u.under * (${capacity})`), MONEY)} as cost,
      case when u.minutes is null then 'event-standard-time' else 'event-time' end as reason, ${where('u')}
    from d u join ${cases} c using (case_id) ${join}
    union all
    select e.case_id, e.pathway, e.own, null, null, ${fourth(halfEven('(s.supplies * e.quantity)', '10000::hugeint'), MONEY)}, 'event-supplies', ${where('e')}
    from e join ${pathways.steps} s on s.pathway = e.pathway and s.step = e.own join ${cases} c using (case_id) where s.supplies > 0`;
}

/** Resources that have a cost, but not for the hospital that used them. */
async function without({ warehouse, at }: MethodContext, uses: string): Promise<Diagnostic[]> {
  const rows = await warehouse.values(
    `select resource, count(distinct case_id) from ${uses} where cost is null group by resource order by resource`,
  );
  return rows.map(([resource, count]) =>
    report('resource-of-no-hospital', { resource: String(resource), count: Number(count) }, at),
  );
}
