/** Where the reasons of a row are looked for: its frame, its own name and key, and the reasons found before. */
import type { KeyPart } from '../../language/plan.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { keyText } from '../keys.ts';
import type { Step } from '../lower/steps.ts';
import { sql } from '../lower/steps.ts';
import type { Reason } from '../types.ts';
import type { Work } from '../work.ts';

/** A reason as one text, so that it can be picked by `coalesce` and `arg_min`: kind, entity, name, then the key, which may hold anything. */
const SEPARATOR = '\u001f';

export function parseReason(text: string): Reason {
  const [kind = '', entity = '', name = '', ...key] = text.split(SEPARATOR);
  return { kind: kind as Reason['kind'], entity, key: key.join(SEPARATOR), name };
}

/** Tables of reasons by node (`term aco.savings`): `rid`, `reason`. A node that is never unknown has none. */
export type ReasonTables = ReadonlyMap<string, string>;

export class ReasonScope {
  readonly work: Work;
  readonly frame: Frame;
  readonly tables: ReasonTables;
  /** The row expressions are written in: in the body of an aggregate the element's. */
  readonly row: 'me' | 'element';
  readonly entity: string;
  /** What an overflow is named after: the visible term. */
  readonly name: string;
  readonly #joins = new Map<string, string>();

  constructor(
    work: Work,
    frame: Frame,
    tables: ReasonTables,
    row: 'me' | 'element',
    entity: string,
    name: string,
  ) {
    this.work = work;
    this.frame = frame;
    this.tables = tables;
    this.row = row;
    this.entity = entity;
    this.name = name;
  }

  /** Of the row expressions are written in. */
  own(kind: Reason['kind'], name: string): Step {
    return this.at(kind, this.row, [], this.entity, name);
  }

  /** Of the row a path leads to. */
  at(
    kind: Reason['kind'],
    row: 'me' | 'element',
    path: readonly string[],
    entity: string,
    name: string,
  ): Step {
    const head = quoteLiteral([kind, entity, name, ''].join(SEPARATOR));
    const key = keyText(this.frame, row, path, this.key(entity));
    return this.frame.steps.make('text', sql`(${head} || ${key})`);
  }

  key(entity: string): readonly KeyPart[] {
    return this.work.store.entity(entity).entity.key;
  }

  /** The reason found for a node in the row a path leads to; undefined if it never is unknown. */
  found(node: string, row: 'me' | 'element', path: readonly string[]): Step | undefined {
    const table = this.tables.get(node);
    if (table === undefined) return undefined;
    const rid = this.frame.ridText(row, path);
    const place = `${table} ${rid}`;
    let alias = this.#joins.get(place);
    if (alias === undefined) {
      alias = this.frame.join(table, (a) => `${a}.${RID} = ${rid}`);
      this.#joins.set(place, alias);
    }
    return this.frame.steps.leaf('text', `${alias}.reason`);
  }
}
