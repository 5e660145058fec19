/** A file of any tabular kind as a view or table of text, `reader.<name>`, with `_line`: the same for a CSV as for a workbook. */
import type { TableSource } from '../../../language/agreement.ts';
import type { Location } from '../../../language/diagnostic.ts';
import { quoteIdentifier } from '../../../warehouse/warehouse.ts';
import type { InputFile, Intake } from '../../import/format.ts';
import { textTable } from '../../tables/text-table.ts';

interface OpenedFile {
  /** SQL name. */
  view: string;
  headers: readonly string[];
  /** Drops it. */
  release(): Promise<void>;
}

let opened = 0;

/**
 * Undefined where nothing of the file can be read; it is refused then, with what is wrong. `knows` finds the header of a CSV that stands under
 * titles (`DelimitedOptions`).
 */
export async function openFile(
  file: InputFile,
  source: TableSource & { at: Location },
  intake: Intake,
  knows?: (header: string) => boolean,
): Promise<OpenedFile | undefined> {
  opened += 1;
  const name = `table_${opened}`;
  const view = `reader.${quoteIdentifier(name)}`;
  const dropped = async (kind: 'table' | 'view') => {
    await intake.warehouse.run(`drop ${kind} ${view}`);
  };
  if (source.format === 'csv' && source.header === 1) {
    const headers = await intake.delimited(file, name, {
      ...(source.delimiter !== undefined && { delimiter: source.delimiter }),
      ...(source.encoding !== 'utf-8' && { encoding: source.encoding }),
      ...(knows && { knows }),
    });
    return headers && { view, headers, release: () => dropped('view') };
  }
  const headers = await staged(file, source, intake, view);
  return headers && { view, headers, release: () => dropped('table') };
}

/** By the readers that contracts bind tables with: a fault of the file refuses it whole. */
async function staged(
  file: InputFile,
  source: TableSource & { at: Location },
  intake: Intake,
  into: string,
): Promise<readonly string[] | undefined> {
  await intake.warehouse.run('create schema if not exists reader');
  const { value: headers, diagnostics } = await textTable(intake.warehouse, source, into);
  if (headers) return headers;
  for (const { severity, message, at } of diagnostics) {
    if (severity !== 'error') continue;
    intake.refuse({ file, line: at?.line ?? 1, reason: 'file-damaged', text: message.en });
  }
  return undefined;
}
