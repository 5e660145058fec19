/** Cells as data types of FHIR. */

/** Text of a cell: nothing where it is unknown. */
export type Cells = Readonly<Record<string, string | null | undefined>>;

const SYSTEMS: Record<string, string> = {
  'icd-10-cm': 'http://hl7.org/fhir/sid/icd-10-cm',
  'icd-9-cm': 'http://hl7.org/fhir/sid/icd-9-cm',
  'icd-10-pcs': 'http://www.cms.gov/Medicare/Coding/ICD10',
  'snomed-ct': 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  ndc: 'http://hl7.org/fhir/sid/ndc',
  cpt: 'http://www.ama-assn.org/go/cpt',
  hcpcs: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
};

export function isCodeSystem(name: string): boolean {
  return Object.hasOwn(SYSTEMS, name);
}

/** Without what is unknown. */
export function defined(fields: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null && value !== '' && !isEmpty(value),
    ),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && Object.keys(value as object).length === 0;
}

export function concept(
  system: string | undefined,
  code: string | null | undefined,
  display?: string | null,
): object | undefined {
  if (!code) return undefined;
  return { coding: [defined({ system: system && (SYSTEMS[system] ?? system), code, display })] };
}

/** A concept whose system does not matter. */
export function inKind(code: string): object {
  return { coding: [{ code }] };
}

export function reference(type: string, id: string | null | undefined): object | undefined {
  return id ? { reference: `${type}/${id}` } : undefined;
}

export function period(start: string | null | undefined, end: string | null | undefined): object {
  return defined({ start, end });
}

const MARK = '\u0001';

/** A number of JSON digit by digit, which JavaScript's numbers may not hold. */
export function decimal(text: string | null | undefined): string | undefined {
  return text ? `${MARK}${text}` : undefined;
}

export function json(resource: object): string {
  return JSON.stringify(resource).replace(/"\\u0001(-?\d+(?:\.\d+)?)"/g, '$1');
}
