/** Which entities' rows are people, or are one person's: a party that is such a row must not be named. */
import type { Agreement } from '../../language/agreement.ts';
import type { Plan, PlanEntity } from '../../language/plan.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { referenceColumn } from '../columns.ts';

/** What is a person by its name alone, in models and in data (`person_id` of the canonical tables). */
const PERSON =
  /^(person|people|patient|member|beneficiary|insured|enrollee|policy_?holder|holder)(_id|_key)?$/;

export const namesPerson = (name: string) => PERSON.test(name);

interface PersonPart {
  name: string;
  /** The column of the entity's table. */
  column: string;
  /** Holds identifiers, not row numbers. */
  isText: boolean;
}

type Bindings = Agreement['bindings'];

/** Key parts, facts and references of an entity that say who the person is, by their names or by the data's column they are read from. */
function personParts(plan: Plan, bindings: Bindings, entity: PlanEntity): PersonPart[] {
  const read = new Set(
    (bindings[entity.name]?.sources ?? []).flatMap((source) =>
      'columns' in source
        ? Object.entries(source.columns).flatMap(([name, map]) =>
            map.column !== undefined && namesPerson(map.column) ? [name] : [],
          )
        : [],
    ),
  );
  const references = new Set(entity.references.map(({ name }) => name));
  const texts = [...entity.key, ...entity.facts].filter(
    ({ name, type }) => (type.kind === 'text' || type.kind === 'party') && !references.has(name),
  );
  const known = new Set(plan.entities.map(({ name }) => name));
  return [
    ...texts
      .filter(({ name }) => namesPerson(name) || read.has(name))
      .map(({ name }) => ({ name, column: name, isText: true })),
    ...entity.references
      .filter(({ name, to }) => known.has(to) && (namesPerson(to) || namesPerson(name)))
      .map(({ name }) => ({ name, column: referenceColumn(name), isText: false })),
  ];
}

/** Are an entity's rows people, or does each lead to one: by its name, its parts, or references to what is counted or to people? */
export function isPeople(
  plan: Plan,
  bindings: Bindings,
  counted: string,
  name: string,
  seen: readonly string[] = [],
): boolean {
  if (name === counted || namesPerson(name)) return true;
  const entity = plan.entities.find((one) => one.name === name);
  if (!entity || seen.includes(name)) return false;
  if (personParts(plan, bindings, entity).length > 0) return true;
  return entity.references.some(
    ({ to }) =>
      to !== 'agreement' && to !== 'party' && isPeople(plan, bindings, counted, to, [...seen, name]),
  );
}

/** How the counted rows are told apart where nothing is said: by the person, unless the row is one by its key. */
export function defaultPerson(plan: Plan, bindings: Bindings, entity: PlanEntity): PersonPart | undefined {
  const [part] = personParts(plan, bindings, entity);
  const isKey = entity.key.length === 1 && entity.key[0]?.name === part?.name;
  return isKey ? undefined : part;
}

/**
 * Of these identifiers of parties, those that are, or hold as a part (`hypertension:M3:2022-01-01`), an identifier of a person: what tells the counted
 * people apart, their key but for references, and whatever names a person in any other entity.
 */
export async function partiesOfPeople(
  warehouse: Warehouse,
  plan: Plan,
  bindings: Bindings,
  { entity, column }: { entity: string; column?: string },
  parties: readonly string[],
): Promise<string[]> {
  const columns = plan.entities.flatMap((one) => {
    const parts = personParts(plan, bindings, one).filter(({ isText }) => isText);
    const names = new Set(parts.map((part) => part.column));
    if (one.name === entity) {
      const references = new Set(one.references.map(({ name }) => name));
      // Beside the person's own part the others are years, places and the like.
      for (const { name, type } of names.size > 0 && one.key.length > 1 ? [] : one.key)
        if (type.kind === 'text' && !references.has(name)) names.add(name);
      if (column !== undefined) names.add(column);
    } else if (namesPerson(one.name) && one.key.length === 1) names.add(one.key[0]?.name ?? '');
    return [...names].map((name) => `select ${q(name)}::varchar as id from main.${q(one.name)}`);
  });
  if (columns.length === 0 || parties.length === 0) return [];
  const list = parties.map((id) => `(${quoteLiteral(id)})`).join(', ');
  const rows = await warehouse.values(
    `with people as (${columns.join(' union all ')}), parts as (
       select id as party, unnest(list_append(regexp_split_to_array(id, '[:,;|/]'), id)) as part from (values ${list}) t(id))
     select distinct party from parts where part in (select id from people where id <> '') order by party`,
  );
  return rows.map(([id]) => String(id));
}
