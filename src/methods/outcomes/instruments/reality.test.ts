/** Every state of EQ-5D-5L in six countries, as an independent implementation values it; what each answer takes off in all countries, as its table of publications has it. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument } from '../../shared/document.ts';
import { DIMENSIONS, utilities, valueSet } from './value-set.ts';

const file = resolve(import.meta.dirname, '../../../../../shared/reference/eq5d/expected-5l.csv');
const folder = resolve(import.meta.dirname, '../../../../reference/value-sets/eq-5d-5l');

test.skipIf(!existsSync(file)).each([
  ['China', 'china'],
  ['England', 'england'],
  ['UK', 'uk'],
  ['USA', 'usa'],
  ['Canada', 'canada'],
  ['HongKong', 'hong-kong'],
])('%s: 3,125 states', (column, name) => {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const place = head.split(',').indexOf(column);
  const wanted = lines.map((line): [string, number] => {
    const cells = line.split(',');
    return [cells[0] ?? '', Number(cells[place])];
  });
  const { value, diagnostics } = readDocument(resolve(folder, `${name}.yaml`), valueSet);
  expect(diagnostics).toEqual([]);
  const found = utilities(value!);
  expect(found.size).toBe(3125);
  expect([...found].map(([state, text]) => [state, Number(text)])).toEqual(wanted);
});

/** Coefficients by country: name → number; a line per coefficient, a column per country. */
function coefficients(name: string): [country: string, of: Map<string, number>][] {
  const [head = [], ...rows] = readFileSync(resolve(file, '..', name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return head
    .slice(1)
    .map((country, i) => [
      country,
      new Map(
        rows
          .filter((cells) => !['NA', ''].includes(cells[i + 1] ?? ''))
          .map((cells) => [cells[0] ?? '', Number(cells[i + 1])]),
      ),
    ]);
}

/** `SouthKorea` → south-korea, `Japan_cTTO` → japan-ctto. */
const named = (country: string) =>
  country === 'WePP'
    ? 'wepp'
    : country
        .replaceAll('_', '-')
        .replaceAll(/(?<=[a-z]{2})(?=[A-Z])/g, '-')
        .toLowerCase();

test.skipIf(!existsSync(file))('start, answers and plain terms of 49 and 33 value sets', () => {
  for (const [table, kind, start, most, terms] of [
    ['VT.csv', 'eq-5d-5l', 'StartValue', 5, { Intercept: 2, N4: 4, N5: 5 }],
    ['TTO.csv', 'eq-5d-3l', 'FullHealth', 3, { AtLeastOne2Or3: 2, AtLeastOne3: 3 }],
  ] as const)
    for (const [country, of] of coefficients(table)) {
      const { value: set } = readDocument(resolve(folder, '..', kind, `${named(country)}.yaml`), valueSet);
      expect(Number(set?.start), country).toBe(of.get(start));
      for (const name of DIMENSIONS)
        expect(set?.levels[name].map(Number), `${country} ${name}`).toEqual(
          Array.from({ length: most }, (_, i) => of.get(`${name}${i + 1}`) ?? 0),
        );
      expect(
        set?.any.map(({ from, add }) => [from, Number(add)]),
        country,
      ).toEqual(
        Object.entries(terms).flatMap(([name, from]) => (of.has(name) ? [[from, of.get(name)]] : [])),
      );
    }
});
