/**
 * The characters that part an interchange. X12.5: ISA is written with fixed widths, so that the element separator is its fourth
 * character, the component separator its 105th, the segment terminator its 106th, and the repetition separator is ISA11. Senders that
 * trim the blanks keep the order, so the places are found by counting separators.
 */

export interface Delimiters {
  /** Bytes. */
  element: number;
  terminator: number;
  /** Characters. */
  component: string;
  repetition: string | undefined;
}

/** Enough for any ISA: 106 characters where it is right. */
export const HEADER_LIMIT = 512;

function isAlphanumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

/** Whether an ISA segment starts at `from`. */
export function startsInterchange(bytes: Buffer, from: number): boolean {
  return (
    bytes[from] === 0x49 &&
    bytes[from + 1] === 0x53 &&
    bytes[from + 2] === 0x41 &&
    from + 3 < bytes.length &&
    !isAlphanumeric(bytes[from + 3]!)
  );
}

/** Delimiters of the ISA that starts at `from`; undefined where it has no sixteen elements, or ends in a letter or digit. */
export function ofInterchange(bytes: Buffer, from: number): Delimiters | undefined {
  const element = bytes[from + 3]!;
  let at = from + 3;
  let repetition: string | undefined;
  for (let count = 1; count < 16; count += 1) {
    const next = bytes.indexOf(element, at + 1);
    if (next < 0 || next - from > HEADER_LIMIT) return undefined;
    // ISA11 is `U` up to version 4010, which has no repetition separator.
    if (count === 11 && next - at === 2 && !isAlphanumeric(bytes[at + 1]!))
      repetition = String.fromCharCode(bytes[at + 1]!);
    at = next;
  }
  const component = bytes[at + 1];
  const terminator = bytes[at + 2];
  if (component === undefined || terminator === undefined) return undefined;
  if (isAlphanumeric(component) || isAlphanumeric(terminator)) return undefined;
  return { element, terminator, component: String.fromCharCode(component), repetition };
}

/**
 * A file that starts within its envelope, at GS or ST, as excerpts do: the separator follows the name of the segment, and the terminator
 * stands before the next one. `:` parts components where nothing says otherwise.
 */
export function ofExcerpt(text: string): Delimiters | undefined {
  const name = /^(?:GS|ST)([^A-Za-z0-9\s])/.exec(text);
  if (!name) return undefined;
  const separator = name[1]!;
  const next = new RegExp(`([^A-Za-z0-9 ])\\s*(?:ST|BPR|BHT)\\${separator}`).exec(text.slice(3));
  if (!next || next[1] === separator) return undefined;
  return {
    element: separator.charCodeAt(0),
    terminator: next[1]!.charCodeAt(0),
    component: ':',
    repetition: '^',
  };
}
