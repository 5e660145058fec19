/** One document's way from file to tree: read, parse, check the shape; what was read is noted with its hash. */
import type { Checked, Diagnostic, Location } from '../diagnostic.ts';
import { schemas } from '../schema/index.ts';
import type { DocumentKind } from '../schema/index.ts';
import { report } from './messages.ts';
import { readText } from './text.ts';
import type { Seen } from './text.ts';
import type { Node } from './tree.ts';
import { validate } from './validate.ts';
import { parseTree } from './yaml.ts';

export interface Read {
  /** Unsaved text in place of the file's. */
  text?: string;
  /** Collects the hash of everything read. */
  seen?: Seen;
  /** Where the file was named. */
  at?: Location;
}

/**
 * Errors after which the rest of a document still means what it says. After any other something named may be missing, and checking the
 * rest against it would only report the same mistake again elsewhere.
 */
const HARMLESS = new Set([
  'flow-comma',
  'formula-cut',
  'bad-currency',
  'bad-version',
  'bad-model-id',
  'bad-identifier',
  'half-localized',
  'file-not-found',
]);

/** Where a key is misspelled whose value is a whole map or list, what it holds is lost. */
export function isWhole(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every((d) => d.severity !== 'error' || HARMLESS.has(d.code));
}

/** The tree of a document of a kind, in its right shape or as near as can be had. */
export function readTree(file: string, kind: DocumentKind, read: Read): Checked<Node> {
  const source = readText(file, read.text, read.at);
  if (!source.value) return { diagnostics: source.diagnostics };
  if (read.seen) read.seen[file] = source.value.sha256;
  const tree = parseTree(source.value);
  const diagnostics = [...source.diagnostics, ...tree.diagnostics];
  if (!tree.value) return { diagnostics };
  const broken = new Set(tree.diagnostics.map((d) => d.at?.line));
  // What YAML misread has its diagnostic; that the misread part has no right shape is the same mistake.
  const shape = validate(tree.value, schemas[kind]).filter((d) => !broken.has(d.at?.line));
  return { value: tree.value, diagnostics: atMost([...diagnostics, ...shape], file) };
}

/** More than anybody reads; a file of another kind can be wrong in a million places. */
const MOST = 500;

/** The first of many diagnostics, and how many there are beyond. */
function atMost(diagnostics: Diagnostic[], file: string): Diagnostic[] {
  if (diagnostics.length <= MOST) return diagnostics;
  const rest = report('more-problems', { count: diagnostics.length - MOST }, { file });
  return [...diagnostics.slice(0, MOST), rest];
}
