/**
 * Why values are unknown: a second pass, made only for what is unknown and asked for. Reasons travel along the plan: of each term that
 * the asked-for ones depend on, and that is unknown in some row, a table says why; later ones join it.
 */
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import type { NodeId } from '../dependencies.ts';
import { dependencies, isPosted, referenceNode, termNode } from '../dependencies.ts';
import type { Reason } from '../types.ts';
import type { Work } from '../work.ts';
import { referenceReasons, termReasons } from './nodes.ts';
import { paymentNode, paymentReasons } from './payments.ts';
import { parseReason } from './scope.ts';

export { parseReason } from './scope.ts';
export { paymentNode } from './payments.ts';

export class Reasons {
  readonly work: Work;
  readonly #tables = new Map<NodeId, string>();
  readonly #done = new Set<NodeId>();
  readonly #unknown = new Map<NodeId, boolean>();
  readonly #needs: ReadonlyMap<NodeId, ReadonlySet<NodeId>>;

  constructor(work: Work) {
    this.work = work;
    this.#needs = dependencies(work.store).needs;
  }

  /** The table (`rid`, `reason`) of a node, made with all it depends on; undefined where nothing is unknown. */
  async table(node: NodeId): Promise<string | undefined> {
    await this.#make(node);
    return this.#tables.get(node);
  }

  /** Reasons of a term for rows by number, as far as it is unknown there. */
  async ofTerm(entity: string, term: string, rids?: readonly number[]): Promise<Map<number, Reason>> {
    const table = await this.table(termNode(entity, term));
    if (table === undefined) return new Map();
    const where = rids ? ` where ${RID} in (${rids.length > 0 ? rids.join(', ') : 'null'})` : '';
    const rows = await this.work.values(`select ${RID}, reason from ${table}${where}`);
    return new Map(rows.map(([rid, text]) => [Number(rid), parseReason(String(text))]));
  }

  async #make(wanted: NodeId): Promise<void> {
    const order = this.#closure(wanted).filter((node) => !this.#done.has(node));
    if (order.length === 0) return;
    await this.#count(order);
    for (const node of order) {
      this.#done.add(node);
      if (this.#unknown.get(node) !== true) continue;
      const table = await this.#one(node);
      if (table !== undefined) this.#tables.set(node, table);
    }
  }

  #one(node: NodeId): Promise<string | undefined> {
    const { work } = this;
    const payment = work.agreement.plan.payments.find(({ id }) => paymentNode(id) === node);
    if (payment) return paymentReasons(work, payment, this.#tables);
    const { entity, name, kind } = parse(node);
    const owner = work.store.entity(entity).entity;
    const term = kind === 'term' ? owner.terms.find((t) => t.name === name) : undefined;
    if (term) return termReasons(work, owner, term, this.#tables);
    const reference = owner.references.find((r) => r.name === name);
    if (!reference) throw new Error(`no ${node}`);
    return referenceReasons(work, owner, reference, this.#tables);
  }

  /** What a node depends on and itself, operands first. */
  #closure(wanted: NodeId): NodeId[] {
    const order: NodeId[] = [];
    const seen = new Set<NodeId>();
    const stack: { node: NodeId; rest: NodeId[] }[] = [];
    const push = (node: NodeId) => {
      if (seen.has(node)) return;
      seen.add(node);
      stack.push({ node, rest: this.#before(node) });
    };
    push(wanted);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next !== undefined) push(next);
      else {
        order.push(top.node);
        stack.pop();
      }
    }
    return order;
  }

  #before(node: NodeId): NodeId[] {
    const { plan } = this.work.agreement;
    const payment = plan.payments.find(({ id }) => paymentNode(id) === node);
    if (payment) {
      const { amount, pendingUnless } = payment.terms;
      const terms = [amount, ...(pendingUnless === undefined ? [] : [pendingUnless])];
      const paths = [payment.from, payment.to].flatMap((p) =>
        p.kind === 'role' ? [] : this.#path(payment.for, p.path),
      );
      return [...terms.map((term) => termNode(payment.for, term)), ...paths];
    }
    const needs = [...(this.#needs.get(node) ?? [])].filter((need) => !need.startsWith('rows '));
    const { entity, name, kind } = parse(node);
    if (kind === 'term' && isPosted(plan, entity, name)) {
      const posted = plan.posted.find((p) => p.entity === entity && p.term === name);
      needs.push(paymentNode(posted?.payment ?? ''));
    }
    // A group's key and filter are read in the rows it groups.
    const reference =
      kind === 'reference'
        ? this.work.store.entity(entity).entity.references.find((r) => r.name === name)
        : undefined;
    if (reference?.kind === 'group')
      needs.push(
        ...[...(this.#needs.get(`rows ${reference.to}`) ?? [])].filter((need) => !need.startsWith('rows ')),
      );
    return needs;
  }

  #path(from: string, path: readonly string[]): NodeId[] {
    const nodes: NodeId[] = [];
    let at = from;
    for (const name of path) {
      if (name !== 'agreement') nodes.push(referenceNode(at, name));
      at = this.work.store.target(at, name);
      if (at === 'party') break;
    }
    return nodes;
  }

  /** Which of the nodes are unknown anywhere: one scan per table. */
  async #count(nodes: readonly NodeId[]): Promise<void> {
    const { work } = this;
    const byTable = new Map<string, { node: NodeId; column: string }[]>();
    for (const node of nodes) {
      if (work.agreement.plan.payments.some(({ id }) => paymentNode(id) === node)) {
        this.#unknown.set(node, true);
        continue;
      }
      const { entity, name, kind } = parse(node);
      const column = work.store.entity(entity).columns.get(kind === 'term' ? name : referenceColumn(name));
      if (!column) continue;
      // A column's own table, not its entity's: what a scenario computed again stands beside the rows as they were.
      const columns = byTable.get(column.table) ?? [];
      columns.push({ node, column: `count(${q(column.name)})` });
      byTable.set(column.table, columns);
    }
    for (const [table, columns] of byTable) {
      const [found = []] = await work.values(
        `select count(*), ${columns.map(({ column }) => column).join(', ')} from ${table}`,
      );
      columns.forEach(({ node }, i) => this.#unknown.set(node, found[i + 1] !== found[0]));
    }
  }
}

function parse(node: NodeId): { kind: string; entity: string; name: string } {
  const [kind = '', rest = ''] = [node.slice(0, node.indexOf(' ')), node.slice(node.indexOf(' ') + 1)];
  const dot = rest.indexOf('.');
  return { kind, entity: rest.slice(0, dot), name: rest.slice(dot + 1) };
}
