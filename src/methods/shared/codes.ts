/** Lists of codes and the SQL that asks whether a column holds one. A code that ends in `*` stands for all that begin with it. */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { patternsOf, plainCode, plainSql } from './code-pattern.ts';

export class Codes {
  readonly #codes = new Set<string>();
  #patterns: string[] | undefined;

  constructor(codes: Iterable<string> = []) {
    for (const code of codes) this.add(code);
  }

  add(code: string): void {
    const plain = plainCode(code);
    if (plain === '') return;
    this.#codes.add(plain);
    this.#patterns = undefined;
  }

  get empty(): boolean {
    return this.#codes.size === 0;
  }

  /** True where the column holds one of the codes, false otherwise, never null. */
  matches(column: string): string {
    if (this.empty) return 'false';
    this.#patterns ??= patternsOf([...this.#codes].sort()).map(quoteLiteral);
    const tests = this.#patterns.map((pattern) => `regexp_full_match(${plainSql(column)}, ${pattern})`);
    return `coalesce(${tests.join(' or ')}, false)`;
  }

  /** True where any of the columns holds one of the codes. */
  matchesAny(columns: readonly string[]): string {
    if (this.empty || columns.length === 0) return 'false';
    return `(${columns.map((column) => this.matches(column)).join(' or ')})`;
  }
}

/** `name_1` … `name_<count>` as SQL columns of `alias`. */
export function numberedColumns(alias: string, name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${alias}.${name}_${i + 1}`);
}
