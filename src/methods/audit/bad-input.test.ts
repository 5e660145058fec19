import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { findings } from './findings.ts';
import { BACKGROUND, stay } from './planted/index.ts';

const money = fc.constantFrom(null, 0, -100, 500, '99999999999999.9999', '-99999999999999.9999', 0.0001);
const date = fc.constantFrom(null, '2023-03-01', '2023-03-05', '2023-03-20', '0001-01-01', '9999-12-31');
const code = fc.constantFrom(
  null,
  'J18.900',
  'ｊ１８．９００',
  'n80.000',
  "O'80",
  '*',
  'W19',
  'R07.4',
  'Z51.1+C34*',
  'H25.900',
  '..',
  '51.23',
  '68.41',
);
const whole = fc.constantFrom(null, 0, 1, 8, -5, 200, 99_999);

const inpatient = fc.record({
  person_id: fc.constantFrom('p1', 'p2', "p'3"),
  hospital_id: fc.constantFrom('H1', 'H2'),
  sex: fc.constantFrom('male', 'female', 'unknown', null),
  age_years: whole,
  age_days: whole,
  stay_days: whole,
  admission_type: fc.constantFrom(null, '1', '急诊', ''),
  discharge_type: fc.constantFrom(null, '1', '5', '医嘱离院'),
  admission_date: date,
  discharge_date: date,
  principal_diagnosis: code,
  other_diagnosis_1: code,
  other_diagnosis_40: code,
  principal_procedure: code,
  provider_group: fc.constantFrom(null, 'ES35', 'ES31', '0000', 'es31', '无法分组'),
  total_fee: money,
  fund_payment: money,
  self_paid: money,
  fee_surgery: money,
  fee_examination: money,
  fee_laboratory: money,
  fee_western_drugs: money,
  icu_hours: money,
});
const item = fc.record({
  category: fc.constantFrom('bed', '01', null, 'examination'),
  code: fc.constantFrom('A', null),
  item_date: date,
  quantity: money,
  amount: money,
});
const line = fc.record({
  person_id: fc.constantFrom('p1', 'p2'),
  facility_npi: fc.constantFrom('H1', null),
  claim_start_date: date,
  claim_end_date: date,
  claim_line_start_date: date,
  hcpcs_code: fc.constantFrom('X', null),
  paid_amount: money,
  charge_amount: money,
});

it(
  'whatever stands in the data: no crash, no line that is not explained, the same again in any order of rows',
  { timeout: 60_000 },
  async () => {
    const many = fc.tuple(
      fc.array(inpatient, { minLength: 8, maxLength: 40 }),
      fc.array(item, { maxLength: 12 }),
      fc.array(line, { minLength: 1, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(many, async ([cases, items, lines]) => {
        const placed = (rows: readonly Given[]) => rows.map((row, i) => ({ _line: i + 1, ...row }));
        const tables = {
          inpatient_case: placed([
            ...(BACKGROUND['inpatient_case'] ?? []),
            ...cases.map((row, i) => ({ ...stay(`x${i}`), ...row })),
          ]),
          cost_item: placed(
            items.map((row, i) => ({ case_id: `x${i % 4}`, person_id: 'p1', item_number: i, ...row })),
          ),
          medical_claim: placed(lines.map((row, i) => ({ claim_id: `c${i}`, claim_line_number: 1, ...row }))),
          eligibility: [{ person_id: 'p1', gender: 'female', enrollment_start_date: '2023-01-01' }],
        };
        // Keys, columns and reasons are checked on the way.
        const first = await computeExample(findings, { tables });
        expect(first.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        const turned = Object.fromEntries(
          Object.entries(tables).map(([name, rows]) => [name, rows.toReversed()]),
        );
        const second = await computeExample(findings, { tables: turned });
        expect(second.rows).toEqual(first.rows);
        expect(second.lines).toEqual(first.lines);
      }),
      { numRuns: 2, seed: 7, endOnFailure: true },
    );
  },
);

it('a case that stands twice is an error, not two findings', async () => {
  const { rows, diagnostics } = await computeExample(findings, {
    tables: { inpatient_case: [stay('a'), stay('a')] },
  });
  expect(rows).toEqual([]);
  expect(diagnostics.map(({ code: one }) => one)).toEqual(['audit-repeated-case']);
});

it('what has no hospital is said and is no finding: nobody could be asked about it', async () => {
  const twice = (claim_id: string): Given => ({
    claim_id,
    claim_line_number: 1,
    person_id: 'p',
    hcpcs_code: 'X',
    claim_line_start_date: '2023-05-04',
    paid_amount: 80,
  });
  const { rows, diagnostics } = await computeExample(findings, {
    tables: { medical_claim: [twice('a'), twice('b')] },
    options: { rules: 'duplicate.claim-line' },
  });
  expect(rows).toEqual([]);
  expect(diagnostics.map(({ code: one, data }) => [one, data['count']])).toEqual([
    ['audit-without-hospital', 1],
  ]);
});
