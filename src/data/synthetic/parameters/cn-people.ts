/**
 * The people of the Chinese population: ages, deaths, diseases and the drugs for them.
 * Ages: round numbers after the census of 2020 (millions); deaths, prevalences: orders of magnitude of national surveys (hypertension more than
 * half of those over 60, diabetes about a tenth of adults), from memory. All approximate and unverified. Drug codes have the shape
 * of national ones and are nobody's.
 * Diagnoses are codes of the medical-insurance edition of ICD-10.
 */
import type { Country, Curve, Disease } from './types.ts';

export const pyramid: Country['pyramid'] = [
  [0, 5, 41, 37],
  [5, 15, 93, 80],
  [15, 25, 79, 68],
  [25, 35, 110, 104],
  [35, 45, 100, 95],
  [45, 55, 120, 117],
  [55, 65, 88, 87],
  [65, 75, 61, 63],
  [75, 85, 26, 30],
  [85, 95, 6, 9],
  [95, 101, 0.3, 0.6],
];

const deaths = (factor: number): Curve =>
  (
    [
      [0, 0.004],
      [1, 0.0004],
      [25, 0.0006],
      [45, 0.0025],
      [55, 0.006],
      [65, 0.015],
      [75, 0.04],
      [85, 0.11],
      [95, 0.25],
    ] as const
  ).map(([age, share]) => [age, share * factor] as const);

export const mortality = { men: deaths(1.2), women: deaths(0.8) };

const drug = (code: string, name: string, share: number, days: number, quantity: number, price: number) => ({
  code: `XZ99SYNTHETIC0000${code}`,
  name,
  share,
  days,
  quantity,
  price,
});

/** In the order in which they bring each other on. */
export const diseases: readonly Disease[] = [
  {
    name: 'hypertension',
    title: '高血压',
    codes: { 'I10.x00x002': 1 },
    prevalence: [
      [18, 0.03],
      [35, 0.14],
      [50, 0.36],
      [65, 0.56],
      [80, 0.64],
    ],
    mortality: 1.05,
    drugs: [
      drug('A01', '苯磺酸氨氯地平片 5mg', 0.4, 28, 28, 9),
      drug('A02', '厄贝沙坦片 150mg', 0.25, 28, 28, 12),
    ],
  },
  {
    name: 'diabetes',
    title: '2型糖尿病',
    codes: { 'E11.900': 1 },
    prevalence: [
      [18, 0.01],
      [35, 0.05],
      [50, 0.12],
      [65, 0.2],
      [80, 0.22],
    ],
    with: { hypertension: 1.6 },
    mortality: 1.3,
    drugs: [
      drug('B01', '盐酸二甲双胍片 0.5g', 0.5, 30, 60, 12),
      drug('B02', '阿卡波糖片 50mg', 0.25, 30, 90, 18),
      drug('B03', '甘精胰岛素注射液', 0.12, 30, 3, 145),
    ],
  },
  {
    name: 'coronary',
    title: '冠状动脉粥样硬化性心脏病',
    codes: { 'I25.103': 1 },
    prevalence: [
      [30, 0.002],
      [45, 0.02],
      [60, 0.07],
      [75, 0.16],
      [90, 0.2],
    ],
    with: { hypertension: 1.3, diabetes: 1.4 },
    mortality: 1.4,
    drugs: [
      drug('C01', '硫酸氢氯吡格雷片 75mg', 0.3, 28, 28, 70),
      drug('C02', '阿托伐他汀钙片 20mg', 0.5, 28, 28, 16),
    ],
  },
  {
    name: 'heart-failure',
    title: '心力衰竭',
    codes: { 'I50.900': 1 },
    prevalence: [
      [35, 0.001],
      [50, 0.006],
      [65, 0.02],
      [80, 0.06],
    ],
    with: { coronary: 2.4, diabetes: 1.3 },
    mortality: 2.4,
  },
  {
    name: 'stroke-sequelae',
    title: '脑梗死后遗症',
    codes: { 'I69.300': 1 },
    prevalence: [
      [35, 0.001],
      [50, 0.012],
      [65, 0.045],
      [80, 0.09],
    ],
    with: { hypertension: 1.8 },
    mortality: 1.5,
  },
  {
    name: 'copd',
    title: '慢性阻塞性肺病',
    codes: { 'J44.900': 1 },
    prevalence: [
      [35, 0.005],
      [50, 0.04],
      [65, 0.11],
      [80, 0.15],
    ],
    women: 0.6,
    men: 1.4,
    mortality: 1.6,
    drugs: [drug('D01', '布地奈德福莫特罗吸入粉雾剂', 0.2, 30, 1, 180)],
  },
  {
    name: 'kidney',
    title: '慢性肾脏病5期',
    codes: { 'N18.500': 1 },
    prevalence: [
      [25, 0.0002],
      [50, 0.0012],
      [70, 0.0025],
      [85, 0.003],
    ],
    with: { diabetes: 2.4, hypertension: 1.5 },
    mortality: 3,
  },
  {
    name: 'lung-cancer',
    title: '肺恶性肿瘤',
    codes: { 'C34.900x001': 1 },
    prevalence: [
      [40, 0.0002],
      [55, 0.002],
      [70, 0.007],
      [85, 0.009],
    ],
    with: { copd: 1.8 },
    mortality: 6,
  },
  {
    name: 'stomach-cancer',
    title: '胃恶性肿瘤',
    codes: { 'C16.900': 1 },
    prevalence: [
      [40, 0.0003],
      [55, 0.002],
      [70, 0.006],
      [85, 0.007],
    ],
    mortality: 4,
  },
  {
    name: 'colorectal-cancer',
    title: '结肠恶性肿瘤',
    codes: { 'C18.900': 1 },
    prevalence: [
      [35, 0.0002],
      [50, 0.002],
      [65, 0.006],
      [80, 0.012],
    ],
    mortality: 2.5,
  },
  {
    name: 'breast-cancer',
    title: '乳房恶性肿瘤',
    codes: { 'C50.900': 1 },
    prevalence: [
      [30, 0.0005],
      [45, 0.005],
      [60, 0.012],
      [75, 0.015],
    ],
    men: 0.01,
    mortality: 1.5,
  },
  {
    name: 'lymphoma',
    title: '弥漫大B细胞淋巴瘤',
    codes: { 'C83.300': 1 },
    prevalence: [
      [20, 0.0001],
      [50, 0.0005],
      [75, 0.0015],
    ],
    mortality: 3,
  },
  {
    name: 'hepatitis',
    title: '慢性乙型病毒性肝炎',
    codes: { 'B18.100': 1 },
    prevalence: [
      [15, 0.01],
      [35, 0.05],
      [60, 0.055],
    ],
    mortality: 1.2,
    drugs: [drug('E01', '恩替卡韦分散片 0.5mg', 0.25, 28, 28, 8)],
  },
  {
    name: 'depression',
    title: '抑郁发作',
    codes: { 'F32.900': 1 },
    prevalence: [
      [12, 0.01],
      [30, 0.02],
      [60, 0.03],
    ],
    women: 1.3,
    men: 0.7,
    drugs: [drug('F01', '盐酸舍曲林片 50mg', 0.3, 28, 28, 33)],
  },
  {
    name: 'arthritis',
    title: '膝关节病',
    codes: { 'M17.900': 1 },
    prevalence: [
      [35, 0.01],
      [50, 0.08],
      [65, 0.2],
      [80, 0.28],
    ],
    women: 1.3,
    men: 0.7,
  },
  {
    name: 'back-pain',
    title: '腰椎间盘突出',
    codes: { 'M51.202': 1 },
    prevalence: [
      [20, 0.02],
      [45, 0.1],
      [65, 0.14],
    ],
  },
];
