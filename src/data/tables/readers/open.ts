/** Opens a source that is a file or rows in a document, by its format. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Source } from '../../../language/agreement.ts';
import { openDelimited } from './delimited.ts';
import { openJsonLines } from './json-lines.ts';
import { openParquet } from './parquet.ts';
import type { Opened, Reading } from './reader.ts';
import { openRows } from './rows.ts';
import { openWorkbook } from './workbook.ts';

const OPENERS = { csv: openDelimited, parquet: openParquet, jsonl: openJsonLines, xlsx: openWorkbook };

export async function openTable(
  source: Extract<Source, { kind: 'table' | 'rows' }>,
  reading: Reading,
): Promise<Opened | undefined> {
  if (source.kind === 'rows') return openRows(source, reading);
  const file = basename(source.file);
  const found = await stat(source.file).catch(() => undefined);
  if (!found?.isFile()) {
    reading.problems.add('file-missing', { file }, source.at);
    return undefined;
  }
  try {
    return await OPENERS[source.format](source, file, reading);
  } catch (cause) {
    // The file system may refuse what `stat` did not: rights, a file that vanishes, a disk that fails.
    if (!(cause instanceof Error) || !('code' in cause) || !('syscall' in cause)) throw cause;
    reading.problems.add('file-unreadable', { file, reason: String(cause.code) }, source.at);
    return undefined;
  }
}
