/** Data types of FHIR as cells: codes, dates, amounts. */
import { decimalText, millionths } from '../shared/decimal.ts';
import { at, list, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';

/** What is said aloud of cells that are not taken as they stand. */
export interface Notes {
  note(code: string, text?: string): void;
}

/** Code systems by how they are named elsewhere. */
const SYSTEMS: Record<string, string> = {
  'http://hl7.org/fhir/sid/icd-10-cm': 'icd-10-cm',
  'http://hl7.org/fhir/sid/icd-9-cm': 'icd-9-cm',
  'http://hl7.org/fhir/sid/icd-10': 'icd-10',
  'http://www.cms.gov/Medicare/Coding/ICD10': 'icd-10-pcs',
  'http://hl7.org/fhir/sid/icd-10-pcs': 'icd-10-pcs',
  'http://hl7.org/fhir/sid/icd-9-pcs': 'icd-9-pcs',
  'http://snomed.info/sct': 'snomed-ct',
  'http://loinc.org': 'loinc',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'rxnorm',
  'http://hl7.org/fhir/sid/ndc': 'ndc',
  'http://hl7.org/fhir/sid/cvx': 'cvx',
  'http://www.ama-assn.org/go/cpt': 'cpt',
  'https://bluebutton.cms.gov/resources/codesystem/hcpcs': 'hcpcs',
  'https://bluebutton.cms.gov/resources/variables/hcpcs_cd': 'hcpcs',
  'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': 'hcpcs',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': 'hcpcs',
  'urn:oid:2.16.840.1.113883.6.285': 'hcpcs',
};

/** The kind of claim, the role of a provider and the like are told by codes whose system does not matter. */
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
/** CARIN's word for a mixed drug, in the place of its code: what it is mixed from are details of the line. */
const COMPOUND = 'http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBCompoundLiteral';

export interface Coded {
  system: string | undefined;
  code: string | undefined;
  display: string | undefined;
}

/** The coding of the first of `prefer` that has one, else the first; one that says why there is no code is none. */
export function coding(concept: Json | undefined, prefer: readonly string[] = []): Coded {
  const all = list(concept, 'coding')
    .map((one) => {
      const system = text(one, 'system');
      return {
        system: system === undefined ? undefined : (SYSTEMS[system] ?? system),
        code: text(one, 'code'),
        display: text(one, 'display'),
      };
    })
    .filter(({ system, code }) => system !== ABSENT && system !== COMPOUND && code !== undefined);
  const chosen = prefer.map((wanted) => all.find(({ system }) => system === wanted)).find(Boolean) ?? all[0];
  return {
    system: chosen?.system,
    code: chosen?.code,
    display: chosen?.display ?? text(concept, 'text'),
  };
}

/** All codes of a concept, whatever their system. */
export function codes(concept: Json | undefined): string[] {
  return list(concept, 'coding').flatMap((one) => text(one, 'code') ?? []);
}

/**
 * The day of a date, dateTime or instant as written, in its own time zone. `2024` and `2024-05` are dates of FHIR whose day is not known:
 * none is made up. Anything else is left as it is, for the intake to refuse.
 */
export function day(value: Json | undefined, notes: Notes): string | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  if (/^\d{4}(-\d{2})?$/.test(written)) {
    notes.note('fhir-date-partial', written);
    return undefined;
  }
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(written);
  return parts ? parts[1] : written;
}

/** A date or the start and end of a period: `servicedDate`, `servicedPeriod`. */
export function span(
  of: Json | undefined,
  name: string,
  notes: Notes,
): { from?: string | undefined; to?: string | undefined } {
  for (const kind of ['Date', 'DateTime', '']) {
    const one = at(of, `${name}${kind}`);
    if (typeof one === 'string') return { from: day(one, notes), to: day(one, notes) };
  }
  const period = at(of, `${name}Period`) ?? at(of, name);
  return { from: day(at(period, 'start'), notes), to: day(at(period, 'end'), notes) };
}

/**
 * Exact text of an amount. A program that reckons in floating point writes 25.832000000000004 for 25.832: such a tail, under a millionth of a
 * cent, is no money and is left out, which is said.
 */
export function amount(value: Json | undefined, notes: Notes): string | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  const places = written.split('.')[1] ?? '';
  if (places.length > 6) {
    const near = Number(written).toFixed(4);
    if (Math.abs(Number(written) - Number(near)) < 1e-8) {
      notes.note('fhir-amount-tail', written);
      return decimalText(millionths(near) ?? 0n);
    }
  }
  const exact = millionths(written);
  return exact === undefined ? written : decimalText(exact);
}

/** `value` of Money or Quantity. */
export function quantity(value: Json | undefined): string | undefined {
  return text(value, 'value');
}

/** FHIR: what was entered in error is not to be treated as valid, whatever else it says; a Condition says so of its verification. */
export function isInError(resource: JsonObject): boolean {
  const verified = codes(at(resource, 'verificationStatus'));
  return text(resource, 'status') === IN_ERROR || verified.includes(IN_ERROR);
}

const IN_ERROR = 'entered-in-error';

/** Statuses of resources that are not, or were never, so. */
export function notInForce(resource: JsonObject, statuses: readonly string[]): boolean {
  const status = text(resource, 'status');
  return status !== undefined && statuses.includes(status);
}
