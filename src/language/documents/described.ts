/** `title`, `note` and `source`, which nearly everything may have. */
import type { Described } from '../document.ts';
import type { Localized } from '../plan.ts';
import { entriesOf, get, getText } from './tree.ts';
import type { Node } from './tree.ts';

export function localizedOf(node: Node | undefined): Localized | undefined {
  if (!node) return undefined;
  if (node.kind === 'text') return { en: node.scalar.text, zh: node.scalar.text };
  const en = getText(node, 'en')?.text;
  const zh = getText(node, 'zh')?.text;
  if (en === undefined || zh === undefined) return undefined;
  return { en, zh };
}

export function describedOf(node: Node | undefined): Described {
  const title = localizedOf(get(node, 'title'));
  const note = localizedOf(get(node, 'note'));
  const source = getText(node, 'source')?.text;
  return { ...(title && { title }), ...(note && { note }), ...(source !== undefined && { source }) };
}

/** `words`: texts of the model and what they are called. */
export function wordsOf(node: Node | undefined): { words?: Record<string, Localized> } {
  if (!node) return {};
  const found = entriesOf(node).flatMap(({ key, value }) => {
    const words = localizedOf(value);
    return words ? [[key.text, words] as const] : [];
  });
  return found.length > 0 ? { words: Object.fromEntries(found) } : {};
}
