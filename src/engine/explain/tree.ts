/** The tree behind a figure: what it is, and what its formula names, each explained in turn. */
import type { Aggregate, Expression, PlanEntity, PlanReference, PlanTerm } from '../../language/plan.ts';
import { asMine } from '../aggregates/elements.ts';
import { referenceColumn } from '../columns.ts';
import type { Explanation, Run } from '../types.ts';
import { constantLeaf, lookupLeaf } from './constants.ts';
import { Formula, type Leaf } from './formula.ts';
import { largest, postings, type Elements } from './lists.ts';
import { originOf } from './origin.ts';
import { constantOfCell, shown, type Rows } from './rows.ts';
import { siteOf, type Place } from './why-values.ts';
import { Why } from './why.ts';

export class Tree {
  readonly #run: Run;
  readonly #rows: Rows;
  readonly #why: Why;
  /** Terms that stand in the tree already: how many levels were opened there, and whether that was enough for all below. */
  readonly #opened = new Map<string, { depth: number; whole: boolean }>();
  /** Figures that were not followed for want of depth. */
  #cuts = 0;

  constructor(run: Run, rows: Rows) {
    this.#run = run;
    this.#rows = rows;
    this.#why = new Why(rows);
  }

  /** Any column of a row: `name` must be one of its entity's. */
  async column(entityName: string, rid: number, name: string, depth: number): Promise<Explanation> {
    const entity = this.#rows.entity(entityName);
    const at: Place = { entity: entityName, rid };
    const term = entity.terms.find((one) => one.name === name);
    if (term) return this.#term(entity, at, term, depth);
    const fact = entity.facts.find((one) => one.name === name);
    if (fact) {
      const value = await this.#value(at, name, fact.type, () => this.#why.own('missing', at, name));
      const fromRun = this.#run.agreement.bindings[entityName]?.runs.some((one) => one.fact === name);
      // What was not given was read nowhere; a figure of another run is unknown there, and why stands there.
      const asked = value.value !== null || fromRun === true;
      const origin = asked ? await originOf(this.#run, this.#rows, at, name) : {};
      return {
        ...(await this.#here(at, 'fact', name)),
        ...(fact.title && { title: fact.title }),
        ...value,
        ...origin,
      };
    }
    const reference = entity.references.find((one) => one.name === name);
    if (reference) return this.#reference(at, reference, depth);
    const part = entity.key.find((one) => one.name === name);
    const column = part ?? entity.elements.find((one) => one.name === name);
    if (!column) throw new Error(`${entityName} has no ${name}`);
    return {
      ...(await this.#here(at, part ? 'key' : 'parameter', name)),
      ...(await this.#value(at, name, column.type)),
    };
  }

  async #here(at: Place, kind: Explanation['kind'], name: string) {
    return { kind, entity: at.entity, key: await this.#rows.key(at.entity, at.rid), name, children: [] };
  }

  async #value(
    at: Place,
    column: string,
    type: Explanation['type'],
    why?: () => Promise<Explanation['reason']>,
  ): Promise<Pick<Explanation, 'type' | 'value' | 'reason'>> {
    const value = shown(constantOfCell(await this.#rows.stored(at.entity, at.rid, column), type), type);
    const reason = value === null ? await why?.() : undefined;
    return { type, value, ...(reason && { reason }) };
  }

  /** A row by its key; of one found by a computed key, what the key was made from. */
  async #reference(at: Place, reference: PlanReference, depth: number): Promise<Explanation> {
    const { name, to, kind } = reference;
    const here = await this.#here(at, 'reference', name);
    const why = () => this.#why.reference(at, name);
    if (to === 'party') return { ...here, ...(await this.#value(at, name, { kind: 'party' }, why)) };
    const type = { kind: 'reference', entity: to } as const;
    const cell = await this.#rows.stored(at.entity, at.rid, referenceColumn(name));
    const value = cell === null ? null : await this.#rows.key(to, Number(cell));
    const reason = cell === null ? await why() : undefined;
    const found = { ...here, type, value, ...(reason && { reason }) };
    if (kind !== 'computed' && kind !== 'group') return found;
    if (depth <= 0) {
      this.#cuts += 1;
      return { ...found, cut: true };
    }
    const parts = [...(kind === 'group' && reference.where ? [reference.where] : []), ...reference.by];
    return { ...found, children: await this.#children(at, parts, name, depth - 1) };
  }

  async #term(entity: PlanEntity, at: Place, term: PlanTerm, depth: number): Promise<Explanation> {
    const body = bodyOf(entity, term);
    const { aggregate } = body;
    const posted = this.#run.plan.posted.find((one) => one.entity === entity.name && one.term === body.name);
    const payment = this.#run.plan.payments.find(({ id }) => term.hiddenIn === `payment:${id}`);
    const title = term.title ?? payment?.title ?? this.#lifted(entity, term);
    const source = term.source ?? payment?.source;
    const here: Explanation = {
      ...(await this.#here(at, aggregate || posted ? 'aggregate' : 'term', term.hiddenIn ?? term.name)),
      ...(term.hiddenIn !== undefined && { column: term.name }),
      formula: term.formula,
      ...(title && { title }),
      ...(source !== undefined && { source }),
      ...(await this.#value(at, term.name, term.type, () => this.#why.term(at, term.name))),
    };
    const label = `${entity.name} ${at.rid} ${body.name}`;
    const opened = this.#opened.get(label);
    if (depth <= 0 || (opened && (opened.whole || opened.depth >= depth))) {
      if (!opened?.whole) this.#cuts += 1;
      return { ...here, cut: true, ...(opened && { again: true }) };
    }
    const cuts = this.#cuts;
    this.#opened.set(label, { depth, whole: false });
    const found = await this.#opening(here, entity, at, body, depth);
    this.#opened.set(label, { depth, whole: this.#cuts === cuts });
    return found;
  }

  /** What a part of a formula is called, which has no title of its own: the payment it sums, or the figure it is a part of. */
  #lifted(entity: PlanEntity, { name, hiddenIn, aggregate }: PlanTerm): Explanation['title'] {
    if (hiddenIn === undefined) return undefined;
    const summed = aggregate && this.#summed(aggregate);
    if (summed) return summed;
    const { posted, payments, entities } = this.#run.plan;
    const id = posted.find((one) => one.entity === entity.name && one.term === name)?.payment;
    if (id !== undefined) return payments.find((payment) => payment.id === id)?.title ?? { en: id, zh: id };
    const [other, elsewhere] = hiddenIn.split('.');
    const owner = elsewhere === undefined ? entity : entities.find((one) => one.name === other);
    return owner?.terms.find((one) => one.name === (elsewhere ?? hiddenIn))?.title;
  }

  /** A sum is called by what it sums and a count by what it counts, so that two of them in one formula are told apart. */
  #summed({ function: name, value, list }: NonNullable<PlanTerm['aggregate']>): Explanation['title'] {
    const { entities } = this.#run.plan;
    if (name === 'count') {
      const title = entities.find((one) => one.name === list.entity)?.title;
      return title && { en: `Number: ${title.en}`, zh: `${title.zh}数` };
    }
    if (name !== 'sum' || value?.op !== 'column') return undefined;
    const owner = entities.find((one) => one.name === value.entity);
    const title = [...(owner?.terms ?? []), ...(owner?.facts ?? [])].find((one) => one.name === value.name)
      ?.title ?? { en: value.name, zh: value.name };
    return { en: `Sum of ${title.en}`, zh: `${title.zh}合计` };
  }

  async #opening(
    here: Explanation,
    entity: PlanEntity,
    at: Place,
    term: PlanTerm,
    depth: number,
  ): Promise<Explanation> {
    const { aggregate, expression } = term;
    const { name } = siteOf(at, term);
    const posted = this.#run.plan.posted.find((one) => one.entity === entity.name && one.term === term.name);
    if (posted) {
      const payments = this.#run.plan.payments.find(({ id }) => id === posted.payment);
      const elements = await postings(this.#rows, at.rid, posted);
      return { ...here, list: await this.#list('posted', payments?.for ?? '', term.type, elements) };
    }
    if (!aggregate)
      return { ...here, children: await this.#children(at, expression ? [expression] : [], name, depth - 1) };
    const type = aggregate.value?.type ?? aggregate.order?.type;
    const elements = await largest(this.#rows, entity.name, at.rid, aggregate);
    return {
      ...here,
      list: await this.#list(aggregate.function, aggregate.list.entity, type, elements),
      children: await this.#children(at, readByMe(entity, aggregate), name, depth - 1),
    };
  }

  async #list(
    name: string,
    entity: string,
    type: Explanation['type'] | undefined,
    { count, shown: elements }: Elements,
  ): Promise<NonNullable<Explanation['list']>> {
    return {
      function: name,
      entity,
      count,
      ...(type && { type }),
      shown: await Promise.all(
        elements.map(async (one) => ({
          key: await this.#rows.key(entity, one.rid),
          value: type ? shown(constantOfCell(one.value, type), type) : null,
          ...(one.unsure && { unsure: true as const }),
        })),
      ),
    };
  }

  async #children(
    at: Place,
    expressions: readonly Expression[],
    name: string,
    depth: number,
  ): Promise<Explanation[]> {
    const formula = await Formula.evaluated(this.#rows, at.entity, at.rid, expressions);
    return this.#leaves(at, formula, formula.leaves(expressions), name, depth);
  }

  async #leaves(
    at: Place,
    formula: Formula,
    leaves: readonly Leaf[],
    name: string,
    depth: number,
  ): Promise<Explanation[]> {
    const children: Explanation[] = [];
    for (const leaf of leaves) children.push(await this.#leaf(at, formula, leaf, name, depth));
    return children;
  }

  async #leaf(at: Place, formula: Formula, leaf: Leaf, name: string, depth: number): Promise<Explanation> {
    if (leaf.op === 'column') return this.#column(at, formula, leaf, depth);
    const { key } = await this.#here(at, 'term', '');
    const here = { entity: at.entity, key, children: [] as Explanation[] };
    if (leaf.op === 'context') return { ...here, kind: 'context', name: leaf.name, ...formula.shown(leaf) };
    const found =
      leaf.op === 'lookup'
        ? lookupLeaf(this.#run.plan, formula, leaf)
        : constantLeaf(this.#run.plan, formula, leaf);
    // A list's items are shown, not whether the value is among them: of that the term says why it is unknown.
    const why = leaf.op === 'in_list' ? leaf.date : leaf;
    const reason =
      found.value === null
        ? ((await this.#why.first({ row: 'me', me: at, name }, [why])) ??
          (leaf.op === 'in_list' ? await this.#why.own('not dated', at, leaf.list) : undefined))
        : undefined;
    const children =
      leaf.op === 'lookup'
        ? await this.#leaves(at, formula, formula.leaves(leaf.arguments), name, depth)
        : [];
    return { ...here, ...found, ...(reason && { reason }), children };
  }

  /** A column of my row or of one that references lead to; where they lead to none, the reference that does not. */
  async #column(
    at: Place,
    formula: Formula,
    { path, entity, name }: Extract<Leaf, { op: 'column' }>,
    depth: number,
  ): Promise<Explanation> {
    const { store } = this.#rows.work;
    let place = at;
    for (const [i, step] of path.entries()) {
      const rid = formula.row(path.slice(0, i + 1));
      if (rid === null) return this.column(place.entity, place.rid, step, depth);
      place = { entity: store.target(place.entity, step), rid };
    }
    return this.column(entity, place.rid, name, depth);
  }
}

/** `total: sum(visit.cost)` is the aggregate itself, though the plan keeps it in a hidden term of its own. */
function bodyOf(entity: PlanEntity, term: PlanTerm): PlanTerm {
  const { expression } = term;
  if (expression?.op !== 'column' || expression.row !== 'me' || expression.path.length > 0) return term;
  const hidden = entity.terms.find(({ name }) => name === expression.name);
  return hidden?.hiddenIn === term.name && hidden.formula === term.formula ? hidden : term;
}

/** What an aggregate reads in my row: in its body, its order, and its argument. */
function readByMe(entity: PlanEntity, aggregate: Aggregate): Expression[] {
  const { list, value, preceding, order, argument } = aggregate;
  const own = list.entity === entity.name;
  const place = preceding ?? (aggregate.function === 'rank' ? order : undefined);
  // My own place in the order, and my own weight, are read as if I were the element.
  const mine = [place, aggregate.function === 'allocate' ? value : undefined].map((e) =>
    own ? e && asMine(e) : undefined,
  );
  return [
    ...(aggregate.function === 'allocate' ? [argument] : []),
    list.where,
    value,
    order,
    ...mine,
    ...(aggregate.function === 'allocate' ? [] : [argument]),
  ].filter((e) => e !== undefined);
}
