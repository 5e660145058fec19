/** Codes of another edition (国临版, the clinical one) and what they are in the scheme's (医保版): a table somebody gives. */
import type { Checked } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { normalized } from './codes.ts';
import { badGiven, GivenColumns, openGiven } from './given-file.ts';
import { messages } from './messages.ts';
import { twiceIn } from './twice.ts';

const report = reporter(messages);

const NAMES = {
  from: ['from', 'clinical', 'code', '国临版编码', '临床版编码', '原编码'],
  to: ['to', 'insurance', 'other', '医保版编码', '医保编码', '对应编码'],
  kind: ['kind', '类别'],
} as const;
const KIND = (cell: string) =>
  `case lower(${cell}) when 'diagnosis' then 'diagnosis' when '诊断' then 'diagnosis' when 'procedure' then 'procedure' when '手术操作' then 'procedure' when '手术' then 'procedure' end`;

/** Reads a file of codes and makes `into`; `source` is a name for the table in between. */
export async function openEdition(
  warehouse: Warehouse,
  file: string,
  { into, source }: { into: string; source: string },
): Promise<Checked<string>> {
  const read = await openGiven(warehouse, file, source);
  if (!read.value) return { diagnostics: read.diagnostics };
  const made = await editionOf(warehouse, { table: source, headers: read.value, file }, into);
  return { ...made, diagnostics: [...read.diagnostics, ...made.diagnostics] };
}

/** Makes `into`: `kind`, `code`, `other`, of a table of text with `_line`. A code that is two others is an error with its line. */
export async function editionOf(
  warehouse: Warehouse,
  { table: source, headers, file }: { table: string; headers: readonly string[]; file: string },
  into: string,
): Promise<Checked<string>> {
  const columns = new GivenColumns(headers, NAMES);
  const missing = ['from', 'to'].filter((name) => !columns.has(name));
  if (missing.length > 0) {
    const data = { path: file, missing: missing.join(', '), found: headers.slice(0, 20).join(', ') };
    return { diagnostics: [report('codes-columns', data, { file, line: 1 })] };
  }
  const bad = await badGiven(warehouse, source, file, columns, {
    kind: `${KIND(columns.text('kind'))} is not null`,
  });
  if (hasErrors(bad)) return { diagnostics: bad };
  const plain = (name: string) => normalized(columns.text(name));
  const rows = `select ${KIND(columns.text('kind'))} as kind, ${plain('from')} as code, ${plain('to')} as other, _line from ${source}
    where ${columns.text('from')} is not null and ${columns.text('to')} is not null`;
  const twice = await twiceIn(warehouse, `select *, other as value from (${rows})`, 'kind, code');
  if (twice) return { diagnostics: [report('codes-twice', twice, { file, line: twice.line })] };
  await warehouse.run(`create table ${into} as select distinct kind, code, other from (${rows})`);
  return { value: into, diagnostics: [] };
}
