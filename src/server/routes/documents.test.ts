/** Documents, the folder, and what is asked wrongly. */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentText, Workspace } from '../api.ts';
import { asking, CONTRACT, type Asking } from '../../../test/support/asking.ts';

let ask: Asking;
beforeAll(async () => {
  ask = await asking();
});
afterAll(() => ask.app.close());

const read = async (file: string) =>
  (await ask.get(`/documents/${encodeURIComponent(file)}`)).body as DocumentText;
const save = (file: string, text: string, version: string | null) =>
  ask.send('PUT', `/documents/${encodeURIComponent(file)}`, { text, version });

describe('the folder', () => {
  it('shows contracts with their runs, broken ones too', async () => {
    writeFileSync(join(ask.folder, 'broken.yaml'), 'contract: broken\nmodel: ./nothing.yaml\n  oops: [');
    const { contracts, runs, empty } = (await ask.get('/workspace')).body as Workspace;
    expect(empty).toBe(false);
    expect(
      contracts.map(({ file, contract, model, diagnostics, runs: own }) => [
        file,
        contract,
        model,
        diagnostics.errors > 0,
        own,
      ]),
    ).toEqual([
      ['broken.yaml', 'broken', './nothing.yaml', true, []],
      ['contract.yaml', 'savings-2024', 'test/savings@1', false, ['contract.run']],
    ]);
    expect(runs.map(({ run, stale }) => [run, stale])).toEqual([['contract.run', false]]);
    const { body } = await ask.get('/documents');
    expect(body).toEqual([
      { file: 'aco.csv', kind: 'other' },
      { file: 'broken.yaml', kind: 'contract' },
      { file: 'contract.yaml', kind: 'contract' },
      { file: 'model.yaml', kind: 'model' },
    ]);
  });

  it('says that a run is of other documents than there are now', async () => {
    const { text, version } = await read('aco.csv');
    await save('aco.csv', text.replace('900.5', '900'), version);
    expect(((await ask.get('/workspace')).body as Workspace).runs[0]?.stale).toBe(true);
    await save('aco.csv', text, (await read('aco.csv')).version);
    expect(((await ask.get('/workspace')).body as Workspace).runs[0]?.stale).toBe(false);
  });
});

describe('a document', () => {
  it('is saved by one of two who edit it, and the other is shown what was written', async () => {
    const { version, text } = await read('contract.yaml');
    expect(text).toBe(CONTRACT);
    const first = await save('contract.yaml', `${text}# first\n`, version);
    expect(first).toMatchObject({ status: 200, body: { text: `${text}# first\n` } });
    const second = await save('contract.yaml', `${text}# second\n`, version);
    expect(second).toMatchObject({
      status: 409,
      body: { text: `${text}# first\n`, version: (first.body as DocumentText).version },
    });
    // Both at once: one of them is told.
    const both = await Promise.all(
      ['# a\n', '# b\n'].map((one) => save('contract.yaml', one, (first.body as DocumentText).version)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await save('contract.yaml', text, (await read('contract.yaml')).version);
    expect(readFileSync(join(ask.folder, 'contract.yaml'), 'utf8')).toBe(text);
  });

  it('is made where there was none, and not where there was', async () => {
    expect(await save('new/terms.yaml', 'a: 1\n', null)).toMatchObject({ status: 200 });
    expect(await save('new/terms.yaml', 'a: 2\n', null)).toMatchObject({ status: 409 });
    expect(await save('gone.yaml', 'a: 1\n', 'abc')).toMatchObject({ status: 404 });
    expect(existsSync(join(ask.folder, 'gone.yaml'))).toBe(false);
  });

  it('lies below the folder, whatever the path says', async () => {
    mkdirSync(join(ask.folder, 'inside'), { recursive: true });
    symlinkSync('/etc', join(ask.folder, 'inside/out'));
    for (const file of [
      '../x.yaml',
      'inside/../../x.yaml',
      '/etc/passwd.yaml',
      'inside/out/x.yaml',
      'a\0b.yaml',
      '..\\x.yaml',
      'C:/x.yaml',
    ]) {
      expect([file, await ask.get(`/documents/${encodeURIComponent(file)}`)]).toMatchObject([
        file,
        { status: 403, body: { code: 'outside-folder' } },
      ]);
      expect(await save(file, 'x', null)).toMatchObject({ status: 403 });
    }
    expect(await ask.get('/documents/contract.run%2Frun.json')).toMatchObject({ status: 415 });
    expect(await save('.hidden.yaml', 'x', null)).toMatchObject({ status: 415 });
    expect(await ask.get('/runs/..%2Fother')).toMatchObject({ status: 403 });
    expect(await ask.get('/data/inside%2Fout/quality')).toMatchObject({ status: 403 });
  });

  it('lies there in whatever parameter a file, run or data folder is named', async () => {
    writeFileSync(`${ask.folder}-outside.yaml`, 'secret: 1\n');
    symlinkSync(`${ask.folder}-outside.yaml`, join(ask.folder, 'leak.yaml'));
    symlinkSync(`${ask.folder}-nowhere`, join(ask.folder, 'dangling.yaml'));
    const whole = { text: 'contract: x', line: 1, column: 1 };
    for (const path of ['../x', 'leak.yaml', 'inside/out/x', '/etc/passwd', 'a\0b', '..\\x']) {
      const at = encodeURIComponent(path);
      const answers = [
        await ask.get(`/documents/${at}`),
        await ask.get(`/runs/${at}`),
        await ask.get(`/runs/contract.run/compare/${at}`),
        await ask.get(`/data/${at}/quality`),
        await ask.get(`/value/${at}`),
        await ask.send('POST', `/contracts/${at}/settle`, {}),
        await ask.send('POST', '/contracts/contract.yaml/settle', { output: path }),
        await ask.send('POST', '/check', { ...whole, file: path }),
        await ask.send('POST', '/complete', { ...whole, file: path }),
        await ask.send('POST', '/hover', { ...whole, file: path }),
        await ask.upload('/columns', 'a,b\n', { run: path }),
      ];
      expect([path, ...answers.map(({ status }) => status)]).toEqual([path, ...answers.map(() => 403)]);
    }
    expect((await ask.get('/workspace')).text).not.toContain('leak');
    // A link to nothing is not written through, either.
    await save('dangling.yaml', 'a: 1\n', null);
    expect(existsSync(`${ask.folder}-nowhere`)).toBe(false);
    for (const name of ['leak.yaml', 'dangling.yaml']) rmSync(join(ask.folder, name), { force: true });
    rmSync(`${ask.folder}-outside.yaml`);
  });

  it('may have any name a disk takes, and so may the folders above it', async () => {
    const file = 'ü 100% #1 & "q"/a+b?c 协议\u202e.yaml';
    expect(
      await save(
        file,
        CONTRACT.replace('./model.yaml', '../model.yaml').replace('aco.csv', '../aco.csv'),
        null,
      ),
    ).toMatchObject({ status: 200, body: { file } });
    expect((await read(file)).text).toContain('savings-2024');
    const { contracts } = (await ask.get('/workspace')).body as Workspace;
    expect(contracts.find((one) => one.file === file)).toMatchObject({ diagnostics: { errors: 0 } });
    rmSync(join(ask.folder, 'ü 100% #1 & "q"'), { recursive: true });
  });

  it('is text, or is left alone', async () => {
    writeFileSync(join(ask.folder, 'gbk.csv'), Buffer.from([0xb1, 0xe0, 0xba, 0xc5]));
    expect(await ask.get('/documents/gbk.csv')).toMatchObject({
      status: 415,
      body: { code: 'document-not-text' },
    });
    expect(await save('large.yaml', 'x'.repeat(5 * 2 ** 20), null)).toMatchObject({
      status: 413,
      body: { code: 'document-too-large' },
    });
    expect(await save('larger.yaml', 'x'.repeat(9 * 2 ** 20), null)).toMatchObject({
      status: 413,
      body: { code: 'body-too-large' },
    });
  });

  it('is checked before it is saved', async () => {
    const { body } = await ask.send('POST', '/check', {
      file: 'contract.yaml',
      text: CONTRACT.replace('rate:', 'ratte:'),
    });
    expect(body).toMatchObject({
      diagnostics: [{ severity: 'error', at: { file: 'contract.yaml', line: 6 } }],
    });
    expect((await ask.send('POST', '/check', { file: 'contract.yaml', text: CONTRACT })).body).toEqual({
      diagnostics: [],
    });
    expect((await ask.send('POST', '/check', { file: 'nothing.yaml', text: '' })).body).toMatchObject({
      diagnostics: [{ severity: 'error' }],
    });
  });

  it('tells the value of a name in a row of a run', async () => {
    const { text } = await read('model.yaml');
    const line = text.split('\n').findIndex((one) => one.includes('earned:')) + 1;
    const column = (text.split('\n')[line - 1]?.indexOf('savings * rate') ?? 0) + 2;
    const at = { file: 'model.yaml', text, line, column };
    expect(
      (await ask.send('POST', '/hover', { ...at, run: 'contract.run', entityKey: 'A1' })).body,
    ).toMatchObject({
      name: 'savings',
      type: 'money',
      value: '99.50 USD',
    });
    expect((await ask.send('POST', '/hover', { ...at, line: 1, column: 500 })).body).toBeNull();
  });
});

describe('what is asked wrongly', () => {
  it('is answered with a problem in both languages, and nothing breaks', async () => {
    const answers = [
      [await ask.get('/nothing'), 404, 'no-address'],
      [await ask.get('/models/us%2Fnothing'), 404, 'no-model'],
      [await ask.get('/jobs/x'), 404, 'no-job'],
      [await ask.get('/data/nothing/quality'), 404, 'no-data'],
      [await ask.send('POST', '/contracts/nothing.yaml/settle', {}), 404, 'no-document'],
      [await ask.send('POST', '/contracts/contract.yaml/settle', { asOf: '2024-02-31' }), 400, 'bad-request'],
      [
        await ask.send('POST', '/contracts/contract.yaml/settle', { output: 'inside' }),
        409,
        'run-folder-taken',
      ],
      [await ask.send('POST', '/runs/contract.run/what-if', { set: { rate: 5 } }), 400, 'bad-request'],
      [await ask.send('POST', '/check', { file: 'x.yaml' }), 400, 'bad-request'],
      [await ask.get(`/runs/${'x'.repeat(3000)}`), 400, 'bad-request'],
    ] as const;
    for (const [{ status, body }, expected, code] of answers) {
      expect([code, status]).toEqual([code, expected]);
      expect(body).toMatchObject({
        code,
        message: {
          en: expect.stringMatching(/\S/) as unknown,
          zh: expect.stringMatching(/\p{Script=Han}/u) as unknown,
        },
      });
    }
    const json = await ask.app.inject({
      method: 'POST',
      url: '/api/check',
      payload: '{"file":',
      headers: { 'content-type': 'application/json' },
    });
    expect([json.statusCode, json.json()]).toEqual([400, expect.objectContaining({ code: 'bad-request' })]);
  });

  it('is told what is wrong with what was sent, and the next is answered', async () => {
    const sent = (type: string, payload: string | Buffer, url = '/api/columns') =>
      ask.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
    const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc';
    for (const [answer, status, code] of [
      [await sent('multipart/form-data; boundary=x', part), 400, 'broken-upload'],
      [await sent('multipart/form-data', 'abc'), 400, 'broken-upload'],
      [await sent('multipart/form-data; boundary=x', '--x--\r\n'), 400, 'no-upload'],
      [await sent('application/xml', '<a/>', '/api/check'), 415, 'bad-request'],
      [await sent('text/plain', '{"file":"a","text":""}', '/api/check'), 400, 'bad-request'],
      [
        await sent('application/json', `${'['.repeat(2e6)}${']'.repeat(2e6)}`, '/api/check'),
        400,
        'bad-request',
      ],
      [await sent('application/json', '{"__proto__":{"a":1}}', '/api/check'), 400, 'bad-request'],
      [await ask.app.inject({ url: '/api/runs/%E0%A4%A' }), 400, 'bad-request'],
    ] as const)
      expect([code, answer.statusCode, answer.json()]).toMatchObject([code, status, { code }]);
    expect(await ask.get('/jobs')).toMatchObject({ status: 200 });
  });

  it('is refused when a file is too large, after it was read to its end', async () => {
    const small = await asking({ folder: ask.folder, uploadMb: 1 });
    const answer = await small.upload('/columns', Buffer.alloc(3 * 2 ** 20, 'a,b\n'));
    expect(answer).toMatchObject({ status: 413, body: { code: 'upload-too-large' } });
    await small.app.close();
  });

  it('is told of a run that cannot be opened', async () => {
    mkdirSync(join(ask.folder, 'bad.run'));
    writeFileSync(join(ask.folder, 'bad.run/run.json'), '{');
    writeFileSync(join(ask.folder, 'bad.run/run.duckdb'), 'no database');
    expect(await ask.get('/runs/bad.run')).toMatchObject({ status: 409 });
    expect(((await ask.get('/workspace')).body as Workspace).runs.map(({ run }) => run)).toEqual([
      'contract.run',
    ]);
  });
});

describe('the description', () => {
  it('has every route, with words and what it takes', async () => {
    const { paths } = (await ask.get('/openapi.json')).body as {
      paths: Record<
        string,
        Record<string, { summary?: string; tags?: string[]; parameters?: { name: string; in: string }[] }>
      >;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, route]) => ({ path, method, ...route })),
    );
    expect(routes.length).toBeGreaterThan(30);
    for (const { path, method, summary, tags, parameters = [] } of routes) {
      expect(summary, `${method} ${path}`).toMatch(/\S/);
      expect(tags, `${method} ${path}`).toHaveLength(1);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        path,
      ).toEqual(named);
    }
    // What the types beside it name as an address is there.
    const types = readFileSync(join(import.meta.dirname, '../api.ts'), 'utf8');
    const named = [...types.matchAll(/\b(GET|POST|PUT|DELETE) (\/(?:[\w/-]|:\w)+)/g)].map(
      ([, method = '', path = '']) => `${method.toLowerCase()} /api${path.replaceAll(/:(\w+)/g, '{$1}')}`,
    );
    const there = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    expect(named.filter((one) => !there.has(one))).toEqual([]);
  });
});
