/** YAML text to a tree: the failsafe schema (every scalar is text), and what YAML would do in silence is said aloud. */
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node as YamlNode, Pair, Scalar as YamlScalar } from 'yaml';
import { hasErrors } from '../diagnostic.ts';
import type { Checked, Diagnostic } from '../diagnostic.ts';
import type { Scalar } from '../document.ts';
import { report } from './messages.ts';
import { Places } from './places.ts';
import { makeScalar } from './scalar.ts';
import type { Style } from './scalar.ts';
import { syntaxDiagnostics } from './syntax.ts';
import type { SourceText } from './text.ts';
import type { Entry, Node } from './tree.ts';

/** Deeper nesting than any document needs; beyond it the parser's own recursion is at risk. */
const DEEPEST = 64;

/** Columns of indentation beyond which nothing is meant to be read. */
const WIDEST = 300;

export function parseTree({ file, text }: SourceText): Checked<Node> {
  const places = new Places(file, text);
  const deep = tooDeep(text);
  if (deep !== undefined)
    return { diagnostics: [report('yaml-too-deep', { depth: DEEPEST }, places.at(deep))] };
  let document;
  // A document can hold a million errors; each would collect a stack trace that nobody reads.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    document = parseDocument(text, {
      schema: 'failsafe',
      keepSourceTokens: true,
      prettyErrors: false,
      uniqueKeys: false,
      // At 'silent' the parser does not even report a second document.
      logLevel: 'error',
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { diagnostics: [report('yaml-syntax', { reason }, { file, line: 1, column: 1 })] };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  const { diagnostics, broken } = syntaxDiagnostics(document, places);
  const directive = directiveLine(text);
  if (directive !== undefined) diagnostics.unshift(report('yaml-directive', {}, places.at(directive)));
  if (broken) return { diagnostics };
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === '')) {
    if (!hasErrors(diagnostics)) diagnostics.push(report('document-empty', {}, { file, line: 1, column: 1 }));
    return { diagnostics };
  }
  const value = new TreeMaker(places, diagnostics).node(document.contents as YamlNode);
  return { value, diagnostics };
}

/** The offset of a line `%…` before the document, which could change what its words mean. */
function directiveLine(text: string): number | undefined {
  let start = 0;
  for (const line of text.split('\n', 200)) {
    if (line.startsWith('%')) return start;
    if (!/^\s*(#|$)/.test(line)) return undefined;
    start += line.length + 1;
  }
  return undefined;
}

/**
 * The first bracket nested deeper than `DEEPEST`, or line indented by lists in lists (`- - - -`). What stands in quotes on one line does not
 * count; half-open intervals (`[1..2)`, in formulas) close with the other bracket; a key at the margin begins anew.
 */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let round = 0;
  for (const token of text.matchAll(/^[a-z]\w*:|(?<=[\s[{,:])(?:"[^"\n]*"|'[^'\n]*')|[()[\]{}]/gm)) {
    switch (token[0]) {
      case '[':
      case '{':
        depth += 1;
        if (depth > DEEPEST) return token.index;
        break;
      case '(':
        round += 1;
        break;
      case ')':
        if (round > 0) round -= 1;
        else depth = Math.max(0, depth - 1);
        break;
      case ']':
      case '}':
        depth = Math.max(0, depth - 1);
        break;
      default:
        if (token[0].endsWith(':')) depth = round = 0;
    }
  }
  const indented = new RegExp(`^[ ]{${WIDEST}}`, 'm').exec(text);
  if (indented) return indented.index + WIDEST;
  const dashes = new RegExp(`(?:[-?:][ \\t]+){${DEEPEST}}`).exec(text);
  return dashes?.index;
}

class TreeMaker {
  private readonly places: Places;
  private readonly diagnostics: Diagnostic[];

  constructor(places: Places, diagnostics: Diagnostic[]) {
    this.places = places;
    this.diagnostics = diagnostics;
  }

  node(node: YamlNode): Node {
    const [start, end] = rangeOf(node);
    if (isAlias(node)) {
      this.diagnostics.push(
        report('yaml-alias', { text: `*${node.source}` }, this.places.at(start, end - start)),
      );
      const scalar = makeScalar(this.places, `*${node.source}`, start, end, 'plain');
      return { kind: 'text', at: scalar.at, scalar, plain: true };
    }
    this.properties(node, start);
    if (isMap(node))
      return this.map(node.items as Pair<YamlNode, YamlNode | null>[], start, node.flow === true);
    if (isSeq(node)) {
      const items = (node.items as YamlNode[]).map((item) => this.node(item));
      return { kind: 'list', at: this.places.at(start), items: node.flow ? this.rejoin(items) : items };
    }
    return this.text(node as YamlScalar);
  }

  private properties(node: YamlNode & { anchor?: string; tag?: string }, start: number): void {
    if (node.anchor)
      this.diagnostics.push(report('yaml-anchor', { name: node.anchor }, this.before(start, '&')));
    if (node.tag) this.diagnostics.push(report('yaml-tag', { tag: node.tag }, this.before(start, '!')));
  }

  private before(start: number, sign: string) {
    const { text } = this.places;
    let found = text.lastIndexOf(sign, Math.max(0, start - 1));
    while (found > 0 && text[found - 1] === sign) found--;
    return this.places.at(found < 0 ? start : found);
  }

  private map(pairs: Pair<YamlNode, YamlNode | null>[], start: number, flow: boolean): Node {
    const entries: Entry[] = [];
    const seen = new Map<string, Scalar>();
    for (const pair of pairs) {
      const key = this.key(pair.key);
      if (!key) continue;
      const end = key.at;
      // `{ formula: clamp(a, 0, 1) }`: YAML ends the value at the comma and reads `0` and `1)` as keys of their own.
      if (flow && pair.value === null) {
        const wide = /^[\p{L}\p{N}_]+\s*：/u.exec(key.text);
        if (wide) this.diagnostics.push(report('yaml-wide-colon', {}, key.locate(wide[0].length - 1)));
        else if (!this.rejoinInto(entries.at(-1), key))
          this.diagnostics.push(report('yaml-no-colon', {}, key.at));
        continue;
      }
      if (key.text === '__proto__') {
        // In JavaScript no key like the others: schemas pass it over.
        this.diagnostics.push(report('bad-name', { text: key.text }, key.at));
        continue;
      }
      const first = seen.get(key.text);
      if (first) {
        const line = first.at.line as number;
        this.diagnostics.push(report('duplicate-key', { key: key.text, line }, key.at));
        continue;
      }
      seen.set(key.text, key);
      if (key.text === '<<') this.diagnostics.push(report('yaml-merge', {}, key.at));
      const value: Node = pair.value
        ? this.node(pair.value)
        : { kind: 'text', at: end, scalar: { text: '', at: end, locate: () => end }, plain: true };
      entries.push({ key, value });
    }
    return { kind: 'map', at: this.places.at(start), entries };
  }

  private key(node: YamlNode | null): Scalar | undefined {
    if (node && isScalar(node)) {
      this.properties(node, rangeOf(node)[0]);
      return (this.text(node) as { scalar: Scalar }).scalar;
    }
    const at = node ? this.places.at(rangeOf(node)[0]) : { file: this.places.file, line: 1, column: 1 };
    this.diagnostics.push(
      isAlias(node) ? report('yaml-alias', { text: `*${node.source}` }, at) : report('key-not-text', {}, at),
    );
    return undefined;
  }

  private text(node: YamlScalar): Node {
    const [start, end] = rangeOf(node);
    const style: Style =
      node.type === 'QUOTE_DOUBLE'
        ? 'double'
        : node.type === 'QUOTE_SINGLE'
          ? 'single'
          : node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL'
            ? 'block'
            : 'plain';
    const scalar = makeScalar(this.places, String(node.value ?? ''), start, end, style);
    const comment = style === 'plain' && end > start ? this.commentAfter(end) : undefined;
    return { kind: 'text', at: scalar.at, scalar, plain: style === 'plain', ...(comment && { comment }) };
  }

  private commentAfter(end: number) {
    const text = this.places.text;
    let i = end;
    while (text[i] === ' ' || text[i] === '\t') i++;
    return i > end && text[i] === '#' ? this.places.at(i) : undefined;
  }

  /** Puts a value cut at a comma together again, so that the rest can be checked; true if `key` was such a rest. */
  private rejoinInto(entry: Entry | undefined, key: Scalar): boolean {
    if (entry?.value.kind !== 'text' || !entry.value.plain) return false;
    const { scalar } = entry.value;
    // `{ type: text, optional }` is a key without its value rather than a text with a comma.
    if (balance(scalar.text) <= 0 && /^[a-z_]+$/.test(key.text)) return false;
    if (!this.cuts.has(scalar.at)) {
      this.diagnostics.push(report('flow-comma', { text: scalar.text }, scalar.at));
    }
    entry.value = this.joined(scalar, key);
    return true;
  }

  private rejoin(items: Node[]): Node[] {
    const result: Node[] = [];
    for (const item of items) {
      const last = result.at(-1);
      if (last?.kind === 'text' && last.plain && balance(last.scalar.text) > 0 && item.kind === 'text') {
        if (!this.cuts.has(last.at))
          this.diagnostics.push(report('flow-comma', { text: last.scalar.text }, last.at));
        result[result.length - 1] = this.joined(last.scalar, item.scalar);
      } else result.push(item);
    }
    return result;
  }

  /** Values put together already: one diagnostic each, however many commas. */
  private readonly cuts = new Set<object>();

  private joined(left: Scalar, right: Scalar): Node {
    const text = `${left.text}, ${right.text}`;
    this.cuts.add(left.at);
    const scalar: Scalar = {
      text,
      at: left.at,
      locate: (offset) =>
        offset < left.text.length
          ? left.locate(offset)
          : right.locate(Math.max(0, offset - left.text.length - 2)),
    };
    return { kind: 'text', at: left.at, scalar, plain: true };
  }
}

/** Open brackets that no bracket closes, outside of text in quotes. */
export function balance(text: string): number {
  let depth = 0;
  let quoted = false;
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    else if (!quoted && (c === '(' || c === '[')) depth++;
    else if (!quoted && (c === ')' || c === ']')) depth--;
  }
  return depth;
}

function rangeOf(node: YamlNode): [number, number] {
  const range = (node as { range?: [number, number, number] | null }).range;
  return range ? [range[0], range[1]] : [0, 0];
}
