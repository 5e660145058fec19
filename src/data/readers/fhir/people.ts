/** Patient, Coverage → what makes spans of eligibility; Organization, Practitioner → `provider`. */
import type { TextRow } from '../../import/format.ts';
import { at, list, text } from './json.ts';
import type { JsonObject } from './json.ts';
import { nameOf, numbersOf } from './registry.ts';
import type { Registry } from './registry.ts';
import { numberOf, target } from './references.ts';
import type { Beside } from './references.ts';
import { codes, coding, day } from './values.ts';
import type { Notes } from './values.ts';

/** Columns of `eligibility` that a Patient gives, in the order they are staged. */
export const PATIENT = [
  'person_id',
  'gender',
  'birth_date',
  'death_date',
  'death_flag',
  'first_name',
  'last_name',
  'address',
  'city',
  'state',
  'zip_code',
] as const;

/** Columns of `eligibility` that a Coverage gives. */
export const COVERAGE = [
  'person_id',
  'member_id',
  'subscriber_id',
  'enrollment_start_date',
  'enrollment_end_date',
  'payer',
  'payer_type',
  'plan',
  'group_id',
  'group_name',
  'subscriber_relation',
] as const;

const SEXES: Record<string, string> = {
  female: 'female',
  male: 'male',
  other: 'unknown',
  unknown: 'unknown',
};

export function patientRow(patient: JsonObject, notes: Notes): TextRow {
  const name =
    list(patient, 'name').find((one) => text(one, 'use') === 'official') ?? list(patient, 'name')[0];
  const home = list(patient, 'address')[0];
  const died = text(patient, 'deceasedDateTime');
  const sex = text(patient, 'gender');
  return {
    person_id: text(patient, 'id'),
    gender: sex === undefined ? undefined : (SEXES[sex] ?? sex),
    birth_date: day(at(patient, 'birthDate'), notes),
    death_date: day(at(patient, 'deceasedDateTime'), notes),
    death_flag: died === undefined ? text(patient, 'deceasedBoolean') : 'true',
    first_name: text(name, 'given'),
    last_name: text(name, 'family'),
    address: text(home, 'line'),
    city: text(home, 'city'),
    state: text(home, 'state'),
    zip_code: text(home, 'postalCode'),
  };
}

export function coverageRow(
  coverage: JsonObject,
  person: string | undefined,
  registry: Registry,
  beside: Beside,
  notes: Notes,
): TextRow {
  const [payor] = list(coverage, 'payor');
  const classes = new Map(
    list(coverage, 'class').flatMap((one) =>
      list(one, 'type')
        .flatMap(codes)
        .map((kind) => [kind, one] as const),
    ),
  );
  const type = coding(at(coverage, 'type'));
  const group = classes.get('group');
  return {
    person_id: person,
    member_id: numberOf(coverage, 'MB') ?? text(coverage, 'subscriberId'),
    subscriber_id: text(coverage, 'subscriberId'),
    enrollment_start_date: day(at(coverage, 'period', 'start'), notes),
    enrollment_end_date: day(at(coverage, 'period', 'end'), notes),
    payer:
      text(payor, 'display') ??
      registry.provider(target(payor, coverage, beside)).name ??
      text(payor, 'identifier', 'value') ??
      registry.provider(target(payor, coverage, beside)).npi,
    payer_type: type.code,
    plan: text(classes.get('plan'), 'value') ?? type.display ?? type.code,
    group_id: text(group, 'value'),
    group_name: text(group, 'name'),
    subscriber_relation: coding(at(coverage, 'relationship')).code,
  };
}

export function providerRow(resource: JsonObject): TextRow {
  const { npi, tin } = numbersOf(resource);
  const person = text(resource, 'resourceType') === 'Practitioner';
  const home = list(resource, 'address')[0];
  const specialty = list(resource, 'qualification')
    .map((one) => coding(at(one, 'code')))
    .find(({ system }) => system === 'http://nucc.org/provider-taxonomy');
  return {
    provider_id: npi,
    name: nameOf(resource),
    kind: person ? 'person' : 'institution',
    specialty: specialty?.code,
    tin,
    city: text(home, 'city'),
    state: text(home, 'state'),
  };
}
