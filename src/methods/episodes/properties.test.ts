/** What holds of any claims: sums, overlaps, order of rows. A run is a small population, as opening a database costs more than computing. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { units } from '../shared/decimal.ts';
import type { Given, Got, Outcome } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { trigger } from './trigger.ts';

const iso = (day: number) => new Date(Date.UTC(2023, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

/** A stay, a bed of skilled nursing or a visit, somewhere in two years. */
const service = fc.record({
  person: fc.integer({ min: 1, max: 6 }),
  kind: fc.constantFrom('trigger', 'trigger', 'stay', 'nursing', 'visit', 'visit'),
  day: fc.integer({ min: -30, max: 500 }),
  length: fc.integer({ min: 0, max: 60 }),
  hospital: fc.integer({ min: 1, max: 2 }),
  cents: fc.option(fc.integer({ min: -5000, max: 3_000_000 }), { freq: 20 }),
});

type Service = typeof service extends fc.Arbitrary<infer S> ? S : never;

function claim({ person, kind, day, length, hospital, cents }: Service, i: number): Given {
  const [from, to] = [iso(day), iso(day + (kind === 'visit' ? 0 : length))];
  const bed = kind !== 'visit';
  return {
    claim_id: `c${String(i).padStart(3, '0')}`,
    claim_line_number: 1,
    person_id: `p${person}`,
    claim_type: bed ? 'institutional' : 'professional',
    bill_type_code: bed ? (kind === 'nursing' ? '211' : '111') : null,
    drg_code: kind === 'trigger' ? '470' : kind === 'stay' ? '291' : null,
    facility_npi: bed ? `H${hospital}` : null,
    admission_date: bed && kind !== 'nursing' ? from : null,
    discharge_date: bed && kind !== 'nursing' ? to : null,
    claim_start_date: from,
    claim_end_date: to,
    claim_line_start_date: from,
    claim_line_end_date: to,
    paid_amount: cents === null ? null : (cents / 100).toFixed(2),
  };
}

const eligibility = [1, 2, 3, 4, 5, 6].map((i) => ({
  person_id: `p${i}`,
  enrollment_start_date: i === 6 ? '2023-06-01' : '2020-01-01',
  enrollment_end_date: i === 5 ? '2024-02-29' : null,
  death_date: i === 4 ? '2023-11-11' : null,
}));

const compute = (claims: readonly Given[], options: Record<string, string>): Promise<Outcome> =>
  computeExample(trigger, {
    tables: { medical_claim: claims, eligibility },
    period: { from: '2022-01-01', to: '2026-01-01' },
    asOf: '2025-12-31',
    options: { trigger_drgs: '470', days_after: '60', days_before: '3', ...options },
  });

const money = (cell: Got[string] | undefined) => units(String(cell)) as bigint;
const sum = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);
const total = (lines: readonly Got[]) =>
  sum(lines.map((line) => (line['amount'] === null ? 0n : money(line['amount']))));

function check({ rows, lines }: Outcome, claims: readonly Given[], overlap: string): void {
  for (const row of rows) {
    const own = lines.filter((line) => line['key'] === row['episode_id']);
    if (row['status'] === 'rejected') {
      expect(own).toEqual([]);
      expect(row['total_amount']).toBeNull();
      continue;
    }
    expect(total(own.filter((line) => line['counted'])), String(row['episode_id'])).toBe(
      money(row['total_amount']),
    );
    const parts = Object.keys(row).filter(
      (name) =>
        name.endsWith('_amount') &&
        !['total_amount', 'beyond_amount', 'excluded_amount', 'after_amount'].includes(name),
    );
    expect(sum(parts.map((name) => money(row[name])))).toBe(money(row['total_amount']));
    // Every claim of the person that touches the window is there, and its rows add up to it.
    for (const given of claims) {
      if (given['person_id'] !== row['person_id']) continue;
      const about = own.filter((line) => line['claim_id'] === given['claim_id']);
      const touches =
        String(given['claim_start_date']) <= String(row['end_date']) &&
        String(given['claim_end_date']) >= String(row['start_date']);
      expect(about.length > 0, `${given['claim_id']} in ${row['episode_id']}`).toBe(touches);
      if (touches && given['paid_amount'] !== null) expect(total(about)).toBe(money(given['paid_amount']));
    }
  }
  const standing = rows.filter((row) => row['status'] === 'final');
  for (const a of standing) {
    for (const b of standing) {
      if (
        a === b ||
        a['person_id'] !== b['person_id'] ||
        String(a['anchor_start']) > String(b['anchor_start'])
      )
        continue;
      expect(
        String(b['anchor_start']) > String(a['end_date']),
        `${a['episode_id']} and ${b['episode_id']}`,
      ).toBe(true);
    }
  }
  for (const row of rows) {
    if (row['reason'] !== 'inside-another' && row['reason'] !== 'later-trigger') continue;
    const other = rows.find((one) => one['episode_id'] === row['other_episode']);
    const [first, second] = overlap === 'first-wins' ? [other, row] : [row, other];
    const within = second?.['anchor_start'] as string;
    expect(within >= String(first?.['anchor_start'])).toBe(true);
    if (overlap === 'latest-cancels') expect(within <= String(first?.['end_date'])).toBe(true);
  }
}

describe('any claims', () => {
  const services = fc.array(service, { minLength: 30, maxLength: 60 });
  it.each(['first-wins', 'latest-cancels'])(
    '%s: lines add up, none is lost, no two that stand overlap',
    async (overlap) => {
      await fc.assert(
        fc.asyncProperty(services, async (list) => {
          const claims = list.map(claim);
          check(await compute(claims, { overlap }), claims, overlap);
        }),
        { numRuns: 3, seed: 12, endOnFailure: true },
      );
    },
  );

  it('give the same in any order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(services, async (list) => {
        const claims = list.map((one, i) => ({ ...claim(one, i), _line: i + 1 }));
        const options = { overlap: 'highest-priority', on_death: 'cancel' };
        const [a, b] = [await compute(claims, options), await compute(claims.toReversed(), options)];
        expect([b.rows, b.lines]).toEqual([a.rows, a.lines]);
      }),
      { numRuns: 1, seed: 9, endOnFailure: true },
    );
  });
});
