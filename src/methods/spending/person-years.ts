/**
 * The spending of people by year, annualised and truncated: what `spending.person-year`, `spending.strata` and `spending.trend` are made of. One pass over the
 * lines, or months of lines, or years of months: each is joined to its person, whose months decide, and added to a sum by person, year and kind.
 */
import { CATEGORIES } from '../../data/sums/categories.ts';
import type { Checked } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
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
   * `person_id`, `year`, `provider`, `enrolment` (place in `ENROLMENT`), `months`, `amount`, a column per kind (if asked for), `annual`, `cap`, `truncated_annual`, `truncated`.
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

export async function personYears(context: MethodContext, byMonth = false): Promise<Checked<PersonYears>> {
  const problems = truncationProblems(context);
  const asked = yearsOf(context);
  if (!asked.value || problems.length > 0) return { diagnostics: [...problems, ...asked.diagnostics] };
  const years = asked.value;
  const read = await spendingLines(context, years);
  if (!read.value) return { diagnostics: read.diagnostics };
  const lines = read.value;
  const options = new Options(context.options);
  const { warehouse } = context;
  const people = await spendingPeople(context, years, { byMonth });
  const kinds = options.boolean('by_category');
  // One whole number for person (its row), year, by month the enrolment type, and kind: grouping by it is cheaper than by several columns.
  const key = (person: string, year: string, place: string) =>
    byMonth ? `(${person} * 8 + ${place}) * 16 + ${year}` : `${person} * 16 + ${year}`;
  const k = key('p.rowid', `(year(l.day) - ${years.first})`, enrolmentAt('l.day', years, byMonth));
  const sums = context.temporary();
  const added = (from: string) =>
    `select ${kinds ? `(${k}) * 16 + l.category` : k} as k, sum(l.amount) as amount
     from (${lines.counted()}) l join ${from} p on p.person_id = l.person_id where ${countedWhere(options, years)} group by 1`;
  const whole = byMonth || kinds ? undefined : lines.years();
  if (whole === undefined) await warehouse.run(`create table ${sums} as ${added(people)}`);
  else await addYears(context, { sums, people, years, rows: whole, added });
  const into = context.temporary();
  const months = (mask: string) => `bit_count(${monthsIn(mask, 't.y')})::integer as months`;
  const span = `range(${years.last - years.first + 1}) t(y)`;
  const rows = byMonth
    ? `select p.rowid as n, t.y, person_id, provider, s.place as enrolment, ${months(monthsOfType('s.place'))}
       from ${people} p, ${span}, range(${ENROLMENT.length}) s(place)`
    : `select p.rowid as n, t.y, person_id, provider, ${ofYear('t.y', years)} as enrolment, ${months('p.mask')} from ${people} p, ${span}`;
  const wide = kinds
    ? `select k >> 4 as k, sum(amount)::decimal(38,4) as amount,
         ${CATEGORIES.map((name, i) => `coalesce(sum(amount) filter (where k & 15 = ${i}), 0)::decimal(38,4) as ${name}`).join(', ')}
       from ${sums} where amount is not null group by 1`
    : `select k, amount::decimal(38,4) as amount from ${sums} where amount is not null`;
  const columns = kinds
    ? CATEGORIES.map((name) => `, coalesce(w.${name}, 0)::decimal(38,4) as ${name}`).join('')
    : '';
  const annual = fromUnits(halfEven(`(${units('amount')} * 12)`, 'months::hugeint'));
  await warehouse.run(
    `create table ${into} as
     with rows as (${rows}),
     joined as (
       select r.person_id, (${years.first} + r.y)::integer as year, r.provider, r.enrolment::tinyint as enrolment, r.months, coalesce(w.amount, 0)::decimal(38,4) as amount${columns}
       from rows r left join (${wide}) w on w.k = ${key('r.n', 'r.y', 'r.enrolment')} where r.months > 0 or w.k is not null
     )
     -- Most are covered all year, and what need not be divided is not.
     select *, case when months = 12 then amount when months > 0 then ${annual} end as annual from joined`,
  );
  const table = await truncated(context, options, into);
  return {
    value: { table, people, years, lines },
    diagnostics: [...(await unknownPlans(context)), ...(await lines.diagnostics())],
  };
}

/**
 * Sums by person and year, of years as a whole where all their months count, which is nearly always; else of the months that do, as `added` adds them up for some
 * people.
 */
async function addYears(
  context: MethodContext,
  asked: { sums: string; people: string; years: Years; rows: string; added: (people: string) => string },
): Promise<void> {
  const { sums, people, years, rows, added } = asked;
  const place = `(l.year - ${years.first})`;
  const isWhole = new Options(context.options).boolean('covered_only')
    ? `l.months & ~${monthsIn('p.mask', place)} = 0`
    : 'true';
  await context.warehouse.run(
    `create table ${sums} as
     select k, case when whole then amount end as amount, whole
     from (select p.rowid * 16 + ${place} as k, l.amount, ${isWhole} as whole from (${rows}) l join ${people} p on p.person_id = l.person_id)`,
  );
  const rest = `select k from ${sums} where not whole`;
  const some = `(select rowid, * from ${people} where rowid in (select k >> 4 from (${rest})))`;
  await context.warehouse.run(
    `insert into ${sums} select k, amount, true from (${added(some)}) where k in (${rest})`,
  );
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
