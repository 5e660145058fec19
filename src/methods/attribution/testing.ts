/** People and office visits for worked examples of attribution by services. */
import type { Method } from '../method.ts';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';

/** Covered all of 2022 and 2023 unless said otherwise. */
export const person = (person_id: string, rest: Given = {}): Given => ({
  person_id,
  enrollment_start_date: '2022-01-01',
  enrollment_end_date: '2023-12-31',
  birth_date: '1950-06-15',
  plan: 'FFS',
  ...rest,
});

let claims = 0;
/** An office visit in 2023. */
export const visit = (
  person_id: string,
  rendering_npi: string,
  day: string,
  allowed_amount: number | null,
  rest: Given = {},
): Given => ({
  claim_id: `c${(claims += 1)}`,
  claim_line_number: 1,
  claim_type: 'professional',
  person_id,
  rendering_npi,
  billing_tin: `tin-${rendering_npi}`,
  hcpcs_code: '99213',
  claim_line_start_date: day,
  allowed_amount,
  ...rest,
});

/** With visits, which are counted only where they are asked for or decide. */
export const example = (method: Method, setup: Parameters<typeof computeExample>[1]) =>
  computeExample(method, { ...setup, options: { visits: 'true', ...setup.options } });

export const brief = ({ person_id, assigned, provider, reason, visits, amount }: Record<string, unknown>) =>
  [person_id, assigned ? 'in' : 'out', provider, reason, visits, amount].map(String).join(' ');
