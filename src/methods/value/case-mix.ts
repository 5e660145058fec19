/** What is adjusted for: a level of each variable for each cycle, known on its first day. */
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { Flags } from './claims.ts';
import type { Place } from './compute.ts';
import type { Condition, Variable } from './document.ts';
import { moved } from './sql.ts';

const UNKNOWN = 'unknown';

/** Makes `case_mix`: `cycle_id`, `levels` (a list of text, in the order of the document's variables; `unknown` is a level of its own). */
export async function makeCaseMix(
  { warehouse }: Place,
  document: Condition,
  flags: Flags,
  scores: ReadonlyMap<string, string>,
): Promise<void> {
  const levels = document.case_mix.map((one) => levelSql(one, flags));
  const joined = document.case_mix.flatMap((one) => {
    const table = one.variable === 'score' ? scores.get(one.outcome) : undefined;
    return table === undefined ? [] : [`left join ${table} s on s.cycle_id = c.cycle_id`];
  });
  await warehouse.run(
    `create table case_mix as select c.cycle_id, [${levels.join(', ')}]::varchar[] as levels from cycle c ${joined.join(' ')}`,
  );
}

function levelSql(one: Variable, flags: Flags): string {
  const known = (sql: string) => `coalesce(${sql}, '${UNKNOWN}')`;
  switch (one.variable) {
    case 'sex':
      return known('c.sex');
    case 'age':
      return known(banded('c.age', one.bands.map(String)));
    case 'score':
      return known(banded('s.baseline', one.bands));
    case 'diagnoses':
      return `case when exists (select 1 from claim k where k.person_id = c.person_id and k.${flags.of('diagnosis', one.codes)}
        and k.day < c.start and k.day >= ${moved('c.start', one.look_back, -1)}) then 'yes' else 'no' end`;
  }
}

/** `<50`, `50-64`, `65+`: of whole numbers and decimals alike the lower end is in the band. */
function banded(value: string, bands: readonly string[]): string {
  const first = bands[0] ?? '0';
  const parts = bands.map((band, i) => {
    const next = bands[i + 1];
    const name = next === undefined ? `≥${band}` : `${band}–<${next}`;
    return `when ${value} ${next === undefined ? `>= ${band}` : `< ${next}`} then ${quoteLiteral(name)}`;
  });
  return `case when ${value} < ${first} then ${quoteLiteral(`<${first}`)} ${parts.join(' ')} end`;
}
