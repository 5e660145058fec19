/**
 * The people of the United States population: ages, deaths, diseases and the drugs for them.
 * Ages: round numbers after the Census Bureau's estimates of about 2021 (millions); deaths: round numbers after the period life tables of the
 * Social Security Administration of about 2020. Prevalences have the order of magnitude of the CDC's surveys (diabetes a tenth of adults and a
 * quarter of the old, hypertension nearly half of adults). None was copied from a table: all are approximate and unverified.
 * National drug codes are made up (labeler 99999 is nobody's): the prices are invented.
 */
import type { Country, Curve, Disease } from './types.ts';

export const pyramid: Country['pyramid'] = [
  [0, 5, 9.6, 9.2],
  [5, 15, 21.2, 20.3],
  [15, 25, 22.1, 21.2],
  [25, 35, 23.1, 22.4],
  [35, 45, 21.6, 21.5],
  [45, 55, 20.2, 20.5],
  [55, 65, 20.8, 21.9],
  [65, 75, 15.6, 17.5],
  [75, 85, 7.4, 9.2],
  [85, 95, 2.1, 3.6],
  [95, 101, 0.2, 0.5],
];

const deaths = (factor: number): Curve =>
  (
    [
      [0, 0.004],
      [1, 0.0003],
      [15, 0.0004],
      [25, 0.0012],
      [45, 0.003],
      [55, 0.0065],
      [65, 0.014],
      [75, 0.031],
      [85, 0.088],
      [95, 0.24],
      [105, 0.5],
    ] as const
  ).map(([age, share]) => [age, share * factor] as const);

export const mortality = { men: deaths(1.18), women: deaths(0.84) };

/** In the order in which they bring each other on. */
export const diseases: readonly Disease[] = [
  {
    name: 'hypertension',
    title: 'Essential hypertension',
    codes: { I10: 1 },
    prevalence: [
      [18, 0.04],
      [35, 0.18],
      [50, 0.42],
      [65, 0.62],
      [80, 0.74],
    ],
    mortality: 1.05,
    drugs: [
      { code: '99999010190', name: 'lisinopril 10 mg', share: 0.55, days: 90, quantity: 90, price: 14 },
      { code: '99999010290', name: 'amlodipine 5 mg', share: 0.4, days: 90, quantity: 90, price: 13 },
      {
        code: '99999010390',
        name: 'hydrochlorothiazide 25 mg',
        share: 0.22,
        days: 90,
        quantity: 90,
        price: 11,
      },
    ],
  },
  {
    name: 'diabetes',
    title: 'Type 2 diabetes mellitus',
    codes: { E119: 0.5, E1165: 0.25, E1122: 0.1, E1142: 0.15 },
    prevalence: [
      [18, 0.01],
      [35, 0.04],
      [50, 0.1],
      [65, 0.16],
      [80, 0.19],
    ],
    with: { hypertension: 1.7 },
    mortality: 1.3,
    drugs: [
      { code: '99999020190', name: 'metformin 1,000 mg', share: 0.68, days: 90, quantity: 180, price: 16 },
      { code: '99999020230', name: 'insulin glargine', share: 0.24, days: 30, quantity: 15, price: 290 },
      { code: '99999020330', name: 'semaglutide', share: 0.14, days: 30, quantity: 3, price: 840 },
      { code: '99999020430', name: 'empagliflozin 10 mg', share: 0.16, days: 30, quantity: 30, price: 530 },
    ],
  },
  {
    name: 'hyperlipidemia',
    title: 'Hyperlipidemia',
    codes: { E785: 0.7, E7800: 0.3 },
    prevalence: [
      [20, 0.02],
      [35, 0.12],
      [50, 0.3],
      [65, 0.48],
      [80, 0.52],
    ],
    with: { hypertension: 1.3, diabetes: 1.3 },
    drugs: [
      { code: '99999030190', name: 'atorvastatin 20 mg', share: 0.6, days: 90, quantity: 90, price: 15 },
    ],
  },
  {
    name: 'coronary',
    title: 'Coronary artery disease',
    codes: { I2510: 0.8, I25119: 0.2 },
    prevalence: [
      [30, 0.002],
      [45, 0.02],
      [60, 0.06],
      [75, 0.15],
      [90, 0.22],
    ],
    with: { hypertension: 1.2, diabetes: 1.4, hyperlipidemia: 1.3 },
    women: 0.7,
    men: 1.3,
    mortality: 1.4,
    drugs: [
      { code: '99999040190', name: 'clopidogrel 75 mg', share: 0.4, days: 90, quantity: 90, price: 19 },
      {
        code: '99999040290',
        name: 'metoprolol succinate 50 mg',
        share: 0.6,
        days: 90,
        quantity: 90,
        price: 22,
      },
    ],
  },
  {
    name: 'fibrillation',
    title: 'Atrial fibrillation',
    codes: { I4891: 0.5, I480: 0.3, I4820: 0.2 },
    prevalence: [
      [40, 0.003],
      [60, 0.02],
      [75, 0.07],
      [90, 0.16],
    ],
    with: { coronary: 1.5, hypertension: 1.2 },
    mortality: 1.3,
    drugs: [{ code: '99999050130', name: 'apixaban 5 mg', share: 0.65, days: 30, quantity: 60, price: 510 }],
  },
  {
    name: 'heart-failure',
    title: 'Heart failure',
    codes: { I5022: 0.35, I5032: 0.35, I509: 0.3 },
    prevalence: [
      [35, 0.001],
      [50, 0.008],
      [65, 0.025],
      [80, 0.075],
      [95, 0.14],
    ],
    with: { coronary: 2.4, fibrillation: 1.8, diabetes: 1.3 },
    mortality: 2.4,
    drugs: [
      { code: '99999060190', name: 'furosemide 40 mg', share: 0.7, days: 90, quantity: 90, price: 12 },
      { code: '99999060230', name: 'sacubitril-valsartan', share: 0.25, days: 30, quantity: 60, price: 590 },
    ],
  },
  {
    name: 'copd',
    title: 'Chronic obstructive pulmonary disease',
    codes: { J449: 0.7, J441: 0.3 },
    prevalence: [
      [35, 0.005],
      [50, 0.04],
      [65, 0.09],
      [80, 0.12],
    ],
    mortality: 1.7,
    drugs: [
      { code: '99999070130', name: 'tiotropium inhaler', share: 0.45, days: 30, quantity: 1, price: 430 },
      { code: '99999070230', name: 'albuterol inhaler', share: 0.7, days: 60, quantity: 1, price: 38 },
    ],
  },
  {
    name: 'kidney',
    title: 'Chronic kidney disease',
    codes: { N1830: 0.6, N1831: 0.2, N184: 0.2 },
    prevalence: [
      [30, 0.005],
      [50, 0.03],
      [65, 0.08],
      [80, 0.2],
    ],
    with: { diabetes: 2, hypertension: 1.4, 'heart-failure': 1.4 },
    mortality: 1.4,
  },
  {
    name: 'renal-failure',
    title: 'End stage renal disease',
    codes: { N186: 1 },
    prevalence: [
      [25, 0.0002],
      [50, 0.0008],
      [70, 0.002],
      [85, 0.0025],
    ],
    with: { diabetes: 2.5, kidney: 3 },
    mortality: 3,
    drugs: [{ code: '99999090130', name: 'sevelamer', share: 0.6, days: 30, quantity: 270, price: 160 }],
  },
  {
    name: 'breast-cancer',
    title: 'Malignant neoplasm of breast',
    codes: { C50911: 0.5, C50912: 0.5 },
    prevalence: [
      [30, 0.001],
      [45, 0.008],
      [60, 0.025],
      [75, 0.05],
      [90, 0.06],
    ],
    men: 0.01,
    mortality: 1.5,
    drugs: [{ code: '99999100190', name: 'anastrozole 1 mg', share: 0.5, days: 90, quantity: 90, price: 24 }],
  },
  {
    name: 'colorectal-cancer',
    title: 'Malignant neoplasm of colon',
    codes: { C189: 0.4, C187: 0.3, C182: 0.3 },
    prevalence: [
      [35, 0.0003],
      [50, 0.003],
      [65, 0.009],
      [80, 0.02],
    ],
    mortality: 2.2,
  },
  {
    name: 'lung-cancer',
    title: 'Malignant neoplasm of lung',
    codes: { C3490: 0.4, C3411: 0.3, C3412: 0.3 },
    prevalence: [
      [40, 0.0001],
      [55, 0.002],
      [70, 0.007],
      [85, 0.009],
    ],
    with: { copd: 2.5 },
    mortality: 6,
  },
  {
    name: 'prostate-cancer',
    title: 'Malignant neoplasm of prostate',
    codes: { C61: 1 },
    prevalence: [
      [45, 0.001],
      [60, 0.03],
      [75, 0.09],
      [90, 0.12],
    ],
    women: 0,
    mortality: 1.3,
  },
  {
    name: 'myeloma',
    title: 'Multiple myeloma',
    codes: { C9000: 1 },
    prevalence: [
      [45, 0.0001],
      [65, 0.0012],
      [80, 0.003],
    ],
    mortality: 3,
    drugs: [
      { code: '99999140130', name: 'lenalidomide 15 mg', share: 0.6, days: 28, quantity: 21, price: 16500 },
    ],
  },
  {
    name: 'depression',
    title: 'Major depressive disorder',
    codes: { F329: 0.4, F331: 0.35, F3341: 0.25 },
    prevalence: [
      [12, 0.02],
      [18, 0.09],
      [40, 0.13],
      [80, 0.14],
    ],
    women: 1.3,
    men: 0.7,
    drugs: [
      { code: '99999150190', name: 'sertraline 50 mg', share: 0.45, days: 90, quantity: 90, price: 15 },
      { code: '99999150290', name: 'escitalopram 10 mg', share: 0.25, days: 90, quantity: 90, price: 16 },
    ],
  },
  {
    name: 'arthritis',
    title: 'Osteoarthritis of hip and knee',
    codes: { M1711: 0.35, M1712: 0.35, M1611: 0.3 },
    prevalence: [
      [35, 0.01],
      [50, 0.08],
      [65, 0.2],
      [80, 0.3],
    ],
    women: 1.15,
    men: 0.85,
  },
  {
    name: 'back-pain',
    title: 'Lumbar disc disease and stenosis',
    codes: { M5416: 0.4, M48061: 0.35, M5136: 0.25 },
    prevalence: [
      [20, 0.02],
      [45, 0.09],
      [65, 0.14],
      [80, 0.16],
    ],
    with: { depression: 1.3 },
  },
  {
    name: 'rheumatoid',
    title: 'Rheumatoid arthritis',
    codes: { M069: 0.8, M0579: 0.2 },
    prevalence: [
      [20, 0.001],
      [45, 0.006],
      [65, 0.012],
      [80, 0.014],
    ],
    women: 1.4,
    men: 0.6,
    drugs: [
      { code: '99999180128', name: 'adalimumab 40 mg', share: 0.3, days: 28, quantity: 2, price: 5400 },
      { code: '99999180290', name: 'methotrexate 2.5 mg', share: 0.6, days: 84, quantity: 72, price: 40 },
    ],
  },
  {
    name: 'dementia',
    title: 'Dementia',
    codes: { F0390: 0.6, G309: 0.4 },
    prevalence: [
      [60, 0.003],
      [70, 0.025],
      [80, 0.1],
      [90, 0.28],
    ],
    mortality: 1.9,
    drugs: [{ code: '99999190190', name: 'donepezil 10 mg', share: 0.4, days: 90, quantity: 90, price: 18 }],
  },
  {
    name: 'hepatitis-c',
    title: 'Chronic viral hepatitis C',
    codes: { B182: 1 },
    prevalence: [
      [20, 0.001],
      [45, 0.006],
      [60, 0.01],
    ],
    mortality: 1.2,
  },
];
