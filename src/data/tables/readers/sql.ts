/**
 * Rows from a query over the other bound files: the escape hatch where column maps do not reach. The query sees copies of
 * the files as tables of text named by entity, in a database of its own that is read-only and cut off from files and
 * network; what it gives is typed like any other source.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Agreement, Source } from '../../../language/agreement.ts';
import { openDuckdb } from '../../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier, quoteTable, WarehouseError } from '../../../warehouse/warehouse.ts';
import { Problems } from '../problems.ts';
import { staging } from '../staging.ts';
import { distinctNames } from '../text-table.ts';
import type { TextRow } from './appended.ts';
import { appendRows } from './appended.ts';
import { openTable } from './open.ts';
import type { Opened, Reading } from './reader.ts';

type SqlSource = Extract<Source, { kind: 'sql' }>;

/** The database queries run in, made when the first is read. */
export class Sandbox {
  readonly #agreement: Agreement;
  readonly #reading: Reading;
  #opened: Promise<Warehouse> | undefined;

  constructor(agreement: Agreement, reading: Reading) {
    this.#agreement = agreement;
    this.#reading = reading;
  }

  warehouse(): Promise<Warehouse> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  async #open(): Promise<Warehouse> {
    const { warehouse, folder } = this.#reading;
    const file = join(await folder(), 'files.duckdb');
    await warehouse.attach(file, 'files');
    for (const [entity, binding] of Object.entries(this.#agreement.bindings)) {
      await copyFiles(entity, binding.sources, this.#reading);
    }
    await warehouse.detach('files');
    // One thread: rows of an unordered query then come out in one order, run after run.
    const own = await openDuckdb({ path: file, readOnly: true, threads: 1 });
    await own.run('set enable_external_access = false; set lock_configuration = true');
    return own;
  }

  async close(): Promise<void> {
    if (this.#opened) (await this.#opened).close();
  }
}

/** All columns of an entity's files as text. What is wrong with a file is reported where its own entity is read. */
async function copyFiles(entity: string, sources: readonly Source[], reading: Reading): Promise<void> {
  const { warehouse } = reading;
  const quiet: Reading = { ...reading, problems: new Problems() };
  const selects: string[] = [];
  const tables: string[] = [];
  for (const [i, source] of sources.entries()) {
    if (source.kind !== 'table' && source.kind !== 'rows') continue;
    const opened = await openTable(source, quiet);
    // `rows: []` has no columns, so there is no table of it to ask.
    if (opened?.headers.length === 0) continue;
    const table = staging(`copy_${i}`);
    const staged = await opened?.stage(
      opened.headers.map((_, c) => c),
      table,
    );
    if (!opened || !staged) continue;
    tables.push(quoteTable(table));
    const names = distinctNames(opened.headers);
    const cells = names.map((name, c) => `r.c${c} as ${quoteIdentifier(name)}`);
    selects.push(`select ${cells.join(', ')} from ${quoteTable(table)} r`);
  }
  if (selects.length > 0) {
    const into = quoteTable({ catalog: 'files', name: entity });
    await warehouse.run(`create table ${into} as ${selects.join(' union all by name ')}`);
  }
  for (const table of tables) await warehouse.run(`drop table ${table}`);
}

export async function openSql(
  source: SqlSource,
  reading: Reading,
  sandbox: Sandbox,
): Promise<Opened | undefined> {
  const { problems, warehouse } = reading;
  const file = basename(source.file);
  const at = { file: source.file };
  let text: string;
  try {
    text = await readFile(source.file, 'utf8');
  } catch {
    problems.add('file-missing', { file }, source.at);
    return undefined;
  }
  const query = `(${text.trim().replace(/;\s*$/, '')}\n)`;
  const own = await sandbox.warehouse();
  const refused = (cause: unknown) => {
    if (!(cause instanceof WarehouseError)) throw cause;
    problems.add('sql-refused', { file, reason: cause.message.split('\n')[0] ?? '' }, at);
    return undefined;
  };
  let headers: string[];
  try {
    const columns = await own.rows(`select column_name from (describe select * from ${query})`);
    headers = columns.map((column) => String(column['column_name']));
  } catch (cause) {
    return refused(cause);
  }
  return {
    headers,
    headerAt: at,
    sha256: createHash('sha256').update(text).digest('hex'),
    stage: async (columns, into) => {
      const names = headers.map((_, c) => `c${c}`);
      const cells = names.map((name) => `${name}::varchar as ${name}`).join(', ');
      const rows = async function* (): AsyncIterable<TextRow> {
        let line = 0;
        for await (const chunk of own.stream(`select ${cells} from ${query} q(${names.join(', ')})`)) {
          for (const row of chunk) {
            line += 1;
            yield { line, cells: names.map((name) => row[name] as string | null) };
          }
        }
      };
      try {
        return await appendRows(warehouse, into, columns, rows());
      } catch (cause) {
        return refused(cause);
      }
    },
  };
}
