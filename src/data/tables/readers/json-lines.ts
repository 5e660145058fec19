/** JSON lines: one object a line. Numbers are taken as they are written, digit for digit, never through floating point. */
import { createReadStream } from 'node:fs';
import type { Location } from '../../../language/diagnostic.ts';
import type { TableSource } from '../../../language/agreement.ts';
import { LISTED } from '../problems.ts';
import type { TextRow } from './appended.ts';
import { appendRows } from './appended.ts';
import { asUtf8, firstUndecodable } from './encoding.ts';
import { sha256Of } from './files.ts';
import type { Opened, Reading } from './reader.ts';
import { LONGEST_ROW } from './scan.ts';

/** A line's members in order; `undefined` marks an object or a list, which is no cell. Or why the line is no row. */
type Members = Map<string, string | null | undefined>;
type Fault = 'json-row' | 'json-twice';

export async function openJsonLines(
  source: TableSource & { at: Location },
  name: string,
  reading: Reading,
): Promise<Opened | undefined> {
  const { problems } = reading;
  const text = await asUtf8(source, name, reading);
  if (!text) return undefined;
  const headers = new Map<string, number>();
  const nested = new Map<string, number>();
  const faults: Record<Fault, { total: number; lines: number[] }> = {
    'json-row': { total: 0, lines: [] },
    'json-twice': { total: 0, lines: [] },
  };
  let empty = true;
  for await (const { line, content } of linesOf(text.file)) {
    empty = false;
    if (content === undefined) {
      problems.add('line-unreadable', { file: name, line, limit: LONGEST_ROW }, { file: source.file, line });
      return undefined;
    }
    const members = membersOf(content);
    if (typeof members === 'string') {
      faults[members].total += 1;
      if (faults[members].lines.length < LISTED) faults[members].lines.push(line);
      continue;
    }
    for (const [key, value] of members) {
      if (!headers.has(key)) headers.set(key, headers.size);
      if (value === undefined && !nested.has(key)) nested.set(key, line);
    }
  }
  const at = { file: source.file };
  if (empty) {
    problems.add('file-empty', { file: name }, at);
    return undefined;
  }
  for (const code of ['json-row', 'json-twice'] as const) {
    const { total, lines } = faults[code];
    problems.several(
      code,
      total,
      lines.map((line) => ({ data: { line, file: name }, at: { file: source.file, line } })),
      at,
    );
  }
  if (faults['json-row'].total + faults['json-twice'].total > 0) return undefined;
  const names = [...headers.keys()];
  return {
    headers: names,
    headerAt: at,
    sha256: text.sha256 ?? (await sha256Of(source.file)),
    stage: async (columns, into) => {
      for (const c of columns) {
        const line = nested.get(names[c] as string);
        if (line === undefined) continue;
        problems.add('cell-nested', { header: names[c] as string, file: name }, { file: source.file, line });
        return undefined;
      }
      return appendRows(reading.warehouse, into, columns, rowsOf(text.file, names));
    },
  };
}

async function* rowsOf(file: string, names: readonly string[]): AsyncIterable<TextRow> {
  for await (const { line, content } of linesOf(file)) {
    const members = membersOf(content ?? '');
    if (typeof members !== 'string') yield { line, cells: names.map((name) => members.get(name)) };
  }
}

/** Lines that are not blank. One that is too long or not UTF-8 comes without content, and is the last. */
async function* linesOf(file: string): AsyncIterable<{ line: number; content?: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 0;
  const cut = function* (text: string): Iterable<{ line: number; content?: string }> {
    const lines = (rest + text).split('\n');
    rest = lines.pop() as string;
    for (const content of lines) {
      line += 1;
      if (content.length > LONGEST_ROW) yield { line };
      else if (content.trim() !== '') yield { line, content };
    }
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      yield { line: await firstUndecodable(file, 'utf-8') };
      return;
    }
    yield* cut(text);
    if (rest.length > LONGEST_ROW) {
      yield { line: line + 1 };
      return;
    }
  }
  try {
    yield* cut(`${decoder.decode()}\n`);
  } catch {
    yield { line: line + 1 };
  }
}

/** One member of a flat object: name, then text, number, true or false, or null. */
const MEMBER = new RegExp(
  [
    String.raw`\s*"((?:[^"\\\p{Cc}]|\\.)*)"\s*:\s*`,
    String.raw`(?:"((?:[^"\\\p{Cc}]|\\.)*)"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false)|(null))`,
    String.raw`\s*([,}])`,
  ].join(''),
  'yu',
);

/** The members of an object, by a pattern for flat ones and by the full parser for all others. */
function membersOf(line: string): Members | Fault {
  const members: Members = new Map();
  const open = /^\s*\{/.exec(line);
  if (!open) return 'json-row';
  MEMBER.lastIndex = open[0].length;
  for (;;) {
    const match = MEMBER.exec(line);
    if (!match) break;
    const [, key = '', string, number, boolean] = match;
    const name = unescaped(key);
    if (name === undefined) return 'json-row';
    if (members.has(name)) return 'json-twice';
    const value = string === undefined ? (number ?? boolean ?? null) : unescaped(string);
    if (value === undefined) return 'json-row';
    members.set(name, value);
    if (match[6] === '}')
      return line.slice(match.index + match[0].length).trim() === '' ? members : 'json-row';
    MEMBER.lastIndex = match.index + match[0].length;
  }
  return parsed(line);
}

function unescaped(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return undefined;
  }
}

/** JSON's own parser, with numbers from the source text. */
function parsed(line: string): Members | Fault {
  type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;
  const reviver: Reviver = function (_key, value, context) {
    return typeof value === 'number' ? new SourceNumber(context.source ?? String(value)) : value;
  };
  let value: unknown;
  try {
    value = JSON.parse(line, reviver as Parameters<typeof JSON.parse>[1]);
  } catch {
    return 'json-row';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isNumber(value))
    return 'json-row';
  const members: Members = new Map();
  for (const [key, member] of Object.entries(value)) {
    if (member === null || typeof member === 'string') members.set(key, member);
    else if (typeof member === 'boolean') members.set(key, String(member));
    else members.set(key, isNumber(member) ? member.number : undefined);
  }
  return members;
}

class SourceNumber {
  readonly number: string;
  constructor(number: string) {
    this.number = number;
  }
}

function isNumber(value: unknown): value is SourceNumber {
  return value instanceof SourceNumber;
}
