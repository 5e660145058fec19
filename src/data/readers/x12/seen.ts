/**
 * Which claims an import has read, to tell what a replacement replaces. Numbers are kept as hashes of 53 bits: eight bytes and a little a
 * claim, whatever its number.
 */

const SHARDS = 64;

export class SeenClaims {
  /** One set holds at most 2^24. */
  readonly #shards = Array.from({ length: SHARDS }, () => new Set<number>());

  add(number: string): void {
    const hash = hashOf(number);
    this.#shards[hash % SHARDS]!.add(hash);
  }

  has(number: string): boolean {
    const hash = hashOf(number);
    return this.#shards[hash % SHARDS]!.has(hash);
  }
}

/** Two FNV-1a runs with other starts, put together. */
function hashOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000193);
  }
  return (high >>> 11) * 0x100000000 + (low >>> 0);
}
