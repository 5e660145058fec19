/** A file → its resources, one by one: NDJSON (a resource a line), or one JSON document (a Bundle, a resource, a list). */
import { bytesOf } from '../shared/bytes.ts';
import { isObject, list, parseJson, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Beside } from './references.ts';

export interface Found {
  /** Of NDJSON the line; of a document which of its resources, from 1. */
  line: number;
  resource: JsonObject;
  beside: Beside;
}

interface Fault {
  line: number;
  fault: 'json-malformed' | 'encoding' | 'row-too-long' | 'file-truncated' | 'fhir-no-resource';
  text: string;
}

interface ReadOptions {
  /** Lines to look at, by their bytes: others are passed by unparsed. */
  only?: (line: Buffer) => boolean;
  onRead?: (bytes: number) => void;
}

/** Bytes of a line or document: half of what a string of the runtime can hold. */
const LONGEST = 256 << 20;
const NOTHING: Beside = new Map();
const utf8 = new TextDecoder('utf-8', { fatal: true });

export async function* resourcesOf(path: string, options: ReadOptions = {}): AsyncGenerator<Found | Fault> {
  const document = await isDocument(path);
  let faulty: string | undefined;
  const chunks = bytesOf(path, (message) => (faulty = message), options.onRead);
  let line = 0;
  for await (const raw of document ? whole(chunks) : lines(chunks)) {
    line += 1;
    if (raw === undefined) {
      yield { line, fault: 'row-too-long', text: '' };
      continue;
    }
    if (isBlank(raw) || (options.only && !document && !options.only(raw))) continue;
    const parsed = parse(raw, line);
    if ('fault' in parsed) yield parsed;
    else yield* resources(parsed.value, document ? undefined : line);
  }
  if (faulty !== undefined) yield { line: line + 1, fault: 'file-truncated', text: faulty };
}

function* resources(value: Json, line: number | undefined): Generator<Found | Fault> {
  const entries =
    isObject(value) && text(value, 'resourceType') === 'Bundle'
      ? list(value, 'entry').map(identified)
      : undefined;
  const all = entries?.map((entry) => entry['resource']) ?? (Array.isArray(value) ? value : [value]);
  const beside = entries ? besideOf(entries) : NOTHING;
  for (const [index, resource] of all.entries()) {
    const place = line ?? index + 1;
    if (!isObject(resource) || text(resource, 'resourceType') === undefined)
      yield { line: place, fault: 'fhir-no-resource', text: shown(resource) };
    // A bundle of bundles, as a search of several pages may be kept.
    else if (text(resource, 'resourceType') === 'Bundle' && line === undefined)
      yield* resources(resource, place);
    else yield { line: place, resource, beside };
  }
}

/** What is sent to be stored has no id yet: the others of its Bundle refer to it by its `fullUrl`, whose end is its id then. */
function identified(entry: JsonObject): JsonObject {
  const resource = entry['resource'];
  const id = /[^:/]+$/.exec(text(entry, 'fullUrl') ?? '')?.[0];
  if (!isObject(resource) || id === undefined || text(resource, 'id') !== undefined) return entry;
  return { ...entry, resource: { ...resource, id } };
}

/** The start of a value; of one nested too deep to be written, its kind. */
function shown(value: Json | undefined): string {
  try {
    return (JSON.stringify(value) ?? '').slice(0, 200);
  } catch {
    return typeof value;
  }
}

function besideOf(entries: readonly JsonObject[]): Beside {
  const beside = new Map<string, JsonObject>();
  for (const entry of entries) {
    const resource = entry['resource'];
    if (!isObject(resource)) continue;
    const url = text(entry, 'fullUrl');
    if (url) beside.set(url, resource);
    const [type, id] = [text(resource, 'resourceType'), text(resource, 'id')];
    if (type && id) beside.set(`${type}/${id}`, resource);
  }
  return beside;
}

function parse(raw: Buffer, line: number): { value: Json } | Fault {
  const start = () => raw.subarray(0, 200).toString('utf8');
  let written: string;
  try {
    written = utf8.decode(raw);
  } catch {
    return { line, fault: 'encoding', text: start() };
  }
  try {
    return { value: parseJson(written) };
  } catch {
    return { line, fault: 'json-malformed', text: start() };
  }
}

/** A document starts with a bracket alone on its line, or is named .json and is no line of NDJSON. */
async function isDocument(path: string): Promise<boolean> {
  const named = /\.(ndjson|jsonl|json)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase();
  if (named === 'ndjson' || named === 'jsonl') return false;
  const chunks = bytesOf(path, () => undefined);
  const start: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    start.push(chunk);
    length += chunk.length;
    if (chunk.includes(10) || length > 64 << 20) break;
  }
  const bytes = Buffer.concat(start);
  const end = bytes.indexOf(10);
  const first = bytes.subarray(0, end < 0 ? bytes.length : end);
  const trimmed = first.subarray(0, 3).toString('latin1') === '\xef\xbb\xbf' ? first.subarray(3) : first;
  const written = trimmed.subarray(0, 8).toString('latin1').trim();
  if (written === '' || written === '{' || written === '[' || written.startsWith('[')) return true;
  if (named !== 'json') return false;
  const parsed = parse(trimmed, 1);
  // A whole resource on the first line, and more after it: lines, whatever the name says.
  return (
    'fault' in parsed ||
    (isObject(parsed.value) && text(parsed.value, 'resourceType') === 'Bundle') ||
    end < 0
  );
}

async function* whole(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  const held: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length <= LONGEST) held.push(chunk);
  }
  yield length <= LONGEST ? Buffer.concat(held) : undefined;
}

/** Without line ends; undefined stands for a line too long to hold. */
async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | undefined> {
  let held: Buffer[] = [];
  let length = 0;
  const take = (): Buffer | undefined => {
    const line = length > LONGEST ? undefined : held.length === 1 ? held[0]! : Buffer.concat(held);
    held = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      if (length + at - from <= LONGEST) held.push(chunk.subarray(from, at));
      length += at - from;
      yield take();
      from = at + 1;
    }
    if (length + chunk.length - from <= LONGEST) held.push(chunk.subarray(from));
    length += chunk.length - from;
  }
  if (length > 0) yield take();
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte > 0x20) return false;
  return true;
}
