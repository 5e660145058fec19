/**
 * A code list as patterns of the database's regular expressions, which it makes into an automaton once: codes that differ in one sign only stand together, so that the
 * tens of thousands of procedures of a planned readmission are some thousands of signs. A pattern is a function of one column: of a file it is asked once for each code
 * of a block's dictionary, and not for each row.
 */

/** A code as it is compared: without dots, in capitals, as claims and code tables write them differently (`E11.9`, `e119`). */
export const plainCode = (code: string) => code.replaceAll('.', '').trim().toUpperCase();

/** The same of an SQL text. */
export const plainSql = (column: string) => `upper(replace(${column}, '.', ''))`;

/** Signs with a meaning of their own in patterns, and in their sets. */
const SPECIAL = /[^\p{L}\p{N}]/u;

const sign = (one: string) => (SPECIAL.test(one) ? `\\x{${one.codePointAt(0)?.toString(16)}}` : one);

/** A text as a pattern of itself. */
export const escaped = (text: string): string => [...text].map(sign).join('');

interface Node {
  next: Map<string, Node>;
  /** A code ends here. */
  ends: boolean;
  /** Every text that begins so is in the list. */
  all: boolean;
}

const node = (): Node => ({ next: new Map(), ends: false, all: false });

/** Signs a pattern may have: the automaton of a longer one does not fit the memory it is given, and is a hundred times slower. */
const MOST_SIGNS = 30_000;

/** The list as patterns, one of which a code of it matches whole. */
export function patternsOf(codes: readonly string[]): string[] {
  const pattern = patternOf(codes);
  if (pattern.length <= MOST_SIGNS || codes.length < 2) return [pattern];
  // Neighbours begin alike, and stay together.
  const sorted = [...codes].sort();
  const half = sorted.length >> 1;
  return [...patternsOf(sorted.slice(0, half)), ...patternsOf(sorted.slice(half))];
}

/** `codes` as they are compared; one that ends in `*` stands for all that begin so. Matches whole texts. */
function patternOf(codes: Iterable<string>): string {
  const root = node();
  for (const code of codes) {
    const begins = code.endsWith('*');
    let at = root;
    for (const one of begins ? code.slice(0, -1) : code) {
      const next = at.next.get(one) ?? node();
      at.next.set(one, next);
      at = next;
    }
    if (begins) at.all = true;
    else at.ends = true;
  }
  return written(root);
}

function written({ next, ends, all }: Node): string {
  if (all) return '(?s:.*)';
  // Signs after which the same follows stand together.
  const signs = new Map<string, string[]>();
  for (const one of [...next.keys()].sort()) {
    const rest = written(next.get(one) as Node);
    signs.set(rest, [...(signs.get(rest) ?? []), one]);
  }
  const parts = [...signs].map(([rest, those]) => {
    const set = those.map(sign).join('');
    return (those.length === 1 ? set : `[${set}]`) + rest;
  });
  if (parts.length === 0) return '';
  const together = parts.length === 1 && !ends ? parts[0] : `(?:${parts.join('|')})`;
  return ends ? `${together}?` : (together ?? '');
}
