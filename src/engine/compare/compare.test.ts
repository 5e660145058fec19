import { describe, expect, it } from 'vitest';
import { settledSmall } from '../../../test/support/small.ts';
import type { Comparison, Run } from '../types.ts';
import { compare } from './index.ts';

const MODEL = `
entities:
  hospital: { facts: { name: text } }
  case:
    key: [year, id]
    references: { hospital: hospital, payee: party }
    facts: { year: count, id: text, cost: money, note: { type: text, optional: true }, wait: duration, rate: ratio }
  annual: { group: case, by: { year: year } }
parameters:
  zero: 0
  share: { type: ratio, values: { 2020-01-01: { value: 0.4 }, 2024-07-01: { value: 0.5 } } }
  codes: { type: list of text, value: [a, b] }
  steps: { columns: { name: text, share: ratio }, rows: [[one, 0.25], [two, 0.75]] }
  cap: { inputs: [hospital], rows: [[h1, 0.1], [any, 0.2]], hit: first }
  runout: { type: duration, value: P6M }
terms:
  case: { earned: cost * share * cap(hospital.id) }
  annual: { total: sum(case.cost) }
payments:
  - { id: shared, for: case, from: payer, to: payee, amount: earned, due: period.end + runout }
  - { id: rest, for: hospital, from: payer, to: hospital, amount: zero * sum(case.cost) }
`;

const CONTRACT = `
parties: { payer: cms }
bind:
  hospital: { rows: [{ id: h1, name: One }, { id: h2, name: Two }] }
  case:
    rows:
      - { year: 2024, id: a, hospital: h1, payee: p1, cost: 100, note: x, wait: P1M, rate: 0.5 }
      - { year: 2024, id: b, hospital: h2, payee: p1, cost: 200, wait: P7D, rate: 0.25 }
`;

const settled = (
  change: { model?: [string, string][]; contract?: [string, string][] } = {},
): Promise<Run> => {
  const changed = (text: string, changes: [string, string][] = []) =>
    changes.reduce((all, [from, to]) => {
      if (!all.includes(from)) throw new Error(from);
      return all.replace(from, to);
    }, text);
  return settledSmall({ model: changed(MODEL, change.model), contract: changed(CONTRACT, change.contract) });
};

async function compared(before: Run, after: Run): Promise<Comparison> {
  const { value, diagnostics } = await compare(before, after);
  if (!value) throw new Error(diagnostics.map(({ message }) => message.en).join('\n'));
  return value;
}

describe('two runs', () => {
  it('of the same documents and data differ in nothing', async () => {
    const [a, b] = [await settled(), await settled()];
    const nothing = {
      parameters: [],
      documents: [],
      facts: [],
      factsTotal: 0,
      rows: [],
      rowsTotal: 0,
      payments: [],
      paymentsTotal: 0,
      totals: [
        { payment: 'shared', before: '20.00', after: '20.00', difference: '0.00' },
        { payment: 'rest', before: '0.00', after: '0.00', difference: '0.00' },
      ],
    };
    expect(await compared(a, b)).toEqual(nothing);
    expect(await compared(a, a)).toEqual(nothing);
  });

  it('differ by a document and its parameters, in one line each', async () => {
    const before = await settled();
    const after = await settled({
      model: [
        ['2024-07-01: { value: 0.5 }', '2024-01-01: { value: 0.6 }'],
        ['[a, b]', '[a, b, c]'],
        ['[two, 0.75]', '[two, 0.7]'],
        ['[h1, 0.1]', '[h1, 0.15]'],
        ['value: P6M', 'value: P1Y'],
      ],
    });
    const { documents, parameters, payments, totals } = await compared(before, after);
    expect(documents).toEqual([
      { name: 'model.yaml', before: expect.any(String), after: expect.any(String) },
    ]);
    expect(parameters).toEqual([
      {
        name: 'share',
        before: '2020-01-01: 0.4; 2024-07-01: 0.5',
        after: '2020-01-01: 0.4; 2024-01-01: 0.6',
      },
      { name: 'codes', before: 'a, b', after: 'a, b, c' },
      { name: 'steps', before: 'one, 0.25; two, 0.75', after: 'one, 0.25; two, 0.7' },
      { name: 'cap', before: 'h1 → 0.1; any → 0.2 (first)', after: 'h1 → 0.15; any → 0.2 (first)' },
      { name: 'runout', before: 'P6M', after: 'P1Y' },
    ]);
    expect(payments.map(({ key, difference }) => [key, difference])).toEqual([
      ['2024,a', '5.00'],
      ['2024,b', '8.00'],
    ]);
    expect(totals[0]).toEqual({ payment: 'shared', before: '20.00', after: '33.00', difference: '13.00' });
  });

  it('differ by facts, a reference and a party among them, in rows that both have', async () => {
    const after = await settled({
      contract: [
        [
          'hospital: h1, payee: p1, cost: 100, note: x, wait: P1M',
          'hospital: h2, payee: p2, cost: 100.5, wait: P30D',
        ],
        ['cost: 200,', ''],
      ],
    });
    const { facts, factsTotal, payments } = await compared(await settled(), after);
    expect(factsTotal).toBe(6);
    expect(facts).toEqual([
      { entity: 'case', key: '2024,a', name: 'cost', before: '100', after: '100.5' },
      { entity: 'case', key: '2024,b', name: 'cost', before: '200', after: null },
      { entity: 'case', key: '2024,a', name: 'note', before: 'x', after: null },
      // A month is not thirty days.
      { entity: 'case', key: '2024,a', name: 'wait', before: 'P1M', after: 'P30D' },
      { entity: 'case', key: '2024,a', name: 'hospital', before: 'h1', after: 'h2' },
      { entity: 'case', key: '2024,a', name: 'payee', before: 'p1', after: 'p2' },
    ]);
    // Another party is another claim.
    expect(
      payments.map(({ key, before, after: now, difference }) => [key, before?.to, now?.to, difference]),
    ).toEqual([
      ['2024,a', undefined, 'p2', '8.04'],
      ['2024,b', 'p1', 'p1', null],
      ['h2', 'h2', 'h2', null],
      ['2024,a', 'p1', undefined, '-4.00'],
    ]);
  });

  it('differ by rows that came or went, in every entity', async () => {
    const after = await settled({ contract: [['{ year: 2024, id: a,', '{ year: 2023, id: a,']] });
    const { rows, rowsTotal, facts } = await compared(await settled(), after);
    expect(rowsTotal).toBe(3);
    expect(rows).toEqual([
      { entity: 'case', key: '2023,a', change: 'added' },
      { entity: 'case', key: '2024,a', change: 'removed' },
      { entity: 'annual', key: '2023', change: 'added' },
    ]);
    expect(facts).toEqual([]);
  });

  it('differ by when a payment is due, and by why none is', async () => {
    const before = await settled({ contract: [['cost: 100,', '']] });
    const after = await settled({ contract: [['cost: 100,', '']], model: [['value: P6M', 'value: P7M']] });
    const { payments } = await compared(before, after);
    expect(
      payments.map(({ key, before: was, after: is }) => [key, was?.due, is?.due, is?.reason?.kind]),
    ).toEqual([
      ['2024,a', '2025-07-01', '2025-08-01', 'missing'],
      ['2024,b', '2025-07-01', '2025-08-01', undefined],
    ]);
  });

  it('name the period where that differs', async () => {
    const after = await settledSmall({ model: MODEL, contract: `as_of: 2025-03-01\n${CONTRACT}` });
    expect((await compared(await settled(), after)).parameters).toEqual([
      { name: 'as_of', before: '2025-01-01', after: '2025-03-01' },
    ]);
  });

  it('of different models are compared in what both have', async () => {
    const after = await settled({
      model: [
        ['id: rest,', 'id: other,'],
        [
          'note: { type: text, optional: true }',
          'note: { type: text, optional: true }, extra: { type: money, optional: true }',
        ],
        ['rate: ratio }', 'rate: number }'],
        [
          '  annual: { group: case, by: { year: year } }',
          '  kind: { group: case, by: { note: otherwise_note } }',
        ],
        ['  annual: { total: sum(case.cost) }', '  kind: { total: sum(case.cost) }'],
        ['{ earned:', '{ otherwise_note: year + 1, earned:'],
      ],
    });
    const { facts, rows, totals } = await compared(await settled(), after);
    expect([facts, rows]).toEqual([[], []]);
    expect(totals.map(({ payment }) => payment)).toEqual(['shared', 'other', 'rest']);
  });

  it('in two currencies are not compared', async () => {
    const yuan = await settledSmall({ model: MODEL, contract: CONTRACT });
    const other = { ...yuan, plan: { ...yuan.plan, currency: 'CNY' } };
    const { value, diagnostics } = await compare(yuan, other);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'compare-currencies', data: { before: 'USD', after: 'CNY' } },
    ]);
  });
});
