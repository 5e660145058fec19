/** The values of an expression and of all within it, in one row, and which of them says why it is unknown. */
import type { Expression, PlanTerm } from '../../language/plan.ts';
import type { Cell } from '../../warehouse/warehouse.ts';
import { Frame } from '../frame.ts';
import { integer } from '../lower/integers.ts';
import { dated, lower } from '../lower/expression.ts';
import type { ColumnExpression } from '../lower/scope.ts';
import type { Output, Step } from '../lower/steps.ts';
import { matches, matchingOf } from '../lower/tables.ts';
import type { Reason } from '../types.ts';
import { columnIn, operands, pathLabel, walk } from './formula.ts';
import type { Rows } from './rows.ts';
import type { Why } from './why.ts';

export interface Place {
  entity: string;
  rid: number;
}

/** The row expressions are written in; in the body of an aggregate the element's, with mine beside it. */
export interface Site {
  row: 'me' | 'element';
  me: Place;
  element?: Place;
  /** The visible term: what an overflow is named after. */
  name: string;
}

export function siteOf(me: Place, term: PlanTerm): Site {
  return { row: 'me', me, name: term.hiddenIn ?? term.name };
}

type Row = Site['row'];
type Lookup = Extract<Expression, { op: 'lookup' }>;
type MaybeReason = Promise<Reason | undefined>;

const COUNT = { kind: 'number', dimensions: {}, scale: 0 } as const;

export class Values {
  readonly #why: Why;
  readonly #site: Site;
  readonly #cells = new Map<string | Expression, Cell>();

  private constructor(why: Why, site: Site) {
    this.#why = why;
    this.#site = site;
  }

  /** In one query; `paths` are walked besides those of the expressions. */
  static async read(
    why: Why,
    site: Site,
    expressions: readonly Expression[],
    paths: readonly (readonly string[])[] = [],
  ): Promise<Values> {
    const values = new Values(why, site);
    const frame = frameOf(why.rows, site);
    const asked = new Map<string | Expression, Step>();
    const walkPath = (row: Row, path: readonly string[]) =>
      path.forEach((_, i) => {
        const prefix = path.slice(0, i + 1);
        asked.set(rowLabel(row, prefix), frame.rid(row, prefix));
      });
    for (const path of paths) walkPath('me', path);
    for (const expression of expressions)
      for (const e of walk(expression)) {
        asked.set(e, lower(frame, e));
        if (e.op === 'column') walkPath(e.row, e.path);
        if (e.op === 'lookup') {
          const { rows, version } = lookupSteps(frame, e);
          asked.set(lookupLabel(e, 'rows'), rows);
          asked.set(lookupLabel(e, 'version'), version);
        }
      }
    if (asked.size === 0) return values;
    const outputs: Output[] = [...asked.values()].map((step, i) => ({ name: `v${i}`, step }));
    const query = frame.select(outputs, `${frame.ridText(site.row)} = ${values.#place(site.row).rid}`);
    const [cells = []] = await why.rows.work.values(query);
    [...asked.keys()].forEach((label, i) => values.#cells.set(label, cells[i] ?? null));
    return values;
  }

  value(e: Expression): Cell {
    return this.#cells.get(e) ?? null;
  }

  /** Undefined where the expression is known. */
  async reason(e: Expression): MaybeReason {
    if (this.value(e) !== null) return undefined;
    switch (e.op) {
      case 'constant':
      case 'context':
        return undefined;
      case 'column':
        return this.#column(e);
      case 'parameter':
        return this.#late(e.name, e.date);
      case 'in_list':
        return (await this.reason(e.value)) ?? this.#late(e.list, e.date);
      case 'lookup':
        return (await this.#first(e.arguments)) ?? this.#lookup(e);
      case 'and':
      case 'or':
        return this.#first(e.operands);
      case 'if': {
        const condition = this.value(e.condition);
        return this.reason(condition === null ? e.condition : condition === true ? e.then : e.else);
      }
      case 'absent':
        return this.#path(columnIn(e.value));
      case 'otherwise': {
        const column = columnIn(e.value);
        // The fact is there, but cannot be written at the scale asked for.
        if (this.value(column) !== null) return this.reason(e.value);
        return (await this.#path(column)) ?? this.reason(e.instead);
      }
      case 'divide':
      case 'modulo': {
        const why = await this.#first([e.left, e.right]);
        const zero = BigInt(String(this.value(e.right) ?? 1)) === 0n;
        return why ?? this.#own(zero ? 'division by zero' : 'overflow', this.#site.name);
      }
      default:
        return (await this.#first(operands(e))) ?? this.#own('overflow', this.#site.name);
    }
  }

  /** Why a path of references from my row leads to no row. */
  async pathReason(path: readonly string[]): MaybeReason {
    return this.#walk('me', path);
  }

  async #first(expressions: readonly Expression[]): MaybeReason {
    for (const e of expressions) {
      const why = await this.reason(e);
      if (why) return why;
    }
    return undefined;
  }

  #place(row: Row): Place {
    const { me, element } = this.#site;
    return row === 'element' && element ? element : me;
  }

  #own(kind: Reason['kind'], name: string): Promise<Reason> {
    return this.#why.own(kind, this.#place(this.#site.row), name);
  }

  async #column(e: ColumnExpression): MaybeReason {
    const lost = await this.#path(e);
    if (lost) return lost;
    const at = this.#at(e.row, e.path) as Place;
    const entity = this.#why.rows.entity(at.entity);
    const reference = entity.references.find(({ name }) => name === e.name);
    if (reference && reference.to !== 'party' && e.type.kind === 'reference')
      return this.#why.reference(at, e.name);
    if (entity.terms.some(({ name }) => name === e.name)) return this.#why.term(at, e.name);
    const given = reference !== undefined || entity.facts.some(({ name }) => name === e.name);
    return given ? this.#why.own('missing', at, e.name) : undefined;
  }

  #path(e: ColumnExpression): MaybeReason {
    return this.#walk(e.row, e.path);
  }

  /** The first reference of a path that leads to no row says why. */
  async #walk(row: Row, path: readonly string[]): MaybeReason {
    for (const [i, name] of path.entries()) {
      if (this.#at(row, path.slice(0, i + 1))) continue;
      return this.#why.reference(this.#at(row, path.slice(0, i)) as Place, name);
    }
    return undefined;
  }

  /** The row a path leads to; undefined where it leads to none. */
  #at(row: Row, path: readonly string[]): Place | undefined {
    if (path.length === 0) return this.#place(row);
    const rid = this.#cells.get(rowLabel(row, path)) ?? null;
    if (rid === null) return undefined;
    const { store } = this.#why.rows.work;
    const entity = path.reduce((at, name) => store.target(at, name), this.#place(row).entity);
    return { entity, rid: Number(rid) };
  }

  /** A parameter has no value where the date is unknown, or before its first. */
  async #late(name: string, date: Expression): MaybeReason {
    if (this.#isAlways(name)) return undefined;
    return (await this.reason(date)) ?? this.#own('not dated', name);
  }

  #isAlways(name: string): boolean {
    const parameter = this.#why.rows.work.parameters.get(name);
    if (!parameter || !('values' in parameter)) return true;
    const [only] = parameter.values;
    return parameter.values.length === 1 && only?.from === null;
  }

  /** Of a table whose arguments are known: no version, several rows, no row, or an overflow on its line. */
  async #lookup(e: Lookup): MaybeReason {
    if (!this.#isAlways(e.table)) {
      const why = await this.reason(e.date);
      if (why) return why;
      if (this.#cells.get(lookupLabel(e, 'version')) === null) return this.#own('not dated', e.table);
    }
    const table = this.#why.rows.work.parameters.get(e.table);
    const rows = this.#cells.get(lookupLabel(e, 'rows')) ?? null;
    const count = rows === null ? 0 : Number(rows);
    if (count > 1 && table?.kind === 'table' && table.hit === 'unique') return this.#own('several', e.table);
    return count === 0 ? this.#own('outside', e.table) : this.#own('overflow', this.#site.name);
  }
}

function frameOf(rows: Rows, { row, me, element }: Site): Frame {
  if (row === 'me' || !element) return Frame.of(rows.work, 'me', me.entity);
  return Frame.of(rows.work, 'element', element.entity).row('me', me.entity, String(me.rid));
}

const rowLabel = (row: Row, path: readonly string[]) => `${row} ${pathLabel(path)}`;

/** Equal lookups have equal results. */
const lookupLabel = (e: Lookup, what: 'rows' | 'version') => `${what} ${JSON.stringify(e)}`;

/** How many of the table's rows match, and which version of it holds. */
function lookupSteps(frame: Frame, e: Lookup): { rows: Step; version: Step } {
  const table = frame.parameter(e.table);
  if (table.kind !== 'table') throw new Error(`not a table: ${e.table}`);
  const args = e.arguments.map((argument) => lower(frame, argument));
  const count = { type: COUNT, date: e.date };
  return {
    rows: dated(frame, count, table.values, (_, i) => matches(frame, matchingOf(frame, table, i), args)),
    version: dated(frame, count, table.values, (_, i) => integer(frame.steps, BigInt(i))),
  };
}
