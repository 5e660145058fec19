/** What a formula can name where it stands. */
import type { Entity } from './model.ts';

export interface Scope {
  /** The row whose columns are near: mine, or in the body of an aggregate the element's. */
  entity: Entity;
  /** How its columns are written: bare, or after the `for` variable. */
  prefix: string;
  /** In the body of an aggregate: my own row. */
  mine?: { entity: Entity; prefix: string };
  /** Optional columns that a guard has shown to be there, as written. */
  present: ReadonlySet<string>;
  /** Lists can be aggregated here (not in the body of an aggregate). */
  lists: boolean;
}

export function scopeOf(entity: Entity): Scope {
  return { entity, prefix: '', present: new Set(), lists: true };
}

export function knowing(scope: Scope, written: string): Scope {
  return { ...scope, present: new Set([...scope.present, written]) };
}

/** In `list[…]`: bare names are the element's, mine stand after my entity's name. */
export function inFilter(scope: Scope, of: Entity): Scope {
  const mine = scope.entity.kind === 'root' || of === scope.entity ? undefined : scope.entity;
  return {
    entity: of,
    prefix: '',
    ...(mine && { mine: { entity: mine, prefix: `${mine.name}.` } }),
    present: new Set(),
    lists: false,
  };
}

/** In `for x in list return …`: the element's stand after the variable, mine are bare. */
export function inBody(scope: Scope, of: Entity, variable: string): Scope {
  return {
    entity: of,
    prefix: `${variable}.`,
    mine: { entity: scope.entity, prefix: '' },
    present: new Set(),
    lists: false,
  };
}
