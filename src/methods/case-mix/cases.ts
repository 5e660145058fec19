/** Cases for a grouper: from a data folder's inpatient cases, or from a table with a row per case. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../../data/open/index.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import { codesOfCell } from './codes.ts';
import { badGiven, GivenColumns, openGiven } from './given-file.ts';
import { DIED, positionsOf } from './inpatient.ts';
import { messages } from './messages.ts';

const report = reporter(messages);

/** Tables a grouper reads, as SQL names; made in the schema `given`. */
interface OpenedCases {
  cases: string;
  diagnoses: string;
  procedures: string;
  /** `case_id` of cases with a cell that cannot be: they are not among the cases, and have no group. */
  invalid: string;
  /** All, with the invalid ones. */
  count: number;
}

/** What a column may be called, in any case; lists of codes are separated as `codesOfCell` says. */
const NAMES: Record<string, readonly string[]> = {
  case_id: ['case_id', 'id', 'case', '病例号', '病案号', '病历号', '住院号'],
  sex: ['sex', 'gender', '性别'],
  age_years: ['age_years', 'age', '年龄', '年龄(岁)', '年龄(周岁)'],
  age_days: [
    'age_days',
    'ageday',
    'age_day',
    '年龄天',
    '年龄(天)',
    '日龄',
    '日龄(天)',
    '不足一周岁年龄',
    '不足一周岁年龄(天)',
    '年龄不足1周岁的年龄(天)',
    '(年龄不足1周岁的)年龄(天)',
  ],
  weight: [
    'weight',
    'newborn_weight',
    'birth_weight',
    '新生儿入院体重',
    '新生儿入院体重(克)',
    '出生体重',
    '出生体重(克)',
    '新生儿出生体重',
    '新生儿出生体重(克)',
  ],
  fee: ['fee', 'total_fee', '总费用', '总费用(元)', '住院总费用', '住院总费用(元)'],
  stay_days: ['stay_days', 'stay', '住院天数', '实际住院天数', '实际住院(天)'],
  icu_hours: ['icu_hours', '重症监护时长'],
  ventilator_hours: ['ventilator_hours', '呼吸机使用时间', '呼吸机使用时间(小时)'],
  discharge_type: ['discharge_type', '离院方式'],
  discharge_date: ['discharge_date', '出院日期', '出院时间'],
  dx: ['dx', 'diagnoses', '诊断', '诊断编码'],
  px: ['px', 'procedures', '手术操作', '手术操作编码'],
  // Where the principal one has a column of its own. Codes come before names.
  main_dx: [
    'principal_diagnosis',
    '主要诊断编码',
    '主要诊断代码',
    '主要诊断',
    '出院主要诊断编码',
    '出院主要诊断',
  ],
  main_px: [
    'principal_procedure',
    '主要手术编码',
    '主要手术操作编码',
    '主要手术及操作编码',
    '主要手术',
    '主要手术操作',
    '主要手术及操作',
  ],
};
/** Names that the tables of cases have already, or that groupers make. */
const MADE = [
  'age_years',
  'file_of',
  'line_of',
  'died',
  'n',
  'code',
  'drg',
  'adrg',
  'mdc',
  'reason',
  '_line',
  '_file',
];
/** Columns of the other codes, one or numbered ones. */
const OTHERS = {
  dx: [/^(出院)?其他诊断(编码|代码)[_ ]?\d*$/, /^((出院)?其他诊断|other_diagnos[ie]s)[_ ]?\d*$/],
  px: [/^其他手术(及?操作)?(编码|代码)[_ ]?\d*$/, /^(其他手术(及?操作)?|other_procedures?)[_ ]?\d*$/],
} as const;

/** SQL: the codes of a case in one cell, the principal one first; nothing where the table has none. */
function cellOf(columns: GivenColumns, name: 'dx' | 'px'): string | undefined {
  const main = `main_${name}`;
  if (columns.has(name) || !columns.has(main)) return columns.has(name) ? columns.text(name) : undefined;
  const others = OTHERS[name].map((form) => columns.cells(form)).find((found) => found.length > 0) ?? [];
  return `concat_ws('|', ${[`coalesce(${columns.text(main)}, '')`, ...others].join(', ')})`;
}

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
  const [[count] = []] = await warehouse.values(
    'select (select count(*) from given.cases) + (select count(*) from given.invalid)',
  );
  return {
    value: {
      cases: 'given.cases',
      diagnoses: 'given.diagnoses',
      procedures: 'given.procedures',
      invalid: 'given.invalid',
      count: Number(count),
    },
    diagnostics,
  };
}

async function fromData(warehouse: Warehouse, folder: string): Promise<Diagnostic[]> {
  if (!existsSync(join(folder, 'data.json'))) return [report('cases-not-data', { path: folder })];
  const { value, diagnostics } = await openData(warehouse, folder, { tables: ['inpatient_case'] });
  if (!value) return diagnostics;
  await warehouse.run(
    `create table given.cases as select *, newborn_weight as weight, total_fee as fee, ${DIED} as died, _line as line_of from data.inpatient_case;
     create table given.invalid as select null::varchar as case_id where false;
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
    const missing = [
      ...(columns.has('case_id') ? [] : ['case_id']),
      ...(cellOf(columns, 'dx') === undefined ? ['dx'] : []),
    ];
    if (missing.length > 0) {
      const found = read.value.slice(0, 20).join(', ');
      said.push(
        report('cases-columns', { path: file, missing: missing.join(', '), found }, { file, line: 1 }),
      );
      return said;
    }
    const bad = await badGiven(warehouse, table, file, columns, testsOf(columns));
    said.push(...bad.map(({ data, at }) => report('cases-cell', data, at)));
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
  const codes = (cell: string) => {
    const list = codesOfCell(cell);
    return `select ${id} as case_id, u.position, nullif(trim(u.code), '') as code from given.good,
       (select unnest(generate_series(1, len(${list}))) as position, unnest(${list}) as code) u
     where nullif(trim(u.code), '') is not null`;
  };
  const died = DIED.replace('discharge_type', columns.text('discharge_type'));
  const tests = Object.entries(testsOf(columns)).filter(([name]) => columns.has(name));
  const invalid = tests.map(
    ([name, test]) => `(${columns.text(name)} is not null and not coalesce(${test}, false))`,
  );
  const procedures = cellOf(columns, 'px');
  // What else the table has, for conditions of a city's own.
  const more = columns.more(/^[a-z_]+$/, [...Object.values(NAMES).flat(), ...MADE]);
  await warehouse.run(
    `create table given.good as select * from given.source where not (${invalid.join(' or ') || 'false'});
     create table given.invalid as select ${id} as case_id from given.source where ${invalid.join(' or ') || 'false'};
     create table given.cases as select ${id} as case_id, ${SEX(columns.text('sex'))} as sex, ${columns.typed('age_years', 'integer')} as age_years,
       ${columns.typed('age_days', 'integer')} as age_days, nullif(${columns.typed('weight', 'decimal(18, 4)')}, 0) as weight, ${columns.typed('fee', 'decimal(18, 4)')} as fee,
       ${columns.typed('stay_days', 'integer')} as stay_days, ${columns.typed('icu_hours', 'decimal(18, 4)')} as icu_hours,
       ${columns.typed('ventilator_hours', 'decimal(18, 4)')} as ventilator_hours, ${columns.text('discharge_type')} as discharge_type, ${died} as died,
       ${columns.typed('discharge_date', 'date')} as discharge_date, _file as file_of, _line as line_of${more.map(([name, cell]) => `, ${cell} as ${quoteIdentifier(name)}`).join('')} from given.good;
     create table given.diagnoses as ${codes(cellOf(columns, 'dx') ?? 'null::varchar')};
     create table given.procedures as ${procedures !== undefined ? codes(procedures) : 'select null::varchar as case_id, 1::bigint as position, null::varchar as code where false'}`,
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
