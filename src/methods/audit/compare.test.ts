import { describe, expect, it } from 'vitest';
import type { Method } from '../method.ts';
import { computeExample } from '../testing.ts';
import type { Given } from '../testing.ts';
import { findings } from './findings.ts';
import type { RuleOutcome } from './look.ts';
import { look } from './look.ts';

/** `count` cases of a hospital, of which the first `some` are different. */
function hospital(id: string, count: number, some: number, ordinary: Given, different: Given): Given[] {
  return Array.from({ length: count }, (_, i) => ({
    case_id: `${id}-${i}`,
    person_id: `${id}-${i}`,
    hospital_id: id,
    admission_date: '2023-05-01',
    discharge_date: '2023-05-08',
    age_years: 60,
    provider_group: 'FR25',
    principal_diagnosis: 'I50.900',
    discharge_type: '1',
    ...(i < some ? { ...ordinary, ...different } : ordinary),
  }));
}

/** Eight hospitals of one level alike, and one of its own. */
const others = (count: number, some: (i: number) => number, ordinary: Given, different: Given) =>
  Array.from({ length: 8 }, (_, i) => hospital(`H${i + 1}`, count, some(i), ordinary, different)).flat();

async function looked(rule: string, cases: readonly Given[]) {
  let outcome: RuleOutcome | undefined;
  const observed: Method = {
    ...findings,
    async compute(context) {
      const { value } = await look(context);
      outcome = value?.outcomes[0];
      return findings.compute(context);
    },
  };
  const made = await computeExample(observed, {
    tables: { inpatient_case: cases },
    options: { rules: rule },
  });
  return { ...made, outcome };
}

const COMPLICATED = { provider_group: 'FR21' };

describe('a hospital against hospitals with like cases', () => {
  it('has too many complicated cases: 60 where 24 of 120 are expected', async () => {
    const { rows, lines } = await looked('upcoding.drift', [
      ...others(120, () => 24, {}, COMPLICATED),
      ...hospital('H9', 120, 60, {}, COMPLICATED),
    ]);
    // (60 − 24) / √(120 × 0.2 × 0.8)
    expect(rows).toMatchObject([
      {
        hospital_id: 'H9',
        severity: 'hint',
        measure: String(Math.round((36 / Math.sqrt(19.2)) * 1e4) / 1e4),
        detail: '60 / 24.0 / 120',
        amount: null,
      },
    ]);
    expect(lines).toHaveLength(60);
    expect(new Set(lines.map(({ counted, reason }) => `${String(counted)} ${String(reason)}`))).toEqual(
      new Set(['false complicated-case']),
    );
  });

  it('is left alone with few cases, or where hospitals differ as much anyway', async () => {
    const few = await looked('upcoding.drift', [
      ...others(120, () => 12, {}, COMPLICATED),
      ...hospital('H9', 60, 30, {}, COMPLICATED),
    ]);
    expect([few.rows, few.outcome?.spared]).toEqual([[], { 'few-cases': 1 }]);
    const spread = await looked('upcoding.drift', [
      ...others(200, (i) => (i % 2 === 0 ? 10 : 70), {}, COMPLICATED),
      ...hospital('H9', 200, 75, {}, COMPLICATED),
    ]);
    expect(spread.rows).toEqual([]);
    expect(spread.outcome?.spared['over-dispersion']).toBeGreaterThan(0);
  });

  it('is compared within groups: a hospital of the elderly with old patients in the groups of the old is like others', async () => {
    const geriatric = { provider_group: 'BR25', age_years: 85 };
    const cases = [...others(120, () => 40, {}, geriatric), ...hospital('H9', 120, 120, {}, geriatric)];
    expect((await looked('selection.few-severe', cases)).rows).toEqual([]);
  });

  it('takes too few severe cases', async () => {
    const { rows, lines } = await looked('selection.few-severe', [
      ...others(120, () => 48, {}, { age_years: 84 }),
      ...hospital('H9', 120, 12, {}, { age_years: 84 }),
    ]);
    expect(rows).toMatchObject([{ hospital_id: 'H9', family: 'selection', detail: '12 / 48.0 / 120' }]);
    expect(lines).toHaveLength(12);
  });

  it('sends severe cases away', async () => {
    const { rows } = await looked('selection.sent-away', [
      ...others(120, () => 6, { icu_hours: 30 }, { discharge_type: '2' }),
      ...hospital('H9', 120, 40, { icu_hours: 30 }, { discharge_type: '2' }),
      // Light cases sent away are no refusal of severe ones.
      ...hospital('H10', 120, 60, {}, { discharge_type: '2' }),
    ]);
    expect(rows).toMatchObject([{ hospital_id: 'H9', detail: '40 / 6.0 / 120' }]);
  });
});
