/** `posted("id")`: what stands posted, once this run is, for the rows of a payment that lead to mine (docs/language.md §5). */
import type { PostedTerm } from '../../language/plan.ts';
import type { Binding } from '../aggregates/index.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { BELOW } from '../lower/arithmetic.ts';
import { LIMIT, sql } from '../lower/steps.ts';
import type { Work } from '../work.ts';
import { entitle } from './entitle.ts';

const MONEY_SCALE = 6;

export async function postedBinding(work: Work, posted: PostedTerm): Promise<Binding> {
  const payment = work.agreement.plan.payments.find(({ id }) => id === posted.payment);
  if (!payment) throw new Error(`no payment ${posted.payment}`);
  const rows = await entitle(work, payment);
  const frame = Frame.of(work, 'element', payment.for);
  const all = posted.down.length === 0 && posted.entity !== payment.for;
  const g = all ? frame.steps.constant('row', '1') : frame.rid('element', posted.down);
  const groups = frame.select([
    { name: 'g', step: g },
    { name: RID, step: frame.rid('element') },
  ]);
  const unit = 10n ** BigInt(MONEY_SCALE - work.agreement.plan.minorUnit);
  const standing = `(case status when 'final' then amount when 'pending' then held end)`;
  // Many large amounts may add up beyond 128 bits, which the database would refuse: their halves cannot.
  const half = `18446744073709551616::hugeint`;
  const table = work.table();
  await work.run(
    `create table ${table} as select g, case when open = 0 then nullif(try((high * ${half} + low) * ${unit}), ${BELOW}) end as v from (
       select g, count(*) filter (where status = 'undetermined') as open, sum(${standing} // ${half}) as high, sum(${standing} % ${half}) as low
       from (${groups}) e join ${rows} p on p.${RID} = e.${RID} where g is not null group by g)`,
  );
  return (mine) => {
    const alias = mine.join(
      table,
      (a) => `${a}.g = ${posted.entity === 'agreement' ? '1' : mine.ridText('me')}`,
    );
    const number = { bound: LIMIT, wide: true };
    const value = mine.steps.leaf('number', `${alias}.v`, number);
    const there = mine.steps.leaf('row', `${alias}.g`);
    return mine.steps.make('number', sql`case when ${there} is not null then ${value} else 0 end`, number);
  };
}
