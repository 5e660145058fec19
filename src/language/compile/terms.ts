/** Tasks that compile terms and payments' formulas into the plan's terms. */
import type { PlanTerm } from '../plan.ts';
import type { TermDocument } from '../document.ts';
import type { Expression, ScalarType } from '../plan.ts';
import { rescaled } from './build.ts';
import { complain, fail } from './context.ts';
import type { Context } from './context.ts';
import { originOf, typeOf } from './declare-names.ts';
import { alike, describe, MONEY_TYPE } from './dimensions.ts';
import { Silent } from './drive.ts';
import { rootScope } from './scope.ts';
import type { Part, Payment, Term } from './symbols.ts';
import { expectKind, scalar, textOf } from './values.ts';
import type { ScalarValue } from './values.ts';

export function compileTerm(ctx: Context, term: Term): void {
  const { document, node, entity } = term;
  const scope = rootScope(entity, document.formula);
  const value = ctx.valueOf(node, scope);
  const shown = {
    ...(document.title && { title: document.title }),
    ...(document.note && { note: document.note }),
    ...(document.source !== undefined && { source: document.source }),
    formula: document.formula.text,
    origin: originOf(document.name),
  };
  if (value.kind === 'parts') {
    term.parts = new Map();
    term.partTerms = [];
    for (const [part, make] of value.parts) {
      const expression = make();
      term.parts.set(part, expression.type);
      term.partTerms.push({ name: `${term.name}.${part}`, type: expression.type, expression, ...shown });
    }
    return;
  }
  const single = scalar(value, node, scope);
  const expression = declared(ctx, document, single);
  if (expression.type.kind === 'reference')
    fail(
      scope.source,
      'reference-as-term',
      { text: textOf(node, scope), entity: expression.type.entity },
      node,
    );
  term.type = expression.type;
  term.yes = single.yes ?? [];
  term.no = single.no ?? [];
  const content = promoted(ctx, expression, term.name);
  term.plan = { name: term.name, type: expression.type, ...content, ...shown };
}

/** The type a term declares: like units, and no finer than what the formula gives. */
function declared(ctx: Context, document: TermDocument, value: ScalarValue): Expression {
  const { expression } = value;
  if (!document.type) return expression;
  const wanted = typeOf(ctx, document.type);
  if (!wanted) throw new Silent();
  const found = expression.type;
  const number = wanted.kind === 'number' && found.kind === 'number';
  const fits = value.zero && number ? true : alike(wanted, found) && !(number && found.scale > wanted.scale);
  if (!fits) {
    const data = { declared: document.type.text, found: describe(found) };
    complain(ctx, 'declared-type', data, document.type);
    throw new Silent();
  }
  return number
    ? rescaled({ expression, zero: value.zero ?? false }, wanted.dimensions, wanted.scale)
    : expression;
}

/** A term that is nothing but an aggregate holds it itself; no hidden term is needed. */
function promoted(
  ctx: Context,
  expression: Expression,
  name: string,
): Pick<PlanTerm, 'expression' | 'aggregate'> {
  const last = ctx.pending.at(-1);
  if (
    last?.term.aggregate &&
    expression.op === 'column' &&
    expression.path.length === 0 &&
    last.entity === ctx.owner.entity &&
    last.term.name === expression.name &&
    ctx.owner.label === name
  ) {
    ctx.pending.pop();
    return { aggregate: last.term.aggregate };
  }
  return { expression };
}

/** The parts of a payment are hidden terms of its entity, so that the engine computes them like any other. */
export function compilePart(
  ctx: Context,
  payment: Payment,
  part: Part,
  wanted: 'amount' | 'due' | 'pendingUnless',
): void {
  const { node, source } = part;
  const scope = rootScope(payment.entity, source);
  if (wanted === 'pendingUnless') {
    part.expression = ctx.logical(node, scope).expression;
    return;
  }
  const value = scalar(ctx.valueOf(node, scope), node, scope);
  if (wanted === 'due') {
    if (value.expression.type.kind !== 'date')
      fail(source, 'due-not-date', { found: describe(value.expression.type) }, node);
    part.expression = expectKind(value, 'date', node, scope);
    return;
  }
  const { type } = value.expression;
  if (!value.zero && !(type.kind === 'number' && type.dimensions === MONEY_TYPE.dimensions))
    fail(
      source,
      'amount-not-money',
      { id: payment.id, text: textOf(node, scope), found: describe(type) },
      node,
    );
  part.expression = rescaled(value, MONEY_TYPE.dimensions, MONEY_TYPE.scale);
}

export function partTerm(payment: Payment, part: Part): PlanTerm {
  const expression = part.expression as Expression;
  return {
    name: part.term,
    type: expression.type as ScalarType,
    expression,
    hiddenIn: `payment:${payment.id}`,
    formula: part.source.text,
    origin: originOf(part.source),
  };
}
