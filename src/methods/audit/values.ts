/** A rule's parameters as SQL: defaults, or what the contract's file says instead. Checked when read, so a misfit here is a mistake of ours. */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { Codes } from '../shared/codes.ts';
import type { Parameter } from './rule.ts';

export class Values {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(parameters: readonly Parameter[], given: ReadonlyMap<string, string> = new Map()) {
    this.#texts = new Map(parameters.map(({ name, default: text }) => [name, given.get(name) ?? text]));
  }

  text(name: string): string {
    const text = this.#texts.get(name);
    if (text === undefined) throw new Error(`no parameter ${name}`);
    return text;
  }

  number(name: string): number {
    return Number(this.text(name));
  }

  /** An exact SQL numeral. */
  decimal(name: string): string {
    const text = this.text(name);
    if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`parameter ${name} is no decimal`);
    // Of 18 digits a product would be made in 64 bits, and overflow.
    return `${text}::decimal(30,4)`;
  }

  items(name: string): string[] {
    return itemsOf(this.text(name));
  }

  codes(name: string): Codes {
    return new Codes(this.items(name));
  }

  /** `(code)` is one of the list: never unknown. */
  has(name: string, code: string): string {
    return this.codes(name).matches(code);
  }

  /** `('a', 'b')`. */
  literals(name: string): string {
    const items = this.items(name);
    return items.length === 0 ? '(null)' : `(${items.map(quoteLiteral).join(', ')})`;
  }

  all(): Record<string, string> {
    return Object.fromEntries(this.#texts);
  }
}

function itemsOf(text: string): string[] {
  return text.split(/[\s,，;；]+/).filter((item) => item !== '');
}

/** Why a text cannot be a parameter's value, as what is expected; undefined where it can. */
export function misfit({ type }: Pick<Parameter, 'type'>, text: string): 'integer' | 'decimal' | undefined {
  if (type === 'integer') return /^\d{1,9}$/.test(text) ? undefined : 'integer';
  if (type === 'decimal') return /^\d{1,12}(\.\d{1,4})?$/.test(text) ? undefined : 'decimal';
  return undefined;
}
