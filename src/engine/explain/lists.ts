/** What an aggregate was made from in one row: how many elements its list has there, and the largest few. */
import type { Aggregate, PostedTerm } from '../../language/plan.ts';
import { quoteIdentifier as q, quoteLiteral, type Cell } from '../../warehouse/warehouse.ts';
import { asMine } from '../aggregates/elements.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import { sql, type Output, type Step } from '../lower/steps.ts';
import { STATEMENT } from '../payments/statement.ts';
import { RUN_CATALOG } from '../reopen.ts';
import type { Rows } from './rows.ts';

export interface Elements {
  count: number;
  /** `unsure`: whether it passes the filter is not known. */
  shown: { rid: number; value: Cell; unsure: boolean }[];
}

/** How many elements of a list are shown. */
const SHOWN = 5;

/**
 * The elements of an aggregate's list seen from one row, as a query from `rid`, `passes` (unknown: may pass), `value`, and with
 * `preceding` `place` and `stands` (before mine); undefined where my anchor is unknown, so that there is no list.
 */
export async function elementsOf(
  rows: Rows,
  name: string,
  rid: number,
  aggregate: Aggregate,
): Promise<string | undefined> {
  const { list, preceding } = aggregate;
  const all = list.anchor === 'agreement' && list.down.length === 0;
  const anchor = all ? 1 : (await rows.evaluate(name, rid, [], [list.up])).rows[0];
  if (anchor === null || anchor === undefined) return undefined;
  const frame = Frame.of(rows.work, 'element', list.entity).row('me', name, String(rid));
  const { steps } = frame;
  const value = aggregate.function === 'rank' ? aggregate.order : aggregate.value;
  const outputs: Output[] = [
    { name: RID, step: frame.rid('element') },
    {
      name: 'passes',
      step: list.where ? lower(frame, list.where) : steps.make('boolean', sql`true`),
    },
    { name: 'value', step: value ? lower(frame, value) : steps.make('text', sql`null::varchar`) },
  ];
  if (preceding) {
    const [theirs, mine] = [lower(frame, preceding), lower(frame, asMine(preceding))];
    outputs.push({ name: 'place', step: theirs }, { name: 'stands', step: before(frame, theirs, mine) });
  }
  const mine = all ? undefined : `${frame.ridText('element', list.down)} = ${anchor}`;
  return frame.select(outputs, mine);
}

/** Before mine by (key, then row); unknown where one of the keys is. */
function before(frame: Frame, theirs: Step, mine: Step): Step {
  const [their, my] = [frame.rid('element'), frame.rid('me')];
  return frame.steps.make(
    'boolean',
    sql`(${theirs} < ${mine} or (${theirs} = ${mine} and ${their} < ${my}))`,
  );
}

/** Elements that pass, and those of which it is not known; those without a value first, then by size. */
export async function largest(
  rows: Rows,
  name: string,
  rid: number,
  aggregate: Aggregate,
): Promise<Elements> {
  const elements = await elementsOf(rows, name, rid, aggregate);
  if (!elements) return { count: 0, shown: [] };
  const value = aggregate.function === 'rank' ? aggregate.order : aggregate.value;
  const size = value?.type.kind === 'number' ? 'abs(value) desc nulls first' : 'value nulls first';
  const stands = aggregate.preceding ? ' and stands is not false' : '';
  return read(
    rows,
    `select ${RID}, case when passes then value end as value, passes from (${elements}) where passes is not false${stands}`,
    `passes nulls first, ${size}`,
  );
}

/** The rows of a payment that lead to mine, with what stands posted for each: of `posted("id")`. */
export async function postings(rows: Rows, rid: number, posted: PostedTerm): Promise<Elements> {
  const standing = `case status when 'final' then amount when 'pending' then posted end`;
  const unit = 10n ** BigInt(MONEY_SCALE - rows.work.agreement.plan.minorUnit);
  return read(
    rows,
    `select ${RID}, ${standing} * ${unit} as value, true as passes from ${q(RUN_CATALOG)}.${STATEMENT}
     where payment = ${quoteLiteral(posted.payment)} and ${RID} in (${paymentRows(rows, rid, posted)})`,
    'abs(value) desc nulls first',
  );
}

const MONEY_SCALE = 6;

/** Numbers of the payment's rows that lead to mine, as a query. */
export function paymentRows(rows: Rows, rid: number, posted: PostedTerm): string {
  const payment = rows.work.agreement.plan.payments.find(({ id }) => id === posted.payment);
  if (!payment) throw new Error(`no payment ${posted.payment}`);
  const frame = Frame.of(rows.work, 'element', payment.for);
  const all = posted.down.length === 0 && posted.entity !== payment.for;
  const mine = all ? undefined : `${frame.ridText('element', posted.down)} = ${rid}`;
  return frame.select([{ name: RID, step: frame.rid('element') }], mine);
}

async function read(rows: Rows, query: string, order: string): Promise<Elements> {
  const found = await rows.work.values(
    `select ${RID}, value, passes, count(*) over () from (${query}) order by ${order}, ${RID} limit ${SHOWN}`,
  );
  return {
    count: Number(found[0]?.[3] ?? 0),
    shown: found.map(([at, value, passes]) => ({
      rid: Number(at),
      value: value ?? null,
      unsure: passes === null,
    })),
  };
}
