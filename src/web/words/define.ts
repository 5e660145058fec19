/** Words of the pages: each entry in both languages, `{name}` for what is put in, `{n|one|many}` for what depends on a number. */
import type { Localized } from '../../server/api.ts';

export type Lang = 'en' | 'zh';
export type WordData = Record<string, string | number>;

/** Fixes the type of a catalogue, so that a misspelt word is found where it is used. */
export function defineWords<const C extends Record<string, Localized>>(catalogue: C): C {
  return catalogue;
}

/** Puts data into words. A placeholder without data stays, so that a test finds it. */
export function fill(words: string, data: WordData): string {
  return words.replace(
    /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      if (!(name in data)) return whole;
      const text = String(data[name]);
      return one === undefined || many === undefined ? text : text === '1' ? one : many;
    },
  );
}
