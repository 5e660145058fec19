import { expect, test } from 'vitest';
import type { RunDetail } from '../../server/api.ts';
import { namesOf } from './names.ts';

/** Of a run no more than names are read from: a patient whose fact `price` is called as the payment is. */
const detail = (columns: string[]) =>
  ({
    entities: [
      { name: 'patient', title: null, rows: 1, columns: columns.map((name) => ({ name, title: null })) },
    ],
    words: { employee: { en: 'employees', zh: '职工医保' } },
    summary: {
      parameters: [],
      parties: [
        { id: 'fund', role: 'payer', name: { en: 'Fund', zh: '基金' } },
        { id: 'H01', role: null, name: { en: 'County hospital', zh: '县医院' } },
      ],
      payments: [{ id: 'price', entity: 'patient', formula: 'price_due' }],
    },
  }) as unknown as RunDetail;

test('a payment is asked for by its id, and by its term where a fact of the row has that name', () => {
  expect(namesOf(detail(['id', 'price_due'])).paid('price')).toBe('price');
  expect(namesOf(detail(['id', 'price', 'price_due'])).paid('price')).toBe('price_due');
});

test('who only has a name is called by it and is still no party of the contract; who has none is called as it is written', () => {
  const names = namesOf(detail(['id']));
  expect(['fund', 'H01', 'H02'].map((id) => [names.party(id).zh, names.hasRole(id)])).toEqual([
    ['基金', true],
    ['县医院', false],
    ['H02', false],
  ]);
});

test('a row is called by its parties’ names and the model’s words, part by part', () => {
  const names = namesOf(detail(['id']));
  expect(['H01', 'H02', 'H01,2023,1', 'employee,III', 'H02,2023'].map((key) => names.row(key).zh)).toEqual([
    '县医院',
    'H02',
    '县医院，2023，1',
    '职工医保，III',
    'H02,2023',
  ]);
});
