/** A small seeded source of choices: the same seed makes the same model on any machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 32 bits (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A whole number in low…high, both included. */
  int(low: number, high: number): number {
    return low + (this.next() % (high - low + 1));
  }

  chance(percent: number): boolean {
    return this.next() % 100 < percent;
  }

  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('Nothing to pick from');
    return from[this.next() % from.length]!;
  }

  /** One of the makers, by weight; a maker that returns nothing is passed over. */
  weighted<T>(makers: readonly (readonly [number, () => T | undefined])[]): T | undefined {
    let left = [...makers];
    while (left.length > 0) {
      let at = this.next() % left.reduce((sum, [weight]) => sum + weight, 0);
      const chosen = left.find(([weight]) => (at -= weight) < 0)!;
      const made = chosen[1]();
      if (made !== undefined) return made;
      left = left.filter((maker) => maker !== chosen);
    }
    return undefined;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [result[i], result[j]] = [result[j]!, result[i]!];
    }
    return result;
  }

  some<T>(items: readonly T[], most: number): T[] {
    return this.shuffle(items).slice(0, this.int(0, Math.min(most, items.length)));
  }
}

/** The seed of the n-th model of a run. */
export function modelSeed(runSeed: number, n: number): number {
  return new Random((runSeed ^ Math.imul(n + 1, 0x9e3779b1)) >>> 0).next();
}
