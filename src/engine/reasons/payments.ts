/** Why payments are undetermined: the amount, its sign, `pending_unless`, then the parties (docs/language.md §5). */
import type { Counterparty, PlanEntity, PlanPayment, PlanTerm } from '../../language/plan.ts';
import { RID } from '../columns.ts';
import { termNode } from '../dependencies.ts';
import { Frame } from '../frame.ts';
import type { Step } from '../lower/steps.ts';
import { sql } from '../lower/steps.ts';
import { entitle } from '../payments/entitle.ts';
import type { Work } from '../work.ts';
import type { MaybeStep } from './expression.ts';
import { first, walkReason } from './expression.ts';
import type { ReasonTables } from './scope.ts';
import { ReasonScope } from './scope.ts';

/** A table of undetermined rows: `rid`, `reason`. */
export async function paymentReasons(
  work: Work,
  payment: PlanPayment,
  tables: ReasonTables,
): Promise<string | undefined> {
  const rows = await entitle(work, payment);
  const frame = new Frame(work);
  const alias = frame.base(`(select * from ${rows} where status = 'undetermined')`);
  frame.row('me', payment.for, `${alias}.${RID}`);
  const scope = new ReasonScope(work, frame, tables, 'me', payment.for, payment.id);
  const { amount, pendingUnless } = payment.terms;
  const of = (name: string): MaybeStep => scope.found(termNode(payment.for, name), 'me', []);
  const below = frame.steps.leaf('boolean', `${alias}.negative`);
  const negative = payment.signed
    ? undefined
    : frame.steps.make('text', sql`case when ${below} then ${scope.own('negative', payment.id)} end`);
  const reasons: MaybeStep[] = [
    of(amount),
    negative,
    pendingUnless === undefined ? undefined : of(pendingUnless),
    partyReason(scope, payment, payment.from),
    partyReason(scope, payment, payment.to),
  ];
  const found = reasons.filter((step) => step !== undefined);
  if (found.length === 0) return undefined;
  const reason = frame.steps.make('text', first(found));
  const table = work.table();
  const outputs = [
    { name: RID, step: frame.rid('me') },
    { name: 'reason', step: reason },
  ];
  await work.run(`create table ${table} as ${frame.select(outputs)}`);
  return table;
}

/** Why a path of a party leads nowhere; a `party` reference at its end holds text. */
function partyReason(scope: ReasonScope, payment: PlanPayment, party: Counterparty): MaybeStep {
  if (party.kind === 'role' || party.path.length === 0) return undefined;
  const { frame, work } = scope;
  const last = party.path[party.path.length - 1] as string;
  const before = party.path.slice(0, -1);
  const at = before.reduce((entity, name) => work.store.target(entity, name), payment.for);
  if (work.store.target(at, last) !== 'party') return walkReason(scope, 'me', payment.for, party.path);
  const path = walkReason(scope, 'me', payment.for, before);
  const value = frame.stored('me', before, last);
  const missing: Step = scope.at('missing', 'me', before, at, last);
  const own = frame.steps.make('text', sql`case when ${value} is null then ${missing} end`);
  return path ? frame.steps.make('text', sql`coalesce(${path}, ${own})`) : own;
}

/** Of `posted("id")`: the reason of the first of the payment's rows, in key order, that is undetermined. */
export async function postedReasons(
  work: Work,
  entity: PlanEntity,
  term: PlanTerm,
  tables: ReasonTables,
): Promise<string | undefined> {
  const posted = work.agreement.plan.posted.find((p) => p.entity === entity.name && p.term === term.name);
  const payment = work.agreement.plan.payments.find(({ id }) => id === posted?.payment);
  const reasons = tables.get(paymentNode(posted?.payment ?? ''));
  if (!posted || !payment) return undefined;
  const mine = Frame.of(work, 'me', entity.name);
  const scope = new ReasonScope(work, mine, tables, 'me', entity.name, term.hiddenIn ?? term.name);
  const overflow = scope.own('overflow', scope.name);
  const unknown = mine.stored('me', [], term.name).parts[0] as string;
  const frame = Frame.of(work, 'element', payment.for);
  const all = posted.down.length === 0 && posted.entity !== payment.for;
  const g = all ? frame.steps.constant('row', '1') : frame.rid('element', posted.down);
  const groups = frame.select([
    { name: 'g', step: g },
    { name: 'row', step: frame.rid('element') },
  ]);
  const table = work.table();
  const outputs = [{ name: RID, step: mine.rid('me') }];
  if (reasons === undefined) {
    outputs.push({ name: 'reason', step: overflow });
  } else {
    const first = `(select g, arg_min(r.reason, r.${RID}) as reason from (${groups}) e join ${reasons} r on r.${RID} = e.row where g is not null group by g)`;
    const alias = mine.join(first, (a) => `${a}.g = ${mine.ridText('me')}`);
    const found = mine.steps.leaf('text', `${alias}.reason`);
    outputs.push({ name: 'reason', step: mine.steps.make('text', sql`coalesce(${found}, ${overflow})`) });
  }
  await work.run(`create table ${table} as ${mine.select(outputs, `${unknown} is null`)}`);
  return table;
}

export const paymentNode = (id: string): string => `payment ${id}`;
