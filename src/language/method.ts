/** What a contract may know of a method (`src/methods`) without importing it: its name, its options, the columns of its result. */
import type { Localized } from './plan.ts';
import { isDate, parseDuration } from './value.ts';

export interface MethodOption {
  name: string;
  label: Localized;
  /**
   * `result` names another result of the same contract; `file` is a CSV beside the contract; `document` is a document beside it, or the name of one that
   * comes with the product; `duration` is ISO 8601; `period` is two dates,
   * half-open, `2023-01-01/2024-01-01`; `list` is items with commas between, and `2021..2024` in it stands for each of the whole numbers.
   */
  type:
    | 'text'
    | 'integer'
    | 'decimal'
    | 'boolean'
    | 'date'
    | 'duration'
    | 'period'
    | 'list'
    | 'file'
    | 'document'
    | 'result';
  /** What the text may be; of a list, what each item may be. */
  oneOf?: readonly string[];
  /** As text; an option without one must be given unless it is `optional`. */
  default?: string;
  optional?: boolean;
  /** Columns the result named must have (`result` only). */
  needs?: readonly string[];
}

export interface MethodColumn {
  name: string;
  /** `money` and `decimal` are exact decimals (SQL `decimal`), in major units. */
  type: 'text' | 'integer' | 'decimal' | 'money' | 'boolean' | 'date';
  label: Localized;
  /** Part of the key of the result. */
  key?: true;
  /** What its codes say, where it holds codes of ours: those of a column `reason` stand with the method. */
  values?: Readonly<Record<string, Localized>>;
}

export interface MethodSignature {
  /** `family.name`: `attribution.plurality`, `spending.person-year`. */
  name: string;
  title: Localized;
  options: readonly MethodOption[];
  columns: readonly MethodColumn[];
}

/** Ranges beyond this are a slip of the pen. */
const LONGEST = 10_000;

/** Items of a `list` option: trimmed, empty ones left out; `undefined` where a range runs backwards or is too long. */
export function listItems(text: string): string[] | undefined {
  const items: string[] = [];
  for (const part of text.split(',').map((item) => item.trim())) {
    const range = /^(\d{1,9})\.\.(\d{1,9})$/.exec(part);
    if (!range) {
      if (part !== '') items.push(part);
      continue;
    }
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (to < from || to - from > LONGEST) return undefined;
    for (let n = from; n <= to; n += 1) items.push(String(n));
  }
  return items;
}

/** Both dates of a `period` option, half-open; `undefined` where it is none. */
export function periodOption(text: string): { from: string; to: string } | undefined {
  const [from = '', to = '', more] = text.split('/');
  return more === undefined && isDate(from) && isDate(to) && from < to ? { from, to } : undefined;
}

/** Can the text be a value of the option? (`file` and `result` are looked up elsewhere.) */
export function fitsOption(text: string, { type, oneOf }: MethodOption): boolean {
  if (type === 'list') {
    const items = listItems(text);
    return items !== undefined && items.every((item) => !oneOf || oneOf.includes(item));
  }
  if (oneOf && !oneOf.includes(text)) return false;
  switch (type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text);
    case 'decimal':
      return /^-?\d{1,18}(\.\d{1,12})?$/.test(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'date':
      return isDate(text);
    case 'duration':
      return parseDuration(text) !== undefined;
    case 'period':
      return periodOption(text) !== undefined;
    default:
      return text !== '';
  }
}
