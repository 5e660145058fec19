/** A measure as SQL: who is in it, who is left out, what counts; over a row of a person `p`, or of a unit `u` and the person `p`. */
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import { dateLiteral, literals } from '../../options.ts';
import type { CheckedMeasure } from './check.ts';
import type { Asked } from './criteria.ts';
import { ageOf, Criteria } from './criteria.ts';
import type { People } from './people.ts';
import { plansKey } from './people.ts';
import type { Plan } from './plan.ts';
import { isEvent } from './event-bits.ts';
import { movedSql } from './plan.ts';

export interface Compiled {
  measure: CheckedMeasure;
  asked: Asked;
  /** Of units that are no people: SQL of the table of units, made from the event table. */
  unit: { source: string; select: (table: string) => string } | undefined;
  /** Tests of the population with why one is not known; true, false or null. */
  population: (people: People) => { test: string; unknown: string }[];
  /** True, false or null. */
  excluded: string;
  /** SQL of exact numbers; null where not known. */
  numerator: string;
  denominator: string;
  age: string;
}

/** One decimal for counts and amounts alike. */
const NUMBER = 'decimal(38,4)';

export function compile(plan: Plan, measure: CheckedMeasure, asked: Asked): Compiled {
  const { document, unit } = measure;
  const criteria = new Criteria(plan, measure, asked);
  const { population, exclusions } = document;
  const where = population.where && criteria.sql(population.where);
  const age = ageOf(plan.days, document);
  const tests = (people: People) => {
    const { sex, age: ages, plans, enrolled } = population;
    const found: { test: string; unknown: string }[] = [];
    if (document.kind === 'rate') found.push({ test: 'p.months > 0', unknown: 'unknown' });
    if (enrolled) {
      const rule = people.enrolled(document);
      const spans = people.spans.get(plansKey(document)) ?? '';
      found.push({
        test: rule === undefined ? throughout(plan, spans, enrolled.within) : `coalesce(p.${rule}, false)`,
        unknown: 'unknown',
      });
    }
    if (plans)
      found.push({
        test: `coalesce(list_has_any(p.plans, [${literals(plans).slice(1, -1)}]), false)`,
        unknown: 'unknown',
      });
    if (where !== undefined) found.push({ test: where, unknown: 'unknown' });
    if (sex) found.push({ test: `p.sex = '${sex}'`, unknown: 'sex-unknown' });
    if (ages?.from !== undefined) found.push({ test: `${age} >= ${ages.from}`, unknown: 'age-unknown' });
    if (ages?.to !== undefined) found.push({ test: `${age} <= ${ages.to}`, unknown: 'age-unknown' });
    return found;
  };
  const excluded = exclusions.map(({ where: one }) => criteria.sql(one));
  return {
    measure,
    asked,
    unit: unit && unitsOf(plan, measure),
    population: tests,
    excluded: excluded.length === 0 ? 'false' : `(${excluded.join(' or ')})`,
    ...quantities(plan, measure, criteria),
    age,
  };
}

/** Covered on every day of a window about the unit; up to the as-of date and to death. */
function throughout(
  plan: Plan,
  spans: string,
  within: { of: string; from?: string | undefined; to?: string | undefined } | undefined,
): string {
  const anchor = within?.of === 'end' ? 'u.unit_end' : 'u.unit_start';
  const first = within?.from === undefined ? anchor : movedSql(anchor, within.from);
  const last = within?.to === undefined ? anchor : movedSql(anchor, within.to);
  return `case when ${anchor} is not null then exists (select 1 from ${spans} e where e.person_id = u.person_id and e.first <= ${first} and e.last >= least(${last}, ${dateLiteral(plan.days.asOf)}, coalesce(p.death_date, ${last}))) end`;
}

function unitsOf(plan: Plan, { document, unit }: CheckedMeasure): NonNullable<Compiled['unit']> {
  if (!unit) throw new Error('units are people');
  const table = plan.table(unit.source);
  const place = table.event(unit);
  table.hasUnits = true;
  const day = table.day(unit);
  const start = table.start();
  const amounts = [
    ...(document.value === undefined ? [] : [document.value]),
    ...[...(document.part ?? []), ...(document.whole ?? [])].map(({ column }) => column),
  ];
  const columns = [...new Set(amounts)].map((column) => [column, table.amount(column)] as const);
  return {
    source: unit.source.table,
    select: (from) =>
      `select x.rowid as unit_row, x.person_id, x.${start} as unit_start, x.ends as unit_end, x.${day} as unit_day, x.provider,
         x.* exclude (person_id, provider, ends)${columns.map(([name, value]) => `, x.${value} as ${quoteIdentifier(`amount ${name}`)}`).join('')}
       from ${from} x where ${isEvent('x', place)} and x.${day} >= ${dateLiteral(plan.days.from)} and x.${day} < ${dateLiteral(plan.days.to)}
       ${document.each === 'day' ? `qualify row_number() over (partition by x.person_id, x.${day} order by x.provider nulls last, x.rowid) = 1` : ''}`,
  };
}

function quantities(
  plan: Plan,
  { document, unit }: CheckedMeasure,
  criteria: Criteria,
): { numerator: string; denominator: string } {
  const amount = (column: string) => `u.${quoteIdentifier(`amount ${column}`)}::${NUMBER}`;
  const added = (parts: readonly { event?: string | undefined; column: string; less: boolean }[]) =>
    parts
      .map(({ event, column, less }, i) => {
        const one = unit ? amount(column) : sumOf(plan, criteria, event ?? '', column);
        return less ? ` - ${one}` : i === 0 ? one : ` + ${one}`;
      })
      .join('');
  switch (document.kind) {
    case 'proportion':
      return {
        numerator: `(case when ${criteria.sql(document.numerator ?? { all: [] })} then 1 when not ${criteria.sql(document.numerator ?? { all: [] })} then 0 end)::${NUMBER}`,
        denominator: `1::${NUMBER}`,
      };
    case 'rate': {
      const { event: name = '', each = 'row', within } = document.count ?? {};
      const event = criteria.event(name);
      const table = criteria.table(event);
      const day = `x.${table.day(event)}`;
      const place = table.event(event, criteria.daysAsked(day, within));
      const test = `${isEvent('x', place)} and ${criteria.window(day, within)}`;
      const aggregate =
        each === 'day'
          ? `count(distinct case when ${test} then ${day} end)`
          : `count(case when ${test} then 1 end)`;
      const column = criteria.asked.column(event.source.table, place, aggregate);
      return { numerator: `coalesce(${column}, 0)::${NUMBER}`, denominator: `p.months::${NUMBER}` };
    }
    case 'mean':
      return {
        numerator: amount(document.value ?? ''),
        denominator: `(case when ${amount(document.value ?? '')} is not null then 1 end)::${NUMBER}`,
      };
    case 'share':
      return {
        numerator: `(${added(document.part ?? [])})::${NUMBER}`,
        denominator: `(${added(document.whole ?? [])})::${NUMBER}`,
      };
  }
}

/** What a person's events add up to in the period; not known where an amount is not. */
function sumOf(plan: Plan, criteria: Criteria, name: string, column: string): string {
  const event = criteria.event(name);
  const table = plan.summed(event.source);
  const test = `${table.test(event.condition)} and ${criteria.window(`x.${table.day(event)}`, undefined)}`;
  table.raw.add(column);
  const value = `x.${quoteIdentifier(column)}`;
  if (plan.detail) {
    const rows = plan.table(event.source);
    rows.event(event);
    rows.day(event);
    rows.amount(column);
  }
  const sum = table.sum(`sum(case when ${test} then ${value} end)`);
  const unknown = table.sum(`count(case when ${test} and ${value} is null then 1 end)`);
  return `(case when coalesce(${unknown}, 0) = 0 then coalesce(${sum}, 0) end)::${NUMBER}`;
}
