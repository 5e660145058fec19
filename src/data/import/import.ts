/** The import: files → a data folder. Nothing is in the folder until `data.json` says so, which is written last. */
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteLiteral, WarehouseError } from '../../warehouse/warehouse.ts';
import { makeFolder, sync, writeWhole } from '../disk/folders.ts';
import { lockFile } from '../disk/lock.ts';
import { resolveVersions } from '../versions/resolve.ts';
import type { Fingerprint } from './fingerprint.ts';
import { fingerprint } from './fingerprint.ts';
import { digest, LOCK, prepareFolder, readManifest, readSource, tidy } from './folder.ts';
import type { Format, FormatOptions, InputFile } from './format.ts';
import { FolderIntake } from './intake.ts';
import { listFiles } from './listing.ts';
import type { DataManifest, SourceFile, SourceManifest } from './manifest.ts';
import { LAYOUT } from './manifest.ts';
import { report } from './report.ts';

export interface ImportRequest {
  format: Format;
  paths: readonly string[];
  options?: FormatOptions;
  /** The data folder. */
  folder: string;
  threads?: number;
  /** Megabytes the database may hold; half of the machine's without it. */
  memory?: number;
  onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  stage: 'hash' | 'read' | 'versions';
  name: string;
  /** Bytes of all files. */
  done: number;
  total: number;
}

export interface Imported {
  folder: string;
  source: SourceManifest;
  data: DataManifest;
  /** False where these files were there already. */
  added: boolean;
}

/** Imports files of one format. All that can go wrong with files and folders is a diagnostic; what stands in the folder stays as it is then. */
export async function importData(request: ImportRequest): Promise<Checked<Imported>> {
  const unknown = unknownOptions(request);
  if (unknown.length > 0) return { diagnostics: unknown };
  try {
    const refused = await prepareFolder(request.folder);
    if (refused) return { diagnostics: [refused] };
    const file = join(request.folder, LOCK);
    const lock = await lockFile(file);
    if (!lock) return { diagnostics: [report('locked', { folder: request.folder, lock: file })] };
    try {
      return await importLocked(request);
    } finally {
      await lock.release();
    }
  } catch (cause) {
    return { diagnostics: [failure(cause)] };
  }
}

function failure(cause: unknown): Diagnostic {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  // The disk, the rights, the database: no mistake of ours.
  if (cause instanceof WarehouseError || (typeof code === 'string' && /^E[A-Z]+$/.test(code))) {
    return report('import-failed', { reason: (cause as Error).message.split('\n')[0] ?? '' });
  }
  throw cause;
}

function unknownOptions({ format, options = {} }: ImportRequest): Diagnostic[] {
  const known = (format.options ?? []).map(({ name }) => name);
  return Object.keys(options)
    .filter((option) => !known.includes(option))
    .map((option) =>
      report('option-unknown', { format: format.name, option, options: known.join(', ') || '–' }),
    );
}

async function importLocked(request: ImportRequest): Promise<Checked<Imported>> {
  const { folder, format, options = {} } = request;
  const before = existsSync(join(folder, 'data.json')) ? await readManifest(folder) : undefined;
  if (before && !before.value) return { diagnostics: before.diagnostics };
  await removePartial(folder);
  const listed = await listFiles(request.paths);
  if (hasErrors(listed.diagnostics)) return { diagnostics: listed.diagnostics };
  const chosen = await format.choose(listed.files, options);
  const diagnostics = [...listed.diagnostics, ...chosen.diagnostics];
  if (!chosen.value || hasErrors(diagnostics)) return { diagnostics };
  if (chosen.value.length === 0)
    return { diagnostics: [...diagnostics, report('no-files', { format: format.name })] };
  const files = await fingerprints(chosen.value, listed.names, request);
  const manifest: Identity = {
    id: digest([
      LAYOUT,
      format.name,
      Object.entries(options).sort(),
      files.map(({ of }) => [of.part, of.sha256]),
    ]),
    format: format.name,
    options,
    files: files.map(({ of }) => of),
  };
  const known = before?.value?.sources.some(({ id }) => id === manifest.id) === true;
  if (known && before?.value) {
    const source = await readSource(folder, manifest.id);
    if (!source.value) return { diagnostics: [...diagnostics, ...source.diagnostics] };
    await tidy(folder, before.value);
    return { value: { folder, source: source.value, data: before.value, added: false }, diagnostics };
  }
  const databases = new Databases(request);
  try {
    const warehouse = await databases.main();
    const source = await received(databases, warehouse, request, manifest, files);
    const data = await finish(warehouse, request, before?.value, source);
    return { value: { folder, source, data, added: true }, diagnostics };
  } finally {
    databases.close();
    await removePartial(folder);
  }
}

type Identity = Pick<SourceManifest, 'id' | 'format' | 'options' | 'files'>;

interface Printed {
  input: InputFile;
  of: SourceFile;
  print: Fingerprint;
}

async function fingerprints(
  chosen: readonly Omit<InputFile, 'index'>[],
  names: ReadonlyMap<string, string>,
  request: ImportRequest,
): Promise<Printed[]> {
  const printed: Printed[] = [];
  let done = 0;
  for (const [index, { path, part }] of chosen.entries()) {
    const name = names.get(path) ?? path;
    const print = await fingerprint(path, (bytes) =>
      request.onProgress?.({ stage: 'hash', name, done: done + bytes, total: 0 }),
    );
    done += print.size;
    printed.push({
      input: { path, part, index },
      of: { name, part, size: print.size, sha256: print.sha256 },
      print,
    });
  }
  return printed;
}

/** One database for everything, and, once somebody asks for them, as many of one thread as there are processors to use. */
class Databases {
  readonly #work: string;
  readonly #threads: number;
  /** Megabytes each may hold. */
  readonly #memory: number;
  readonly #open: Warehouse[] = [];
  #workers: Promise<Warehouse[]> | undefined;

  constructor({ folder, threads, memory }: ImportRequest) {
    this.#work = join(folder, 'received', WORK);
    this.#threads = threads ?? availableParallelism();
    const all = memory ?? Math.floor(totalmem() / 2 / 2 ** 20);
    this.#memory = Math.floor(all / (this.#threads + 1));
  }

  main(): Promise<Warehouse> {
    return this.#opened(this.#threads, this.#memory);
  }

  workers(): Promise<Warehouse[]> {
    this.#workers ??= Promise.all(Array.from({ length: this.#threads }, () => this.#opened(1, this.#memory)));
    return this.#workers;
  }

  close(): void {
    for (const warehouse of this.#open) warehouse.close();
  }

  async #opened(threads: number, memory: number): Promise<Warehouse> {
    await makeFolder(this.#work);
    const warehouse = await openDuckdb({ threads });
    this.#open.push(warehouse);
    const temporary = quoteLiteral(join(this.#work, `spilled-${this.#open.length}`));
    await warehouse.run(`set memory_limit = '${memory}MiB'; set temp_directory = ${temporary}`);
    return warehouse;
  }
}

const WORK = 'work.partial';

/** Reads the files into `received/<id>`, if an import that was broken off has not. */
async function received(
  databases: Databases,
  warehouse: Warehouse,
  request: ImportRequest,
  identity: Identity,
  files: readonly Printed[],
): Promise<SourceManifest> {
  const { folder, format, options = {}, onProgress } = request;
  const place = join(folder, 'received', identity.id);
  if (existsSync(join(place, 'source.json'))) {
    const { value } = await readSource(folder, identity.id);
    if (value) return value;
  }
  await rm(place, { recursive: true, force: true });
  const partial = `${place}.partial`;
  await makeFolder(partial);
  const total = files.reduce((sum, { print }) => sum + print.size, 0);
  const prints = new Map(files.map(({ input, print }) => [input.path, print]));
  const starts = files.map((_, i) => files.slice(0, i).reduce((sum, { print }) => sum + print.size, 0));
  const intake = new FolderIntake({
    warehouse,
    folder: partial,
    work: join(folder, 'received', WORK),
    workers: () => databases.workers(),
    facts: async (file) => (prints.get(file.path) ?? (await fingerprint(file.path))).text,
    progress: (file, bytes) => {
      const size = files[file.index]?.print.size ?? 0;
      const done = (starts[file.index] ?? 0) + Math.min(bytes, size);
      onProgress?.({ stage: 'read', name: files[file.index]?.of.name ?? '', done, total });
    },
  });
  await format.read(
    files.map(({ input }) => input),
    intake,
    options,
  );
  const taken = await intake.finish();
  const source: SourceManifest = { layout: LAYOUT, ...identity, ...taken };
  for (const name of await readdir(partial)) await sync(join(partial, name));
  await writeWhole(join(partial, 'source.json'), source);
  await rename(partial, place);
  return source;
}

/** Compares the new source with those of before, and makes all of it known. */
async function finish(
  warehouse: Warehouse,
  { folder, onProgress }: ImportRequest,
  before: DataManifest | undefined,
  source: SourceManifest,
): Promise<DataManifest> {
  onProgress?.({ stage: 'versions', name: '', done: 0, total: 0 });
  const sources: SourceManifest[] = [];
  for (const { id } of before?.sources ?? []) {
    const { value } = await readSource(folder, id);
    if (!value) throw Object.assign(new Error(`received/${id}/source.json`), { code: 'ENOENT' });
    sources.push(value);
  }
  sources.push(source);
  const place = `superseded/${digest(sources.map(({ id }) => id))}`;
  const into = join(folder, `${place}.partial`);
  const resolved = await resolveVersions(warehouse, folder, sources, place, into);
  if (resolved.superseded.length > 0) {
    for (const name of await readdir(into)) await sync(join(into, name));
    await rm(join(folder, place), { recursive: true, force: true });
    await rename(into, join(folder, place));
  }
  const data: DataManifest = {
    layout: LAYOUT,
    sources: sources.map(({ id, format, files }) => ({ id, format, files })),
    ...resolved,
  };
  await writeWhole(join(folder, 'data.json'), data);
  await tidy(folder, data);
  return data;
}

async function removePartial(folder: string): Promise<void> {
  for (const below of ['received', 'superseded']) {
    for (const name of await readdir(join(folder, below)).catch(() => [])) {
      if (name.endsWith('.partial')) await rm(join(folder, below, name), { recursive: true, force: true });
    }
  }
}
