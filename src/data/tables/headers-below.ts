/** A file whose headers stand under a title: what is said of its first line helps nobody, so where they do stand is looked for. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Source } from '../../language/agreement.ts';
import { openTable } from './readers/open.ts';
import type { Opened, Reading } from './readers/reader.ts';
import { Problems } from './problems.ts';

/** Lines in which headers are looked for. */
const LINES = 10;
/** Bytes: every line tried is a look at the whole file. */
const LARGEST = 64 * 1024 * 1024;
/** What a title in place of headers is taken for. */
const TAKEN_FOR: ReadonlySet<string> = new Set([
  'header-absent',
  'keep-absent',
  'row-ragged',
  'header-missing',
]);

/** Says in which line the headers stand, if there is one by which the file can be read. `from`: diagnostics there were before it was opened. */
export async function sayHeadersBelow(
  source: Source,
  reading: Reading,
  from: number,
  fits: (opened: Opened, reading: Reading) => boolean,
): Promise<void> {
  if (source.kind !== 'table' || source.header !== 1 || !['csv', 'xlsx'].includes(source.format)) return;
  if (!reading.problems.diagnostics.slice(from).some(({ code }) => TAKEN_FOR.has(code))) return;
  const found = await stat(source.file).catch(() => undefined);
  if (!found || found.size > LARGEST) return;
  for (let header = 2; header <= LINES; header += 1) {
    const trial = { ...reading, problems: new Problems() };
    const opened = await openTable({ ...source, header }, trial);
    if (!opened || trial.problems.failed || !fits(opened, trial)) continue;
    reading.problems.add('headers-below', { file: basename(source.file), line: header }, opened.headerAt);
    return;
  }
}
