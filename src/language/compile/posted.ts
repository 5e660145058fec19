/** `posted("id")`: what stands posted under a payment for this row and its children, filled in by the engine. */
import type { Node } from '../formula/ast.ts';
import { nearest } from '../documents/suggest.ts';
import { constant } from './build.ts';
import { hideTerm, originAt, readHidden } from './aggregates.ts';
import type { Call } from './arguments.ts';
import { fail } from './context.ts';
import type { Context } from './context.ts';
import { MONEY_TYPE } from './dimensions.ts';
import { pathsBetween } from './paths.ts';
import type { Frame, Scope } from './scope.ts';
import { textOf } from './values.ts';
import type { Value } from './values.ts';

export function posted(ctx: Context, node: Call, scope: Scope): Value {
  const name = node.args[0] as Node;
  if (name.kind !== 'text') return fail(scope.source, 'posted-not-id', { text: textOf(name, scope) }, name);
  const payment = ctx.payments.get(name.value);
  if (!payment) {
    const ids = [...ctx.payments.keys()];
    if (ids.length === 0) return fail(scope.source, 'no-payments', { id: name.value }, name);
    const near = nearest(name.value, ids) ?? ids.join(', ');
    return fail(scope.source, 'unknown-payment', { id: name.value, near }, name);
  }
  if (scope.frames.length > 1) return fail(scope.source, 'posted-in-list', {}, node);
  const owner = scope.frames[0] as Frame;
  const { entity } = owner;
  const ways =
    payment.entity === entity || entity === ctx.agreement ? [[]] : pathsBetween(ctx, payment.entity, entity);
  if (ways.length !== 1) {
    const data = { id: name.value, from: payment.entity.name, entity: entity.name, count: ways.length };
    return fail(scope.source, 'posted-out-of-reach', data, node);
  }
  const down = (ways[0] ?? []).map((reference) => reference.name);
  const hidden = hideTerm(ctx, entity, `posted ${name.value}`, (term, hiddenIn) => ({
    name: term,
    type: MONEY_TYPE,
    expression: constant(null, MONEY_TYPE),
    hiddenIn,
    formula: scope.source.text.slice(node.from, node.to),
    origin: originAt(scope, node),
  }));
  const item = ctx.pending.find((pending) => pending.entity === entity && pending.term.name === hidden);
  if (item) item.posted = { entity: entity.name, term: hidden, payment: name.value, down };
  return { kind: 'scalar', expression: readHidden(ctx, owner, hidden, MONEY_TYPE, scope) };
}
