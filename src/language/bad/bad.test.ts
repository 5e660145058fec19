/**
 * Every document in `documents/` and `formulas/` is wrong in a way its first lines state: `# expect: code line:column`, one line for
 * each diagnostic. It must give exactly these, in words in both languages.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { messages as checkMessages } from '../check/messages.ts';
import { messages as documentMessages } from '../documents/messages.ts';
import { checkFile } from '../index.ts';
import type { MethodSignature } from '../method.ts';

function casesIn(folder: string): { name: string; file: string; expected: string[] }[] {
  const path = join(import.meta.dirname, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const file = join(path, name);
      // Some cases are not UTF-8; what they expect is ASCII in any encoding once the zero bytes are out.
      const text = readFileSync(file, 'latin1').replaceAll('\0', '');
      return {
        name,
        file,
        expected: [...text.matchAll(/^\W*# expect: ([a-z0-9-]+ \d+:\d+)\s*$/gm)].map((m) => m[1] as string),
      };
    });
}

const shown = (d: Diagnostic) => `${d.code} ${d.at?.line ?? 0}:${d.at?.column ?? 0}`;

/** A placeholder left without its data; braces the data itself brought in do not count. */
function leftover(words: string, data: Diagnostic['data']): string | undefined {
  let rest = words;
  for (const value of Object.values(data)) rest = rest.replaceAll(String(value), '');
  return /\{\w+\}/.exec(rest)?.[0];
}

const title = { en: 'Title', zh: '名称' };
/** Two made-up methods, with an option of each type. */
const methods: MethodSignature[] = [
  {
    name: 'test.people',
    title,
    options: [
      { name: 'window', label: title, type: 'period' },
      { name: 'rules', label: title, type: 'document', optional: true },
      { name: 'codes', label: title, type: 'list', optional: true },
      { name: 'how', label: title, type: 'text', oneOf: ['first', 'last'], default: 'first' },
      { name: 'word', label: title, type: 'text', optional: true },
      { name: 'least', label: title, type: 'integer', default: '1' },
      { name: 'share', label: title, type: 'decimal', default: '0.5' },
      { name: 'whole', label: title, type: 'boolean', default: 'false' },
      { name: 'day', label: title, type: 'date', optional: true },
      { name: 'gap', label: title, type: 'duration', default: 'P30D' },
      { name: 'list', label: title, type: 'file', optional: true },
    ],
    columns: [
      { name: 'person_id', label: title, type: 'text', key: true },
      { name: 'provider', label: title, type: 'text' },
    ],
  },
  {
    name: 'test.costs',
    title,
    options: [
      { name: 'people', label: title, type: 'result', needs: ['person_id', 'provider'], optional: true },
    ],
    columns: [
      { name: 'group', label: title, type: 'text', key: true },
      { name: 'savings', label: title, type: 'money' },
    ],
  },
];

const folders = ['documents', 'formulas'].filter((folder) => casesIn(folder).length > 0);

describe.each(folders)('bad %s', (folder) => {
  it.each(casesIn(folder))('$name', ({ file, expected }) => {
    expect(expected).not.toEqual([]);
    const { diagnostics, value } = checkFile(file, { methods }).checked;
    expect(diagnostics.map(shown).sort()).toEqual([...expected].sort());
    if (diagnostics.some((d) => d.severity === 'error')) expect(value).toBeUndefined();
    for (const { code, message, hint, data } of diagnostics) {
      for (const words of [message, hint]) {
        expect(words, code).toBeDefined();
        expect(words?.en.trim(), code).not.toBe('');
        expect(words?.zh, code).toMatch(/\p{Script=Han}/u);
        expect(leftover(words?.en ?? '', data), code).toBeUndefined();
        expect(leftover(words?.zh ?? '', data), code).toBeUndefined();
      }
    }
  });
});

/** Diagnostics no small YAML file can show; each has its test elsewhere. */
const ELSEWHERE = new Set([
  'file-too-large', // documents/text.test.ts
  'more-problems', // documents/documents.test.ts
  'file-unreadable', // documents/text.test.ts
  'csv-quote', // documents/csv.test.ts
  'csv-row-length', // documents/csv.test.ts
  'table-for-several', // check/agreement.test.ts
  'bad-as-of', // check/agreement.test.ts: given from outside
]);

it('has a case for every diagnostic of documents', () => {
  const shownCodes = new Set(
    casesIn('documents').flatMap(({ expected }) => expected.map((line) => line.split(' ')[0])),
  );
  const all = [...Object.keys(documentMessages), ...Object.keys(checkMessages)];
  expect(all.filter((code) => !shownCodes.has(code) && !ELSEWHERE.has(code))).toEqual([]);
});
