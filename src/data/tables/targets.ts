/** The columns an entity's fact table has, and the headers each is looked for under. */
import type { KeyPart, Plan, PlanEntity, ScalarType } from '../../language/plan.ts';
import type { Agreement, ColumnMap } from '../../language/agreement.ts';
import type { ColumnType } from '../../warehouse/warehouse.ts';

export interface Target {
  /** Column of `facts."<entity>"`: a key part, a fact, or `<reference>.<part>`. */
  name: string;
  type: ScalarType;
  isKey: boolean;
  /** Facts that may be absent; the column may be missing too. */
  optional: boolean;
  /** The names a column map, a header or a row may use for it, the best first. */
  names: string[];
  oneOf?: string[];
}

/** Entities that take their rows from a binding. */
export function boundEntities({ plan, bindings }: Agreement): PlanEntity[] {
  return plan.entities.filter(
    ({ name, rows }) => rows.kind === 'bound' || (rows.kind === 'referred' && Object.hasOwn(bindings, name)),
  );
}

/** The columns of an entity that its sources give, without those that come from elsewhere. */
export function boundTargets({ plan, bindings }: Agreement, entity: PlanEntity): Target[] {
  const { runs = [], results = [] } = bindings[entity.name] ?? {};
  return targetsOf(
    plan,
    entity,
    [...runs, ...results].map(({ fact }) => fact),
  );
}

/**
 * Key parts, then references that are columns, then facts; a key part that is a reference, or a fact in the key, is
 * one column. `except` are facts that come from other runs.
 */
export function targetsOf(plan: Plan, entity: PlanEntity, except: readonly string[] = []): Target[] {
  const targets = new Map<string, Target>();
  for (const part of entity.key) {
    const reference = entity.references.find((r) => r.name === part.name && r.kind === 'column');
    const single = reference && keyOf(plan, reference.to)?.[0];
    targets.set(part.name, {
      name: part.name,
      type: typeOf(plan, part),
      isKey: true,
      optional: false,
      names: single ? [part.name, `${part.name}.${single.name}`] : [part.name],
    });
  }
  for (const reference of entity.references) {
    if (reference.kind !== 'column') continue;
    const key = keyOf(plan, reference.to) ?? [{ name: 'id', type: { kind: 'text' } }];
    for (const part of key) {
      const name = `${reference.name}.${part.name}`;
      if (targets.has(name)) continue;
      const names = key.length === 1 ? [reference.name, name] : [name];
      targets.set(name, { name, type: typeOf(plan, part), isKey: false, optional: false, names });
    }
  }
  for (const fact of entity.facts) {
    if (except.includes(fact.name)) continue;
    const inKey = targets.get(fact.name);
    const target: Target = inKey ?? {
      name: fact.name,
      type: fact.type,
      isKey: false,
      optional: fact.optional,
      names: [fact.name],
    };
    if (fact.oneOf) target.oneOf = fact.oneOf;
    targets.set(fact.name, target);
  }
  return [...targets.values()];
}

/** The column map's entry for a target, under any of its names. */
export function mapOf(target: Target, columns: Record<string, ColumnMap>): ColumnMap | undefined {
  for (const name of target.names) if (Object.hasOwn(columns, name)) return columns[name];
  return undefined;
}

function keyOf(plan: Plan, entity: string): KeyPart[] | undefined {
  return plan.entities.find((e) => e.name === entity)?.key;
}

/** A key part that refers to a row is stored as that row's own key. */
function typeOf(plan: Plan, part: KeyPart): ScalarType {
  let type = part.type;
  for (let depth = 0; type.kind === 'reference' && depth < 8; depth += 1) {
    type = keyOf(plan, type.entity)?.[0]?.type ?? { kind: 'text' };
  }
  return type.kind === 'reference' ? { kind: 'text' } : type;
}

/** Text and identifiers of parties: stored as they are. */
export function isText(type: ScalarType): boolean {
  return type.kind === 'text' || type.kind === 'party' || type.kind === 'reference';
}

/** How values of a type are stored; numbers that do not fit 64 bits make their column `hugeint`. */
export function columnTypeOf(type: ScalarType): ColumnType {
  switch (type.kind) {
    case 'number':
      return 'bigint';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'duration':
      return 'interval';
    default:
      return 'varchar';
  }
}
