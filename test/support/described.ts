/** Answers held against the server's own description: with nothing in them that it does not name. */
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import type { OpenApi } from '../../src/server/http/describe.ts';

interface Validate {
  (body: unknown): boolean;
  errors?: { instancePath: string; message?: string; params: object }[] | null;
}

/** The checker that Fastify brings with it, of the JSON Schema that OpenAPI 3.1 speaks. */
const fastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
const { Ajv2020 } = createRequire(fastify.resolve('@fastify/ajv-compiler'))('ajv/dist/2020.js') as {
  Ajv2020: new (options: object) => {
    addVocabulary(keywords: string[]): void;
    addSchema(schema: object, name: string): void;
    compile(schema: object): Validate;
  };
};

export type Check = (request: {
  method: string;
  url: string;
  status: number;
  body: unknown;
}) => string | undefined;

let known: { document: OpenApi; check: Check } | undefined;

/** What is wrong with an answer; undefined where it is as described. The description is the same of every server of a version. */
export async function descriptionOf(app: FastifyInstance): Promise<{ document: OpenApi; check: Check }> {
  if (known) return known;
  const { payload } = await app.inject({
    url: '/api/openapi.json',
    headers: { host: 'localhost', authorization: `Bearer secret-key` },
  });
  const document = JSON.parse(payload) as OpenApi;
  known = { document, check: checkerOf(document) };
  return known;
}

export function checkerOf(document: OpenApi): Check {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    inlineRefs: false,
    formats: { binary: true },
  });
  // No keywords of JSON Schema, and it is looked into only where it has schemas.
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema(closed(document) as object, 'openapi');
  const paths = Object.keys(document.paths)
    // What is named in full comes before what any name fits.
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .map((path) => ({ path, fits: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));
  const compiled = new Map<string, Validate>();
  return ({ method, url, status, body }) => {
    const plain = url.split('?')[0] ?? '';
    const place = paths.find(
      ({ fits, path }) => fits.test(plain) && method.toLowerCase() in (document.paths[path] ?? {}),
    );
    const responses = place && document.paths[place.path]?.[method.toLowerCase()]?.responses;
    // Of what is no address of ours there is only the failure.
    const at = responses
      ? [
          'paths',
          place.path,
          method.toLowerCase(),
          'responses',
          status in responses ? String(status) : 'default',
        ]
      : undefined;
    const pointer = at
      ? `${at
          .map((one) => one.replaceAll('~', '~0').replaceAll('/', '~1'))
          .map(encodeURIComponent)
          .join('/')}/content/application~1json/schema`
      : 'components/schemas/Problem';
    let validate = compiled.get(pointer);
    if (!validate) {
      validate = ajv.compile({ $ref: `openapi#/${pointer}` });
      compiled.set(pointer, validate);
    }
    if (validate(body)) return undefined;
    const [error] = validate.errors ?? [];
    return `${method} ${url} ${status} is not as described: ${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)}`;
  };
}

/** An object has the properties it is said to have, and no other. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const made = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  const open = made['type'] === 'object' && 'properties' in made && !('additionalProperties' in made);
  return open ? { ...made, additionalProperties: false } : made;
}
