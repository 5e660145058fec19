/**
 * The rows of every entity, their references and their terms, each computed when first asked for and remembered.
 * Plain recursion over the plan: no queries, no order of evaluation, nothing shared with the engine.
 */
import type {
  EachList,
  Expression,
  Plan,
  PlanEntity,
  PlanParameter,
  PlanReference,
  PlanTerm,
} from '../../src/language/plan.ts';
import { aggregate } from './aggregate.ts';
import { parseDate, steps } from './calendar.ts';
import { evaluate, resolveDated } from './evaluate.ts';
import { PaymentBook } from './payments.ts';
import { type Given, type GivenRow, type Row, identity, makeRow, parseKey } from './rows.ts';
import { type Known, Unknown, type Value, compareKeys, isDate, isRow, parseConstant } from './value.ts';

export class World {
  readonly plan: Plan;
  readonly given: Given;
  readonly period: { from: number; to: number };
  readonly asOf: number;
  readonly root: Row;
  readonly payments: PaymentBook;
  readonly #rows = new Map<string, Row[]>();
  readonly #byKey = new Map<string, Map<string, Row>>();
  readonly #references = new Map<Row, Map<string, Row | Unknown>>();
  readonly #terms = new Map<Row, Map<string, Value | 'computing'>>();
  readonly #lists = new Map<string, Map<Row, Row[]>>();

  constructor(plan: Plan, given: Given) {
    this.plan = plan;
    this.given = given;
    this.period = { from: parseDate(given.period.from), to: parseDate(given.period.to) };
    this.asOf = parseDate(given.asOf);
    this.root = this.rows('agreement')[0]!;
    this.payments = new PaymentBook(this);
  }

  entity(name: string): PlanEntity {
    const entity = this.plan.entities.find((e) => e.name === name);
    if (!entity) throw new Error(`No entity ${name}`);
    return entity;
  }

  parameter<K extends PlanParameter['kind']>(name: string, kind: K): Extract<PlanParameter, { kind: K }> {
    const parameter = this.plan.parameters.find((p) => p.name === name);
    if (parameter?.kind !== kind) throw new Error(`No ${kind} parameter ${name}`);
    return parameter as Extract<PlanParameter, { kind: K }>;
  }

  // ------------------------------------------------------------------------------------------------ rows

  /** In key order. */
  rows(entity: string): Row[] {
    let rows = this.#rows.get(entity);
    if (!rows) {
      rows = this.#makeRows(this.entity(entity)).sort((a, b) => compareKeys(a.key, b.key));
      this.#rows.set(entity, rows);
      const byKey = new Map<string, Row>();
      for (const row of rows) {
        if (byKey.has(identity(row.key))) throw new Error(`${entity}: two rows have the key ${row.id}`);
        byKey.set(identity(row.key), row);
      }
      this.#byKey.set(entity, byKey);
    }
    return rows;
  }

  find(entity: string, key: readonly Known[]): Row | undefined {
    this.rows(entity);
    return this.#byKey.get(entity)!.get(identity(key));
  }

  #makeRows(entity: PlanEntity): Row[] {
    const { rows } = entity;
    switch (rows.kind) {
      case 'root':
        return [makeRow(entity, [])];
      case 'bound':
        return (this.given.rows[entity.name] ?? []).map((given) => this.#boundRow(entity, given));
      case 'referred':
        // Rows that are given are all there are; without them each id that a reference holds is one.
        if (this.given.rows[entity.name])
          return this.given.rows[entity.name]!.map((given) => this.#boundRow(entity, given));
        return distinct(this.#referredKeys(entity)).map((key) => makeRow(entity, key));
      case 'group': {
        const keys = this.rows(rows.entity).flatMap((row) => {
          const by = rows.by.map((b) => b.value);
          const key = this.#groupKey(row, by, entity.name, rows.where);
          return key instanceof Unknown || key === 'outside the group' ? [] : [key];
        });
        return distinct(keys).map((key) => makeRow(entity, key));
      }
      case 'each':
        return this.rows(rows.parent).flatMap((parent) =>
          this.#elements(parent, rows.list).map((element) => {
            const row = makeRow(entity, [...parent.key, element.key]);
            row.parent = parent;
            for (const [column, value] of element.columns)
              row.element.set(`${rows.variable}.${column}`, value);
            return row;
          }),
        );
    }
  }

  #boundRow(entity: PlanEntity, given: GivenRow): Row {
    const parts = entity.key.map((part) => {
      const constant = given.key[part.name];
      if (constant === undefined || constant === null) {
        throw new Error(`${entity.name}: a row without its key part ${part.name}`);
      }
      return parseConstant(part.type, constant);
    });
    const row = makeRow(entity, parts);
    row.given = given;
    return row;
  }

  /** The keys that columns of references to the entity hold; a group's own bring no new ones. */
  #referredKeys(entity: PlanEntity): Known[][] {
    const holders = this.plan.entities.filter((e) => e.rows.kind !== 'group');
    return holders.flatMap((from) =>
      from.references
        .filter((reference) => reference.kind === 'column' && reference.to === entity.name)
        .flatMap((reference) =>
          this.rows(from.name).flatMap((row) => {
            const key = this.#referenceColumn(row, reference.name, entity);
            return key ? [key] : [];
          }),
        ),
    );
  }

  /** The key of the group a row falls in; unknown where a part or `where` is. */
  #groupKey(
    row: Row,
    by: readonly Expression[],
    name: string,
    where?: Expression,
  ): Known[] | Unknown | 'outside the group' {
    const here = { world: this, me: row, name };
    if (where) {
      const passes = evaluate(where, here);
      if (passes instanceof Unknown) return passes;
      if (passes === false) return 'outside the group';
    }
    return this.#keyOf(row, by, name);
  }

  /** Key parts by expressions; a reference among them stands for the parts of its row's key. */
  #keyOf(row: Row, by: readonly Expression[], name: string): Known[] | Unknown {
    const key: Known[] = [];
    for (const part of by) {
      const value = evaluate(part, { world: this, me: row, name });
      if (value instanceof Unknown) return value;
      if (isRow(value)) key.push(...value.key);
      else key.push(value);
    }
    return key;
  }

  /** An unknown list has no elements: the parent then has no rows here (§1). */
  #elements(parent: Row, list: EachList): { key: Known; columns: [string, Known][] }[] {
    const here = { world: this, me: parent, name: '' };
    switch (list.kind) {
      case 'range': {
        const from = evaluate(list.from, here);
        const to = evaluate(list.to, here);
        if (from instanceof Unknown || to instanceof Unknown) return [];
        const elements: { key: Known; columns: [string, Known][] }[] = [];
        for (let i = from as bigint; i <= (to as bigint); i++) elements.push({ key: i, columns: [] });
        return elements;
      }
      case 'months':
      case 'years': {
        const from = evaluate(list.from, here);
        const to = evaluate(list.to, here);
        if (from instanceof Unknown || to instanceof Unknown || !isDate(from) || !isDate(to)) return [];
        return steps(from.day, to.day, list.kind === 'months' ? 1n : 12n).map((day) => ({
          key: { day },
          columns: [],
        }));
      }
      case 'records': {
        const records = this.parameter(list.parameter, 'records');
        return records.rows.map((cells) => {
          const columns = records.columns.map((column, i): [string, Known] => [
            column.name,
            parseConstant(column.type, cells[i]!),
          ]);
          return { key: columns[0]![1], columns };
        });
      }
      case 'list': {
        const { type, values } = this.parameter(list.parameter, 'list');
        const date = parent.plan.dated ? evaluate(parent.plan.dated, here) : { day: this.period.from };
        const elements = resolveDated(values, date, () => new Unknown(noReason));
        if (elements instanceof Unknown) return [];
        return elements.map((element) => ({ key: parseConstant(type, element!), columns: [] }));
      }
    }
  }

  // ------------------------------------------------------------------------------------------ references

  /** The row a reference leads to. `party` references are columns of text: see `party`. */
  reference(row: Row, name: string): Row | Unknown {
    let known = this.#references.get(row);
    if (!known) this.#references.set(row, (known = new Map()));
    let target = known.get(name);
    if (target === undefined) {
      target = this.#follow(row, name);
      known.set(name, target);
    }
    return target;
  }

  #follow(row: Row, name: string): Row | Unknown {
    const reference = row.plan.references.find((r) => r.name === name);
    if (!reference) {
      if (name === 'agreement') return this.root;
      throw new Error(`${row.entity} has no reference ${name}`);
    }
    const noMatch = () => new Unknown({ kind: 'no match', entity: row.entity, key: row.id, name });
    switch (reference.kind) {
      case 'parent':
        return row.parent!;
      case 'column': {
        const target = this.entity(reference.to);
        const key = this.#referenceColumn(row, name, target);
        if (!key) return new Unknown({ kind: 'missing', entity: row.entity, key: row.id, name });
        const found = this.find(reference.to, key);
        if (!found) throw new Error(`${row.entity} ${row.id}: ${name} names no row of ${reference.to}`);
        return found;
      }
      case 'computed': {
        const key = this.#keyOf(row, reference.by, name);
        return key instanceof Unknown ? key : (this.find(reference.to, key) ?? noMatch());
      }
      case 'group': {
        const key = this.#groupKey(row, reference.by, name, reference.where);
        if (key instanceof Unknown) return key;
        return key === 'outside the group' ? noMatch() : (this.find(reference.to, key) ?? noMatch());
      }
    }
  }

  /** The key a column of references holds, from the column itself or, where it is part of the row's key, from there. */
  #referenceColumn(row: Row, name: string, target: PlanEntity): Known[] | undefined {
    const given = row.given?.references?.[name];
    if (given !== undefined) return given === null ? undefined : parseKey(target, given);
    const parts = row.plan.key.flatMap((part, i) =>
      part.name === name || part.name.startsWith(`${name}.`) ? [row.key[i]!] : [],
    );
    return parts.length > 0 ? parts : undefined;
  }

  /** The identifier in a `party` reference. */
  party(row: Row, name: string): Value {
    const given = row.given?.references?.[name];
    const missing = new Unknown({ kind: 'missing', entity: row.entity, key: row.id, name });
    if (given !== undefined) return given === null || given[0] === null ? missing : (given[0] as string);
    const part = row.plan.key.findIndex((p) => p.name === name);
    return part < 0 ? missing : row.key[part]!;
  }

  referencePlan(row: Row, name: string): PlanReference | undefined {
    return row.plan.references.find((r) => r.name === name);
  }

  // ----------------------------------------------------------------------------------------------- lists

  /** Every row of `entity` whose references `down` lead to the anchor, in key order. */
  list(entity: string, down: readonly string[], anchor: Row): Row[] {
    const name = JSON.stringify([entity, anchor.entity, ...down]);
    let lists = this.#lists.get(name);
    if (!lists) {
      lists = new Map();
      this.#lists.set(name, lists);
      for (const row of this.rows(entity)) {
        let at: Row | Unknown = down.length === 0 ? this.root : row;
        for (const step of down) at = at instanceof Unknown ? at : this.reference(at, step);
        if (at instanceof Unknown) continue;
        const rows = lists.get(at) ?? [];
        rows.push(row);
        lists.set(at, rows);
      }
    }
    return lists.get(anchor) ?? [];
  }

  // ----------------------------------------------------------------------------------------------- terms

  term(row: Row, name: string): Value {
    let known = this.#terms.get(row);
    if (!known) this.#terms.set(row, (known = new Map()));
    const before = known.get(name);
    if (before === 'computing') throw new Error(`${row.entity} ${row.id}: ${name} needs itself`);
    if (before !== undefined) return before;
    known.set(name, 'computing');
    const value = this.#compute(row, name);
    known.set(name, value);
    return value;
  }

  #compute(row: Row, name: string): Value {
    const posted = this.plan.posted.find((p) => p.entity === row.entity && p.term === name);
    if (posted) return this.payments.posted(posted, row);
    const term = row.plan.terms.find((t) => t.name === name) as PlanTerm;
    const here = { world: this, me: row, name: term.hiddenIn ?? term.name };
    return term.aggregate ? aggregate(term.aggregate, term.type, here) : evaluate(term.expression!, here);
  }
}

const noReason = { kind: 'missing' as const, entity: '', key: '', name: '' };

function distinct(keys: Known[][]): Known[][] {
  return [...new Map(keys.map((key) => [identity(key), key])).values()];
}
