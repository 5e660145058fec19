/** A plan written differently from the coverage would leave everybody out: it is said. */
import { expect, it } from 'vitest';
import { computeExample } from '../testing.ts';
import { personMonth } from './person-month.ts';
import { personYear } from './person-year.ts';

const span = (plan: string | null) => ({
  person_id: 'ann',
  plan,
  enrollment_start_date: '2023-01-01',
  enrollment_end_date: '2023-12-31',
});

it('names the plan no coverage has, and the plans there are', async () => {
  const tables = { eligibility: [span('FFS'), span('MA')] };
  for (const method of [personYear, personMonth]) {
    const { diagnostics } = await computeExample(method, { tables, options: { plans: 'ffs, MA' } });
    expect(diagnostics).toMatchObject([
      { code: 'plan-unknown', severity: 'warning', data: { plan: 'ffs', found: 'FFS, MA' } },
    ]);
  }
  const none = await computeExample(personYear, {
    tables: { eligibility: [span(null)] },
    options: { plans: 'MA' },
  });
  expect(none.diagnostics).toMatchObject([{ code: 'plan-none', data: { plan: 'MA' } }]);
});
