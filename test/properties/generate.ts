/** A random model with a contract and data, from a seed. */
import { aggregateText } from './aggregates.ts';
import { data } from './data.ts';
import { date, duration, number, text, truth, whole } from './formulas.ts';
import { type Writer, someDimensions } from './writer.ts';
import { entityOf, paths, walks } from './lists.ts';
import type { Case, Entity, Payment, Term } from './model.ts';
import { severalOutputs } from './parameters.ts';
import { Random } from './random.ts';
import { boundEntities, computed, eachOf, emptyEntity, groupOver } from './schema.ts';
import { scopeOf } from './scope.ts';
import { DAY, KINDS, MONEY, NONE, NUMBERS, type Type } from './types.ts';
import { mood } from './values.ts';

export function generate(seed: number): Case {
  const random = new Random(seed);
  const names = new Map<string, number>();
  const w: Writer = {
    random,
    mood: mood(random),
    grammar: { number, whole, truth, date },
    scalars: [],
    model: {
      currency: random.pick(['USD', 'USD', 'CNY', 'JPY']),
      entities: [emptyEntity('agreement', 'root')],
      parameters: [],
      payments: [],
    },
    fresh(kind) {
      const n = (names.get(kind) ?? 0) + 1;
      names.set(kind, n);
      return `${kind}${n}`;
    },
  };
  const { model } = w;
  // One in twelve is wide. Most of a model's time is the database planning a query an entity, so the others have few entities and few terms.
  const wide = random.chance(8);
  const often = (percent: number) => random.chance(wide ? percent : Math.round(percent / 3));
  boundEntities(w, often);
  if (often(35)) {
    const cell = groupOver(w, entityOf(model, 'visit'), 'cell', true);
    const asking = model.entities.find((e) => e.name === 'line') ?? entityOf(model, 'hospital');
    if (random.chance(60)) computedIfAcyclic(w, asking, cell);
  }
  terms(w, wide ? random.int(4, 10) : random.int(1, 3));
  const bound = model.entities.filter((e) => e.kind === 'bound');
  if (often(50)) groupOver(w, random.pick(bound), 'band', false);
  if (often(60)) {
    const parents = model.entities.filter((e) => e.kind !== 'root' && e.kind !== 'each');
    eachOf(w, random.pick(parents), 'part');
  }
  terms(w, wide ? random.int(12, 28) : random.int(2, 6));
  payment(w);
  if (often(60)) {
    posted(w);
    terms(w, random.int(1, 4));
    payment(w);
  }
  if (often(30)) payment(w);
  return { seed, model, data: data(w) };
}

/** A computed reference to a group must not close a circle: the group's rows may hang on the one who asks. */
function computedIfAcyclic(w: Writer, from: Entity, to: Entity): void {
  const reachable = [to, entityOf(w.model, to.group!.of)].some(
    (e) => e === from || paths(w.model, e, from.name).length > 0,
  );
  if (!reachable) computed(w, from, to, to.name);
}

function terms(w: Writer, n: number): void {
  for (let i = 0; i < n; i++) {
    const entity = w.random.chance(12) ? w.model.entities[0]! : w.random.pick(w.model.entities);
    const made = term(w, entity);
    entity.terms.push({ name: w.fresh('t'), ...made });
  }
}

function term(w: Writer, entity: Entity): Omit<Term, 'name'> {
  const { random } = w;
  const scope = scopeOf(entity);
  const depth = random.int(1, 3);
  return random.weighted<Omit<Term, 'name'>>([
    [
      18,
      () => {
        const dimensions = random.chance(15)
          ? random.pick(KINDS)
          : random.pick([MONEY, NONE, DAY, someDimensions(w, scope), someDimensions(w, scope)]);
        const type: Type = { kind: 'number', dimensions, scale: -1 };
        return { type, formula: number(w, scope, dimensions, depth) };
      },
    ],
    [
      4,
      () => {
        const formula = whole(w, scope, NONE, depth);
        return formula === undefined ? undefined : { type: NUMBERS[3]!.type, formula };
      },
    ],
    [
      1,
      () => {
        const dimensions = someDimensions(w, scope);
        const made = severalOutputs(w, scope, dimensions);
        return made && { type: { kind: 'number', dimensions, scale: -1 }, ...made };
      },
    ],
    [6, () => ({ type: { kind: 'boolean' }, formula: truth(w, scope, depth) })],
    [3, () => ({ type: { kind: 'date' }, formula: date(w, scope, depth) })],
    [1, () => ({ type: { kind: 'duration' }, formula: duration(w, scope, 1) })],
    [1, () => ({ type: { kind: 'text' }, formula: text(w, scope, depth) })],
    [
      1,
      () => {
        const formula = aggregateText(w, scope);
        return formula === undefined ? undefined : { type: { kind: 'text' }, formula };
      },
    ],
  ])!;
}

function payment(w: Writer): void {
  const { random, model } = w;
  const entity = random.pick(model.entities.filter((e) => e.kind !== 'root' || random.chance(40)));
  const scope = scopeOf(entity);
  const ways = walks(model, entity, 2);
  const parties = [
    ...entity.references.filter((r) => r.kind === 'party').map((r) => r.name),
    ...ways.flatMap(({ path, at }) =>
      at.references.filter((r) => r.kind === 'party').map((r) => [...path, r.name].join('.')),
    ),
  ];
  const receivers = [
    entity.kind === 'root' ? 'fund' : entity.name,
    'fund',
    ...ways.map(({ path }) => path.join('.')),
    ...parties,
    ...parties,
  ];
  const to = random.pick(receivers);
  const from = random.chance(85) ? 'payer' : random.pick(receivers.filter((r) => r !== to).concat('payer'));
  const reversed = random.chance(15);
  const made: Payment = {
    id: w.fresh('pay'),
    for: entity.name,
    from: reversed ? to : from,
    to: reversed ? from : to,
    amount: number(w, scope, MONEY, random.int(0, 2)),
    signed: random.chance(50),
    ...(random.chance(40) && { due: date(w, scope, 1) }),
    ...(random.chance(50) && { pendingUnless: truth(w, scope, 1) }),
  };
  model.payments.push(made);
}

/** A term that reads what stands posted under a payment, in the payment's entity or one it leads to by one path. */
function posted(w: Writer): void {
  const { random, model } = w;
  const { id, for: name } = random.pick(model.payments);
  const from = entityOf(model, name);
  const readers = model.entities.filter(
    (e) => e === from || e.kind === 'root' || paths(model, from, e.name).length === 1,
  );
  for (const reader of random.some(readers, 2)) {
    reader.terms.push({
      name: w.fresh('t'),
      type: NUMBERS[0]!.type,
      formula: random.chance(60)
        ? `posted("${id}")`
        : `(posted("${id}") + ${number(w, scopeOf(reader), MONEY, 1)})`,
    });
  }
}
