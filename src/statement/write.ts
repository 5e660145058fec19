/**
 * Writes the statement's files into a run's folder: `statement.csv` and `.json` with every row, `.xlsx` and `.html`
 * for people. One pass over the rows, however many; the same run gives the same bytes. Each file appears whole or not
 * at all.
 */
import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import type { StatementRow } from '../engine/types.ts';
import { CSV_HEADER, csvLine, csvRow } from './files/csv.ts';
import { HTML_ROWS, statementHtml } from './files/html.ts';
import { statementXlsx, XLSX_ROWS } from './files/xlsx.ts';
import { Summarizer, type RunFacts } from './summarize.ts';
import type { StatementSummary } from './types.ts';

export const STATEMENT_FILES = [
  'statement.csv',
  'statement.json',
  'statement.xlsx',
  'statement.html',
] as const;

/** Raised whenever a field of statement.json changes meaning. */
const STATEMENT_VERSION = 1;

/** Characters written at once. */
const BLOCK = 1 << 18;

/** A text file written piece by piece, waiting where the disk is slower than we are. */
async function openText(path: string) {
  const stream = createWriteStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 });
  let failed: Error | undefined;
  stream.on('error', (error) => (failed = error));
  await once(stream, 'open');
  let waiting = '';
  const flush = async () => {
    if (failed) throw failed;
    const text = waiting;
    waiting = '';
    if (!stream.write(text)) await once(stream, 'drain');
  };
  return {
    /** Gathers lines: a call of the disk for each would cost more than computing them. */
    write(text: string): Promise<void> | undefined {
      waiting += text;
      return waiting.length < BLOCK ? undefined : flush();
    },
    async close() {
      await flush();
      stream.end();
      await once(stream, 'finish');
    },
    discard: () => stream.destroy(),
  };
}

export async function writeStatement(
  run: RunFacts & { folder: string },
  rows: AsyncIterable<StatementRow>,
): Promise<StatementSummary> {
  const final = (name: string) => join(run.folder, name);
  const partial = (name: string) => join(run.folder, `.${name}.partial`);
  const summarizer = new Summarizer(run);
  const { currency } = run.manifest;
  const first: StatementRow[] = [];
  const csv = await openText(partial('statement.csv'));
  const json = await openText(partial('statement.json'));
  try {
    await csv.write(csvLine(CSV_HEADER));
    await json.write(`{\n"version": ${STATEMENT_VERSION},\n"rows": [`);
    let count = 0;
    for await (const row of rows) {
      summarizer.add(row);
      if (first.length < XLSX_ROWS) first.push(row);
      await csv.write(csvRow(row, currency));
      await json.write(`${count === 0 ? '' : ','}\n${JSON.stringify(row)}`);
      count += 1;
    }
    const summary = summarizer.summary();
    await json.write(`\n],\n"summary": ${JSON.stringify(summary, null, 1)}\n}\n`);
    await csv.close();
    await json.close();
    await writeFile(partial('statement.xlsx'), await statementXlsx(summary, first, run.plan.words));
    await writeFile(
      partial('statement.html'),
      statementHtml(summary, first.slice(0, HTML_ROWS), run.plan.words),
    );
    for (const name of STATEMENT_FILES) await rename(partial(name), final(name));
    return summary;
  } catch (error) {
    csv.discard();
    json.discard();
    for (const name of STATEMENT_FILES) await rm(partial(name), { force: true });
    throw error;
  }
}

/** The summary alone, without writing anything. */
export async function summarize(run: RunFacts, rows: AsyncIterable<StatementRow>): Promise<StatementSummary> {
  const summarizer = new Summarizer(run);
  for await (const row of rows) summarizer.add(row);
  return summarizer.summary();
}
