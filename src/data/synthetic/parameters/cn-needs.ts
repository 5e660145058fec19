/**
 * Why people in China use services, how often, at which level, and what stays they have. Rates per person and year and weights are made up, near to
 * national orders of magnitude (see cn.ts).
 */
import { groups } from './groups.ts';
import type { Curve, Need, Stay } from './types.ts';

/** How many times dearer the same case is at a township's, a county's and a city's hospital. */
const LEVELS = { township: 0.45, county: 0.85, city: 1.5 } as const;

/** A stay that may be at several levels: a need for each, with its share of the rate. */
function stays(
  name: string,
  kind: 'medical' | 'surgical' | 'birth',
  rate: Curve,
  shares: Partial<Record<keyof typeof LEVELS, number>>,
  stay: Partial<Stay> & Pick<Stay, 'groups'>,
  more: Partial<Need> = {},
): Need[] {
  return Object.entries(shares).map(([level, share]) => ({
    name: `${name}, ${level}`,
    rate: typeof rate === 'number' ? rate * share : rate.map(([age, value]) => [age, value * share] as const),
    service: `${level}-${kind}`,
    stay: {
      planned: kind !== 'medical',
      again: 0.08,
      intensive: level === 'city' ? 0.1 : 0.03,
      ...stay,
      groups: stay.groups.map((group) => ({
        ...group,
        weight: group.weight * LEVELS[level as keyof typeof LEVELS],
      })),
    },
    ...more,
  }));
}

const old = (child: number, young: number, middle: number, high: number): Curve => [
  [1, child],
  [12, young],
  [45, middle],
  [68, (middle + high) / 2],
  [85, high],
];
const everywhere = { township: 0.3, county: 0.52, city: 0.18 };
const hospitals = { county: 0.7, city: 0.3 };
const visits = { 'J06.900': 0.35, 'J20.900': 0.15, 'K29.700': 0.2, 'M54.500': 0.15, 'K29.500': 0.15 };

export const needs: readonly Need[] = [
  {
    name: 'village visit',
    rate: [
      [1, 2.4],
      [12, 0.9],
      [40, 1.4],
      [75, 3],
    ],
    why: visits,
    service: 'village-visit',
  },
  {
    name: 'township visit',
    rate: [
      [1, 1.6],
      [12, 0.6],
      [40, 1],
      [75, 1.8],
    ],
    why: visits,
    service: 'township-visit',
  },
  {
    name: 'county visit',
    rate: [
      [1, 1.2],
      [12, 0.6],
      [40, 1],
      [75, 1.3],
    ],
    why: visits,
    service: 'county-visit',
  },
  {
    name: 'city visit',
    rate: [
      [1, 0.3],
      [12, 0.2],
      [40, 0.4],
      [75, 0.4],
    ],
    why: visits,
    service: 'city-visit',
  },

  { name: 'hypertension management', disease: 'hypertension', rate: 3.2, frail: false, service: 'follow-up' },
  { name: 'diabetes management', disease: 'diabetes', rate: 3.2, frail: false, service: 'follow-up' },
  ...(['coronary', 'heart-failure', 'copd', 'stroke-sequelae', 'hepatitis', 'depression'] as const).map(
    (disease): Need => ({ name: `${disease} clinic`, disease, rate: 1.4, service: 'county-visit' }),
  ),
  ...(['lung-cancer', 'stomach-cancer', 'colorectal-cancer', 'breast-cancer', 'lymphoma'] as const).map(
    (disease): Need => ({ name: `${disease} clinic`, disease, rate: 3, service: 'city-visit' }),
  ),
  { name: 'joint clinic', disease: 'arthritis', rate: 0.8, service: 'township-visit' },
  { name: 'back clinic', disease: 'back-pain', rate: 0.8, service: 'county-visit' },
  { name: 'dialysis', disease: 'kidney', rate: 11.5, frail: false, service: 'dialysis' },

  ...stays(
    'pneumonia',
    'medical',
    old(0.04, 0.004, 0.01, 0.05),
    everywhere,
    { groups: groups(['ES31', 0.15, 1.3, 11], ['ES33', 0.35, 0.85, 8.5], ['ES35', 0.5, 0.6, 7]) },
    { why: { 'J18.900': 0.75, 'J15.900': 0.25 } },
  ),
  ...stays(
    'bronchitis',
    'medical',
    old(0.05, 0.006, 0.008, 0.03),
    everywhere,
    { groups: groups(['ES35', 1, 0.45, 6.5]) },
    { why: { 'J20.900': 0.6, 'J40.x00': 0.4 } },
  ),
  ...stays(
    'gastritis',
    'medical',
    old(0.004, 0.005, 0.012, 0.02),
    everywhere,
    { groups: groups(['GW19', 1, 0.5, 6.5]) },
    { why: { 'K29.500': 0.6, 'K29.700': 0.4 } },
  ),
  ...stays(
    'vertigo',
    'medical',
    old(0, 0.002, 0.012, 0.03),
    everywhere,
    { groups: groups(['BR25', 1, 0.6, 7.5]) },
    { why: { 'H81.100': 0.4, 'G45.900': 0.6 } },
  ),
  ...stays(
    'infarction of the brain',
    'medical',
    old(0, 0.0005, 0.012, 0.05),
    { township: 0.12, county: 0.68, city: 0.2 },
    { groups: groups(['BR21', 0.2, 1.9, 13], ['BR23', 0.4, 1.2, 10.5], ['BR25', 0.4, 0.85, 9]) },
    { why: { 'I63.900': 1 } },
  ),
  ...stays(
    'urinary infection',
    'medical',
    old(0.001, 0.002, 0.004, 0.012),
    everywhere,
    { groups: groups(['LU13', 0.3, 0.75, 8], ['LU15', 0.7, 0.5, 7]) },
    { why: { 'N39.000': 1 } },
  ),
  ...stays(
    'bleeding',
    'medical',
    old(0.0002, 0.0008, 0.003, 0.008),
    hospitals,
    { groups: groups(['GS11', 0.2, 1.6, 9], ['GS15', 0.8, 0.85, 7]) },
    { why: { 'K92.208': 1 } },
  ),
  ...stays(
    'sepsis',
    'medical',
    old(0.0005, 0.0003, 0.001, 0.009),
    hospitals,
    { groups: groups(['SR11', 0.5, 3.4, 12], ['SR15', 0.5, 1.6, 9]) },
    { why: { 'A41.900': 1 } },
  ),
  ...stays(
    'cataract',
    'surgical',
    [
      [55, 0],
      [65, 0.006],
      [78, 0.016],
    ],
    hospitals,
    { groups: groups(['CB39', 1, 0.75, 2.5]), procedure: { '13.4100x001': 1 } },
    { why: { 'H25.900': 1 }, frail: false },
  ),
  ...stays(
    'gallbladder',
    'surgical',
    old(0, 0.001, 0.003, 0.004),
    hospitals,
    { groups: groups(['HC29', 1, 1.5, 7.5]), procedure: { '51.2300': 1 } },
    { why: { 'K80.100x001': 1 } },
  ),
  ...stays(
    'appendix',
    'surgical',
    old(0.0008, 0.0025, 0.0015, 0.001),
    hospitals,
    {
      groups: groups(['GD23', 0.3, 1.2, 7], ['GD25', 0.7, 0.95, 6]),
      procedure: { '47.0100': 1 },
      planned: false,
    },
    { why: { 'K35.800x001': 1 } },
  ),
  ...stays(
    'hip fracture',
    'surgical',
    [
      [55, 0.0002],
      [70, 0.002],
      [85, 0.012],
    ],
    hospitals,
    { groups: groups(['IC29', 1, 4.2, 13]), procedure: { '81.5100': 1 }, planned: false },
    { why: { 'S72.000': 1 }, women: 1.3, men: 0.7, scores: true },
  ),
  ...stays(
    'birth',
    'birth',
    [
      [17, 0],
      [20, 0.02],
      [28, 0.07],
      [34, 0.04],
      [42, 0],
    ],
    { county: 1 },
    { groups: groups(['OR19', 1, 0.5, 3.5]), procedure: { '75.6902': 1 } },
    { why: { 'O80.000': 1 }, men: 0, frail: false },
  ),
  ...stays(
    'cesarean',
    'birth',
    [
      [17, 0],
      [20, 0.014],
      [28, 0.045],
      [34, 0.036],
      [42, 0],
    ],
    { county: 1 },
    { groups: groups(['OB19', 1, 0.95, 6]), procedure: { '74.1x01': 1 } },
    { why: { 'O82.000': 1 }, men: 0, frail: false },
  ),

  ...stays(
    'heart failure',
    'medical',
    0.3,
    everywhere,
    { groups: groups(['FR21', 0.45, 1.3, 10], ['FR25', 0.55, 0.85, 8.5]), again: 0.15 },
    { disease: 'heart-failure' },
  ),
  ...stays(
    'coronary',
    'medical',
    0.14,
    everywhere,
    { groups: groups(['FR41', 0.15, 1.1, 9], ['FR43', 0.35, 0.8, 8], ['FR45', 0.5, 0.65, 7.5]) },
    { disease: 'coronary' },
  ),
  ...stays(
    'stent',
    'surgical',
    0.018,
    { county: 0.4, city: 0.6 },
    {
      groups: groups(['FM19', 1, 4.3, 6.5]),
      procedure: { '36.0700x004': 1 },
      transfer: 0.15,
      planned: false,
    },
    { disease: 'coronary', why: { 'I20.000': 0.7, 'I21.900': 0.3 } },
  ),
  ...stays(
    'sequelae of stroke',
    'medical',
    0.22,
    everywhere,
    { groups: groups(['BR23', 0.4, 1, 12], ['BR25', 0.6, 0.75, 10]) },
    { disease: 'stroke-sequelae' },
  ),
  ...stays(
    'copd flare',
    'medical',
    0.2,
    everywhere,
    { groups: groups(['ET21', 0.3, 1.25, 10.5], ['ET23', 0.4, 0.9, 9], ['ET25', 0.3, 0.7, 8]), again: 0.15 },
    { disease: 'copd', why: { 'J44.100': 1 } },
  ),
  ...stays(
    'diabetes',
    'medical',
    0.09,
    everywhere,
    { groups: groups(['KS11', 0.25, 1, 9.5], ['KS15', 0.75, 0.65, 8.5]) },
    { disease: 'diabetes' },
  ),
  ...stays(
    'kidney',
    'medical',
    0.5,
    hospitals,
    { groups: groups(['LR11', 0.4, 1.5, 10], ['LR15', 0.6, 0.9, 8.5]) },
    { disease: 'kidney' },
  ),
  ...stays(
    'depression',
    'medical',
    0.03,
    hospitals,
    { groups: groups(['BR25', 1, 1.1, 20]) },
    { disease: 'depression' },
  ),
  ...(['lung-cancer', 'stomach-cancer', 'colorectal-cancer', 'breast-cancer', 'lymphoma'] as const).flatMap(
    (disease) =>
      stays(
        `chemotherapy of ${disease}`,
        'medical',
        1.1,
        { county: 0.35, city: 0.65 },
        { groups: groups(['RE13', 0.4, 1.3, 6], ['RE15', 0.6, 0.95, 4.5]), again: 0.02, planned: true },
        { disease, why: { 'Z51.103': 1 } },
      ),
  ),
  ...stays(
    'bowel resection',
    'surgical',
    0.15,
    { county: 0.3, city: 0.7 },
    { groups: groups(['GB29', 1, 5, 16]), procedure: { '45.7100x001': 1 } },
    { disease: 'colorectal-cancer', frail: false },
  ),
  ...stays(
    'joint replacement',
    'surgical',
    0.012,
    { county: 0.35, city: 0.65 },
    { groups: groups(['IC29', 1, 4.2, 11]), procedure: { '81.5400': 1 } },
    { disease: 'arthritis', frail: false, scores: true },
  ),
  ...stays(
    'back pain',
    'medical',
    0.09,
    everywhere,
    { groups: groups(['IU29', 1, 0.55, 9]) },
    { disease: 'back-pain' },
  ),
];
