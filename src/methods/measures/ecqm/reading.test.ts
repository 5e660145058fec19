/** Bundles and patients as they come: what is wrong with them is said with its file and line, and what is in one way or another comes out the same. */
import { afterAll, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import { readMeasure } from './bundle.ts';
import { patientFiles, readPatients } from './patients.ts';
import {
  emergencySet,
  encounter,
  library,
  measureBundle,
  patientBundle,
  PROPORTION,
  scratch,
} from './testing.ts';
import type { MeasureParts } from './testing.ts';
import type { Resource } from './types.ts';

const place = scratch();
afterAll(place.remove);

const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);

describe('a measure bundle', () => {
  const read = async (content: unknown, name?: string) =>
    readMeasure(await place.write('bundle.json', content), name);
  const part = (parts: Partial<MeasureParts>) => read(measureBundle({ ...PROPORTION, ...parts }));

  it('is read with its period, groups and populations', async () => {
    const { value, diagnostics } = await part({});
    expect(diagnostics).toEqual([]);
    expect(value?.measure).toMatchObject({
      canonical: 'http://test/Measure/test|1.0.0',
      effective: { start: '2026-01-01', end: '2026-12-31' },
      groups: [{ id: 'g', scoring: 'proportion', basis: 'patient' }],
    });
  });

  it('needs no value set that only supplemental data uses', async () => {
    expect(codes((await part({})).diagnostics)).not.toContain('value-set-missing');
  });

  it.each<[string, unknown, string]>([
    ['text that is no JSON', '{"resourceType": "Bundle",\n "entry": [}', 'not-json'],
    ['another resource', { resourceType: 'Patient', id: '1' }, 'no-bundle'],
    ['a list', [1], 'no-bundle'],
    ['a bundle without a Measure', patientBundle('a'), 'no-measure'],
    ['a missing value set', measureBundle({ ...PROPORTION, valueSets: [] }), 'value-set-missing'],
    [
      'a value set as a rule',
      measureBundle({
        ...PROPORTION,
        valueSets: [
          emergencySet({ expansion: undefined, compose: { include: [{ system: 'http://test' }] } }),
        ],
      }),
      'value-set-not-expanded',
    ],
    [
      'an expression that is not there',
      measureBundle({ ...PROPORTION, populations: [['initial-population', 'No Such']] }),
      'measure-expression',
    ],
    ['a scoring nobody knows', measureBundle({ ...PROPORTION, scoring: 'beauty' }), 'measure-scoring'],
    ['a composite', measureBundle({ ...PROPORTION, scoring: 'composite' }), 'measure-composite'],
    ['no group', measureBundle({ ...PROPORTION, more: { group: [] } }), 'measure-empty'],
    [
      'another library',
      measureBundle({ ...PROPORTION, more: { library: ['http://test/Library/Other'] } }),
      'measure-library',
    ],
    ['a library that is no ELM', measureBundle({ ...PROPORTION, library: { no: 1 } }), 'library-bad-elm'],
  ])('%s is refused', async (_, content, code) => {
    const { value, diagnostics } = await read(content);
    expect(value).toBeUndefined();
    expect(codes(diagnostics)).toEqual([code]);
    expect(diagnostics[0]?.at?.file).toMatch(/bundle\.json$/);
  });

  it('may hold what has no logic, such as the definition of its model, and name its library by the id under another address', async () => {
    const bundle = measureBundle({ ...PROPORTION, more: { library: ['http://elsewhere/Library/Test'] } });
    const model = {
      resourceType: 'Library',
      id: 'FHIR-ModelInfo',
      content: [{ contentType: 'application/xml', data: 'PG1vZGVsSW5mby8+' }],
    };
    const entry = [...(bundle['entry'] as unknown[]), { resource: model }];
    const { value, diagnostics } = await read({ ...bundle, entry });
    expect(diagnostics).toEqual([]);
    expect(value?.measure.groups).toHaveLength(1);
    const logic = { ...model, content: [{ contentType: 'text/cql', data: 'bGlicmFyeSBY' }] };
    const cql = [...(bundle['entry'] as unknown[]), { resource: logic }];
    expect(codes((await read({ ...bundle, entry: cql })).diagnostics)).toEqual(['library-no-elm']);
  });

  it('says that there is no score where observations are put together in no known way', async () => {
    const observation: MeasureParts['populations'][number] = ['measure-observation', 'Minutes'];
    const population: MeasureParts['populations'][number] = ['measure-population', 'Encounters'];
    const { value, diagnostics } = await part({
      scoring: 'continuous-variable',
      populations: [population, observation],
    });
    expect(value).toBeDefined();
    expect(codes(diagnostics)).toEqual(['aggregate-unknown']);
  });

  it('that is no JSON is refused at its line', async () => {
    const { diagnostics } = await read('{\n "resourceType": "Bundle",\n "entry": [}');
    expect(diagnostics[0]?.at?.line).toBe(3);
  });

  it('with CQL alone is refused, with the way out', async () => {
    const bundle = measureBundle(PROPORTION);
    const [, { resource }] = bundle['entry'] as [unknown, { resource: Resource }];
    resource['content'] = [{ contentType: 'text/cql', data: 'bGlicmFyeSBU' }];
    const { diagnostics } = await read(bundle);
    expect(codes(diagnostics)).toContain('library-no-elm');
    expect(diagnostics[0]?.hint?.en).toContain('CQL-to-ELM');
  });

  it('that includes a library it lacks names it', async () => {
    const elm = library();
    const own = elm['library'] as Record<string, unknown>;
    own['includes'] = { def: [{ localIdentifier: 'H', path: 'http://x/FHIRHelpers', version: '4.4.0' }] };
    const { def } = own['statements'] as { def: Resource[] };
    const emergency = def.find(({ name }) => name === 'Has Emergency') as Resource;
    emergency['expression'] = { type: 'ExpressionRef', name: 'X', libraryName: 'H' };
    const { diagnostics } = await part({ library: elm });
    expect(diagnostics.map(({ code, data }) => [code, data['libraries']])).toContainEqual([
      'library-missing',
      'FHIRHelpers|4.4.0',
    ]);
  });

  it('with an expansion cut off is computed with a warning', async () => {
    const contains = [{ system: 'http://test', code: 'emergency' }];
    const { value, diagnostics } = await part({
      valueSets: [emergencySet({ expansion: { total: 1973, contains } })],
    });
    expect(value).toBeDefined();
    expect(diagnostics).toMatchObject([{ code: 'value-set-incomplete', data: { listed: 1, total: 1973 } }]);
  });

  it('with several measures wants a name', async () => {
    const bundle = measureBundle(PROPORTION);
    const [{ resource }] = bundle['entry'] as [{ resource: Resource }];
    (bundle['entry'] as unknown[]).push({
      resource: { ...resource, id: 'other', url: 'http://test/Measure/other' },
    });
    expect(codes((await read(bundle)).diagnostics)).toEqual(['several-measures']);
    expect(codes((await read(bundle, 'nobody')).diagnostics)).toEqual(['measure-unknown']);
    expect((await read(bundle, 'other')).value?.measure.canonical).toBe('http://test/Measure/other|1.0.0');
  });
});

describe('patients', () => {
  async function read(path: string, profiles: [string, string][] = []) {
    const found: Diagnostic[] = [];
    const files = patientFiles(path);
    if (!files.value) return { found: files.diagnostics, patients: [] };
    const asked = new Map(profiles.map(([type, profile]) => [type, new Set([profile])]));
    const patients: [string, string[]][] = [];
    for await (const { id, bundle } of readPatients(files.value, {
      profiles: asked,
      trustProfiles: true,
      found,
    }))
      patients.push([
        id,
        bundle.entry.map(({ resource }) => `${resource['resourceType']}/${resource['id']}`).sort(),
      ]);
    return { found, patients: patients.sort(([a], [b]) => (a < b ? -1 : 1)) };
  }
  const A = patientBundle('a', encounter('a1', 'a', 'office'));
  const B = patientBundle('b', encounter('b1', 'b', 'office'), encounter('b2', 'b', 'office'));
  const both = [
    ['a', ['Encounter/a1', 'Patient/a']],
    ['b', ['Encounter/b1', 'Encounter/b2', 'Patient/b']],
  ];
  const resources = [A, B].flatMap(({ entry }) =>
    (entry as { resource: Resource }[]).map((one) => one.resource),
  );

  it.each<[string, () => Promise<string>]>([
    ['a list of Bundles', () => place.write('list.json', [A, B])],
    ['NDJSON of Bundles', () => place.ndjson('bundles.ndjson', A, B)],
    ['NDJSON of resources in any order', () => place.ndjson('any.ndjson', ...resources.toReversed())],
    [
      'one Bundle of several',
      () =>
        place.write('one.json', {
          resourceType: 'Bundle',
          entry: resources.map((resource) => ({ resource, fullUrl: `urn:uuid:${resource['id']}` })),
        }),
    ],
    [
      'a bulk export, a file per type, some compressed',
      async () => {
        const of = (type: string) => resources.filter((one) => one['resourceType'] === type);
        const encounters = of('Encounter')
          .map((one) => JSON.stringify(one))
          .join('\n');
        await place.ndjson('bulk/Patient.ndjson', ...of('Patient'));
        writeFileSync(join(place.folder, 'bulk/Encounter.ndjson.gz'), gzipSync(encounters));
        await place.write('bulk/notes.txt', 'not FHIR');
        return join(place.folder, 'bulk');
      },
    ],
    [
      'a folder with a file per patient, in folders',
      async () => {
        await place.write('each/x/a.json', A);
        await place.write('each/y/b.json', B);
        return join(place.folder, 'each');
      },
    ],
  ])('%s are the same', async (_, file) => {
    expect(await read(await file())).toEqual({ found: [], patients: both });
  });

  it('of a bulk export get what they refer to, and what nobody refers to is counted', async () => {
    const visit = { ...encounter('v', 'a', 'office'), location: [{ location: { reference: 'Location/l' } }] };
    const location = {
      resourceType: 'Location',
      id: 'l',
      managingOrganization: { reference: 'Organization/o' },
    };
    const organization = { resourceType: 'Organization', id: 'o' };
    const nobody = { resourceType: 'Encounter', id: 'n' };
    const file = await place.ndjson(
      'referred.ndjson',
      location,
      { resourceType: 'Patient', id: 'a' },
      visit,
      organization,
      nobody,
    );
    const { found, patients } = await read(file, [
      ['Encounter', 'http://hl7.org/fhir/StructureDefinition/Encounter'],
    ]);
    expect(patients).toEqual([['a', ['Encounter/v', 'Location/l', 'Organization/o', 'Patient/a']]]);
    expect(found).toMatchObject([
      { code: 'resource-without-patient', data: { found: 'Encounter/n' }, at: { line: 5 } },
    ]);
  });

  it.each<[string, unknown[] | string, string, number | undefined]>([
    ['a truncated line', `${JSON.stringify(A)}\n${JSON.stringify(B).slice(0, 90)}`, 'not-json', 2],
    [
      'a Patient without an id',
      [A, { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient' } }] }],
      'patient-no-id',
      2,
    ],
    ['a loose Patient without an id', [{ resourceType: 'Patient' }], 'patient-no-id', 1],
    ['a Bundle without a Patient', [{ resourceType: 'Bundle', entry: [] }], 'bundle-no-patient', 1],
    ['what is no resource', [A, 7], 'not-fhir', 2],
    ['a patient in two Bundles', [A, B, A], 'patient-twice', 3],
    ['a resource of a patient who is not there', [encounter('x', 'ghost', 'office')], 'patient-absent', 1],
  ])('%s is an error with its line', async (_, lines, code, line) => {
    const file =
      typeof lines === 'string'
        ? await place.write('bad.ndjson', lines)
        : await place.ndjson('bad.ndjson', ...lines);
    const { found } = await read(file);
    expect(found.map((one) => [one.code, one.severity, one.at?.line])).toEqual([[code, 'error', line]]);
  });

  it('that are not there, or in no file, are an error', async () => {
    expect(codes((await read(join(place.folder, 'nowhere'))).found)).toEqual(['patients-missing']);
    await place.write('empty/notes.txt', '');
    expect(codes((await read(join(place.folder, 'empty'))).found)).toEqual(['patients-none']);
  });

  it('in a compressed file that was cut are an error', async () => {
    const whole = gzipSync(`${JSON.stringify(A)}\n${JSON.stringify(B)}`);
    writeFileSync(join(place.folder, 'cut.ndjson.gz'), whole.subarray(0, whole.length - 20));
    expect(codes((await read(join(place.folder, 'cut.ndjson.gz'))).found)).toContain('file-unreadable');
  });

  it('whose resources claim no profile the logic asks for are counted', async () => {
    const file = await place.ndjson('profiles.ndjson', B, A);
    const { found } = await read(file, [['Encounter', 'http://x/qicore-encounter']]);
    expect(found).toMatchObject([
      { code: 'profile-absent', data: { count: 3, type: 'Encounter' }, at: { line: 1 } },
    ]);
  });

  it('with a resource twice have it once', async () => {
    const file = await place.ndjson(
      'twice.ndjson',
      patientBundle('a', encounter('e', 'a', 'office'), encounter('e', 'a', 'home')),
    );
    const { found, patients } = await read(file);
    expect(patients).toEqual([['a', ['Encounter/e', 'Patient/a']]]);
    expect(found).toMatchObject([{ code: 'resource-twice', severity: 'warning', data: { count: 1 } }]);
  });

  it('keep a line separator that stands in a text', async () => {
    const text = { ...encounter('e', 'a', 'office'), text: { div: 'one\u2028two' } };
    expect((await read(await place.ndjson('separator.ndjson', patientBundle('a', text)))).found).toEqual([]);
  });
});
