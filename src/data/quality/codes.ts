/**
 * What codes look like, by system. A shape is necessary, not sufficient: that a code is in the list of a year is for who has the list.
 * ICD-10-CM and -PCS: CMS official guidelines; HCPCS and CPT: CMS; NDC: 21 CFR 207.33 in the eleven digits claims use; DRG: MS-DRG
 * three digits, CHS-DRG two letters and two digits; Chinese codes: 国家医疗保障局 编码标准 (ICD-10 国家临床版 and 医保版, ICD-9-CM-3 both,
 * 医疗服务项目, 药品, 医用耗材, 定点医药机构, 医保医师).
 */
import { CITIZEN, CREDIT_CODE } from './digits.ts';

const ICD10_CN = String.raw`[A-Z][0-9]{2}(\.[0-9x]([0-9]{1,2})?(x[0-9]{2,3})?)?([+*†]|[+†][A-Z][0-9]{2}(\.[0-9x][0-9x]*)?\*?)?`;
const MORPHOLOGY = String.raw`M[0-9]{4,5}\/[0-9]{1,3}`;
/** GB/T 15657: three letters and three digits, or the later points; 医保 中医病证: A01.01.01. */
const CHINESE_MEDICINE = String.raw`[A-Z]{3}[0-9]{2,4}|[AB][0-9]{2}(\.[0-9]{2}){1,4}\.?`;

const SYSTEMS: Readonly<Record<string, string>> = {
  'icd-10-cm': String.raw`[A-TV-Z][0-9][0-9AB](\.?[0-9A-Z]{1,4})?|U[0-9]{2}(\.?[0-9A-Z]{1,4})?`,
  'icd-9-cm': String.raw`[0-9]{3}(\.?[0-9]{1,2})?|V[0-9]{2}(\.?[0-9]{1,2})?|E[0-9]{3}(\.?[0-9])?`,
  'icd-10': String.raw`[A-Z][0-9]{2}(\.?[0-9]{1,2})?`,
  'icd-10-cn': `${ICD10_CN}|${MORPHOLOGY}|${CHINESE_MEDICINE}`,
  'icd-10-pcs': '[0-9A-HJ-NP-Z]{7}',
  'icd-9-cm-procedure': String.raw`[0-9]{2}(\.?[0-9]{1,2})?`,
  'icd-9-cm-3-cn': String.raw`[0-9]{2}(\.[0-9]{1,4}(x[0-9]{2,3})?)?`,
  snomed: '[1-9][0-9]{5,17}',
  hcpcs: '[A-V][0-9]{4}',
  cpt: '[0-9]{4}[0-9AFMTU]',
  'cn-service': '[0-9]{9,15}(-[0-9]{6,15})?',
  'cn-drug': '[XZT][A-Z][0-9A-Z]{18,22}',
  'cn-supply': 'C[0-9]{14,26}',
  ndc: '[0-9]{11}|[0-9]{5}-[0-9]{4}-[0-9]{2}',
  rxnorm: '[0-9]{2,8}',
  cvx: '[0-9]{1,3}',
  loinc: '[0-9]{1,7}-[0-9]',
  cdt: 'D[0-9]{4}',
  'ms-drg': '[0-9]{3}',
  'apr-drg': '[0-9]{3,4}(-?[1-4])?',
  'chs-drg': '[A-Z]{2}[0-9]{2}|[A-Z]QY|0000|QY',
  npi: '[12][0-9]{9}',
  'cn-institution': '[HPD][0-9]{11,12}',
  'credit-code': CREDIT_CODE,
  /** 组织机构代码 (GB 11714), with the thirteen more that health institutions have. */
  'cn-organisation': '[0-9A-Z]{8}-?[0-9X]([0-9A-Z]{13})?',
  citizen: CITIZEN,
  revenue: '[0-9]{3,4}',
  'bill-type': '0?[0-9]{2}[0-9A-Z]?',
  'place-of-service': '[0-9]{2}',
};

export type System = keyof typeof SYSTEMS & string;

/** Names of code types as data has them, without signs and capitals, and the systems each may stand for. */
const TYPES: readonly (readonly [names: readonly string[], systems: readonly System[]])[] = [
  [
    ['icd10cm', 'icd10'],
    ['icd-10-cm', 'icd-10', 'icd-10-cn'],
  ],
  [
    ['icd9cm', 'icd9'],
    ['icd-9-cm', 'icd-9-cm-procedure'],
  ],
  [['icd10pcs'], ['icd-10-pcs']],
  [['icd9cm3', 'icd9cm3cn'], ['icd-9-cm-3-cn']],
  [['icd10cn', 'icd10国临版', 'icd10医保版', '国临版', '医保版'], ['icd-10-cn']],
  [['snomed', 'snomedct'], ['snomed']],
  [
    ['hcpcs', 'cpt', 'hcpcscpt'],
    ['hcpcs', 'cpt', 'cdt'],
  ],
  [['loinc'], ['loinc']],
  [['msdrg'], ['ms-drg']],
  [['aprdrg'], ['apr-drg']],
  [['chsdrg'], ['chs-drg']],
  [['ndc'], ['ndc']],
  [['rxnorm'], ['rxnorm']],
  [['cdt'], ['cdt', 'hcpcs']],
  [['cvx'], ['cvx']],
];

const patternOf = (systems: readonly System[]) => systems.map((system) => `(?:${SYSTEMS[system]})`).join('|');
const quoted = (pattern: string) => `'${pattern.replaceAll("'", "''")}'`;

/** SQL: `x` is a code of one of the systems, whole. */
export function isOf(x: string, systems: readonly System[]): string {
  return `regexp_full_match(${x}, ${quoted(patternOf(systems))})`;
}

/**
 * SQL: the code `x` is none of the system that the code type `y` names; where that is empty, none of `otherwise`. `types` are the code types
 * there are. One that nobody has heard of says nothing about its codes.
 */
export function notOf(
  x: string,
  y: string,
  types: readonly (string | null)[],
  otherwise: readonly System[],
): string {
  const cases = types.flatMap((type) => {
    if (type === null) {
      return otherwise.length > 0 ? [`when ${y} is null then not ${isOf(x, otherwise)}`] : [];
    }
    const name = type.toLowerCase().replace(/[- _./()]/g, '');
    const systems = TYPES.find(([names]) => names.includes(name))?.[1];
    return systems ? [`when ${y} = '${type.replaceAll("'", "''")}' then not ${isOf(x, systems)}`] : [];
  });
  return cases.length === 0 ? 'false' : `case ${cases.join(' ')} else false end`;
}
