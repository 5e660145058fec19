import { beforeAll, describe, expect, it } from 'vitest';
import { settledSmall } from '../../../test/support/small.ts';
import type { Run, Scenario } from '../types.ts';
import { whatIf } from './index.ts';

let run: Run;

async function scenario(set: Record<string, string>): Promise<Scenario> {
  const { value, diagnostics } = await whatIf(run, [set]);
  if (!value?.[0]) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
  return value[0];
}

async function refused(set: Record<string, string>): Promise<string[]> {
  const { value, diagnostics } = await whatIf(run, [set]);
  expect(value).toBeUndefined();
  return diagnostics.map(({ message, hint }) => `${message.en} ${hint?.en ?? ''}`.trim());
}

/** "A 40.00 → 48.00 (8.00)" for each payment that changes. */
const changes = ({ payments }: Scenario) =>
  payments.map(
    ({ key, before, after, difference }) =>
      `${key} ${before ? (before.amount ?? before.status) : 'none'} → ${after ? (after.amount ?? after.status) : 'none'} (${String(difference)})`,
  );

describe('a scenario', () => {
  beforeAll(async () => {
    run = await settledSmall({
      model: `
entities:
  aco: { facts: { benchmark: money, paid: money, track: text, on: date, code: text }, dated: on }
parameters:
  share: { type: ratio, values: { 2020-01-01: { value: 0.4 }, 2024-07-01: { value: 0.5 } } }
  floor: 0.02
  extra: { type: money, value: 10 }
  delay: { type: duration, value: P3M }
  closed: { type: date, value: 2024-12-01 }
  open: { type: boolean, value: true }
  label: { type: text, value: x }
  cap: { inputs: [track], outputs: [gain, loss], rows: [[A, 0.1, 0.2], [B, 0.3, 0.4]] }
  weight: { inputs: { saved: money }, read: bands, rows: [[0, 0.5], [100, 0.25]], outside: clamp }
  codes: { type: list of text, value: [c1, c2] }
  steps: { columns: { name: text }, rows: [[one], [two]] }
  unused: 1
  whole: { type: ratio, value: 1, fixed: true }
terms:
  aco:
    saved: benchmark - paid
    rate: saved / benchmark
    capped: if rate >= floor and code in codes then min(saved, cap(track).gain * benchmark) else extra - extra
    earned: capped * share
    other: weight(saved) + extra
payments:
  - { id: shared, for: aco, from: payer, to: aco, amount: earned, due: closed + delay, pending_unless: open }
`,
      contract: `
parties: { payer: cms }
bind:
  aco:
    rows:
      - { id: A, benchmark: 1000, paid: 900, track: A, on: 2024-08-01, code: c1 }
      - { id: B, benchmark: 1000, paid: 600, track: B, on: 2024-02-01, code: c2 }
      - { id: C, benchmark: 1000, paid: 990, track: B, on: 2019-12-31, code: c1 }
      - { id: D, benchmark: 1000, track: B, on: 2024-02-01, code: c1 }
`,
    });
  });

  it('gives totals beside the run’s, and the payments that change, the largest first', async () => {
    const { set, totals, payments, paymentsChanged } = await scenario({ 'cap[B].gain': '0.4' });
    expect(set).toEqual({ 'cap[B].gain': '0.4' });
    expect(totals).toEqual([
      { payment: 'shared', amount: '210.00', difference: '40.00', final: 2, pending: 0, undetermined: 2 },
    ]);
    expect(paymentsChanged).toBe(1);
    expect(payments).toEqual([
      {
        payment: 'shared',
        key: 'B',
        before: {
          payment: 'shared',
          entity: 'aco',
          key: 'B',
          from: 'cms',
          to: 'B',
          amount: '120.00',
          posted: '0.00',
          difference: '120.00',
          due: '2025-03-01',
          status: 'final',
        },
        after: {
          payment: 'shared',
          entity: 'aco',
          key: 'B',
          from: 'cms',
          to: 'B',
          amount: '160.00',
          posted: '0.00',
          difference: '160.00',
          due: '2025-03-01',
          status: 'final',
        },
        difference: '40.00',
      },
    ]);
  });

  it('computes only what hangs on the parameter and feeds a payment', async () => {
    // earned, and the payment's amount.
    expect((await scenario({ share: '0.5' })).recomputed).toEqual({ terms: 2, of: 8 });
    // `other` reads it too, but nothing is paid by it.
    expect((await scenario({ extra: '11' })).recomputed).toEqual({ terms: 3, of: 8 });
    expect((await scenario({ unused: '2' })).recomputed).toEqual({ terms: 0, of: 8 });
    expect((await scenario({ 'weight[100]': '0.3' })).recomputed).toEqual({ terms: 0, of: 8 });
  });

  it('sets a dated parameter for all time', async () => {
    expect(changes(await scenario({ share: '0.5' }))).toEqual([
      'B 120.00 → 150.00 (30.00)',
      'C undetermined → 0.00 (null)',
    ]);
  });

  it('shows payments that only become due at another time', async () => {
    const { payments, totals } = await scenario({ delay: 'P1Y' });
    expect(totals).toMatchObject([{ difference: '0.00' }]);
    expect(payments.map(({ key, before, after }) => [key, before?.due, after?.due])).toEqual([
      ['A', '2025-03-01', '2025-12-01'],
      ['B', '2025-03-01', '2025-12-01'],
      ['C', '2025-03-01', '2025-12-01'],
      ['D', '2025-03-01', '2025-12-01'],
    ]);
  });

  it('counts payments that become pending, which keep their amount', async () => {
    const { totals, payments } = await scenario({ open: 'false' });
    expect(totals).toEqual([
      { payment: 'shared', amount: '170.00', difference: '0.00', final: 0, pending: 2, undetermined: 2 },
    ]);
    expect(payments).toHaveLength(2);
    expect(payments[0]?.after).toMatchObject({ status: 'pending', difference: null });
  });

  it('says why a payment becomes undetermined, and why it was', async () => {
    const { payments } = await scenario({ floor: '0' });
    expect(payments).toEqual([]);
    const [, lost] = (await scenario({ share: '0.4' })).payments;
    expect(lost).toMatchObject({
      key: 'C',
      before: { amount: null, reason: { kind: 'not dated', key: 'C', name: 'share' } },
    });
  });

  it('takes lists, texts, dates as a contract writes them', async () => {
    expect(changes(await scenario({ codes: '[c2, "c3"]' }))).toEqual([
      'A 50.00 → 0.00 (-50.00)',
      'D undetermined → 0.00 (null)',
    ]);
    expect(changes(await scenario({ codes: 'c1' }))).toEqual(['B 120.00 → 0.00 (-120.00)']);
    expect(changes(await scenario({ codes: '[]' }))).toHaveLength(3);
    expect((await scenario({ closed: '2024-11-30' })).payments[0]?.after?.due).toBe('2025-02-28');
  });

  it('finds a table’s row however its cells are spaced or padded', async () => {
    expect(changes(await scenario({ ' cap[ "A" ].gain ': ' 0.05 ' }))).toEqual(['A 50.00 → 25.00 (-25.00)']);
    expect((await scenario({ 'weight[0100.0]': '0.3' })).payments).toEqual([]);
  });

  it('refuses what it cannot set, and says how to', async () => {
    expect(await refused({ shares: '0.5' })).toEqual([
      'The model has no parameter shares. Near it: share, label, codes',
    ]);
    expect(await refused({ whole: '2' })).toEqual(['whole is fixed in the model: it is not agreed on.']);
    expect(await refused({ share: 'half' })).toEqual([
      'share is a number, with no more digits than its type holds; half is none. Write it as in a contract: share=0.5',
    ]);
    expect(await refused({ share: '0.1234567890123456' })).toHaveLength(1);
    expect(await refused({ delay: '3 months' })).toEqual([
      'delay is a duration (P3M, P90D); 3 months is none. Write it as in a contract: delay=P3M',
    ]);
    expect(await refused({ open: 'yes' })).toEqual([
      'open is true or false; yes is neither. Write it as in a contract: open=true',
    ]);
    expect(await refused({ closed: '2024-02-30' })).toHaveLength(1);
    expect(await refused({ steps: 'three' })).toEqual([
      'steps is a list of names, without figures. Change it in the contract and settle again; then compare the two runs.',
    ]);
    expect(await refused({ cap: '1' })).toEqual([
      'cap is a table: name the row whose value changes. cap[A]=VALUE',
    ]);
    expect(await refused({ 'cap[A]': '1' })).toEqual([
      'The table cap gives gain, loss: say which of them changes. cap[A].gain=VALUE',
    ]);
    expect(await refused({ 'cap[C].gain': '1' })).toEqual([
      'The table cap has no row [C]. Its rows: [A] [B]',
    ]);
    expect(await refused({ 'cap[A].gains': '1' })).toHaveLength(1);
    expect(await refused({ 'cap[A].gain': 'x' })).toEqual([
      'cap[A].gain is a number, with no more digits than its type holds; x is none. Write it as in a contract: cap[A].gain=0.1',
    ]);
    expect(await refused({ 'share[A]': '1' })).toEqual(['share is no table: it has no row [A]. share=VALUE']);
    expect(await refused({ share: '0.5', floors: '1', open: 'no' })).toHaveLength(2);
  });

  it('stands by itself: scenarios do not add up', async () => {
    const { value } = await whatIf(run, [{ share: '0.5' }, { share: '0.4' }, {}]);
    expect(value?.map(({ totals }) => totals[0]?.amount)).toEqual(['200.00', '160.00', '170.00']);
    expect(value?.[2]).toMatchObject({ payments: [], recomputed: { terms: 0 } });
  });
});

describe('rows that hang on parameters', () => {
  beforeAll(async () => {
    run = await settledSmall({
      model: `
entities:
  payee: { key: [code], facts: { code: text } }
  case:
    facts: { cost: money, code: text }
    references: { to: { to: payee, by: [code_or_default] } }
  bucket: { group: case, by: { size: size } }
  part: { each: case, for: { n: for i in 1..parts return i } }
  slice: { each: pot, for: { name: names } }
  pot: { facts: { total: money } }
  stage: { each: pot, for: { row: stages } }
  visit: { references: { part: part } , facts: { note: text } }
parameters:
  limit: { type: money, value: 50 }
  parts: { type: count, value: 2 }
  names: { type: list of text, value: [a, b] }
  default: { type: text, value: P1 }
  stages: { columns: { stage: text, after: duration, share: ratio }, rows: [[first, P0D, 0.7], [last, P1Y, 0.3]] }
terms:
  case:
    size: if cost > limit then "large" else "small"
    code_or_default: if cost > limit then code else default
  bucket: { total: sum(case.cost) }
  part: { share: case.cost / parts, seen: count(visit) }
  slice: { share: pot.total / parts }
  stage: { instalment: pot.total * row.share, on: period.start + row.after }
payments:
  - { id: by_stage, for: stage, from: payer, to: provider, amount: instalment, due: on }
  - { id: by_size, for: bucket, from: payer, to: provider, amount: total }
  - { id: by_part, for: part, from: payer, to: provider, amount: share * seen }
  - { id: by_slice, for: slice, from: payer, to: provider, amount: share }
  - { id: to_payee, for: case, from: payer, to: to, amount: cost }
`,
      contract: `
parties: { payer: fund, provider: clinic }
bind:
  payee: { rows: [{ code: P1 }, { code: P2 }] }
  case: { rows: [{ id: a, cost: 40, code: P2 }, { id: b, cost: 60, code: P2 }, { id: c, cost: 80, code: P9 }] }
  pot: { rows: [{ id: t, total: 90 }] }
  visit: { table: visit.csv, columns: { 'part.case': case, 'part.n': n } }
`,
      files: { 'visit.csv': 'id,case,n,note\nv1,a,1,x\nv2,b,2,y\n' },
    });
  });

  it('come and go with a group', async () => {
    const { payments, totals } = await scenario({ limit: '100' });
    expect(totals[1]).toMatchObject({ payment: 'by_size', amount: '180.00', difference: '0.00', final: 1 });
    expect(
      changes({ payments: payments.filter(({ payment }) => payment === 'by_size') } as Scenario),
    ).toEqual(['large 140.00 → none (-140.00)', 'small 40.00 → 180.00 (140.00)']);
  });

  it('come and go with a list', async () => {
    const { payments } = await scenario({ names: 'a, c' });
    expect(changes({ payments } as Scenario)).toEqual([
      't,b 45.00 → none (-45.00)',
      't,c none → 45.00 (45.00)',
    ]);
  });

  it('change with one figure of a record', async () => {
    expect(changes(await scenario({ 'stages[last].share': '0.5' }))).toEqual([
      't,last 27.00 → 45.00 (18.00)',
    ]);
    const { payments } = await scenario({ 'stages[ "last" ].after': 'P2Y' });
    expect(payments.map(({ before, after }) => [before?.due, after?.due])).toEqual([
      ['2025-01-01', '2026-01-01'],
    ]);
    expect(await refused({ stages: '1' })).toEqual([
      'stages is a list of records: name the row and the column that change. stages[first].after=VALUE',
    ]);
    expect(await refused({ 'stages[first]': '1' })).toEqual([
      'The table stages gives after, share: say which of them changes. stages[first].after=VALUE',
    ]);
    // The column that names the row is no figure.
    expect(await refused({ 'stages[first].stage': 'last' })).toHaveLength(1);
    expect(await refused({ 'stages[third].share': '1' })).toEqual([
      'The table stages has no row [third]. Its rows: [first] [last]',
    ]);
    expect(await refused({ 'stages[first].share': 'all' })).toEqual([
      'stages[first].share is a number, with no more digits than its type holds; all is none. Write it as in a contract: stages[first].share=0.7',
    ]);
  });

  it('pay another party where a reference hangs on them', async () => {
    const { payments } = await scenario({ default: 'P2' });
    expect(payments.map(({ key, before, after }) => [key, before?.to, after?.to])).toEqual([
      ['a', 'P1', undefined],
      ['a', undefined, 'P2'],
    ]);
  });

  it('are found again by the references that name them', async () => {
    const { payments, totals } = await scenario({ parts: '4' });
    expect(totals[2]).toMatchObject({ payment: 'by_part', amount: '25.00' });
    expect(
      changes({ payments: payments.filter(({ payment }) => payment === 'by_part') } as Scenario),
    ).toContain('b,2 30.00 → 15.00 (-15.00)');
  });

  it('must be there where a reference names them, as in settling', async () => {
    const { value, diagnostics } = await whatIf(run, [{ parts: '1' }]);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'dangling-reference', at: { file: 'visit.csv', line: 3 } }]);
  });

  it('too many are refused as in settling', async () => {
    const { diagnostics } = await whatIf(run, [{ parts: '900000000' }]);
    expect(diagnostics).toMatchObject([{ code: 'each-too-long' }]);
  });
});

describe('what stands posted', () => {
  beforeAll(async () => {
    run = await settledSmall({
      model: `
entities:
  case: { facts: { cost: money, done: boolean } }
  bucket: { group: case, by: { size: size } }
parameters: { limit: { type: money, value: 50 }, share: 0.5, ready: { type: boolean, value: true } }
terms:
  case: { size: if cost > limit then "large" else "small", earned: cost * share }
  bucket: { total: sum(case.cost) }
  agreement: { advanced: posted("case"), rest: sum(case.cost) - advanced }
payments:
  - { id: case, for: case, from: payer, to: case, amount: earned, pending_unless: done and ready }
  - { id: size, for: bucket, from: payer, to: provider, amount: total }
  - { id: rest, for: agreement, from: payer, to: provider, amount: agreement.rest }
`,
      contract: `
parties: { payer: fund, provider: clinic }
bind:
  case: { rows: [{ id: a, cost: 40, done: true }, { id: b, cost: 60, done: false }] }
`,
    });
  });

  it('is read by posted() as the scenario would post it', async () => {
    const { totals, recomputed } = await scenario({ share: '0.75' });
    expect(totals).toEqual([
      { payment: 'case', amount: '75.00', difference: '25.00', final: 1, pending: 1, undetermined: 0 },
      { payment: 'size', amount: '100.00', difference: '0.00', final: 2, pending: 0, undetermined: 0 },
      { payment: 'rest', amount: '70.00', difference: '-10.00', final: 1, pending: 0, undetermined: 0 },
    ]);
    expect(recomputed.terms).toBeLessThan(recomputed.of);
  });
});
