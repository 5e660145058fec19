/**
 * What must be known before claims and answers are read: the numbers of providers, which claims name by their resource, which claims replace which, and what
 * questionnaires say of their items.
 * Gathered in a first look over the files, that parses only the lines it needs.
 */
import type { InputFile } from '../../import/format.ts';
import { at, list, text } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { namesOfQuestionnaire, questionnaireOf } from './questionnaires.ts';
import type { Questionnaire } from './questionnaires.ts';
import { NPI_SYSTEM, numberOf, target } from './references.ts';
import type { Beside, Target } from './references.ts';
import { resourcesOf } from './resources.ts';
import { isInError } from './values.ts';

const PROVIDERS = ['Organization', 'Practitioner'];
const MARKS = ['"Organization"', '"Practitioner"', '"Questionnaire"', '"related"', '"Bundle"'].map((mark) =>
  Buffer.from(mark),
);
const REFERRED = ['"diagnosisReference"', '"procedureReference"'].map((mark) => Buffer.from(mark));
const CODED = ['Condition', 'Procedure'];
const CODED_MARKS = [...CODED, 'Bundle'].map((type) => Buffer.from(`"${type}"`));
const CLAIMS = ['"ExplanationOfBenefit"', '"Claim"', '"Bundle"'].map((mark) => Buffer.from(mark));
const TAX_SYSTEMS = ['urn:oid:2.16.840.1.113883.4.4'];

interface ProviderNumbers {
  npi: string | undefined;
  tin: string | undefined;
  name: string | undefined;
}

export class Registry {
  readonly #providers = new Map<string, ProviderNumbers>();
  /** A claim, by any of its names, → the name of the one it replaces. */
  readonly #prior = new Map<string, string>();
  readonly #replaced = new Set<string>();
  /** Other names of a claim that is replaced → its first. */
  readonly #alias = new Map<string, string>();
  readonly #questionnaires = new Map<string, Questionnaire>();
  /** `Condition/1` → its code, where claims refer to such instead of saying the code; equal codes are one. */
  readonly #concepts = new Map<string, Json>();

  async look(files: readonly InputFile[]): Promise<void> {
    let referring = false;
    const only = (line: Buffer) => {
      referring ||= REFERRED.some((mark) => line.includes(mark));
      return MARKS.some((mark) => line.includes(mark));
    };
    for (const { path } of files)
      for await (const found of resourcesOf(path, { only })) {
        if (!('resource' in found)) continue;
        // Of documents no lines are passed by.
        referring ||= refersElsewhere(found.resource, found.beside);
        this.#learn(found.resource, found.beside);
      }
    if (referring) await this.#lookForCodes(files);
    if (this.#replaced.size === 0) return;
    const claims = (line: Buffer) => CLAIMS.some((mark) => line.includes(mark));
    for (const { path } of files)
      for await (const found of resourcesOf(path, { only: claims }))
        if ('resource' in found && isClaim(found.resource)) this.#name(found.resource, found.beside);
  }

  /** A provider's number: the NPI, else the tax number or whatever else names it, never the resource's own id where more is known. */
  provider(of: Target): ProviderNumbers {
    if (of.resource && of.contained) return numbersOfContained(of);
    if (of.resource) return numbersOf(of.resource);
    const known = of.id === undefined ? undefined : this.#providers.get(of.id);
    if (known) return known;
    if (of.identifier) return { npi: of.identifier.value, tin: undefined, name: undefined };
    return { npi: of.id, tin: undefined, name: undefined };
  }

  /** The code of a Condition or Procedure of another document or line. */
  concept(reference: Json | undefined): Json | undefined {
    const name = /(?:^|\/)((?:Condition|Procedure)\/[^/?#]+)/.exec(text(reference, 'reference') ?? '')?.[1];
    return name === undefined ? undefined : this.#concepts.get(name);
  }

  async #lookForCodes(files: readonly InputFile[]): Promise<void> {
    const only = (line: Buffer) => CODED_MARKS.some((mark) => line.includes(mark));
    const equal = new Map<string, Json>();
    for (const { path } of files)
      for await (const found of resourcesOf(path, { only })) {
        if (!('resource' in found)) continue;
        const [type, id] = [text(found.resource, 'resourceType') ?? '', text(found.resource, 'id')];
        const code = at(found.resource, 'code');
        if (!CODED.includes(type) || id === undefined || code === undefined) continue;
        if (isInError(found.resource)) continue;
        const written = JSON.stringify(code);
        if (!equal.has(written)) equal.set(written, code);
        this.#concepts.set(`${type}/${id}`, equal.get(written)!);
      }
  }

  /** By its address, with or without a version, or its id; one of another version where that is all there is. */
  questionnaire(name: string | undefined): Questionnaire | undefined {
    if (name === undefined) return undefined;
    const id = /(?:^|\/)(Questionnaire\/[^/|]+)$/.exec(name)?.[1];
    return (
      this.#questionnaires.get(name) ??
      this.#questionnaires.get(name.split('|')[0]!) ??
      (id === undefined ? undefined : this.#questionnaires.get(id))
    );
  }

  /** The name that all versions of a claim share: that of the first, as far as the files tell. */
  group(names: readonly string[], replaces: string | undefined): string | undefined {
    let root = replaces ?? names.find((name) => this.#isLinked(name));
    const seen = new Set<string>();
    while (root !== undefined && !seen.has(root)) {
      seen.add(root);
      const before: string | undefined = this.#alias.get(root) ?? this.#prior.get(root);
      if (before === undefined) break;
      root = before;
    }
    return root;
  }

  #isLinked(name: string): boolean {
    return this.#replaced.has(name) || this.#prior.has(name);
  }

  /** A claim may be named by one of its names here and by another there. */
  #name(resource: JsonObject, beside: Beside): void {
    const [first, ...others] = claimNames(resource, beside);
    if (first === undefined || ![first, ...others].some((name) => this.#isLinked(name))) return;
    for (const other of others) if (other !== first && !this.#alias.has(other)) this.#alias.set(other, first);
  }

  #learn(resource: JsonObject, beside: Beside): void {
    const type = text(resource, 'resourceType') ?? '';
    const id = text(resource, 'id');
    if (PROVIDERS.includes(type) && id) this.#providers.set(id, numbersOf(resource));
    if (type === 'Questionnaire') {
      const questionnaire = questionnaireOf(resource);
      for (const name of namesOfQuestionnaire(resource)) this.#questionnaires.set(name, questionnaire);
    }
    if (!isClaim(resource)) return;
    const names = claimNames(resource, beside);
    const { prior, next } = relatedClaims(resource, beside);
    if (prior !== undefined) {
      for (const name of names) if (name !== prior) this.#prior.set(name, prior);
      this.#replaced.add(prior);
    }
    if (next !== undefined && names[0] !== undefined && next !== names[0]) {
      this.#prior.set(next, names[0]);
      this.#replaced.add(names[0]);
    }
  }
}

function refersElsewhere(resource: JsonObject, beside: Beside): boolean {
  const references = [
    ...list(resource, 'diagnosis').map((one) => at(one, 'diagnosisReference')),
    ...list(resource, 'procedure').map((one) => at(one, 'procedureReference')),
  ];
  return references.some((one) => one !== undefined && !target(one, resource, beside).resource);
}

function isClaim(resource: JsonObject): boolean {
  return ['ExplanationOfBenefit', 'Claim'].includes(text(resource, 'resourceType') ?? '');
}

export function numbersOf(resource: JsonObject): ProviderNumbers {
  const npi = numberOf(resource, 'npi', NPI_SYSTEM);
  const tin = numberOf(resource, 'tax', ...TAX_SYSTEMS);
  const id = text(resource, 'id');
  return { npi: npi ?? id, tin, name: nameOf(resource) };
}

/** `#provider` is another provider in each document: without a number in it or in the reference, it has none. */
function numbersOfContained({ resource, identifier }: Target): ProviderNumbers {
  const { npi, tin, name } = numbersOf({ ...resource!, id: null });
  const other = list(resource, 'identifier')
    .map((one) => text(one, 'value'))
    .find((value) => value !== undefined && value !== tin);
  return { npi: npi ?? other ?? identifier?.value, tin, name };
}

export function nameOf(resource: JsonObject): string | undefined {
  const name = at(resource, 'name');
  if (typeof name === 'string') return name.trim() || undefined;
  const [first] = list(resource, 'name');
  const given = at(first, 'given');
  const parts = [...(Array.isArray(given) ? given : []), text(first, 'family')];
  return (
    text(first, 'text') ??
    (parts.filter((part) => typeof part === 'string' && part !== '').join(' ') || undefined)
  );
}

const GROUPS = 'https://bluebutton.cms.gov/resources/identifier/claim-group';

/**
 * `CLM_ID`, or the identifier said to be unique: a claim's first name. Then its resource, then the Claim it answers. A resource that was sent and not
 * yet stored has no id: its first identifier names it then.
 */
export function claimNames(resource: JsonObject, beside: Beside): string[] {
  const unique = list(resource, 'identifier').find((identifier) => {
    const system = text(identifier, 'system') ?? '';
    if (system === GROUPS) return false;
    const kinds = list(identifier, 'type', 'coding').map((one) => text(one, 'code'));
    return kinds.includes('uc') || /\/(clm_id|pde_id|clm_uniq_id)$/.test(system);
  });
  const answered = target(at(resource, 'claim'), resource, beside);
  const first =
    text(resource, 'id') ??
    list(resource, 'identifier')
      .map((one) => text(one, 'value'))
      .find(Boolean);
  return [text(unique, 'value'), first, answered.id].filter((name) => name !== undefined);
}

/**
 * Medicare's number of all versions of a claim. Synthea writes 99999999999 on every claim: that groups nothing, and one digit repeated is
 * never taken for a number.
 */
export function claimGroup(resource: JsonObject): string | undefined {
  const group = list(resource, 'identifier').find((one) => text(one, 'system') === GROUPS);
  const value = text(group, 'value');
  return value === undefined || /^(\d)\1+$/.test(value) ? undefined : value;
}

/** `related`: `prior` names the claim that this one follows, `replacedby` the one that follows it. */
export function relatedClaims(resource: JsonObject, beside: Beside): { prior?: string; next?: string } {
  const found: { prior?: string; next?: string } = {};
  for (const related of list(resource, 'related')) {
    const kinds = list(related, 'relationship')
      .flatMap((one) => list(one, 'coding'))
      .map((one) => text(one, 'code'));
    const named = target(at(related, 'claim'), resource, beside);
    const name = text(related, 'reference', 'value') ?? named.identifier?.value ?? named.id;
    if (name === undefined) continue;
    if (kinds.some((kind) => kind === 'prior' || kind === 'replaces')) found.prior ??= name;
    if (kinds.includes('replacedby')) found.next ??= name;
  }
  return found;
}
