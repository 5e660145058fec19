/** People and their diagnoses for a score: from a data folder, or from tables somebody gives. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../../data/open/index.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { completeTables } from '../tables.ts';
import { codesOfCell, plainCodes } from './codes.ts';
import { peopleSql } from './cms-hcc/people.ts';
import { diagnosesOf } from './diagnoses.ts';
import { badGiven, GivenColumns, openGiven } from './given-file.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

export interface GivenPeople {
  /** `person_id` and what of `PERSON` is known. */
  people: string;
  /** `person_id`, `code`: upper case, without its point; of a pair of dagger and asterisk each by itself; `_line` where it is of a table. */
  diagnoses: string;
  /** `person_id` of people with a cell that cannot be: they are not among the people, and have no score. */
  invalid: string;
}

interface PeopleAsked {
  /** A data folder, or a table with a row per person, or one with a row per diagnosis. */
  path: string;
  /** A table with a row per diagnosis. */
  diagnoses?: string | undefined;
  /** The day of the age, ISO. */
  ageOn: string;
  /** Whether age, sex and what else is known of a person count: if not, their cells are not looked at. */
  facts: boolean;
  /** Dates of service that count, of a data folder: half-open, ISO. */
  window?: { from: string; to: string } | undefined;
}

/** What a column may be called, in lower case. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  person_id: ['person_id', 'id', 'bene_id', 'beneficiary', '人员编号', '参保人', '个人编号'],
  age: ['age', 'age_years', '年龄'],
  birth_date: ['birth_date', 'dob', '出生日期'],
  sex: ['sex', 'gender', '性别'],
  segment: ['segment', '人群'],
  orec: ['orec', 'original_reason_entitlement_code'],
  dual: ['dual', 'dual_status_code', 'dual_elgbl_cd'],
  medicaid: ['medicaid', 'mcaid'],
  institution: ['institution', 'lti', 'long_term_institutional_flag'],
  new_enrollee: ['new_enrollee'],
  snp: ['snp'],
  low_income: ['low_income', 'lis'],
  esrd: ['esrd', 'esrd_status'],
  graft_months: ['graft_months'],
  dx: ['dx', 'diagnoses', 'diagnosis_codes', '诊断'],
  code: ['code', 'diagnosis_code', 'icd10', '诊断编码'],
};
const FLAGS = ['medicaid', 'institution', 'new_enrollee', 'snp', 'low_income', 'esrd'] as const;

const SEX = (cell: string) =>
  `case lower(${cell}) when '1' then 'M' when 'm' then 'M' when 'male' then 'M' when '男' then 'M'
     when '2' then 'F' when 'f' then 'F' when 'female' then 'F' when '女' then 'F' end`;
const FLAG = (cell: string) =>
  `case when lower(${cell}) in ('1', 'y', 'yes', 'true', 't', '是') then true when lower(${cell}) in ('0', 'n', 'no', 'false', 'f', '否') then false end`;

export async function openPeople(warehouse: Warehouse, asked: PeopleAsked): Promise<Checked<GivenPeople>> {
  const { path } = asked;
  if (!existsSync(path)) return { diagnostics: [report('cases-not-there', { path })] };
  await warehouse.run(
    'drop schema if exists given cascade; create schema given; create table given.invalid(person_id varchar)',
  );
  return statSync(path).isDirectory() ? fromData(warehouse, asked) : fromTables(warehouse, asked);
}

async function fromData(
  warehouse: Warehouse,
  { path, ageOn, window }: PeopleAsked,
): Promise<Checked<GivenPeople>> {
  if (!existsSync(join(path, 'data.json'))) return { diagnostics: [report('cases-not-data', { path })] };
  const opened = await openData(warehouse, path);
  if (!opened.value) return { diagnostics: opened.diagnostics };
  await completeTables(warehouse);
  let made = 0;
  const table = (name: string) => `data."${name}"`;
  const context = {
    warehouse,
    table,
    result: table,
    options: new Map<string, string>(),
    period: window ?? { from: '0001-01-01', to: '9999-12-31' },
    temporary: () => {
      made += 1;
      return `given.made_${made}`;
    },
  };
  const { people, diagnoses } = await diagnosesOf(context);
  await warehouse.run(`create table given.people as ${peopleSql(table, people, ageOn)}`);
  return {
    value: { people: 'given.people', diagnoses, invalid: 'given.invalid' },
    diagnostics: opened.diagnostics,
  };
}

async function fromTables(
  warehouse: Warehouse,
  { path, diagnoses, ageOn, facts: judged }: PeopleAsked,
): Promise<Checked<GivenPeople>> {
  const read = await openGiven(warehouse, path, 'given.source');
  if (!read.value) return { diagnostics: read.diagnostics };
  const columns = new GivenColumns(read.value, NAMES);
  const said = [...read.diagnostics];
  // A row per diagnosis says who the people are; nothing else is known of them.
  const long = diagnoses === undefined && columns.has('code') && !columns.has('dx');
  const missing = ['person_id', ...(diagnoses === undefined && !long ? ['dx'] : [])].filter(
    (name) => !columns.has(name),
  );
  if (missing.length > 0) return { diagnostics: [...said, lacking(path, missing, columns)] };
  const id = columns.text('person_id');
  said.push(...(await nameless(warehouse, path, id)));
  const tests = judged && !long ? testsOf(columns) : {};
  const bad = await badGiven(warehouse, 'given.source', path, columns, tests);
  said.push(...bad.map(({ data, at }) => report('people-cell', data, at)));
  if (!long) said.push(...(await repeated(warehouse, path, id)));
  if (hasErrors(said)) return { diagnostics: said };
  const cells = Object.entries(tests).filter(([name]) => columns.has(name));
  const invalid =
    cells
      .map(([name, test]) => `(${columns.text(name)} is not null and not coalesce(${test}, false))`)
      .join(' or ') || 'false';
  await warehouse.run(
    `insert into given.invalid select ${id} from given.source where ${id} is not null and (${invalid})`,
  );
  const birth = columns.typed('birth_date', 'date');
  const age = columns.has('age')
    ? columns.typed('age', 'integer')
    : `(datediff('year', ${birth}, date '${ageOn}') - case when strftime(${birth}, '%m%d') > '${ageOn.slice(5).replace('-', '')}' then 1 else 0 end)::integer`;
  const facts = [
    `${age} as age`,
    `${SEX(columns.text('sex'))} as sex`,
    ...['segment', 'orec', 'dual'].map((name) => `${columns.text(name)} as ${name}`),
    ...FLAGS.map((name) => `${FLAG(columns.text(name))} as ${name}`),
    `${columns.typed('graft_months', 'integer')} as graft_months`,
  ];
  await warehouse.run(
    long
      ? `create table given.people as select distinct ${id} as person_id from given.source where ${id} is not null`
      : `create table given.people as select ${id} as person_id, ${facts.join(', ')} from given.source where ${id} is not null and not (${invalid})`,
  );
  const code = long ? columns.text('code') : `u.code`;
  const list = long ? '' : `, (select unnest(${codesOfCell(columns.text('dx'))}) as code) u`;
  const own =
    diagnoses === undefined
      ? `select ${id} as person_id, unnest(${plainCodes(`trim(${code})`)}) as code, _line from given.source${list}`
      : undefined;
  if (own !== undefined)
    await warehouse.run(
      `create table given.diagnoses as select * from (${own}) where code <> '' and person_id in (select person_id from given.people)`,
    );
  else said.push(...(await apart(warehouse, diagnoses ?? '', path)));
  const value = { people: 'given.people', diagnoses: 'given.diagnoses', invalid: 'given.invalid' };
  return hasErrors(said) ? { diagnostics: said } : { value, diagnostics: said };
}

function lacking(path: string, missing: readonly string[], columns: GivenColumns): Diagnostic {
  const found = columns.headers.slice(0, 20).join(', ');
  return report('people-columns', { path, missing: missing.join(', '), found }, { file: path, line: 1 });
}

/** What a cell must be, as SQL. */
const testsOf = (columns: GivenColumns): Record<string, string> => ({
  age: `${columns.typed('age', 'integer')} between 0 and 130`,
  birth_date: `${columns.typed('birth_date', 'date')} is not null`,
  sex: `${SEX(columns.text('sex'))} is not null`,
  graft_months: `${columns.typed('graft_months', 'integer')} > 0`,
  ...Object.fromEntries(FLAGS.map((name) => [name, `${FLAG(columns.text(name))} is not null`])),
});

/** A row without a person is nobody's: said, since nothing else would tell. */
async function nameless(warehouse: Warehouse, file: string, id: string): Promise<Diagnostic[]> {
  const [none] = await warehouse.rows(
    `select count(*) as count, min(_line) as line from given.source where ${id} is null having count(*) > 0`,
  );
  if (!none) return [];
  const line = Number(none['line']);
  return [report('people-nameless', { count: Number(none['count']), line }, { file, line })];
}

async function repeated(warehouse: Warehouse, file: string, id: string): Promise<Diagnostic[]> {
  const [twice] = await warehouse.rows(
    `select ${id} as id, count(*) as count, max(_line) as line from given.source where ${id} is not null group by 1 having count(*) > 1 order by line limit 1`,
  );
  if (!twice) return [];
  const line = Number(twice['line']);
  return [
    report('people-twice', { id: String(twice['id']), count: Number(twice['count']), line }, { file, line }),
  ];
}

/** Diagnoses from a table of their own. */
async function apart(warehouse: Warehouse, file: string, path: string): Promise<Diagnostic[]> {
  const read = await openGiven(warehouse, file, 'given.source_of_diagnoses');
  if (!read.value) return read.diagnostics;
  const columns = new GivenColumns(read.value, NAMES);
  const missing = ['person_id', 'code'].filter((name) => !columns.has(name));
  if (missing.length > 0) return [...read.diagnostics, lacking(file, missing, columns)];
  const [id, code] = [columns.text('person_id'), columns.text('code')];
  await warehouse.run(
    `create table given.diagnoses as select ${id} as person_id, unnest(${plainCodes(code)}) as code, _line from given.source_of_diagnoses where ${id} is not null and ${code} is not null`,
  );
  const [strange] = await warehouse.rows(
    `select ${id} as id, _line, count(*) over () as count from given.source_of_diagnoses where ${id} not in (select person_id from given.people union all select person_id from given.invalid) order by _line limit 1`,
  );
  if (!strange) return read.diagnostics;
  const line = Number(strange['_line']);
  const data = { id: String(strange['id']), line, count: Number(strange['count']), path };
  return [...read.diagnostics, report('people-strange', data, { file, line })];
}
