/** What is computed so far: for each entity its rows, and for each column the table that holds it. */
import type { Plan, PlanEntity } from '../language/plan.ts';
import type { NumberInfo, StepKind } from './lower/steps.ts';

export interface StoredColumn {
  /** SQL name of the table; it has a column `rid`. */
  table: string;
  /** Name in that table. */
  name: string;
  kind: StepKind;
  number?: NumberInfo;
}

export interface StoredEntity {
  readonly entity: PlanEntity;
  /** Names of its terms. */
  readonly terms: ReadonlySet<string>;
  /** SQL name of the table every row is in; undefined until the rows are made. */
  rows?: string;
  count: number;
  /** By name of key part, fact, element column or term; references as `ref:name`. */
  readonly columns: Map<string, StoredColumn>;
}

export const ROOT: PlanEntity = {
  name: 'agreement',
  key: [],
  rows: { kind: 'root' },
  facts: [],
  references: [],
  terms: [],
  elements: [],
  origin: { file: '', line: 1, column: 1 },
};

export class Store {
  readonly plan: Plan;
  readonly #entities = new Map<string, StoredEntity>();

  constructor(plan: Plan) {
    this.plan = plan;
    for (const entity of plan.entities) this.#add(entity);
    if (!this.#entities.has('agreement')) this.#add(ROOT);
  }

  #add(entity: PlanEntity): void {
    const terms = new Set(entity.terms.map(({ name }) => name));
    this.#entities.set(entity.name, { entity, terms, count: 0, columns: new Map() });
  }

  entity(name: string): StoredEntity {
    const entity = this.#entities.get(name);
    if (!entity) throw new Error(`no entity ${name}`);
    return entity;
  }

  entities(): IterableIterator<StoredEntity> {
    return this.#entities.values();
  }

  column(entity: string, name: string): StoredColumn {
    const column = this.entity(entity).columns.get(name);
    if (!column) throw new Error(`${entity}.${name} is read before it is computed`);
    return column;
  }

  /** Where a reference of `entity` leads. */
  target(entity: string, reference: string): string {
    if (reference === 'agreement') return 'agreement';
    const found = this.entity(entity).entity.references.find((r) => r.name === reference);
    if (!found) throw new Error(`${entity} has no reference ${reference}`);
    return found.to;
  }
}
