/** A file of any tabular kind as a table of text, its columns named by the headers as written. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableSource } from '../../language/agreement.ts';
import type { Checked, Location } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteTable } from '../../warehouse/warehouse.ts';
import { Problems } from './problems.ts';
import { openTable } from './readers/open.ts';
import { closeStaging, openStaging, staging } from './staging.ts';

/** A CSV or TSV with its headers in the first line. */
export function plainText(file: string, at: Location): TableSource & { at: Location } {
  return { kind: 'table', format: 'csv', encoding: 'utf-8', header: 1, columns: {}, keep: [], file, at };
}

/**
 * Makes the table `into` (an SQL name) of text, in the order of the file, with `_line`, the line of the file; gives its other columns in order.
 * A fault of the file, a ragged row as well as another encoding, is a diagnostic and leaves no table.
 */
export async function textTable(
  warehouse: Warehouse,
  source: TableSource & { at: Location },
  into: string,
): Promise<Checked<string[]>> {
  const problems = new Problems();
  let folder: Promise<string> | undefined;
  const reading = { warehouse, problems, folder: () => (folder ??= mkdtemp(join(tmpdir(), 'openvbp-'))) };
  const text = staging('text');
  await openStaging(warehouse);
  try {
    const opened = await openTable(source, reading);
    const places = opened?.headers.map((_, k) => k) ?? [];
    const staged = await opened?.stage(places, text);
    if (!opened || !staged || hasErrors(problems.diagnostics)) return { diagnostics: problems.diagnostics };
    const names = distinctNames(opened.headers, ['_line']);
    const cells = names.map((name, k) => `r.c${k} as ${quoteIdentifier(name)}`);
    await warehouse.run(
      `create table ${into} as select ${[...cells, `${staged.line} as _line`].join(', ')} from ${quoteTable(text)} r`,
    );
    return { value: names, diagnostics: problems.diagnostics };
  } finally {
    await closeStaging(warehouse);
    if (folder) await rm(await folder, { recursive: true, force: true });
  }
}

/**
 * Names for columns, distinct without regard to case, as SQL compares them: a second `paid` is `paid_2`, one without a name `column_3`.
 * Those of `reserved` are given to none.
 */
export function distinctNames(headers: readonly string[], reserved: readonly string[] = []): string[] {
  const taken = new Set<string>(reserved);
  return headers.map((header, i) => {
    const base = header.trim() || `column_${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
