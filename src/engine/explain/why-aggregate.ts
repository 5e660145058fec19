/**
 * Why an aggregate is unknown in one row, in the order of docs/language.md §3: my anchor, the total of `allocate`, my own key in
 * `preceding`, the first element in key order that is unknown, the p of `percentile`, then what the function itself finds.
 */
import type { Aggregate, PlanTerm } from '../../language/plan.ts';
import { asMine, ELEMENT_LIMIT } from '../aggregates/elements.ts';
import { RID } from '../columns.ts';
import type { Reason } from '../types.ts';
import { elementsOf } from './lists.ts';
import type { Why } from './why.ts';
import { siteOf, Values, type Place, type Site } from './why-values.ts';

export async function aggregateReason(
  why: Why,
  at: Place,
  term: PlanTerm,
  aggregate: Aggregate,
): Promise<Reason | undefined> {
  const { list, preceding, argument, function: name } = aggregate;
  const site = siteOf(at, term);
  const all = list.anchor === 'agreement' && list.down.length === 0;
  const anchor = all ? undefined : await (await Values.read(why, site, [], [list.up])).pathReason(list.up);
  if (anchor) return anchor;
  const mine = [
    ...(name === 'allocate' && argument ? [argument] : []),
    ...(preceding ? [asMine(preceding)] : []),
  ];
  return (
    (await why.first(site, mine)) ??
    (await elementReason(why, site, aggregate)) ??
    (name === 'percentile' && argument ? await why.first(site, [argument]) : undefined) ??
    (await ownReason(why, site, aggregate))
  );
}

/** Of the first element that is unknown: its filter, then its order key, then its value. */
async function elementReason(why: Why, site: Site, aggregate: Aggregate): Promise<Reason | undefined> {
  const { me } = site;
  const elements = await elementsOf(why.rows, me.entity, me.rid, aggregate);
  if (!elements) return undefined;
  const { list, preceding, function: name } = aggregate;
  const value = name === 'count' ? undefined : name === 'rank' ? aggregate.order : aggregate.value;
  const open = [...(list.where ? ['passes is null'] : []), ...(value ? ['(passes and value is null)'] : [])];
  const unknown = open.length > 0 ? `(${open.join(' or ')})` : 'false';
  const test = preceding ? `passes is not false and (place is null or (stands and ${unknown}))` : unknown;
  const [first] = await why.rows.work.values(
    `select ${RID}, ${preceding ? 'place is null' : 'false'} from (${elements}) where ${test} order by ${RID} limit 1`,
  );
  if (!first) return undefined;
  const there: Site = { ...site, row: 'element', element: { entity: list.entity, rid: Number(first[0]) } };
  const decides = first[1] === true ? preceding : value;
  return why.first(there, [...(list.where ? [list.where] : []), ...(decides ? [decides] : [])]);
}

/** What the function finds where all it reads is known. */
async function ownReason(why: Why, site: Site, aggregate: Aggregate): Promise<Reason> {
  const { me } = site;
  const { function: name, value, preceding } = aggregate;
  const own = (kind: Reason['kind']) => why.own(kind, me, kind === 'overflow' ? site.name : name);
  const elements = await elementsOf(why.rows, me.entity, me.rid, aggregate);
  const number = value?.type.kind === 'number';
  const counts = [
    'count(*)',
    number ? `count(*) filter (where value not between -${ELEMENT_LIMIT} and ${ELEMENT_LIMIT})` : '0',
    number ? 'count(*) filter (where value < 0)' : '0',
    number ? 'count(*) filter (where value <> 0)' : '0',
    `count(*) filter (where ${RID} = ${me.rid})`,
  ];
  const [found = []] = elements
    ? await why.rows.work.values(
        `select ${counts.join(', ')} from (${elements}) where passes${preceding ? ' and stands' : ''}`,
      )
    : [];
  const [n = 0, large = 0, negative = 0, weights = 0, me_ = 0] = found.map(Number);
  const tooLarge = large > 0;
  switch (name) {
    case 'mean':
      return own(!tooLarge && n === 0 ? 'empty' : 'overflow');
    case 'stddev':
      return own(!tooLarge && n < 2 ? 'empty' : 'overflow');
    case 'min':
    case 'max':
    case 'median':
      return own(n === 0 ? 'empty' : 'overflow');
    case 'only':
      return own(n === 0 ? 'empty' : 'several');
    case 'percentile':
      return own(n === 0 ? 'empty' : 'invalid');
    case 'rank':
      return own('not in list');
    case 'allocate':
      if (tooLarge) return own('overflow');
      if (negative > 0) return own('negative weight');
      if (weights === 0) return own('zero weight');
      return own(me_ === 0 ? 'not in list' : 'overflow');
    default:
      return own('overflow');
  }
}
