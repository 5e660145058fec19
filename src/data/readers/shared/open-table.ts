/** A file of any tabular kind as a view of text, `reader.<name>`, with `_line`: the same for a CSV as for a workbook. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableSource } from '../../../language/agreement.ts';
import type { Location } from '../../../language/diagnostic.ts';
import { quoteIdentifier, quoteTable } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake } from '../../import/format.ts';
import { Problems } from '../../tables/problems.ts';
import { closeStaging, openStaging } from '../../tables/staging.ts';
import { openTable } from '../../tables/readers/open.ts';

export interface OpenedFile {
  name: string;
  /** SQL name. */
  view: string;
  headers: readonly string[];
}

let opened = 0;

/** Undefined where nothing of the file can be read; it is refused then, with what is wrong. */
export async function openFile(
  file: InputFile,
  source: TableSource & { at: Location },
  intake: Intake,
): Promise<OpenedFile | undefined> {
  opened += 1;
  const name = `table_${opened}`;
  const view = `reader.${quoteIdentifier(name)}`;
  if (source.format === 'csv' && source.header === 1) {
    const headers = await intake.delimited(file, name, {
      ...(source.delimiter !== undefined && { delimiter: source.delimiter }),
      ...(source.encoding !== 'utf-8' && { encoding: source.encoding }),
    });
    return headers && { name, view, headers };
  }
  return staged(file, source, intake, name, view);
}

/** By the readers that contracts bind tables with: a fault of the file refuses it whole. */
async function staged(
  file: InputFile,
  source: TableSource & { at: Location },
  intake: Intake,
  name: string,
  view: string,
): Promise<OpenedFile | undefined> {
  const { warehouse } = intake;
  const problems = new Problems();
  let folder: Promise<string> | undefined;
  const reading = { warehouse, problems, folder: () => (folder ??= mkdtemp(join(tmpdir(), 'openvbp-'))) };
  await openStaging(warehouse);
  try {
    await warehouse.run('create schema if not exists reader');
    const table = await openTable(source, reading);
    const into = { schema: 'reader', name: `${name}_text` };
    const rows = await table?.stage(
      table.headers.map((_, i) => i),
      into,
    );
    if (!table || !rows) {
      for (const { severity, message, at } of problems.diagnostics) {
        if (severity !== 'error') continue;
        intake.refuse({ file, line: at?.line ?? 1, reason: 'file-damaged', text: message.en });
      }
      return undefined;
    }
    const names = distinct(table.headers);
    const cells = names.map((header, i) => `r.c${i} as ${quoteIdentifier(header)}`);
    await warehouse.run(
      `create or replace view ${view} as select ${[...cells, `${rows.line} as _line`].join(', ')} from ${quoteTable(into)} r`,
    );
    return { name, view, headers: names };
  } finally {
    await closeStaging(warehouse);
    if (folder) await rm(await folder, { recursive: true, force: true });
  }
}

/** Columns of a view are distinct without regard to case. */
function distinct(headers: readonly string[]): string[] {
  const taken = new Set<string>(['_line']);
  return headers.map((header, i) => {
    const base = header.trim() || `column_${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
