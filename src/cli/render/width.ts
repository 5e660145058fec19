/** Text on a terminal's grid: a Han character takes two cells, a combining mark none, a colour code none. */

const ESCAPE = '\u001b';
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');

/** First and last code points of what terminals draw two cells wide (Unicode East Asian Width W and F). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

function cellsOf(character: string): number {
  const point = character.codePointAt(0) as number;
  if (point < 0x300) return point < 0x20 || (point >= 0x7f && point < 0xa0) ? 0 : 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return WIDE.some(([first, last]) => point >= first && point <= last) ? 2 : 1;
}

export function plain(text: string): string {
  return text.replace(COLOUR, '');
}

/** Cells the text takes. */
export function cells(text: string): number {
  let sum = 0;
  for (const character of plain(text)) sum += cellsOf(character);
  return sum;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cells(text))) + text;
}

/** The start of plain text, where it is longer than `width` cells: what is left out says so. */
export function cut(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let [kept, taken] = ['', 0];
  for (const character of text) {
    if (taken + cellsOf(character) > width - 1) break;
    kept += character;
    taken += cellsOf(character);
  }
  return `${kept}…`;
}

const WORD = /[（【「『《“‘]*(?:[^\s⺀-鿿＀-￯“‘”’]+|[⺀-鿿＀-￯])[，。；：！？）】」』、》”’]*\s*|\s+|\S/gu;

/** Breaks plain text into lines of at most `width` cells: at spaces, and between Han characters anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  const flush = () => {
    lines.push(line.trimEnd());
    line = '';
    taken = 0;
  };
  // Words with the space after them; a wide character is a word of its own. Either keeps the punctuation that opens before it, and that which
  // closes after it: no line ends with the one or begins with the other.
  for (const word of text.match(WORD) ?? []) {
    const size = cells(word.trimEnd());
    if (taken > 0 && taken + size > width) flush();
    if (size <= width) {
      line += word;
      taken += cells(word);
      continue;
    }
    for (const character of word) {
      if (taken > 0 && taken + cellsOf(character) > width) flush();
      line += character;
      taken += cellsOf(character);
    }
  }
  if (line.trim() !== '' || lines.length === 0) flush();
  return lines;
}

/** The same text without control characters: names from data must not move a terminal's cursor. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD');
}
