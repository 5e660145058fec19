/**
 * Which of many code lists a column's code is in, as one number with a bit per list. All is written as functions of the one column and of constants: the database
 * computes those once for each code of a dictionary that a block of the file holds, and not for each row. (A tree of comparisons is faster by row. In a lambda it is made
 * ready anew for every block, so the lambda here only picks a number: `list_extract` alone would be computed for each row.)
 */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { escaped, patternsOf, plainCode } from '../../shared/code-pattern.ts';

/** Lists a mask can tell apart. */
export const MOST_LISTS = 62;

/** Codes are looked up one after the other; a list of more is asked for by a pattern. */
const MOST_CODES = 200;

/** SQL of a bigint: bit i is set where the text of `column` (plain already) is in list i; 0 where it is unknown. */
export function codeMask(column: string, lists: readonly (readonly string[])[]): string {
  if (lists.length > MOST_LISTS) throw new Error('too many code lists');
  const whole = new Map<string, bigint>();
  const begun = new Map<string, bigint>();
  const parts: string[] = [];
  for (const [i, codes] of lists.entries()) {
    const bit = 1n << BigInt(i);
    if (codes.length > MOST_CODES)
      for (const pattern of patternsFor(codes)) {
        const matches = `regexp_full_match(${column}, ${quoteLiteral(pattern)})`;
        parts.push(lookedUp(matches, new Map([['true', bit]])));
      }
    else
      for (const code of codes.map(plainCode)) {
        // `E11*` is all that begin with `E11`.
        const [map, text] = code.endsWith('*') ? [begun, code.slice(0, -1)] : [whole, code];
        map.set(text, (map.get(text) ?? 0n) | bit);
      }
  }
  if (whole.size > 0) parts.push(lookedUp(column, quoted(whole)));
  if (begun.size > 0) parts.push(lookedUp(longestOf(column, [...begun.keys()]), quoted(nested(begun))));
  return parts.length === 0 ? '0::bigint' : `(${parts.join(' | ')})`;
}

/** SQL of the number that belongs to a value; 0 of any other, and of none. */
function lookedUp(value: string, numbers: ReadonlyMap<string, bigint>): string {
  const [keys, bits] = [[...numbers.keys()].join(', '), [...numbers.values()].join(', ')];
  return `list_transform([list_position([${keys}], ${value})], place -> coalesce(([${bits}]::bigint[])[place], 0))[1]`;
}

const quoted = (numbers: ReadonlyMap<string, bigint>) =>
  new Map([...numbers].map(([text, bits]) => [quoteLiteral(text), bits]));

/** SQL of the longest of the beginnings a text has; empty where it has none. */
function longestOf(column: string, beginnings: readonly string[]): string {
  // The first alternative that fits is taken.
  const some = [...beginnings].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(escaped);
  return `regexp_extract(${column}, ${quoteLiteral(`^(?:${some.join('|')})`)})`;
}

/** What begins with a text begins with every beginning of that text too. */
function nested(begun: ReadonlyMap<string, bigint>): Map<string, bigint> {
  return new Map(
    [...begun.keys()].map((text) => [
      text,
      [...begun].reduce((bits, [start, own]) => (text.startsWith(start) ? bits | own : bits), 0n),
    ]),
  );
}

/** Asked for again for every column. */
const PATTERNS = new WeakMap<readonly string[], string[]>();

function patternsFor(codes: readonly string[]): string[] {
  const made = PATTERNS.get(codes) ?? patternsOf(codes.map(plainCode));
  PATTERNS.set(codes, made);
  return made;
}
