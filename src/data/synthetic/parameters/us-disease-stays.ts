/** Stays in the United States that come of a disease a person has. Rates per person and year and weights are made up, near to national orders of magnitude (see us.ts). */
import { groups } from './groups.ts';
import type { Need } from './types.ts';
import { acute, surgical } from './us-need.ts';

export const diseaseStays: readonly Need[] = [
  acute(
    'heart failure',
    0.16,
    { I5023: 0.5, I5033: 0.5 },
    { groups: groups(['291', 0.7, 1.32, 4.9], ['292', 0.3, 0.87, 3.5]), again: 0.22 },
    { disease: 'heart-failure' },
  ),
  acute(
    'copd flare',
    0.07,
    { J441: 1 },
    {
      groups: groups(['190', 0.55, 1.13, 4.3], ['191', 0.3, 0.9, 3.4], ['192', 0.15, 0.71, 2.7]),
      again: 0.2,
    },
    { disease: 'copd' },
  ),
  acute(
    'heart attack',
    0.014,
    { I214: 0.75, I2119: 0.25 },
    {
      groups: groups(['280', 0.5, 1.6, 5], ['281', 0.3, 0.95, 2.9], ['282', 0.2, 0.74, 2]),
      transfer: 0.18,
      intensive: 0.4,
    },
    { disease: 'coronary' },
  ),
  acute(
    'arrhythmia',
    0.035,
    { I4891: 1 },
    { groups: groups(['308', 0.3, 1.2, 4.4], ['309', 0.4, 0.77, 2.8], ['310', 0.3, 0.57, 2]) },
    { disease: 'fibrillation' },
  ),
  acute(
    'diabetic crisis',
    0.01,
    { E1165: 0.6, E1110: 0.4 },
    { groups: groups(['637', 0.35, 1.38, 4.9], ['638', 0.5, 0.87, 3.3], ['639', 0.15, 0.62, 2.3]) },
    { disease: 'diabetes' },
  ),
  acute(
    'dialysis complication',
    0.55,
    { T827XXA: 0.4, E875: 0.6 },
    { groups: groups(['314', 0.4, 2.1, 6], ['640', 0.6, 1.2, 4]), again: 0.3 },
    { disease: 'renal-failure' },
  ),
  acute(
    'fall with dementia',
    0.12,
    { R4182: 0.5, F0391: 0.5 },
    { groups: groups(['056', 0.3, 2.1, 8], ['057', 0.7, 1.2, 5]), nursing: 0.45 },
    { disease: 'dementia' },
  ),
  acute(
    'psychosis',
    0.018,
    { F332: 0.6, F323: 0.4 },
    { groups: groups(['885', 1, 1.25, 7.5]), nursing: 0.04, home: 0.03, intensive: 0 },
    { disease: 'depression', service: 'psychiatric-stay' },
  ),
  ...(['lung-cancer', 'colorectal-cancer', 'myeloma', 'breast-cancer'] as const).map((disease, i) =>
    acute(
      `${disease} complication`,
      [0.35, 0.14, 0.3, 0.03][i] as number,
      { D701: 0.3, E860: 0.2, A419: 0.5 },
      { groups: groups(['808', 0.3, 2.2, 6.5], ['809', 0.7, 1.25, 4.2]), again: 0.25 },
      { disease },
    ),
  ),

  surgical(
    'joint replacement',
    'joint-stay',
    [
      [40, 0.004],
      [55, 0.022],
      [70, 0.034],
      [85, 0.015],
    ],
    undefined,
    {
      groups: groups(['470', 0.94, 1.89, 1.9], ['469', 0.06, 3.1, 4.5]),
      procedure: { '0SRD0J9': 0.35, '0SRC0J9': 0.35, '0SR90J9': 0.3 },
      nursing: 0.16,
      home: 0.5,
      again: 0.035,
    },
    { disease: 'arthritis', frail: false, scores: true },
  ),
  surgical(
    'spinal fusion',
    'spine-stay',
    [
      [30, 0.004],
      [55, 0.01],
      [70, 0.012],
      [85, 0.004],
    ],
    undefined,
    {
      groups: groups(['460', 0.92, 4.1, 3.1], ['459', 0.08, 6.9, 7.5]),
      procedure: { '0SG0071': 1 },
      nursing: 0.16,
      home: 0.35,
      again: 0.07,
    },
    { disease: 'back-pain', frail: false, scores: true },
  ),
  surgical(
    'bypass',
    'heart-stay',
    0.009,
    undefined,
    {
      groups: groups(
        ['233', 0.3, 7.8, 11.8],
        ['234', 0.25, 5.2, 8.3],
        ['235', 0.2, 5.9, 8.9],
        ['236', 0.25, 4, 6.2],
      ),
      procedure: { '021109W': 0.6, '02100Z9': 0.4 },
      nursing: 0.24,
      home: 0.45,
      again: 0.11,
      transfer: 0.04,
      intensive: 1,
    },
    { disease: 'coronary', frail: false, scores: true },
  ),
  surgical(
    'stent',
    'stent-stay',
    0.02,
    { I2110: 0.3, I25110: 0.7 },
    {
      groups: groups(['246', 0.35, 3.2, 4.7], ['247', 0.65, 2.05, 2.2]),
      procedure: { '027034Z': 1 },
      planned: false,
      nursing: 0.05,
      home: 0.1,
      again: 0.1,
    },
    { disease: 'coronary' },
  ),
  surgical(
    'bowel resection',
    'bowel-stay',
    0.09,
    undefined,
    {
      groups: groups(['329', 0.25, 5, 11.5], ['330', 0.45, 2.53, 6], ['331', 0.3, 1.66, 3.6]),
      procedure: { '0DTF0ZZ': 0.5, '0DTG0ZZ': 0.5 },
      nursing: 0.14,
      home: 0.3,
      again: 0.12,
      intensive: 0.2,
    },
    { disease: 'colorectal-cancer', frail: false },
  ),
];
