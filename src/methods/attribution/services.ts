/**
 * Whom people received services from: every line of a claim is one that counts or has a reason, the lines that count are put together by person, step
 * and provider (or its group), and the provider of most is chosen. Ties: the more recent last service, then the lower identifier.
 */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral, Options } from '../options.ts';
import { report } from './messages.ts';
import { isAfterAsOf, isCutBefore, leftAfterAsOf } from '../shared/as-of.ts';
import { unknownPlans } from '../shared/plans.ts';
import { windowProblems } from './options.ts';
import type { Dates } from './options.ts';
import { considerPeople } from './people.ts';
import { namedProviders, participantsOf, unseenProviders } from './files.ts';

/** What a method adds to the shared course of things, as SQL over a claim line `c` and its rendering provider `p`. */
export interface ServiceRules {
  /** Does a rule look at the rendering provider `p`? */
  byProvider: boolean;
  /** Is the line a service that counts at all? */
  service: string;
  /** 1 or 2 for the step it counts in; null where its practitioner does not count. */
  step: string;
  /** Must a physician have given one of the services? True where the line is by a physician. */
  physician: string | undefined;
  /** Reasons of those attributed, by step. */
  reasons: readonly [string, string];
}

const DAY = 'coalesce(c.claim_line_start_date, c.claim_start_date)';

interface Services extends ServiceRules {
  options: Options;
  dates: Dates;
  /** Table of participants: provider, group. */
  participants: string | undefined;
  named: string | undefined;
}

/** Options and files of a call, read. */
async function servicesOf(
  context: MethodContext,
  dates: Dates,
  rules: ServiceRules,
): Promise<Checked<Services>> {
  const options = new Options(context.options);
  const participants = await participantsOf(context);
  const named = await namedProviders(context, 'voluntary');
  const diagnostics = [...participants.diagnostics, ...named.diagnostics];
  if (hasErrors(diagnostics)) return { diagnostics };
  return {
    value: { ...rules, options, dates, participants: participants.value, named: named.value },
    diagnostics,
  };
}

/** From … joins of the lines of claims, and who they are with. */
function lines(
  context: MethodContext,
  { options, participants, byProvider }: Services,
): { from: string; candidate: string } {
  const own = `c.${options.text('provider')}`;
  const joins = [`${context.table('medical_claim')} c`];
  if (byProvider) {
    joins.push(`left join (select provider_id, any_value(specialty order by specialty) as specialty, bool_or(primary_care) as primary_care
       from ${context.table('provider')} group by provider_id) p on p.provider_id = c.rendering_npi`);
  }
  if (participants !== undefined) joins.push(`left join ${participants} g on g.provider = ${own}`);
  return {
    from: joins.join(' '),
    candidate: participants === undefined ? own : `coalesce(g."group", ${own})`,
  };
}

/** Are days with a service asked for, or needed to decide? */
function countsVisits(options: Options): boolean {
  return options.text('by') === 'visits' || options.integer('least_visits') > 1 || options.boolean('visits');
}

function inWindow({ dates: { window } }: Services): string {
  const within = (day: string) =>
    `${day} >= ${dateLiteral(window.from)} and ${day} < ${dateLiteral(window.to)}`;
  // What follows of it for one column lets the scan leave out what was delivered of other years.
  return `${within(DAY)} and (c.claim_line_start_date is null or (${within('c.claim_line_start_date')}))`;
}

/** In the window, and not after the as-of date. */
function counts(context: MethodContext, services: Services): string {
  if (!isCutBefore(context, services.dates.window.to)) return inWindow(services);
  return `${inWindow(services)} and not (${isAfterAsOf(context, DAY)})`;
}

export async function attributeByServices(
  context: MethodContext,
  dates: Dates,
  rules: ServiceRules,
): Promise<Diagnostic[]> {
  const long = windowProblems(context, dates);
  if (long.length > 0) return long;
  const read = await servicesOf(context, dates, rules);
  if (!read.value) return read.diagnostics;
  const services = read.value;
  const { options, participants, named } = services;
  const { warehouse, into } = context;
  const people = await considerPeople(context, dates);
  const totals = context.temporary();
  const { from, candidate } = lines(context, services);
  const amount = `c.${options.text('amount')}`;
  // Only what a rule asks for is put together.
  const physician = (sql: string) => (services.physician === undefined ? '' : `, ${sql} as physician`);
  const key = `c.person_id, ${services.step} as step, ${candidate} as candidate`;
  const sums = `sum(${amount}) as amount, count(*) - count(${amount}) as unknown, count(*) as services${physician(`bool_or(${services.physician})`)}`;
  const where = `${counts(context, services)} and (${services.service})`;
  // Visits by day first: what is left to count are days, not lines, and no distinct count is needed. Without them half the work.
  const made = countsVisits(options)
    ? `with days as (select ${key}, ${DAY} as day, ${sums} from ${from} where ${where} group by all)
       select person_id, step, candidate, count(*) as visits, max(day) as latest, sum(amount) as amount, sum(unknown) as unknown,
         sum(services) as services${physician('bool_or(physician)')}
       from days where step is not null group by all`
    : `select ${key}, null::bigint as visits, max(${DAY}) as latest, ${sums}
       from ${from} where ${where} and (${services.step}) is not null group by all`;
  await warehouse.run(`create table ${totals} as ${made}`);
  const measure = options.text('by') === 'visits' ? 'visits' : 'amount';
  const chosen = context.temporary();
  const grouped =
    participants === undefined
      ? 'true'
      : `coalesce(b.candidate in (select "group" from ${participants}), false)`;
  const physicians =
    services.physician === undefined
      ? 'false'
      : `b.person_id is not null and not exists (select 1 from ${totals} t where t.person_id = b.person_id and t.candidate = b.candidate and t.physician)`;
  await warehouse.run(
    `create ${named === undefined ? 'view' : 'table'} ${chosen} as
     with best as (
       select person_id, unnest(arg_min(
         {step: step, candidate: candidate, visits: visits, amount: amount},
         {step: step, unknown: ${measure} is null, most: -${measure}, latest: date '9999-12-31' - latest, candidate: candidate}))
       from ${totals} where candidate is not null group by person_id
     )
     select coalesce(p.person_id, b.person_id) as person_id, coalesce(p.months, 0) as months,
       coalesce(p.until, ${dateLiteral(dates.period.to)}) as until, b.step, b.visits, b.amount,
       ${named === undefined ? 'null::varchar' : 'n.provider'} as named,
       case when p.person_id is null then 'not-enrolled' else p.excluded end as excluded,
       b.candidate as candidate,
       case when b.person_id is null then 'no-service'
         when b.visits < ${options.integer('least_visits')} then 'few-visits'
         when ${physicians} then 'no-physician'
         when not ${grouped} then 'elsewhere'
         else case b.step when 1 then ${quoteLiteral(services.reasons[0])} else ${quoteLiteral(services.reasons[1])} end
       end as reason
     from ${people} p full join best b on p.person_id = b.person_id
     ${named === undefined ? '' : `left join ${named} n on n.person_id = coalesce(p.person_id, b.person_id)`}`,
  );
  const inGroups = participants === undefined ? 'true' : `c.named in (select "group" from ${participants})`;
  const won = `(${services.reasons.map(quoteLiteral).join(', ')})`;
  // Those who named a provider: what they received there, in whichever step.
  const there =
    named === undefined
      ? ''
      : `left join (
           select t.person_id, sum(t.visits) as visits, sum(t.amount) as amount
           from ${totals} t join ${chosen} c on c.person_id = t.person_id and c.named = t.candidate group by t.person_id
         ) n on n.person_id = c.person_id`;
  const [visits, charges] = named === undefined ? ['null', 'null'] : ['n.visits', 'n.amount'];
  await warehouse.run(
    `create table ${into} as
     select c.person_id, ${dateLiteral(dates.period.from)} as "from", c.until as "to",
       c.excluded is null and case when c.named is null then c.reason in ${won} else ${inGroups} end as assigned,
       case when c.excluded is null then coalesce(c.named, c.candidate) end as provider,
       case when c.excluded is not null then c.excluded when c.named is null then c.reason
         when ${inGroups} then 'voluntary' else 'named-elsewhere' end as reason,
       c.months,
       ${countsVisits(options) ? `case when c.excluded is not null then 0 when c.named is null then coalesce(c.visits, 0) else coalesce(${visits}, 0) end` : 'null'}::bigint as visits,
       case when c.excluded is not null then null when c.named is null then c.amount else ${charges} end as amount
     from ${chosen} c ${there}`,
  );
  const diagnostics = [
    ...read.diagnostics,
    ...(await unknownPlans(context)),
    ...(await unseenParticipants(context, services)),
    ...(await leftOut(context, services, totals)),
    ...(await tooLate(context, services)),
  ];
  if (context.lines !== undefined) await linesOf(context, services, into, context.lines, 'true');
  return diagnostics;
}

/** The lines of one person, from the result as it stands. */
export async function explainServices(
  context: MethodContext & { own: string; key: readonly string[]; lines: string },
  dates: Dates,
  rules: ServiceRules,
): Promise<Diagnostic[]> {
  const read = await servicesOf(context, dates, rules);
  if (!read.value) return read.diagnostics;
  const only = `c.person_id = ${quoteLiteral(context.key[0] ?? '')}`;
  await linesOf(context, read.value, context.own, context.lines, only);
  return read.diagnostics;
}

/** Every line of the people asked for, counted or with the reason why not. */
async function linesOf(
  context: MethodContext,
  services: Services,
  result: string,
  into: string,
  only: string,
): Promise<void> {
  const { from, candidate } = lines(context, services);
  const serves = `coalesce((${services.service}), false)`;
  await context.warehouse.run(
    `create table ${into} as
     with found as (
       select c.person_id, c._source, c._file, c._line, c.claim_id, c.claim_line_number, ${DAY} as day,
         c.${services.options.text('amount')} as amount, ${candidate} as candidate, ${services.step} as step,
         case when ${DAY} is null then 'no-date' when not (${inWindow(services)}) then 'outside-window' when ${isAfterAsOf(context, DAY)} then 'after-as-of'
           when not ${serves} then 'not-a-service' when (${services.step}) is null then 'not-primary'
           when (${candidate}) is null then 'no-provider' end as failed
       from ${from} where ${only}
     ), first as (
       select *, min(case when failed is null then step end) over (partition by person_id) as decided from found
     ), judged as (
       select f.*, case when failed is not null then failed
         when r.provider is null then 'not-assigned'
         when candidate <> r.provider then 'other-provider'
         when step <> decided and r.reason not in ('voluntary', 'named-elsewhere') then 'other-step' end as why
       from first f join ${result} r on r.person_id = f.person_id
     )
     select person_id as key, 'medical_claim' as "table", _source, _file, _line, claim_id, claim_line_number, day as service_date,
       amount, why is null as counted, why as reason from judged`,
  );
}

/** Participants that neither the claims nor, where they are named by NPI, the providers know: written differently they would take no part. */
async function unseenParticipants(
  context: MethodContext,
  { participants, options }: Services,
): Promise<Diagnostic[]> {
  if (participants === undefined) return [];
  return unseenProviders(context, participants, options.text('provider'));
}

/** Services of the window that lie after the as-of date. */
async function tooLate(context: MethodContext, services: Services): Promise<Diagnostic[]> {
  if (!isCutBefore(context, services.dates.window.to)) return [];
  const { from } = lines(context, services);
  return leftAfterAsOf(
    context,
    `select count(*), coalesce(sum(c.${services.options.text('amount')}), 0)::varchar from ${from}
     where ${inWindow(services)} and ${isAfterAsOf(context, DAY)} and (${services.service})`,
  );
}

/** What was in the window and could not count, said once with its number. */
async function leftOut(context: MethodContext, { options }: Services, totals: string): Promise<Diagnostic[]> {
  const [row] = await context.warehouse.rows(
    `select coalesce(sum(unknown), 0)::bigint as unknown, coalesce(sum(services) filter (where candidate is null), 0)::bigint as nobody from ${totals}`,
  );
  const [unknown, nobody] = [Number(row?.['unknown'] ?? 0), Number(row?.['nobody'] ?? 0)];
  return [
    ...(unknown > 0
      ? [report('services-no-amount', { count: unknown, amount: options.text('amount') }, context.at)]
      : []),
    ...(nobody > 0
      ? [report('services-no-provider', { count: nobody, provider: options.text('provider') }, context.at)]
      : []),
  ];
}
