/**
 * Patients out of FHIR R4, one after another: `.json` (a Bundle, or a list of Bundles or resources), `.ndjson` (a Bundle or a resource a line), either of them
 * `.gz`, or a folder of these with the folders in it. A Bundle of one Patient is that patient, all of it; other resources are put together by the patient
 * they name.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../../../language/diagnostic.ts';
import { ByPatient } from './by-patient.ts';
import { BASE } from './elm.ts';
import { isObject, listOf, located, notJson, placeText, readJson, resourcesOf, textOf } from './json.ts';
import { linesOf } from './lines.ts';
import { report } from './messages.ts';
import type { Patient, Place, Resource } from './types.ts';

/** Beyond so many faults of files the rest is not listed. */
const MOST = 20;
const LINES = /\.(ndjson|jsonl)(\.gz)?$/i;
const DOCUMENT = /\.json$/i;

export interface PatientFiles {
  path: string;
  files: string[];
  bytes: number;
}

/** Files in order of their names; other files of a folder are none of ours. */
export function patientFiles(path: string): Checked<PatientFiles> {
  const at = { file: path };
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return { diagnostics: [report('patients-missing', { path }, at)] };
  const files = stats.isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => LINES.test(name) || DOCUMENT.test(name))
        .map((name) => join(path, name))
        .filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile() === true)
        .sort()
    : [path];
  if (files.length === 0) return { diagnostics: [report('patients-none', { path }, at)] };
  const bytes = files.reduce((sum, file) => sum + statSync(file).size * (file.endsWith('.gz') ? 10 : 1), 0);
  return { value: { path, files, bytes }, diagnostics: [] };
}

interface ReadingOptions {
  /** Resource type → profiles the measure asks for. */
  profiles: ReadonlyMap<string, ReadonlySet<string>>;
  trustProfiles: boolean;
  /** What is found wrong. After an error no more patients come. */
  found: Diagnostic[];
  signal?: AbortSignal;
}

export async function* readPatients(
  { files, bytes }: PatientFiles,
  options: ReadingOptions,
): AsyncGenerator<Patient> {
  const reading = new Reading(bytes, options);
  try {
    for (const file of files) yield* reading.file(file);
    yield* reading.gathered();
    reading.finish();
  } finally {
    reading.close();
  }
}

class Reading {
  readonly #options: ReadingOptions;
  readonly #loose: ByPatient;
  readonly #seen = new Map<string, Place>();
  readonly #unclaimed = new Map<string, { count: number; place: Place }>();
  readonly #absent: { id: string; place: Place }[] = [];
  #twice = { count: 0, name: '', patient: '' };

  constructor(bytes: number, options: ReadingOptions) {
    this.#options = options;
    this.#loose = new ByPatient(bytes);
  }

  get #errors(): number {
    return this.#options.found.filter(({ severity }) => severity === 'error').length;
  }

  #fail(code: Parameters<typeof report>[0], place: Place, data: Record<string, string | number> = {}): void {
    this.#options.found.push(report(code, { place: placeText(place), ...data }, located(place)));
  }

  async *file(file: string): AsyncGenerator<Patient> {
    if (this.#errors >= MOST) return;
    if (!LINES.test(file)) {
      const read = await readJson(file);
      this.#options.found.push(...read.diagnostics);
      if (read.diagnostics.length > 0) return;
      if (!Array.isArray(read.value)) return yield* this.#one(read.value, { file });
      for (const [item, value] of read.value.entries()) yield* this.#one(value, { file, item });
      return;
    }
    try {
      for await (const { line, text } of linesOf(file)) {
        this.#options.signal?.throwIfAborted();
        if (this.#errors >= MOST) return;
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch (error) {
          this.#options.found.push(notJson({ file, line }, error));
          continue;
        }
        yield* this.#one(value, { file, line });
      }
    } catch (error) {
      if (this.#options.signal?.aborted) throw error;
      const words = error instanceof Error ? error.message : String(error);
      this.#options.found.push(report('file-unreadable', { words }, { file }));
    }
  }

  *#one(value: unknown, place: Place): Generator<Patient> {
    const type = textOf(value, 'resourceType');
    if (!isObject(value) || type === undefined) {
      const text = JSON.stringify(value) ?? '';
      this.#fail('not-fhir', place, { found: text.length > 60 ? `${text.slice(0, 60)}…` : text });
      return;
    }
    if (type !== 'Bundle') return this.#single(value, place);
    const resources = resourcesOf(value);
    const patients = resources.filter((one) => one['resourceType'] === 'Patient');
    const [only] = patients;
    if (!only) return this.#fail('bundle-no-patient', place);
    if (patients.length === 1) {
      const id = textOf(only, 'id');
      if (id === undefined) return this.#fail('patient-no-id', place);
      const named = resources.map((resource) => ({ resource, place }));
      return yield* this.#patient(id, place, named);
    }
    const names = new Map<string, string>();
    for (const entry of listOf(value, 'entry')) {
      const [resource, url] = [entry['resource'], textOf(entry, 'fullUrl')];
      const id = textOf(resource, 'id');
      if (url !== undefined && id !== undefined && textOf(resource, 'resourceType') === 'Patient')
        names.set(url, id);
    }
    for (const resource of resources) this.#single(resource, place, names);
  }

  #single(resource: Resource, place: Place, names?: ReadonlyMap<string, string>): void {
    if (resource['resourceType'] === 'Patient' && textOf(resource, 'id') === undefined)
      return this.#fail('patient-no-id', place);
    this.#loose.add(resource, place, names);
  }

  *gathered(): Generator<Patient> {
    if (this.#errors > 0) return;
    for (const { id, resources } of this.#loose.patients()) {
      this.#options.signal?.throwIfAborted();
      const own = resources.find(({ resource }) => resource['resourceType'] === 'Patient');
      if (own) yield* this.#patient(id, own.place, resources);
      else for (const { place } of resources) this.#absent.push({ id, place });
    }
  }

  *#patient(id: string, place: Place, given: { resource: Resource; place: Place }[]): Generator<Patient> {
    const before = this.#seen.get(id);
    if (before) return this.#fail('patient-twice', place, { patient: id, other: placeText(before) });
    this.#seen.set(id, place);
    if (this.#errors > 0) return;
    const resources = this.#once(id, given);
    if (this.#options.trustProfiles) for (const one of resources) this.#checkProfile(one);
    const entry = resources.map(({ resource }) => ({ resource }));
    yield { id, place, bundle: { resourceType: 'Bundle', type: 'collection', entry } };
  }

  /** A resource there twice would count twice. The last is the later version. */
  #once(
    patient: string,
    given: { resource: Resource; place: Place }[],
  ): { resource: Resource; place: Place }[] {
    const kept = new Map<string, { resource: Resource; place: Place }>();
    for (const [n, one] of given.entries()) {
      const id = textOf(one.resource, 'id');
      const name = id === undefined ? `#${n}` : `${textOf(one.resource, 'resourceType')}/${id}`;
      if (kept.has(name)) {
        if (this.#twice.count === 0) this.#twice = { count: 0, name, patient };
        this.#twice.count += 1;
      }
      kept.set(name, { ...one, resource: plainProfiles(one.resource) });
    }
    return [...kept.values()];
  }

  #checkProfile({ resource, place }: { resource: Resource; place: Place }): void {
    const type = textOf(resource, 'resourceType') ?? '';
    const asked = this.#options.profiles.get(type);
    if (!asked || asked.has(`${BASE}${type}`)) return;
    if (profilesOf(resource).some((one) => asked.has(one))) return;
    const known = this.#unclaimed.get(type);
    if (known) known.count += 1;
    else this.#unclaimed.set(type, { count: 1, place });
  }

  finish(): void {
    const { found, profiles } = this.#options;
    const [first] = this.#absent;
    if (first) this.#fail('patient-absent', first.place, { count: this.#absent.length, patient: first.id });
    if (this.#errors > 0) return;
    const unused = this.#loose.unused(new Set(profiles.keys()));
    const [one] = unused;
    if (one) this.#fail('resource-without-patient', one.place, { count: unused.length, found: one.name });
    if (this.#twice.count > 0) {
      const { count, name, patient } = this.#twice;
      found.push(report('resource-twice', { count, found: name, patient }));
    }
    for (const [type, { count, place }] of [...this.#unclaimed].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const asked = [...(profiles.get(type) ?? [])].sort().join(', ');
      this.#fail('profile-absent', place, { count, type, profiles: asked });
    }
  }

  close(): void {
    this.#loose.close();
  }
}

function profilesOf(resource: Resource): string[] {
  const profiles = isObject(resource['meta']) ? resource['meta']['profile'] : undefined;
  return Array.isArray(profiles) ? profiles.filter((one) => typeof one === 'string') : [];
}

/** The engine compares profiles as they are written; the measure names them without their version. */
function plainProfiles(resource: Resource): Resource {
  const profiles = profilesOf(resource);
  if (!profiles.some((one) => one.includes('|'))) return resource;
  const profile = profiles.map((one) => one.split('|')[0]);
  return { ...resource, meta: { ...(resource['meta'] as Resource), profile } };
}
