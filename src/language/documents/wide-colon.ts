/**
 * A full-width colon where a key ends (`period：`), as a Chinese keyboard writes it: YAML reads text and no key, and stumbles over what
 * follows, often a line later.
 */
const KEY = /(?:^[ \t]*(?:-[ \t]+)?|[{,，][ \t]*)["']?[\p{L}\p{N}_]+["']?[ \t]*：/mu;

/** Characters around an error that are looked through; a line may be as long as the document. */
const AROUND = 400;

/** The offset of the first such colon between the line before an error and the end of the error's line. */
export function wideColon(text: string, start: number, end = start): number | undefined {
  let first = text.lastIndexOf('\n', start - 1);
  // The line before it, past blank ones: a key without its colon is noticed where what belongs to it begins.
  while (first > 0 && text.slice(first + 1, start).trim() === '') first = text.lastIndexOf('\n', first - 1);
  if (first > 0) first = text.lastIndexOf('\n', first - 1);
  const from = Math.max(first + 1, start - AROUND);
  const last = text.indexOf('\n', end);
  const match = KEY.exec(text.slice(from, Math.min(last < 0 ? text.length : last, start + AROUND)));
  return match ? from + match.index + match[0].length - 1 : undefined;
}
