/** Lines of claims as spending: the day, the amount, the kind; and for each that does not count, why. */
import { CATEGORIES, categoryNumber } from '../../data/sums/categories.ts';
import { MONTHS, SUMS, YEARS } from '../../data/sums/sums.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { parseDuration } from '../../language/value.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral, literals, Options } from '../options.ts';
import { report as reportFile } from '../messages.ts';
import { isAfterAsOf, isCutBefore, leftAfterAsOf } from '../shared/as-of.ts';
import { withCases } from '../shared/cases.ts';
import { badDates, fileColumns } from '../shared/files.ts';
import { report } from './messages.ts';
import type { Years } from './people.ts';

export interface SpendingLines {
  /** A query: `tbl`, `person_id`, `day`, `paid_date`, `raw` (the amount as read), `amount` (counted, exact), `category`, `failed`, `deducted` and where it was read. */
  query(only?: string): string;
  /**
   * The same for sums: `person_id`, `day`, `amount` (perhaps unknown), `category`, `counts`. Where nothing is asked that a month does not know, a row is what was
   * spent on a person in a month on one kind, and the month's first day is its day.
   */
  counted(): string;
  /** Years of people as a whole: `person_id`, `year`, `months` (with a line, as bits), `amount` (perhaps unknown). Undefined where more is asked than that, or they are not there. */
  years(): string | undefined;
  /** What could not be decided, said once. */
  diagnostics(): Promise<Diagnostic[]>;
}

export async function spendingLines(given: MethodContext, asked: Years): Promise<Checked<SpendingLines>> {
  const { context, diagnostics: cases } = await withCases(given);
  const options = new Options(context.options);
  const deductions = await deductionsOf(context);
  const rates = await ratesOf(context);
  const except = await exceptOf(context);
  const problems = [...deductions.diagnostics, ...rates.diagnostics, ...except.diagnostics];
  if (problems.length > 0) return { diagnostics: problems };
  const categories = options.list('categories');
  const column = options.text('amount');
  const failures = failuresOf(context, options, asked, except.value);
  const day = {
    line: 'coalesce(c.claim_line_start_date, c.claim_start_date)',
    claim_start: 'coalesce(c.claim_start_date, c.claim_line_start_date)',
    claim_end:
      'coalesce(c.claim_end_date, c.claim_line_end_date, c.claim_start_date, c.claim_line_start_date)',
  }[options.text('date') as 'line' | 'claim_start' | 'claim_end'];
  const place = 'c._source, c._file, c._line, c.claim_id, c.claim_line_number';
  const less = deductions.value;
  const drugs = (only: string, more: string) =>
    categories.includes('drug')
      ? ` union all select 'pharmacy_claim', c.person_id, c.dispensing_date, c.paid_date, c.${column}, c.${column}, false,
        ${CATEGORIES.indexOf('drug')}::tinyint, null${more}
      from ${context.table('pharmacy_claim')} c where ${only}`
      : '';
  const sources = (only: string, full: boolean) => {
    // Wide enough for a difference of any two amounts.
    const net = less ? `c.${column}::decimal(20,4) - coalesce(d.amount, 0)` : `c.${column}`;
    const first = less
      ? `left join ${less} d on d.claim_id = c.claim_id and d.first_line = c.claim_line_number`
      : '';
    const own = full ? `, ${place}` : '';
    const who = except.value ? ', coalesce(c.facility_npi, c.billing_npi, c.rendering_npi) as who' : '';
    return `select c._table as tbl, c.person_id, ${day} as day, c.paid_date, c.${column} as raw, ${net} as net,
        ${less ? 'd.amount is not null' : 'false'} as deducted, (${categoryNumber()})::tinyint as category, c.hcpcs_code as code${who}${own}
      from ${context.table('medical_claim')} c ${first} where ${only}${drugs(only, `${who && ', c.dispensing_provider_npi'}${own}`)}`;
  };
  // Lines by their own day, whole, without a look at codes, providers or payments.
  const sums = await sumsThere(context);
  const byMonth =
    sums.has(MONTHS.name) &&
    options.text('date') === 'line' &&
    less === undefined &&
    rates.value === undefined &&
    failures.every(([reason]) => OF_MONTHS.has(reason));
  const months = () =>
    `select 'medical_claim' as tbl, c.person_id, c.month as day, null::date as paid_date, c.${column} as raw, c.${column} as net, false as deducted,
        c.category, null::varchar as code from ${context.table(MONTHS.name)} c${drugs('true', '')}`;
  const byYear =
    byMonth &&
    sums.has(YEARS.name) &&
    !categories.includes('drug') &&
    failures.every(([reason]) => OF_YEARS.has(reason));
  const converted = (from: string) =>
    rates.value
      ? `select l.* exclude (net), (net::decimal(20,4) * r.rate)::decimal(38,12) as amount, r.rate is null and day is not null as unrated
         from (${from}) l asof left join ${rates.value} r on l.day >= r.since`
      : `select * rename (net as amount), false as unrated from (${from})`;
  const failed = `case ${failures.map(([reason, when]) => `when ${when} then '${reason}'`).join(' ')} end`;
  return {
    value: {
      query: (only = 'true') => `select *, ${failed} as failed from (${converted(sources(only, true))})`,
      counted: () => {
        // Sums pass over what is unknown by themselves.
        const conditions = failures.flatMap(([reason, when]) =>
          reason === 'no-amount' ? [] : [`not (${when})`],
        );
        return `select person_id, day, amount, category, ${conditions.join(' and ')} as counts from (${converted(byMonth ? months() : sources('true', false))})`;
      },
      years: () =>
        byYear
          ? `select person_id, year, months, ${column} as amount from ${context.table(YEARS.name)}
             where year between ${asked.first} and ${asked.last}`
          : undefined,
      diagnostics: async () => [
        ...cases,
        ...(await undecided(context, options, converted(sources('true', false)), failures)),
      ],
    },
    diagnostics: [],
  };
}

/** Names of the sums that were written with the data and are open. */
async function sumsThere({ warehouse }: MethodContext): Promise<Set<string>> {
  const names = literals(SUMS.map(({ name }) => name));
  const rows = await warehouse.values(
    `select table_name from information_schema.tables where table_schema = 'data' and table_name in ${names}`,
  );
  return new Set(rows.map(([name]) => String(name)));
}

/** Reasons not to count that a month as a whole has or has not. */
const OF_MONTHS: ReadonlySet<string> = new Set([
  'no-date',
  'outside-years',
  'excluded-category',
  'no-amount',
]);

/** Those that a year as a whole has or has not. */
const OF_YEARS: ReadonlySet<string> = new Set(['no-date', 'outside-years', 'no-amount']);

/** Conditions that are never unknown, in the order in which the first is the reason. */
function failuresOf(
  context: MethodContext,
  options: Options,
  { first, last }: Years,
  except?: string,
): [string, string][] {
  const failures: [string, string][] = [
    ['no-date', 'day is null'],
    [
      'outside-years',
      `(day < ${dateLiteral(`${first}-01-01`)} or day >= ${dateLiteral(`${last + 1}-01-01`)})`,
    ],
  ];
  // Where drugs are not asked for no pharmacy claim is read, and no other line is of that kind.
  const left = CATEGORIES.map((name, i) => ({ name, i })).filter(
    ({ name }) => name !== 'drug' && !options.list('categories').includes(name),
  );
  if (left.length > 0)
    failures.push(['excluded-category', `category in (${left.map(({ i }) => i).join(', ')})`]);
  if (options.has('exclude_codes')) {
    failures.push(['excluded-code', `coalesce(code in ${literals(options.list('exclude_codes'))}, false)`]);
  }
  if (isCutBefore(context, `${last + 1}-01-01`)) failures.push(['after-as-of', isAfterAsOf(context, 'day')]);
  if (except !== undefined) {
    failures.push(
      ['no-provider', 'who is null'],
      ['excluded-provider', `coalesce(who in (select id from ${except}), false)`],
    );
  }
  failures.push(['no-amount', 'raw is null']);
  const limits: string[] = [];
  if (options.has('paid_by')) limits.push(dateLiteral(options.text('paid_by')));
  const duration = parseDuration(options.maybe('run_out') ?? '');
  if (duration) {
    // The day before: what is paid within three months of a year's end was paid before the first of April.
    limits.push(
      `(make_date(year(day) + 1, 1, 1) + interval ${duration.months} months + interval ${duration.days} days - interval 1 day)::date`,
    );
  }
  if (limits.length > 0) {
    failures.push(['no-paid-date', 'paid_date is null']);
    for (const limit of limits) failures.push(['paid-late', `coalesce(paid_date > ${limit}, false)`]);
  }
  return failures;
}

/** Amounts to take off, by claim, and the line they are taken off: the first. */
async function deductionsOf(context: MethodContext): Promise<Checked<string>> {
  const read = await fileColumns(context, 'deductions', ['claim', 'amount']);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const bad = await badNumbers(context, 'deductions', read.value, 'amount');
  if (bad.length > 0) return { diagnostics: bad };
  const into = context.temporary();
  await context.warehouse.run(
    `create table ${into} as
     with d as (select ${columns.get('claim')} as claim_id, sum(${columns.get('amount')}::decimal(18,4))::decimal(18,4) as amount from ${table} group by 1)
     select d.claim_id, d.amount, min(c.claim_line_number) as first_line
     from d join ${context.table('medical_claim')} c on c.claim_id = d.claim_id group by all`,
  );
  return { value: into, diagnostics: [] };
}

/** Providers whose lines do not count. */
async function exceptOf(context: MethodContext): Promise<Checked<string>> {
  const read = await fileColumns(context, 'except_providers', ['id']);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const into = context.temporary();
  const id = columns.get('id');
  await context.warehouse.run(
    `create table ${into} as select distinct ${id} as id from ${table} where ${id} is not null`,
  );
  return { value: into, diagnostics: [] };
}

async function ratesOf(context: MethodContext): Promise<Checked<string>> {
  const read = await fileColumns(context, 'rates', ['from', 'rate']);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { table, columns } = read.value;
  const bad = [
    ...(await badDates(context, 'rates', read.value, ['from'])),
    ...(await badNumbers(context, 'rates', read.value, 'rate')),
  ];
  if (bad.length > 0) return { diagnostics: bad };
  const into = context.temporary();
  await context.warehouse.run(
    `create table ${into} as select ${columns.get('from')}::date as since, max(${columns.get('rate')}::decimal(18,8)) as rate from ${table} group by 1`,
  );
  return { value: into, diagnostics: [] };
}

async function badNumbers(
  context: MethodContext,
  option: string,
  { table, columns }: { table: string; columns: Map<string, string> },
  name: string,
): Promise<Diagnostic[]> {
  const column = columns.get(name) ?? 'null';
  const [row] = await context.warehouse.rows(
    `select _line, coalesce(${column}, '') as text, count(*) over () as count from ${table}
     where not coalesce(regexp_full_match(${column}, '-?[0-9]{1,10}([.][0-9]{1,8})?'), false) order by _line limit 1`,
  );
  if (!row) return [];
  const data = {
    file: context.options.get(option) ?? '',
    count: Number(row['count']),
    column: name,
    type: 'number',
    line: Number(row['_line']),
    text: String(row['text']),
  };
  return [reportFile('method-file-cell', data, context.at)];
}

/** Lines whose provider or payment date is needed and not there, and days before the first rate. */
async function undecided(
  context: MethodContext,
  options: Options,
  query: string,
  failures: readonly [string, string][],
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const cut = failures.findIndex(([reason]) => reason === 'after-as-of');
  if (cut >= 0) {
    // Those that would have counted but for the day.
    const others = failures.slice(0, cut).map(([, when]) => `not (${when})`);
    found.push(
      ...(await leftAfterAsOf(
        context,
        `select count(*), coalesce(sum(amount), 0)::varchar from (${query}) where ${[...others, failures[cut]?.[1]].join(' and ')}`,
      )),
    );
  }
  for (const id of ['no-provider', 'no-paid-date'] as const) {
    const at = failures.findIndex(([reason]) => reason === id);
    if (at < 0) continue;
    const before = failures.slice(0, at).map(([, when]) => `not (${when})`);
    const [row] = await context.warehouse.rows(
      `select count(*) as count, sum(amount)::varchar as amount from (${query}) where ${[...before, failures[at]?.[1]].join(' and ')}`,
    );
    const count = Number(row?.['count'] ?? 0);
    if (count > 0) found.push(report(id, { count, amount: String(row?.['amount']) }, context.at));
  }
  if (options.has('rates')) {
    const counts = failures.map(([, when]) => `not (${when})`).join(' and ');
    const [row] = await context.warehouse.rows(
      `select min(day)::varchar as day from (${query}) where unrated and ${counts}`,
    );
    if (row && row['day'] !== null)
      found.push(report('no-rate', { file: options.text('rates'), day: String(row['day']) }, context.at));
  }
  return found;
}
