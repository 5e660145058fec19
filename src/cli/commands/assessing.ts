/** The quality report of a data folder, as `quality` and `import` make it: with progress, and no more than half of the machine's memory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fill, type Checked } from '../../language/diagnostic.ts';
import type { QualityReport } from '../../data/quality/index.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { wholeNumber } from '../arguments.ts';
import { qualityWords as words } from '../messages/quality.ts';
import type { Activity } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

export async function assessFolder(
  { lang }: Terminal,
  folder: string,
  activity: Activity,
  threads: string | undefined,
): Promise<Checked<QualityReport>> {
  const { assess, tableLabel } = await import('../../data/quality/index.ts');
  const { openDuckdb } = await import('../../warehouse/duckdb/driver.ts');
  const given = threads === undefined ? {} : { threads: wholeNumber('--threads', threads, 1, 256) };
  // What does not fit into memory goes here, and not into the folder one happens to work in.
  const spill = await mkdtemp(join(tmpdir(), 'openvbp-quality-'));
  try {
    const warehouse = await openDuckdb(given);
    try {
      const memory = Math.floor(totalmem() / 2 / 2 ** 20);
      await warehouse.run(`set memory_limit = '${memory}MiB'; set temp_directory = ${quoteLiteral(spill)}`);
      return await assess(warehouse, folder, {
        onProgress: ({ table, done, total }) =>
          activity.say(fill(words.looking[lang], { table: tableLabel(table)[lang], done: done + 1, total })),
      });
    } finally {
      warehouse.close();
    }
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
}
