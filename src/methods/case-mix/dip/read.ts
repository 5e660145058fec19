/** A DIP scheme from files: a catalogue as a city publishes it (CSV, TSV, XLSX, Parquet), or one made from its cases, with a document of rules. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral, WarehouseError } from '../../../warehouse/warehouse.ts';
import { openGiven } from '../given-file.ts';
import { messages as common } from '../messages.ts';
import type { CatalogueRow } from './catalogue.ts';
import { readCatalogue } from './catalogue.ts';
import { messages } from './messages.ts';
import { checkRules, readRules } from './rules.ts';
import { namedBy } from './titles.ts';
import type { DipGroup, DipRules, DipScheme } from './scheme.ts';
import { NATIONAL, TREATMENTS } from './scheme.ts';

const report = reporter(messages);
const reportCommon = reporter(common);

export interface ReadScheme {
  files: { name: string; sha256: string }[];
  counts: Record<string, number>;
  content: DipScheme;
}

/** What each column of a catalogue may be called, in any case. */
const NAMES: Record<keyof CatalogueRow, readonly string[]> = {
  dx: [
    'dx',
    'diagnosis',
    '诊断编码',
    '诊断代码',
    '主要诊断编码',
    '主要诊断代码',
    '主诊断',
    '主诊断编码',
    '主诊断代码',
  ],
  code: [
    'code',
    'dip_code',
    '病种编码',
    '病种代码',
    'dip编码',
    'dip代码',
    'dip病种编码',
    'dip病种代码',
    'dip分组编码',
  ],
  proc: [
    'proc',
    'procedures',
    '手术操作编码',
    '手术操作代码',
    '手术操作',
    '手术及操作编码',
    '手术及操作代码',
  ],
  title: ['title', 'name', '病种名称', 'dip名称', 'dip病种名称'],
  kind: ['kind', '病种类型', '病种类别'],
  treatment: ['treatment', '治疗方式'],
  mean_fee: ['mean_fee', 'mean', '例均费用', '次均费用', '平均费用'],
  weight: ['weight', 'rw', '权重', '病种权重'],
  cases: ['cases', '例数', '病例数'],
};
const NEEDED = ['dx', 'code', 'proc'] as const;

const KIND = `case lower(x) when '' then null when '核心' then 'core' when '核心病种' then 'core' when '保守' then 'conservative' when '保守治疗' then 'conservative'
  when '综合' then 'comprehensive' when '综合病种' then 'comprehensive' else lower(x) end`;
const TREATMENT = `case lower(x) when '' then null when '保守治疗' then 'conservative' when '诊断性操作' then 'diagnostic' when '治疗性操作' then 'therapeutic'
  when '相关手术' then 'surgery' else lower(x) end`;

/** A catalogue as a table, by the rules of a document or the national ones. */
export async function readDipCatalogue(
  path: string,
  rulesPath?: string,
  namesPath?: string,
): Promise<Checked<ReadScheme>> {
  const rules = rulesPath === undefined ? { value: NATIONAL, diagnostics: [] } : readRules(rulesPath);
  if (!rules.value) return { diagnostics: rules.diagnostics };
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    const opened = await openGiven(warehouse, path, 'catalogue');
    if (opened.value === undefined) return { diagnostics: opened.diagnostics };
    const groups = await groupsOf(warehouse, 'catalogue', path);
    if (!groups.value) return { diagnostics: groups.diagnostics };
    const named = await namedBy(warehouse, groups.value, namesPath);
    if (!named.value) return { diagnostics: named.diagnostics };
    const files = [path, rulesPath, namesPath]
      .filter((file) => file !== undefined)
      .map((file) => ({
        name: basename(file),
        sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
      }));
    const { value, diagnostics } = checked({ groups: named.value, rules: rules.value }, files, path);
    const said = [...opened.diagnostics, ...named.diagnostics, ...diagnostics];
    return { ...(value && { value }), diagnostics: said };
  } catch (error) {
    if (!(error instanceof WarehouseError)) throw error;
    return {
      diagnostics: [reportCommon('cases-unreadable', { path, words: error.message.split('\n')[0] ?? '' })],
    };
  } finally {
    warehouse.close();
  }
}

/** Groups of a table of the columns of a catalogue, which a file gives with `_line`; `path` is only for words. */
export async function groupsOf(
  warehouse: Warehouse,
  from: string,
  path: string,
): Promise<Checked<DipGroup[]>> {
  const names = (await warehouse.values(`describe select * from ${from}`)).map(([name]) => String(name));
  const headers = names.filter((name) => name !== '_line');
  const isFile = headers.length < names.length;
  const found = new Map<string, string>();
  for (const [name, names] of Object.entries(NAMES)) {
    const header = headers.find((one) => names.includes(one.trim().toLowerCase()));
    if (header !== undefined) found.set(name, header);
  }
  const missing = NEEDED.filter((name) => !found.has(name));
  if (missing.length > 0) {
    const data = { path, missing: missing.join(', '), found: headers.slice(0, 20).join(', ') };
    return { diagnostics: [report('dip-catalogue-columns', data)] };
  }
  const text = (name: string) => {
    const header = found.get(name);
    return header === undefined ? 'null' : `nullif(trim(${q(header)}::varchar), '')`;
  };
  const mapped = (name: string, words: string) => words.replaceAll(/\bx\b/g, `coalesce(${text(name)}, '')`);
  const cells = [
    ...(['dx', 'code', 'title', 'mean_fee', 'weight', 'cases'] as const).map(
      (name) => `${text(name)} as ${name}`,
    ),
    `coalesce(${text('proc')}, '') as proc`,
    `${mapped('kind', KIND)} as kind`,
    `${mapped('treatment', TREATMENT)} as treatment`,
  ];
  const read = `(select ${cells.join(', ')}, ${isFile ? '_line' : 'row_number() over ()'} as row from ${from})`;
  const problem = `case when dx is null then 'dx' when code is null then 'code'
    when kind not in ('core', 'conservative', 'comprehensive') then 'kind'
    when treatment not in (${TREATMENTS.map(quoteLiteral).join(', ')}) then 'treatment'
    when mean_fee is not null and coalesce(try_cast(mean_fee as decimal(18, 4)), -1) < 0 then 'mean_fee'
    when weight is not null and coalesce(try_cast(weight as decimal(18, 6)), -1) < 0 then 'weight'
    when cases is not null and coalesce(try_cast(cases as bigint), -1) < 0 then 'cases' end`;
  const [bad] = await warehouse.values(
    `select problem, row, n, case problem when 'dx' then dx when 'code' then code when 'kind' then kind when 'treatment' then treatment when 'mean_fee' then mean_fee
       when 'weight' then weight else cases end from (select *, count(*) over () as n from (select *, ${problem} as problem from ${read}) where problem is not null) order by row limit 1`,
  );
  if (bad) {
    const [column, row, count, cell] = bad;
    const data = {
      path,
      count: Number(count),
      row: Number(row),
      column: String(column),
      text: String(cell ?? ''),
    };
    if (!isFile) return { diagnostics: [report('dip-catalogue-row', data)] };
    const { count: rows, column: name, text: given, row: line } = data;
    const words = { count: rows, column: name, text: given, line };
    return { diagnostics: [report('dip-catalogue-line', words, { file: path, line })] };
  }
  const rows = await warehouse.rows(`select * exclude (row) from ${read} order by row`);
  return { value: readCatalogue(rows as unknown as CatalogueRow[]), diagnostics: [] };
}

/** A scheme with its counts; a code that stands twice is an error. */
export function checked(content: DipScheme, files: ReadScheme['files'], path: string): Checked<ReadScheme> {
  const { groups, rules } = content;
  const diagnostics = twice(groups, path);
  if (diagnostics.length > 0) return { diagnostics };
  const kinds = Map.groupBy(groups, ({ kind }) => kind);
  const counts = {
    groups: groups.length,
    ...Object.fromEntries(
      (['core', 'conservative', 'comprehensive'] as const)
        .map((kind) => [kind, kinds.get(kind)?.length ?? 0] as const)
        .filter(([, n]) => n > 0),
    ),
    ...(rules.auxiliary.length > 0 ? { auxiliary: rules.auxiliary.length } : {}),
  };
  return { value: { files, counts, content }, diagnostics };
}

/** Codes that stand twice, the first of them: a case would be counted as often. */
function twice(groups: readonly DipGroup[], path: string): Diagnostic[] {
  return [...Map.groupBy(groups, (group) => group.code)]
    .filter(([, same]) => same.length > 1)
    .slice(0, 20)
    .map(([code, same]) => report('dip-twice', { path, code, count: same.length }));
}

function isGroup(one: unknown): one is DipGroup {
  const { code, diagnosis, kind, procedures, mean, weight } = (one ?? {}) as Record<string, unknown>;
  const number = (value: unknown) =>
    value === undefined || (typeof value === 'string' && /^\d{1,12}(\.\d{1,6})?$/.test(value));
  return (
    typeof code === 'string' &&
    typeof diagnosis === 'string' &&
    ['core', 'conservative', 'comprehensive'].includes(String(kind)) &&
    Array.isArray(procedures) &&
    procedures.every((any) => Array.isArray(any) && any.every((part) => typeof part === 'string')) &&
    number(mean) &&
    number(weight)
  );
}

/** What a reference file holds as a DIP scheme: groups alone are used by the national rules. */
export function schemeOf(content: unknown, path: string): Checked<DipScheme> {
  const { groups, rules } = (Array.isArray(content) ? { groups: content } : content) as {
    groups?: DipGroup[];
    rules?: DipRules;
  };
  if (!Array.isArray(groups) || !groups.every(isGroup)) {
    const words = 'code, diagnosis, kind, procedures';
    return { diagnostics: [report('dip-document', { path, where: 'content.groups', words })] };
  }
  const again = twice(groups, path);
  if (again.length > 0) return { diagnostics: again };
  const read = rules === undefined ? { value: NATIONAL, diagnostics: [] } : checkRules(rules, path);
  return read.value
    ? { value: { groups, rules: read.value }, diagnostics: [] }
    : { diagnostics: read.diagnostics };
}
