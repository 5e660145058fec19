/** A run as the pages ask for it. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summarize } from '../../statement/index.ts';
import { openRun, statementRows } from '../../engine/index.ts';
import type { EntityPage, RunDetail } from '../api.ts';
import { summaryOf } from '../runs/summary.ts';
import { asking, type Asking } from '../../../test/support/asking.ts';

let ask: Asking;
beforeAll(async () => {
  ask = await asking();
});
afterAll(() => ask.app.close());

const page = async (query: string) =>
  (await ask.get(`/runs/contract.run/entities/aco?${query}`)).body as EntityPage;
const keys = async (query: string) => (await page(query)).rows.map(({ key }) => key);

describe('a run', () => {
  it('says who owes whom, and whether it is final', async () => {
    const { body } = await ask.get('/runs/contract.run');
    const { sentence, card, flows, nothing } = body as RunDetail;
    expect(sentence).toEqual({
      en: 'CMS pays 2 parties 259.70 USD (Shared savings). Of 4 amounts 1 is pending (200.00 USD) and 1 cannot be determined yet.',
      zh: 'CMS 应付 2 方 259.70 美元（共享结余）。4 笔中有 1 笔待定（200.00 美元）、1 笔尚无法确定。',
    });
    expect(card).toMatchObject({
      run: 'contract.run',
      contract: 'savings-2024',
      stale: false,
      currency: 'USD',
    });
    expect(card.payments).toEqual([
      {
        id: 'shared',
        title: { en: 'Shared savings', zh: '共享结余' },
        from: { en: 'CMS', zh: 'CMS' },
        to: { en: 'A3', zh: 'A3' },
        flows: 4,
        amount: '259.70',
        pendingAmount: '200.00',
        final: 2,
        pending: 1,
        undetermined: 1,
      },
    ]);
    expect(flows).toEqual({ shared: 4 });
    expect(nothing).toEqual({ shared: 1 });
  });

  it('is summed up as the statement is', async () => {
    const { value: run } = await openRun(join(ask.folder, 'contract.run'));
    const inFull = await summarize(run!, statementRows(run!));
    const { summary } = await ask.bench.runs.use(run!.folder, 'contract.run', summaryOf);
    expect(summary).toEqual(inFull);
  });

  it('shows the path from the benchmark to the payment, adding up', async () => {
    const { body } = await ask.get('/runs/contract.run/waterfall?payment=shared&key=A3');
    const { steps, exact } = body as RunDetail['waterfalls'][number];
    expect(exact).toBe(true);
    expect(steps.map(({ kind, value, title, term }) => `${kind} ${value} ${title.en} ${term}`)).toEqual([
      'level 1000.00 Benchmark benchmark',
      'change -100.00 Spending spending',
      'level 900.00 Savings savings',
      'change -360.00 × Sharing rate (60 %) null',
      'change -340.00 At most: Limit × Benchmark null',
      'level 200.00 Shared savings earned',
    ]);
    const nothing = (await ask.get('/runs/contract.run/waterfall?payment=shared&key=A2')).body as typeof body;
    expect(
      (nothing as RunDetail['waterfalls'][number]).steps.map(({ value, title }) => `${value} ${title.zh}`),
    ).toEqual([
      '1000.00 支出基准',
      '-990.00 实际支出',
      '10.00 结余',
      '-10.00 达到最低结余率：否',
      '0.00 共享结余',
    ]);
    const unknown = (await ask.get('/runs/contract.run/waterfall?payment=shared&key=A4')).body as typeof body;
    expect((unknown as RunDetail['waterfalls'][number]).steps.at(-1)).toMatchObject({
      value: null,
      status: 'undetermined',
    });
  });

  it('has a month for what falls due, or none', async () => {
    const { body } = await ask.get('/runs/contract.run/timeline');
    expect(body).toEqual({
      payments: [
        {
          payment: 'shared',
          points: [
            { due: null, status: 'final', rows: 2, amount: '59.70' },
            { due: null, status: 'pending', rows: 1, amount: '200.00' },
            { due: null, status: 'undetermined', rows: 1, amount: '0.00' },
          ],
        },
      ],
    });
  });
});

describe('the entity table', () => {
  it('has exact values, states and totals', async () => {
    const { rows, total, totals } = await page('limit=1');
    expect(total).toBe(4);
    expect(rows[0]).toEqual({
      key: 'A1',
      values: {
        id: 'A1',
        benchmark: '1000',
        spending: '900.5',
        met: true,
        track: 'A',
        reviewed: true,
        savings: '99.5',
        enough: true,
        earned: '59.7',
      },
      status: { shared: 'final' },
    });
    expect(totals).toEqual({
      benchmark: { sum: '5000', unknown: 0 },
      spending: { sum: '1990.5', unknown: 1 },
      savings: { sum: '1009.5', unknown: 1 },
      earned: { sum: '259.7', unknown: 1, undetermined: 1 },
    });
  });

  it('sorts, the unknown last whichever way', async () => {
    expect(await keys('sort=earned')).toEqual(['A2', 'A1', 'A3', 'A4']);
    expect(await keys('sort=-earned')).toEqual(['A3', 'A1', 'A2', 'A4']);
    expect(await keys('sort=-key&limit=2')).toEqual(['A4', 'A3']);
    expect(await keys('offset=2&limit=1')).toEqual(['A3']);
  });

  it('is narrowed by values, states and a search', async () => {
    expect(await keys('where=savings:gt:99.4999999')).toEqual(['A1', 'A3']);
    expect(await keys('where=savings:eq:99.50000001')).toEqual([]);
    expect(await keys('where=spending:unknown')).toEqual(['A4']);
    expect(await keys('where=met:eq:true&where=track:eq:B')).toEqual(['A3', 'A4']);
    expect(await keys('where=status.shared:eq:pending')).toEqual(['A3']);
    expect(await keys('where=track:has:a')).toEqual(['A1', 'A2']);
    expect(await keys('search=a4')).toEqual(['A4']);
    expect(await keys(`search=${encodeURIComponent("'; drop table x --")}`)).toEqual([]);
    const { totals } = await page('where=savings:le:50');
    expect(totals['benchmark']).toEqual({ sum: '1000', unknown: 0 });
  });

  it('says what is wrong with a filter', async () => {
    for (const where of [
      'savings',
      'savings:about:3',
      'nothing:eq:3',
      'savings:eq:x',
      'savings:eq:1e99',
      'status.shared:eq:paid',
    ]) {
      const { status, body } = await ask.get(`/runs/contract.run/entities/aco?where=${where}`);
      expect([where, status, body]).toEqual([where, 400, expect.objectContaining({ code: 'bad-filter' })]);
    }
    expect(await ask.get('/runs/contract.run/entities/aco?limit=100000')).toMatchObject({ status: 400 });
    expect(await ask.get('/runs/contract.run/entities/aco?sort=nothing')).toMatchObject({
      status: 404,
      body: { code: 'no-term' },
    });
  });

  it('counts how a number is spread, in round bins with exact edges', async () => {
    const { body } = await ask.get('/runs/contract.run/entities/aco/distribution/savings');
    expect(body).toMatchObject({ count: 3, unknown: 1, min: '10', median: '99.5', max: '900' });
    const { bins } = body as { bins: { from: string; to: string; count: number }[] };
    expect(bins[0]).toEqual({ from: '0', to: '50', count: 1 });
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(await ask.get('/runs/contract.run/entities/aco/distribution/track')).toMatchObject({
      status: 422,
    });
  });

  it('goes to a file in the reader’s language', async () => {
    const { text, headers } = await ask.get(
      '/runs/contract.run/entities/aco/export?lang=zh&where=track:eq:A&sort=-earned',
    );
    expect(headers['content-disposition']).toContain('savings-2024-aco.csv');
    expect(text.split('\r\n')).toEqual([
      '\ufeff标识,id,支出基准 (USD),实际支出 (USD),质量达标,track,reviewed,结余 (USD),达到最低结余率,应得 (USD)',
      'A1,A1,1000,900.5,true,A,true,99.5,true,59.7',
      'A2,A2,1000,990,true,A,true,10,false,0',
      '',
    ]);
    const book = await ask.get('/runs/contract.run/entities/aco/export?format=xlsx');
    expect(book.text.startsWith('PK')).toBe(true);
  });
});

describe('their file', () => {
  const theirs = 'ACO,Paid\nA1,59.70\nA2,12\nA3,200\nB7,1\n';

  it('is looked at before it is compared', async () => {
    const { body } = await ask.upload('/columns', theirs, { run: 'contract.run' });
    expect(body).toMatchObject({ columns: ['ACO', 'Paid'], key: 'ACO', amount: 'Paid' });
  });

  it('agrees, differs with our reason, or lacks rows', async () => {
    const { body } = await ask.upload('/runs/contract.run/reconcile', theirs, { key: 'ACO', amount: 'Paid' });
    expect(body).toMatchObject({
      of: 4,
      agree: 2,
      differ: [{ key: 'A2', theirs: '12', ours: '0', difference: '-12' }],
      onlyTheirs: [{ key: 'B7' }],
      onlyOurs: [{ key: 'A4' }],
      totals: { differ: 1, onlyTheirs: 1, onlyOurs: 1 },
      figure: { entity: 'aco', term: 'earned' },
    });
    expect((body as { differ: { because: { zh: string } }[] }).differ[0]?.because.zh).toContain(
      '达到最低结余率 否',
    );
  });

  it('is refused with words where it cannot be', async () => {
    expect(
      await ask.upload('/runs/contract.run/reconcile', theirs, { key: 'ID', amount: 'Paid' }),
    ).toMatchObject({ status: 422, body: { code: 'header-absent' } });
    expect(await ask.upload('/runs/contract.run/reconcile', theirs, { amount: 'Paid' })).toMatchObject({
      status: 400,
    });
    expect(await ask.send('POST', '/columns', {})).toMatchObject({
      status: 415,
      body: { code: 'no-upload' },
    });
    expect(await ask.upload('/columns', Buffer.from([0, 1, 2, 0, 255]))).toMatchObject({ status: 422 });
  });
});

it('compares runs, the earlier second', async () => {
  const { body } = await ask.get('/runs/contract.run/compare/contract.run');
  expect(body).toMatchObject({ payments: [], totals: [{ payment: 'shared', difference: '0.00' }] });
});

it('opens more runs than it keeps open, each as often as it is asked for', async () => {
  const names = Array.from({ length: 7 }, (_, i) => `kept-${i}.run`);
  for (const name of names)
    cpSync(join(ask.folder, 'contract.run'), join(ask.folder, name), { recursive: true });
  for (const name of [...names, 'kept-0.run']) {
    const { status, body } = await ask.get(`/runs/${name}`);
    expect([name, status, (body as RunDetail).card?.run]).toEqual([name, 200, name]);
  }
  for (const name of names) rmSync(join(ask.folder, name), { recursive: true });
});

it('says when a run went away under the page', async () => {
  const other = await asking();
  expect(await other.get('/runs/contract.run')).toMatchObject({ status: 200 });
  rmSync(join(other.folder, 'contract.run'), { recursive: true });
  expect(await other.get('/runs/contract.run')).toMatchObject({ status: 410, body: { code: 'run-gone' } });
  expect(await other.get('/runs/other.run')).toMatchObject({ status: 404, body: { code: 'no-run' } });
  await other.app.close();
});
