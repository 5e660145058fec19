/** A folder with one contract and its run, and a server over it that is asked without a network: for tests. Every answer is held against the description. */
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { folder, settled, written } from './small.ts';
import { makeApp, type AppOptions } from '../../src/server/app.ts';
import { descriptionOf } from './described.ts';
import type { Bench } from '../../src/server/bench.ts';

const MODEL = `model: test/savings
version: 1
currency: USD
title: { en: Shared savings, zh: 共享结余 }
parties: [payer]
entities:
  aco:
    title: { en: ACO, zh: 责任机构 }
    facts:
      benchmark: { type: money, title: { en: Benchmark, zh: 支出基准 } }
      spending: { type: money, title: { en: Spending, zh: 实际支出 } }
      met: { type: boolean, title: { en: Quality met, zh: 质量达标 } }
      track: { type: text, one_of: [A, B] }
      reviewed: boolean
parameters:
  minimum: { type: ratio, value: 0.02, title: { en: Minimum savings rate, zh: 最低结余率 }, source: 42 CFR 425.605 }
  rate: { type: ratio, value: 0.5, title: { en: Sharing rate, zh: 分享比例 } }
  cap: { type: ratio, inputs: { track: text }, rows: [[A, 0.1], [B, 0.2]], title: { en: Limit, zh: 封顶比例 } }
terms:
  aco:
    savings: { title: { en: Savings, zh: 结余 }, formula: benchmark - spending }
    enough: { title: { en: Enough saved, zh: 达到最低结余率 }, formula: savings >= minimum * benchmark and met }
    earned: { title: { en: Earned, zh: 应得 }, formula: 'if enough then min(savings * rate, cap(track) * benchmark) else 0' }
payments:
  - id: shared
    title: { en: Shared savings, zh: 共享结余 }
    for: aco
    from: payer
    to: aco
    amount: earned
    pending_unless: reviewed
`;

export const CONTRACT = `contract: savings-2024
title: { en: Savings of 2024, zh: 2024 年结余 }
model: ./model.yaml
period: { from: 2024-01-01, to: 2025-01-01 }
parties: { payer: { id: cms, name: CMS } }
parameters: { rate: 0.6 }
bind:
  aco: { table: aco.csv }
`;

/** A1 earns, A2 saves too little, A3 hits its limit and waits for review, A4 has no spending. */
const ROWS = `id,benchmark,spending,met,track,reviewed
A1,1000,900.5,true,A,true
A2,1000,990,true,A,true
A3,1000,100,true,B,false
A4,2000,,true,B,true
`;

interface Asked {
  status: number;
  body: unknown;
  headers: Record<string, unknown>;
  text: string;
}

export interface Asking {
  app: FastifyInstance;
  bench: Bench;
  folder: string;
  get(url: string): Promise<Asked>;
  send(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown): Promise<Asked>;
  /** Multipart. */
  upload(url: string, text: string | Buffer, fields?: Record<string, string>): Promise<Asked>;
}

/** The caller closes `app`. `options` beside a folder of its own with the contract above, settled. */
export async function asking(options: Partial<AppOptions> & { empty?: boolean } = {}): Promise<Asking> {
  const { empty = false, ...rest } = options;
  const at = rest.folder ?? folder();
  if (!empty && rest.folder === undefined) {
    written({ 'model.yaml': MODEL, 'contract.yaml': CONTRACT, 'aco.csv': ROWS }, at);
    (await settled(join(at, 'contract.yaml'))).close();
  }
  const { app, bench } = await makeApp({ host: '127.0.0.1', ...rest, folder: at });
  const { check } = await descriptionOf(app);
  const asked = async (request: InjectOptions): Promise<Asked> => {
    const response = await app.inject(request);
    const isJson = /json/.test(String(response.headers['content-type']));
    const json = isJson ? response.json<never>() : (null as never);
    const { url, method = 'GET' } = request as { url: string; method?: string };
    const wrong = isJson && check({ method, url, status: response.statusCode, body: json });
    if (wrong) throw new Error(wrong);
    return { status: response.statusCode, body: json, headers: response.headers, text: response.body };
  };
  return {
    app,
    bench,
    folder: at,
    get: (url) => asked({ method: 'GET', url: `/api${url}` }),
    send: (method, url, body) =>
      asked({ method, url: `/api${url}`, ...(body !== undefined && { payload: body as object }) }),
    upload: (url, text, fields = {}) => asked(multipart(`/api${url}`, text, fields)),
  };
}

function multipart(url: string, text: string | Buffer, fields: Record<string, string>): InjectOptions {
  const edge = 'edge-of-a-part';
  const head = Object.entries(fields).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="theirs.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  const payload = Buffer.concat([
    Buffer.from(head.join('') + file),
    Buffer.isBuffer(text) ? text : Buffer.from(text),
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
  return {
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  };
}
