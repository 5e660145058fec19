/** Cases for a report: from a data folder's inpatient cases, or a table with a row per case; their group from the same or from a grouper's file. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canonicalTable } from '../../data/canonical/index.ts';
import { openData } from '../../data/open/index.ts';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { parquetRows } from '../../warehouse/files.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q, WarehouseError } from '../../warehouse/warehouse.ts';
import { plainHeader as plain } from '../shared/files.ts';
import { completeTables, csvTable } from '../tables.ts';
import { messages } from './messages/cases.ts';

const report = reporter(messages);

interface Known {
  names: readonly string[];
  kind: 'text' | 'number' | 'date' | 'died';
}

/** What a column may be called, without regard to case. */
const KNOWN = {
  case_id: { names: ['case_id', 'id', 'case', '病例号', '病案号'], kind: 'text' },
  hospital: {
    names: ['hospital_id', 'hospital', '定点医药机构编号', '医疗机构', '医院', '机构'],
    kind: 'text',
  },
  department: { names: ['department', '科别', '科室', '出院科别', '出院科室'], kind: 'text' },
  grp: {
    names: [
      'drg',
      'code',
      'case_group',
      'group',
      'provider_group',
      '付费方分组结果',
      '病组',
      'drg编码',
      '病种',
    ],
    kind: 'text',
  },
  day: { names: ['discharge_date', '出院时间', '出院日期'], kind: 'date' },
  stay: { names: ['stay_days', 'days', 'los', '实际住院天数', '住院天数'], kind: 'number' },
  fee: { names: ['total_fee', 'fee', '总费用'], kind: 'number' },
  western: { names: ['fee_western_drugs', '西药费'], kind: 'number' },
  patent: { names: ['fee_chinese_patent_drugs', '中成药费'], kind: 'number' },
  herbs: { names: ['fee_chinese_herbs', '中药饮片费'], kind: 'number' },
  drugs: { names: ['fee_drugs', 'drugs', '药品费'], kind: 'number' },
  materials: { names: ['fee_materials', 'consumables', '卫生材料费', '耗材费'], kind: 'number' },
  died: { names: ['died', 'death', '死亡', '是否死亡'], kind: 'died' },
  leaving: { names: ['discharge_type', 'discharge', '离院方式'], kind: 'text' },
} as const satisfies Record<string, Known>;

type Name = keyof typeof KNOWN;

/** 离院方式 of the front page (RC037): 1–4 and 9 alive, 5 dead; or in words. */
const LEAVING = (column: string) =>
  `case when ${column} in ('5', '死亡') or lower(${column}) in ('dead', 'died', 'death', 'expired') then true
     when ${column} in ('1', '2', '3', '4', '9', '医嘱离院', '医嘱转院', '医嘱转社区卫生服务机构/乡镇卫生院', '非医嘱离院', '其他') or lower(${column}) in ('home', 'alive', 'transfer') then false end`;

const DIED = (column: string) =>
  `case when lower(${column}) in ('1', 'true', 'yes', 'y', '是', '死亡') then true when lower(${column}) in ('0', 'false', 'no', 'n', '否', '存活') then false end`;

export interface CaseSource {
  /** A data folder or a table. */
  path: string;
  /** Files of a grouper: case_id and a group. */
  grouped: readonly string[];
  /** Column with the group, of the grouped files or else of the table. */
  column?: string;
}

/**
 * Makes the table `into`: case_id, hospital, department, grp (text), day, stay (bigint), fee, drugs, herbs, materials (decimal(18,4)), died (boolean),
 * leaving; null where it is not known.
 */
export async function readCases(
  warehouse: Warehouse,
  { path, grouped, column }: CaseSource,
  into: string,
): Promise<Diagnostic[]> {
  if (!existsSync(path)) return [report('report-no-file', { path })];
  const folder = statSync(path).isDirectory();
  if (folder && !existsSync(join(path, 'data.json'))) return [report('report-no-data', { path })];
  const source = folder ? await ofFolder(warehouse, path) : await ofTable(warehouse, path, `${into}_given`);
  if (!source.value) return source.diagnostics;
  const { table, headers } = source.value;
  const found = find(headers);
  if (column !== undefined && grouped.length === 0) {
    const own = headers.find((one) => plain(one) === plain(column));
    if (own === undefined) return [missing(path, [column], headers)];
    found.set('grp', own);
  }
  // A data folder lacks nothing: what it does not know is empty.
  const needed = (['case_id', 'hospital'] as Name[]).concat(grouped.length === 0 ? ['grp'] : []);
  const lacking = needed.filter((name) => !found.has(name));
  if (lacking.length > 0)
    return [
      missing(
        path,
        lacking,
        headers,
        lacking.flatMap((name) => [...KNOWN[name].names]),
      ),
    ];
  const bad = folder ? [] : await badCells(warehouse, path, table, found);
  if (hasErrors(bad)) return bad;
  const groups = await readGrouped(warehouse, grouped, column, `${into}_groups`);
  if (hasErrors(groups)) return groups;
  await warehouse.run(
    `create table ${into} as ${normal(table, found, grouped.length > 0 ? `${into}_groups` : undefined, folder)}`,
  );
  const diagnostics: Diagnostic[] = [];
  const [twice] = await warehouse.values(
    `select case_id, count(*) from ${into} group by 1 having count(*) > 1 or case_id is null order by 1 limit 1`,
  );
  if (twice)
    return [report('report-case-twice', { path, id: String(twice[0] ?? ''), count: Number(twice[1]) })];
  if (grouped.length > 0) {
    const [lost] = await warehouse.values(
      `select count(*) from ${into}_groups g anti join ${into} c using (case_id)`,
    );
    const count = Number(lost?.[0] ?? 0);
    if (count > 0) diagnostics.push(report('report-grouped-unmatched', { count }));
  }
  const [words] = await warehouse.values(
    `select count(*), min(leaving) from ${into} where died is null and leaving is not null`,
  );
  if (Number(words?.[0] ?? 0) > 0)
    diagnostics.push(
      report('report-discharge-words', { count: Number(words?.[0]), text: String(words?.[1]) }),
    );
  return diagnostics;
}

export function find(headers: readonly string[]): Map<Name, string> {
  const found = new Map<Name, string>();
  for (const [name, { names }] of Object.entries(KNOWN)) {
    // The first of the names that there is: a payer's group and a grouper's may stand side by side.
    const own = names
      .map((one) => headers.find((header) => plain(header) === one))
      .find((one) => one !== undefined);
    if (own !== undefined) found.set(name as Name, own);
  }
  return found;
}

function missing(
  path: string,
  names: readonly string[],
  headers: readonly string[],
  known: readonly string[] = [],
): Diagnostic {
  return report('report-columns', {
    path,
    missing: names.join(', '),
    found: headers.slice(0, 40).join(', '),
    names: known.join(', ') || headers.slice(0, 40).join(', '),
  });
}

async function ofFolder(
  warehouse: Warehouse,
  path: string,
): Promise<Checked<{ table: string; headers: string[] }>> {
  const { value, diagnostics } = await openData(warehouse, path, { tables: ['inpatient_case'] });
  if (!value) return { diagnostics };
  await completeTables(warehouse);
  const rows = await warehouse.values('select column_name from (describe data.inpatient_case)');
  return {
    value: { table: 'data.inpatient_case', headers: rows.map(([name]) => String(name)) },
    diagnostics: [],
  };
}

async function ofTable(
  warehouse: Warehouse,
  path: string,
  into: string,
): Promise<Checked<{ table: string; headers: string[] }>> {
  try {
    if (/\.parquet$/i.test(path)) {
      await warehouse.run(
        `create table ${into} as select columns(*)::varchar, row_number() over () as _line from ${parquetRows(path)}`,
      );
    } else {
      const at = { file: path };
      const read = await csvTable(warehouse, resolve(path), into, { name: 'report', option: 'cases', at });
      if (read.value === undefined) return { diagnostics: read.diagnostics };
    }
    const rows = await warehouse.values(`select column_name from (describe ${into})`);
    const headers = rows.map(([name]) => String(name)).filter((name) => name !== '_line');
    return { value: { table: into, headers }, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof WarehouseError)) throw error;
    const words = error.message.split('\n')[0] ?? '';
    return { diagnostics: [report('report-unreadable', { path, words })] };
  }
}

const text = (header: string) => `nullif(trim(${q(header)}::varchar), '')`;
const TYPED: Record<Known['kind'], (column: string) => string> = {
  text: (column) => column,
  // Digits that money does not have would be rounded away.
  number: (column) =>
    `case when regexp_full_match(${column}, '[+-]?[0-9]{1,13}([.][0-9]{1,4}0*)?') then ${column}::decimal(18,4) end`,
  date: (column) => `try_cast(left(${column}, 10) as date)`,
  died: DIED,
};
const EXPECTED = { text: '', number: '1234.56', date: '2023-05-01', died: '1, 0' } as const;

async function badCells(
  warehouse: Warehouse,
  path: string,
  table: string,
  found: ReadonlyMap<Name, string>,
): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const [name, header] of found) {
    const { kind } = KNOWN[name];
    if (kind === 'text') continue;
    const typed = TYPED[kind](text(header));
    const whole = name === 'stay' ? `or (${typed}) <> trunc(${typed}) or (${typed}) < 0` : '';
    const [bad] = await warehouse.values(
      `select _line, ${text(header)}, count(*) over () from ${table} where ${text(header)} is not null and ((${typed}) is null ${whole}) order by _line limit 1`,
    );
    if (!bad) continue;
    const data = {
      path,
      column: header,
      expected: name === 'stay' ? '8' : EXPECTED[kind],
      line: Number(bad[0]),
      text: String(bad[1]),
      count: Number(bad[2]),
    };
    diagnostics.push(report('report-cell', data));
  }
  return diagnostics;
}

/**
 * A category that is blank is unknown, unless those that are given make up the total fee: then it is nought (a settlement list leaves out what was
 * not charged). `folder`: the table is `inpatient_case`, with all its columns.
 */
export function normal(
  table: string,
  found: ReadonlyMap<Name, string>,
  groups: string | undefined,
  folder: boolean,
): string {
  const value = (name: Name) => {
    const header = found.get(name);
    if (header === undefined) return KNOWN[name].kind === 'number' ? 'null::decimal(18,4)' : 'null::varchar';
    return `(${TYPED[KNOWN[name].kind](`nullif(trim(c.${q(header)}::varchar), '')`)})`;
  };
  const fees = FEE_COLUMNS.map((name) => `coalesce(c.${name}, 0)`).join(' + ');
  const all = folder ? `(${fees}) = c.total_fee` : 'false';
  const fee = (name: Name) =>
    folder ? `coalesce(${value(name)}, case when ${all} then 0 end)` : value(name);
  const drugs = found.has('drugs')
    ? value('drugs')
    : `${fee('western')} + ${fee('patent')} + ${fee('herbs')}`;
  const died = found.has('died') ? value('died') : LEAVING(value('leaving'));
  const day = found.has('day') ? value('day') : 'null::date';
  return `
    select ${value('case_id')} as case_id, ${value('hospital')} as hospital, ${value('department')} as department,
      ${groups ? 'g.grp' : value('grp')} as grp, ${day} as day, ${value('stay')}::bigint as stay, ${value('fee')}::decimal(18,4) as fee,
      (${drugs})::decimal(18,4) as drugs, ${fee('herbs')}::decimal(18,4) as herbs, ${fee('materials')}::decimal(18,4) as materials, ${died} as died,
      ${found.has('died') ? 'null::varchar' : value('leaving')} as leaving
    from ${table} c ${groups ? `left join ${groups} g on g.case_id = ${value('case_id')}` : ''}`;
}

const FEE_COLUMNS = canonicalTable('inpatient_case')
  .columns.map(({ name }) => name)
  .filter((name) => name.startsWith('fee_'));

async function readGrouped(
  warehouse: Warehouse,
  files: readonly string[],
  column: string | undefined,
  into: string,
): Promise<Diagnostic[]> {
  if (files.length === 0) return [];
  await warehouse.run(`create table ${into} (case_id varchar, grp varchar)`);
  for (const [i, path] of files.entries()) {
    if (!existsSync(path)) return [report('report-no-file', { path })];
    const read = await ofTable(warehouse, path, `${into}_${i}`);
    if (!read.value) return read.diagnostics;
    const { headers, table } = read.value;
    const found = find(headers);
    const id = found.get('case_id');
    const group =
      column === undefined ? found.get('grp') : headers.find((one) => plain(one) === plain(column));
    const lacking = [
      ...(id === undefined ? ['case_id'] : []),
      ...(group === undefined ? [column ?? 'drg, code'] : []),
    ];
    if (id === undefined || group === undefined) return [missing(path, lacking, headers)];
    await warehouse.run(`insert into ${into} select ${text(id)}, ${text(group)} from ${table}`);
    const [twice] = await warehouse.values(
      `select case_id, count(*) from ${into} group by 1 having count(*) > 1 or case_id is null order by 1 limit 1`,
    );
    if (twice)
      return [report('report-case-twice', { path, id: String(twice[0] ?? ''), count: Number(twice[1]) })];
  }
  return [];
}
