import { describe, expect, it } from 'vitest';

interface Entry {
  en: string;
  zh: string;
}
const files = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./define.ts'], {
  eager: true,
});
const isEntry = (one: unknown): one is Entry =>
  typeof one === 'object' && one !== null && 'en' in one && 'zh' in one;
const entries = Object.entries(files).flatMap(([file, exported]) =>
  Object.values(exported)
    .filter((one) => typeof one === 'object' && one !== null)
    .flatMap((catalogue) =>
      Object.entries(catalogue as object).map(([name, entry]) => ({
        place: `${file} ${name}`,
        entry: entry as unknown,
      })),
    ),
);
const placeholders = (words: string) =>
  [...new Set([...words.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort().join();
const HAN = /\p{Script=Han}/u;
/** The same in both languages: marks, formats, hashes, the languages' own names. */
const SAME = /^\W*(\{\w+\}\W*)*$|^(CSV|JSON|YAML|Excel|SHA-256|FEEL|ID|English|中文)$/;
const failing = (test: (entry: Entry) => boolean) =>
  entries.filter(({ entry }) => !isEntry(entry) || !test(entry)).map(({ place }) => place);

describe('words of the pages', () => {
  it('are found', () => expect(entries.length).toBeGreaterThan(150));

  it('are said in both languages', () =>
    expect(failing(({ en, zh }) => en.trim() !== '' && zh.trim() !== '')).toEqual([]));

  it('take the same data in both', () =>
    expect(failing(({ en, zh }) => placeholders(en) === placeholders(zh))).toEqual([]));

  it('are Chinese in Chinese and not in English', () => {
    expect(failing(({ zh }) => SAME.test(zh) || HAN.test(zh))).toEqual([]);
    expect(failing(({ en }) => SAME.test(en) || !HAN.test(en))).toEqual([]);
  });
});

describe('pages and kit', () => {
  const sources = import.meta.glob<string>(['../{app,kit,pages}/**/*.tsx'], {
    eager: true,
    query: '?raw',
    import: 'default',
  });
  const saying = (pattern: RegExp) =>
    Object.entries(sources).flatMap(([file, source]) =>
      [...source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').matchAll(pattern)]
        .map(([, text]) => `${file}: ${text}`)
        .filter((one) => !one.endsWith(': OpenVBP')),
    );

  it('say nothing outside the words', () => {
    expect(saying(/>\s*([A-Z][a-z]+[\w ,.'’]*)\s*<\//g)).toEqual([]);
    expect(saying(/\s(?:aria-label|title|placeholder|alt|label)="([^"]*[A-Za-z]{2}[^"]*)"/g)).toEqual([]);
    expect(saying(/(\p{Script=Han}+)/gu)).toEqual([]);
  });
});
