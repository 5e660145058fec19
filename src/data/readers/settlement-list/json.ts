/** Lists as JSON: one object a line, as interface 4101 sends them (`setlinfo`, `diseinfo` …, also inside `input`), or flat. */
import type { InputFile, Intake } from '../../import/format.ts';
import { isUnkept, NODES } from './fields.ts';
import type { Place } from './fields.ts';
import type { ListRecord, Values } from './record.ts';
import { CODE_OF, emptyRecord } from './record.ts';

type Fields = Record<string, unknown>;

export async function* jsonRecords(
  file: InputFile,
  intake: Intake,
  placeOf: (header: string) => Place | undefined,
  encoding: string | undefined,
): AsyncIterable<ListRecord> {
  const unread = new Map<string, number>();
  for await (const { line, text: bare } of objects(file, intake.lines(file, encoding))) {
    let value: unknown;
    try {
      value = JSON.parse(exactNumbers(bare));
    } catch {
      intake.refuse({ file, line, reason: 'json-malformed', text: bare });
      continue;
    }
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const record = isFields(one) ? recordOf(file, line, one, placeOf, unread) : undefined;
      if (record) yield record;
      else intake.refuse({ file, line, reason: 'record-unknown', text: bare });
    }
  }
  for (const code of ['field-not-kept', 'header-unknown']) {
    const names = [...unread.keys()].filter((key) => isUnkept(key) === (code === 'field-not-kept')).sort();
    if (names.length > 0)
      intake.find({ code, file, count: names.length, examples: names.map((key) => ({ key })) });
  }
}

/** Deeper or longer than any list: what does not close by then never will. */
const LONGEST = 20_000;

/**
 * Texts that should be one object or array each. In files of JSON lines a line is one, so that a broken one costs nothing but itself; a `.json`
 * may spread them over lines.
 */
async function* objects(
  file: InputFile,
  lines: AsyncIterable<{ line: number; text: string }>,
): AsyncIterable<{ line: number; text: string }> {
  const spread = /\.json$/i.test(file.path);
  let held: { line: number; texts: string[]; depth: number } | undefined;
  for await (const { line, text } of lines) {
    const bare = text.trim();
    if (!held) {
      const plain = bare.replace(/,$/, '');
      if (plain === '' || plain === '[' || plain === ']') continue;
      const depth = spread ? depthOf(bare) : 0;
      if (depth <= 0) yield { line, text: plain };
      else held = { line, texts: [bare], depth };
      continue;
    }
    held.texts.push(bare);
    held.depth += depthOf(bare);
    if (held.depth > 0 && held.texts.length < LONGEST) continue;
    yield { line: held.line, text: held.texts.join('\n').replace(/,$/, '') };
    held = undefined;
  }
  if (held) yield { line: held.line, text: held.texts.join('\n') };
}

/** Brackets opened and not closed, outside of quotes. */
function depthOf(text: string): number {
  let depth = 0;
  for (const token of text.match(/"(?:[^"\\]|\\.)*"|[[\]{}]/g) ?? []) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
  }
  return depth;
}

/** Numbers keep their digits: 0.10 and 12345678901234567890 are not JavaScript's numbers. */
function exactNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordOf(
  file: InputFile,
  line: number,
  given: Fields,
  placeOf: (header: string) => Place | undefined,
  unread: Map<string, number>,
): ListRecord | undefined {
  const name = (header: string) => {
    const place = placeOf(header);
    if (!place) unread.set(header, (unread.get(header) ?? 0) + 1);
    return place?.field;
  };
  const inner = given['input'] ?? given['data'];
  const fields = isFields(inner) ? inner : given;
  const record = emptyRecord(file, line);
  let known = 0;
  for (const [key, value] of Object.entries(fields)) {
    const node = Object.hasOwn(NODES, key.toLowerCase()) ? NODES[key.toLowerCase()] : undefined;
    if (node === 'info') {
      for (const one of isFields(value) ? [value] : Array.isArray(value) ? value.filter(isFields) : []) {
        known += fill(record.info, one, name);
      }
    } else if (node) {
      for (const one of Array.isArray(value) ? value.filter(isFields) : isFields(value) ? [value] : []) {
        const values: Values = new Map();
        known += fill(values, one, name);
        if (values.size > 0) record.parts[node].push({ file, line, values });
      }
    } else {
      const place = placeOf(key);
      if (place?.node === 'info') known += fill(record.info, { [key]: value }, () => place.field);
      else if (fields !== given || !isFields(value)) name(key);
    }
  }
  return known > 0 ? record : undefined;
}

/** A row whose code is blank keeps its place. */
const KEPT: ReadonlySet<string> = new Set(Object.values(CODE_OF));

function fill(values: Values, fields: Fields, name: (header: string) => string | undefined): number {
  let known = 0;
  for (const [header, value] of Object.entries(fields)) {
    const field = name(header);
    if (field === undefined || value === null || typeof value === 'object') continue;
    known += 1;
    const text = String(value);
    if (text.trim() === '' && !KEPT.has(field)) continue;
    if (!values.get(field)) values.set(field, text.trim() === '' ? '' : text);
  }
  return known;
}
