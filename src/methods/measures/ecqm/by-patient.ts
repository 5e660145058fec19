/**
 * Resources that come one by one (a bulk export: a file per resource type), put together by patient. They wait on disk, in as many files as keep each
 * small: memory does not depend on how many patients there are. What names no patient (Medication, Location, Organization) waits in memory,
 * and goes to every patient whose resources refer to it.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, textOf } from './json.ts';
import type { Place, Resource } from './types.ts';

/** Where FHIR R4 resources name their patient. */
const FIELDS = ['subject', 'patient', 'beneficiary', 'for', 'individual'] as const;
/** What a bucket may hold before it is written. */
const BUFFER = 256 * 1024;
const BUCKET = 16 * 1024 * 1024;

/** The id of the patient a resource is of; undefined where it names none. `names` are urls (`urn:uuid:…`) of patients in the same Bundle. */
function patientOf(resource: Resource, names?: ReadonlyMap<string, string>): string | undefined {
  if (resource['resourceType'] === 'Patient') return textOf(resource, 'id');
  for (const field of FIELDS) {
    const reference = textOf(resource[field], 'reference');
    if (reference === undefined) continue;
    const known = names?.get(reference);
    if (known !== undefined) return known;
    const [, id] = /(?:^|\/)Patient\/([^/]+)(?:\/_history\/.*)?$/.exec(reference) ?? [];
    if (id !== undefined) return id;
  }
  return undefined;
}

interface Gathered {
  id: string;
  resources: { resource: Resource; place: Place }[];
}

export class ByPatient {
  #folder: string | undefined;
  readonly #buffers: string[][];
  readonly #sizes: number[];
  readonly #files: string[] = [];
  readonly #shared = new Map<string, { text: string; place: Place; used: boolean }>();
  #any = false;

  /** @param bytes about how much will come */
  constructor(bytes: number) {
    const buckets = Math.min(512, Math.max(1, Math.ceil(bytes / BUCKET)));
    this.#buffers = Array.from({ length: buckets }, () => []);
    this.#sizes = Array.from({ length: buckets }, () => 0);
  }

  get any(): boolean {
    return this.#any;
  }

  add(resource: Resource, place: Place, names?: ReadonlyMap<string, string>): void {
    this.#any = true;
    const id = patientOf(resource, names);
    if (id === undefined) {
      const name = `${textOf(resource, 'resourceType')}/${textOf(resource, 'id') ?? ''}`;
      this.#shared.set(name, { text: JSON.stringify(resource), place, used: false });
      return;
    }
    let file = this.#files.indexOf(place.file);
    if (file === -1) file = this.#files.push(place.file) - 1;
    const bucket = hash(id) % this.#buffers.length;
    const text = `${JSON.stringify([id, file, place.line ?? null, place.item ?? null, resource])}\n`;
    this.#buffers[bucket]?.push(text);
    const size = (this.#sizes[bucket] ?? 0) + text.length;
    this.#sizes[bucket] = size;
    if (size > BUFFER) this.#write(bucket);
  }

  #path(bucket: number): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'openvbp-patients-'));
    return join(this.#folder, `${bucket}.ndjson`);
  }

  #write(bucket: number): void {
    appendFileSync(this.#path(bucket), (this.#buffers[bucket] ?? []).join(''));
    this.#buffers[bucket] = [];
    this.#sizes[bucket] = 0;
  }

  /** Patients in one order, whatever the order of files: by bucket, then by id. */
  *patients(): Generator<Gathered> {
    for (let bucket = 0; bucket < this.#buffers.length; bucket += 1) {
      const written = this.#folder === undefined ? '' : readIfThere(this.#path(bucket));
      const people = new Map<string, Gathered>();
      for (const line of `${written}${(this.#buffers[bucket] ?? []).join('')}`.split('\n')) {
        if (line === '') continue;
        const [id, file, at, item, resource] = JSON.parse(line) as [
          string,
          number,
          number | null,
          number | null,
          Resource,
        ];
        const place = {
          file: this.#files[file] ?? '',
          ...(at !== null && { line: at }),
          ...(item !== null && { item }),
        };
        const one = people.get(id) ?? { id, resources: [] };
        one.resources.push({ resource, place });
        people.set(id, one);
      }
      for (const id of [...people.keys()].sort()) {
        const one = people.get(id) as Gathered;
        yield { id, resources: [...one.resources, ...this.#referred(one)] };
      }
    }
  }

  /** What a patient's resources refer to, and what that refers to. */
  #referred({ resources }: Gathered): Gathered['resources'] {
    if (this.#shared.size === 0) return [];
    const found = new Map<string, { resource: Resource; place: Place }>();
    const waiting: unknown[] = resources.map(({ resource }) => resource);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const name of references(next)) {
        const shared = this.#shared.get(name);
        if (!shared || found.has(name)) continue;
        shared.used = true;
        const resource = JSON.parse(shared.text) as Resource;
        found.set(name, { resource, place: shared.place });
        waiting.push(resource);
      }
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }

  /** Resources that name no patient and nobody refers to, of types that matter. After `patients`. */
  unused(types: ReadonlySet<string>): { name: string; place: Place }[] {
    return [...this.#shared]
      .filter(([name, { used }]) => !used && types.has(name.split('/')[0] ?? ''))
      .map(([name, { place }]) => ({ name, place }));
  }

  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function* references(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const one of value) yield* references(one);
  } else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      const [, name] = (key === 'reference' && /([A-Z]\w+\/[^/|]+)$/.exec(String(child))) || [];
      if (name !== undefined) yield name;
      else if (typeof child === 'object') yield* references(child);
    }
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) value = Math.imul(value ^ text.charCodeAt(n), 0x01000193) >>> 0;
  return value;
}
