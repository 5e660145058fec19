/**
 * A synthetic population as a data folder: the same arguments give the same bytes, on any number of threads. Members are made in slices, so
 * that memory does not grow with their number.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { KEPT_PARQUET, parquetRows } from '../../warehouse/files.ts';
import { quoteLiteral, WarehouseError } from '../../warehouse/warehouse.ts';
import { CANONICAL, canonicalTable } from '../canonical/index.ts';
import { addExact } from '../import/exact.ts';
import { makeFolder, sync } from '../disk/folders.ts';
import { lockFile } from '../disk/lock.ts';
import { damageOf } from '../import/damage.ts';
import { Databases } from '../import/databases.ts';
import {
  digest,
  leaveNothing,
  LOCK,
  missingFolders,
  prepareFolder,
  readManifest,
  removeEmpty,
  sealData,
  sealSource,
  tidy,
} from '../import/folder.ts';
import type { DataManifest, SourceTable, SupersededTable } from '../import/manifest.ts';
import { LAYOUT } from '../import/manifest.ts';
import { standingSums } from '../sums/sums.ts';
import { writeSums } from '../sums/write.ts';
import { makeCalendar } from './calendar.ts';
import { countries } from './countries.ts';
import type { CountryTables } from './countries.ts';
import { makeMarket } from './market.ts';
import { messages } from './messages.ts';
import { seedState } from './random.ts';
import type { Population, Written } from './slice.ts';
import { openWorker, writeProviders, writeSlice } from './slice.ts';

const report = reporter(messages);

interface SynthesisRequest {
  country: string;
  members: number;
  seed: number;
  /** Whole years from `from`, the first of a month (ISO). */
  years?: number;
  from?: string;
  folder: string;
  threads?: number;
  /** Megabytes all databases together may hold; half of the machine's without it. */
  memory?: number;
  /** Members at a time: for tests, since other slices are other bytes. */
  slice?: number;
  onProgress?: (done: number, total: number) => void;
}

interface Synthesised {
  folder: string;
  data: DataManifest;
  /** False where this very population was there already. */
  added: boolean;
}

/** Goes up when the same arguments give other bytes. */
const EDITION = 3;
const SLICE = 40_000;
const MOST_MEMBERS = 20_000_000;
const MOST_YEARS = 10;

export async function synthesise(request: SynthesisRequest): Promise<Checked<Synthesised>> {
  const wrong = check(request);
  if (wrong.length > 0) return { diagnostics: wrong };
  const { folder } = request;
  const madeFolders = missingFolders(folder);
  try {
    const refused = await prepareFolder(folder);
    if (refused) return { diagnostics: [refused] };
    const lock = await lockFile(join(folder, LOCK));
    if (!lock) return { diagnostics: [report('folder-locked', { folder })] };
    try {
      return await synthesiseLocked(request);
    } finally {
      await leaveNothing(folder);
      await lock.release();
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException | null)?.code;
    if (cause instanceof WarehouseError || (typeof code === 'string' && /^E[A-Z]+$/.test(code))) {
      return {
        diagnostics: [report('generation-failed', { reason: (cause as Error).message.split('\n')[0] ?? '' })],
      };
    }
    throw cause;
  } finally {
    await removeEmpty(madeFolders);
  }
}

function check({ country, members, seed, years = 3, from = '2021-01-01' }: SynthesisRequest): Diagnostic[] {
  const whole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  const wrong: Diagnostic[] = [];
  if (!Object.hasOwn(countries, country))
    wrong.push(report('country-unknown', { country, known: Object.keys(countries).join(', ') }));
  if (!whole(members, 1, MOST_MEMBERS))
    wrong.push(report('members-out-of-range', { members, least: 1, most: MOST_MEMBERS }));
  if (!whole(years, 1, MOST_YEARS))
    wrong.push(report('years-out-of-range', { years, least: 1, most: MOST_YEARS }));
  if (!whole(seed, 0, Number.MAX_SAFE_INTEGER))
    wrong.push(report('seed-out-of-range', { seed, most: Number.MAX_SAFE_INTEGER }));
  if (!/^(19[5-9]\d|20[0-7]\d|2080)-(0[1-9]|1[0-2])-01$/.test(from))
    wrong.push(report('from-not-first-of-month', { from }));
  return wrong;
}

async function synthesiseLocked(request: SynthesisRequest): Promise<Checked<Synthesised>> {
  const {
    folder,
    country: name,
    members,
    seed,
    years = 3,
    from = '2021-01-01',
    slice: size = SLICE,
  } = request;
  const made = countries[name] as CountryTables;
  const { country } = made;
  const options = { country: name, members: String(members), seed: String(seed), years: String(years), from };
  const id = digest([LAYOUT, 'synthetic', EDITION, size, Object.entries(options)]);
  if (existsSync(join(folder, 'data.json'))) {
    const { value, diagnostics } = await readManifest(folder);
    if (!value) return { diagnostics };
    if (value.sources.length !== 1 || value.sources[0]?.id !== id)
      return { diagnostics: [report('folder-has-other-data', { folder })] };
    // What is damaged, or summed up by another rule, is made again.
    const stands = standingSums(value.derived).length === value.derived.length;
    if (stands && (await damageOf(folder, value, 'full')).length === 0)
      return { value: { folder, data: value, added: false }, diagnostics: [] };
  }
  const state = seedState(seed);
  const population: Population = {
    country,
    made,
    calendar: makeCalendar(from, years),
    state,
    market: makeMarket(country, state, members),
  };
  const place = join(folder, 'received', id);
  const partial = `${place}.partial`;
  const work = join(folder, 'received', 'work.partial');
  for (const made of [partial, work]) {
    await rm(made, { recursive: true, force: true });
    await makeFolder(made);
  }
  await rm(place, { recursive: true, force: true });
  try {
    const { written, slices } = await writeAll(population, request, partial, work);
    const superseded = await mergeSuperseded(folder, work, `superseded/${digest([id])}`, slices);
    const source = await sealSource(partial, {
      layout: LAYOUT,
      id,
      format: 'synthetic',
      options,
      files: Array.from({ length: slices }, (_, slice) => ({
        name: `members ${slice * size + 1}–${Math.min(members, (slice + 1) * size)}`,
        part: 'synthetic',
        size: 0,
        sha256: '',
      })),
      tables: sourceTables(written),
      refused: [],
      passedOver: [],
      findings: [],
    });
    await rename(partial, place);
    const databases = new Databases(request);
    const derived = await databases
      .main()
      .then((warehouse) =>
        writeSums(warehouse, { folder, manifest: { superseded }, sources: [source] }, digest([id])),
      )
      .finally(() => databases.close());
    const data = await sealData(folder, {
      layout: LAYOUT,
      sources: [{ id, format: source.format, files: source.files }],
      tables: source.tables.map(({ name: table, kept }) => {
        const gone = Object.values(superseded.find((one) => one.name === table)?.reasons ?? {}).reduce(
          (sum, count) => sum + count,
          0,
        );
        return { name: table, received: kept, superseded: gone, standing: kept - gone };
      }),
      superseded,
      derived,
      findings: [],
    });
    await tidy(folder, data);
    return { value: { folder, data, added: true }, diagnostics: [] };
  } finally {
    for (const made of [partial, work]) await rm(made, { recursive: true, force: true });
  }
}

/** Slices in any order on as many databases as there are threads: each is its own, so that none changes another. */
async function writeAll(population: Population, request: SynthesisRequest, into: string, work: string) {
  const { members, threads = availableParallelism(), slice: size = SLICE, onProgress } = request;
  const slices = Math.ceil(members / size);
  const workers = Math.max(1, Math.min(threads, slices));
  const memory = Math.floor((request.memory ?? totalmem() / 2 / 2 ** 20) / workers);
  const written: Written[][] = [];
  let next = 0;
  let done = 0;
  const worker = async () => {
    const warehouse = await openWorker(population, memory, work);
    try {
      for (let slice = next++; slice < slices; slice = next++) {
        if (slice === 0) written[slices] = [await writeProviders(warehouse, population, into)];
        const last = Math.min(members, (slice + 1) * size);
        written[slice] = await writeSlice(warehouse, population, slice, slice * size + 1, last, into, work);
        done += last - slice * size;
        onProgress?.(done, members);
      }
    } catch (cause) {
      next = slices; // the others need not go on
      throw cause;
    } finally {
      warehouse.close();
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: workers }, worker));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return { written: written.flat(), slices };
}

function sourceTables(written: readonly Written[]): SourceTable[] {
  return CANONICAL.flatMap(({ name }) => {
    const parts = written.filter(({ table }) => table === name);
    const [first] = parts;
    if (!first) return [];
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const money = Object.keys(first.money).map((column) => {
      const sum = parts.reduce((total, part) => addExact(total, part.money[column] ?? '0'), '0.0000');
      return [column, { read: sum, kept: sum, refused: '0.0000', unreadable: 0 }] as const;
    });
    return [
      {
        name,
        parts: parts.map(({ part }) => part),
        read: rows,
        kept: rows,
        refused: 0,
        columns: first.columns,
        money: Object.fromEntries(money),
      },
    ];
  });
}

/** The slices' rows that stand no longer, as one file per table below `place`. */
async function mergeSuperseded(
  folder: string,
  work: string,
  place: string,
  slices: number,
): Promise<SupersededTable[]> {
  const merged: SupersededTable[] = [];
  const partial = join(work, 'superseded');
  await mkdir(partial);
  const warehouse = await openDuckdb({ threads: 1 });
  try {
    for (const { name } of CANONICAL.filter((table) => canonicalTable(table.name).versioned)) {
      const files = Array.from({ length: slices }, (_, slice) =>
        join(work, `${name}.${slice}.parquet`),
      ).filter((file) => existsSync(file));
      if (files.length === 0) continue;
      const rows = parquetRows(files);
      const reasons = await warehouse.values(
        `select reason, count(*) from ${rows} group by reason order by reason`,
      );
      if (reasons.length === 0) continue;
      await warehouse.run(
        `copy (select * from ${rows} order by _source, _part, _row) to ${quoteLiteral(join(partial, `${name}.parquet`))} (${KEPT_PARQUET})`,
      );
      await sync(join(partial, `${name}.parquet`));
      merged.push({
        name,
        file: `${place}/${name}.parquet`,
        reasons: Object.fromEntries(reasons.map(([reason, count]) => [String(reason), Number(count)])),
      });
    }
  } finally {
    warehouse.close();
  }
  if (merged.length > 0) {
    await rm(join(folder, place), { recursive: true, force: true });
    await makeFolder(join(folder, 'superseded'));
    await rename(partial, join(folder, place));
  }
  return merged;
}
