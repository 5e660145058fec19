import { expect, it } from 'vitest';
import { jsonSchema } from './index.ts';

type Schema = Record<string, unknown>;

/** Walks into a schema by keywords and names. */
function at(schema: Schema, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], schema);
}

it.each(['model', 'contract', 'tests'] as const)(
  'the JSON Schema of a %s names its keys and allows no others',
  (kind) => {
    const schema = jsonSchema(kind);
    expect(schema.$schema).toContain('2020-12');
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties).toHaveProperty('model');
    // It can be written to a file.
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  },
);

it('accepts numbers and booleans where YAML in an editor gives them', () => {
  const schema = jsonSchema('model');
  expect(at(schema, 'properties', 'version')).toMatchObject({ type: ['string', 'number', 'boolean'] });
  expect(at(schema, 'properties', 'version')).toHaveProperty('pattern');
  const facts = [
    'properties',
    'entities',
    'additionalProperties',
    'properties',
    'facts',
    'additionalProperties',
  ];
  const optional = at(schema, ...facts, 'anyOf', 1, 'properties', 'optional');
  expect(optional).toMatchObject({ enum: [true, false, 'true', 'false'] });
});

it('accepts null for a cell that is unknown', () => {
  const facts = ['properties', 'tests', 'items', 'properties', 'facts', 'additionalProperties'];
  const cell = at(jsonSchema('tests'), ...facts, 'items', 'additionalProperties', 'type');
  expect(cell).toContain('null');
});
