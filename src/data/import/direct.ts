/**
 * A long delimited file typed, examined and written in one pass. It is cut into stretches of lines, each read by a database of one thread:
 * several at once, and yet the same bytes however many, since a stretch knows nothing of the others.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { CanonicalTable } from '../canonical/index.ts';
import type { Prepared } from './delimited.ts';
import { quickly } from './delimited.ts';
import { examined } from './examined.ts';
import { STRETCH } from './fingerprint.ts';

interface Stretch {
  /** Bytes. */
  start: number;
  end: number | undefined;
  /** Lines of the file before its first. */
  before: number;
  rows: number;
}

/** Files made of a stretch: its rows examined, and, where it is a part of the file, its lines. */
interface Made {
  copy: string;
  cut: string;
}

/** Files made have names that were none before: the database takes one written anew within a second for the one it has read. */
let calls = 0;

/**
 * Gives files of examined rows, with `_file` and `_line`, in the order of the file; undefined where the database does not find a row in every line.
 * `columns` is canonical column → header.
 */
export async function examineDirectly(
  workers: () => Promise<readonly Warehouse[]>,
  table: CanonicalTable,
  prepared: Prepared,
  columns: ReadonlyMap<string, string>,
  work: string,
  onBytes: (bytes: number) => void,
): Promise<string[] | undefined> {
  if (prepared.quick === undefined) return undefined;
  const stretches = stretchesOf(prepared, prepared.quick);
  calls += 1;
  const own = (kind: string, i: number) => join(work, `${kind}-${calls}-${i}`);
  const made = stretches.map((_, i) => ({
    copy: `${own('examined', i)}.parquet`,
    cut: `${own('stretch', i)}.csv`,
  }));
  let next = 0;
  let sound = true;
  const pool = await workers();
  await settled(
    pool.slice(0, stretches.length).map(async (warehouse) => {
      for (let i = next++; i < stretches.length && sound; i = next++) {
        const stretch = stretches[i] as Stretch;
        // Not `&&=`: it would look at what was so before it waited.
        if (!(await examine(warehouse, table, prepared, columns, stretch, made[i] as Made))) sound = false;
        onBytes(stretch.end ?? Number.MAX_SAFE_INTEGER);
      }
    }),
  );
  const copies = made.map(({ copy }) => copy);
  if (sound) return copies;
  for (const copy of copies) await rm(copy, { force: true });
  return undefined;
}

/** All of them, to the end, and then the first error. */
async function settled(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

function stretchesOf({ stretches, first }: Prepared, rows: number): Stretch[] {
  const starts = [0, ...stretches];
  return starts.map((start, i) => {
    const before = i === 0 ? first : i * STRETCH;
    const last = i === starts.length - 1;
    return {
      start,
      end: starts[i + 1],
      before,
      rows: last ? rows + first - before : STRETCH * (i + 1) - before,
    };
  });
}

async function examine(
  warehouse: Warehouse,
  table: CanonicalTable,
  prepared: Prepared,
  columns: ReadonlyMap<string, string>,
  stretch: Stretch,
  { copy, cut }: Made,
): Promise<boolean> {
  const { start, end, before, rows } = stretch;
  const whole = start === 0 && end === undefined;
  const path = whole ? prepared.file.path : cut;
  if (!whole) {
    const range = { start, ...(end !== undefined && { end: end - 1 }), highWaterMark: 1 << 20 };
    await pipeline(createReadStream(prepared.file.path, range), createWriteStream(path));
  }
  const types = new Map([...columns.keys()].map((name) => [name, 'VARCHAR']));
  const list = [...columns].map(([name, header]) => `${quoteIdentifier(header)} as ${quoteIdentifier(name)}`);
  const place = [`${prepared.file.index} as _file`, `row_number() over () + ${before} as _line`];
  const query = (from: string) =>
    `select * from ${examined(table, `select ${[...list, ...place].join(', ')} from ${from}`, types).rows}`;
  const part = {
    ...prepared,
    file: { ...prepared.file, path },
    first: start === 0 ? prepared.first : 0,
    quick: rows,
  };
  try {
    return await quickly(warehouse, part, query, copy);
  } finally {
    if (!whole) await rm(path, { force: true });
  }
}
