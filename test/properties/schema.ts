/** Random entities: chains and siblings, composite keys, computed references, groups and `each`, facts of every type. */
import { date, truth, whole } from './formulas.ts';
import { type Writer, columns } from './writer.ts';
import { walks } from './lists.ts';
import type { Entity, Fact, KeyPart } from './model.ts';
import { elementList, recordParameter, smallCount } from './parameters.ts';
import { scopeOf } from './scope.ts';
import { BOOLEAN, DATE, type Declared, DURATION, NONE, NUMBERS, TEXT, type Type } from './types.ts';

const ID: KeyPart = { name: 'id', type: { kind: 'text' } };

export function emptyEntity(name: string, kind: Entity['kind']): Entity {
  return { name, kind, key: kind === 'root' ? [] : [ID], facts: [], references: [], terms: [], elements: [] };
}

function addFact(w: Writer, entity: Entity, declared: Declared, parts: Partial<Fact> = {}): Fact {
  const optional = w.random.chance(25);
  const fact: Fact = { name: w.fresh('f'), declared, optional, small: false, ...parts };
  entity.facts.push(fact);
  return fact;
}

/** The skeleton: what is bound, and what refers to it. Groups and `each` come after the first terms. */
export function boundEntities(w: Writer, often: (percent: number) => boolean): void {
  const { model, random } = w;
  const bound = (name: string): Entity => {
    const entity = emptyEntity(name, 'bound');
    model.entities.push(entity);
    addFact(w, entity, NUMBERS[0]!, { optional: random.chance(15) });
    addFact(w, entity, TEXT, { optional: false });
    if (random.chance(70)) addFact(w, entity, DATE, { optional: random.chance(30) });
    if (random.chance(50)) addFact(w, entity, NUMBERS[3]!, { optional: false, small: true });
    for (let n = random.int(1, 4); n > 0; n--) {
      addFact(w, entity, random.pick([...NUMBERS, ...NUMBERS, BOOLEAN, BOOLEAN, DATE, DURATION, TEXT]));
    }
    return entity;
  };
  const hospital = bound('hospital');
  const maker = often(30) ? emptyEntity('maker', 'referred') : undefined;
  if (maker) model.entities.push(maker);
  const ward = often(50) ? bound('ward') : undefined;
  ward?.references.push({ name: 'hospital', to: 'hospital', kind: 'column' });
  if (random.chance(30)) (ward ?? hospital).references.push({ name: 'chief', to: 'party', kind: 'party' });
  const stratum = often(45) ? composite(w, bound('stratum'), hospital) : undefined;
  const line = stratum && random.chance(35) ? bound('line') : undefined;
  if (line && stratum) {
    line.references.push({ name: 'stratum', to: 'stratum', kind: 'column' });
    if (random.chance(50)) {
      const n = addFact(w, line, NUMBERS[3]!, { optional: false, small: true });
      line.key = [
        { name: 'stratum', type: ID.type, reference: 'stratum' },
        { name: n.name, type: n.declared.type },
      ];
    }
  }
  const visit = bound('visit');
  const target = ward && random.chance(60) ? ward : hospital;
  const twice = random.chance(20);
  visit.references.push({
    name: target.name,
    to: target.name,
    kind: 'column',
    ...(twice && { list: 'visit_first' }),
  });
  if (twice) visit.references.push({ name: 'second', to: target.name, kind: 'column', list: 'visit_second' });
  if (maker) visit.references.push({ name: 'maker', to: 'maker', kind: 'column' });
  if (random.chance(40)) visit.references.push({ name: 'doctor', to: 'party', kind: 'party' });
  if (stratum) computed(w, visit, stratum, 'stratum');
  if (random.chance(35))
    visit.dated = visit.facts.find((f) => f.declared === DATE && !f.optional)?.name ?? 'period.start';
  if (visit.dated === 'period.start') delete visit.dated;
}

function composite(w: Writer, stratum: Entity, hospital: Entity): Entity {
  const band = addFact(w, stratum, TEXT, { optional: false });
  const first: KeyPart = w.random.chance(60)
    ? { name: 'hospital', type: ID.type, reference: 'hospital' }
    : { name: 'region', type: ID.type };
  if (first.reference) stratum.references.push({ name: 'hospital', to: hospital.name, kind: 'column' });
  stratum.key = [first, { name: band.name, type: band.declared.type }];
  if (w.random.chance(25)) {
    const n = addFact(w, stratum, NUMBERS[3]!, { optional: false, small: true });
    stratum.key.push({ name: n.name, type: n.declared.type });
  }
  return stratum;
}

/** A reference matched by key: each part an expression of the part's type, or a reference where the part is one. */
export function computed(w: Writer, from: Entity, to: Entity, name: string): void {
  const by = to.key.map((part) => partFor(w, from, to, part));
  if (by.some((formula) => formula === undefined)) return;
  from.references.push({ name, to: to.name, kind: 'computed', by: by as string[] });
}

function partFor(w: Writer, from: Entity, to: Entity, part: KeyPart): string | undefined {
  if (part.reference) {
    const target = to.references.find((r) => r.name === part.reference)!.to;
    const ways = walks(w.model, from, 2).filter(({ at }) => at.name === target);
    return ways.length > 0 ? w.random.pick(ways).path.join('.') : undefined;
  }
  const scope = { ...scopeOf(from), lists: false };
  if (part.type.kind === 'date') return date(w, scope, 1);
  if (part.type.kind === 'number') return whole(w, scope, NONE, w.random.int(0, 1));
  const sure = columns(w, scope, (type) => type.kind === part.type.kind).filter((c) => !c.optional);
  return sure.length > 0 ? w.random.pick(sure).written : undefined;
}

/**
 * A group over an entity, by facts, terms and references. References make new ways for lists to lead, so a group made
 * after terms that name lists has none.
 */
export function groupOver(w: Writer, of: Entity, name: string, withReferences: boolean): Entity {
  const { random, model } = w;
  const group = emptyEntity(name, 'group');
  const by: Record<string, string> = {};
  group.key = [];
  const scope = { ...scopeOf(of), lists: false };
  for (let n = random.int(1, 2); n > 0; n--) {
    const part = random.weighted<() => void>([
      [5, () => textPart(w, of, group, by)],
      [
        3,
        () => () => {
          const k = w.fresh('k');
          by[k] = random.chance(50) ? `year(${date(w, scope, 0)})` : whole(w, scope, NONE, 0)!;
          group.key.push({ name: k, type: { kind: 'number', dimensions: NONE, scale: 0 } });
        },
      ],
      [1, () => typedPart(w, of, group, by, 'boolean')],
      [1, () => typedPart(w, of, group, by, 'date')],
      [withReferences ? 3 : 0, () => referencePart(w, of, group, by)],
    ]);
    part?.();
  }
  group.group = { of: of.name, by, ...(random.chance(25) && { where: truth(w, scope, 1) }) };
  model.entities.push(group);
  of.references.push({ name, to: name, kind: 'group' });
  return group;
}

function textPart(w: Writer, of: Entity, group: Entity, by: Record<string, string>) {
  return typedPart(w, of, group, by, 'text');
}

function typedPart(w: Writer, of: Entity, group: Entity, by: Record<string, string>, kind: Type['kind']) {
  const sure = columns(w, { ...scopeOf(of), lists: false }, (type) => type.kind === kind).filter(
    (c) => !c.optional,
  );
  if (sure.length === 0) return undefined;
  return () => {
    const { written, type } = w.random.pick(sure);
    const k = w.fresh('k');
    by[k] = written;
    group.key.push({ name: k, type });
  };
}

function referencePart(w: Writer, of: Entity, group: Entity, by: Record<string, string>) {
  const ways = walks(w.model, of, 2).filter(
    ({ at, path }) => at.key.length === 1 && at.kind !== 'group' && !((path.at(-1) as string) in by),
  );
  if (ways.length === 0) return undefined;
  return () => {
    const { path, at } = w.random.pick(ways);
    const name = at.name;
    if (name in by) return;
    by[name] = path.join('.');
    group.key.push({ name, type: at.key[0]!.type, reference: name });
    group.references.push({ name, to: at.name, kind: 'column' });
  };
}

/** A row per row of the parent and element of a list of each kind. */
export function eachOf(w: Writer, parent: Entity, name: string): Entity | undefined {
  const { random } = w;
  const each = emptyEntity(name, 'each');
  const variable = w.fresh('n');
  const element = (type: Type) => {
    each.key.push({ name: variable, type });
  };
  each.key = parent.key.map((part) => ({ ...part, reference: parent.name }));
  const small = parent.facts.find((f) => f.small && !f.optional);
  const dates = parent.facts.filter((f) => f.declared === DATE && !f.optional);
  const list = random.weighted<string>([
    [
      5,
      () => {
        element({ kind: 'number', dimensions: NONE, scale: 0 });
        const to = small && random.chance(60) ? small.name : smallCount(w);
        return random.chance(50) ? `for i in ${random.pick(['0', '1'])}..${to} return i` : `1..${to}`;
      },
    ],
    [
      3,
      () => {
        element({ kind: 'date' });
        const from = dates.length > 0 && random.chance(50) ? random.pick(dates).name : 'period.start';
        return random.chance(50) ? `months(${from}, ${from} + @"P3M")` : `months(period.start, period.end)`;
      },
    ],
    [
      2,
      () => {
        element({ kind: 'date' });
        const from = dates.length > 0 && random.chance(60) ? random.pick(dates).name : 'period.start';
        return `years(${from}, @"2025-06-30")`;
      },
    ],
    [
      3,
      () => {
        const records = recordParameter(w);
        const elements = records.columns.map((c) => ({ name: `${variable}.${c.name}`, type: c.type }));
        each.key.push(elements[0]!);
        each.elements = elements.slice(1);
        return records.name;
      },
    ],
    [
      2,
      () => {
        element({ kind: 'text' });
        return elementList(w);
      },
    ],
  ])!;
  each.each = { of: parent.name, variable, list };
  each.references.push({ name: parent.name, to: parent.name, kind: 'parent' });
  w.model.entities.push(each);
  return each;
}
