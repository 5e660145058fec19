/** What each diagnosis of a person adds to an index of comorbidities. */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../../warehouse/warehouse.ts';
import type { ComorbidityTables } from './score.ts';
import type { Comorbidities } from './types.ts';
import { prefixesOf } from './types.ts';

/**
 * Makes `into`: `person_id`, `category`, `label`, `codes` (joined by `|`), `outcome` (`counted`; `below`: the graver form counts alone;
 * `not-mapped`), `superseded_by` (that graver category), and what the category adds by each weighting. A category counts once however many codes it has.
 */
export async function diagnosedComorbidities(
  warehouse: Warehouse,
  index: Comorbidities,
  { people, diagnoses, into }: ComorbidityTables,
): Promise<void> {
  const text = quoteLiteral;
  const graver = new Map(Object.entries(index.supersedes).map(([grave, mild]) => [mild, grave]));
  const prefixes = index.categories.flatMap(({ name, prefixes: own }) =>
    prefixesOf(own).map((prefix) => `(${text(name)}, ${text(prefix)})`),
  );
  const weightings = Object.entries(index.weights);
  const about = index.categories.map(({ name, en }) => {
    const by = graver.get(name);
    const weights = weightings.map(([, weights]) => weights[name] ?? 0);
    return `(${[text(name), text(en), by === undefined ? 'null' : text(by), ...weights].join(', ')})`;
  });
  const names = weightings.map(([name]) => q(name));
  const points = names.map(
    (name) => `case when outcome = 'counted' then ${name} else 0 end::integer as ${name}`,
  );
  await warehouse.run(
    `create table ${into} as
     with prefix(category, prefix) as (values ${prefixes.join(', ')}),
       about(category, label, graver, ${names.join(', ')}) as (values ${about.join(', ')}),
       said as (select distinct d.person_id, replace(upper(d.code), '.', '') as code from ${diagnoses} d join ${people} using (person_id) where d.code is not null),
       mapped as (select s.person_id, s.code, p.category from said s left join prefix p on p.prefix in (left(s.code, 3), left(s.code, 4))),
       has as (select distinct person_id, category from mapped where category is not null),
       grouped as (select person_id, category, string_agg(distinct code, '|' order by code) as codes from mapped where category is not null group by 1, 2
         union all select person_id, null, code from mapped where category is null),
       decided as (select g.person_id, g.category, a.label, g.codes, a.* exclude (category, label, graver), h.category as superseded_by,
           case when g.category is null then 'not-mapped' when h.category is null then 'counted' else 'below' end as outcome
         from grouped g left join about a using (category) left join has h on h.person_id = g.person_id and h.category = a.graver)
     select person_id, category, label, codes, outcome, superseded_by, ${points.join(', ')} from decided`,
  );
}
