/** The methods of an agreement, computed into its run before facts are read. */
import { basename, join } from 'node:path';
import { openData } from '../../data/open/index.ts';
import type { OpenedData } from '../../data/open/index.ts';
import type { Agreement } from '../../language/agreement.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { closeMethods, runMethods, sha256Of, tablesOf } from '../../methods/run.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { RunManifest, SettleOptions } from '../types.ts';

interface Computed {
  /** Result → its Parquet file, where it stands now. */
  files: Map<string, string>;
  manifest: Pick<RunManifest, 'data' | 'methods'>;
}

/** What the data folder is known by: the manifest it writes last names every part of it by hash. */
function dataDigest(folder: string): Promise<string> {
  return sha256Of(join(folder, 'data.json'));
}

/** Nothing where an error was reported. Views of the data and tables of results are gone afterwards. */
export async function computeMethods(
  agreement: Agreement,
  warehouse: Warehouse,
  into: string,
  options: Pick<SettleOptions, 'onProgress'>,
  diagnostics: Diagnostic[],
): Promise<Computed | undefined> {
  const { methods = [], data } = agreement;
  if (methods.length === 0 || !data) return { files: new Map(), manifest: {} };
  const sha256 = await dataDigest(data.folder);
  const opened = await openData(warehouse, data.folder, { tables: tablesOf(methods) });
  diagnostics.push(...opened.diagnostics);
  if (!opened.value) return undefined;
  const { file: contract, period, asOf } = agreement;
  const computed = await runMethods(warehouse, methods, {
    contract,
    period,
    asOf,
    into,
    ...(options.onProgress && { onProgress: options.onProgress }),
  });
  await closeMethods(warehouse);
  await dropData(warehouse);
  diagnostics.push(...computed.diagnostics);
  if (hasErrors(diagnostics)) return undefined;
  const lines = computed.results.some((one) => one.lines);
  return {
    files: new Map(computed.results.map(({ name, file }) => [name, file])),
    manifest: {
      data: { sha256, ...(lines && { files: namesOf(opened.value) }) },
      methods: computed.results.map(({ name, method, options: used, rows, sha256: hash, files, lines }) => ({
        name,
        method,
        options: named(used),
        rows,
        sha256: hash,
        files,
        ...(lines && { lines: { rows: lines.rows, sha256: lines.sha256 } }),
      })),
    },
  };
}

const namesOf = ({ sources }: OpenedData) => sources.map(({ files }) => files.map(({ name }) => name));

/** No path outside stands in a run: what an option names in another folder goes by its last part. */
function named(options: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).map(([name, text]) => [
      name,
      /^([/\\]|[A-Za-z]:[/\\])/.test(text) ? basename(text) : text,
    ]),
  );
}

async function dropData(warehouse: Warehouse): Promise<void> {
  const rows = await warehouse.rows(
    `select table_name, table_type from information_schema.tables where table_schema = 'data' and table_catalog = current_database()`,
  );
  for (const row of rows) {
    const kind = row['table_type'] === 'VIEW' ? 'view' : 'table';
    await warehouse.run(`drop ${kind} data.${quoteIdentifier(String(row['table_name']))}`);
  }
  await warehouse.run('drop schema data');
}
