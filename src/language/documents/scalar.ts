/**
 * A scalar as written and the true place of each of its characters. YAML folds lines and undoes escapes, so a character of the text
 * need not stand where counting from the scalar's start would put it.
 */
import type { Scalar } from '../document.ts';
import type { Places } from './places.ts';

export type Style = 'plain' | 'single' | 'double' | 'block';

/** `start`..`end` is the scalar in the source, quotes and block header included. */
export function makeScalar(places: Places, text: string, start: number, end: number, style: Style): Scalar {
  let offsets: number[] | undefined;
  const lineEnd = places.text.slice(start, end).indexOf('\n');
  const length = lineEnd < 0 ? end - start : lineEnd;
  return {
    text,
    at: places.at(start, length),
    locate(offset) {
      offsets ??= align(places.text, text, start, end, style);
      return places.at(offsets[Math.max(0, Math.min(offset, offsets.length - 1))] ?? start);
    },
  };
}

/** A scalar that stands in no YAML source: a cell of a file, a value from the command line. */
export function plainScalar(text: string, at: Scalar['at']): Scalar {
  return {
    text,
    at,
    locate: (offset) => (at.column === undefined ? at : { ...at, column: at.column + offset }),
  };
}

const isSpace = (c: string | undefined) => c === ' ' || c === '\t' || c === '\n' || c === '\r';

/**
 * The offset in the source of each character of `text`, and one more for its end. YAML changes nothing but white space and
 * escapes, so the characters that are neither stand in the source in the same order.
 */
function align(source: string, text: string, start: number, end: number, style: Style): number[] {
  const offsets: number[] = [];
  let s = start;
  if (style === 'single' || style === 'double') s++;
  if (style === 'block') {
    const header = source.indexOf('\n', start);
    s = header < 0 ? end : header + 1;
  }
  for (let i = 0; i < text.length; i++) {
    const wanted = text[i] as string;
    if (style === 'double') s = skipContinuations(source, s, end);
    if (!isSpace(wanted)) {
      while (s < end && isSpace(source[s]))
        s = style === 'double' ? skipContinuations(source, s + 1, end) : s + 1;
    }
    offsets.push(s);
    if (style === 'double' && source[s] === '\\') {
      const size = escapeSize(source[s + 1]);
      // A character beyond the basic plane is one escape but two units of text.
      if (source[s + 1] === 'U' && i + 1 < text.length && /[\uD800-\uDBFF]/.test(wanted)) {
        offsets.push(s);
        i++;
      }
      s += size;
    } else if (style === 'single' && wanted === "'") s += 2;
    else if (!isSpace(wanted) || isSpace(source[s])) s++;
    if (s > end) s = end;
  }
  offsets.push(Math.min(s, end));
  return offsets;
}

/** `\` at the end of a line joins it to the next, whose indentation is dropped. */
function skipContinuations(source: string, from: number, end: number): number {
  let s = from;
  while (source[s] === '\\' && (source[s + 1] === '\n' || source.startsWith('\r\n', s + 1))) {
    s += 2;
    while (s < end && isSpace(source[s])) s++;
  }
  return s;
}

function escapeSize(letter: string | undefined): number {
  if (letter === 'x') return 4;
  if (letter === 'u') return 6;
  if (letter === 'U') return 10;
  return 2;
}
