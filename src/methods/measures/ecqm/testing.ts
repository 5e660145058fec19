/** Small measures and patients for tests: ELM written by hand, over Encounters and Observations. */
import { readMeasure } from './bundle.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../../data/disk/folders.ts';
import type { ReadMeasure } from './bundle.ts';
import type { Resource } from './types.ts';

const retrieve = (type: string, codes?: Resource): Resource => ({
  type: 'Retrieve',
  dataType: `{http://hl7.org/fhir}${type}`,
  templateId: `http://hl7.org/fhir/StructureDefinition/${type}`,
  ...(codes && { codeProperty: 'type', codeComparator: 'in', codes }),
});
const ref = (name: string): Resource => ({ type: 'ExpressionRef', name });
const exists = (operand: Resource): Resource => ({ type: 'Exists', operand });
const property = (path: string, source: Resource): Resource => ({ type: 'Property', path, source });
const define = (name: string, expression: Resource): Resource => ({
  name,
  context: 'Patient',
  accessLevel: 'Public',
  expression,
});

/** The library all test measures share. Emergency encounters are those whose type is in the value set. */
export function library(): Resource {
  const emergency = { type: 'ValueSetRef', name: 'Emergency' };
  const length = property('value', property('value', property('length', { type: 'OperandRef', name: 'e' })));
  const minutes = {
    ...define('Minutes', length),
    type: 'FunctionDef',
    operand: [
      {
        name: 'e',
        operandTypeSpecifier: { name: '{http://hl7.org/fhir}Encounter', type: 'NamedTypeSpecifier' },
      },
    ],
  };
  return {
    library: {
      identifier: { id: 'Test', version: '1.0.0' },
      schemaIdentifier: { id: 'urn:hl7-org:elm', version: 'r1' },
      usings: {
        def: [
          { localIdentifier: 'System', uri: 'urn:hl7-org:elm-types:r1' },
          { localIdentifier: 'FHIR', uri: 'http://hl7.org/fhir', version: '4.0.1' },
        ],
      },
      parameters: { def: [{ name: 'Measurement Period', accessLevel: 'Public' }] },
      valueSets: {
        def: [
          { name: 'Emergency', id: 'http://test/ValueSet/emergency' },
          { name: 'Payer', id: 'http://test/ValueSet/payer' },
        ],
      },
      statements: {
        def: [
          define('Patient', { type: 'SingletonFrom', operand: retrieve('Patient') }),
          define('Encounters', retrieve('Encounter')),
          define('Emergency Encounters', retrieve('Encounter', emergency)),
          define('Has Encounter', exists(ref('Encounters'))),
          define('Has Emergency', exists(ref('Emergency Encounters'))),
          // More than one Observation is an error of the logic.
          define('Has One Observation', {
            type: 'Not',
            operand: { type: 'IsNull', operand: { type: 'SingletonFrom', operand: retrieve('Observation') } },
          }),
          // As MADiE writes it: needs a value set that bundles may lack.
          define('SDE Payer', retrieve('Encounter', { type: 'ValueSetRef', name: 'Payer' })),
          define('Is 2100', {
            type: 'GreaterOrEqual',
            operand: [
              { type: 'DateTimeComponentFrom', precision: 'Year', operand: { type: 'Now' } },
              { type: 'Literal', valueType: '{urn:hl7-org:elm-types:r1}Integer', value: '2100' },
            ],
          }),
          minutes,
        ],
      },
    },
  };
}

type Population = [type: string, expression: string, more?: Resource];

export const EXTENSION = 'http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-';
const SYSTEM = 'http://terminology.hl7.org/CodeSystem/measure-population';

export interface MeasureParts {
  scoring: string;
  populations: Population[];
  basis?: string;
  stratifiers?: [id: string, expression: string][];
  /** Instead of the one with code `emergency`; none: []. */
  valueSets?: Resource[];
  library?: Resource;
  more?: Resource;
}

export function measureBundle(parts: MeasureParts): Resource {
  const { scoring, populations, basis = 'boolean', stratifiers = [] } = parts;
  const measure = {
    resourceType: 'Measure',
    id: 'test',
    url: 'http://test/Measure/test',
    version: '1.0.0',
    title: 'Test measure',
    library: ['http://test/Library/Test|1.0.0'],
    effectivePeriod: { start: '2026-01-01', end: '2026-12-31' },
    scoring: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/measure-scoring', code: scoring }] },
    group: [
      {
        id: 'g',
        extension: [{ url: `${EXTENSION}populationBasis`, valueCode: basis }],
        population: populations.map(([type, expression, more = {}]) => ({
          id: type,
          code: { coding: [{ system: SYSTEM, code: type }] },
          criteria: { language: 'text/cql-identifier', expression },
          ...more,
        })),
        ...(stratifiers.length > 0 && {
          stratifier: stratifiers.map(([id, expression]) => ({
            id,
            criteria: { language: 'text/cql-identifier', expression },
          })),
        }),
      },
    ],
    ...parts.more,
  };
  const data = Buffer.from(JSON.stringify(parts.library ?? library())).toString('base64');
  const resources = [
    measure,
    {
      resourceType: 'Library',
      id: 'Test',
      url: 'http://test/Library/Test',
      version: '1.0.0',
      content: [{ contentType: 'application/elm+json', data }],
    },
    ...(parts.valueSets ?? [emergencySet()]),
  ];
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

export function emergencySet(more: Resource = {}): Resource {
  return {
    resourceType: 'ValueSet',
    url: 'http://test/ValueSet/emergency',
    version: '2025',
    expansion: { contains: [{ system: 'http://test', code: 'emergency' }] },
    ...more,
  };
}

/** An Encounter of so many minutes, `emergency` or anything else. */
export function encounter(id: string, patient: string, code: string, minutes?: number): Resource {
  return {
    resourceType: 'Encounter',
    id,
    type: [{ coding: [{ system: 'http://test', code }] }],
    subject: { reference: `Patient/${patient}` },
    ...(minutes !== undefined && { length: { value: minutes, unit: 'min' } }),
  };
}

export function patientBundle(id: string, ...resources: Resource[]): Resource {
  const all = [{ resourceType: 'Patient', id }, ...resources];
  return { resourceType: 'Bundle', type: 'collection', entry: all.map((resource) => ({ resource })) };
}

interface Scratch {
  folder: string;
  /** Writes a file (text, else JSON) and gives its path. */
  write(name: string, content: unknown): Promise<string>;
  ndjson(name: string, ...lines: unknown[]): Promise<string>;
  remove(): void;
}

export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-ecqm-'));
  const write = async (name: string, content: unknown) => {
    const path = join(folder, name);
    await makeFolder(dirname(path));
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  return {
    folder,
    write,
    ndjson: (name, ...lines) => write(name, lines.map((one) => `${JSON.stringify(one)}\n`).join('')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function readBundle(place: Scratch, parts: MeasureParts): Promise<ReadMeasure> {
  const read = await readMeasure(await place.write('measure.json', measureBundle(parts)));
  if (!read.value) throw new Error(JSON.stringify(read.diagnostics));
  return read.value;
}

/** Who came to emergency among those who came at all. */
export const PROPORTION: MeasureParts = {
  scoring: 'proportion',
  populations: [
    ['initial-population', 'Has Encounter'],
    ['denominator', 'Has Encounter'],
    ['numerator', 'Has Emergency'],
  ],
};
