import { afterAll, describe, expect, it } from 'vitest';
import { closeExamples, example } from '../testing/example.ts';

afterAll(closeExamples);

describe('rows', () => {
  it('references that hold no id are unknown; an id of no row is an error with file and line', async () => {
    const model = `entities: { hospital: { facts: { tier: { type: text } } }, case: { references: { hospital: hospital }, facts: { fee: { type: money } } } }
terms: { case: { tier: hospital.tier } }
payments: []`;
    const good = await example(
      model,
      'hospital: [{ id: H, tier: III }]\ncase: [{ id: 1, hospital: H, fee: 1 }, { id: 2, fee: 1 }]',
    );
    expect(good.all('case', 'tier')).toEqual({ 1: 'III', 2: '? missing case 2 hospital' });
    const bad = await example(
      model,
      'hospital: [{ id: H, tier: III }]\ncase: [{ id: 1, hospital: X, fee: 1 }]',
    );
    expect(bad.diagnostics).toMatchObject([
      {
        code: 'dangling-reference',
        severity: 'error',
        data: { entity: 'case', reference: 'hospital', value: 'X' },
      },
    ]);
    expect(bad.diagnostics[0]?.at?.line).toBeGreaterThan(0);
  });

  it('an entity without facts and binding has a row for each id that references to it hold', async () => {
    const model = `entities: { payer: {}, case: { references: { payer: payer }, facts: { fee: { type: money } } } }
terms: { payer: { fees: sum(case.fee) } }
payments: []`;
    const made = await example(
      model,
      'case: [{ id: 1, payer: b, fee: 1 }, { id: 2, payer: a, fee: 2 }, { id: 3, payer: b, fee: 4 }, { id: 4, fee: 8 }]',
    );
    expect(made.all('payer', 'fees')).toEqual({ a: '2', b: '5' });
  });

  it('a group has a row per distinct key of the rows that pass, and gives them a reference', async () => {
    const model = `entities:
  hospital: { facts: { region: { type: text } } }
  case:
    references: { hospital: hospital }
    facts: { drg: { type: text }, fee: { type: money }, kept: { type: boolean } }
  cell: { group: case, by: { drg: drg, region: hospital.region }, where: kept }
terms:
  cell: { mean_fee: mean(case.fee) }
  case: { ratio: fee / cell.mean_fee }
payments: []`;
    const made = await example(
      model,
      `hospital: [{ id: H, region: north }, { id: I }]
case: [{ id: 1, hospital: H, drg: A, fee: 10, kept: true }, { id: 2, hospital: H, drg: A, fee: 30, kept: true }, { id: 3, hospital: H, drg: A, fee: 99, kept: false }, { id: 4, hospital: I, drg: A, fee: 1, kept: true }, { id: 5, hospital: H, drg: B, fee: 7 }]`,
    );
    expect(made.all('cell', 'mean_fee')).toEqual({ 'A,north': '20' });
    expect(made.all('case', 'ratio')).toEqual({
      1: '0.5',
      2: '1.5',
      3: '? no match case 3 cell',
      4: '? missing hospital I region',
      5: '? missing case 5 kept',
    });
  });

  it('a computed reference is matched by key', async () => {
    const model = `entities:
  rate: { key: [drg, year], facts: { drg: { type: text }, year: { type: count }, price: { type: money } } }
  case: { references: { rate: { to: rate, by: [drg, year(on)] } }, facts: { drg: { type: text }, on: { type: date } } }
terms: { case: { price: rate.price } }
payments: []`;
    const made = await example(
      model,
      `rate: [{ drg: A, year: 2023, price: 5 }, { drg: A, year: 2024, price: 6 }]
case: [{ id: 1, drg: A, on: 2023-07-01 }, { id: 2, drg: A, on: 2024-07-01 }, { id: 3, drg: B, on: 2024-07-01 }, { id: 4, drg: A }]`,
    );
    expect(made.all('case', 'price')).toEqual({
      1: '5',
      2: '6',
      3: '? no match case 3 rate',
      4: '? missing case 4 on',
    });
  });

  it('each: whole numbers, months, years, records and lists; an unknown bound gives no rows and a warning', async () => {
    const model = `entities:
  treatment: { facts: { start: { type: date }, times: { type: count } } }
  instalment: { each: treatment, for: { n: for i in 1..times return i } }
  month: { each: treatment, for: { at: 'months(start, start + @"P3M")' } }
  year: { each: treatment, for: { at: 'years(start, start + @"P2Y")' } }
  step: { each: treatment, for: { row: ladder } }
  site: { each: treatment, for: { name: places } }
parameters:
  ladder: { columns: [name, share], rows: [[first, 0.25], [last, 0.75]] }
  places: { type: list of text, value: [x, y] }
terms:
  instalment: { number: n }
  month: { begins: at }
  year: { begins: at }
  step: { part: row.share }
  site: { place: name }
payments: []`;
    const made = await example(
      model,
      'treatment: [{ id: T, start: 2024-01-31, times: 3 }, { id: U, times: 0 }]',
    );
    expect(made.all('instalment', 'number')).toEqual({ 'T,1': '1', 'T,2': '2', 'T,3': '3' });
    // Each month from the first, not from the one before: the 29th is not carried on.
    expect(Object.values(made.all('month', 'begins'))).toEqual(['2024-01-31', '2024-02-29', '2024-03-31']);
    expect(Object.values(made.all('year', 'begins'))).toEqual(['2024-01-31', '2025-01-31']);
    expect(made.all('step', 'part')).toEqual({
      'T,first': '0.25',
      'T,last': '0.75',
      'U,first': '0.25',
      'U,last': '0.75',
    });
    expect(Object.keys(made.all('site', 'place'))).toEqual(['T,x', 'T,y', 'U,x', 'U,y']);
    expect(made.diagnostics.map(({ code, data }) => [code, data['entity'], data['count']])).toEqual([
      ['each-unknown', 'month', 1],
      ['each-unknown', 'year', 1],
    ]);
  });

  it('group: rows that belong to none, though not refused, are counted with what is unknown', async () => {
    const model = `entities:
  hospital: {}
  case: { references: { hospital: hospital }, facts: { drg: { type: text }, paid: { type: boolean } } }
  cell: { group: case, by: { drg: drg, at: hospital }, where: paid }
terms: { cell: { n: count(case) } }
payments: []`;
    const made = await example(
      model,
      `hospital: [{ id: H }]
case: [{ id: 1, hospital: H, drg: A, paid: true }, { id: 2, hospital: H, paid: true }, { id: 3, drg: A, paid: true }, { id: 4, drg: B, paid: false }, { id: 5, hospital: H, drg: A }]`,
    );
    expect(made.all('cell', 'n')).toEqual({ 'A,H': '1' });
    expect(made.diagnostics.map(({ code, data }) => [code, data])).toEqual([
      // Nor is a case without a hospital in any sum of a hospital.
      [
        'references-empty',
        { entity: 'case', reference: 'hospital', target: 'hospital', without: 2, total: 5 },
      ],
      [
        'group-unknown',
        { entity: 'cell', of: 'case', total: 4, count: 3, parts: 'where (1), drg (1), at (1)' },
      ],
    ]);
  });

  it('a list far too long is refused before it is made', async () => {
    const model = `entities: { a: { facts: { n: { type: count } } }, b: { each: a, for: { i: for i in 1..n return i } } }
terms: { b: { x: i } }
payments: []`;
    const made = await example(model, 'a: [{ id: A, n: 90000000000000000000000000 }]');
    expect(made.diagnostics).toMatchObject([{ code: 'each-too-long', severity: 'error' }]);
  });

  it('rows are in key order: numbers by size, texts by code point', async () => {
    const model = `entities: { a: { key: [n, t], facts: { n: { type: number }, t: { type: text } } } }
terms: { a: { place: "rank(agreement.a, n)" } }
payments: []`;
    const made = await example(
      model,
      'a: [{ n: 10, t: a }, { n: -2.5, t: z }, { n: 9, t: é }, { n: 9, t: z }, { n: 9, t: Z }]',
    );
    expect(Object.keys(made.all('a', 'place'))).toEqual(['-2.5,z', '9,Z', '9,z', '9,é', '10,a']);
  });
});
