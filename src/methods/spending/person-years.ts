/**
 * The spending of people by year, annualised and truncated: what `spending.person-year`, `spending.strata` and `spending.trend` are made of. One pass over the
 * lines, or months of lines, or years of months: each is joined to its person, whose months decide, and added to a sum by person, year and kind.
 */
import { CATEGORIES } from '../../data/sums/categories.ts';
import type { Checked } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { bitsType } from '../shared/coverage.ts';
import { halfEven, units } from '../shared/exact.ts';
import { unknownPlans } from '../shared/plans.ts';
import { spendingLines } from './lines.ts';
import type { SpendingLines } from './lines.ts';
import { truncationProblems, yearsOf } from './options.ts';
import {
  countedWhere,
  ENROLMENT,
  enrolmentAt,
  monthsIn,
  monthsOfType,
  ofYear,
  spendingPeople,
} from './people.ts';
import type { Years } from './people.ts';

interface PersonYears {
  /**
   * `person_id` (if asked for), `year`, `provider`, `enrolment` (place in `ENROLMENT`), `months`, `amount`, a column per kind (if asked for), `annual`, `cap`, `truncated_annual`, `truncated`.
   * A row for each year a person has months in, or spending that counts; by month a row for each enrolment type of those.
   */
  table: string;
  people: string;
  years: Years;
  lines: SpendingLines;
}

/** Columns of the kinds of spending: of `personYears`, or unknown where they were not asked for. */
export function kindsOf(context: MethodContext, column: (name: string) => string): string {
  const kinds = new Options(context.options).boolean('by_category');
  return CATEGORIES.map((name) => `${kinds ? column(name) : 'null::decimal(38,4)'} as ${name}`).join(', ');
}

/** Exact money of four digits from whole ten-thousandths. */
export const fromUnits = (whole: string) =>
  `((${whole})::decimal(38,0) * 0.0001::decimal(5,4))::decimal(38,4)`;

/** `byMonth`: by the enrolment type of months, not of the year. `named`: rows say whose they are; without it there is less to write and read. */
export async function personYears(
  context: MethodContext,
  { byMonth = false, named = true } = {},
): Promise<Checked<PersonYears>> {
  const problems = truncationProblems(context);
  const asked = yearsOf(context);
  if (!asked.value || problems.length > 0) return { diagnostics: [...problems, ...asked.diagnostics] };
  const years = asked.value;
  const read = await spendingLines(context, years);
  if (!read.value) return { diagnostics: read.diagnostics };
  const lines = read.value;
  const options = new Options(context.options);
  const people = await spendingPeople(context, years, { byMonth });
  const whole = byMonth || options.boolean('by_category') ? undefined : lines.years();
  const rows =
    whole === undefined
      ? await ofSums(context, { people, years, lines, byMonth })
      : await ofYears(context, { people, years, lines, whole });
  const into = context.temporary();
  const annual = fromUnits(halfEven(`(${units('amount')} * 12)`, 'months::hugeint'));
  await context.warehouse.run(
    `create table ${into} as
     with rows as (
       select * replace (enrolment::tinyint as enrolment, coalesce(amount, 0)::decimal(38,4) as amount), (${years.first} + y)::integer as year from (${rows})
     )
     -- Most are covered all year, and what need not be divided is not.
     select * exclude (y${named ? '' : ', person_id'}), case when months = 12 then amount when months > 0 then ${annual} end as annual from rows`,
  );
  const table = await truncated(context, options, into);
  return {
    value: { table, people, years, lines },
    diagnostics: [...(await unknownPlans(context)), ...(await lines.diagnostics())],
  };
}

interface Asked {
  people: string;
  years: Years;
  lines: SpendingLines;
}

/** The places of years. */
const spanOf = ({ first, last }: Years) => `range(${last - first + 1}) t(y)`;

/** Of months as bits, those of the year `t.y`. */
const monthsOf = (mask: string) => `bit_count(${monthsIn(mask, 't.y')})::integer as months`;

/** Adds lines, or months of them, up by person, year and kind, and gives the rows of `people` as a query: `y` is the place of the year. */
async function ofSums(
  context: MethodContext,
  { people, years, lines, byMonth }: Asked & { byMonth: boolean },
): Promise<string> {
  const options = new Options(context.options);
  const kinds = options.boolean('by_category');
  // One whole number for person (its row), year, by month the enrolment type, and kind: grouping by it is cheaper than by several columns.
  const key = (person: string, year: string, place: string) =>
    byMonth ? `(${person} * 8 + ${place}) * 16 + ${year}` : `${person} * 16 + ${year}`;
  const k = key('p.rowid', `(year(l.day) - ${years.first})`, enrolmentAt('l.day', years, byMonth));
  const sums = context.temporary();
  await context.warehouse.run(
    `create table ${sums} as
     select ${kinds ? `(${k}) * 16 + l.category` : k} as k, sum(l.amount) as amount
     from (${lines.counted()}) l join ${people} p on p.person_id = l.person_id where ${countedWhere(options, years)} group by 1`,
  );
  const rows = byMonth
    ? `select p.rowid as n, t.y, person_id, provider, s.place as enrolment, ${monthsOf(monthsOfType('s.place'))}
       from ${people} p, ${spanOf(years)}, range(${ENROLMENT.length}) s(place)`
    : `select p.rowid as n, t.y, person_id, provider, ${ofYear('t.y', years)} as enrolment, ${monthsOf('p.mask')} from ${people} p, ${spanOf(years)}`;
  const wide = kinds
    ? `select k >> 4 as k, sum(amount)::decimal(38,4) as amount,
         ${CATEGORIES.map((name, i) => `coalesce(sum(amount) filter (where k & 15 = ${i}), 0)::decimal(38,4) as ${name}`).join(', ')}
       from ${sums} where amount is not null group by 1`
    : `select k, amount::decimal(38,4) as amount from ${sums} where amount is not null`;
  const columns = kinds
    ? CATEGORIES.map((name) => `, coalesce(w.${name}, 0)::decimal(38,4) as ${name}`).join('')
    : '';
  return `select person_id, r.y, provider, r.enrolment, r.months, w.amount${columns}
    from (${rows}) r left join (${wide}) w on w.k = ${key('r.n', 'r.y', 'r.enrolment')} where r.months > 0 or w.k is not null`;
}

/** The same by years as a whole, of everyone whose months with a line all count, which is nearly everyone; the others’ are added up. */
async function ofYears(
  context: MethodContext,
  { people, years, lines, whole }: Asked & { whole: string },
): Promise<string> {
  const { first, last } = years;
  const each = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const isWhole = new Options(context.options).boolean('covered_only')
    ? 'coalesce(l.months & ~p.mask = 0, true)'
    : 'true';
  const wide = context.temporary();
  // A person has one row a year.
  await context.warehouse.run(
    `create table ${wide} as
     select p.*, l.* exclude (person_id, months), ${isWhole} as whole
     from ${people} p left join (
       select person_id, bit_or(months::${bitsType(12 * each.length)} << ((year - ${first}) * 12)::integer) as months,
         ${each.map((year) => `any_value(amount) filter (where year = ${year}) as a${year}`).join(', ')}
       from (${whole}) group by person_id
     ) l on l.person_id = p.person_id`,
  );
  const amount = `case t.y ${each.map((year, i) => `when ${i} then p.a${year}`).join(' ')} end as amount`;
  const others = `(select rowid, * from ${wide} where not whole)`;
  return `select * from (
      select person_id, t.y, provider, ${ofYear('t.y', years)} as enrolment, ${monthsOf('p.mask')}, ${amount}
      from ${wide} p, ${spanOf(years)} where whole)
    where months > 0 or amount is not null
    union all ${await ofSums(context, { people: others, years, lines, byMonth: false })}`;
}

/** Annualised spending cut at the amount, and what of it falls to the months there were. */
async function truncated(context: MethodContext, options: Options, from: string): Promise<string> {
  const { warehouse } = context;
  const into = context.temporary();
  let cap = 'null::decimal(38,4)';
  let join = '';
  if (options.has('truncate_at')) cap = `${options.decimal('truncate_at')}::decimal(38,4)`;
  else if (options.has('truncate')) {
    const caps = context.temporary();
    const share = options.decimal('truncate');
    const digits = share.split('.')[1]?.length ?? 0;
    // Nearest rank, ⌈p·n⌉: of a decimal the database finds it in whole numbers, not in doubles.
    await warehouse.run(
      `create table ${caps} as
       select year, enrolment, quantile_disc(annual, ${share}::decimal(${digits + 2},${digits})) as cap
       from ${from} where months > 0 group by all`,
    );
    cap = 'c.cap';
    join = `left join ${caps} c on c.year = f.year and c.enrolment = f.enrolment`;
  }
  const cut = `least(annual, ${cap})`;
  const part = fromUnits(halfEven(`(${units('truncated_annual')} * months)`, '12::hugeint'));
  await warehouse.run(
    `create view ${into} as
     select *, case when annual is null then null when cap is null or annual <= cap then amount else ${part} end::decimal(38,4) as truncated
     from (select f.*, ${cap} as cap, ${cut}::decimal(38,4) as truncated_annual from ${from} f ${join})`,
  );
  return into;
}
