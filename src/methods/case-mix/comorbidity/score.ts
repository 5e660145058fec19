/**
 * Charlson and Elixhauser categories and scores of people, from their diagnoses, in three set operations.
 *
 * Diagnoses are ICD-10 codes in any case, with or without their point. A milder category gives way to the graver one that
 * supersedes it, as a category and in the score.
 */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { Comorbidities } from './types.ts';
import { prefixesOf } from './types.ts';

export interface ComorbidityTables {
  /** SQL name of a table with a column `person_id`: everybody who is to have a score. */
  people: string;
  /** SQL name of a table with `person_id` and `code`. */
  diagnoses: string;
  /** SQL name of the table to make: `person_id`, a boolean per category, an integer score per weighting; in no order. */
  into: string;
}

export async function scoreComorbidities(
  warehouse: Warehouse,
  index: Comorbidities,
  { people, diagnoses, into }: ComorbidityTables,
): Promise<void> {
  const values = index.categories.flatMap(({ name, prefixes }, place) =>
    prefixesOf(prefixes).map(
      (prefix) => `(${place}::utinyint, ${quoteLiteral(prefix)}, ${quoteLiteral(name)})`,
    ),
  );
  // Prefixes have three or four characters, so that two equality joins find them all; each code is looked up once, however many people have it.
  const found = `with prefix(place, prefix, name) as (values ${values.join(', ')}),
    code as (select code, left(upper(replace(code, '.', '')), 4) as plain from (select distinct code from ${diagnoses} where code is not null)),
    found as (
      select code, place from code join prefix on prefix = plain where length(prefix) = 4
      union all
      select code, place from code join prefix on prefix = left(plain, 3) where length(prefix) = 3),
    known as (select code, bit_or(1::ubigint << place::ubigint) as bits from found group by code),
    bits as (select person_id, bit_or(bits) as bits from ${diagnoses} join known using (code) group by person_id)`;
  const placeOf = new Map(index.categories.map(({ name }, place) => [name, place]));
  const bit = (name: string) => `(bits >> ${placeOf.get(name) ?? 0}) & 1 = 1`;
  const graver = new Map(Object.entries(index.supersedes).map(([grave, mild]) => [mild, grave]));
  const has = (name: string) => {
    const grave = graver.get(name);
    return grave === undefined ? bit(name) : `(${bit(name)} and not (${bit(grave)}))`;
  };
  const flags = index.categories.map(({ name }) => `${has(name)} as ${q(name)}`);
  const scores = Object.entries(index.weights).map(([weighting, weights]) => {
    const terms = Object.entries(weights)
      .filter(([, weight]) => weight !== 0)
      .map(([name, weight]) => `case when ${has(name)} then ${weight} else 0 end`);
    return `(${terms.join(' + ')})::integer as ${q(weighting)}`;
  });
  await warehouse.run(
    `create table ${into} as ${found}
     select person_id, ${[...flags, ...scores].join(', ')}
     from (select p.person_id, coalesce(b.bits, 0::ubigint) as bits from ${people} p left join bits b using (person_id))`,
  );
}
