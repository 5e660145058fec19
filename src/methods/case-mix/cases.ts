/** Cases for a grouper: from a data folder's inpatient cases, or from a table with a row per case. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../../data/open/index.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral, WarehouseError } from '../../warehouse/warehouse.ts';
import { DIED } from './inpatient.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** Tables a grouper reads, as SQL names; made in the schema `given`. */
export interface OpenedCases {
  cases: string;
  diagnoses: string;
  procedures: string;
  count: number;
}

/** What a column may be called, in any case; lists of codes are separated by `|`. */
const NAMES: Record<string, readonly string[]> = {
  case_id: ['case_id', 'id', 'case', '病例号', '病案号'],
  sex: ['sex', 'gender', '性别'],
  age_years: ['age_years', 'age', '年龄'],
  age_days: ['age_days', 'ageday', 'age_day', '年龄天'],
  weight: ['weight', 'newborn_weight', 'birth_weight', '出生体重'],
  fee: ['fee', 'total_fee', '总费用'],
  stay_days: ['stay_days', 'stay', '住院天数'],
  icu_hours: ['icu_hours', '重症监护时长'],
  discharge_type: ['discharge_type', '离院方式'],
  discharge_date: ['discharge_date', '出院日期', '出院时间'],
  dx: ['dx', 'diagnoses', '诊断'],
  px: ['px', 'procedures', '手术操作'],
};
const NEEDED = ['case_id', 'dx'];

const SEX = (column: string) =>
  `case lower(trim(${column})) when '1' then 'male' when 'm' then 'male' when 'male' then 'male' when '男' then 'male'
     when '2' then 'female' when 'f' then 'female' when 'female' then 'female' when '女' then 'female' end`;

/** One data folder, or one table or several of the same columns. */
export async function openCases(
  warehouse: Warehouse,
  given: string | readonly string[],
): Promise<Checked<OpenedCases>> {
  const paths = typeof given === 'string' ? [given] : given;
  const [path = ''] = paths;
  const gone = paths.find((one) => !existsSync(one));
  if (gone !== undefined || paths.length === 0)
    return { diagnostics: [report('cases-not-there', { path: gone ?? '' })] };
  const folder = paths.find((one) => statSync(one).isDirectory());
  if (folder !== undefined && paths.length > 1)
    return { diagnostics: [report('cases-folder-alone', { path: folder })] };
  await warehouse.run('drop schema if exists given cascade; create schema given');
  const diagnostics =
    folder === undefined ? await fromTable(warehouse, paths) : await fromData(warehouse, path);
  if (diagnostics.length > 0) return { diagnostics };
  const [[count] = []] = await warehouse.values('select count(*) from given.cases');
  return {
    value: {
      cases: 'given.cases',
      diagnoses: 'given.diagnoses',
      procedures: 'given.procedures',
      count: Number(count),
    },
    diagnostics,
  };
}

async function fromData(warehouse: Warehouse, folder: string): Promise<Diagnostic[]> {
  if (!existsSync(join(folder, 'data.json'))) return [report('cases-not-data', { path: folder })];
  const { value, diagnostics } = await openData(warehouse, folder);
  if (!value) return diagnostics;
  const numbered = (principal: string, other: string) =>
    `select case_id, u.position, u.code from data.inpatient_case,
       (select unnest(generate_series(1, 41)) as position, unnest([${[principal, ...Array.from({ length: 40 }, (_, i) => `${other}_${i + 1}`)].join(', ')}]) as code) u
     where u.code is not null`;
  await warehouse.run(
    `create table given.cases as select case_id, sex, age_years, age_days, newborn_weight as weight, total_fee as fee, stay_days, icu_hours,
       ${DIED} as died, discharge_date from data.inpatient_case;
     create table given.diagnoses as ${numbered('principal_diagnosis', 'other_diagnosis')};
     create table given.procedures as ${numbered('principal_procedure', 'other_procedure')}`,
  );
  return [];
}

async function fromTable(warehouse: Warehouse, files: readonly string[]): Promise<Diagnostic[]> {
  const file = files.join(', ');
  const from = files
    .map((one) => {
      const path = quoteLiteral(one);
      if (/\.parquet$/i.test(one)) return `select * from read_parquet(${path})`;
      const tab = /\.tsv$/i.test(one) ? `delim = '\t', ` : '';
      return `select * from read_csv(${path}, all_varchar = true, ${tab}header = true)`;
    })
    .join(' union all by name ');
  try {
    const described = await warehouse.values(`describe ${from}`);
    const headers = described.map(([name]) => String(name));
    const found = new Map<string, string>();
    for (const [name, names] of Object.entries(NAMES)) {
      const header = headers.find((one) => names.includes(one.trim().toLowerCase()));
      if (header !== undefined) found.set(name, header);
    }
    const missing = NEEDED.filter((name) => !found.has(name));
    if (missing.length > 0)
      return [
        report('cases-columns', {
          path: file,
          missing: missing.join(', '),
          found: headers.slice(0, 20).join(', '),
        }),
      ];
    const text = (name: string) => {
      const header = found.get(name);
      return header === undefined ? 'null' : `nullif(trim(${q(header)}::varchar), '')`;
    };
    const number = (name: string, type: string) => `try_cast(${text(name)} as ${type})`;
    await warehouse.run(`create table given.source as ${from}`);
    const bad = await badNumbers(warehouse, found, number);
    if (bad) return [report('cases-number', { path: file, ...bad })];
    const twice = await warehouse.values(
      `select ${text('case_id')} as id, count(*) as n from given.source group by 1 having count(*) > 1 or id is null order by 1 limit 1`,
    );
    if (twice[0])
      return [
        report('cases-twice', { path: file, id: String(twice[0][0] ?? ''), count: Number(twice[0][1]) }),
      ];
    const codes = (name: string) =>
      `select ${text('case_id')} as case_id, u.position, nullif(trim(u.code), '') as code from given.source,
         (select unnest(generate_series(1, len(string_split(${text(name)}, '|')))) as position, unnest(string_split(${text(name)}, '|')) as code) u
       where nullif(trim(u.code), '') is not null`;
    await warehouse.run(
      `create table given.cases as select ${text('case_id')} as case_id, ${SEX(text('sex'))} as sex, ${number('age_years', 'integer')} as age_years,
         ${number('age_days', 'integer')} as age_days, nullif(${number('weight', 'decimal(18, 4)')}, 0) as weight, ${number('fee', 'decimal(18, 4)')} as fee,
         ${number('stay_days', 'integer')} as stay_days, ${number('icu_hours', 'decimal(18, 4)')} as icu_hours, ${DIED.replace('discharge_type', text('discharge_type'))} as died,
         ${number('discharge_date', 'date')} as discharge_date from given.source;
       create table given.diagnoses as ${codes('dx')};
       create table given.procedures as ${found.has('px') ? codes('px') : 'select null::varchar as case_id, 1::bigint as position, null::varchar as code where false'}`,
    );
    return [];
  } catch (error) {
    if (!(error instanceof WarehouseError)) throw error;
    return [report('cases-unreadable', { path: file, words: error.message.split('\n')[0] ?? '' })];
  }
}

/** The first cell that should be a number and is none. */
async function badNumbers(
  warehouse: Warehouse,
  found: ReadonlyMap<string, string>,
  number: (name: string, type: string) => string,
): Promise<{ column: string; text: string; row: number } | undefined> {
  for (const [name, type] of [
    ['age_years', 'integer'],
    ['age_days', 'integer'],
    ['weight', 'decimal(18, 4)'],
    ['fee', 'decimal(18, 4)'],
    ['stay_days', 'integer'],
    ['icu_hours', 'decimal(18, 4)'],
  ] as const) {
    const header = found.get(name);
    if (header === undefined) continue;
    const [bad] = await warehouse.values(
      `select ${q(header)}::varchar, row from (select *, row_number() over () as row from given.source)
       where nullif(trim(${q(header)}::varchar), '') is not null and ${number(name, type)} is null order by row limit 1`,
    );
    if (bad) return { column: header, text: String(bad[0]), row: Number(bad[1]) };
  }
  return undefined;
}
