/** Scores before and after the start of each cycle: under a code of their own, or from answers to an instrument (`outcomes.scores`). */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { dateLiteral, literals } from '../options.ts';
import { resultTable } from '../run.ts';
import type { Place } from './compute.ts';
import { computeMethod } from './compute.ts';
import type { Condition, OutcomeOf } from './document.ts';
import { report } from './messages/value.ts';
import { moved } from './sql.ts';

type Scored = OutcomeOf<'change'> | OutcomeOf<'responder'>;

/** By outcome the name of a table: `cycle_id`, `baseline`, `followup` (decimal, unknown where there is none). */
export async function makeScores(
  place: Place,
  document: Condition,
  valueSet: string | undefined,
): Promise<Checked<Map<string, string>>> {
  const { warehouse } = place;
  const tables = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const made = new Map<string, string>();
  const wanted = document.outcomes.filter(
    (one): one is Scored => one.kind === 'change' || one.kind === 'responder',
  );
  if (wanted.length > 0) {
    await warehouse.run(
      `create table ${resultTable('starts')} as select distinct person_id, start as start_date from cycle`,
    );
  }
  for (const one of wanted) {
    const { codes, instrument, scale, before, at, within } = one;
    // A value set given for all is one of EQ-5D; other instruments have none.
    const set = one.value_set ?? (instrument?.startsWith('eq-5d') ? valueSet : undefined);
    const key = JSON.stringify([codes, instrument, scale, set, before, at, within]);
    let table = made.get(key);
    if (table === undefined) {
      table = `scores_${made.size}`;
      made.set(key, table);
      const parts = codes.length > 0 ? [plain(place, one)] : [];
      if (instrument !== undefined && scale !== undefined) {
        const computed = await computeMethod(place, `scored ${made.size}`, 'outcomes.scores', {
          instrument,
          index: 'starts',
          before,
          after: at,
          within,
          ...(set !== undefined && { value_set: set }),
        });
        // That a scale lacks its value set matters where there are answers, and is said below.
        diagnostics.push(...computed.diagnostics.filter(({ code }) => code !== 'value-set-absent'));
        if (hasErrors(computed.diagnostics)) return { diagnostics };
        parts.push(
          `select c.cycle_id, s.baseline, s.followup from cycle c join ${computed.table} s on s.person_id = c.person_id and s.index_date = c.start and s.scale = ${quoteLiteral(scale)}`,
        );
        if (await lacksScale(place, computed.table, instrument, scale))
          diagnostics.push(report('value-no-scale', { instrument, scale, outcome: one.outcome }, place.at));
      }
      const all =
        parts.length > 0
          ? parts.map((part, i) => `select *, ${i} as nth from (${part})`).join(' union all ')
          : 'select null::varchar as cycle_id, null::decimal(18,4) as baseline, null::decimal(18,4) as followup, 0 as nth where false';
      // Where both are there a score given as such goes before one computed from answers.
      await warehouse.run(
        `create table ${table} as select cycle_id, arg_min(baseline, nth) as baseline, arg_min(followup, nth) as followup from (${all}) group by 1`,
      );
    }
    tables.set(one.outcome, table);
  }
  return { value: tables, diagnostics };
}

/** There are answers, but not of such a scale: a utility without a value set. */
async function lacksScale(
  { warehouse }: Place,
  table: string,
  instrument: string,
  scale: string,
): Promise<boolean> {
  const [row] = await warehouse.values(
    `select exists (select 1 from data.observation where code_type = ${quoteLiteral(instrument)})
       and not exists (select 1 from ${table} where scale = ${quoteLiteral(scale)})`,
  );
  return row?.[0] === true;
}

/** The last before, the nearest to the time after; as `outcomes.scores` chooses. */
function plain({ asOf }: Place, { codes, before, at, within }: Scored): string {
  const due = moved('c.start', at);
  const rows = `select person_id, observation_date as day, value_number as score, _source, _file, _line from data.observation
    where code in ${literals(codes)} and value_number is not null and observation_date < ${dateLiteral(asOf)}`;
  return `
    with o as (${rows}),
    before as (
      select c.cycle_id, o.score from cycle c join o on o.person_id = c.person_id and o.day between ${moved('c.start', before, -1)} and c.start
      qualify row_number() over (partition by c.cycle_id order by o.day desc, o._source, o._file, o._line) = 1),
    later as (
      select c.cycle_id, o.score from cycle c join o on o.person_id = c.person_id and o.day > c.start and o.day between ${moved(due, within, -1)} and ${moved(due, within)}
      qualify row_number() over (partition by c.cycle_id order by abs(o.day - ${due}), o.day desc, o._source, o._file, o._line) = 1)
    select c.cycle_id, b.score as baseline, l.score as followup from cycle c left join before b using (cycle_id) left join later l using (cycle_id)`;
}
