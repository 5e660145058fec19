/** Which kind of document a file is, by its keys. */
import type { Checked } from '../diagnostic.ts';
import type { DocumentKind } from '../schema/index.ts';
import { report } from './messages.ts';
import { Places } from './places.ts';
import { readText } from './text.ts';

const KEYS: [RegExp, DocumentKind][] = [
  [/^["']?contract["']?[ \t]*:/m, 'contract'],
  [/^["']?tests["']?[ \t]*:/m, 'tests'],
  [/^["']?(model|entities|terms)["']?[ \t]*:/m, 'model'],
];

/** The same key with the colon of a Chinese keyboard. */
const WIDE = /^["']?(contract|tests|model)["']?[ \t]*：/m;

/** Told from the text and not the tree, so that a document that is no YAML yet is still read as what it is meant to be. */
export function kindOf(file: string, text?: string): Checked<DocumentKind> {
  const source = readText(file, text);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { text: body } = source.value;
  for (const [pattern, kind] of KEYS) if (pattern.test(body)) return { value: kind, diagnostics: [] };
  const wide = WIDE.exec(body);
  if (wide) {
    const at = new Places(file, body).at(wide.index + wide[0].length - 1);
    return { diagnostics: [report('yaml-wide-colon', {}, at)] };
  }
  const empty = body.split('\n').every((line) => /^\s*(#|$)/.test(line));
  const code = empty ? 'document-empty' : 'document-kind';
  return { diagnostics: [report(code, {}, { file, line: 1, column: 1 })] };
}
