/**
 * Which of many code lists a column's code is in, as one number with a bit per list, found by one binary search: its cost grows with the logarithm of the
 * number of codes. Of everything tried in this database — patterns, lists, joins — the fastest to run; only a long list is a pattern, as a tree of it takes too long
 to plan.
 */
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { patternsOf } from './code-pattern.ts';

/** Lists a tree can tell apart. */
export const MOST_LISTS = 62;

/** A list of more codes is asked for by a pattern: a tree of them is planned anew for every column, and takes a second for some hundreds in ten columns. */
const MOST_CODES = 100;

/** A place between texts: before all that begin with `text`, or just after `text` itself. */
interface Point {
  text: string;
  after: boolean;
}

interface Span {
  from: Point;
  to: Point;
  bit: bigint;
}

const order = (a: Point, b: Point) =>
  a.text < b.text ? -1 : a.text > b.text ? 1 : Number(a.after) - Number(b.after);

/** A code as it is compared, as `shared/codes.ts` does it: without dots, in capitals. */
const plainCode = (code: string) => code.replaceAll('.', '').trim().toUpperCase();

/** The same of an SQL text. */
export const plainSql = (column: string) => `upper(replace(${column}, '.', ''))`;

/** `E11*` is all that begin with `E11`. */
function spanOf(code: string, bit: bigint): Span {
  const plain = plainCode(code);
  if (!plain.endsWith('*'))
    return { from: { text: plain, after: false }, to: { text: plain, after: true }, bit };
  const text = plain.slice(0, -1);
  return { from: { text, after: false }, to: { text: following(text), after: false }, bit };
}

/** The first text after all that begin with `text`: databases order text by its bytes, as UTF-8 does code points. */
function following(text: string): string {
  const points = [...text];
  const last = points.pop()?.codePointAt(0);
  if (last === undefined) return '\u{10FFFF}';
  return points.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
}

/** SQL of a bigint: bit i is set where the text of `column` (plain already) is in list i; 0 where it is unknown. */
export function codeMask(column: string, lists: readonly (readonly string[])[]): string {
  if (lists.length > MOST_LISTS) throw new Error('too many code lists');
  const bit = (i: number) => 1n << BigInt(i);
  const { points, masks } = steps(
    lists.flatMap((codes, i) => (codes.length > MOST_CODES ? [] : codes.map((code) => spanOf(code, bit(i))))),
  );
  const search = (low: number, high: number): string => {
    if (low === high) return String(masks[low]);
    const middle = (low + high) >> 1;
    const { after, text } = points[middle] as Point;
    return `case when ${column} ${after ? '<=' : '<'} ${quoteLiteral(text)} then ${search(low, middle)} else ${search(middle + 1, high)} end`;
  };
  const among = (codes: readonly string[]) =>
    patternsFor(codes)
      .map((pattern) => `regexp_full_match(${column}, ${quoteLiteral(pattern)})`)
      .join(' or ');
  const long = lists.flatMap((codes, i) =>
    codes.length > MOST_CODES ? [` | case when ${among(codes)} then ${bit(i)} else 0 end`] : [],
  );
  return `(case when ${column} is null then 0 else ${search(0, points.length)}${long.join('')} end)::bigint`;
}

/** Asked for again for every column. */
const PATTERNS = new WeakMap<readonly string[], string[]>();

function patternsFor(codes: readonly string[]): string[] {
  const made = PATTERNS.get(codes) ?? patternsOf(codes.map(plainCode));
  PATTERNS.set(codes, made);
  return made;
}

/** Where the lists that hold change, in order, and which hold before, between and after. */
function steps(spans: readonly Span[]): { points: Point[]; masks: bigint[] } {
  const changes = spans.flatMap(({ from, to, bit }) => [
    { at: from, bit, by: 1 },
    { at: to, bit, by: -1 },
  ]);
  changes.sort((a, b) => order(a.at, b.at));
  const open = new Map<bigint, number>();
  const points: Point[] = [];
  const masks = [0n];
  let mask = 0n;
  for (const [i, { at, bit, by }] of changes.entries()) {
    const count = (open.get(bit) ?? 0) + by;
    open.set(bit, count);
    mask = count > 0 ? mask | bit : mask & ~bit;
    const next = changes[i + 1];
    if ((next && order(next.at, at) === 0) || mask === masks.at(-1)) continue;
    points.push(at);
    masks.push(mask);
  }
  return { points, masks };
}
