/** Options of a method, declared and as values: they were checked for type with the contract, so a misfit here is a mistake of ours. */
import { listItems, periodOption } from '../language/method.ts';
import type { MethodOption } from '../language/method.ts';
import { quoteLiteral } from '../warehouse/warehouse.ts';

/** An option as methods declare it; it may be left out unless `extra` says otherwise (`{}`: it must be given). */
export function option(
  name: string,
  type: MethodOption['type'],
  en: string,
  zh: string,
  extra: Omit<MethodOption, 'name' | 'type' | 'label'> = { optional: true },
): MethodOption {
  return { name, type, label: { en, zh }, ...extra };
}

export class Options {
  readonly #given: ReadonlyMap<string, string>;

  constructor(given: ReadonlyMap<string, string>) {
    this.#given = given;
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  /** As written; an option without a value is a mistake of ours. */
  text(name: string): string {
    const text = this.#given.get(name);
    if (text === undefined) throw new Error(`option ${name} has no value`);
    return text;
  }

  /** Without blanks around it; undefined where it is not given, or blank. */
  maybe(name: string): string | undefined {
    return this.#given.get(name)?.trim() || undefined;
  }

  maybeInteger(name: string): number | undefined {
    const text = this.maybe(name);
    return text === undefined ? undefined : Number(text);
  }

  integer(name: string): number {
    return Number(this.text(name));
  }

  boolean(name: string): boolean {
    return this.text(name) === 'true';
  }

  /** An exact SQL numeral: digits and a point. */
  decimal(name: string): string {
    const text = this.text(name);
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`option ${name} is no decimal`);
    return text;
  }

  list(name: string): string[] {
    return listItems(this.#given.get(name) ?? '') ?? [];
  }

  period(name: string): { from: string; to: string } | undefined {
    return periodOption(this.#given.get(name) ?? '');
  }
}

/** `('a', 'b')`; of nothing a list that no text is in. */
export function literals(texts: readonly string[]): string {
  return texts.length === 0 ? '(null)' : `(${texts.map(quoteLiteral).join(', ')})`;
}

/** `date '2023-01-01'`. */
export function dateLiteral(date: string): string {
  return `date ${quoteLiteral(date)}`;
}
