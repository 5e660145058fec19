/** Test support: measure documents at random, over the populations of `random-measures.ts`. Their text is JSON, which is YAML. */
import * as fc from 'fast-check';
import { LISTS } from './random-measures.ts';

type Doc = Record<string, unknown>;

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 1, nil: undefined });
const list = fc.constantFrom(...Object.keys(LISTS)).map((codes) => ({ codes }));
const codes = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('diagnosis', 'diagnosis', 'principal_diagnosis', 'other_diagnosis'), list)
      .map(([column, of]): Doc => ({ [column]: of })),
  },
  { weight: 1, arbitrary: fc.constant<Doc>({ procedure: { codes: 'done' } }) },
  { weight: 1, arbitrary: fc.constant<Doc>({ diagnosis: ['E1', 'J2*'] }) },
);
const both = fc.tuple(codes, codes);
const claimWhere = fc.oneof(
  { weight: 5, arbitrary: codes },
  { weight: 1, arbitrary: both.map(([a, b]): Doc => ({ any: [a, b] })) },
  { weight: 1, arbitrary: both.map(([a, b]): Doc => ({ ...a, none: [b] })) },
  { weight: 1, arbitrary: codes.map((one): Doc => ({ ...one, claim_type: 'Professional' })) },
  { weight: 1, arbitrary: codes.map((one): Doc => ({ ...one, paid_amount: { above: '0', to: '50' } })) },
  { weight: 1, arbitrary: fc.constant<Doc>({ place_of_service_code: { not: '21' } }) },
  { weight: 1, arbitrary: fc.constant<Doc>({ paid_amount: { known: 'false' } }) },
);
const stayWhere = fc.oneof(
  fc.constant<Doc>({}),
  codes,
  list.map((of): Doc => ({ acquired_diagnosis: of })),
  fc.constant<Doc>({ died: 'true' }),
  fc.constant<Doc>({ days: { from: '2' } }),
  codes.map((one): Doc => ({ none: [one] })),
);
const claimDay = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  'admission_date',
  'claim_end_date',
  'claim_start_date',
);
const UNITS = [[], [], [{ unit: '%' }, { unit: 'mmol', times: '0.5', plus: '1' }]];

const claimEvent = fc.record({ table: fc.constant('medical_claim'), where: claimWhere, day: claimDay });
const stayEvent = fc.record({
  table: fc.constant('stay'),
  where: stayWhere,
  day: fc.constantFrom(undefined, 'discharge_date'),
});
const labEvent = fc.record({
  table: fc.constant('observation'),
  where: fc.constantFrom({ code: 'X' }, { code: ['X', 'y'] }, { code: 'Y' }),
  value: fc.constant('value_number'),
  units: fc.constantFrom(...UNITS),
});
const events = fc.record({
  c1: claimEvent,
  c2: claimEvent,
  c3: claimEvent,
  s1: stayEvent,
  s2: stayEvent,
  lab1: labEvent,
  lab2: labEvent,
  died: fc.constant({ table: 'death' }),
});

const ofPeriod = fc.constantFrom(
  {},
  {},
  { from: '-P1Y' },
  { from: '-P6M', to: '-P1M' },
  { to: 'P30D' },
  { from: 'P3M' },
  { to: '-P6M' },
);
const ofUnit = fc.record(
  {
    of: fc.constantFrom('start', 'end'),
    from: fc.constantFrom('-P1Y', '-P1M', '-P30D', 'P0D', 'P1D', undefined),
    to: fc.constantFrom('P0D', 'P0D', 'P30D', 'P2M', '-P1D', undefined),
  },
  { requiredKeys: ['of'] },
);

const NAMES = ['c1', 'c2', 'c3', 's1', 's2', 'lab1', 'died'];
const leaf = (unit: 'c1' | 's1' | undefined): fc.Arbitrary<Doc> => {
  const within: fc.Arbitrary<Doc | undefined> = unit ? fc.oneof(ofUnit, ofUnit, ofPeriod) : maybe(ofPeriod);
  const same = unit === 's1' ? ['s1', 's2'] : ['c1', 'c2', 'c3'];
  const bound = fc.constantFrom({ below: '7' }, { from: '5', to: '9.5' }, { above: '5' }, {});
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        event: fc.constantFrom(...NAMES),
        within,
        days: fc.constantFrom(undefined, undefined, '1', '2', '3'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        last: fc.oneof(
          bound.map((one): Doc[] => [{ event: 'lab1', ...one }]),
          fc.tuple(bound, bound).map(([a, b]): Doc[] => [
            { event: 'lab1', ...a },
            { event: 'lab2', ...b },
          ]),
        ),
        same_day: fc.constantFrom(undefined, 'lowest', 'highest'),
        no_value: fc.constantFrom(undefined, 'skipped', 'missing'),
        missing: fc.constantFrom('yes', 'no', 'unknown'),
        within,
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(['c1', 'c2'], ['c3', 'c1'], ['s1', 's2'], ['s2', 's1']), within)
        .map(([[event, first], of]): Doc => ({ event, first, within: of })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Doc>(
        { flag: 'hospice_flag' },
        { age: { from: '18' } },
        { age: { to: '65' } },
      ),
    },
    ...(unit
      ? [{ weight: 2, arbitrary: fc.constantFrom(...same).map((event): Doc => ({ event, same: 'true' })) }]
      : []),
  );
};
const criterion = (unit: 'c1' | 's1' | undefined): fc.Arbitrary<Doc> => {
  const one = leaf(unit);
  const more = fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 1, arbitrary: one.map((inner): Doc => ({ not: inner })) },
  );
  return fc.oneof(
    { weight: 3, arbitrary: more },
    { weight: 1, arbitrary: fc.array(more, { minLength: 1, maxLength: 3 }).map((all): Doc => ({ all })) },
    { weight: 1, arbitrary: fc.array(more, { minLength: 1, maxLength: 3 }).map((any): Doc => ({ any })) },
    {
      weight: 1,
      arbitrary: fc.array(more, { minLength: 2, maxLength: 2 }).map((any): Doc => ({ not: { any } })),
    },
  );
};

const population = (unit: 'c1' | 's1' | undefined) =>
  fc.record({
    sex: fc.constantFrom(undefined, undefined, undefined, undefined, 'female'),
    age: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      { from: '18' },
      { to: '64', on: 'start' },
      { from: '18', to: '65', on: unit ? 'unit' : 'end' },
    ),
    plans: fc.constantFrom(undefined, undefined, undefined, ['A']),
    enrolled: fc.constantFrom<(Doc | undefined)[]>(
      undefined,
      undefined,
      undefined,
      {},
      { gaps: '1', gap_days: '45' },
      { gaps: '2', gap_days: '120', at_end: 'false' },
      { within: { from: '-P1Y' } },
      { within: { to: 'P1M' }, gaps: '1', gap_days: '31' },
      ...(unit
        ? [{ within: { of: 'start', from: '-P30D', to: 'P3D' } }, { within: { of: 'end', to: 'P30D' } }]
        : []),
    ),
    where: fc.option(criterion(unit), { freq: 1, nil: undefined }),
  });

const exclusions = (unit: 'c1' | 's1' | undefined) =>
  fc
    .array(criterion(unit), { maxLength: 1 })
    .map((all) => all.map((where, i) => ({ exclusion: `x${i}`, title: { en: 'X', zh: '排除' }, where })));

const kinds = (unit: 'c1' | 's1' | undefined): fc.Arbitrary<Doc> =>
  fc.record({
    of: fc.constant(unit ?? 'person'),
    population: population(unit),
    exclusions: exclusions(unit),
    numerator: criterion(unit),
  });
const proportion = fc
  .oneof(kinds(undefined), kinds(undefined), kinds('s1'), kinds('c1'))
  .map((rest): Doc => ({ kind: 'proportion', per: '100', ...rest }));
const rate = fc
  .record({
    population: population(undefined),
    exclusions: exclusions(undefined),
    count: fc.record({
      event: fc.constantFrom(...NAMES),
      each: fc.constantFrom('row', 'day'),
      within: maybe(ofPeriod),
    }),
  })
  .map((rest): Doc => ({ kind: 'rate', per: '12000', ...rest }));
const mean = fc
  .constantFrom<('c1' | 's1')[]>('c1', 's1')
  .chain((of) =>
    fc.record({
      of: fc.constant(of),
      population: population(of),
      exclusions: exclusions(of),
      value: fc.constant(of === 's1' ? 'days' : 'paid_amount'),
    }),
  )
  .map((rest): Doc => ({ kind: 'mean', ...rest }));

const part = fc.oneof(
  { weight: 5, arbitrary: proportion },
  { weight: 1, arbitrary: rate },
  { weight: 1, arbitrary: mean },
);

/** Texts of some documents, `m0` … to be asked for together. Some events are the same in several. */
export const documents = (most: number): fc.Arbitrary<string[]> =>
  fc.array(fc.tuple(part, events, fc.boolean()), { minLength: 1, maxLength: most, size: 'max' }).map((all) =>
    all.map(([rest, own, shared], i) =>
      JSON.stringify({
        measure: `m${i}`,
        version: '1',
        title: { en: 'M', zh: '指标' },
        source: 'the test',
        better: 'higher',
        unit: { en: '%', zh: '%' },
        codes: Object.fromEntries(Object.entries(LISTS).map(([name, some]) => [name, { codes: some }])),
        events: shared ? (all[0]?.[1] ?? own) : own,
        ...rest,
      }),
    ),
  );
