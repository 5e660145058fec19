/** The description of the interface: valid OpenAPI, every answer typed, and of the very types that the pages are compiled against. */
import { join } from 'node:path';
import { format } from 'prettier';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asking, type Asking } from '../../../test/support/asking.ts';
import { descriptionOf, type Check } from '../../../test/support/described.ts';
import { jsonSchemas } from '../../../test/support/json-schema.ts';
import made from './answers.json' with { type: 'json' };
import type { OpenApi } from './describe.ts';

let ask: Asking;
let document: OpenApi;
let check: Check;
beforeAll(async () => {
  ask = await asking({ empty: true });
  ({ document, check } = await descriptionOf(ask.app));
});
afterAll(() => ask.app.close());

it('says what the types of api.ts say: after a change of them, `npx vitest run src/server/http/describe.test.ts -u`', async () => {
  const now = jsonSchemas('src/server/api.ts', ['Answers', 'Streams']);
  const text = await format(JSON.stringify(now), { parser: 'json', printWidth: 110 });
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'answers.json'));
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

it('types every answer, and has no answer of an address that is not there', () => {
  const { Answers, Streams } = made.properties;
  const named = operations().map(
    ({ path, method }) =>
      `${method.toUpperCase()} ${path.replace('/api', '').replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
  expect([...Object.keys(Answers), ...Object.keys(Streams)].filter((name) => !named.includes(name))).toEqual(
    [],
  );
  const files = 'GET /runs/:run/entities/:entity/export';
  expect(named.filter((name) => !(name in Answers) && !(name in Streams)).sort()).toEqual([
    'GET /openapi.json',
    files,
  ]);
});

// https://spec.openapis.org/oas/v3.1.0: what its rules say of a document like this one.
it('is OpenAPI 3.1: every schema is JSON Schema, every reference leads somewhere, every parameter of a path is declared', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: /./, version: /./ } });
  for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[\w.-]+$/);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, at = '']) => at);
  expect(references.length).toBeGreaterThan(100);
  for (const at of new Set(references))
    expect(
      at.split('/').reduce<unknown>((tree, part) => (tree as Record<string, unknown>)[part], document),
      at,
    ).toBeTypeOf('object');
  for (const { path, method, operation } of operations()) {
    const { responses, parameters = [] } = operation as typeof operation & {
      parameters?: { name: string; in: string; required?: boolean; schema: object }[];
    };
    const own = parameters.map((one) => `${one.in} ${one.name}`);
    expect(
      own.filter((one, i) => own.indexOf(one) !== i),
      path,
    ).toEqual([]);
    const inPath = parameters.filter((one) => one.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(inPath.every(({ required }) => required === true)).toBe(true);
    expect(Object.keys(responses).every((status) => /^([2-5]\d\d|default)$/.test(status))).toBe(true);
    for (const { description, content } of Object.values(responses)) {
      expect(description, path).toMatch(/\S/);
      expect(Object.keys(content as object).length, path).toBeGreaterThan(0);
    }
    // A schema that is none does not compile; nothing is an answer of ours but objects, lists and null.
    for (const [status, { content }] of Object.entries(responses))
      if ('application/json' in (content as object))
        expect(
          check({ method, url: path.replaceAll(/[{}]/g, ''), status: Number(status), body: 7 }),
          path,
        ).toMatch(/not as described/);
  }
});

it('finds an answer that is another than described', () => {
  const at = { method: 'GET', url: '/api/documents/a%2Fb.yaml', status: 200 };
  const whole = { file: 'a/b.yaml', text: '', version: 'x' };
  expect(check({ ...at, body: whole })).toBeUndefined();
  expect(check({ ...at, body: { ...whole, text: null } })).toContain('must be string');
  expect(check({ ...at, body: { ...whole, more: 1 } })).toContain('additional properties');
  expect(check({ ...at, body: { file: 'a/b.yaml', text: '' } })).toContain('version');
  expect(check({ ...at, status: 404, body: whole })).toContain('code');
});
