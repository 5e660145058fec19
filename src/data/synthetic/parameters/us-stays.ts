/** Stays that anyone in the United States may have. Rates per person and year and weights are made up, near to national orders of magnitude (see us.ts). */
import { groups } from './groups.ts';
import type { Need } from './types.ts';
import { acute, old, surgical } from './us-need.ts';

export const stays: readonly Need[] = [
  acute(
    'pneumonia',
    old(0.001, 0.004, 0.022),
    { J189: 0.7, J159: 0.3 },
    { groups: groups(['193', 0.35, 1.32, 5.2], ['194', 0.4, 0.87, 3.8], ['195', 0.25, 0.66, 2.9]) },
  ),
  acute(
    'sepsis',
    old(0.001, 0.005, 0.032),
    { A419: 1 },
    {
      groups: groups(['871', 0.65, 1.87, 6.3], ['872', 0.35, 1.05, 4.2]),
      intensive: 0.35,
      nursing: 0.28,
      again: 0.19,
    },
  ),
  acute(
    'stroke',
    old(0.0003, 0.002, 0.012),
    { I639: 0.8, I6350: 0.2 },
    {
      groups: groups(['064', 0.35, 1.92, 6], ['065', 0.45, 1.01, 3.7], ['066', 0.2, 0.7, 2.4]),
      transfer: 0.1,
      nursing: 0.3,
    },
  ),
  acute(
    'urinary infection',
    old(0.0005, 0.0015, 0.014),
    { N390: 1 },
    { groups: groups(['689', 0.35, 1.11, 4.7], ['690', 0.65, 0.79, 3.5]) },
  ),
  acute(
    'bleeding',
    old(0.0004, 0.002, 0.009),
    { K922: 0.6, K5731: 0.4 },
    { groups: groups(['377', 0.3, 1.8, 5.4], ['378', 0.5, 1, 3.6], ['379', 0.2, 0.65, 2.4]) },
  ),
  acute(
    'cellulitis',
    old(0.001, 0.002, 0.005),
    { L03115: 0.5, L03116: 0.5 },
    { groups: groups(['602', 0.25, 1.48, 5.8], ['603', 0.75, 0.86, 3.8]) },
  ),
  acute(
    'digestive',
    old(0.002, 0.004, 0.009),
    { K529: 0.5, K5900: 0.2, K5660: 0.3 },
    { groups: groups(['391', 0.3, 1.25, 4.5], ['392', 0.7, 0.76, 2.9]) },
  ),
  acute(
    'acute kidney injury',
    old(0.0003, 0.002, 0.011),
    { N179: 1 },
    { groups: groups(['682', 0.45, 1.49, 5.6], ['683', 0.5, 0.9, 3.9], ['684', 0.05, 0.62, 2.5]) },
  ),
  acute(
    'dehydration and syncope',
    old(0.0005, 0.001, 0.007),
    { E860: 0.5, R55: 0.5 },
    { groups: groups(['640', 0.4, 1.2, 4.2], ['312', 0.6, 0.82, 2.6]) },
  ),
  surgical(
    'appendix and gallbladder',
    'abdominal-stay',
    old(0.0015, 0.002, 0.003),
    { K3580: 0.45, K8000: 0.55 },
    {
      groups: groups(['417', 0.2, 2.4, 5.5], ['418', 0.4, 1.66, 3.8], ['419', 0.4, 1.3, 2.6]),
      procedure: { '0FT44ZZ': 0.55, '0DTJ4ZZ': 0.45 },
      planned: false,
      nursing: 0.03,
      home: 0.06,
    },
  ),
  surgical(
    'hip fracture',
    'hip-fracture-stay',
    [
      [55, 0.0001],
      [65, 0.001],
      [75, 0.004],
      [85, 0.014],
      [95, 0.025],
    ],
    { S72001A: 0.5, S72141A: 0.5 },
    {
      groups: groups(['480', 0.3, 3.05, 7.3], ['481', 0.5, 2.12, 4.8], ['482', 0.2, 1.65, 3.8]),
      procedure: { '0QS604Z': 0.5, '0QS704Z': 0.5 },
      planned: false,
      nursing: 0.62,
      home: 0.18,
      again: 0.12,
    },
    { women: 1.4, men: 0.6, scores: true },
  ),
  surgical(
    'birth',
    'delivery',
    [
      [16, 0],
      [19, 0.02],
      [28, 0.085],
      [34, 0.075],
      [40, 0.012],
      [45, 0],
    ],
    { O80: 0.7, O7020: 0.3 },
    {
      groups: groups(['807', 0.75, 0.62, 2.1], ['806', 0.25, 0.72, 2.6]),
      procedure: { '10E0XZZ': 1 },
      nursing: 0,
      home: 0,
      again: 0.01,
    },
    { men: 0, frail: false },
  ),
  surgical(
    'cesarean',
    'cesarean',
    [
      [16, 0],
      [19, 0.007],
      [28, 0.035],
      [34, 0.038],
      [40, 0.009],
      [45, 0],
    ],
    { O82: 0.5, O34211: 0.5 },
    {
      groups: groups(['788', 0.7, 0.85, 3], ['787', 0.3, 1.03, 3.6]),
      procedure: { '10D00Z1': 1 },
      nursing: 0,
      home: 0,
      again: 0.015,
    },
    { men: 0, frail: false },
  ),
];
