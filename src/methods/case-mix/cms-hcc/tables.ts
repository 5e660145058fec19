/** The tables of CMS-HCC models as a reference holds them: one document for a payment year, a part for each model. */
import type { HccEdit, HccModel } from './models.ts';

/** `categories` in lists are joined by blanks, so that the document stays small. */
export interface HccTables {
  /** Category → codes without their point. */
  mapping: Readonly<Record<string, string>>;
  /** Name as published (`CNA_HCC226`) → exact decimal text. */
  coefficients: Readonly<Record<string, string>>;
  /** Category → those it takes the place of. */
  hierarchies: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  edits: readonly HccEdit[];
  /** Names of coefficients the tables give more than one value: no score by this model. */
  contradictory?: readonly string[];
}

export interface HccContent {
  models: Readonly<Record<string, HccTables>>;
}

const numbers = (text: string) => text.split(' ').filter(Boolean).map(Number);
/** Thousandths. */
const units = (value: string) => {
  const [whole = '', part = ''] = value.replace(/^[-+]/, '').split('.');
  const size = Number(whole) * 1000 + Number(part.padEnd(3, '0').slice(0, 3));
  return value.startsWith('-') ? -size : size;
};

/** A model with its tables, ready to be written as SQL: categories have places in two masks of 64 bits. */
export class CompiledHcc {
  readonly model: HccModel;
  readonly tables: HccTables;
  readonly categories: readonly number[];
  readonly #place: Map<number, number>;
  readonly #coefficients: Map<string, number>;

  constructor(model: HccModel, tables: HccTables) {
    this.model = model;
    this.tables = tables;
    const all = new Set(Object.keys(tables.mapping).map(Number));
    for (const { category } of this.edits) if (category !== null) all.add(category);
    for (const category of model.without) all.delete(category);
    this.categories = [...all].sort((a, b) => a - b);
    if (this.categories.length > 128) throw new Error(`${model.name}: more than 128 categories`);
    this.#place = new Map(this.categories.map((category, place) => [category, place]));
    this.#coefficients = new Map(
      Object.entries(tables.coefficients).map(([name, value]) => [name.toLowerCase(), units(value)]),
    );
  }

  /** Of the table; where it has none, of the software. */
  get edits(): readonly HccEdit[] {
    return this.tables.edits.length > 0 ? this.tables.edits : this.model.edits;
  }

  /** Bytes of both masks that categories stand in. */
  get bytes(): number {
    return Math.ceil(this.categories.length / 8);
  }

  /** Thousandths; undefined where the segment has no such coefficient. */
  coefficient(segment: string, variable: string): number | undefined {
    return this.#coefficients.get(`${segment}_${variable}`.toLowerCase());
  }

  get coefficients(): ReadonlyMap<string, number> {
    return this.#coefficients;
  }

  /** Masks of those of the categories that the tables know. */
  mask(categories: readonly number[]): [lo: bigint, hi: bigint] {
    let [lo, hi] = [0n, 0n];
    for (const category of categories) {
      const place = this.#place.get(category);
      if (place === undefined) continue;
      if (place < 64) lo |= 1n << BigInt(place);
      else hi |= 1n << BigInt(place - 64);
    }
    return [lo, hi];
  }

  /** Code → its categories. */
  codes(): Map<string, number[]> {
    const found = new Map<string, number[]>();
    for (const [category, codes] of Object.entries(this.tables.mapping))
      for (const code of codes.split(' '))
        if (code !== '') found.set(code, [...(found.get(code) ?? []), Number(category)]);
    return found;
  }

  below(category: number): number[] {
    return numbers(this.tables.hierarchies[category] ?? '');
  }

  /** Categories whose places are those of the bits set in a byte of the masks. */
  ofByte(index: number, byte: number): number[] {
    return Array.from({ length: 8 }, (_, bit) => (((byte >> bit) & 1) === 1 ? index * 8 + bit : -1)).flatMap(
      (place) => this.categories[place] ?? [],
    );
  }
}
