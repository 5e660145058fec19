/** A run as the pages ask for it. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summarize } from '../../statement/index.ts';
import { openRun, statementRows } from '../../engine/index.ts';
import type { EntityPage, Levers, RunDetail, Sensitivity, WhatWouldChangeIt, Why } from '../api.ts';
import { summaryOf } from '../runs/summary.ts';
import { asking, type Asking } from '../../../test/support/asking.ts';
import { settled, written } from '../../../test/support/small.ts';

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
    const { sentence, card, flows } = body as RunDetail;
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

describe('why', () => {
  const why = async (key: string, term = 'shared') =>
    (await ask.get(`/runs/contract.run/explain?entity=aco&key=${key}&term=${term}`)).body as Why;

  it('opens a payment as the figure it is, in words', async () => {
    const { explanation, sentence, status } = await why('A1');
    expect(explanation).toMatchObject({ name: 'earned', value: '59.7' });
    expect(status).toBe('final');
    expect(sentence.en).toMatch(
      /^Earned of A1 is 59\.70 USD: if Enough saved: the smallest of Savings × Sharing rate, /,
    );
    expect(sentence.zh).toMatch(/^A1的应得为 59\.70 美元，即若达到最低结余率，/);
  });

  it('says what is awaited, or missing and from which file', async () => {
    expect((await why('A3')).awaits?.en).toBe('Pending until: reviewed.');
    expect((await why('A4')).awaits).toEqual({
      en: 'ACO has no value for Spending (for A4); it would come from column spending of aco.csv.',
      zh: '责任机构缺少“实际支出”（A4）；应来自 aco.csv 的 spending 列。',
    });
  });

  it('says what would change it: facts of the row, and parameters', async () => {
    const { body } = await ask.get('/runs/contract.run/why-not?entity=aco&key=A2&term=earned');
    expect(body).toMatchObject({ complete: true });
    const { changes } = body as { changes: { parameter: string; kind: string; to: string; value: string }[] };
    expect(changes.map(({ kind, parameter, to, value }) => `${kind} ${parameter} ${to}: ${value}`)).toEqual(
      [],
    );
    const { changes: of } = (await ask.get('/runs/contract.run/why-not?entity=aco&key=A1&term=earned'))
      .body as { changes: typeof changes };
    expect(of.map(({ kind, parameter, to, value }) => `${kind} ${parameter} ${to}: ${value}`)).toEqual([
      'fact met false: 0',
      'fact benchmark 990: 53.7',
      'fact benchmark 1010: 65.7',
      'fact spending 891.495: 65.103',
      'fact spending 909.505: 54.297',
      'parameter rate 0.594: 59.103',
      'parameter rate 0.606: 60.297',
    ]);
  });

  it('knows no row or name that is not there', async () => {
    expect(await ask.get('/runs/contract.run/explain?entity=aco&key=A9&term=earned')).toMatchObject({
      status: 404,
    });
    expect(await ask.get('/runs/contract.run/explain?entity=aco&key=A1&term=nix')).toMatchObject({
      status: 404,
      body: { code: 'no-term' },
    });
    expect(await ask.get('/runs/contract.run/explain?entity=aco&key=A1')).toMatchObject({
      status: 400,
      body: { code: 'bad-request' },
    });
  });
});

describe('the contract and its levers', () => {
  it('reads as clauses with formulas in words and mathematics', async () => {
    const { clauses, parameters, parties } = (await ask.get('/runs/contract.run/terms'))
      .body as import('../api.ts').TermsDocument;
    expect(parties).toEqual([
      { role: 'payer', title: { en: 'Payer', zh: '支付方' }, id: 'cms', name: { en: 'CMS', zh: 'CMS' } },
    ]);
    expect(clauses.map(({ number, title }) => `${number} ${title.zh}`)).toEqual([
      '1 责任机构',
      '1.1 结余',
      '1.2 达到最低结余率',
      '1.3 应得',
      '2 共享结余',
    ]);
    expect(clauses[2]?.words).toEqual({
      en: 'Savings is at least Minimum savings rate × Benchmark and Quality met',
      zh: '结余不低于最低结余率 × 支出基准且质量达标',
    });
    expect(clauses[3]?.math?.en).toContain('<mtext>Sharing rate</mtext>');
    const rate = parameters.find(({ name }) => name === 'rate');
    expect(rate).toMatchObject({
      changed: true,
      shape: { values: [{ value: '0.6' }] },
      was: { shape: { values: [{ value: '0.5' }] } },
    });
  });

  it('can be moved, with sensible ranges', async () => {
    const { levers } = (await ask.get('/runs/contract.run/levers')).body as import('../api.ts').Levers;
    expect(
      levers.map(
        ({ parameter, low, value, high, step, changed }) =>
          `${parameter} ${low} ${value} ${high} ${step} ${changed}`,
      ),
    ).toEqual([
      'minimum 0 0.02 1 0.01 false',
      'rate 0 0.6 1 0.01 true',
      'cap[A] 0 0.1 1 0.01 false',
      'cap[B] 0 0.2 1 0.01 false',
    ]);
  });

  it('answers what if, and what matters most', async () => {
    const { body } = await ask.send('POST', '/runs/contract.run/what-if', { set: { 'cap[B]': '0.3' } });
    expect(body).toMatchObject({
      scenario: { totals: [{ payment: 'shared', amount: '359.70', difference: '100.00' }] },
    });
    expect(await ask.send('POST', '/runs/contract.run/what-if', { set: { caps: '1' } })).toMatchObject({
      status: 422,
      body: { code: 'what-if-unknown-parameter' },
    });
    // Asked again until all is tried.
    let found: Sensitivity;
    do found = (await ask.get('/runs/contract.run/sensitivity')).body as Sensitivity;
    while (found.tried < found.of);
    const { bars } = found;
    expect(found.of).toBe(4);
    expect(
      bars.map(
        ({ parameter, low, high, atLow, atHigh }) => `${parameter} ${low}: ${atLow}, ${high}: ${atHigh}`,
      ),
    ).toEqual(['cap[B] 0.18: 239.70, 0.22: 279.70', 'rate 0.54: 253.73, 0.66: 265.67']);
  });
});

/** Months of care at a fee, a bonus by stage of a record, and a clinic whose report is not there. */
describe('quantities, records and what is missing', () => {
  const get = async <T>(address: string) => (await ask.get(`/runs/care.run/${address}`)).body as T;

  beforeAll(async () => {
    const model = `model: test/care
version: 1
currency: USD
parties: [payer]
words: { early: { en: early, zh: 早期 } }
entities:
  clinic: { title: { en: Clinic, zh: 诊所 }, facts: { reported: { type: boolean, title: { en: Report in, zh: 报告已交 } }, urban: boolean } }
  patient: { references: { clinic: clinic }, facts: { time: { type: number, unit: person_month } } }
  stage: { each: clinic, for: { row: stages } }
parameters:
  fee: { type: money/person_month, value: 30, title: { en: Monthly fee, zh: 月费 } }
  one_month: { type: number, unit: person_month, value: 1, fixed: true }
  stages: { title: { en: Bonus by stage, zh: 分期奖励 }, columns: { stage: text, after: duration, bonus: money }, rows: [[early, P0D, 100], [late, P1Y, 50]] }
terms:
  patient: { paid: { formula: fee * time, title: { en: Care fee, zh: 管理费 } } }
  stage: { bonus: row.bonus, least: one_month }
  clinic:
    months: { formula: sum(patient.time), title: { en: Person-months, zh: 人月数 } }
    fees: { formula: sum(patient.paid), title: { en: Care fees, zh: 管理费合计 } }
    by_months: { formula: fee * months, title: { en: By months, zh: 按人月 } }
    bonus: { formula: sum(stage.bonus), title: { en: Bonus, zh: 奖励 } }
    extra: { formula: if reported then fees else bonus, title: { en: Extra, zh: 附加 } }
payments:
  - { id: fees, for: clinic, from: payer, to: clinic, amount: fees, pending_unless: reported }
  - { id: by_months, for: clinic, from: payer, to: clinic, amount: by_months, title: { en: By months, zh: 按人月支付 } }
  - { id: bonus, for: clinic, from: payer, to: clinic, amount: bonus }
`;
    const times = [1, 2, 3, 4, 5, 6].map((n) => `p${n},${n < 6 ? 'c1' : 'c2'},${n}`);
    const at = written(
      {
        'care.model.yaml': model,
        'care.yaml': `contract: care
model: ./care.model.yaml
period: { from: 2024-01-01, to: 2025-01-01 }
parties: { payer: plan }
bind: { clinic: { table: clinic.csv }, patient: { table: patient.csv } }
`,
        'clinic.csv': 'id,reported,urban\nc1,true,true\nc2,,false\n',
        'patient.csv': `id,clinic,time\n${times.join('\n')}\np7,c1,1\np8,c1,1\n`,
      },
      ask.folder,
    );
    (await settled(join(at, 'care.yaml'))).close();
  });

  it('shows quantity and rate where no other money leads to a payment, or the rows it adds up', async () => {
    const path = async (payment: string) =>
      (await get<RunDetail['waterfalls'][number]>(`waterfall?payment=${payment}&key=c1`)).steps.map(
        ({ kind, value, title, term }) => `${kind} ${value} ${title.zh} ${term}`,
      );
    expect(await path('by_months')).toEqual([
      'factor 30 月费 null',
      'factor 17 人月数 months',
      'level 510.00 按人月支付 by_months',
    ]);
    // Seven patients: what their fees go by, and the average of it.
    expect(await path('fees')).toEqual([
      'factor 17 人月数 months',
      'factor 30 平均管理费 null',
      'level 510.00 fees fees',
    ]);
    expect(await path('bonus')).toEqual([
      'change 100.00 c1,early bonus',
      'change 50.00 c1,late bonus',
      'level 150.00 bonus bonus',
    ]);
  });

  it('adds up no amount that is undetermined, and says how many rows those are', async () => {
    const { totals } = await get<EntityPage>('entities/clinic');
    // c2 has fees of 180 by its formula, and no report.
    expect(totals['fees']).toEqual({ sum: '510', unknown: 0, undetermined: 1 });
    expect(totals['by_months']).toEqual({ sum: '690', unknown: 0 });
  });

  it('names the missing fact first, and what each value of it would make', async () => {
    const { awaits, status } = await get<Why>('explain?entity=clinic&key=c2&term=extra');
    expect(status).toBe(null);
    expect(awaits?.en).toBe(
      'Clinic has no value for Report in (for c2); it would come from column reported of clinic.csv.',
    );
    const { changes } = await get<WhatWouldChangeIt>('why-not?entity=clinic&key=c2&term=extra');
    expect(changes.map(({ parameter, from, to, value }) => `${parameter} ${from} ${to}: ${value}`)).toEqual([
      'reported null true: 180',
      'reported null false: 150',
    ]);
  });

  it('moves a figure of a record, named as the model calls its row', async () => {
    const { levers } = await get<Levers>('levers');
    expect(
      levers.map(
        ({ parameter, title, unit, low, high }) => `${parameter} ${title.zh} ${unit} ${low} ${high}`,
      ),
    ).toEqual([
      'fee 月费 money/person_month 0 60',
      'stages[early].bonus 分期奖励：早期 money 0 200',
      'stages[late].bonus 分期奖励：late money 0 100',
    ]);
    const { bars, tried } = await get<Sensitivity>('sensitivity?payment=bonus');
    expect(tried).toBe(3);
    expect(bars.map(({ parameter, atLow, atHigh }) => `${parameter} ${atLow} ${atHigh}`)).toEqual([
      'stages[early].bonus 280.00 320.00',
      'stages[late].bonus 290.00 310.00',
    ]);
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
