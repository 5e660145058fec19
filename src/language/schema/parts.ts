/**
 * Pieces the schemas of documents are made of. A failed check carries the code of its diagnostic as its message, and an unknown
 * key the keys that are known, so that one definition serves the reader and the editor.
 */
import { z } from 'zod';
import { minorUnit } from '../documents/currencies.ts';
import { isDate } from '../value.ts';

/** What a failed check of text says: the code of a diagnostic in `documents/messages.ts`. */
type TextCode =
  | 'bad-name'
  | 'bad-identifier'
  | 'bad-model-id'
  | 'bad-version'
  | 'bad-currency'
  | 'bad-date'
  | 'empty-value';

/** Before the known keys in the message of an unknown one. */
export const KNOWN_KEYS = 'known-keys:';

/** A map with these keys and no others. */
export function strict<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? KNOWN_KEYS + Object.keys(shape).join(',') : undefined,
  });
}

const matching = (pattern: RegExp, code: TextCode) => z.string().regex(pattern, { error: code, abort: true });

/** Any scalar: the declared type decides what it means. May be empty (unknown). */
export const cell = z.string();
/** Any scalar that says something. */
export const text = z.string().min(1, { error: 'empty-value' satisfies TextCode });
export const name = matching(/^[a-z][a-z0-9_]*$/, 'bad-name');
/** A column of data: a name, or a part of the key a reference points with (`stratum.aco`). */
export const columnName = matching(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, 'bad-name');
/** Letters of any script; nothing a path or a list of names would be split at, as folders and ledgers are named by it. */
export const identifier = matching(/^[^\s/\\:;,*?"'<>|.-][^\s/\\:;,*?"'<>|]*$/, 'bad-identifier');
export const modelId = matching(/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/, 'bad-model-id');
export const version = matching(/^[0-9A-Za-z]+([._-][0-9A-Za-z]+)*$/, 'bad-version');
export const currency = matching(/^[A-Z]{3}$/, 'bad-currency').refine(
  (code) => minorUnit(code) !== undefined,
  {
    error: 'bad-currency' satisfies TextCode,
  },
);
export const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'bad-date').refine(isDate, {
  error: 'bad-date' satisfies TextCode,
});
export const yesNo = z.enum(['true', 'false']);
export const period = strict({ from: date, to: date });

/** Text for people: one for both languages, or both. */
export const localized = z.union([text, strict({ en: text, zh: text })]);

export const described = { title: localized.optional(), note: localized.optional(), source: text.optional() };
