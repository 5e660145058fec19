/** Why a figure of a run is what it is, and what would change it, as the pages ask for it. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityPage, Levers, RunDetail, Sensitivity, WhatWouldChangeIt, Why } from '../api.ts';
import { asking, type Asking } from '../../../test/support/asking.ts';
import { settled, written } from '../../../test/support/small.ts';

let ask: Asking;
beforeAll(async () => {
  ask = await asking();
});
afterAll(() => ask.app.close());

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
