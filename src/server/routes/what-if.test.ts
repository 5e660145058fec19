/** A contract as clauses, what can be moved in it, and what if it were, as the pages ask for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Levers, Sensitivity, TermsDocument } from '../api.ts';
import { asking, type Asking } from '../../../test/support/asking.ts';

let ask: Asking;
beforeAll(async () => {
  ask = await asking();
});
afterAll(() => ask.app.close());

describe('the contract and its levers', () => {
  it('reads as clauses with formulas in words and mathematics', async () => {
    const { clauses, parameters, parties } = (await ask.get('/runs/contract.run/terms'))
      .body as TermsDocument;
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
    const { levers } = (await ask.get('/runs/contract.run/levers')).body as Levers;
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
