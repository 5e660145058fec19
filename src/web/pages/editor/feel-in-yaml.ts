/** YAML with FEEL where the language has formulas (`docs/language.md`, 1): terms, payments, rows of entities. */
import { yamlLanguage } from '@codemirror/lang-yaml';
import { LanguageSupport, type LRLanguage } from '@codemirror/language';
import { parseMixed, type Input, type SyntaxNode } from '@lezer/common';
import { parser as feel } from 'lezer-feel';

const SCALARS = new Set(['Literal', 'QuotedLiteral', 'BlockLiteralContent']);

/** `terms.provider.savings`; an item of a list is `[]`. */
type Path = readonly string[];

/** A step of a path that is any name. */
const ANY = '*';
const FORMULAS: readonly Path[] = [
  ['terms', ANY, ANY],
  ['terms', ANY, ANY, 'formula'],
  ['payments', '[]', 'amount'],
  ['payments', '[]', 'due'],
  ['payments', '[]', 'pending_unless'],
  ['entities', ANY, 'where'],
  ['entities', ANY, 'by', ANY],
  ['entities', ANY, 'for', ANY],
  ['entities', ANY, 'references', ANY, 'by', '[]'],
];

export function isFormula(path: Path): boolean {
  return FORMULAS.some(
    (form) => form.length === path.length && form.every((step, i) => step === ANY || step === path[i]),
  );
}

/** The keys above a value, outermost first; undefined for what is itself a key. */
function pathOf(node: SyntaxNode, read: (from: number, to: number) => string): Path | undefined {
  const path: string[] = [];
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === 'Key') return undefined;
    if (at.name === 'Item') path.unshift('[]');
    if (at.name === 'Pair') {
      const key = at.getChild('Key');
      if (!key) return undefined;
      path.unshift(read(key.from, key.to).replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return path;
}

const mixed = parseMixed((node, input: Input) => {
  if (!SCALARS.has(node.name)) return null;
  const path = pathOf(node.node, (from, to) => input.read(from, to));
  if (!path || !isFormula(path)) return null;
  const quoted = node.name === 'QuotedLiteral';
  // The quotes are YAML's.
  return quoted && node.to - node.from >= 2
    ? { parser: feel, overlay: [{ from: node.from + 1, to: node.to - 1 }] }
    : { parser: feel };
});

export const documentLanguage: LRLanguage = yamlLanguage.configure({ wrap: mixed });

export function documentSupport(): LanguageSupport {
  return new LanguageSupport(documentLanguage);
}
