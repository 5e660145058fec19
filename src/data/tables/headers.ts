/** Finding the header a column map names, and the nearest ones where it is not there. */
import { distance } from 'fastest-levenshtein';

/** Headers are compared without regard to case and to blanks round and between words. */
function plain(header: string): string {
  return header.trim().replace(/\s+/g, ' ').toLowerCase();
}

export class Headers {
  readonly #headers: readonly string[];
  readonly #places = new Map<string, number[]>();

  constructor(headers: readonly string[]) {
    this.#headers = headers;
    headers.forEach((header, i) => {
      const key = plain(header);
      const places = this.#places.get(key);
      if (places) places.push(i);
      else this.#places.set(key, [i]);
    });
  }

  /** The header's place; `twice` where several fit equally well. */
  find(name: string): number | 'twice' | undefined {
    const places = this.#places.get(plain(name)) ?? [];
    if (places.length <= 1) return places[0];
    const exact = places.filter((i) => this.#headers[i] === name);
    return exact.length === 1 ? exact[0] : 'twice';
  }

  near(name: string): string {
    return nearest(name, this.#headers);
  }
}

/** The three names most like one, quoted and joined; `–` where there are none at all. */
export function nearest(name: string, names: readonly string[]): string {
  const wanted = plain(name);
  const scored = [...new Set(names)]
    .filter((other) => other.trim() !== '')
    .map((other) => ({ other, score: score(wanted, plain(other)) }))
    .sort((a, b) => a.score - b.score || (a.other < b.other ? -1 : 1));
  const shown = scored.slice(0, 3).map(({ other }) => `"${other.trim().slice(0, 80)}"`);
  return shown.length > 0 ? shown.join(', ') : '–';
}

/** Edits per character; a name that holds the other is near whatever its length. */
function score(a: string, b: string): number {
  const edits = distance(a.slice(0, 200), b.slice(0, 200)) / Math.max(a.length, b.length, 1);
  return a.length > 2 && (b.includes(a) || a.includes(b)) ? edits / 4 : edits;
}
