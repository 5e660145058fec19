/** ModelDocument → Plan: names, types, units, scales, scopes, lists, guards, tables, order. */
import type { Checked } from '../diagnostic.ts';
import { hasErrors } from '../diagnostic.ts';
import type { ModelDocument } from '../document.ts';
import { minorUnit } from '../documents/currencies.ts';
import { PLAN_VERSION } from '../plan.ts';
import type { Plan, PlanNode, PlanParameter } from '../plan.ts';
import { Failure } from '../formula/failure.ts';
import { planEntity } from './assemble.ts';
import { complain } from './context.ts';
import type { Context } from './context.ts';
import { declareEntities, declareTerms, newEntity } from './declare.ts';
import { declareParameters } from './declare-parameters.ts';
import { drive, Silent, Suspend } from './drive.ts';
import { valueOf } from './formulas.ts';
import { keyOf } from './keys.ts';
import type { Task } from './drive.ts';
import { logical } from './logic.ts';
import { member } from './names.ts';
import { orderOf } from './order.ts';
import { declarePayments, planPayments } from './payments.ts';
import { planParameter } from './plan-parameters.ts';
import { scaleArguments } from './scale-arguments.ts';
import { schedule } from './schedule.ts';
import type { Work } from './schedule.ts';

export { compileParameters } from './plan-parameters.ts';

/** Checks a model and compiles it. With errors there is no plan. */
export function compileModel(document: ModelDocument): Checked<Plan> {
  const ctx = newContext(document);
  declareParameters(ctx);
  declareEntities(ctx);
  declarePayments(ctx);
  declareTerms(ctx);
  const works = schedule(ctx);
  for (const work of works) runWork(ctx, work);
  settle(works);
  const { payments, parties } = planPayments(ctx);
  const parameters = [...ctx.parameters.values()].flatMap((parameter) => planParameter(ctx, parameter) ?? []);
  reportUnused(ctx, parameters);
  findKeys(ctx);
  if (hasErrors(ctx.diagnostics)) return { diagnostics: sorted(ctx) };
  const body: Omit<Plan, 'order'> = {
    version: PLAN_VERSION,
    model: document.model.text,
    modelVersion: document.version,
    ...(document.title && { title: document.title }),
    ...(document.source !== undefined && { source: document.source }),
    currency: document.currency.text,
    minorUnit: ctx.minorUnit,
    parties,
    ...(document.words && { words: document.words }),
    entities: [...ctx.entities.values()].map((entity) => planEntity(ctx, entity)),
    parameters,
    payments,
    posted: ctx.posted,
  };
  scaleArguments(body);
  const { order, circle } = orderOf(body);
  if (circle) reportCircle(ctx, circle);
  if (hasErrors(ctx.diagnostics)) return { diagnostics: sorted(ctx) };
  return { value: { ...body, order }, diagnostics: sorted(ctx) };
}

function newContext(document: ModelDocument): Context {
  const agreement = newEntity('agreement', 0, document.model.at);
  const ctx: Context = {
    valueOf: (node, scope) => valueOf(ctx, node, scope),
    logical: (node, scope) => logical(ctx, node, scope),
    member: (of, node, scope, guards) => member(ctx, of, node, scope, guards),
    document,
    minorUnit: minorUnit(document.currency.text) ?? 2,
    entities: new Map([['agreement', agreement]]),
    agreement,
    parameters: new Map(),
    payments: new Map(),
    diagnostics: [],
    mentioned: new Set(),
    paths: new Map(),
    compared: new Map(),
    posted: [],
    pending: [],
    owner: { entity: agreement, label: '', hiddenIn: '' },
  };
  return ctx;
}

/** Runs a task and all it needs; what each makes is kept only once it is done. */
function runWork(ctx: Context, work: Work): void {
  drive(work.task, {
    undone: () => {
      ctx.pending = [];
    },
    failed: (_, thrown) => {
      if (!(thrown instanceof Failure)) throw thrown;
      ctx.diagnostics.push(thrown.diagnostic);
    },
    circle: (tasks) => reportTaskCircle(ctx, tasks),
  });
}

/** Terms in the order of the document, each after the hidden ones made for it. */
function settle(works: readonly Work[]): void {
  for (const work of works.toSorted((a, b) => a.place - b.place)) {
    for (const { entity, term } of work.hidden) entity.planTerms.push(term);
    for (const term of work.terms()) work.entity.planTerms.push(term);
  }
}

/** Every key, so that those in a circle are found. */
function findKeys(ctx: Context): void {
  for (const entity of ctx.entities.values()) {
    try {
      if (entity !== ctx.agreement) keyOf(ctx, entity);
    } catch (thrown) {
      if (!(thrown instanceof Silent) && !(thrown instanceof Suspend)) throw thrown;
    }
  }
}

function reportTaskCircle(ctx: Context, tasks: readonly Task[]): void {
  const line = ({ at }: Task): number => (at.line ?? 0) * 100_000 + (at.column ?? 0);
  const first = tasks.reduce((a, b) => (line(b) < line(a) ? b : a));
  const start = tasks.indexOf(first);
  const ordered = [...tasks.slice(start), ...tasks.slice(0, start), first];
  complain(ctx, 'circle', { circle: ordered.map((task) => task.label).join(' → ') }, first.at);
}

/** A circle is told in the author's names: a hidden term is the term it serves. */
function reportCircle(ctx: Context, circle: readonly PlanNode[]): void {
  const visible = (node: PlanNode): string => {
    if (node.node === 'rows') return node.entity;
    const payment = /^payment:(.+):[a-z_]+(?:#\d+)?$/.exec(node.name)?.[1];
    return payment ? `payment ${payment}` : `${node.entity}.${node.name.replace(/#\d+$/, '')}`;
  };
  const labels = circle.map(visible);
  const distinct = labels.filter((label, i) => label !== labels[(i + labels.length - 1) % labels.length]);
  const [first] = circle;
  if (!first) return;
  const entity = ctx.entities.get(first.entity);
  const name = first.node === 'rows' ? '' : first.name.replace(/#\d+$/, '');
  const term = entity?.planTerms.find((candidate) => candidate.name === name);
  const told = distinct.length > 0 ? distinct : labels.slice(0, 1);
  const words = [...told, told[0]].join(' → ');
  complain(ctx, 'circle', { circle: words }, term?.origin ?? entity?.at ?? ctx.agreement.at);
}

function reportUnused(ctx: Context, parameters: readonly PlanParameter[]): void {
  for (const { name, origin } of parameters)
    if (!ctx.mentioned.has(name))
      complain(ctx, 'unused-parameter', { name }, { ...origin, length: name.length });
}

/** In order of place, so that two runs say the same. */
function sorted(ctx: Context): Context['diagnostics'] {
  const place = (d: Context['diagnostics'][number]): number =>
    (d.at?.line ?? 0) * 100_000 + (d.at?.column ?? 0);
  return ctx.diagnostics
    .map((diagnostic, index) => ({ diagnostic, index }))
    .sort((a, b) => place(a.diagnostic) - place(b.diagnostic) || a.index - b.index)
    .map(({ diagnostic }) => diagnostic);
}
