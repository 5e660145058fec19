/** People, lines and hospitals for worked examples of spending. */
import type { Given } from '../testing.ts';

export const person = (person_id: string, rest: Given = {}): Given => ({
  person_id,
  enrollment_start_date: '2022-01-01',
  enrollment_end_date: '2023-12-31',
  medicare_status_code: '10',
  ...rest,
});

export const line = (
  person_id: string,
  day: string,
  paid_amount: number | string | null,
  rest: Given = {},
): Given => ({
  claim_id: `${person_id}-${day}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id,
  claim_line_start_date: day,
  paid_date: day,
  paid_amount,
  ...rest,
});

export const hospital = (bill_type_code: string) => ({ claim_type: 'institutional', bill_type_code });
export const pick = (row: Record<string, unknown>, ...names: string[]) => names.map((name) => row[name]);
