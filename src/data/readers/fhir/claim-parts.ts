/** Parts of a claim that its lines share: diagnoses, procedures, what stands in `supportingInfo`, the care team. */
import type { TextRow } from '../../import/format.ts';
import { at, isObject, list, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Registry } from './registry.ts';
import { target } from './references.ts';
import type { Beside } from './references.ts';
import { codes, coding, day } from './values.ts';
import type { Coded, Notes } from './values.ts';

/** As many as the table has columns. */
const COLUMNS = 25;
const ICD = ['icd-10-cm', 'icd-9-cm', 'icd-10'];
const ICD_PROCEDURES = ['icd-10-pcs', 'icd-9-pcs'];
/** Of diagnoses that say why the person came, not what the person has. */
const ASIDE = new Set(['admitting', 'patientreasonforvisit', 'externalcauseofinjury', 'externalcause']);

/** The principal diagnosis first, then the others in their order. */
export function diagnoses(claim: JsonObject, beside: Beside, registry: Registry, notes: Notes): TextRow {
  const found = list(claim, 'diagnosis')
    .map((one, index) => {
      const kinds = list(one, 'type').flatMap(codes);
      const referenced = target(at(one, 'diagnosisReference'), claim, beside).resource;
      const reference = at(one, 'diagnosisReference');
      const concept =
        at(one, 'diagnosisCodeableConcept') ?? at(referenced, 'code') ?? registry.concept(reference);
      if (concept === undefined && reference !== undefined) notes.note('fhir-diagnosis-elsewhere');
      return {
        kinds,
        coded: coding(concept, ICD),
        poa: presentOnAdmission(one),
        place: [kinds.includes('principal') ? 0 : 1, Number(text(one, 'sequence') ?? index), index] as const,
      };
    })
    .filter(
      ({ kinds, coded }) =>
        coded.code !== undefined && !(kinds.length > 0 && kinds.every((kind) => ASIDE.has(kind))),
    )
    .toSorted(({ place: a }, { place: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  if (found.length > COLUMNS) notes.note('fhir-codes-beyond', String(found.length));
  const row: Record<string, string | undefined> = {
    diagnosis_code_type: onlySystem(found.map(({ coded }) => coded)),
  };
  for (const [index, { coded, poa }] of found.slice(0, COLUMNS).entries()) {
    row[`diagnosis_code_${index + 1}`] = coded.code;
    row[`diagnosis_poa_${index + 1}`] = poa;
  }
  return row;
}

/** `onAdmission`, or Medicare's extension. */
function presentOnAdmission(diagnosis: JsonObject): string | undefined {
  const stated = coding(at(diagnosis, 'onAdmission')).code;
  if (stated) return stated.toUpperCase();
  const extension = list(diagnosis, 'extension').find((one) =>
    /\/clm_poa_ind_sw\d+$/.test(text(one, 'url') ?? ''),
  );
  return text(extension, 'valueCoding', 'code');
}

export function procedures(claim: JsonObject, beside: Beside, registry: Registry, notes: Notes): TextRow {
  const found = list(claim, 'procedure')
    .map((one, index) => {
      const referenced = target(at(one, 'procedureReference'), claim, beside).resource;
      const reference = at(one, 'procedureReference');
      const concept =
        at(one, 'procedureCodeableConcept') ?? at(referenced, 'code') ?? registry.concept(reference);
      if (concept === undefined && reference !== undefined) notes.note('fhir-procedure-elsewhere');
      return {
        coded: coding(concept, ICD_PROCEDURES),
        date: day(at(one, 'date'), notes),
        place: Number(text(one, 'sequence') ?? index),
      };
    })
    .filter(({ coded }) => coded.code !== undefined)
    .toSorted((a, b) => a.place - b.place);
  if (found.length > COLUMNS) notes.note('fhir-codes-beyond', String(found.length));
  const row: Record<string, string | undefined> = {
    procedure_code_type: onlySystem(found.map(({ coded }) => coded)),
  };
  for (const [index, { coded, date }] of found.slice(0, COLUMNS).entries()) {
    row[`procedure_code_${index + 1}`] = coded.code;
    row[`procedure_date_${index + 1}`] = date;
  }
  return row;
}

function onlySystem(coded: readonly Coded[]): string | undefined {
  const systems = new Set(coded.map(({ system }) => system));
  return systems.size === 1 ? [...systems][0] : undefined;
}

/** The first of `supportingInfo` in one of the categories, by CARIN's names or Medicare's variables. */
export function information(claim: JsonObject, ...names: string[]): JsonObject | undefined {
  return list(claim, 'supportingInfo').find((info) =>
    list(info, 'category').some((category) =>
      codes(category).some((code) => names.includes(code.replace(/^.*\/variables\//, ''))),
    ),
  );
}

export function informationCode(claim: JsonObject, ...names: string[]): string | undefined {
  const info = information(claim, ...names);
  return coding(at(info, 'code')).code ?? text(info, 'valueString');
}

/**
 * Kind of bill: stated whole (CARIN), or in Medicare's three variables: facility, service, frequency. A frequency alone is none.
 */
export function typeOfBill(claim: JsonObject): string | undefined {
  const stated = informationCode(claim, 'typeofbill', 'clm_freq_cd');
  if (stated === undefined || stated.length > 1) return stated;
  const facility = extensionCode(at(claim, 'facility'), 'clm_fac_type_cd');
  const service = extensionCode(claim, 'clm_srvc_clsfctn_type_cd');
  return facility && service ? `${facility}${service}${stated}` : undefined;
}

function extensionCode(of: Json | undefined, variable: string): string | undefined {
  const found = list(of, 'extension').find((one) => text(one, 'url')?.endsWith(`/variables/${variable}`));
  return text(found, 'valueCoding', 'code');
}

interface Carer {
  sequence: string | undefined;
  roles: string[];
  provider: Json | undefined;
  specialty: string | undefined;
}

export function careTeam(claim: JsonObject): Carer[] {
  return list(claim, 'careTeam').map((one) => ({
    sequence: text(one, 'sequence'),
    roles: list(one, 'role').flatMap(codes),
    provider: at(one, 'provider'),
    specialty: coding(at(one, 'qualification')).code,
  }));
}

/** Who did it: of the carers a line names (all, where it names none), the one who performs; else the one who is responsible. */
export function performer(team: readonly Carer[], item: JsonObject | undefined): Carer | undefined {
  const sequences = at(item, 'careTeamSequence');
  const named = Array.isArray(sequences) ? sequences.map(String) : [];
  const mine = named.length > 0 ? team.filter(({ sequence }) => named.includes(sequence ?? '')) : team;
  for (const role of ['performing', 'rendering', 'primary']) {
    const found = mine.find(({ roles }) => roles.includes(role));
    if (found) return found;
  }
  return undefined;
}

export function inRole(team: readonly Carer[], role: string): Carer | undefined {
  return team.find(({ roles }) => roles.includes(role));
}

/** A resource by reference: contained or in the same bundle. */
export function resolved(
  reference: Json | undefined,
  within: JsonObject,
  beside: Beside,
): JsonObject | undefined {
  const found = target(reference, within, beside).resource;
  return isObject(found) ? found : undefined;
}
