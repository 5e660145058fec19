/** Measures of each scoring over a few patients, computed in this thread. */
import { afterAll, describe, expect, it } from 'vitest';
import { computer } from './compute.ts';
import { countsOf } from './counts.ts';
import { factsOf } from './facts.ts';
import { Summary } from './measure-report.ts';
import { encounter, EXTENSION, patientBundle, PROPORTION, readBundle, scratch } from './testing.ts';
import type { MeasureParts } from './testing.ts';
import type { PatientResult, Resource } from './types.ts';

const place = scratch();
afterAll(place.remove);

async function computed(parts: MeasureParts, ...bundles: Resource[]) {
  const { measure, bundle } = await readBundle(place, parts);
  const compute = computer({
    bundle: { ...bundle, entry: JSON.parse(JSON.stringify(bundle['entry'])) },
    measure,
    period: { start: '2026-01-01T00:00:00.000Z', end: '2026-12-31T23:59:59.999Z' },
    now: '2026-12-31T23:59:59.999Z',
    trustProfiles: true,
    evaluated: true,
    explain: ['a'],
  });
  const patients = bundles.map((one) => {
    const [{ resource }] = one['entry'] as [{ resource: { id: string } }];
    return { id: resource.id, place: { file: 'patients.ndjson' }, text: JSON.stringify(one) };
  });
  const results = await compute(patients);
  const summary = new Summary(measure);
  for (const result of results) summary.add(result);
  const [group] = summary.groups;
  const counts = (result: PatientResult | undefined) =>
    Object.fromEntries(
      countsOf(group!.group, result?.groups[0] ?? []).map(({ stratum, population, count }) => [
        stratum === '' ? population : `${stratum}: ${population}`,
        count,
      ]),
    );
  return { measure, results, summary, counts, score: (stratum = '') => group?.scores.get(stratum) };
}

const A = patientBundle('a', encounter('a1', 'a', 'emergency', 30), encounter('a2', 'a', 'office', 10));
const B = patientBundle('b', encounter('b1', 'b', 'office', 0));
const C = patientBundle('c');

describe('a proportion', () => {
  it('counts each patient where the logic puts it, and divides', async () => {
    const { results, counts, score } = await computed({ ...PROPORTION, more: { id: 'proportion' } }, A, B, C);
    expect(results.map(counts)).toEqual([
      { 'initial-population': 1, denominator: 1, numerator: 1 },
      { 'initial-population': 1, denominator: 1, numerator: 0 },
      { 'initial-population': 0, denominator: 0, numerator: 0 },
    ]);
    expect(score()).toBe('0.5');
  });

  it('says what the statements gave and which resources were looked at', async () => {
    const { results } = await computed({ ...PROPORTION, more: { id: 'statements' } }, A);
    expect(results[0]?.statements).toContainEqual({
      statement: 'Emergency Encounters',
      value: '[Encounter/a1]',
    });
    expect(results[0]?.evaluated).toEqual(['Encounter/a1', 'Encounter/a2', 'Patient/a']);
  });

  it('takes the numerator away from who is excluded', async () => {
    const parts: MeasureParts = {
      ...PROPORTION,
      populations: [...PROPORTION.populations, ['denominator-exclusion', 'Has Emergency']],
      more: { id: 'exclusion' },
    };
    const { results, counts, score } = await computed(parts, A);
    expect(results.map(counts)[0]).toMatchObject({ 'denominator-exclusion': 1, numerator: 0 });
    // 0 ÷ (1 − 1): nothing to divide by is no score, and not 0.
    expect(score()).toBeUndefined();
  });

  it('counts within strata', async () => {
    const parts: MeasureParts = {
      ...PROPORTION,
      stratifiers: [
        ['emergency', 'Has Emergency'],
        ['any', 'Has Encounter'],
      ],
      more: { id: 'strata' },
    };
    const { results, counts, score } = await computed(parts, A, B);
    expect(counts(results[1])).toMatchObject({
      denominator: 1,
      'emergency: denominator': 0,
      'any: denominator': 1,
      'any: numerator': 0,
    });
    expect([score(), score('emergency'), score('any')]).toEqual(['0.5', '1', '0.5']);
  });

  it('leaves a patient the logic cannot compute unknown, and computes the others', async () => {
    const parts: MeasureParts = {
      ...PROPORTION,
      populations: [
        ['initial-population', 'Has Encounter'],
        ['denominator', 'Has Encounter'],
        ['numerator', 'Has One Observation'],
      ],
      more: { id: 'failing' },
    };
    const observation = (id: string) => ({ resourceType: 'Observation', id, status: 'final' });
    const two = patientBundle('two', encounter('e', 'two', 'office'), observation('1'), observation('2'));
    const one = patientBundle('one', encounter('e', 'one', 'office'), observation('1'));
    const { measure, results, summary } = await computed(parts, two, one);
    expect(results.map(({ patient, failed }) => [patient, failed !== undefined])).toEqual([
      ['two', true],
      ['one', false],
    ]);
    const [row] = factsOf(measure, results[0]!, 'patient');
    expect(row).toMatchObject({ patient_id: 'two', count: null, member: null, reason: 'failed' });
    expect(summary).toMatchObject({ patients: 2, failed: 1 });
    expect(JSON.stringify(summary.report({ start: '2026-01-01', end: '2026-12-31' }))).toContain(
      '1 of 2 patients',
    );
  });
});

describe('episodes', () => {
  const populations: MeasureParts['populations'] = [
    ['initial-population', 'Encounters'],
    ['measure-population', 'Encounters'],
    [
      'measure-observation',
      'Minutes',
      { extension: [{ url: `${EXTENSION}aggregateMethod`, valueCode: 'median' }] },
    ],
  ];
  const parts: MeasureParts = {
    scoring: 'continuous-variable',
    basis: 'Encounter',
    populations,
    stratifiers: [['emergency', 'Emergency Encounters']],
    more: { id: 'variable' },
  };

  it('are counted one by one, and what is observed put together as the measure says', async () => {
    const { results, counts, score } = await computed(parts, A, B, C);
    expect(results.map(counts)).toMatchObject([
      { 'measure-population': 2, 'measure-observation': 2, 'emergency: measure-observation': 1 },
      { 'measure-population': 1, 'measure-observation': 1, 'emergency: measure-observation': 0 },
      { 'measure-population': 0, 'measure-observation': 0 },
    ]);
    // 0, 10, 30: an observation of 0 is one.
    expect([score(), score('emergency')]).toEqual(['10', '30']);
  });

  it('have a row each where rows are of episodes', async () => {
    const { measure, results } = await computed({ ...parts, more: { id: 'rows' } }, A);
    const rows = factsOf(measure, results[0]!, 'episode').filter(
      ({ stratum, population }) => stratum === '' && population === 'measure-observation',
    );
    expect(rows.map(({ episode_id, count, observed }) => [episode_id, count, observed])).toEqual([
      ['a1', 1, '30'],
      ['a2', 1, '10'],
    ]);
  });

  it('of a ratio are divided by each other', async () => {
    const ratio: MeasureParts = {
      scoring: 'ratio',
      basis: 'Encounter',
      populations: [
        ['initial-population', 'Encounters'],
        ['denominator', 'Encounters'],
        ['numerator', 'Emergency Encounters'],
      ],
      more: { id: 'ratio' },
    };
    expect((await computed(ratio, A, B)).score()).toBe('0.33333333');
  });

  it('observed on both sides of a ratio are divided as sums', async () => {
    const observes = (of: string) => ({
      id: `${of}-observation`,
      extension: [
        // Published measures have the word as a string, the guide's examples as a code.
        {
          url: `${EXTENSION}aggregateMethod`,
          ...(of === 'numerator' ? { valueString: 'Sum' } : { valueCode: 'sum' }),
        },
        { url: `${EXTENSION}criteriaReference`, valueString: of },
      ],
    });
    const ratio: MeasureParts = {
      scoring: 'ratio',
      basis: 'Encounter',
      populations: [
        ['initial-population', 'Encounters'],
        ['denominator', 'Encounters'],
        ['numerator', 'Emergency Encounters'],
        ['measure-observation', 'Minutes', observes('denominator')],
        ['measure-observation', 'Minutes', observes('numerator')],
      ],
      more: { id: 'ratio-observed' },
    };
    // 30 ÷ (30 + 10 + 0)
    expect((await computed(ratio, A, B)).score()).toBe('0.75');
  });
});

it('a cohort has counts and no score', async () => {
  const cohort: MeasureParts = {
    scoring: 'cohort',
    populations: [['initial-population', 'Has Encounter']],
    more: { id: 'cohort' },
  };
  const { summary, score } = await computed(cohort, A, B, C);
  expect(summary.groups[0]?.counts).toMatchObject([{ population: 'initial-population', count: 2 }]);
  expect(score()).toBeUndefined();
});
