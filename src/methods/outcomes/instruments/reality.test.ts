/** Every state of EQ-5D-5L in six countries, as an independent implementation values it. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument } from '../../shared/document.ts';
import { utilities, valueSet } from './value-set.ts';

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
