/** What enrolment says that cannot all be true: overlapping spans, two birthdays, two sexes, two deaths; and a death without a day. */
import { found } from './found.ts';
import type { Code } from './messages.ts';
import type { QualityFinding } from './report.ts';
import type { Subject } from './subject.ts';
import { exampleOf, EXAMPLES } from './subject.ts';

const PLACE = `{'s': _source, 'f': _file, 'l': _line}`;

export async function findCoverage(subject: Subject): Promise<QualityFinding[]> {
  const eligibility = subject.tables.get('eligibility');
  if (!eligibility) return [];
  return [
    ...(await overlaps(subject, eligibility)),
    ...(await twoPlans(subject, eligibility)),
    ...(await contradictions(subject, eligibility)),
    ...(await deathsWithoutDay(subject, eligibility)),
  ];
}

/** A span that begins before the latest end so far of the same person, payer and plan. */
async function overlaps(subject: Subject, eligibility: string): Promise<QualityFinding[]> {
  const query = `
    select ${PLACE} as p, person_id as key, enrollment_start_date::varchar || ' ≤ ' || reached::varchar as text
    from (
      select *, max(coalesce(enrollment_end_date, date '9999-12-31')) over (
        partition by person_id, payer, plan, data_source order by enrollment_start_date, _source, _file, _line
        rows between unbounded preceding and 1 preceding) as reached
      from ${eligibility})
    where enrollment_start_date <= reached`;
  return counted(subject, 'eligibility-overlap', query, `count(*)`);
}

async function twoPlans(subject: Subject, eligibility: string): Promise<QualityFinding[]> {
  const query = `
    select p, key, text from (
      select ${PLACE} as p, person_id as key, plan || ' · ' || before as text,
             enrollment_start_date, plan, before, reached
      from (
        select *, max(coalesce(enrollment_end_date, date '9999-12-31')) over w as reached, lag(plan) over w as before
        from ${eligibility}
        window w as (partition by person_id, payer, data_source order by enrollment_start_date, plan, _source, _file, _line
          rows between unbounded preceding and 1 preceding)))
    where enrollment_start_date <= reached and plan <> before`;
  return counted(subject, 'two-plans', query, 'count(distinct key)');
}

const SAID: readonly (readonly [code: Code, column: string, of: string])[] = [
  ['two-birth-dates', 'birth_date', 'birth_date'],
  ['two-sexes', 'gender', `case when gender <> 'unknown' then gender end`],
  ['two-death-dates', 'death_date', 'death_date'],
];

async function contradictions(subject: Subject, eligibility: string): Promise<QualityFinding[]> {
  const findings: QualityFinding[] = [];
  for (const [code, column, of] of SAID) {
    const query = `
      select min(${PLACE}) as p, person_id as key, min(${of})::varchar || ' · ' || max(${of})::varchar as text
      from ${eligibility} group by person_id having min(${of}) <> max(${of})`;
    findings.push(...(await counted(subject, code, query, 'count(*)', column)));
  }
  return findings;
}

/** Said to have died, on a day that no row of theirs has: what ends with death goes on. */
async function deathsWithoutDay(subject: Subject, eligibility: string): Promise<QualityFinding[]> {
  const query = `
    select min(${PLACE}) filter (where death_flag) as p, person_id as key, null::varchar as text
    from ${eligibility} group by person_id having bool_or(death_flag) and count(death_date) = 0`;
  return counted(subject, 'death-without-day', query, 'count(*)', 'death_date');
}

async function counted(
  subject: Subject,
  code: Code,
  query: string,
  count: string,
  column?: string,
): Promise<QualityFinding[]> {
  const { warehouse } = subject;
  const held = '"quality_people_found"';
  await warehouse.run(`drop table if exists ${held}`);
  await warehouse.run(`create temp table ${held} as ${query}`);
  try {
    const [row = {}] = await warehouse.rows(`select ${count} as n from ${held}`);
    if (String(row['n']) === '0') return [];
    const rows = await warehouse.rows(
      `select p.s as s, p.f as f, p.l as l, key, text from ${held} order by s, f, l, key limit ${EXAMPLES}`,
    );
    return [
      found(code, {
        table: 'eligibility',
        ...(column !== undefined && { column }),
        count: String(row['n']),
        examples: rows.map((one) => exampleOf(subject, one)),
      }),
    ];
  } finally {
    await warehouse.run(`drop table if exists ${held}`);
  }
}
