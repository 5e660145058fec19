/** Encounter, Condition, Procedure, Observation, MedicationRequest → the tables of what happened to people. */
import type { TextRow } from '../../import/format.ts';
import { at, list, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Registry } from './registry.ts';
import { weightOf } from './questionnaires.ts';
import { target } from './references.ts';
import type { Beside } from './references.ts';
import { codes, coding, day, notInForce, quantity, span } from './values.ts';
import type { Notes } from './values.ts';

export interface ClinicalContext {
  registry: Registry;
  beside: Beside;
  person: (reference: Json | undefined, within: JsonObject) => string | undefined;
  notes: Notes;
}

export interface ClinicalRows {
  table: string;
  rows: TextRow[];
}

type Reader = (resource: JsonObject, context: ClinicalContext) => ClinicalRows | undefined;

/** Classes of v3-ActCode. */
const CLASSES: Record<string, string> = {
  IMP: 'inpatient',
  ACUTE: 'inpatient',
  NONAC: 'inpatient',
  EMER: 'emergency',
  AMB: 'outpatient',
  OBSENC: 'observation',
  SS: 'short stay',
  HH: 'home',
  VR: 'virtual',
};

/** By type of resource; a reader gives nothing for what is not, or was never, so. What was entered in error never comes here. */
export const CLINICAL: Readonly<Record<string, Reader>> = {
  Encounter(encounter, context) {
    if (notInForce(encounter, ['planned', 'cancelled'])) return undefined;
    const { beside, notes } = context;
    const period = span(encounter, 'period', notes);
    const kind = text(encounter, 'class', 'code');
    const [first] = list(encounter, 'diagnosis');
    const condition = target(at(first, 'condition'), encounter, beside).resource;
    const reason = at(condition, 'code') ?? at(encounter, 'reasonCode');
    const row = {
      encounter_id: text(encounter, 'id'),
      person_id: context.person(at(encounter, 'subject'), encounter),
      encounter_type: kind === undefined ? undefined : (CLASSES[kind] ?? kind),
      start_date: period.from,
      end_date: period.to,
      provider_id: numberAt(at(list(encounter, 'participant')[0], 'individual'), encounter, context),
      facility_id: numberAt(at(encounter, 'serviceProvider'), encounter, context),
      primary_diagnosis_code: coding(Array.isArray(reason) ? reason[0] : reason, ['icd-10-cm']).code,
    };
    return { table: 'encounter', rows: [row] };
  },

  Condition(condition, context) {
    const verified = codes(at(condition, 'verificationStatus'));
    if (verified.includes('refuted')) return undefined;
    const coded = coding(at(condition, 'code'), ['icd-10-cm']);
    const row = {
      condition_id: text(condition, 'id'),
      ...shared(condition, context),
      ...described(coded),
      onset_date: span(condition, 'onset', context.notes).from,
      resolved_date: span(condition, 'abatement', context.notes).from,
    };
    return { table: 'condition', rows: [row] };
  },

  Procedure(procedure, context) {
    if (notInForce(procedure, ['preparation', 'not-done'])) return undefined;
    const row = {
      procedure_id: text(procedure, 'id'),
      ...shared(procedure, context),
      ...described(coding(at(procedure, 'code'), ['hcpcs', 'cpt', 'icd-10-pcs'])),
      procedure_date: span(procedure, 'performed', context.notes).from,
      provider_id: numberAt(at(list(procedure, 'performer')[0], 'actor'), procedure, context),
    };
    return { table: 'procedure', rows: [row] };
  },

  Observation(observation, context) {
    if (notInForce(observation, ['registered', 'cancelled'])) return undefined;
    const category = list(observation, 'category').flatMap(codes)[0];
    const common = {
      ...shared(observation, context),
      category,
      observation_date: span(observation, 'effective', context.notes).from,
    };
    const id = text(observation, 'id');
    const parts = list(observation, 'component');
    const own = {
      observation_id: id,
      ...common,
      ...described(coding(at(observation, 'code'), ['loinc'])),
      ...measured(observation, category === 'survey'),
    };
    // Of a blood pressure only the parts have values.
    const rows = parts.map((part, index) => ({
      observation_id: id === undefined ? undefined : `${id}.${index + 1}`,
      ...common,
      ...described(coding(at(part, 'code'), ['loinc'])),
      ...measured(part, category === 'survey'),
    }));
    const alone = rows.length === 0 || own.value_number !== undefined || own.value_text !== undefined;
    return { table: 'observation', rows: alone ? [own, ...rows] : rows };
  },

  MedicationRequest(request, context) {
    if (notInForce(request, ['cancelled', 'draft'])) return undefined;
    const medication = target(at(request, 'medicationReference'), request, context.beside).resource;
    const coded = coding(at(request, 'medicationCodeableConcept') ?? at(medication, 'code'), [
      'ndc',
      'rxnorm',
    ]);
    const valid = span(at(request, 'dispenseRequest'), 'validity', context.notes);
    const reason = coding(list(request, 'reasonCode')[0], ['icd-10-cm']);
    const row = {
      treatment_id: text(request, 'id'),
      person_id: context.person(at(request, 'subject'), request),
      product: coded.code ?? coded.display,
      indication: reason.code ?? reason.display,
      start_date: valid.from ?? day(at(request, 'authoredOn'), context.notes),
      end_date: valid.to,
      provider_id: numberAt(at(request, 'requester'), request, context),
    };
    return { table: 'treatment', rows: [row] };
  },
};

function shared(resource: JsonObject, { beside, person }: ClinicalContext): TextRow {
  const encounter = target(at(resource, 'encounter'), resource, beside);
  return {
    person_id: person(at(resource, 'subject'), resource),
    encounter_id: text(encounter.resource, 'id') ?? encounter.id,
  };
}

function described({
  system,
  code,
  display,
}: {
  system: string | undefined;
  code: string | undefined;
  display: string | undefined;
}) {
  return { code_type: system, code, description: display };
}

/** An answer's words belong to whoever wrote the questionnaire, so that of a survey the code stands, and its weight is its number. */
function measured(
  of: JsonObject,
  survey: boolean,
): {
  value_number?: string | undefined;
  value_text?: string | undefined;
  unit?: string | undefined;
} {
  const number = quantity(at(of, 'valueQuantity')) ?? text(of, 'valueInteger');
  if (number !== undefined) {
    const unit = text(of, 'valueQuantity', 'unit') ?? text(of, 'valueQuantity', 'code');
    return { value_number: number, unit };
  }
  const coded = coding(at(of, 'valueCodeableConcept'));
  if (survey && coded.code !== undefined) {
    const weights = list(of, 'valueCodeableConcept', 'coding').flatMap((one) => weightOf(one) ?? []);
    return { value_number: weights[0] ?? weightOf(at(of, 'valueCodeableConcept')), value_text: coded.code };
  }
  const said =
    text(of, 'valueString') ??
    coded.display ??
    coded.code ??
    text(of, 'valueBoolean') ??
    text(of, 'valueDateTime');
  return { value_text: said };
}

function numberAt(
  reference: Json | undefined,
  within: JsonObject,
  { registry, beside }: ClinicalContext,
): string | undefined {
  return registry.provider(target(reference, within, beside)).npi;
}
