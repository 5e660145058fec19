/** A data folder’s quality report. */
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { assess } from '../../data/quality/index.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Quality } from '../api.ts';
import { describedQuality } from '../described-quality.ts';
import { failure, valueOf } from '../http/problem.ts';
import { answer, type Routes } from '../http/define.ts';

export const dataRoutes: Routes = (app, bench) => {
  /** By folder, as long as its manifest is the same: a report takes a pass over all of the data. */
  const reports = new Map<string, { stamp: string; quality: Promise<Quality> }>();

  app.get(
    '/data/:data/quality',
    {
      schema: {
        tags: ['data'],
        summary: 'What a data folder holds, and what looks wrong in it',
        params: z.object({ data: z.string().min(1).max(2000) }),
        response: answer('GET /data/:data/quality'),
      },
    },
    ({ params }) => {
      const folder = bench.root.at(params.data);
      const manifest = join(folder, 'data.json');
      if (!existsSync(manifest)) throw failure(404, 'no-data', { data: params.data });
      const { mtimeMs, size } = statSync(manifest);
      const stamp = `${mtimeMs} ${size}`;
      const known = reports.get(folder);
      if (known?.stamp === stamp) return known.quality;
      const quality = assessed(folder);
      reports.set(folder, { stamp, quality });
      quality.catch(() => reports.delete(folder));
      return quality;
    },
  );
};

/** No more than half of the machine's memory; what does not fit goes to a folder of its own. */
async function assessed(folder: string): Promise<Quality> {
  const spill = await mkdtemp(join(tmpdir(), 'openvbp-quality-'));
  const warehouse = await openDuckdb();
  try {
    const memory = Math.floor(totalmem() / 2 / 2 ** 20);
    await warehouse.run(`set memory_limit = '${memory}MiB'; set temp_directory = ${quoteLiteral(spill)}`);
    return describedQuality(valueOf(await assess(warehouse, folder, {})));
  } finally {
    warehouse.close();
    await rm(spill, { recursive: true, force: true });
  }
}
