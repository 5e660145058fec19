/** Where in a YAML document a cursor stands: told from the lines above it, since a document being written is no YAML yet. */

export interface Cursor {
  /** Keys on the way, `[]` for an item of a list, the key itself where its value is being written. */
  path: string[];
  /** A key is being written, or the value of the last key of the path. */
  writing: 'key' | 'value';
  /** What stands before the cursor on its line, of the key or the value. */
  before: string;
  /** Column (from 1) where `before` begins. */
  start: number;
}

interface Line {
  indent: number;
  /** Items that begin on this line: `- - key`. */
  dashes: number[];
  key: string | undefined;
}

/** `line` and `column` from 1; the column is where the next letter would stand. */
export function cursorAt(text: string, line: number, column: number): Cursor {
  const lines = text.split('\n');
  const own = (lines[line - 1] ?? '').slice(0, column - 1);
  const flow = flowOf(own);
  const head = flow ? own.slice(0, flow.open) : own;
  const here = lineOf(head);
  const match = /^(\s*(?:-\s+)*)(?:["']?([\p{L}\w.-]+)["']?\s*:(?=\s|$))?\s*(.*)$/su.exec(head);
  const [, lead = '', key, rest = ''] = match ?? [];
  const above = pathAbove(lines.slice(0, line - 1), here);
  if (flow) {
    const path = [...above, ...(key === undefined ? [] : [key]), ...flow.inner];
    return {
      path: flow.key === undefined ? path : [...path, flow.key],
      writing: flow.key === undefined ? 'key' : 'value',
      before: flow.before,
      start: own.length - flow.before.length + 1,
    };
  }
  if (key !== undefined)
    return { path: [...above, key], writing: 'value', before: rest, start: own.length - rest.length + 1 };
  // A folded or literal text goes on under its key.
  const folded = continued(lines.slice(0, line - 1), lead.length);
  if (folded)
    return {
      path: [...pathAbove(folded.lines, lineOf(folded.line)), folded.key],
      writing: 'value',
      before: rest,
      start: lead.length + 1,
    };
  return { path: above, writing: 'key', before: rest, start: lead.length + 1 };
}

/** Inside `{ … }` or `[ … ]` that is still open on this line. */
function flowOf(
  text: string,
): { open: number; inner: string[]; key: string | undefined; before: string } | undefined {
  const stack: { at: number; kind: '{' | '['; from: number; key: string | undefined }[] = [];
  let quote = '';
  let key: string | undefined;
  let from = 0;
  let first = -1;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i] as string;
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '#' && /\s/.test(text[i - 1] ?? ' ')) return undefined;
    else if ((letter === '{' || letter === '[') && (stack.length > 0 || /[:-]\s*$/.test(text.slice(0, i)))) {
      if (stack.length === 0) first = i;
      stack.push({ at: i, kind: letter, from, key });
      key = undefined;
      from = i + 1;
    } else if ((letter === '}' || letter === ']') && stack.length > 0) {
      const closed = stack.pop();
      key = closed?.key;
      from = closed?.from ?? 0;
    } else if (letter === ',' && stack.length > 0) {
      key = undefined;
      from = i + 1;
    } else if (
      letter === ':' &&
      stack.at(-1)?.kind === '{' &&
      key === undefined &&
      /\s|$/.test(text[i + 1] ?? ' ')
    ) {
      key = text.slice(from, i).trim().replaceAll(/["']/g, '');
      from = i + 1;
    }
  }
  if (stack.length === 0) return undefined;
  const inner = stack.flatMap(({ kind, key: outer }) => [
    ...(outer === undefined ? [] : [outer]),
    ...(kind === '[' ? ['[]'] : []),
  ]);
  const before = text.slice(from).trimStart();
  return { open: first, inner, key, before };
}

function lineOf(text: string): Line {
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  const dashes: number[] = [];
  let at = indent;
  for (let rest = text.slice(at); /^-(\s|$)/.test(rest); rest = text.slice(at)) {
    dashes.push(at);
    at += /^-\s*/.exec(rest)?.[0].length ?? 1;
  }
  const key = /^["']?([\p{L}\w.-]+)["']?\s*:(\s|$)/u.exec(text.slice(at))?.[1];
  return { indent: at, dashes, key };
}

/** The keys a line lies under. */
function pathAbove(above: readonly string[], here: Line): string[] {
  const path: string[] = [];
  let limit = here.indent;
  const dash = (line: Line, below: number) => {
    for (const at of line.dashes.toReversed())
      if (at < below) {
        path.unshift('[]');
        // A list may stand as far out as the key it belongs to.
        limit = at + 1;
      }
  };
  dash(here, Infinity);
  for (let i = above.length - 1; i >= 0 && limit > 0; i -= 1) {
    const text = above[i] as string;
    if (/^\s*(#|$)/.test(text)) continue;
    const line = lineOf(text);
    const start = line.dashes[0] ?? line.indent;
    if (line.key !== undefined && line.indent < limit && (line.dashes.length === 0 || line.indent < limit)) {
      path.unshift(line.key);
      limit = line.indent;
      dash(line, limit);
    } else if (line.dashes.length > 0 && line.indent <= limit && start < limit) {
      // My neighbours in an item: what comes above is the list's.
      dash(line, limit);
    }
  }
  return path;
}

/** A text folded over several lines (`key: >`, or plain) that the cursor's line goes on. */
function continued(
  above: readonly string[],
  indent: number,
): { lines: string[]; line: string; key: string } | undefined {
  for (let i = above.length - 1; i >= 0; i -= 1) {
    const text = above[i] as string;
    if (/^\s*$/.test(text)) continue;
    const line = lineOf(text);
    if (line.indent >= indent && line.key === undefined) continue;
    const value = text.slice(line.indent).replace(/^[^:]*:\s*/, '');
    if (line.key === undefined || line.indent >= indent || value === '' || /^[{[]/.test(value))
      return undefined;
    return { lines: above.slice(0, i), line: text.slice(0, line.indent), key: line.key };
  }
  return undefined;
}
