/** In threads: the method as a contract computes it, and the command's files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { computeExample } from '../../testing.ts';
import { ecqm } from './method.ts';
import { measurePatients } from './run.ts';
import { encounter, measureBundle, patientBundle, PROPORTION, scratch } from './testing.ts';

const place = scratch();
afterAll(place.remove);

/** 60 patients: three chunks. Every third came by emergency, every second not at all. */
const PATIENTS = Array.from({ length: 60 }, (_, n) => {
  const id = `p${String(n).padStart(2, '0')}`;
  return n % 2 === 1
    ? patientBundle(id)
    : patientBundle(id, encounter('e', id, n % 3 === 0 ? 'emergency' : 'office'));
});

describe('measures.ecqm', () => {
  it('gives a row for each patient and population, and unknown counts for who fails', async () => {
    const bundle = measureBundle({
      ...PROPORTION,
      populations: [
        ['initial-population', 'Has Encounter'],
        ['denominator', 'Has Encounter'],
        ['numerator', 'Has One Observation'],
      ],
    });
    const observation = (id: string) => ({ resourceType: 'Observation', id });
    const patients = [
      patientBundle('fails', observation('1'), observation('2')),
      patientBundle('in', encounter('e', 'in', 'office'), observation('1')),
    ];
    const lines = patients.map((one) => `${JSON.stringify(one)}\n`).join('');
    const { rows, diagnostics } = await computeExample(ecqm, {
      files: { 'measure.json': JSON.stringify(bundle), 'patients.ndjson': lines },
      options: { bundle: 'measure.json', patients: 'patients.ndjson', threads: '1' },
      period: { from: '2026-01-01', to: '2027-01-01' },
    });
    expect(
      rows.map((one) => [one['patient_id'], one['population'], one['count'], one['member'], one['reason']]),
    ).toEqual([
      ['fails', 'denominator', null, null, 'failed'],
      ['fails', 'initial-population', null, null, 'failed'],
      ['fails', 'numerator', null, null, 'failed'],
      ['in', 'denominator', 1, true, null],
      ['in', 'initial-population', 1, true, null],
      ['in', 'numerator', 1, true, null],
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'patient-failed', data: { patient: 'fails' }, at: { line: 1 } },
    ]);
  });

  // ELM of the tests has no local ids: clauses have no values.
  it('tells what decided: the statements a population is made of, and the resources they found', async () => {
    const files = {
      'measure.json': JSON.stringify(measureBundle(PROPORTION)),
      'patients.ndjson': PATIENTS.slice(0, 4)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    };
    const example = {
      files,
      options: { bundle: 'measure.json', patients: 'patients.ndjson', threads: '1' },
      period: { from: '2026-01-01', to: '2027-01-01' },
    };
    const of = async (patient: string) =>
      (
        await computeExample(ecqm, { ...example, evidence: [patient, 'g', '', 'initial-population', ''] })
      ).evidence?.map(({ depth, what, value }) => `${'  '.repeat(depth)}${what}: ${value}`);
    expect(await of('p00')).toEqual([
      'Has Encounter: true',
      '  Encounters: [Encounter/e]',
      '    [Encounter]: –',
    ]);
    const gone = await computeExample(ecqm, {
      ...example,
      evidence: ['p99', 'g', '', 'initial-population', ''],
    });
    expect([gone.evidence, gone.diagnostics.map(({ code }) => code)]).toEqual([
      undefined,
      ['evidence-changed'],
    ]);
  });

  it('takes only the population asked for, and says which there are', async () => {
    const files = {
      'measure.json': JSON.stringify(measureBundle(PROPORTION)),
      'patients.ndjson': `${JSON.stringify(PATIENTS[0])}\n`,
    };
    const options = { bundle: 'measure.json', patients: 'patients.ndjson', threads: '1' };
    const one = await computeExample(ecqm, { files, options: { ...options, population: 'numerator' } });
    expect(one.rows).toMatchObject([{ patient_id: 'p00', population: 'numerator', member: true }]);
    const none = await computeExample(ecqm, { files, options: { ...options, population: 'numerater' } });
    expect(none.diagnostics).toMatchObject([
      { code: 'part-unknown', data: { known: 'initial-population, denominator, numerator' } },
    ]);
  });

  it('without the bundle, or the patients, is an error', async () => {
    const options = { bundle: 'measure.json', patients: 'patients.ndjson' };
    const none = await computeExample(ecqm, { options });
    expect(none.diagnostics).toMatchObject([{ code: 'method-document-missing' }]);
    const files = { 'measure.json': JSON.stringify(measureBundle(PROPORTION)) };
    const nobody = await computeExample(ecqm, { options, files });
    expect(nobody.diagnostics).toMatchObject([{ code: 'patients-missing' }]);
  });
});

describe('openvbp measure', () => {
  const measured = async (output: string, threads: number) =>
    measurePatients({
      bundle: await place.write('measure.json', measureBundle(PROPORTION)),
      patients: await place.ndjson('patients.ndjson', ...PATIENTS),
      output: join(place.folder, output),
      threads,
    });

  it('writes the same bytes with one thread as with two', async () => {
    const one = await measured('one', 1);
    expect(one.diagnostics).toEqual([]);
    expect(one.value).toMatchObject({
      patients: 60,
      groups: [{ strata: [{ stratum: '', score: '0.33333333' }] }],
    });
    await measured('two', 2);
    for (const name of ['individual.ndjson', 'summary.json', 'facts.csv'])
      expect(
        readFileSync(join(place.folder, 'two', name)).equals(readFileSync(join(place.folder, 'one', name))),
      ).toBe(true);
  });

  it('has the end of the period for today, whatever day it is', async () => {
    const cohort = {
      scoring: 'cohort',
      populations: [['initial-population', 'Is 2100'] as [string, string]],
    };
    const { value } = await measurePatients({
      bundle: await place.write('cohort.json', measureBundle(cohort)),
      patients: await place.ndjson('one.ndjson', PATIENTS[0]),
      period: { from: '2100-01-01', to: '2101-01-01' },
      threads: 1,
    });
    expect(value?.groups[0]?.strata[0]?.counts).toEqual({ 'initial-population': 1 });
  });

  it('leaves no files where a line cannot be read', async () => {
    const output = join(place.folder, 'broken');
    const { value, diagnostics } = await measurePatients({
      bundle: await place.write('measure.json', measureBundle(PROPORTION)),
      patients: await place.write('broken.ndjson', `${JSON.stringify(PATIENTS[0])}\n{"resourceType"`),
      output,
      threads: 1,
    });
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'not-json', at: { line: 2 } }]);
    expect(
      ['individual.ndjson', 'summary.json', 'facts.csv'].some((name) => existsSync(join(output, name))),
    ).toBe(false);
  });

  it('stops when asked to', async () => {
    const { diagnostics } = await measurePatients({
      bundle: await place.write('measure.json', measureBundle(PROPORTION)),
      patients: await place.ndjson('patients.ndjson', ...PATIENTS),
      threads: 1,
      signal: AbortSignal.abort(),
    });
    expect(diagnostics).toMatchObject([{ code: 'measuring-stopped', severity: 'error' }]);
  });
});
