import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDocument, readDocument } from '../../shared/document.ts';
import { findDocument, shippedDocuments } from '../../shipped.ts';
import { roundDouble, sumOfDoubles } from './doubles.ts';
import { instrument, misfits } from './instrument.ts';
import { misfitsOfSet, utilities, valueSet } from './value-set.ts';

const path = (name: string, folder: string) => findDocument(name, '/', folder) ?? name;
const set = (name: string) => readDocument(path(name, 'value-sets'), valueSet).value!;

describe('documents that come with the product', () => {
  it.each(shippedDocuments('instruments'))('instrument %s', (name) => {
    const { value, diagnostics } = readDocument(path(name, 'instruments'), instrument);
    expect(diagnostics).toEqual([]);
    expect(value?.instrument).toBe(name);
    expect(misfits(value!)).toEqual([]);
  });

  it('value sets of 49 and 33 countries and regions, each with its source', () => {
    const names = shippedDocuments('value-sets');
    expect(names.filter((name) => name.startsWith('eq-5d-5l/'))).toHaveLength(49);
    expect(names.filter((name) => name.startsWith('eq-5d-3l/'))).toHaveLength(33);
    for (const name of names) {
      const { value, diagnostics } = readDocument(path(name, 'value-sets'), valueSet);
      expect(diagnostics, name).toEqual([]);
      expect(value?.value_set).toBe(name);
      expect(misfitsOfSet(value!), name).toEqual([]);
      const states = utilities(value!);
      // Nothing is better than full health.
      expect(Math.max(...[...states.values()].map(Number)), name).toBe(Number(states.get('11111')));
    }
  });
});

describe('value sets', () => {
  it.each([
    // Dolan 1997: 1 − 0.081 − 0.069 − 0.104 − 0.036 − 0.123 − 0.071, and with N3 0.269.
    ['eq-5d-3l/uk', '22222', '0.516'],
    ['eq-5d-3l/uk', '33333', '-0.594'],
    // Shaw 2005: interactions of how many answers are at level 3.
    ['eq-5d-3l/usa', '33333', '-0.109'],
    ['eq-5d-3l/usa', '11112', '0.844'],
    // Liu 2014: a constant for any problem and for any at level 3.
    ['eq-5d-3l/china', '33333', '-0.149'],
    // Kim 2016: a constant, and N4.
    ['eq-5d-5l/south-korea', '55555', '-0.066'],
    ['eq-5d-5l/south-korea', '11113', '0.858'],
  ])('%s: %s is worth %s', (name, state, value) => {
    expect(utilities(set(name)).get(state)).toBe(value);
  });

  it('states whose value was set keep it', () => {
    expect(utilities(set('eq-5d-3l/australia')).get('33333')).toBe('-0.217');
  });

  it('halves fall where doubles do, as R rounds', () => {
    expect(roundDouble(0.15, 1)).toBe(0.1);
    expect(roundDouble(0.25, 1)).toBe(0.2);
    expect(roundDouble(0.35, 1)).toBe(0.3);
    expect(roundDouble(2.5, 0)).toBe(2);
    expect(roundDouble(-0.0415, 3)).toBe(-0.042);
  });

  it('a sum is rounded once', () => {
    expect(sumOfDoubles([1e16, 1, 1])).toBe(1e16 + 2);
    expect(sumOfDoubles([0.1, 0.2, -0.3])).toBe(2.7755575615628914e-17);
    expect(sumOfDoubles([5e-324, 5e-324])).toBe(1e-323);
    expect(sumOfDoubles([])).toBe(0);
  });
});

describe('documents that are wrong', () => {
  const codes = (text: string) =>
    checkDocument(text, 'own.yaml', instrument).diagnostics.map(({ code, at }) => `${code} ${at?.line}`);

  it('are told with the line', () => {
    expect(codes('instrument: x\nversion: 1\n')).toContain('document-value 1');
    expect(codes('instrument: [\n')).toEqual(['document-syntax 2']);
    expect(codes('instrument: x\nmood: y\n')).toContain('document-key 1');
    expect(readDocument('/nowhere.yaml', instrument).diagnostics.map(({ code }) => code)).toEqual([
      'document-unreadable',
    ]);
  });

  it('or do not fit together', () => {
    const { value } = readDocument(resolve(path('pain-nrs', 'instruments')), instrument);
    const items = [
      { item: 'pain', codes: [], reversed: false, counts_as: ['1'] },
      { item: 'pain', codes: [], reversed: false, from: 4, to: 3 },
    ];
    const scale = { ...value!.scales[0]!, items: ['ache'], answered: 2 };
    expect(misfits({ ...value!, items, scales: [scale] }).map(({ where }) => where)).toEqual([
      'items.0.counts_as',
      'items.1.item',
      'scales.0.items',
      'scales.0.answered',
    ]);
  });

  it('or a scale made of itself, of a later one, of both items and scales, or of none', () => {
    const { value } = readDocument(resolve(path('promis-global', 'instruments')), instrument);
    const [physical, mental] = value!.scales;
    const sum = { scale: 'both', items: [], table: undefined, score: 'mean' as const };
    const of = (changed: Partial<typeof physical>) =>
      misfits({ ...value!, scales: [physical!, { ...mental!, ...sum, ...changed }] });
    expect(of({ scales: ['physical'] })).toEqual([]);
    expect(of({ scales: ['both'] })).toEqual([{ where: 'scales.1.scales', expected: 'physical' }]);
    expect(of({ scales: ['physical'], items: ['Global01'] }).map(({ where }) => where)).toEqual(['scales.1']);
    expect(of({}).map(({ where }) => where)).toEqual(['scales.1']);
    expect(of({ scales: ['physical'], score: 'sum' })).toEqual([
      { where: 'scales.1.score', expected: 'mean' },
    ]);
  });

  it('or a table of sums that leaves one out, has one twice, or is of no sums', () => {
    const { value } = readDocument(resolve(path('promis-global', 'instruments')), instrument);
    const [physical] = value!.scales;
    const wrong = (changed: Partial<typeof physical>) =>
      misfits({ ...value!, scales: [{ ...physical!, ...changed }] });
    const table = physical!.table!;
    expect(wrong({ table: table.filter(([sum]) => sum !== '12') })).toEqual([
      { where: 'scales.0.table', expected: '[12, …]' },
    ]);
    expect(wrong({ table: [...table, ['4.0', '1']] })).toEqual([
      { where: 'scales.0.table.17', expected: '≠ 4.0' },
    ]);
    expect(wrong({ score: 'mean' })).toEqual([{ where: 'scales.0.score', expected: 'sum' }]);
    expect(wrong({ table: [['4', '1.00001']] })).toEqual([{ where: 'scales.0.table.0', expected: '0.1234' }]);
  });

  it('or value levels that the instrument has not, or not all it has', () => {
    const three = set('eq-5d-3l/uk');
    const wrong = {
      ...three,
      levels: { ...three.levels, MO: ['0', '-0.1'], SC: ['0', '0', '0', '0', '0'] },
      any: [{ from: 5, add: '-0.1' }],
      pairs: [{ of: { MO: 4 }, add: '0.1' }],
      fixed: { '11145': '0.1' },
    };
    expect(misfitsOfSet(wrong).map(({ where, expected }) => `${where}: ${expected}`)).toEqual([
      'levels.MO: 3',
      'levels.SC: 3',
      'any.0.from: 1 … 3',
      'pairs.0.of: 1 … 3',
      'fixed.11145: 1 … 3',
    ]);
    const { error } = valueSet.safeParse({
      ...three,
      digits: '3',
      any: [],
      pairs: [{ of: { XX: '3' }, add: '0.1' }],
    });
    expect(error?.issues[0]?.path).toEqual(['pairs', 0, 'of']);
  });

  it('or have more digits than a score, of which none is cut', () => {
    const { value } = readDocument(resolve(path('pain-nrs', 'instruments')), instrument);
    const [pain] = value!.items;
    const counts = Array.from({ length: 11 }, (_, i) => `${i}.00001`);
    const scale = { ...value!.scales[0]!, important: { change: '1.00001', source: 'x' } };
    expect(
      misfits({ ...value!, items: [{ ...pain!, counts_as: counts }], scales: [scale] }).map(
        ({ where }) => where,
      ),
    ).toEqual([...counts.map((_, i) => `items.0.counts_as.${i}`), 'scales.0.important.change']);
    const set = { ...readDocument(path('eq-5d-5l/china', 'value-sets'), valueSet).value!, digits: '5' };
    expect(valueSet.safeParse(set).error?.issues[0]?.path).toEqual(['digits']);
  });
});
