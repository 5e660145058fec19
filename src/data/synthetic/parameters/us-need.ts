/** How needs of the United States are written: stays by illness and by plan, rates by age. */
import type { Curve, Need, Stay } from './types.ts';

export const acute = (
  name: string,
  rate: Curve,
  why: Record<string, number>,
  stay: Partial<Stay> & Pick<Stay, 'groups'>,
  more: Partial<Need> = {},
): Need => ({
  name,
  rate,
  why,
  service: 'medical-stay',
  stay: { planned: false, nursing: 0.14, home: 0.16, again: 0.15, intensive: 0.12, ...stay },
  ...more,
});

export const surgical = (
  name: string,
  service: string,
  rate: Curve,
  why: Record<string, number> | undefined,
  stay: Partial<Stay> & Pick<Stay, 'groups'>,
  more: Partial<Need> = {},
): Need => ({
  name,
  rate,
  ...(why && { why }),
  service,
  stay: { planned: true, nursing: 0.1, home: 0.35, again: 0.05, intensive: 0.05, ...stay },
  ...more,
});

export const old = (young: number, middle: number, high: number): Curve => [
  [20, young],
  [50, middle],
  [70, (middle + high) * 0.75],
  [88, high * 1.4],
];
