/**
 * Diagnostics: what is wrong (or worth knowing), where, and the way out, in both languages.
 *
 * Each folder that finds problems keeps its own catalogue (`messages.ts`) made with `defineMessages`; a diagnostic
 * carries its code and data, and is put into words only where it is shown.
 */
import type { Localized } from './plan.ts';

export type Lang = 'en' | 'zh';
export type Severity = 'error' | 'warning' | 'note';

/** A place in a file. Lines and columns start at 1; a file without lines (Parquet) has none. */
export interface Location {
  file: string;
  line?: number;
  column?: number;
  /** Characters to underline. */
  length?: number;
}

export type MessageData = Record<string, string | number>;

/** Words with `{name}` placeholders, and `{name|row|rows}` for what depends on its number; `hint` says the way out. */
interface MessageEntry {
  severity: Severity;
  en: string;
  zh: string;
  hint?: Localized;
}

export interface Diagnostic {
  /** Stable, kebab-case: `unknown-name`. */
  code: string;
  severity: Severity;
  message: Localized;
  hint?: Localized;
  data: MessageData;
  at?: Location;
}

export interface Checked<T> {
  /** Absent where errors left nothing usable. */
  value?: T;
  diagnostics: Diagnostic[];
}

type Catalogue = Record<string, MessageEntry>;

/** Fixes the type of a catalogue so that its codes are checked where they are used. */
export function defineMessages<const C extends Catalogue>(catalogue: C): C {
  return catalogue;
}

/**
 * Fills `{name}` placeholders, and chooses in `{name|one|many}` the first where the number is 1: `{count} {count|row|rows}`. A placeholder without
 * data stays as it is, so that a test finds it.
 */
export function fill(words: string, data: MessageData): string {
  return words.replace(
    /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      if (!(name in data)) return whole;
      const text = String(data[name]);
      return one === undefined || many === undefined ? text : text === '1' ? one : many;
    },
  );
}

/** Makes the function a folder reports with: `const report = reporter(messages)`; `report('unknown-name', { name }, at)`. */
export function reporter<C extends Catalogue>(catalogue: C) {
  return (code: keyof C & string, data: MessageData = {}, at?: Location): Diagnostic => {
    const entry = catalogue[code] as MessageEntry;
    return {
      code,
      severity: entry.severity,
      message: { en: fill(entry.en, data), zh: fill(entry.zh, data) },
      ...(entry.hint && { hint: { en: fill(entry.hint.en, data), zh: fill(entry.hint.zh, data) } }),
      data,
      ...(at && { at }),
    };
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}
