/** How services of the United States are written: claims, lines, and those that many services share. Codes and prices as in us-services.ts. */
import type { Claim, Line, Service } from './types.ts';

export const one = (line: Line): readonly Line[] => [line];
export const professional = (role: string, place: string, ...slots: (readonly Line[])[]): Claim => ({
  kind: 'professional',
  role,
  place,
  slots,
});
export const facility = (role: string, bill: string, ...slots: (readonly Line[])[]): Claim => ({
  kind: 'institutional',
  role,
  bill,
  slots,
});

const office: readonly Line[] = [
  { share: 0.06, code: '99212', price: 57 },
  { share: 0.4, code: '99213', price: 92 },
  { share: 0.44, code: '99214', price: 130 },
  { share: 0.04, code: '99215', price: 183 },
  { share: 0.04, code: '99203', price: 113 },
  { share: 0.02, code: '99204', price: 169 },
];
export const labs: (readonly Line[])[] = [
  one({ share: 0.3, code: '80053', price: 10.56 }),
  one({ share: 0.24, code: '85025', price: 7.77 }),
  one({ share: 0.2, code: '80061', price: 13.39 }),
  one({ share: 0.3, code: '36415', price: 3 }),
];
export const a1c = one({ share: 0.6, code: '83036', price: 9.71, for: 'E11' });

/** The parts of a stay's price that stand on the facility's lines. */
export const medicalStay: (readonly Line[])[] = [
  one({ revenue: '0120', part: 0.47, units: 0 }),
  one({ revenue: '0250', part: 0.16 }),
  one({ revenue: '0270', part: 0.07 }),
  one({ revenue: '0300', part: 0.13 }),
  one({ revenue: '0320', part: 0.08 }),
  one({ revenue: '0450', part: 0.09 }),
];
export const surgicalStay: (readonly Line[])[] = [
  one({ revenue: '0120', part: 0.28, units: 0 }),
  one({ revenue: '0250', part: 0.1 }),
  one({ revenue: '0278', part: 0.2 }),
  one({ revenue: '0300', part: 0.06 }),
  one({ revenue: '0360', part: 0.29 }),
  one({ revenue: '0370', part: 0.04 }),
  one({ revenue: '0420', part: 0.03 }),
];
export const rounds: Claim = professional(
  'hospitalist',
  '21',
  [
    { share: 0.75, code: '99223', price: 202 },
    { share: 0.25, code: '99222', price: 138 },
  ],
  [
    { share: 0.6, code: '99232', price: 74, times: 'day' },
    { share: 0.4, code: '99233', price: 106, times: 'day' },
  ],
  one({ code: '99238', price: 74 }),
);
export const surgery = (role: string, code: string, price: number): Claim[] => [
  professional(
    role,
    '21',
    one({ code, price }),
    one({ share: 0.3, code, modifier: '80', price: price * 0.16 }),
  ),
  professional('anesthesia', '21', one({ code: '00840', price: 260 })),
];
export const stay = (name: string, slots: (readonly Line[])[], claims: readonly Claim[]): Service => ({
  name,
  encounter: 'acute inpatient',
  claims: [facility('hospital', '111', ...slots), ...claims],
});
export const visit = (name: string, role: string, ...more: (readonly Line[])[]): Service => ({
  name,
  encounter: 'office visit',
  claims: [professional(role, '11', office, ...more)],
});
