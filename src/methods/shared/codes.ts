/**
 * Lists of codes and the SQL that asks whether a column holds one. A code that ends in `*` stands for all that begin with it. Codes are
 * compared without dots and in capitals, as claims and code tables write them differently (`E11.9`, `e119`).
 */
import { quoteLiteral } from '../../warehouse/warehouse.ts';

/** Codes up to which a pattern is used. */
const FEW = 200;

export class Codes {
  readonly #exact = new Set<string>();
  readonly #prefixes = new Map<number, Set<string>>();

  constructor(codes: Iterable<string> = []) {
    for (const code of codes) this.add(code);
  }

  add(code: string): void {
    const plain = code.replaceAll('.', '').trim().toUpperCase();
    if (plain === '') return;
    if (!plain.endsWith('*')) {
      this.#exact.add(plain);
      return;
    }
    const prefix = plain.slice(0, -1);
    const same = this.#prefixes.get(prefix.length);
    if (same) same.add(prefix);
    else this.#prefixes.set(prefix.length, new Set([prefix]));
  }

  get empty(): boolean {
    return this.#exact.size === 0 && this.#prefixes.size === 0;
  }

  /** True where the column holds one of the codes, false otherwise, never null. */
  matches(column: string): string {
    const code = normal(column);
    const tests = [
      ...(this.#exact.size > 0 ? [`${code} in (${literals(this.#exact)})`] : []),
      ...this.#sorted().map(([length, set]) => `left(${code}, ${length}) in (${literals(set)})`),
    ];
    return tests.length === 0 ? 'false' : `coalesce(${tests.join(' or ')}, false)`;
  }

  /** True where any of the columns holds one of the codes. */
  matchesAny(columns: readonly string[]): string {
    if (columns.length === 1) return this.matches(columns[0] as string);
    const size = [...this.#prefixes.values()].reduce((a, set) => a + set.size, this.#exact.size);
    if (size > 0 && size <= FEW) return this.#pattern(columns);
    const all = `[${columns.map(normal).join(', ')}]`;
    const tests = [
      ...(this.#exact.size > 0 ? [`list_has_any(${all}, [${literals(this.#exact)}])`] : []),
      ...this.#sorted().map(
        ([length, set]) => `list_has_any([left(x, ${length}) for x in ${all}], [${literals(set)}])`,
      ),
    ];
    return tests.length === 0 ? 'false' : `coalesce(${tests.join(' or ')}, false)`;
  }

  /** One search of all columns together takes a third of the time that lists do, as long as the pattern is short. */
  #pattern(columns: readonly string[]): string {
    const escaped = (set: ReadonlySet<string>) =>
      [...set].sort().map((code) => (code === '' ? '[^|]' : code.replaceAll(/[^A-Z0-9]/g, '\\$&')));
    const exact = escaped(this.#exact);
    const parts = [
      ...(exact.length > 0 ? [`(?:${exact.join('|')})(?:\\||$)`] : []),
      ...this.#sorted().flatMap(([, set]) => escaped(set)),
    ];
    const text = `upper(replace(concat_ws('|', ${columns.join(', ')}), '.', ''))`;
    return `regexp_matches(${text}, ${quoteLiteral(`(?:^|\\|)(?:${parts.join('|')})`)})`;
  }

  #sorted() {
    return [...this.#prefixes].sort(([a], [b]) => a - b);
  }
}

function normal(column: string): string {
  return `upper(replace(${column}, '.', ''))`;
}

function literals(codes: ReadonlySet<string>): string {
  return [...codes].sort().map(quoteLiteral).join(', ');
}

/** `name_1` … `name_<count>` as SQL columns of `alias`. */
export function numberedColumns(alias: string, name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${alias}.${name}_${i + 1}`);
}
