/** What of a model is made from what: facts and parameters into terms, terms into payments. Hidden terms are passed through. */
import { columnsOf } from '../../engine/frame.ts';
import type { Expression, Localized, Plan, PlanTerm } from '../../language/plan.ts';
import type { Graph } from '../api.ts';

const idOf = (entity: string, name: string) => `${entity}.${name}`;

export function graphOf(plan: Plan): Graph {
  const nodes = new Map<string, Graph['nodes'][number]>();
  const edges = new Map<string, Graph['edges'][number]>();
  const titled = (title: Localized | undefined, name: string) => title ?? { en: name, zh: name };
  const visible = new Map<string, string>();
  for (const entity of plan.entities)
    for (const { name, hiddenIn } of entity.terms)
      visible.set(
        idOf(entity.name, name),
        hiddenIn === undefined ? idOf(entity.name, name) : ownerOf(entity.name, hiddenIn),
      );
  const link = (from: string, to: string) => {
    if (from !== to) edges.set(`${from} ${to}`, { from, to });
  };
  const read = (expression: Expression | undefined, to: string) => {
    for (const column of columnsOf(expression)) {
      const from = idOf(column.entity, column.name);
      const shown = visible.get(from);
      if (shown !== undefined) link(shown, to);
      else {
        const owner = plan.entities.find(({ name }) => name === column.entity);
        const fact = owner?.facts.find(({ name }) => name === column.name);
        if (!fact) continue;
        nodes.set(from, {
          id: from,
          kind: 'fact',
          entity: column.entity,
          title: titled(fact.title, fact.name),
        });
        link(from, to);
      }
    }
    for (const name of parametersOf(expression)) {
      const parameter = plan.parameters.find((one) => one.name === name);
      nodes.set(name, { id: name, kind: 'parameter', entity: null, title: titled(parameter?.title, name) });
      link(name, to);
    }
  };
  for (const entity of plan.entities)
    for (const term of entity.terms) {
      const to = visible.get(idOf(entity.name, term.name)) as string;
      if (term.hiddenIn === undefined)
        nodes.set(to, { id: to, kind: 'term', entity: entity.name, title: titled(term.title, term.name) });
      for (const expression of expressionsOf(term)) read(expression, to);
    }
  for (const payment of plan.payments) {
    const id = `payment:${payment.id}`;
    nodes.set(id, { id, kind: 'payment', entity: payment.for, title: titled(payment.title, payment.id) });
    for (const expression of [payment.amount, payment.due, payment.pendingUnless]) read(expression, id);
  }
  const known = [...edges.values()].filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  return { nodes: told([...nodes.values()], plan), edges: known };
}

/** Two of a kind with one name, of a hospital and of the agreement: each says whose it is. */
function told(nodes: Graph['nodes'], plan: Plan): Graph['nodes'] {
  const alike = Map.groupBy(nodes, ({ kind, title }) => `${kind} ${title.en}`);
  const owner = (name: string): Localized =>
    plan.entities.find((one) => one.name === name)?.title ??
    (name === 'agreement' ? { en: 'Agreement', zh: '协议' } : { en: name, zh: name });
  return nodes.map((node) => {
    if (node.entity === null || (alike.get(`${node.kind} ${node.title.en}`)?.length ?? 0) < 2) return node;
    const { en, zh } = owner(node.entity);
    return { ...node, title: { en: `${node.title.en} (${en})`, zh: `${node.title.zh}（${zh}）` } };
  });
}

/** `savings`, `hospital.savings`, `payment:ID`: the node a lifted part belongs to. */
function ownerOf(entity: string, hiddenIn: string): string {
  return hiddenIn.startsWith('payment:') || hiddenIn.includes('.') ? hiddenIn : idOf(entity, hiddenIn);
}

function expressionsOf({ expression, aggregate }: PlanTerm): Expression[] {
  const { list, value, preceding, order, argument } = aggregate ?? {};
  return [expression, list?.where, value, preceding, order, argument].filter((one) => one !== undefined);
}

/** Names of parameters, lists and tables an expression reads. */
function parametersOf(expression: Expression | undefined, found = new Set<string>()): Set<string> {
  if (!expression) return found;
  if (expression.op === 'parameter') found.add(expression.name);
  if (expression.op === 'lookup') found.add(expression.table);
  if (expression.op === 'in_list') found.add(expression.list);
  for (const value of Object.values(expression).flat())
    if (typeof value === 'object' && value !== null && 'op' in value)
      parametersOf(value as Expression, found);
  return found;
}
