/**
 * Auxiliary directories (辅助目录): in each the first entry that a case fits is the case's, and of all directories the highest factor holds; of
 * factors alike that of the directory named first.
 */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral as text } from '../../../warehouse/warehouse.ts';
import { normalized } from '../codes.ts';
import { charlson } from '../comorbidity/charlson.ts';
import { scoreComorbidities } from '../comorbidity/score.ts';
import type { Condition, DipRules, Entry, Range } from './scheme.ts';

interface AuxiliaryTables {
  /** `case_id`, `fee`, `age_years`, `age_days`, `stay_days`, `icu_hours`, `died` (boolean); unknown is null. */
  cases: string;
  diagnoses: string;
  /** `case_id`, `code` of the group. The schema `dip` holds the groups (`groupDip`). */
  grouped: string;
  /** To make: `case_id`, `directory`, `entry`, `factor` (decimal, 6 places), `fitted` (all that fitted: `age/80+ 1.2; severity/severe 1.3`). */
  into: string;
}

/** What a directory asks that cases lack. */
interface NotJudged {
  directory: string;
  what: 'age' | 'days' | 'stay' | 'icu' | 'died' | 'ratio';
  count: number;
}

const COLUMNS = {
  age: 'age_years',
  days: 'age_days',
  stay: 'stay_days',
  icu: 'icu_hours',
  ratio: 'ratio',
  charlson: 'charlson',
} as const;

export async function applyAuxiliary(
  warehouse: Warehouse,
  rules: DipRules,
  tables: AuxiliaryTables,
): Promise<NotJudged[]> {
  const { auxiliary, factors } = rules;
  if (auxiliary.length === 0) {
    await warehouse.run(
      `create table ${tables.into}(case_id varchar, directory varchar, entry varchar, factor decimal(18, 6), fitted varchar)`,
    );
    return [];
  }
  await judged(
    warehouse,
    rules,
    auxiliary.flatMap(({ entries }) => entries.map(({ when }) => when)),
    tables,
  );
  const own = factors.flatMap((one) => {
    const place = auxiliary.findIndex(({ name }) => name === one.directory);
    const entry = auxiliary[place]?.entries.findIndex(({ name }) => name === one.entry) ?? -1;
    return entry < 0 ? [] : [`(${place}, ${entry}, ${text(one.group)}, ${text(one.factor)})`];
  });
  await warehouse.run(
    `create table dip.factor as
       select place, entry, code, max(factor::decimal(18, 6)) as factor from (values ${['(null::integer, null::integer, null::varchar, null::varchar)', ...own].join(', ')}) f(place, entry, code, factor) where place is not null group by all`,
  );
  // All directories side by side, so that millions of cases need no grouping: `e0` the entry of the first, `f0` its factor, `t0` both in words.
  const columns = auxiliary.map(({ name, entries }, i) => {
    const factor = (one: Entry) => `${one.factor === undefined ? 'null' : text(one.factor)}::decimal(18, 6)`;
    const words = (factor: string) => `regexp_replace(${factor}::varchar, '\\.?0+$', '')`;
    const each = (of: (one: Entry) => string) =>
      `case e${i} ${entries.map((one, n) => `when ${n} then ${of(one)}`).join(' ')} end`;
    const has = factors.some(({ directory }) => directory === name);
    const plain = each((one) => `${text(`${name}/${one.name} `)} || ${words(factor(one))}`);
    const said = `${each((one) => text(`${name}/${one.name} `))} || ${words(`b${i}.factor`)}`;
    return {
      entry: `case ${entries.map(({ when }, n) => `when ${met(when)} then ${n}`).join(' ')} end as e${i}`,
      join: has
        ? `left join dip.factor b${i} on b${i}.place = ${i} and b${i}.entry = e${i} and b${i}.code = j.code`
        : '',
      factor: `${has ? `coalesce(b${i}.factor, ${each(factor)})` : each(factor)} as f${i}`,
      words: `${has ? `case when b${i}.factor is not null then ${said} else ${plain} end` : plain} as t${i}`,
      directory: `when f${i} = factor then ${text(name)}`,
      name: `when f${i} = factor then ${each((one) => text(one.name))}`,
    };
  });
  const all = <K extends keyof (typeof columns)[number]>(key: K, by: string) =>
    columns.map((one) => one[key]).join(by);
  const places = columns.map((_, i) => i);
  await warehouse.run(
    `create table ${tables.into} as
       select case_id, case ${all('directory', ' ')} end as directory, case ${all('name', ' ')} end as entry, factor, concat_ws('; ', ${places.map((i) => `t${i}`).join(', ')}) as fitted
       from (select *, greatest(${places.map((i) => `f${i}`).join(', ')}) as factor
         from (select case_id, ${places.map((i) => `e${i}`).join(', ')}, ${all('factor', ', ')}, ${all('words', ', ')}
           from (select case_id, code, ${all('entry', ', ')} from dip.judged) j ${all('join', ' ')}))
       where factor is not null`,
  );
  return lacking(warehouse, rules);
}

/** `dip.fits_entry`: `case_id`, `code` of the group, `place` of the directory, `entry` the case has in it, by their order in the rules. */
export async function fitEntries(
  warehouse: Warehouse,
  rules: DipRules,
  tables: Omit<AuxiliaryTables, 'into'>,
): Promise<void> {
  const conditions = rules.auxiliary.flatMap(({ entries }) => entries.map(({ when }) => when));
  await judged(warehouse, rules, conditions, tables);
  const fitted = rules.auxiliary.map(
    ({ entries }, place) =>
      `select case_id, code, ${place} as place, case ${entries.map(({ when }, i) => `when ${met(when)} then ${i}`).join(' ')} end as entry from dip.judged`,
  );
  await warehouse.run(
    `create table dip.fits_entry as select * from (${fitted.join(' union all ')}) where entry is not null`,
  );
}

/** `dip.judged`: each grouped case with everything the directories ask. */
async function judged(
  warehouse: Warehouse,
  { lists }: DipRules,
  conditions: readonly Condition[],
  { cases, diagnoses, grouped }: Omit<AuxiliaryTables, 'into'>,
): Promise<void> {
  const named = [...new Set(conditions.flatMap(({ principal, other }) => [principal, other]))].filter(
    (name) => name !== undefined,
  );
  const members = named.flatMap((name) =>
    (lists[name] ?? []).map((code) => `(${text(name)}, ${text(code)})`),
  );
  const flag = (name: string, where: string) =>
    `coalesce(bool_or(l.list = ${text(name)} and ${where}), false)`;
  await warehouse.run(
    `create table dip.list(list, code) as
       select list, ${normalized('code')} from (values ${['(null::varchar, null::varchar)', ...members].join(', ')}) l(list, code) where code is not null;
     create table dip.on_list as
       select distinct d.code, l.list from (select code, ${normalized('code')} as plain from (select distinct code from ${diagnoses} where code is not null)) d
         join dip.list l on starts_with(d.plain, l.code);
     create table dip.flagged as
       select d.case_id ${named.map((name) => `, ${flag(name, 'd.position = 1')} as ${flagName('principal', name)}, ${flag(name, 'd.position > 1')} as ${flagName('other', name)}`).join('')}
       from ${diagnoses} d join dip.on_list l using (code) group by 1`,
  );
  const index = conditions.some((condition) => condition.charlson !== undefined);
  if (index) {
    await warehouse.run(
      `create table dip.person as select case_id as person_id from ${grouped} where code is not null;
       create table dip.said as select case_id as person_id, code from ${diagnoses} where position > 1`,
    );
    const people = { people: 'dip.person', diagnoses: 'dip.said', into: 'dip.comorbid' };
    await scoreComorbidities(warehouse, charlson, people);
  }
  const flags = named.flatMap((name) =>
    (['principal', 'other'] as const).map(
      (kind) => `coalesce(f.${flagName(kind, name)}, false) as ${flagName(kind, name)}`,
    ),
  );
  // The ratio is only compared with a bound, and that by multiplication: no division.
  await warehouse.run(
    `create table dip.judged as
       select c.case_id, g.code, c.fee, m.fee as mean, case when c.fee is not null and m.fee is not null then 1 end as ratio,
         c.age_years, c.age_days, c.stay_days, c.icu_hours, c.died ${index ? ', q.charlson' : ''} ${flags.map((one) => `, ${one}`).join('')}
       from ${grouped} g join ${cases} c using (case_id) left join dip.groups m on m.code = g.code left join dip.flagged f using (case_id)
         ${index ? 'left join dip.comorbid q on q.person_id = c.case_id' : ''} where g.code is not null`,
  );
}

const flagName = (kind: 'principal' | 'other', list: string) => `"${kind} ${list.replaceAll('"', '""')}"`;

/** A condition as SQL; what is not known is not met. */
function met(when: Condition): string {
  const parts: string[] = [];
  for (const name of ['age', 'days', 'stay', 'icu', 'charlson'] as const) {
    const range = when[name];
    if (range) parts.push(...within(COLUMNS[name], range));
  }
  if (when.ratio) {
    const [from, to] = when.ratio;
    parts.push('ratio is not null');
    if (from !== null) parts.push(`fee >= mean * ${from}`);
    if (to !== null) parts.push(`fee < mean * ${to}`);
  }
  if (when.died !== undefined) parts.push(when.died ? 'died' : 'not died');
  if (when.principal !== undefined) parts.push(flagName('principal', when.principal));
  if (when.other !== undefined) parts.push(flagName('other', when.other));
  return parts.length === 0 ? 'true' : parts.map((part) => `coalesce(${part}, false)`).join(' and ');
}

function within(column: string, [from, to]: Range): string[] {
  return [
    ...(from === null ? [] : [`${column} >= ${from}`]),
    ...(to === null ? [] : [`${column} < ${to}`]),
    ...(from === null && to === null ? [`${column} is not null`] : []),
  ];
}

/** How many cases lack what a directory asks. Age in days is asked only of those who may be under a year. */
async function lacking(warehouse: Warehouse, { auxiliary }: DipRules): Promise<NotJudged[]> {
  const asked = auxiliary.flatMap(({ name, entries }) =>
    (['age', 'days', 'stay', 'icu', 'died', 'ratio'] as const)
      .filter((what) => entries.some(({ when }) => when[what] !== undefined))
      .map((what) => ({ directory: name, what })),
  );
  if (asked.length === 0) return [];
  const missing = (what: NotJudged['what']) =>
    what === 'died'
      ? 'died is null'
      : what === 'days'
        ? 'age_days is null and coalesce(age_years, 0) = 0'
        : `${COLUMNS[what]} is null`;
  const [counts = []] = await warehouse.values(
    `select ${asked.map(({ what }) => `count(*) filter (${missing(what)})`).join(', ')} from dip.judged`,
  );
  return asked.map((one, i) => ({ ...one, count: Number(counts[i]) })).filter(({ count }) => count > 0);
}
