/** Rules over data: hits, what is spared and why, findings with their fingerprints, and the lines behind them. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { fill } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { dateLiteral } from '../options.ts';
import { isAfterAsOf, isCutBefore, leftAfterAsOf } from '../shared/as-of.ts';
import { makeCases, makeNorms } from './cases.ts';
import { CANNOT, report } from './messages.ts';
import type { Chosen } from './parameters.ts';
import { chosenRules } from './parameters.ts';
import type { RuleContext, Search } from './rule.ts';
import { HIT, LINE } from './rule.ts';

export interface RuleOutcome {
  chosen: Chosen;
  /** Why it could not look; then there are no hits. */
  cannot?: { why: keyof typeof CANNOT; table?: string };
  findings: number;
  /** Guard → hits it spared. */
  spared: Record<string, number>;
}

export interface Looked {
  /** Table of findings: columns of the method's result. */
  findings: string;
  /** Table of lines, with `key`. */
  lines: string;
  outcomes: RuleOutcome[];
}

const HIT_TYPES: Record<(typeof HIT)[number], string> = {
  subject: 'varchar',
  hospital_id: 'varchar',
  insurance_type: 'varchar',
  case_id: 'varchar',
  person_id: 'varchar',
  finding_date: 'date',
  related: 'varchar',
  measure: 'decimal(38,4)',
  expected: 'decimal(38,4)',
  detail: 'varchar',
  guard: 'varchar',
};

const LINES_TABLE = `key varchar, "table" varchar, _source integer, _file integer, _line bigint, claim_id varchar, claim_line_number bigint, service_date date,
  amount decimal(38,4), counted boolean, reason varchar`;

/** The day of a row of a table that rules look at; rows of the others say what stands, whenever it came to. */
const DAYS: Readonly<Record<string, string>> = {
  inpatient_case: 'discharge_date',
  cost_item: 'item_date',
  medical_claim: 'coalesce(claim_line_start_date, claim_start_date)',
};

/** What is dated after the as-of date is not known on it: neither looked at nor held against anything. A row without a day stays. */
function knownBy(context: MethodContext): MethodContext {
  return {
    ...context,
    table: (name) => {
      const day = DAYS[name];
      if (day === undefined) return context.table(name);
      return `(select * from ${context.table(name)} where (${isAfterAsOf(context, day)}) is not true)`;
    },
  };
}

/** The part of the period that lies behind: what is said of a hospital is said as of its last day. */
function knownPeriod({ period, asOf }: MethodContext): MethodContext['period'] {
  if (asOf >= period.to) return period;
  const next = new Date(Date.parse(asOf) + 86_400_000).toISOString().slice(0, 10);
  return { from: period.from, to: next };
}

/** Cases and claims of the period that nobody knew of on the as-of date: said, as nobody looked at them. */
async function later(context: MethodContext): Promise<Diagnostic[]> {
  const { period } = context;
  if (!isCutBefore(context, period.to)) return [];
  const of = (table: string, amount: string) =>
    `select ${DAYS[table]} as day, ${amount} as amount from ${context.table(table)}`;
  return leftAfterAsOf(
    context,
    `select count(*), coalesce(sum(amount), 0)::decimal(38,2)::varchar
     from (${of('inpatient_case', 'fund_payment')} union all ${of('medical_claim', 'paid_amount')})
     where day >= ${dateLiteral(period.from)} and day < ${dateLiteral(period.to)} and ${isAfterAsOf(context, 'day')}`,
  );
}

/** `only`: the rules that look, by name; for explanations. */
export async function look(all: MethodContext, only?: string): Promise<Checked<Looked>> {
  const context = knownBy(all);
  const chosen = await chosenRules(context);
  if (!chosen.value) return { diagnostics: chosen.diagnostics };
  const { warehouse } = context;
  const repeatedGroup = await repeatedCase(context);
  if (repeatedGroup) return { diagnostics: [repeatedGroup] };
  const [cases, norms, hits, lines, findings] = [0, 1, 2, 3, 4].map(() => context.temporary()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const made = await makeCases(context, cases);
  if (!made.value) return { diagnostics: made.diagnostics };
  await makeNorms(context, cases, norms);
  await warehouse.run(
    `create table ${hits} (rule varchar, ${HIT.map((name) => `${name} ${HIT_TYPES[name]}`).join(', ')}); create table ${lines} (${LINES_TABLE})`,
  );
  const has = await whatIsThere(context, cases);
  const diagnostics = await later(all);
  const outcomes: RuleOutcome[] = [];
  for (const one of chosen.value) {
    if (only !== undefined && one.rule.id !== only) continue;
    const cannot = has(one);
    if (cannot) {
      outcomes.push({ chosen: one, cannot, findings: 0, spared: {} });
      diagnostics.push(notLooked(context, one, cannot));
      continue;
    }
    const found = await apply(context, one, { cases, norms, hits, lines });
    outcomes.push(found.outcome);
    diagnostics.push(...found.diagnostics);
  }
  await warehouse.run(findingsQuery(findings, hits, lines, chosen.value));
  return { value: { findings, lines, outcomes }, diagnostics };
}

interface Tables {
  cases: string;
  norms: string;
  hits: string;
  lines: string;
}

async function apply(
  context: MethodContext,
  { rule, values, changed }: Chosen,
  { cases, norms, hits, lines }: Tables,
): Promise<{ outcome: RuleOutcome; diagnostics: Diagnostic[] }> {
  const { warehouse } = context;
  const ruleContext: RuleContext = {
    cases,
    norms,
    table: (name) => context.table(name),
    period: knownPeriod(context),
    values,
    rows: (sql) => warehouse.rows(sql),
  };
  const search: Search = await rule.find(ruleContext);
  const own = context.temporary();
  await warehouse.run(`create table ${own} as ${search.hits}`);
  const [without = [0]] = await warehouse.values(
    `select count(*) from ${own} where hospital_id is null and guard is null`,
  );
  const counted = await warehouse.values(
    `select guard, count(*) from ${own} where guard is not null or hospital_id is not null group by 1 order by 1`,
  );
  await warehouse.run(`delete from ${own} where guard is not null or hospital_id is null`);
  await warehouse.run(
    `insert into ${hits} select ${quoteLiteral(rule.id)}, ${HIT.map((name) => `${name}::${HIT_TYPES[name]}`).join(', ')} from ${own}`,
  );
  for (const query of search.evidence(own)) {
    await warehouse.run(
      `insert into ${lines} select ${quoteLiteral(`${rule.id}:`)} || subject, ${LINE.join(', ')} from (${query})`,
    );
  }
  await warehouse.run(`drop table ${own}`);
  const spared: Record<string, number> = {};
  let findings = 0;
  for (const [guard, count] of counted) {
    if (guard === null) findings = Number(count);
    else spared[String(guard)] = Number(count);
  }
  const lost = Number(without[0] ?? 0);
  return {
    outcome: { chosen: { rule, values, changed }, findings, spared },
    diagnostics:
      lost > 0 ? [report('audit-without-hospital', { rule: rule.id, count: lost }, context.at)] : [],
  };
}

/**
 * `amount` is the sum of the counted lines, unknown where one of them is. The fingerprint is of what the finding says and of what its lines say, not of
 * where they were read: the same claims imported again are the same finding.
 */
function findingsQuery(into: string, hits: string, lines: string, chosen: readonly Chosen[]): string {
  const about = chosen.map(
    ({ rule }) => `(${[rule.id, rule.family, rule.severity].map(quoteLiteral).join(', ')})`,
  );
  const line = `concat_ws('|', "table", claim_id, claim_line_number, service_date, amount, counted, reason)`;
  return `create table ${into} as
    with evidence as (
      select key, case when count(*) filter (counted) = count(amount) filter (counted) then sum(amount) filter (counted) end as amount,
        md5(string_agg(${line}, chr(10) order by ${line})) as print
      from ${lines} group by key
    ), hit as (select *, rule || ':' || subject as finding_id from ${hits})
    select h.finding_id, h.rule, r.family, r.severity, h.hospital_id, h.insurance_type, h.case_id, h.person_id, h.finding_date, h.related,
      e.amount, h.measure, h.expected, h.detail,
      left(md5(concat_ws('|', h.finding_id, h.measure, h.expected, h.detail, coalesce(e.print, ''))), 12) as fingerprint
    from hit h join (values ${about.join(', ')}) r(id, family, severity) on r.id = h.rule left join evidence e on e.key = h.finding_id
    order by h.finding_id`;
}

/** What a rule needs and the data has not. */
async function whatIsThere(context: MethodContext, cases: string) {
  const [row = []] = await context.warehouse.values(
    `select count(*) filter (drg is not null), count(*) filter (severity is not null) from ${cases} where current`,
  );
  const [groups, levels] = row.map(Number) as [number, number];
  const empty = new Set<string>();
  for (const name of ['inpatient_case', 'medical_claim', 'cost_item', 'eligibility']) {
    const [found] = await context.warehouse.values(`select 1 from ${context.table(name)} limit 1`);
    if (!found) empty.add(name);
  }
  return ({ rule }: Chosen): RuleOutcome['cannot'] => {
    const table = rule.reads.find((name) => empty.has(name));
    if (table !== undefined) return { why: 'no-table', table };
    if (rule.needs === 'groups' && groups === 0) return { why: 'no-groups' };
    if (rule.needs === 'levels' && levels === 0) return { why: 'no-levels' };
    return undefined;
  };
}

function notLooked(
  context: MethodContext,
  { rule }: Chosen,
  { why, table = '' }: NonNullable<RuleOutcome['cannot']>,
): Diagnostic {
  const said = report(
    'audit-not-looked',
    { rule: rule.id, why: fill(CANNOT[why].en, { table }) },
    context.at,
  );
  const zh = report('audit-not-looked', { rule: rule.id, why: fill(CANNOT[why].zh, { table }) }).message.zh;
  return { ...said, message: { en: said.message.en, zh } };
}

async function repeatedCase(context: MethodContext): Promise<Diagnostic | undefined> {
  const name = context.options.get('groups');
  if (name === undefined) return undefined;
  const [row] = await context.warehouse.values(
    `select case_id from ${context.result(name)} group by 1 having count(*) > 1 order by 1 limit 1`,
  );
  return row ? report('audit-repeated-group', { case: String(row[0]) }, context.at) : undefined;
}
