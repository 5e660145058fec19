/** The import: files → a data folder. Nothing is in the folder until `data.json` says so, which is written last. */
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { WarehouseError } from '../../warehouse/warehouse.ts';
import { makeFolder, sync } from '../disk/folders.ts';
import { lockFile } from '../disk/lock.ts';
import { standingSums } from '../sums/sums.ts';
import { writeSums } from '../sums/write.ts';
import { resolveVersions } from '../versions/resolve.ts';
import type { Fingerprint } from './fingerprint.ts';
import { fingerprint } from './fingerprint.ts';
import { Databases, WORK } from './databases.ts';
import type { Damage } from './damage.ts';
import { damageOf, isWhole, saidOf } from './damage.ts';
import {
  digest,
  leaveNothing,
  LOCK,
  missingFolders,
  prepareFolder,
  readManifest,
  readSource,
  removeEmpty,
  sealData,
  sealSource,
  tidy,
  WORKED_OUT,
} from './folder.ts';
import type { Format, FormatOptions, InputFile } from './format.ts';
import { FolderIntake } from './intake.ts';
import { listFiles } from './listing.ts';
import type { DataManifest, SourceFile, SourceManifest } from './manifest.ts';
import { LAYOUT } from './manifest.ts';
import type { Unpacked } from './unpack.ts';
import { ofGiven, unpack } from './unpack.ts';
import { lookalike, nothingKept } from './nothing.ts';
import { firstRefused } from './refused.ts';
import { report } from './report.ts';

interface ImportRequest {
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

interface ImportProgress {
  stage: 'unpack' | 'hash' | 'read' | 'versions' | 'sums';
  name: string;
  /** Bytes of all files; of `unpack` as they are packed. */
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
  const { folder } = request;
  const made = missingFolders(folder);
  try {
    const refused = await prepareFolder(folder);
    if (refused) return { diagnostics: [refused] };
    const file = join(folder, LOCK);
    const lock = await lockFile(file);
    if (!lock) return { diagnostics: [report('locked', { folder, lock: file })] };
    try {
      return await importLocked(request);
    } finally {
      await removePartial(folder);
      await leaveNothing(folder);
      await lock.release();
    }
  } catch (cause) {
    return { diagnostics: [failure(cause)] };
  } finally {
    await removeEmpty(made);
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
  const { folder, format } = request;
  const before = existsSync(join(folder, 'data.json')) ? await readManifest(folder) : undefined;
  if (before && !before.value) return { diagnostics: before.diagnostics };
  await removePartial(folder);
  const listed = await listFiles(request.paths);
  if (hasErrors(listed.diagnostics)) return { diagnostics: listed.diagnostics };
  const given = format.unpacks
    ? { ...listed, from: new Map(), faults: new Map() }
    : await unpack(listed, join(folder, 'received', UNPACKED), (progress) =>
        request.onProgress?.({ stage: 'unpack', ...progress }),
      );
  const imported = await importListed(request, before?.value, given, listed.diagnostics);
  return { ...imported, diagnostics: ofGiven(imported.diagnostics, given) };
}

async function importListed(
  request: ImportRequest,
  old: DataManifest | undefined,
  given: Unpacked,
  listed: readonly Diagnostic[],
): Promise<Checked<Imported>> {
  const { folder, format, options = {} } = request;
  const chosen = await format.choose(given.files, options);
  const diagnostics = [...listed, ...chosen.diagnostics];
  if (!chosen.value || hasErrors(diagnostics) || chosen.value.length === 0) {
    if (!hasErrors(diagnostics)) diagnostics.push(report('no-files', { format: format.name }));
    // Where some files were known, what is wrong with the others has been said; a wrong option is no wrong format.
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const none = (chosen.value ?? []).length === 0 && errors.every(({ code }) => OTHER_FORMAT.has(code));
    return { diagnostics: [...diagnostics, ...(none ? await lookalike(given.files, format.name) : [])] };
  }
  const files = await fingerprints(chosen.value, given, request);
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
  const known = old?.sources.some(({ id }) => id === manifest.id) === true;
  // Of what is there every byte is looked at: what stands is worked out from all of it, and what is damaged can be written anew only here.
  const damage = old ? await damageOf(folder, old, 'full') : [];
  const own = (one: Damage) => one.source === undefined || (known && one.source === manifest.id);
  const others = damage.filter((one) => !own(one));
  if (others.length > 0 && !(known && damage.some(own))) {
    return { diagnostics: [...diagnostics, ...others.map((one) => saidOf(folder, one))] };
  }
  // Sums by another rule are written anew, as what is damaged.
  const current = old !== undefined && standingSums(old.derived).length === old.derived.length;
  if (known && current && damage.length === 0) {
    const source = await readSource(folder, manifest.id);
    if (!source.value) return { diagnostics: [...diagnostics, ...source.diagnostics] };
    await tidy(folder, old);
    return { value: { folder, source: source.value, data: old, added: false }, diagnostics };
  }
  const databases = new Databases(request);
  try {
    const warehouse = await databases.main();
    const source = await received(databases, warehouse, request, manifest, files);
    if (source.tables.every(({ kept }) => kept === 0)) {
      const inputs = files.map(({ input }) => input);
      const said = nothingKept(source, inputs, await firstRefused(warehouse, folder, source));
      await rm(join(folder, 'received', source.id), { recursive: true, force: true });
      const paths = inputs.map(({ path }) => path);
      return { diagnostics: [...diagnostics, ...said, ...(await lookalike(paths, format.name))] };
    }
    // Its own files are as they were; those of other imports are theirs to write.
    if (others.length > 0)
      return { diagnostics: [...diagnostics, ...others.map((one) => saidOf(folder, one))] };
    const data = await finish(warehouse, request, old, source);
    return { value: { folder, source, data, added: true }, diagnostics };
  } finally {
    databases.close();
  }
}

/** Where files are unpacked, below `received`. */
const UNPACKED = 'unpacked.partial';

/** What is said where files are not those of a format. */
const OTHER_FORMAT = new Set([
  'no-files',
  'columns-missing',
  'headers-other',
  'x12-no-files',
  'fhir-no-files',
]);

type Identity = Pick<SourceManifest, 'id' | 'format' | 'options' | 'files'>;

interface Printed {
  input: InputFile;
  of: SourceFile;
  print: Fingerprint;
  /** Why a packed file is not whole. */
  fault: string | undefined;
}

async function fingerprints(
  chosen: readonly Omit<InputFile, 'index'>[],
  { names, faults }: Unpacked,
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
      fault: faults.get(path),
    });
  }
  return printed;
}

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
    if (value && (await isWhole(place, value))) return value;
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
  for (const { input, print, fault } of files) {
    if (fault === undefined) continue;
    const line = print.text.lines + print.text.blank + 1;
    intake.refuse({ file: input, line, reason: 'file-truncated', text: fault });
  }
  const taken = await intake.finish();
  const source = await sealSource(partial, { layout: LAYOUT, ...identity, ...taken });
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
  if (!sources.some(({ id }) => id === source.id)) sources.push(source);
  const id = digest(sources.map((one) => one.id));
  const place = `superseded/${id}`;
  const into = join(folder, `${place}.partial`);
  const resolved = await resolveVersions(warehouse, folder, sources, place, into);
  if (resolved.superseded.length > 0) {
    for (const name of await readdir(into)) await sync(join(into, name));
    await rm(join(folder, place), { recursive: true, force: true });
    await rename(into, join(folder, place));
  }
  onProgress?.({ stage: 'sums', name: '', done: 0, total: 0 });
  const derived = await writeSums(warehouse, { folder, manifest: resolved, sources }, id);
  const data = await sealData(folder, {
    layout: LAYOUT,
    sources: sources.map((one) => ({ id: one.id, format: one.format, files: one.files })),
    ...resolved,
    derived,
  });
  await tidy(folder, data);
  return data;
}

async function removePartial(folder: string): Promise<void> {
  for (const below of ['received', ...WORKED_OUT]) {
    for (const name of await readdir(join(folder, below)).catch(() => [])) {
      if (name.endsWith('.partial')) await rm(join(folder, below, name), { recursive: true, force: true });
    }
  }
}
