/** The code lists of a document: written in it, in a CSV beside it, or given by whoever uses it, whose list of the same name takes its place. */
import { dirname, resolve } from 'node:path';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { MethodContext } from '../../method.ts';
import { csvTable } from '../../tables.ts';
import { csvRows } from '../../shared/csv.ts';
import type { Measure } from './document.ts';
import { report } from './messages.ts';

export interface CodeTable {
  /** Nobody gave this optional list. */
  absent?: boolean;
  codes: readonly string[];
  /** Drug by code, where the list says it. */
  drugs: ReadonlyMap<string, string>;
}

/** Lists of the option `codes`: a CSV with columns list, code and perhaps drug. */
export async function givenLists(context: MethodContext): Promise<Checked<Map<string, CodeTable>>> {
  const read = await csvRows(context, 'codes', ['list', 'code']);
  if (!read.value) return { value: new Map(), diagnostics: read.diagnostics };
  const lists = new Map<string, { codes: string[]; drugs: Map<string, string> }>();
  for (const { cell } of read.value) {
    const [list, code, drug] = [cell('list'), cell('code'), cell('drug')];
    if (list === undefined || code === undefined) continue;
    const found = lists.get(list) ?? { codes: [], drugs: new Map<string, string>() };
    found.codes.push(code);
    if (drug !== undefined) found.drugs.set(code, drug);
    lists.set(list, found);
  }
  return { value: lists, diagnostics: read.diagnostics };
}

/** The lists of one document. */
export async function listsOf(
  context: MethodContext,
  { measure, codes }: Measure,
  path: string,
  given: ReadonlyMap<string, CodeTable>,
): Promise<Checked<Map<string, CodeTable>>> {
  const lists = new Map<string, CodeTable>();
  const diagnostics: Diagnostic[] = [];
  for (const [name, written] of Object.entries(codes)) {
    const own = given.get(name);
    if (own) {
      lists.set(name, own);
      continue;
    }
    const all = [...(written.codes ?? [])];
    const drugs = new Map<string, string>();
    for (const [drug, some] of Object.entries(written.drugs ?? {}))
      for (const code of some) {
        all.push(code);
        drugs.set(code, drug);
      }
    if (written.file !== undefined) {
      const at = { path, where: `codes.${name}.file`, file: written.file };
      const file = resolve(dirname(path), written.file);
      const failed = await readFile(context, file, all, drugs);
      // What the run is made from: other codes in the same file are another run.
      if (failed === undefined) await context.keep(`${measure} ${name}`, file);
      if (failed !== undefined)
        diagnostics.push(report('measure-codes-file', { ...at, reason: failed }, { file: path }));
    }
    if (written.optional && all.length === 0 && diagnostics.length === 0) {
      lists.set(name, { codes: [], drugs, absent: true });
      continue;
    }
    if (all.length === 0 && diagnostics.length === 0)
      diagnostics.push(report('measure-codes-empty', { path, measure, list: name }, { file: path }));
    lists.set(name, { codes: all, drugs });
  }
  return diagnostics.length > 0 ? { diagnostics } : { value: lists, diagnostics };
}

/** Adds the codes of a CSV; why it cannot be read, or nothing. */
async function readFile(
  context: MethodContext,
  file: string,
  codes: string[],
  drugs: Map<string, string>,
): Promise<string | undefined> {
  const table = context.temporary();
  const read = await csvTable(context.warehouse, file, table, { name: '', option: 'codes', at: { file } });
  if (read.value === undefined) return read.diagnostics.map(({ message }) => message.en).join('; ');
  const described = await context.warehouse.values(`select column_name from (describe ${table})`);
  const headers = described.map(([name]) => String(name));
  const column = (name: string) => headers.find((header) => header.trim().toLowerCase() === name);
  const code = column('code');
  if (code === undefined) return `${headers.join(', ')} ∌ code`;
  const drug = column('drug');
  const quoted = (name: string) => `nullif(trim(${quoteIdentifier(name)}), '')`;
  const rows = await context.warehouse.values(
    `select ${quoted(code)}, ${drug === undefined ? 'null' : quoted(drug)} from ${table} order by _line`,
  );
  for (const [one, name] of rows) {
    if (one === null || one === undefined) continue;
    codes.push(String(one));
    if (name !== null && name !== undefined) drugs.set(String(one), String(name));
  }
  return undefined;
}
