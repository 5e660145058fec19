/**
 * The OpenAPI document: requests from the routes' schemas, answers from the types of `api.ts`. Of those `answers.json` is the JSON Schema, made from
 * the types themselves; `describe.test.ts` makes it anew and fails where it is another.
 */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ENGINE } from '../../engine/run/manifest.ts';
import made from './answers.json' with { type: 'json' };

declare module 'fastify' {
  interface FastifySchema {
    /** What stands beside the file in a multipart request; the route reads it itself. */
    multipart?: z.ZodObject;
    /** Of an answer that is a file: its media types. */
    files?: string[];
  }
}

type Schema = Record<string, unknown>;
interface Operation {
  tags?: string[];
  responses: Record<string, Schema>;
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
}
export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const { schemas, properties } = made as unknown as {
  schemas: Record<string, Schema>;
  properties: Record<'Answers' | 'Streams', Record<string, Schema>>;
};

export const openapi = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'OpenVBP workbench',
      version: ENGINE,
      description:
        'One folder of models, contracts, data and runs. Every failure is a Problem: {code, message: {en, zh}, diagnostics?}.',
    },
    servers: [{ url: '/' }],
    // None, on the server's own machine.
    security: [{}, { key: [] }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  },
  transform: (route) => {
    const { multipart, files, ...schema } = route.schema;
    const body = multipart?.extend({ file: z.file() });
    const { schema: described, url } = jsonSchemaTransform({
      ...route,
      schema: { ...schema, ...(body && { body }) },
    });
    // Read below, and by nobody else.
    return { url, schema: { ...described, ...(files && { 'x-files': files }) } };
  },
} satisfies FastifyDynamicSwaggerOptions;

const OK = 'As asked for';
const json = (schema: Schema) => ({ 'application/json': { schema } });

/** With the answers in it, and the failure every address may give. The document given stays as it is. */
export function described(document: object): OpenApi {
  const whole = structuredClone(document) as OpenApi;
  for (const [path, methods] of Object.entries(whole.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const name = `${method.toUpperCase()} ${path.replace(/^\/api/, '').replaceAll(/\{(\w+)\}/g, ':$1')}`;
      const files = (operation as { 'x-files'?: string[] })['x-files'];
      for (const status of Object.keys(operation.responses))
        operation.responses[status] = {
          description: status === '409' ? 'Somebody else wrote in between: what stands there now' : OK,
          content: contentOf(name, files),
        };
      operation.responses['default'] = {
        description: 'What is wrong, and the way out',
        content: json({ $ref: '#/components/schemas/Problem' }),
      };
      delete (operation as { 'x-files'?: string[] })['x-files'];
      if (operation.requestBody)
        operation.requestBody.required = !mayBeNothing(operation.requestBody.content);
    }
  return {
    ...whole,
    components: { ...whole.components, schemas: { ...whole.components.schemas, ...schemas } },
  };
}

/** A body that may be null may be left out. */
function mayBeNothing(content: Record<string, { schema: Schema }>): boolean {
  return Object.values(content).some(({ schema }) => {
    const either = (schema['anyOf'] ?? []) as Schema[];
    return Object.keys(schema).length === 0 || either.some(({ type }) => type === 'null');
  });
}

function contentOf(name: string, files: readonly string[] | undefined): Schema {
  const { Answers, Streams } = properties;
  const [answer, event] = [Answers[name], Streams[name]];
  if (answer) return json(answer);
  // OpenAPI 3.1 has no word for the events of a stream: JSON Schema's own for what a text holds.
  if (event)
    return {
      'text/event-stream': {
        schema: {
          type: 'string',
          description: 'Server-sent events; the data of each is JSON of `contentSchema`.',
          contentMediaType: 'application/json',
          contentSchema: event,
        },
      },
    };
  if (files) return Object.fromEntries(files.map((type) => [type, { schema: { type: 'string' } }]));
  return json({ type: 'object' });
}
