/**
 * Primary care services and practitioners of the Medicare Shared Savings Program's assignment, by performance year, as typed data compared with the text:
 * 42 CFR 425.20, 425.400(c), 425.402(b) and (c), 425.404, the services as amended up to 89 FR 98567 (December 9, 2024). A contract that needs other lists
 * gives `codes`, `primary_specialties`, `specialties`.
 */

interface PlaceRule {
  codes: readonly string[];
  /** CMS place of service on the line. */
  place: string;
}

/** What 42 CFR 425.400(c)(1) calls a primary care service, for the performance years from `from` on. */
export interface PrimaryCare {
  from: number;
  /** Codes, and ranges `first-last` of codes of one shape. */
  codes: readonly string[];
  /** These do not count there. */
  notAt: readonly PlaceRule[];
  /** These count there only. */
  onlyAt: readonly PlaceRule[];
  /** These count only where the claim has another of the codes. */
  addOn: readonly string[];
  /** Rural health clinics and federally qualified health centres (425.404): is all they do primary care, or what has a listed code (or, of a rural clinic, one of `RURAL_REVENUE`)? */
  clinics: 'all' | 'listed';
}

const OFFICE = ['99201-99215'];
const NURSING = ['99304-99318'];
const DOMICILIARY = ['99319-99340'];
const HOME = ['99341-99350'];
const PLANNING = ['99497-99498'];
const PROLONGED = ['99354-99355'];
const WELLNESS = ['G0402', 'G0438-G0439'];
const TRANSITION = ['99495-99496'];
const VISITS = [...OFFICE, ...NURSING, ...DOMICILIARY, ...HOME, ...WELLNESS];
// G0463, a hospital's clinic visit, counts at electing teaching amendment hospitals only: a contract that has some adds it.
const FROM_2016 = [...VISITS, '99490', ...TRANSITION];
const FROM_2019 = [
  ...FROM_2016,
  ...PLANNING,
  ...PROLONGED,
  '96160-96161', // health risk assessment
  '99484', // behavioural health integration, as 99492-99494
  '99487', // chronic care management, as 99489
  '99489',
  '99492-99494',
  'G0442-G0444', // screening for alcohol misuse and depression
  'G0506', // chronic care planning
];
const FROM_2021 = [
  ...FROM_2019,
  '99421-99423', // online digital evaluation
  '99439', // chronic care management, as 99491 and G2058
  '99483', // cognitive assessment
  '99491',
  'G2010', // remote evaluation of pictures
  'G2012', // virtual check-in
  'G2058',
  'G2064-G2065', // principal care management
  'G2214', // psychiatric collaborative care
];
const FROM_2022 = [
  ...FROM_2021,
  '99424-99427', // principal care management
  '99437', // chronic care management
  'G2212', // prolonged visit
  'G2252', // virtual check-in
];
const FROM_2023 = [
  ...FROM_2022,
  'G0317-G0318', // prolonged visits
  'G3002-G3003', // chronic pain management
];
const FROM_2024 = [
  ...FROM_2023,
  '96202-96203', // training of caregivers, as 97550-97552
  '97550-97552',
  '99406-99407', // tobacco cessation
  'G0019', // community health integration, as G0022
  'G0022-G0024', // G0023 and G0024: principal illness navigation
  'G0101', // cervical or vaginal cancer screening
  'G0136', // social determinants of health
  'G2086-G2088', // office-based opioid use disorder services
  'G2211', // visit complexity
];
const FROM_2025 = [
  ...FROM_2024,
  '98016', // virtual check-in
  '99452', // interprofessional consultation
  'G0537-G0544', // cardiovascular risk, training of caregivers, follow-up after discharge
  'G0556-G0558', // advanced primary care management
  'G0560', // safety planning
];

/** Skilled nursing facility: the regulation looks for a stay there, from 2019 on; we look at the place on the line, as it did before. */
const NOT_SKILLED = [{ codes: NURSING, place: '31' }];
const HOME_ONLY = [{ codes: HOME, place: '12' }];
/** And advance care planning not in an inpatient setting, likewise. */
const NOT_THERE = [...NOT_SKILLED, { codes: PLANNING, place: '21' }];

/** In the order of years. Before 2016 the steps were others too (425.402(a)). */
const PRIMARY_CARE: readonly [PrimaryCare, ...PrimaryCare[]] = [
  { from: 2012, codes: VISITS, notAt: [], onlyAt: [], addOn: [], clinics: 'listed' },
  { from: 2016, codes: FROM_2016, notAt: [], onlyAt: [], addOn: [], clinics: 'listed' },
  { from: 2017, codes: FROM_2016, notAt: NOT_SKILLED, onlyAt: [], addOn: [], clinics: 'listed' },
  { from: 2019, codes: FROM_2019, notAt: NOT_SKILLED, onlyAt: HOME_ONLY, addOn: PROLONGED, clinics: 'all' },
  { from: 2021, codes: FROM_2021, notAt: NOT_THERE, onlyAt: HOME_ONLY, addOn: PROLONGED, clinics: 'all' },
  { from: 2022, codes: FROM_2022, notAt: NOT_THERE, onlyAt: HOME_ONLY, addOn: PROLONGED, clinics: 'all' },
  // From 2023 on the text no longer says by which place of service a home is told.
  { from: 2023, codes: FROM_2023, notAt: NOT_THERE, onlyAt: [], addOn: PROLONGED, clinics: 'all' },
  { from: 2024, codes: FROM_2024, notAt: NOT_THERE, onlyAt: [], addOn: PROLONGED, clinics: 'all' },
  { from: 2025, codes: FROM_2025, notAt: NOT_THERE, onlyAt: [], addOn: PROLONGED, clinics: 'all' },
];

/** The first performance year whose list may lack what later rules added. */
export const UNREAD_FROM = 2026;
/** The first performance year assigned by the steps of 425.402(b). */
export const STEPS_FROM = 2016;

export function primaryCareOf(year: number): PrimaryCare {
  return PRIMARY_CARE.findLast(({ from }) => from <= year) ?? PRIMARY_CARE[0];
}

/**
 * 42 CFR 425.400(c)(2): what also counts where the window has a month of the COVID-19 public health emergency (42 CFR 400.200: from January 27, 2020;
 * it ended on May 11, 2023).
 */
export const EMERGENCY = {
  from: '2020-01-01',
  to: '2023-06-01',
  codes: ['99421-99423', '99441-99443', 'G2010', 'G2012'],
} as const;

/** Revenue centres by which rural health clinics bill primary care, in years in which codes decide. */
export const RURAL_REVENUE = ['0521', '0522', '0524', '0525'] as const;

/** Rural health clinics and federally qualified health centres, by type of bill. */
export const RURAL_BILL = '71';
export const CLINIC_BILLS = [RURAL_BILL, '77'] as const;

/** 42 CFR 425.20: general practice, family practice, internal medicine, paediatrics, geriatrics; 425.402(b)(3): nurse practitioner, clinical nurse specialist, physician assistant. */
export const PRIMARY_SPECIALTIES = ['01', '08', '11', '37', '38', '50', '89', '97'] as const;

/** 42 CFR 425.402(c): specialists whose primary care services count in the second step. */
export const SPECIALTIES = [
  '06', // cardiology
  '12', // osteopathic manipulative medicine
  '13', // neurology
  '16', // obstetrics/gynaecology
  '23', // sports medicine
  '25', // physical medicine and rehabilitation
  '26', // psychiatry
  '27', // geriatric psychiatry
  '29', // pulmonary disease
  '39', // nephrology
  '46', // endocrinology
  '70', // multispecialty clinic or group practice
  '79', // addiction medicine
  '82', // haematology
  '83', // haematology/oncology
  '84', // preventive medicine
  '86', // neuropsychiatry
  '90', // medical oncology
  '98', // gynaecological oncology
] as const;

/** `99201-99203` as its codes; text without a range as it is. */
export function expandCodes(codes: readonly string[]): string[] {
  return codes.flatMap((code) => {
    const range = /^([A-Z]?)(\d+)-\1(\d+)$/.exec(code);
    if (!range) return [code];
    const [, letter = '', from = '', to = ''] = range;
    const count = Number(to) - Number(from) + 1;
    if (count < 1 || count > 10_000 || from.length !== to.length) return [code];
    return Array.from(
      { length: count },
      (_, i) => letter + String(Number(from) + i).padStart(from.length, '0'),
    );
  });
}
