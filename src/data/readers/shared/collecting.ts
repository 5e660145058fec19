/** For tests: what a format reads, gathered in memory, without the typing and refusing of the import. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Finding,
  Format,
  FormatOptions,
  InputFile,
  Intake,
  Refused,
  TextRow,
} from '../../import/format.ts';
import { CANONICAL } from '../../canonical/index.ts';
import { stagedName } from './staged-rows.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';

export interface Collected {
  rows: { table: string; file: number; line: number; row: Record<string, string> }[];
  refused: Omit<Refused, 'file'>[];
  passedOver: Record<string, number>;
  findings: Omit<Finding, 'file'>[];
}

/** One folder a process: making and removing thousands takes longer than reading them. */
let folder: string | undefined;
process.on('exit', () => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** `files`: name → content. All are read, whatever `choose` would say. */
export async function collect(
  format: Format,
  files: Readonly<Record<string, string | Buffer>>,
  options: FormatOptions = {},
): Promise<Collected> {
  folder ??= mkdtempSync(join(tmpdir(), 'openvbp-read-'));
  const paths = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder!, name), content);
    return join(folder!, name);
  });
  return collectFiles(format, paths, options);
}

async function collectFiles(
  format: Format,
  paths: readonly string[],
  options: FormatOptions = {},
): Promise<Collected> {
  const collected: Collected = { rows: [], refused: [], passedOver: {}, findings: [] };
  // Of what waits in tables of the import's database only rows of canonical tables are seen here.
  const nowhere: Partial<Warehouse> = {
    create: async () => undefined,
    async insert(table, columns, rows) {
      const name = CANONICAL.find((one) => stagedName(one.name) === table.name)?.name;
      for await (const cells of rows) {
        const row = Object.fromEntries(columns.map((column, i) => [column.name, cells[i]]));
        const { _file: file, _line: line, ...rest } = row;
        if (name)
          collected.rows.push({
            table: name,
            file: Number(file),
            line: Number(line),
            row: filled(rest as TextRow),
          });
      }
      return 0;
    },
    run: async () => 0,
    rows: async () => [],
    async *stream() {},
  };
  const intake: Partial<Intake> = {
    warehouse: nowhere as Warehouse,
    query: async () => undefined,
    async rows(table, file, rows) {
      for await (const { line, row } of rows)
        collected.rows.push({ table, file: file.index, line, row: filled(row) });
    },
    refuse({ file: _file, ...refused }) {
      collected.refused.push(refused);
    },
    passOver(_file, reason, count) {
      collected.passedOver[reason] = (collected.passedOver[reason] ?? 0) + count;
    },
    find({ file: _file, ...finding }) {
      collected.findings.push(finding);
    },
    progress: () => undefined,
  };
  const files: InputFile[] = paths.map((path, index) => ({ path, part: format.name, index }));
  await format.read(files, intake as Intake, options);
  return collected;
}

/** Cells that have something: unknown ones would only hide what is there. */
function filled(row: TextRow): Record<string, string> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value)) as Record<string, string>;
}
