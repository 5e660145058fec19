/** References of FHIR: relative, absolute, by urn, contained, by identifier, by search. */
import { isObject, list, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { isInError } from './values.ts';

export interface Target {
  /** The resource's own id: `Patient/12`, `https://…/Patient/12/_history/3` and `urn:uuid:12` are all `12`. */
  id?: string;
  /** The resource itself, where it is contained or stands in the same bundle; one that was entered in error says nothing. */
  resource?: JsonObject;
  /** The resource is contained: its id means something in this document only. */
  contained?: true;
  /** A number of whom it names, where it says one: `{ identifier: { system, value } }` or `Practitioner?identifier=system|value`. */
  identifier?: { system: string | undefined; value: string; npi: boolean };
}

/** Resources a document holds beside, by `fullUrl` and by `Type/id`. */
export type Beside = ReadonlyMap<string, JsonObject>;

export const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';

export function target(reference: Json | undefined, within: JsonObject, beside: Beside): Target {
  const written = text(reference, 'reference');
  const identifier = isObject(reference) ? identifierOf(reference['identifier']) : undefined;
  if (!written) return identifier ? { identifier } : {};
  const more = identifier ? { identifier } : {};
  if (written.startsWith('#')) {
    const id = written.slice(1);
    const resource = list(within, 'contained').find((one) => text(one, 'id') === id);
    return resource && !isInError(resource) ? { resource, contained: true, ...more } : more;
  }
  const search = /\?(?:.*&)?identifier=([^&]*)/.exec(written);
  if (search) {
    const [system, value] = decode(search[1]!).split('|');
    if (value === undefined)
      return system ? { identifier: { system: undefined, value: system, npi: false } } : more;
    return value ? { identifier: { system, value, npi: system === NPI_SYSTEM } } : more;
  }
  const id = written.startsWith('urn:')
    ? written.slice(written.lastIndexOf(':') + 1)
    : /(?:^|\/)[A-Za-z]+\/([^/?#]+)(?:\/_history\/[^/]*)?$/.exec(written)?.[1];
  const resource = beside.get(written);
  return { ...(id && { id }), ...(resource && !isInError(resource) && { resource }), ...more };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function identifierOf(identifier: Json | undefined): Target['identifier'] {
  const value = text(identifier, 'value');
  if (!value) return undefined;
  const system = text(identifier, 'system');
  return { system, value, npi: isKind(identifier, 'npi', NPI_SYSTEM) };
}

/** Whether an identifier is of a type (v2-0203 or CARIN's) or system. */
function isKind(identifier: Json | undefined, type: string, ...systems: string[]): boolean {
  const typed = list(identifier, 'type').some((concept) =>
    list(concept, 'coding').some((one) => text(one, 'code')?.toLowerCase() === type.toLowerCase()),
  );
  return typed || systems.includes(text(identifier, 'system') ?? '');
}

/** The first identifier of a kind. */
export function numberOf(resource: Json | undefined, type: string, ...systems: string[]): string | undefined {
  const found = list(resource, 'identifier').find((one) => isKind(one, type, ...systems));
  return text(found, 'value');
}
