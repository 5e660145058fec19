/** Offsets in a text to lines and columns (both from 1; a column is a UTF-16 unit, as editors count). */
import type { Location } from '../diagnostic.ts';

export class Places {
  readonly file: string;
  readonly text: string;
  private readonly starts: number[] = [0];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.starts.push(i + 1);
  }

  at(offset: number, length?: number): Location {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const column = offset - (this.starts[low] as number) + 1;
    return { file: this.file, line: low + 1, column, ...(length !== undefined && length > 0 && { length }) };
  }
}
