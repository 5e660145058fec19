/**
 * Services and specialties of the Medicare Shared Savings Program's assignment, as typed data. The lists are typed from memory of the rule and not
 * compared with its text: `unverified`. A contract that needs other lists gives `codes`, `primary_specialties`, `specialties`.
 *
 * Of the rules beside the lists these were read: 42 CFR 425.402(a) and (b) to the beginning of (b)(1); and what CMS's Shared Savings and Losses and
 * Assignment Methodology (2025) says of the physician among those seen (425.402(b)(1)), of clinics (425.404(b)) and of the places below
 * (425.400(c)(1)(v)–(ix), from 2021), as the Tuva project quotes it. Of the codes 99201–99215 and 99304–99350 are those of the statute (42 USC
 * 1395l(x)(2)(B)); the others are not compared with anything.
 */

interface CodeList {
  source: string;
  unverified: boolean;
  /** Codes, and ranges `first-last` of codes of one shape. */
  codes: readonly string[];
}

/** 42 CFR 425.400(c): what counts as a primary care service. */
export const PRIMARY_CARE_SERVICES: CodeList = {
  source: '42 CFR 425.400(c)(1)',
  unverified: true,
  codes: [
    '96160-96161', // health risk assessment
    '99201-99215', // office and other outpatient visits
    '99304-99318', // nursing facility, but for skilled nursing (place of service 31)
    '99319-99340', // domiciliary, rest home
    '99341-99350', // home visits
    '99421-99423', // online digital evaluation
    '99439',
    '99483-99484', // cognitive assessment; behavioural health integration
    '99487',
    '99489-99498', // chronic care, collaborative care, transitional care, advance care planning
    'G0402', // initial preventive examination
    'G0438-G0439', // annual wellness visits
    'G0442-G0444', // screening for alcohol misuse and depression
    // G0463, a hospital's clinic visit, counts at electing teaching amendment hospitals only: a contract that has some adds it.
    'G0506', // chronic care planning
    'G2010',
    'G2012', // virtual check-in
    'G2058',
    'G2064-G2065', // principal care management
  ],
};

/**
 * Services that do not count in some place: visits to nursing facilities in a skilled nursing facility (place of service 31), advance care planning in an
 * inpatient hospital (21). The regulation looks for a stay there; we look at the place on the line.
 */
export const NOT_THERE = [
  { codes: ['99304-99318'], place: '31' },
  { codes: ['99497-99498'], place: '21' },
] as const;

/** 42 CFR 425.20: general practice, family practice, internal medicine, paediatrics, geriatrics; 425.402: nurse practitioner, clinical nurse specialist, physician assistant. */
export const PRIMARY_SPECIALTIES: CodeList = {
  source: '42 CFR 425.20, 425.402(b)',
  unverified: true,
  codes: ['01', '08', '11', '37', '38', '50', '89', '97'],
};

/** 42 CFR 425.402(c): specialists whose primary care services count in the second step. */
export const SPECIALTIES: CodeList = {
  source: '42 CFR 425.402(c)',
  unverified: true,
  codes: [
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
  ],
};

/** Rural health clinics and federally qualified health centres, by type of bill: all they do is primary care (42 CFR 425.404). */
export const CLINIC_BILLS = ['71', '77'] as const;

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
