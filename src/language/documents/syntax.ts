/** The YAML parser's errors in our words: what is wrong for an author of formulas, where, and the way out. */
import type { Document, YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { report } from './messages.ts';
import type { Places } from './places.ts';
import { wideColon } from './wide-colon.ts';

/** Errors after which the parser still understands what stands there; others may be followed by errors of no meaning. */
const CONTAINED = new Set([
  'BAD_SCALAR_START',
  'BAD_DQ_ESCAPE',
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
  'BAD_ALIAS',
  'ALIAS_PROPS',
  'BAD_PROP_ORDER',
]);

/** More errors of syntax than anybody reads in one pass. */
const MOST = 100;

/** Characters before an error that can tell what it is; a line may be as long as the document. */
const CONTEXT = 200;

/** `broken`: the tree is not to be trusted beyond what is reported. */
export function syntaxDiagnostics(
  document: Document,
  places: Places,
): { diagnostics: Diagnostic[]; broken: boolean } {
  const diagnostics: Diagnostic[] = [];
  const problems: YAMLError[] = [...document.errors, ...document.warnings].sort(
    (a, b) => a.pos[0] - b.pos[0],
  );
  let broken = false;
  let lastLine: number | undefined;
  for (const problem of problems) {
    // Tags and directives are reported as such: no document can have one.
    if (problem.code === 'TAG_RESOLVE_FAILED' || problem.code === 'BAD_DIRECTIVE') continue;
    if (diagnostics.length >= MOST) break;
    // One diagnostic a line: what follows on it is the same mistake again.
    const { line } = places.at(problem.pos[0]);
    if (line !== lastLine) diagnostics.push(explain(problem, places));
    lastLine = line;
    if (!CONTAINED.has(problem.code)) {
      broken = true;
      break;
    }
  }
  return { diagnostics, broken };
}

function explain(problem: YAMLError, places: Places): Diagnostic {
  const { text } = places;
  const start = Math.min(problem.pos[0], text.length);
  const at = places.at(start);
  const here = text[start] ?? '';
  const lineStart = start - (at.column as number) + 1;
  const before = text.slice(Math.max(lineStart, start - CONTEXT), start);
  const wide = wideColon(text, start, problem.pos[1]);
  if (wide !== undefined) return report('yaml-wide-colon', {}, places.at(wide));
  switch (problem.code) {
    case 'TAB_AS_INDENT':
      return report('yaml-tab', {}, at);
    case 'MULTIPLE_DOCS':
      return report('yaml-many-documents', {}, at);
    case 'BAD_DQ_ESCAPE':
      return report('yaml-bad-escape', { text: text.slice(start, start + 2) }, at);
    case 'BAD_SCALAR_START':
      return report('yaml-bad-start', { sign: here }, at);
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return colonOrIndent(places, start);
    case 'BLOCK_IN_FLOW':
      return report('yaml-flow-colon', {}, at);
    case 'BAD_ALIAS':
      return report('yaml-alias', { text: text.slice(start, problem.pos[1]) }, at);
  }
  const bracket = bracketCut(text, start);
  if (bracket !== undefined)
    return report('flow-bracket', { sign: text[bracket] as string }, places.at(bracket));
  if (/^\s*$/.test(before) && before.startsWith('\t')) return report('yaml-tab', {}, places.at(lineStart));
  switch (problem.code) {
    case 'MISSING_CHAR':
      if (/closing/.test(problem.message))
        return report('yaml-unclosed-quote', {}, openingQuote(places, start));
      if (/Comments must/.test(problem.message)) return report('yaml-comment-space', {}, at);
      if (/must end with|Flow/.test(problem.message)) return report('yaml-unclosed', {}, at);
      return report('yaml-no-colon', {}, at);
    case 'BAD_INDENT':
      if (/Flow/.test(problem.message)) return report('yaml-unclosed', {}, at);
      return report('yaml-indent', {}, places.at(firstText(text, start)));
    case 'UNEXPECTED_TOKEN':
      if (/["'][^"']*["']\s*$/.test(before))
        return report('yaml-after-quote', { text: rest(text, start) }, at);
      if (here === '-' && /:\s+$/.test(before)) return report('yaml-dash', {}, at);
      if (/Block scalar header/.test(problem.message) || /[|>][-+0-9]*\s+$/.test(before)) {
        return report('yaml-block-header', {}, at);
      }
      if (/[\]}]\s*$/.test(before) && here !== ']' && here !== '}') {
        return report('yaml-after-bracket', { text: rest(text, start) }, at);
      }
      if (here === ']' || here === '}') return report('yaml-unopened', { sign: here }, at);
  }
  return report('yaml-syntax', { reason: problem.message }, at);
}

/** `a: if x then y: z` has a second colon; `a: b` with a line below it indented deeper folds that line in. */
function colonOrIndent(places: Places, start: number): Diagnostic {
  const { text } = places;
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  const colon = line.search(/:(\s|$)/);
  if (colon >= 0) return report('yaml-colon', {}, places.at(start + colon));
  return report('yaml-indent', {}, places.at(lineEnd < 0 ? start : firstText(text, lineEnd + 1)));
}

function firstText(text: string, from: number): number {
  const found = text.slice(from).search(/\S/);
  return found < 0 ? from : from + found;
}

function rest(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? Math.min(text.length, start + 40) : Math.min(end, start + 40)).trim();
}

/** In `{ … }` a bare `[` or `{` inside a value ends it: `{ amount: sum(x[a = 1]) }`. The bracket's offset. */
function bracketCut(text: string, start: number): number | undefined {
  if (!'[{'.includes(text[start] ?? ' ')) return undefined;
  return /[\w)\]"'] *$/.test(text.slice(Math.max(0, start - 20), start)) ? start : undefined;
}

function openingQuote(places: Places, end: number) {
  const { text } = places;
  const quote = /:\s*(["'])/g;
  // The last value that opens a quote before the end of what the parser read.
  let found = -1;
  for (let match = quote.exec(text); match && match.index < end; match = quote.exec(text)) {
    const open = match.index + match[0].length - 1;
    const close = text.indexOf(match[1] as string, open + 1);
    if (close < 0 || close >= end) found = open;
  }
  return places.at(found < 0 ? end : found);
}
