/** A YAML document as a tree of maps, lists and text, in the order written, every part with its place. */
import type { Location } from '../diagnostic.ts';
import type { Scalar } from '../document.ts';

interface MapNode {
  kind: 'map';
  at: Location;
  entries: Entry[];
}

export interface Entry {
  key: Scalar;
  value: Node;
}

interface ListNode {
  kind: 'list';
  at: Location;
  items: Node[];
}

interface TextNode {
  kind: 'text';
  at: Location;
  scalar: Scalar;
  plain: boolean;
  /** Where a comment follows on the same line: in a formula `#` was perhaps meant. */
  comment?: Location;
}

export type Node = MapNode | ListNode | TextNode;

/** The value under a key; of a key written twice the first (the second is reported when the tree is made). */
export function get(node: Node | undefined, key: string): Node | undefined {
  return entryOf(node, key)?.value;
}

const indexes = new WeakMap<MapNode, Map<string, Entry>>();

/** The entry of a key. A document may have a map of a hundred thousand keys, so they are looked up, not searched. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  if (node?.kind !== 'map') return undefined;
  let index = indexes.get(node);
  if (!index) {
    index = new Map();
    for (const entry of node.entries) if (!index.has(entry.key.text)) index.set(entry.key.text, entry);
    indexes.set(node, index);
  }
  return index.get(key);
}

/** The text under a key, or of the node itself. */
export function textOf(node: Node | undefined): Scalar | undefined {
  return node?.kind === 'text' ? node.scalar : undefined;
}

export function getText(node: Node | undefined, key: string): Scalar | undefined {
  return textOf(get(node, key));
}

export function entriesOf(node: Node | undefined): Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

export function itemsOf(node: Node | undefined): Node[] {
  return node?.kind === 'list' ? node.items : [];
}

export function textsOf(node: Node | undefined): Scalar[] {
  return itemsOf(node).flatMap((item) => (item.kind === 'text' ? [item.scalar] : []));
}

/** Nothing written (`key:`), `null` or `~`: unknown, where a value may be unknown. In quotes they are text. */
export function isNull(node: Node): boolean {
  return node.kind === 'text' && node.plain && /^(|~|null|Null|NULL)$/.test(node.scalar.text);
}

/** As plain JavaScript, for the schemas: maps become objects, all scalars text. */
export function toPlain(node: Node): unknown {
  if (node.kind === 'text') return node.scalar.text;
  if (node.kind === 'list') return node.items.map(toPlain);
  const object = Object.create(null) as Record<string, unknown>;
  for (const { key, value } of node.entries) if (!(key.text in object)) object[key.text] = toPlain(value);
  return object;
}
