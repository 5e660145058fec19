/** Documents of rules: what is left out is the national specification's, what is wrong is said. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readRules } from './rules.ts';
import { NATIONAL } from './scheme.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(text: string) {
  const file = join(folder, 'rules.yaml');
  writeFileSync(file, text);
  return readRules(file);
}

test('what is left out is the national specification’s', () => {
  expect(read('source: the city').value).toEqual({ ...NATIONAL, source: 'the city' });
});

test('numbers stay exact, open bounds are open', () => {
  const { value } = read(
    `years: [0.1, 0.2, 0.7]
auxiliary: [{ name: age, entries: [{ name: old, when: { age: [80, ~] }, factor: 1.080000 }, { name: young, when: { days: [~, 29], died: false } }] }]
`,
  );
  expect(value?.years).toEqual(['0.1', '0.2', '0.7']);
  expect(value?.auxiliary[0]?.entries).toEqual([
    { name: 'old', when: { age: [80, null] }, factor: '1.080000' },
    { name: 'young', when: { days: [null, 29], died: false } },
  ]);
});

test('the rules of the example are sound', () => {
  const { value, diagnostics } = readRules(
    resolve(import.meta.dirname, '../../../../examples/dip-city/rules.yaml'),
  );
  expect(diagnostics).toEqual([]);
  expect(value?.auxiliary.map(({ name }) => name)).toEqual(['age', 'severity', 'comorbidity']);
});

const entry = (words: string) => `auxiliary: [{ name: a, entries: [{ name: b, ${words} }] }]`;

test.each([
  ['an unknown key', 'lest: 15', 'document-key', 'lest'],
  ['fewest cases of none', 'least: 0', 'document-value', 'least'],
  ['a year without weight', 'years: [1, 0, 7]', 'document-value', 'years.1'],
  ['a preference that is none', 'prefer: [cheapest]', 'document-value', 'prefer.0'],
  ['a range that is none', entry('when: { age: [x, 3] }'), 'document-value', 'age'],
  ['a range of three', entry('when: { age: [1, 2, 3] }'), 'document-value', 'age'],
  ['a factor below zero', entry('when: {}, factor: -1'), 'document-value', 'factor'],
  [
    'a name with a slash',
    'auxiliary: [{ name: a/b, entries: [{ name: b, when: {} }] }]',
    'document-value',
    'name',
  ],
  [
    'a directory twice',
    'auxiliary: [{ name: a, entries: [{ name: b, when: {} }] }, { name: a, entries: [{ name: b, when: {} }] }]',
    'dip-document',
    'auxiliary',
  ],
  ['a list that is not there', entry('when: { other: grave }'), 'dip-name', 'grave'],
  [
    'a factor of no entry',
    `${entry('when: {}')}\nfactors: [{ group: g, directory: a, entry: c, factor: 1 }]`,
    'dip-name',
    'c',
  ],
  ['broken YAML', 'least: [', 'document-syntax', 'YAML'],
  ['an alias', 'lists: { a: &a [A40], b: *a }', 'document-syntax', 'YAML'],
  ['nothing', '', 'document-value', '{ … }'],
  ['a list of lists', '- [a]', 'document-value', '{ … }'],
])('%s is refused', (_, text, code, said) => {
  const { value, diagnostics } = read(text);
  expect(value).toBeUndefined();
  expect(diagnostics.map((one) => one.code)).toEqual([code]);
  expect(diagnostics[0]?.message.en).toContain(said);
});
