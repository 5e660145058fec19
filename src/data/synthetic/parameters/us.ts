/**
 * The United States: what makes its population, the longer lists in files of their own (us-people.ts, us-needs.ts …). Rates per person and
 * year have the order of magnitude of national figures (about 0.1 admissions per person and year, 0.25 of the old; 0.4 emergency visits) but
 * are made up to give them together; weights are near to the MS-DRG table of fiscal year 2022, from memory. All unverified.
 */
import { courses } from './us-courses.ts';
import { measurements } from './us-measurements.ts';
import { needs } from './us-needs.ts';
import { diseases, mortality, pyramid } from './us-people.ts';
import { roles } from './us-roles.ts';
import { services } from './us-services.ts';
import type { Country } from './types.ts';

export const us: Country = {
  country: 'us',
  currency: 'USD',
  dataSource: 'openvbp-synthetic-us',
  pyramid,
  mortality,
  diseases,
  services,
  needs,
  // Frailty lasts, the year's shock does not; together with disease they let the dearest twentieth cause about half of all spending.
  sigmas: { frailty: 0.8, year: 0.6, price: 0.18, stay: 0.3 },
  trend: 0.055,
  moves: 0.03,
  gaps: 0.02,
  joins: 0.03,
  leaves: 0.03,
  loyalty: 0.82,
  changes: 0.05,
  region: 40_000,
  plans: [
    {
      payer: 'Medicare',
      payerType: 'medicare',
      plan: 'FFS',
      // The disabled below 65, nearly everyone from then on.
      share: [
        [18, 0],
        [30, 0.01],
        [50, 0.03],
        [64, 0.06],
        [65, 0.97],
      ],
      disease: 'renal-failure',
      price: 1,
      coinsurance: 0.2,
      copayment: 0,
      deductible: 1484,
    },
    {
      payer: 'State Medicaid',
      payerType: 'medicaid',
      plan: 'Managed care',
      share: [
        [0, 0.36],
        [18, 0.34],
        [20, 0.17],
        [64, 0.12],
      ],
      price: 0.8,
      coinsurance: 0,
      copayment: 0,
      deductible: 0,
    },
    {
      payer: 'Commercial',
      payerType: 'commercial',
      plan: 'PPO',
      share: 1,
      price: 1.75,
      coinsurance: 0.1,
      copayment: 25,
      deductible: 500,
    },
  ],
  roles,
  measurements,
  courses,
  score: {
    code: 'EQ-5D-5L-index',
    codeType: 'instrument',
    name: 'EQ-5D-5L index',
    before: 0.52,
    after: 0.76,
    spread: 0.16,
  },
  registered: 0.15,
  nursing: { service: 'nursing-facility', day: 520, days: 21 },
  home: 'home-health',
  terminal: { need: 'sepsis', share: 0.35 },
  hospice: { service: 'hospice', share: 0.35 },
  base: 8600,
  corrected: 0.006,
  reversed: 0.003,
  denied: 0.015,
  lag: 30,
};
