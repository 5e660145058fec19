/** Answers → scores, in SQL and exact: a table of `answers` (`person_id`, `day`, `item`, `answer`) gives a row per person, day and scale. */
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { quoteLiteral } from '../../../warehouse/warehouse.ts';
import { units } from '../../shared/decimal.ts';
import { halfEven } from '../../shared/exact.ts';
import type { Instrument, Scale } from './instrument.ts';
import { countsOf, rangeOf } from './instrument.ts';
import type { ValueSet } from './value-set.ts';
import { DIMENSIONS, utilities } from './value-set.ts';

/** Scores have four digits, like quantities. */
const UNITS = 10_000n;

/** What an answer counts as, in whole units; `misfits` refuses documents with more digits, of which none may be cut. */
const counted = (text: string): bigint => {
  const whole = units(text);
  if (whole === undefined) throw new Error(`${text} has more than four digits after the point`);
  return whole;
};

/**
 * Makes `into`: `person_id`, `day`, `scale`, `answered` (items with an answer that may be), `score` (decimal, or null where too few were answered). Answers
 * outside their item's range count as none.
 */
export async function scoreAnswers(
  warehouse: Warehouse,
  document: Instrument,
  { answers, into, valueSet }: { answers: string; into: string; valueSet?: ValueSet },
): Promise<void> {
  const selects = document.scales.flatMap((scale) =>
    scale.scales.length > 0
      ? []
      : scale.score === 'value-set'
        ? valued(document, scale, answers, valueSet)
        : added(document, scale, answers),
  );
  await warehouse.run(`create table ${into} as ${selects.join(' union all ')}`);
  for (const scale of document.scales)
    if (scale.scales.length > 0) await warehouse.run(`insert into ${into} ${averaged(scale, into)}`);
}

/** The mean of the scores of scales, where enough of them are known. */
function averaged({ scale, scales, answered }: Scale, scores: string): string {
  const names = scales.map(quoteLiteral).join(', ');
  const mean = halfEven(`sum((score * ${UNITS})::hugeint)::hugeint`, 'count(score)::hugeint');
  return `select person_id, day, ${quoteLiteral(scale)}, count(score),
      case when count(score) >= ${answered ?? scales.length} then ((${mean})::decimal(28,0) * 0.0001::decimal(5,4))::decimal(18,4) end
    from ${scores} where scale in (${names}) group by person_id, day`;
}

/** What each answer counts as in whole units, as rows (item, answer, counts, least, most). */
function table(document: Instrument, scale: Scale): string {
  const rows = scale.items.flatMap((name) => {
    const counts = countsOf(document, name).map(counted);
    const { from } = rangeOf(document, name);
    const least = counts.reduce((a, b) => (a < b ? a : b));
    const most = counts.reduce((a, b) => (a > b ? a : b));
    return counts.map((value, i) => `(${quoteLiteral(name)}, ${from + i}, ${value}, ${least}, ${most})`);
  });
  return `(values ${rows.join(', ')}) v(item, answer, counts, least, most)`;
}

function added(document: Instrument, scale: Scale, answers: string): string {
  const n = scale.items.length;
  const needed = scale.answered ?? n;
  const sum = 'sum(v.counts)::hugeint';
  const score = {
    // Missing answers are like those given.
    sum: halfEven(`(${sum} * ${n})`, 'count(*)::hugeint'),
    mean: halfEven(`(${sum})`, 'count(*)::hugeint'),
    percent: halfEven(
      `((${sum} - sum(v.least)::hugeint) * ${100n * UNITS})`,
      '(sum(v.most) - sum(v.least))::hugeint',
    ),
  }[scale.score as 'sum' | 'mean' | 'percent'];
  const whens = scale.table?.map(([from, to]) => `when ${counted(from)} then ${counted(to)}`);
  const worth = whens ? `case (${score}) ${whens.join(' ')} end` : score;
  return `select a.person_id, a.day, ${quoteLiteral(scale.scale)} as scale, count(*) as answered,
      case when count(*) >= ${needed} then ((${worth})::decimal(28,0) * 0.0001::decimal(5,4))::decimal(18,4) end as score
    from ${answers} a join ${table(document, scale)} on v.item = a.item and v.answer = a.answer group by all`;
}

function valued(document: Instrument, scale: Scale, answers: string, valueSet: ValueSet | undefined): string {
  const own = scale.items;
  const states = valueSet
    ? [...utilities(valueSet)].map(([state, value]) => `(${quoteLiteral(state)}, ${quoteLiteral(value)})`)
    : [`('', '0')`];
  // In the order of the dimensions, whatever order the items are listed in.
  const state = DIMENSIONS.map(
    (_, i) => `coalesce(max(a.answer) filter (where a.item = ${quoteLiteral(own[i] ?? '')})::varchar, '?')`,
  );
  return `select s.person_id, s.day, ${quoteLiteral(scale.scale)} as scale, s.answered, v.value::decimal(18,4) as score
    from (
      select a.person_id, a.day, count(*) as answered, ${state.join(' || ')} as state
      from ${answers} a join ${table(document, scale)} on v.item = a.item and v.answer = a.answer group by all
    ) s left join (values ${states.join(', ')}) v(state, value) on v.state = s.state`;
}
