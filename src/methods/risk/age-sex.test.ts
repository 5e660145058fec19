import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example, Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { approximately } from '../shared/fraction.ts';
import { ageSex } from './age-sex.ts';
import { estimate, millionths, normaliser } from './cells.ts';

const person = (id: string, birth: string | null, gender: string | null, extra: Given = {}): Given => ({
  person_id: id,
  birth_date: birth,
  gender,
  enrollment_start_date: '2020-01-01',
  ...extra,
});

/** Two young women, an old woman, a young and an old man; ages on 1 January 2023. */
const eligibility = [
  person('ann', '1990-01-02', 'female'),
  person('bea', '1985-05-05', 'female'),
  person('cat', '1950-05-05', 'female'),
  person('dan', '1990-05-05', 'male'),
  person('eli', '1958-01-01', 'male'),
];

const spending = (amounts: Record<string, [amount: string, months: string]>) => ({
  rows: Object.entries(amounts).map(([person_id, [amount, months]]) => ({ person_id, amount, months })),
  types: { amount: 'decimal(18,2)', months: 'decimal(18,4)' },
});

const costs = spending({
  ann: ['1000.00', '12'],
  bea: ['3000.00', '12'],
  cat: ['9000.00', '6'],
  dan: ['500.00', '12'],
  eli: ['7000.00', '12'],
});

const run = (options: Record<string, string> = {}, rest: Example = {}) =>
  computeExample(ageSex, {
    tables: { eligibility },
    results: { costs },
    ...rest,
    options: { people: 'costs', ...(options['factors'] ? {} : { ages: '0, 65' }), ...options },
  });

const scores = (rows: readonly Record<string, unknown>[]) =>
  Object.fromEntries(rows.map((row) => [row['person_id'], row['risk_score']]));

describe('factors estimated from spending', () => {
  it('are the mean of the cell over the mean of all', async () => {
    const { rows } = await run();
    // The mean of all is 20,500 / 5 = 4,100.
    expect(rows).toMatchObject([
      { person_id: 'ann', age: 32, sex: 'female', band: '0-64', risk_score: '0.487805', reason: null },
      { person_id: 'bea', age: 37, risk_score: '0.487805' },
      { person_id: 'cat', age: 72, band: '65+', risk_score: '2.195122' },
      { person_id: 'dan', age: 32, risk_score: '0.121951' },
      { person_id: 'eli', age: 65, risk_score: '1.707317' },
    ]);
  });

  it('go by time covered', async () => {
    const { rows } = await run({ exposure_column: 'months' });
    // 20,500 over 54 months; the old woman spent 9,000 in six.
    expect(scores(rows)['cat']).toBe('3.95122');
    expect(scores(rows)['ann']).toBe('0.439024');
  });

  it('of cells of too few people are borrowed from the nearest band, or unknown', async () => {
    const options = { ages: '0, 35, 65', minimum_people: '2', by_sex: 'false' };
    const borrowed = await run(options);
    // ann and dan (mean 750), bea alone, cat and eli (mean 8,000): bea is as near to either, and takes the younger.
    const raw = borrowed.rows.map((row) => [row['person_id'], row['factor'], row['reason']]);
    expect(raw).toEqual([
      ['ann', '0.182927', null],
      ['bea', '0.182927', 'borrowed'],
      ['cat', '1.95122', null],
      ['dan', '0.182927', null],
      ['eli', '1.95122', null],
    ]);
    const unknown = await run({ ...options, empty: 'unknown' });
    expect(unknown.rows[1]).toMatchObject({ factor: null, risk_score: null, reason: 'too-few' });
    expect(unknown.diagnostics.map((d) => d.message.zh)).toEqual(['1 人没有风险分：该年龄段人数不足 (1)']);
  });

  it('count by their credibility', async () => {
    const { rows } = await run({ by_sex: 'false', credibility: '2', normalise: 'false' });
    // Young: 3 people, mean 1,500 / 4,100; Z = 3 / 5. (3 × 0.365854 + 2) / 5 = 0.619512
    expect(scores(rows)['ann']).toBe('0.619512');
    expect(scores(rows)['cat']).toBe('1.47561');
  });

  it('may come from another population', async () => {
    const people = { rows: [{ person_id: 'zoe' }] };
    const { rows } = await run(
      { people: 'panel', reference: 'costs' },
      {
        tables: { eligibility: [...eligibility, person('zoe', '2023-06-01', 'female')] },
        results: { costs, panel: people },
      },
    );
    expect(rows).toMatchObject([{ person_id: 'zoe', age: 0, risk_score: '0.487805' }]);
  });
});

describe('a table of factors', () => {
  const factors = ['sex,from,to,factor', 'female,0,64,0.8', 'female,65,,2', 'male,0,64,0.6', 'male,65,,2.4'];
  const given = (lines: readonly string[]) => ({ files: { 'f.csv': `${lines.join('\n')}\n` } });

  it('is brought to a mean of 1, or left', async () => {
    const { rows } = await run({ factors: 'f.csv' }, given(factors));
    // (2 × 0.8 + 2 + 0.6 + 2.4) / 5 = 1.32
    expect(scores(rows)).toEqual({
      ann: '0.606061',
      bea: '0.606061',
      cat: '1.515152',
      dan: '0.454545',
      eli: '1.818182',
    });
    const raw = await run({ factors: 'f.csv', normalise: 'false' }, given(factors));
    expect(scores(raw.rows)['eli']).toBe('2.4');
  });

  it('may hold for all, and for unknown sex; what it lacks is unknown', async () => {
    const tables = { eligibility: [...eligibility.slice(0, 4), person('eli', '1958-01-01', null)] };
    const all = [...factors.slice(0, 3), 'all,65,,3'];
    const { rows } = await run({ factors: 'f.csv', normalise: 'false' }, { tables, ...given(all) });
    expect(rows.map((row) => [row['risk_score'], row['reason']])).toEqual([
      ['0.8', null],
      ['0.8', null],
      ['2', null],
      [null, 'no-factor'],
      ['3', null],
    ]);
  });

  it('that contradicts itself is told', async () => {
    const codes = async (lines: readonly string[]) =>
      (await run({ factors: 'f.csv' }, given(lines))).diagnostics.map(
        (d) => `${d.code} ${d.data['column'] ?? d.data['age']}`,
      );
    expect(await codes([...factors, 'male,64,65,1'])).toEqual(
      ['bands-overlap 64', 'bands-overlap 65'].slice(0, 1),
    );
    expect(await codes([factors[0] as string, 'man,0,,1', 'male,x,,1', 'male,5,4,1', 'male,0,,-1'])).toEqual([
      'file-row-refused sex',
      'file-row-refused from',
      'file-row-refused to',
      'file-row-refused factor',
    ]);
  });
});

describe('people of whom too little is known', () => {
  it('have no score, with why, and teach nothing', async () => {
    const tables = {
      eligibility: [
        ...eligibility.slice(0, 3),
        person('dan', null, 'male'),
        person('eli', '1850-01-01', 'male'),
        person('cat', '1951-05-05', 'female', { enrollment_start_date: '2019-01-01' }),
      ],
    };
    const { rows, diagnostics } = await run({}, { tables });
    expect(rows.map((row) => [row['person_id'], row['age'], row['reason']])).toEqual([
      ['ann', 32, null],
      ['bea', 37, null],
      ['cat', 72, null],
      ['dan', null, 'age-unknown'],
      ['eli', null, 'age-impossible'],
    ]);
    expect(diagnostics.map((d) => [d.code, d.data['count'], d.data['amount']])).toEqual([
      ['left-out-of-reference', 2, '7500.0000'],
      ['birthdays-differ', 1, undefined],
      ['not-scored', 2, undefined],
    ]);
  });

  it('teach nothing where one of several amounts is not known', async () => {
    const rows = [
      ...costs.rows,
      { person_id: 'bea', amount: null, months: '1' },
      { person_id: 'ann', amount: '200.00', months: '1' },
    ];
    const found = await run({}, { results: { costs: { ...costs, rows } } });
    expect(found.diagnostics.map((d) => [d.code, d.data['count']])).toEqual([['left-out-of-reference', 1]]);
    // Of the young women only ann: 1,200 of a mean of 17,700 ÷ 4.
    expect(scores(found.rows)).toMatchObject({ ann: '0.271186', bea: '0.271186' });
  });

  it('bad options are told', async () => {
    const codes = async (options: Record<string, string>) =>
      (await run(options)).diagnostics.map((d) => d.code);
    expect(await codes({ ages: '' })).toEqual(['factors-or-ages']);
    expect(await codes({ ages: '5, 65' })).toEqual(['ages-unusable']);
    expect(await codes({ ages: '0, 65, 40' })).toEqual(['ages-unusable']);
    expect(await codes({ amount_column: 'spending' })).toEqual(['result-column-missing']);
    const nothing = spending({ ann: ['0', '1'] });
    expect((await run({}, { results: { costs: nothing } })).diagnostics.map((d) => d.code)).toEqual([
      'nothing-spent',
    ]);
  });
});

describe('any population', () => {
  const cell = fc.record({
    sex: fc.constantFrom('female', 'male'),
    band: fc.integer({ min: 0, max: 4 }),
    people: fc.bigInt({ min: 1n, max: 1000n }),
    exposure: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    amount: fc.bigInt({ min: 1n, max: 10n ** 15n }),
  });
  const cells = fc.uniqueArray(cell, {
    minLength: 1,
    maxLength: 10,
    selector: ({ sex, band }) => `${sex}${band}`,
  });
  const rules = fc.record({
    minimumPeople: fc.constantFrom(1n, 50n),
    borrow: fc.boolean(),
    credibility: fc.constantFrom(undefined, { over: 100n, under: 1n }),
  });

  it('has a mean of 1 over its exposure', () => {
    fc.assert(
      fc.property(cells, rules, (seen, given) => {
        const factors = estimate(seen, 5, ['female', 'male'], given) ?? [];
        const scale = normaliser(factors, seen);
        const weighed = seen.flatMap(({ sex, band, exposure }) => {
          const factor = factors.find((one) => one.sex === sex && one.band === band)?.factor;
          return factor
            ? [{ exposure: Number(exposure), score: approximately(factor) * approximately(scale) }]
            : [];
        });
        const time = weighed.reduce((a, one) => a + one.exposure, 0);
        if (time === 0) return;
        expect(weighed.reduce((a, one) => a + one.exposure * one.score, 0) / time).toBeCloseTo(1, 9);
        if (given.credibility === undefined && given.minimumPeople === 1n)
          expect(millionths(scale)).toBe(1_000_000n);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
