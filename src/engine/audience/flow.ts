/**
 * What an audience may see. Parameters, facts and references named are secrets; hidden is all that any of them flows into: rows, references, terms, and the parts of
 * payments. So what is shown would be the same, digit for digit, whatever the secrets were, and nobody can work one out from it (noninterference).
 *
 * A term or payment named is hidden if a secret flows into it. If none does, everybody can work it out from what is shown, and that is an error, not a blank.
 */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import type { Counterparty, Expression, Plan, PlanEntity } from '../../language/plan.ts';
import { dependencies, referenceNode, rowsNode, termNode, type NodeId } from '../dependencies.ts';
import { reopen } from '../reopen.ts';
import type { Store } from '../store.ts';
import type { Run } from '../types.ts';
import { writtenIn } from '../what-if/affected.ts';
import { report } from './messages.ts';
import type { AudienceRules } from './rules.ts';

/** Parts of a payment; `rows`: all of it, where who pays whom, or for what, would tell. */
export type PaymentPart = 'rows' | 'amount' | 'status' | 'due';

export interface Hidden {
  rules: AudienceRules;
  /** Parameters by name, other figures as `entity.name`. */
  figures: ReadonlySet<string>;
  payments: ReadonlyMap<string, ReadonlySet<PaymentPart>>;
}

/** Whether a figure of an entity is hidden; a payment's amount goes by the term that holds it. */
export function hides({ figures }: Hidden, entity: string, name: string): boolean {
  return figures.has(`${entity}.${name}`);
}

export async function hiddenFrom(run: Run, rules: AudienceRules): Promise<Checked<Hidden>> {
  const { plan } = run;
  const at = { file: rules.audience };
  if (rules.contract !== run.manifest.contract) {
    const data = { audience: rules.audience, of: rules.contract, contract: run.manifest.contract };
    return { diagnostics: [report('audience-other-contract', data, at)] };
  }
  const named = sorted(plan, rules.hides);
  if (named.unknown.length > 0) {
    const names = [...plan.parameters.map((one) => one.name), ...plan.payments.map(({ id }) => id)].join(
      ', ',
    );
    return {
      diagnostics: named.unknown.map((name) => report('audience-no-name', { name, names }, at)),
    };
  }
  const work = await reopen(run);
  try {
    const found = flow(work.store, named);
    const diagnostics: Diagnostic[] = named.computed
      .filter((name) => !isHidden(plan, found, name))
      .map((name) => report('audience-open', { name, sources: sourcesOf(plan, name).join(', ') || '–' }, at));
    for (const name of named.parameters)
      if (!run.agreement.changed.includes(name))
        diagnostics.push(report('audience-published', { name, model: plan.model }, at));
    const bad = diagnostics.some(({ severity }) => severity === 'error');
    return { ...(!bad && { value: { rules, ...found } }), diagnostics };
  } finally {
    work.warehouse.close();
  }
}

interface Named {
  parameters: Set<string>;
  /** Facts, `entity.name`. */
  facts: Set<string>;
  references: Set<string>;
  /** Terms (`entity.name`) and payments. */
  computed: string[];
  unknown: string[];
}

function sorted(plan: Plan, names: readonly string[]): Named {
  const named: Named = {
    parameters: new Set(),
    facts: new Set(),
    references: new Set(),
    computed: [],
    unknown: [],
  };
  for (const name of names) {
    const [first = '', column, ...rest] = name.split('.');
    const entity = plan.entities.find((one) => one.name === first);
    const has = (list: readonly { name: string }[] | undefined) =>
      column !== undefined && rest.length === 0 && (list ?? []).some((one) => one.name === column);
    if (column === undefined && plan.parameters.some((one) => one.name === name)) named.parameters.add(name);
    else if (column === undefined && plan.payments.some(({ id }) => id === name)) named.computed.push(name);
    else if (has(entity?.references)) named.references.add(name);
    else if (has(entity?.facts) || has(entity?.key)) named.facts.add(name);
    else if (has(entity?.terms.filter(({ hiddenIn }) => hiddenIn === undefined))) named.computed.push(name);
    else named.unknown.push(name);
  }
  return named;
}

type Found = Pick<Hidden, 'figures' | 'payments'>;

function flow(store: Store, secrets: Named): Found {
  const { plan } = store;
  const touched = new Set<NodeId>();
  for (const entity of plan.entities) {
    for (const [node, expressions] of writtenIn(entity))
      if (expressions.some((e) => reads(e, secrets))) touched.add(node);
    const { rows } = entity;
    const listed =
      rows.kind === 'each' && 'parameter' in rows.list && secrets.parameters.has(rows.list.parameter);
    const keyed = entity.key.some(
      ({ name }) =>
        secrets.facts.has(`${entity.name}.${name}`) ||
        secrets.references.has(`${entity.name}.${name.split('.')[0]}`),
    );
    if (listed || keyed) touched.add(rowsNode(entity.name));
    for (const { name, to } of entity.references)
      if (secrets.references.has(`${entity.name}.${name}`)) {
        touched.add(referenceNode(entity.name, name));
        // Rows that only references name are known by them.
        if (plan.entities.some((one) => one.name === to && one.rows.kind === 'referred'))
          touched.add(rowsNode(to));
      }
  }
  spread(touched, dependencies(store).needs);
  const figures = new Set([...secrets.parameters, ...secrets.facts, ...secrets.references]);
  for (const entity of plan.entities)
    for (const name of hiddenColumns(entity, touched)) figures.add(`${entity.name}.${name}`);
  const payments = new Map(plan.payments.map(({ id }) => [id, partsOf(store, id, touched)]));
  return { figures, payments };
}

function hiddenColumns(entity: PlanEntity, touched: ReadonlySet<NodeId>): string[] {
  const { name, key, facts, elements, references, terms } = entity;
  if (touched.has(rowsNode(name)))
    return [...key, ...facts, ...elements, ...references, ...terms].map((one) => one.name);
  return [
    ...references.filter((one) => touched.has(referenceNode(name, one.name))),
    ...terms.filter((one) => touched.has(termNode(name, one.name))),
  ].map((one) => one.name);
}

function partsOf(store: Store, id: string, touched: ReadonlySet<NodeId>): ReadonlySet<PaymentPart> {
  const payment = store.plan.payments.find((one) => one.id === id)!;
  const entity = payment.for;
  const term = (name: string | undefined) => name !== undefined && touched.has(termNode(entity, name));
  const party = (one: Counterparty) => {
    if (one.kind === 'role') return false;
    let here = entity;
    return one.path.some((name) => {
      const from = here;
      here = store.target(from, name);
      return touched.has(referenceNode(from, name));
    });
  };
  const parts = new Set<PaymentPart>();
  // Rows of the ledger are matched by their parties.
  if (touched.has(rowsNode(entity)) || party(payment.from) || party(payment.to)) parts.add('rows');
  if (term(payment.terms.amount)) parts.add('amount');
  if (term(payment.terms.due)) parts.add('due');
  // An amount that is unknown, or below nothing: the status tells.
  if (parts.has('amount') || term(payment.terms.pendingUnless)) parts.add('status');
  return parts;
}

function isHidden(plan: Plan, { figures, payments }: Found, name: string): boolean {
  if (plan.payments.some(({ id }) => id === name)) {
    const parts = payments.get(name);
    return parts?.has('rows') === true || parts?.has('amount') === true;
  }
  return figures.has(name);
}

/** Parameters and facts a term or payment is computed from directly. */
function sourcesOf(plan: Plan, name: string): string[] {
  const payment = plan.payments.find(({ id }) => id === name);
  const [of = '', column = ''] = payment ? [payment.for, payment.terms.amount] : name.split('.');
  const entity = plan.entities.find((one) => one.name === of);
  const found = new Set<string>();
  const hidden = (term: string) =>
    (entity?.terms ?? []).filter((one) => one.hiddenIn === term && one.name !== term);
  const terms = [column, ...hidden(column).map((one) => one.name)];
  for (const [node, expressions] of entity ? writtenIn(entity) : [])
    if (terms.some((term) => node === termNode(of, term)))
      for (const e of expressions) for (const source of readBy(e)) found.add(source);
  return [...found].filter((one) => !/[#:]/.test(one)).toSorted();
}

function* readBy(e: Expression): Generator<string> {
  if (e.op === 'parameter') yield e.name;
  if (e.op === 'lookup') yield e.table;
  if (e.op === 'in_list') yield e.list;
  if (e.op === 'column') yield `${e.entity}.${e.name}`;
  for (const value of Object.values(e).flat())
    if (typeof value === 'object' && value !== null && 'op' in value) yield* readBy(value);
}

function reads(e: Expression, { parameters, facts }: Named): boolean {
  for (const name of readBy(e)) if (parameters.has(name) || facts.has(name)) return true;
  return false;
}

/** Adds everything that needs, directly or not, what is touched. */
function spread(touched: Set<NodeId>, needs: ReadonlyMap<NodeId, ReadonlySet<NodeId>>): void {
  const readers = new Map<NodeId, NodeId[]>();
  for (const [node, found] of needs)
    for (const need of found) {
      const known = readers.get(need);
      if (known) known.push(node);
      else readers.set(need, [node]);
    }
  const open = [...touched];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const reader of readers.get(node) ?? [])
      if (!touched.has(reader)) {
        touched.add(reader);
        open.push(reader);
      }
}
