/** A document's shape against its schema: what the schema library finds, at its place and in our words. */
import type { z } from 'zod';
import type { Diagnostic, Location } from '../diagnostic.ts';
import { KNOWN_KEYS } from '../schema/parts.ts';
import { currencies, writtenOtherwise } from './currencies.ts';
import { messages, report } from './messages.ts';
import { suggest } from './suggest.ts';
import { entryOf, get, itemsOf, toPlain } from './tree.ts';
import type { Node } from './tree.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

export function validate(root: Node, schema: z.ZodType): Diagnostic[] {
  const result = schema.safeParse(toPlain(root));
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => explain(root, issue, issue.path));
}

function explain(root: Node, issue: Issue, path: Path): Diagnostic[] {
  const node = nodeAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = issue.message.startsWith(KNOWN_KEYS)
          ? issue.message.slice(KNOWN_KEYS.length).split(',')
          : [];
        const at = keyAt(node, key) ?? node?.at ?? root.at;
        return suggest(report('unknown-key', { key }, at), key, known);
      });
    case 'invalid_union':
      return union(root, issue, path);
    case 'invalid_key':
      return badText(
        String(path.at(-1)),
        issue.issues[0]?.message,
        keyAt(nodeAt(root, path.slice(0, -1)), path.at(-1)) ?? root.at,
      );
    case 'invalid_value':
      if (!node) return [missing(root, path)];
      return [wrongWord(node, issue.values.map(String))];
    case 'invalid_type':
      if (!node) return [missing(root, path)];
      return [wrongShape(node, [issue.expected])];
    case 'invalid_format':
    case 'custom':
      return badText(node?.kind === 'text' ? node.scalar.text : '', issue.message, node?.at ?? root.at);
    case 'too_small':
      return [report('empty-value', {}, node?.at ?? root.at)];
    default:
      return [report('yaml-syntax', { reason: issue.message }, node?.at ?? root.at)];
  }
}

/** Of several allowed forms the one most likely meant: the right kind of node, and the fewest things wrong in it. */
function union(root: Node, issue: Extract<Issue, { code: 'invalid_union' }>, path: Path): Diagnostic[] {
  const node = nodeAt(root, path);
  if (!node) return [missing(root, path)];
  const fitting = issue.errors.filter(
    (issues) => !issues.some((i) => i.path.length === 0 && i.code === 'invalid_type'),
  );
  if (fitting.length === 0) {
    const expected = issue.errors.flatMap((issues) =>
      issues.flatMap((i) => (i.code === 'invalid_type' && i.path.length === 0 ? [i.expected] : [])),
    );
    return [wrongShape(node, expected)];
  }
  const best = fitting.reduce((a, b) => (weight(b) < weight(a) ? b : a));
  return best.flatMap((inner) => explain(root, inner, [...path, ...inner.path]));
}

function weight(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 3 * issue.keys.length;
    if (issue.code === 'invalid_union') return sum + Math.min(...issue.errors.map(weight));
    // What is wrong deep inside speaks for this form; what is missing at its top speaks against it.
    return sum + (issue.path.length === 1 && issue.code === 'invalid_type' ? 2 : 1);
  }, 0);
}

/** What was needed, in the order of the codes; a place that takes all three cannot be wrong. */
function wrongShape(node: Node, kinds: readonly string[]): Diagnostic {
  const needed = new Set<string>(
    kinds.map((kind) => (kind === 'array' ? 'list' : kind === 'string' ? 'value' : 'map')),
  );
  const words = ['value', 'list', 'map'].filter((word) => needed.has(word));
  return report(`needs-${words.slice(0, 2).join('-or-')}` as 'needs-value', {}, node.at);
}

function wrongWord(node: Node, words: readonly string[]): Diagnostic {
  if (node.kind !== 'text') return wrongShape(node, ['string']);
  const { text } = node.scalar;
  return suggest(report('wrong-word', { text, expected: words.join(', ') }, node.at), text, words);
}

function badText(text: string, code: string | undefined, at: Location): Diagnostic[] {
  if (code === 'bad-name' && /^[0-9]+$/.test(text)) return [report('number-as-name', { text }, at)];
  if (code === 'bad-currency') {
    const meant = writtenOtherwise.get(text.toUpperCase());
    return [suggest(report(code, { text }, at), meant ?? text, meant ? [meant] : currencies)];
  }
  if (code && code in messages) return [report(code as keyof typeof messages, { text }, at)];
  return [report('bad-name', { text }, at)];
}

function missing(root: Node, path: Path): Diagnostic {
  const owner = nodeAt(root, path.slice(0, -1));
  const key = String(path.at(-1));
  const isText = owner?.kind === 'map' && owner.entries.length <= 2 && (key === 'en' || key === 'zh');
  return report(isText ? 'half-localized' : 'missing-key', { key }, owner?.at ?? root.at);
}

function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) node = typeof step === 'number' ? itemsOf(node)[step] : get(node, String(step));
  return node;
}

function keyAt(node: Node | undefined, key: PropertyKey | undefined): Location | undefined {
  return key === undefined ? undefined : entryOf(node, String(key))?.key.at;
}
