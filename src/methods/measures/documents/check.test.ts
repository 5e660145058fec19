/** Parts of a document that do not fit each other, found without any data. */
import { expect, it } from 'vitest';
import { checkMeasure } from './check.ts';
import { measure } from './document.ts';

const problems = (more: Record<string, unknown>) => {
  const document = measure.parse({
    measure: 'm',
    version: '1',
    title: { en: 'M', zh: '指标' },
    source: 'the test',
    better: 'higher',
    unit: { en: '%', zh: '%' },
    kind: 'proportion',
    codes: { frail: { optional: 'true' } },
    events: {
      stay: { table: 'stay' },
      visit: { table: 'medical_claim' },
      test: { table: 'observation', value: 'value_number' },
      fill: { table: 'pharmacy_claim' },
      frail: { table: 'medical_claim', where: { diagnosis: { codes: 'frail' } } },
    },
    ...more,
  });
  const codes = new Map([['frail', { codes: [], drugs: new Map<string, string>(), absent: true }]]);
  const checked = checkMeasure(document, 'm.yaml', codes);
  return {
    at: checked.problems.map(({ at }) => at.join('.')),
    absent: [...checked.measure.events.values()].flatMap(({ name, absent }) => (absent ? [name] : [])),
  };
};

it('the first of events is one of the same table, asked for once', () => {
  const within = { of: 'end', to: 'P30D' };
  expect(problems({ of: 'stay', numerator: { event: 'stay', first: 'visit', within } }).at).toEqual([
    'numerator.first',
  ]);
  expect(problems({ of: 'stay', numerator: { event: 'stay', first: 'nothing', within } }).at).toEqual([
    'numerator.first',
  ]);
  expect(problems({ of: 'stay', numerator: { event: 'stay', first: 'stay', days: '2', within } }).at).toEqual(
    ['numerator.first'],
  );
  expect(problems({ of: 'stay', numerator: { event: 'stay', first: 'stay', within } }).at).toEqual([]);
});

it('ages, days of treatment, missing values and units by the day stand where they mean something', () => {
  expect(problems({ numerator: { age: { from: '66' }, flag: 'esrd_status' } }).at).toEqual(['numerator']);
  expect(problems({ numerator: { covered: 'fill' } }).at).toEqual(['numerator']);
  expect(problems({ numerator: { covered: 'fill', days: '91' } }).at).toEqual([]);
  expect(problems({ numerator: { event: 'visit', no_value: 'missing' } }).at).toEqual(['numerator.no_value']);
  expect(problems({ each: 'day', numerator: { event: 'visit' } }).at).toEqual(['each']);
});

it('a code written in a condition ends in a star, or has none', () => {
  const at = (diagnosis: unknown) =>
    problems({
      events: { visit: { table: 'medical_claim', where: { diagnosis } } },
      numerator: { event: 'visit' },
    }).at;
  expect(at('E1*1')).toEqual(['events.visit.where.diagnosis']);
  expect(at(['I10', '*5'])).toEqual(['events.visit.where.diagnosis']);
  expect(at(['I10', 'E11*'])).toEqual([]);
});

it('an event of a list nobody gave is none', () => {
  expect(problems({ numerator: { event: 'frail' } })).toEqual({ at: [], absent: ['frail'] });
});
