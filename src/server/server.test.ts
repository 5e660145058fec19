/** A real server on a free port: the demo on a small population, settled again, explained and reconciled; cancelled jobs leave nothing; every answer is as described. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkerOf, type Check } from '../../test/support/described.ts';
import type {
  DocumentCard,
  DocumentText,
  Job,
  Levers,
  ModelCard,
  RunDetail,
  ValueCard,
  Why,
  Workspace,
} from './api.ts';
import made from './http/answers.json' with { type: 'json' };
import type { OpenApi } from './http/describe.ts';
import { serve, type Serving } from './serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-serve-'));
let serving: Serving;
let check: Check;
/** Requests that were answered, as `Answers` has them. */
const answered = new Set<string>();
beforeAll(async () => {
  serving = await serve({ folder, host: '127.0.0.1', port: 0, pages: join(folder, 'no-pages') });
  check = checkerOf((await (await fetch(`${serving.url}api/openapi.json`)).json()) as OpenApi);
});
afterAll(async () => {
  await serving.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${serving.url}api${path}`, init);
  expect([path, response.status < 300 || (await response.clone().text())]).toEqual([path, true]);
  const body = (await response.json()) as T;
  const { method = 'GET' } = init;
  expect(check({ method, url: `/api${path}`, status: response.status, body })).toBeUndefined();
  const at = Object.keys(made.properties.Answers).findLast((name) =>
    new RegExp(`^${name.replaceAll(/:\w+/g, '[^/?]+')}(\\?|$)`).test(`${method} ${path}`),
  );
  if (at !== undefined) answered.add(at);
  return body;
}
const post = <T>(path: string, body: unknown) =>
  ask<T>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

/** Everything a stream of events says until it ends. */
async function told(path: string): Promise<Job[]> {
  const text = await (await fetch(`${serving.url}api${path}`)).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as Job);
}

const encoded = encodeURIComponent;

describe('an empty folder', () => {
  it('offers the demo, which is made as the command makes it', async () => {
    expect(await ask<Workspace>('/workspace')).toMatchObject({ empty: true, contracts: [], runs: [] });
    const job = await post<Job>('/demo', { members: 300 });
    const events = await told(`/jobs/${job.id}/events`);
    expect(events.at(-1)).toMatchObject({ kind: 'demo', state: 'done', problem: null });
    expect(events.some(({ progress }) => progress?.name === 'capitation')).toBe(true);
    const { contracts, runs, data } = await ask<Workspace>('/workspace');
    expect(contracts).toHaveLength(5);
    expect(runs).toHaveLength(5);
    expect(data).toEqual([
      {
        path: 'openvbp-demo/data/us',
        members: expect.any(Number) as number,
        lines: expect.any(Number) as number,
      },
    ]);
  }, 300_000);

  it('settles a contract again beside its last run, explains and reconciles it', async () => {
    const contract = 'openvbp-demo/capitation/contract.yaml';
    const started = await post<Job>(`/contracts/${encoded(contract)}/settle`, { set: { withhold: '0.1' } });
    const done = (await told(`/jobs/${started.id}/events`)).at(-1);
    expect(done).toMatchObject({ state: 'done', run: 'openvbp-demo/dual-revenue/capitation-2022-2.run' });
    const run = encoded(done?.run ?? '');
    const { summary, waterfalls } = await ask<RunDetail>(`/runs/${run}`);
    const [capitation] = summary.payments;
    const key = capitation?.example ?? '';
    const why = await ask<Why>(`/runs/${run}/explain?entity=provider&key=${encoded(key)}&term=capitation`);
    expect(why.explanation).toMatchObject({ name: 'capitation', kind: 'aggregate' });
    expect(waterfalls.find(({ payment }) => payment === 'capitation')?.exact).toBe(true);
    const form = new FormData();
    const own = capitation?.flows.map(({ to, final }) => `${to},${final.amount}`).join('\n') ?? '';
    form.set('file', new Blob([`id,paid\n${own}\n`]), 'theirs.csv');
    for (const [name, value] of Object.entries({
      key: 'id',
      amount: 'paid',
      payment: 'capitation',
      within: '0.005',
    }))
      form.set(name, value);
    const { agree, of, differ } = await ask<{ agree: number; of: number; differ: unknown[] }>(
      `/runs/${run}/reconcile`,
      { method: 'POST', body: form },
    );
    expect([agree, differ]).toEqual([of, []]);
    const { contracts } = await ask<Workspace>('/workspace');
    expect(contracts.find(({ file }) => file === contract)).toMatchObject({
      runs: [
        'openvbp-demo/dual-revenue/capitation-2022-2.run',
        'openvbp-demo/dual-revenue/capitation-2022.run',
      ],
      change: [{ payment: 'capitation' }, { payment: 'withhold' }],
    });
  }, 300_000);

  it('leaves nothing of a job that was cancelled, and says why one failed', async () => {
    const contract = encoded('openvbp-demo/shared-savings/contract.yaml');
    const job = await post<Job>(`/contracts/${contract}/settle`, { output: 'half.run' });
    const waiting = await post<Job>(`/contracts/${contract}/settle`, {
      set: { nothing: '1' },
      output: 'never.run',
    });
    expect(waiting.state).toBe('waiting');
    // In the middle of it, where there is something to leave.
    for (let i = 0; i < 100 && !existsSync(join(folder, 'half.run.partial')); i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask<Job>(`/jobs/${job.id}`, { method: 'DELETE' })).toMatchObject({ state: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['openvbp-demo']);
    const failed = (await told(`/jobs/${waiting.id}/events`)).at(-1);
    expect(failed).toMatchObject({ state: 'failed', problem: { diagnostics: [{ severity: 'error' }] } });
    expect(failed?.problem?.message.zh).toMatch(/\p{Script=Han}/u);
  }, 300_000);

  it('cancelled at the very end, has its run or has not, and says which', async () => {
    const contract = encoded('openvbp-demo/capitation/contract.yaml');
    const { id } = await post<Job>(`/contracts/${contract}/settle`, { output: 'end.run' });
    const events = await fetch(`${serving.url}api/jobs/${id}/events`);
    for await (const chunk of events.body ?? []) if (Buffer.from(chunk).includes('"write"')) break;
    const { state, run } = await ask<Job>(`/jobs/${id}`, { method: 'DELETE' });
    expect([state, run, readdirSync(folder)]).toEqual(
      state === 'done'
        ? ['done', 'end.run', ['end.run', 'openvbp-demo']]
        : ['cancelled', null, ['openvbp-demo']],
    );
    rmSync(join(folder, 'end.run'), { recursive: true, force: true });
  }, 300_000);

  // The system's own list of a process's children.
  const children = `/proc/${process.pid}/task/${process.pid}/children`;
  it.skipIf(!existsSync(children))(
    'says that a job was killed, and leaves nothing of it',
    async () => {
      const contract = encoded('openvbp-demo/shared-savings/contract.yaml');
      const before = new Set(readFileSync(children, 'utf8').split(' '));
      const job = await post<Job>(`/contracts/${contract}/settle`, { output: 'killed.run' });
      const partial = join(folder, 'killed.run.partial');
      for (let i = 0; i < 400 && !existsSync(partial); i += 1)
        await new Promise((next) => setTimeout(next, 25));
      for (const pid of readFileSync(children, 'utf8').split(' '))
        if (pid !== '' && !before.has(pid)) process.kill(Number(pid), 'SIGKILL');
      const said = (await told(`/jobs/${job.id}/events`)).at(-1);
      expect(said).toMatchObject({ state: 'failed', problem: { code: 'job-died' } });
      expect(readdirSync(folder)).toEqual(['openvbp-demo']);
    },
    300_000,
  );

  it('takes 300 MB to their end without keeping them, and says what is too much', async () => {
    const chunk = new Uint8Array(2 ** 20).fill(0x61);
    let sent = 0;
    const head = new TextEncoder().encode(
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
    );
    const body = new ReadableStream({
      start: (to) => to.enqueue(head),
      pull(to) {
        sent += 1;
        if (sent <= 300) return to.enqueue(chunk);
        to.enqueue(new TextEncoder().encode('\r\n--x--\r\n'));
        to.close();
      },
    });
    const before = process.memoryUsage.rss();
    const response = await fetch(`${serving.url}api/columns`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    } as RequestInit);
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'upload-too-large' }]);
    expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(150);
  });

  it('answers everything as its description says, of every contract of the demo', async () => {
    const { contracts, data } = await ask<Workspace>('/workspace');
    for (const { file, latest } of contracts) {
      const run = `/runs/${encoded(latest?.run ?? '')}`;
      const { entities, summary, waterfalls } = await ask<RunDetail>(run);
      for (const { name, columns } of entities) {
        await ask(`${run}/entities/${name}?limit=5`);
        const number = columns.find(({ type }) => type.kind === 'number');
        if (number) await ask(`${run}/entities/${name}/distribution/${number.name}`);
      }
      await ask(`${run}/timeline`);
      for (const { payment, key, entity } of waterfalls) {
        await ask(`${run}/waterfall?payment=${payment}&key=${encoded(key)}`);
        await ask(`${run}/explain?entity=${entity}&key=${encoded(key)}&term=${payment}&depth=8`);
      }
      await ask(`${run}/terms`);
      // What takes longer, of one of them.
      const [first] = summary.payments;
      if (!first || contracts[0]?.file !== file) continue;
      const { levers } = await ask<Levers>(`${run}/levers`);
      const [lever] = levers;
      if (lever) await post(`${run}/what-if`, { set: { [lever.parameter]: lever.written } });
      await ask(`${run}/compare/${encoded(latest?.run ?? '')}`);
      const { text } = await ask<DocumentText>(`/documents/${encoded(file)}`);
      await post('/check', { file, text });
      await post('/complete', { file, text, line: 1, column: 1 });
      await post('/hover', { file, text, line: 1, column: 1 });
      await ask(`${run}/sensitivity?payment=${first.id}`);
      await ask(`${run}/why-not?entity=${first.entity}&key=${encoded(first.example ?? '')}&term=${first.id}`);
    }
    for (const { path } of data) await ask(`/data/${encoded(path)}/quality`);
    const report = join(folder, 'openvbp-demo/value.json');
    const cli = resolve(import.meta.dirname, '../../bin/openvbp.js');
    execFileSync(process.execPath, [
      cli,
      'value',
      'heart-failure',
      join(folder, data[0]?.path ?? ''),
      '-o',
      report,
    ]);
    for (const { file } of await ask<ValueCard[]>('/value')) await ask(`/value/${encoded(file)}`);
    for (const { model } of (await ask<ModelCard[]>('/models')).slice(0, 3))
      await ask(`/models/${encoded(model)}`);
    const { id } = await ask<Job>(`/models/${encoded('generic/capitation')}/test`, { method: 'POST' });
    await ask(`/jobs/${id}`);
    await ask(`/jobs/${id}`, { method: 'DELETE' });
    await ask('/jobs');
    const [document] = await ask<DocumentCard[]>('/documents');
    const at = `/documents/${encoded(document?.file ?? '')}`;
    const { text, version } = await ask<DocumentText>(at);
    await ask(at, {
      method: 'PUT',
      body: JSON.stringify({ text, version }),
      headers: { 'content-type': 'application/json' },
    });
    const form = new FormData();
    form.set('file', new Blob(['id,paid\n1,2\n']), 'theirs.csv');
    await ask('/columns', { method: 'POST', body: form });
    expect(Object.keys(made.properties.Answers).filter((name) => !answered.has(name))).toEqual([]);
  }, 300_000);

  it('says that the pages are not built', async () => {
    const response = await fetch(serving.url);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });

  it('leads an address without # to the first page, where the pages find what they are made of', async () => {
    const response = await fetch(`${serving.url}contract/a.yaml/result`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
  });
});
