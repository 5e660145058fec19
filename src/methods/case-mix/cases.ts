/** Cases for a grouper: from a data folder's inpatient cases, or from a table with a row per case. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../../data/open/index.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { codesOfCell } from './codes.ts';
import { badGiven, GivenColumns, openGiven } from './given-file.ts';
import { DIED, positionsOf } from './inpatient.ts';
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
  ventilator_hours: ['ventilator_hours', '呼吸机使用时间'],
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
  if (hasErrors(diagnostics)) return { diagnostics };
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
  await warehouse.run(
    `create table given.cases as select *, newborn_weight as weight, total_fee as fee, ${DIED} as died, _line as line_of from data.inpatient_case;
     create table given.diagnoses as ${positionsOf('given.cases', 'diagnosis')};
     create table given.procedures as ${positionsOf('given.cases', 'procedure')}`,
  );
  return diagnostics;
}

async function fromTable(warehouse: Warehouse, files: readonly string[]): Promise<Diagnostic[]> {
  const said: Diagnostic[] = [];
  const parts: string[] = [];
  const headers = new Map<string, string>();
  for (const [i, file] of files.entries()) {
    const table = `given.source_${i}`;
    const read = await openGiven(warehouse, file, table);
    said.push(...read.diagnostics);
    if (!read.value) return said;
    const columns = new GivenColumns(read.value, NAMES);
    const missing = NEEDED.filter((name) => !columns.has(name));
    if (missing.length > 0) {
      const found = read.value.slice(0, 20).join(', ');
      said.push(
        report('cases-columns', { path: file, missing: missing.join(', '), found }, { file, line: 1 }),
      );
      return said;
    }
    said.push(...(await badGiven(warehouse, table, file, columns, testsOf(columns))));
    for (const header of read.value) headers.set(header.toLowerCase(), header);
    parts.push(`select *, ${i} as _file from ${table}`);
  }
  if (hasErrors(said)) return said;
  await warehouse.run(`create table given.source as ${parts.join(' union all by name ')}`);
  const columns = new GivenColumns([...headers.values()], NAMES);
  const id = columns.text('case_id');
  const [twice] = await warehouse.rows(
    `select ${id} as id, count(*) as count, max_by(_line, (_file, _line)) as line, max(_file) as file from given.source group by 1 having count(*) > 1 or id is null order by file, line limit 1`,
  );
  if (twice) {
    const [file = '', line] = [files[Number(twice['file'])], Number(twice['line'])];
    const data = { path: file, id: String(twice['id'] ?? ''), count: Number(twice['count']) };
    return [...said, report('cases-twice', data, { file, line })];
  }
  const codes = (name: string) => {
    const list = codesOfCell(columns.text(name));
    return `select ${id} as case_id, u.position, nullif(trim(u.code), '') as code from given.source,
       (select unnest(generate_series(1, len(${list}))) as position, unnest(${list}) as code) u
     where nullif(trim(u.code), '') is not null`;
  };
  const died = DIED.replace('discharge_type', columns.text('discharge_type'));
  await warehouse.run(
    `create table given.cases as select ${id} as case_id, ${SEX(columns.text('sex'))} as sex, ${columns.typed('age_years', 'integer')} as age_years,
       ${columns.typed('age_days', 'integer')} as age_days, nullif(${columns.typed('weight', 'decimal(18, 4)')}, 0) as weight, ${columns.typed('fee', 'decimal(18, 4)')} as fee,
       ${columns.typed('stay_days', 'integer')} as stay_days, ${columns.typed('icu_hours', 'decimal(18, 4)')} as icu_hours,
       ${columns.typed('ventilator_hours', 'decimal(18, 4)')} as ventilator_hours, ${columns.text('discharge_type')} as discharge_type, ${died} as died,
       ${columns.typed('discharge_date', 'date')} as discharge_date, _file as file_of, _line as line_of from given.source;
     create table given.diagnoses as ${codes('dx')};
     create table given.procedures as ${columns.has('px') ? codes('px') : 'select null::varchar as case_id, 1::bigint as position, null::varchar as code where false'}`,
  );
  return said;
}

/** What a cell must be, as SQL. Age and stay are not below zero; what else is strange of a fee is for others to say. */
const testsOf = (columns: GivenColumns): Record<string, string> => ({
  sex: `${SEX(columns.text('sex'))} is not null or lower(${columns.text('sex')}) in ('0', '9', 'u', 'unknown', '未知', '未说明')`,
  age_years: `${columns.typed('age_years', 'integer')} between 0 and 150`,
  age_days: `${columns.typed('age_days', 'integer')} >= 0`,
  weight: `${columns.typed('weight', 'decimal(18, 4)')} >= 0`,
  fee: `${columns.typed('fee', 'decimal(18, 4)')} is not null`,
  stay_days: `${columns.typed('stay_days', 'integer')} >= 0`,
  icu_hours: `${columns.typed('icu_hours', 'decimal(18, 4)')} >= 0`,
  ventilator_hours: `${columns.typed('ventilator_hours', 'decimal(18, 4)')} >= 0`,
  discharge_date: `${columns.typed('discharge_date', 'date')} is not null`,
});
