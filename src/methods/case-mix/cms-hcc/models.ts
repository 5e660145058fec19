/**
 * What CMS-HCC models add to their tables: which diseases act together, and one rule beside the hierarchies. From the software CMS
 * publishes with the models (V24: macros V24I0ED2 and V2419F1M; V28: V28I0ED1 and V28115L3, V2823T2M) and the yearly Rate Announcements.
 */
export interface HccModel {
  name: string;
  /** As in the tables of diagnoses. */
  mapping: string;
  /** As in the tables of coefficients. */
  coefficients: string;
  /** As in the tables of hierarchies: domain and version. */
  hierarchies: readonly [string, string];
  /** Interactions: all the sets must be met. `disabled` is a person under 65 who is entitled by disability. */
  interactions: readonly { name: string; all: readonly (readonly number[])[]; disabled?: true }[];
  /** A category that counts only beside one of others. */
  needs: readonly { category: number; oneOf: readonly number[] }[];
  /** Counts of payment categories: `D1` … `D9`, `D10P`. */
  counts: boolean;
}

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const CANCER_24 = span(8, 12);
const DIABETES_24 = span(17, 19);
const LUNG_24 = span(110, 112);
const FAILURE_24 = span(82, 84);
const ULCER_24 = [157, 158];
const HF_28 = span(221, 226);
const LUNG_28 = span(276, 280);

export const V24: HccModel = {
  name: 'V24',
  mapping: 'CMS-HCC Model V24',
  coefficients: 'C24',
  hierarchies: ['CMS-HCC', 'V24'],
  interactions: [
    { name: 'HCC47_gCancer', all: [[47], CANCER_24] },
    { name: 'DIABETES_CHF', all: [DIABETES_24, [85]] },
    { name: 'CHF_gCopdCF', all: [[85], LUNG_24] },
    { name: 'HCC85_gRenal_V24', all: [[85], span(134, 138)] },
    { name: 'gCopdCF_CARD_RESP_FAIL', all: [LUNG_24, FAILURE_24] },
    { name: 'HCC85_HCC96', all: [[85], [96]] },
    { name: 'gSubstanceUseDisorder_gPsych', all: [span(54, 56), span(57, 60)] },
    { name: 'SEPSIS_PRESSURE_ULCER', all: [[2], ULCER_24] },
    { name: 'SEPSIS_ARTIF_OPENINGS', all: [[2], [188]] },
    { name: 'ART_OPENINGS_PRESS_ULCER', all: [[188], ULCER_24] },
    { name: 'gCopdCF_ASP_SPEC_B_PNEUM', all: [LUNG_24, [114]] },
    { name: 'ASP_SPEC_B_PNEUM_PRES_ULC', all: [[114], ULCER_24] },
    { name: 'SEPSIS_ASP_SPEC_BACT_PNEUM', all: [[2], [114]] },
    { name: 'SCHIZOPHRENIA_gCopdCF', all: [[57], LUNG_24] },
    { name: 'SCHIZOPHRENIA_CHF', all: [[57], [85]] },
    { name: 'SCHIZOPHRENIA_SEIZURES', all: [[57], [79]] },
    { name: 'DISABLED_HCC85', all: [[85]], disabled: true },
    { name: 'DISABLED_PRESSURE_ULCER', all: [ULCER_24], disabled: true },
    { name: 'DISABLED_HCC161', all: [[161]], disabled: true },
    { name: 'DISABLED_HCC39', all: [[39]], disabled: true },
    { name: 'DISABLED_HCC77', all: [[77]], disabled: true },
    { name: 'DISABLED_HCC6', all: [[6]], disabled: true },
  ],
  needs: [],
  counts: true,
};

export const V28: HccModel = {
  name: 'V28',
  mapping: 'CMS-HCC Model V28',
  coefficients: 'C28',
  hierarchies: ['CMS-HCC', 'V28'],
  interactions: [
    { name: 'DIABETES_HF_V28', all: [span(35, 38), HF_28] },
    { name: 'HF_CHR_LUNG_V28', all: [HF_28, LUNG_28] },
    { name: 'HF_KIDNEY_V28', all: [HF_28, span(326, 329)] },
    { name: 'CHR_LUNG_CARD_RESP_FAIL_V28', all: [LUNG_28, span(211, 213)] },
    { name: 'HF_HCC238_V28', all: [HF_28, [238]] },
    { name: 'gSubUseDisorder_gPsych_V28', all: [span(135, 139), span(151, 155)] },
    { name: 'DISABLED_CANCER_V28', all: [span(17, 23)], disabled: true },
    {
      name: 'DISABLED_NEURO_V28',
      all: [[...span(180, 182), ...span(190, 192), 195, 196, 198, 199]],
      disabled: true,
    },
    { name: 'DISABLED_HF_V28', all: [HF_28], disabled: true },
    { name: 'DISABLED_CHR_LUNG_V28', all: [LUNG_28], disabled: true },
    { name: 'DISABLED_ULCER_V28', all: [span(379, 382)], disabled: true },
  ],
  // Heart failure with an assist device is not heart failure by itself.
  needs: [{ category: 223, oneOf: [221, 222, 224, 225, 226] }],
  counts: true,
};
