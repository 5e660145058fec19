/**
 * What CMS-HCC models add to their tables: which diseases act together, which facts of a person count beside their diseases, and the rules
 * that stand in the software alone. From the SAS software CMS publishes with the models: V22 (macro V2218O1M), V24 (V2419P1M), V28
 * (V2823T2M), ESRD V21 (E2118P1M), their age and sex edits (V22I0ED2, V24I0ED1), AGESEXV2; and the yearly Rate Announcements. What of ESRD
 * V24 and RxHCC is not in tables was read in an independent program that its author compared with CMS's, not in CMS's own text.
 */
export interface HccModel {
  name: string;
  /** As in the tables of diagnoses. */
  mapping: string;
  /** As in the tables of coefficients: domain and version. */
  coefficients: readonly [string, string];
  /** As in the tables of hierarchies and labels: domain and version. */
  hierarchies: readonly [string, string];
  /** Whose facts count, and which segments there are. */
  kind: 'community' | 'esrd' | 'rx';
  /** Coefficients of categories are named so. */
  prefix: 'HCC' | 'RXHCC';
  /** Interactions: all the sets must be met. */
  interactions: readonly Interaction[];
  /** A category that counts only beside one of others. */
  needs: readonly { category: number; oneOf: readonly number[] }[];
  /** Categories that never count: a person with ESRD has failing kidneys already. */
  without: readonly number[];
  /** Edits by age and sex of the software; those of a table take their place. */
  edits: readonly HccEdit[];
}

/** `disabled`: under 65 and entitled by disability; `young`: under 65. */
export interface Interaction {
  name: string;
  all: readonly (readonly number[])[];
  who?: 'disabled' | 'young';
}

/** What becomes of a diagnosis at some ages or of one sex: no category (null), or another. Ages are in years, both ends included. */
export interface HccEdit {
  code: string;
  sex?: 'F' | 'M';
  from?: number;
  to?: number;
  category: number | null;
}

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const set = (name: string, all: Interaction['all'], who?: Interaction['who']): Interaction =>
  who === undefined ? { name, all } : { name, all, who };
/** Single categories of people of one kind: `DISABLED_HCC85`. */
const each = (who: 'disabled' | 'young', before: string, categories: readonly number[]) =>
  categories.map((category) => set(`${before}${category}`, [[category]], who));

const CANCER = span(8, 12);
const DIABETES = span(17, 19);
const LUNG = span(110, 112);
const FAILURE = span(82, 84);

const BRONCHITIS = 'J410 J411 J418 J42 J430 J431 J432 J438 J439 J440 J441 J449 J982 J983'.split(' ');
/** V22I0ED2, V24I0ED1: haemophilia of women, lungs of children, a mood disorder of childhood. */
const EDITS: readonly HccEdit[] = [
  ...['D66', 'D67'].map((code): HccEdit => ({ code, sex: 'F', category: 48 })),
  ...BRONCHITIS.map((code): HccEdit => ({ code, to: 17, category: 112 })),
  { code: 'F3481', to: 5, category: null },
  { code: 'F3481', from: 19, category: null },
];

const V22_ULCER = [157, 158];
export const V22: HccModel = {
  name: 'V22',
  mapping: 'CMS-HCC Model V22',
  coefficients: ['CMS-HCC', 'C22'],
  hierarchies: ['CMS-HCC', 'V22'],
  kind: 'community',
  prefix: 'HCC',
  interactions: [
    set('HCC47_gCancer', [[47], CANCER]),
    set('HCC85_gDiabetesMellit', [[85], DIABETES]),
    set('HCC85_gCopdCF', [[85], LUNG]),
    set('HCC85_gRenal', [[85], span(134, 137)]),
    set('gRespDepandArre_gCopdCF', [FAILURE, LUNG]),
    set('HCC85_HCC96', [[85], [96]]),
    set('gSubstanceAbuse_gPsychiatric', [
      [54, 55],
      [57, 58],
    ]),
    set('CHF_gCopdCF', [[85], LUNG]),
    set('gCopdCF_CARD_RESP_FAIL', [LUNG, FAILURE]),
    set('SEPSIS_PRESSURE_ULCER', [[2], V22_ULCER]),
    set('SEPSIS_ARTIF_OPENINGS', [[2], [188]]),
    set('ART_OPENINGS_PRESSURE_ULCER', [[188], V22_ULCER]),
    set('DIABETES_CHF', [DIABETES, [85]]),
    set('gCopdCF_ASP_SPEC_BACT_PNEUM', [LUNG, [114]]),
    set('ASP_SPEC_BACT_PNEUM_PRES_ULC', [[114], V22_ULCER]),
    set('SEPSIS_ASP_SPEC_BACT_PNEUM', [[2], [114]]),
    set('SCHIZOPHRENIA_gCopdCF', [[57], LUNG]),
    set('SCHIZOPHRENIA_CHF', [[57], [85]]),
    set('SCHIZOPHRENIA_SEIZURES', [[57], [79]]),
    ...each('disabled', 'DISABLED_HCC', [85, 161, 39, 77, 6]),
    set('DISABLED_PRESSURE_ULCER', [V22_ULCER], 'disabled'),
  ],
  needs: [],
  without: [],
  edits: EDITS,
};

const V24_ULCER = [157, 158, 159];
const V24_COMMON: readonly Interaction[] = [
  set('HCC47_gCancer', [[47], CANCER]),
  set('DIABETES_CHF', [DIABETES, [85]]),
  set('CHF_gCopdCF', [[85], LUNG]),
  set('gCopdCF_CARD_RESP_FAIL', [LUNG, FAILURE]),
  set('HCC85_HCC96', [[85], [96]]),
  set('SEPSIS_ARTIF_OPENINGS', [[2], [188]]),
  set('gCopdCF_ASP_SPEC_B_PNEUM', [LUNG, [114]]),
  set('SEPSIS_ASP_SPEC_BACT_PNEUM', [[2], [114]]),
  set('SCHIZOPHRENIA_gCopdCF', [[57], LUNG]),
  set('SCHIZOPHRENIA_CHF', [[57], [85]]),
  set('SCHIZOPHRENIA_SEIZURES', [[57], [79]]),
];
const V24_DRUGS = [span(54, 56), span(57, 60)] as const;

export const V24: HccModel = {
  name: 'V24',
  mapping: 'CMS-HCC Model V24',
  coefficients: ['CMS-HCC', 'C24'],
  hierarchies: ['CMS-HCC', 'V24'],
  kind: 'community',
  prefix: 'HCC',
  interactions: [
    ...V24_COMMON,
    set('HCC85_gRenal_V24', [[85], span(134, 138)]),
    set('gSubstanceUseDisorder_gPsych', V24_DRUGS),
    set('SEPSIS_PRESSURE_ULCER', [[2], V24_ULCER]),
    set('ART_OPENINGS_PRESS_ULCER', [[188], V24_ULCER]),
    set('ASP_SPEC_B_PNEUM_PRES_ULC', [[114], V24_ULCER]),
    ...each('disabled', 'DISABLED_HCC', [85, 161, 39, 77, 6]),
    set('DISABLED_PRESSURE_ULCER', [V24_ULCER], 'disabled'),
  ],
  needs: [],
  without: [],
  edits: EDITS,
};

const HF_28 = span(221, 226);
const LUNG_28 = span(276, 280);

export const V28: HccModel = {
  name: 'V28',
  mapping: 'CMS-HCC Model V28',
  coefficients: ['CMS-HCC', 'C28'],
  hierarchies: ['CMS-HCC', 'V28'],
  kind: 'community',
  prefix: 'HCC',
  interactions: [
    set('DIABETES_HF_V28', [span(35, 38), HF_28]),
    set('HF_CHR_LUNG_V28', [HF_28, LUNG_28]),
    set('HF_KIDNEY_V28', [HF_28, span(326, 329)]),
    set('CHR_LUNG_CARD_RESP_FAIL_V28', [LUNG_28, span(211, 213)]),
    set('HF_HCC238_V28', [HF_28, [238]]),
    set('gSubUseDisorder_gPsych_V28', [span(135, 139), span(151, 155)]),
    set('DISABLED_CANCER_V28', [span(17, 23)], 'disabled'),
    set('DISABLED_NEURO_V28', [[...span(180, 182), ...span(190, 192), 195, 196, 198, 199]], 'disabled'),
    set('DISABLED_HF_V28', [HF_28], 'disabled'),
    set('DISABLED_CHR_LUNG_V28', [LUNG_28], 'disabled'),
    set('DISABLED_ULCER_V28', [span(379, 382)], 'disabled'),
  ],
  // Heart failure with an assist device is not heart failure by itself.
  needs: [{ category: 223, oneOf: [221, 222, 224, 225, 226] }],
  without: [],
  edits: [],
};

const ESRD_24_ULCER = span(157, 160);
export const ESRD_V24: HccModel = {
  name: 'ESRD-V24',
  mapping: 'CMS-HCC ESRD Model V24',
  coefficients: ['ESRD', 'D24'],
  hierarchies: ['ESRD', 'V24'],
  kind: 'esrd',
  prefix: 'HCC',
  interactions: [
    ...V24_COMMON,
    set('gSubUseDs_gPsych_V24', V24_DRUGS),
    set('SEPSIS_PRESSURE_ULCER_V24', [[2], ESRD_24_ULCER]),
    set('ART_OPENINGS_PRESS_ULCER_V24', [[188], ESRD_24_ULCER]),
    set('ASP_SPEC_B_PNEUM_PRES_ULC_V24', [[114], ESRD_24_ULCER]),
    set('NONAGED_gSubUseDs_gPsych', V24_DRUGS, 'young'),
    ...each('young', 'NONAGED_HCC', [6, 34, 39, 46, 77, 85, 110, 161, 176]),
    set('NONAGED_PRESSURE_ULCER_V24', [ESRD_24_ULCER], 'young'),
  ],
  needs: [],
  without: span(134, 138),
  edits: EDITS,
};

const ESRD_21_LUNG = [110, 111];
const ESRD_21_ULCER = span(157, 160);
export const ESRD_V21: HccModel = {
  name: 'ESRD-V21',
  mapping: 'CMS-HCC ESRD Model V21',
  coefficients: ['ESRD', 'D21'],
  hierarchies: ['ESRD', 'V21'],
  kind: 'esrd',
  prefix: 'HCC',
  interactions: [
    set('SEPSIS_CARD_RESP_FAIL', [[2], FAILURE]),
    set('CANCER_IMMUNE', [CANCER, [47]]),
    set('DIABETES_CHF', [DIABETES, [85]]),
    set('CHF_COPD', [[85], ESRD_21_LUNG]),
    set('CHF_RENAL', [[85], span(134, 141)]),
    set('COPD_CARD_RESP_FAIL', [ESRD_21_LUNG, FAILURE]),
    set('SEPSIS_PRESSURE_ULCER', [[2], ESRD_21_ULCER]),
    set('SEPSIS_ARTIF_OPENINGS', [[2], [188]]),
    set('ART_OPENINGS_PRESSURE_ULCER', [[188], ESRD_21_ULCER]),
    set('COPD_ASP_SPEC_BACT_PNEUM', [ESRD_21_LUNG, [114]]),
    set('ASP_SPEC_BACT_PNEUM_PRES_ULC', [[114], ESRD_21_ULCER]),
    set('SEPSIS_ASP_SPEC_BACT_PNEUM', [[2], [114]]),
    set('SCHIZOPHRENIA_COPD', [[57], ESRD_21_LUNG]),
    set('SCHIZOPHRENIA_CHF', [[57], [85]]),
    set('SCHIZOPHRENIA_SEIZURES', [[57], [79]]),
    // Called NONAGED, computed from disability in the software of V21.
    ...each('disabled', 'NONAGED_HCC', [6, 34, 39, 46, 54, 55, 77, 85, 110, 161, 176]),
    set('NONAGED_PRESSURE_ULCER', [ESRD_21_ULCER], 'disabled'),
  ],
  needs: [],
  without: [],
  edits: EDITS,
};

const rx = (version: string, young: readonly number[]): HccModel => ({
  name: `RX-V${version}`,
  mapping: `RxHCC Model V${version}`,
  coefficients: ['RxHCC', `R${version}`],
  hierarchies: ['RxHCC', `R${version}`],
  kind: 'rx',
  prefix: 'RXHCC',
  interactions: each('young', 'NonAged_RXHCC', young),
  needs: [],
  without: [],
  edits: [],
});
/** Which categories weigh otherwise for the young in institutions: the names of the coefficients. */
export const RX_V05 = rx('05', [1, 130, 131, 132, 133, 134, 135, 145, 160, 163, 164, 165]);
const RX_V08 = rx('08', [1, 130, 131, 132, 133, 159, 163]);

export const MODELS: readonly HccModel[] = [V22, V24, V28, ESRD_V21, ESRD_V24, RX_V05, RX_V08];

/** A model by its name, or an edition of it: `RX-V08-PDP_ONLY` is RX-V08 with the coefficients that the tables call R08_PDP_ONLY. */
export function findModel(name: string): HccModel | undefined {
  const base = MODELS.find((model) => name === model.name || name.startsWith(`${model.name}-`));
  return base && editionOf(base, name.slice(base.name.length + 1));
}

/** CMS publishes a model more than once for a year where plans differ (Part D 2026 and 2027): each with coefficients of its own. */
export function editionOf(model: HccModel, edition: string): HccModel {
  if (edition === '') return model;
  const [domain, version] = model.coefficients;
  return { ...model, name: `${model.name}-${edition}`, coefficients: [domain, `${version}_${edition}`] };
}
