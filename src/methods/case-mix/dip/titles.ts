/**
 * Names of DIP groups, which a published catalogue often lacks: the name of the principal diagnosis and those of the procedures, from a table of
 * codes and names (the code sets are published as such). They are names of the table's language; what the table does not have stays a code.
 */
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { reporter } from '../../../language/diagnostic.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { normalized } from '../codes.ts';
import { GivenColumns, openGiven } from '../given-file.ts';
import { MANNERS, messages } from './messages.ts';
import type { DipGroup } from './scheme.ts';

const report = reporter(messages);

/** By code as schemes write it. */
type Names = ReadonlyMap<string, string>;

const COLUMNS = {
  code: [
    'code',
    '编码',
    '代码',
    '诊断编码',
    '诊断代码',
    '疾病编码',
    '手术操作编码',
    '手术操作代码',
    '医保编码',
  ],
  name: ['name', 'title', '名称', '诊断名称', '疾病名称', '手术操作名称', '医保名称'],
};

/** A table of codes and names, diagnoses and procedures together. */
async function readNames(warehouse: Warehouse, path: string): Promise<Checked<Names>> {
  const opened = await openGiven(warehouse, path, 'dip_names');
  if (!opened.value) return { diagnostics: opened.diagnostics };
  const { value, diagnostics } = await namesOf(warehouse, 'dip_names', opened.value, path);
  await warehouse.run('drop table dip_names');
  return { ...(value && { value }), diagnostics: [...opened.diagnostics, ...diagnostics] };
}

/** The same of a table that is there. Of a code that stands twice the first name holds. */
export async function namesOf(
  warehouse: Warehouse,
  table: string,
  headers: readonly string[],
  path: string,
): Promise<Checked<Names>> {
  const columns = new GivenColumns(headers, COLUMNS);
  const missing = ['code', 'name'].filter((name) => !columns.has(name));
  if (missing.length > 0) {
    const found = headers.slice(0, 20).join(', ');
    return { diagnostics: [report('dip-names-columns', { path, missing: missing.join(', '), found })] };
  }
  const rows = await warehouse.values(
    `select ${normalized(columns.text('code'))} as code, min_by(${columns.text('name')}, _line) from ${table}
     where ${columns.text('code')} is not null and ${columns.text('name')} is not null group by 1 order by 1`,
  );
  return { value: new Map(rows.map(([code, name]) => [String(code), String(name)])), diagnostics: [] };
}

/** Groups with names where they had none, and how many are still without: those of which the table knows no code. */
export function titled(groups: readonly DipGroup[], names: Names): { groups: DipGroup[]; without: number } {
  let without = 0;
  const named = groups.map((group) => {
    if (group.title !== undefined) return group;
    const title = titleOf(group, names);
    if (title === undefined) without += 1;
    return title === undefined ? group : { ...group, title };
  });
  return { groups: named, without };
}

export function titleOf(
  { diagnosis, kind, procedures, treatment }: DipGroup,
  names: Names,
): string | undefined {
  const parts = [...diagnosis.split('-'), ...procedures.flat()];
  if (parts.every((code) => nameOf(code, names) === undefined)) return undefined;
  const of = (code: string) => nameOf(code, names) ?? code;
  const what = diagnosis.split('-').map(of).join('—');
  const how =
    procedures.length > 0
      ? procedures.map((alternatives) => alternatives.map(of).join('/')).join(' + ')
      : MANNERS[kind === 'conservative' ? 'conservative' : (treatment ?? 'procedure')].zh;
  return `${what}：${how}`;
}

/** The same by a file of names, where one is given; groups without a name are said. */
export async function namedBy(
  warehouse: Warehouse,
  groups: readonly DipGroup[],
  path: string | undefined,
): Promise<Checked<DipGroup[]>> {
  if (path === undefined) return { value: [...groups], diagnostics: [] };
  const names = await readNames(warehouse, path);
  if (!names.value) return { diagnostics: names.diagnostics };
  const made = titled(groups, names.value);
  return { value: made.groups, diagnostics: [...names.diagnostics, ...unnamed(made)] };
}

export function unnamed({ groups, without }: ReturnType<typeof titled>): Diagnostic[] {
  return without === 0 ? [] : [report('dip-unnamed', { count: without, all: groups.length })];
}

/** A category or a subcategory is named by itself or by its first code: `A02.0` by `A02.000`, `32.41` by `32.4100`. */
function nameOf(code: string, names: Names): string | undefined {
  const written = code
    .trim()
    .toUpperCase()
    .replace(/([0-9.])X/g, '$1x');
  return [written, `${written}00`, `${written}x00`, `${written}.x00`, `${written}00x001`]
    .map((one) => names.get(one))
    .find((name) => name !== undefined);
}
