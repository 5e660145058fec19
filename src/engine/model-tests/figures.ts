/** What a test's agreement computes: its facts read, its terms evaluated, in a catalogue of its own in memory. */
import { loadFacts } from '../../data/tables/index.ts';
import type { Agreement } from '../../language/agreement.ts';
import { hasErrors, type Checked } from '../../language/diagnostic.ts';
import type { ScalarType } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { quoteIdentifier as q, type Cell, type Warehouse } from '../../warehouse/warehouse.ts';
import { referenceColumn, RID } from '../columns.ts';
import { evaluate } from '../evaluate.ts';
import { constantOfCell } from '../explain/rows.ts';
import { STATEMENT } from '../payments/statement.ts';
import { statementRow } from '../statement-rows.ts';
import { Reasons } from '../reasons/index.ts';
import type { Reason, StatementRow } from '../types.ts';
import type { Work } from '../work.ts';
import type { Figure } from './compare.ts';

export interface Figures {
  /** A term, fact or other column of a row, by its key with parts joined by commas; undefined: there is no such row. */
  term(entity: string, key: string, name: string): Promise<Figure | undefined>;
  payment(id: string, key: string): Promise<StatementRow | undefined>;
  close(): Promise<void>;
}

/** One database for one test after the other, each in a catalogue of its own: opening one takes as long as a small test. */
export class TestDatabase {
  #warehouse: Promise<Warehouse> | undefined;
  #tests = 0;

  /** Computes a test's agreement. The caller closes what comes back, before the next; errors of the facts leave no value. */
  async compute(agreement: Agreement): Promise<Checked<Figures>> {
    try {
      const warehouse = await (this.#warehouse ??= openDuckdb({ threads: 1 }));
      const catalogue = `test${(this.#tests += 1)}`;
      await warehouse.run(`attach ':memory:' as ${catalogue}; use ${catalogue}`);
      const release = async () => {
        await warehouse.run(`use memory; detach ${catalogue}`);
      };
      const facts = await loadFacts(warehouse, agreement);
      const diagnostics = [...facts.diagnostics];
      if (!hasErrors(diagnostics)) {
        const work = await evaluate(agreement, warehouse, { files: facts.sources.map(({ file }) => file) });
        diagnostics.push(...work.diagnostics);
        if (!hasErrors(diagnostics)) return { value: new WorkFigures(work, release), diagnostics };
      }
      await release();
      return { diagnostics };
    } catch (error) {
      // What state it is in nobody knows: the next test gets another.
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const open = this.#warehouse;
    this.#warehouse = undefined;
    (await open?.catch(() => undefined))?.close();
  }
}

class WorkFigures implements Figures {
  readonly #work: Work;
  readonly #reasons: Reasons;
  /** Entity → key → number of the row. */
  readonly #rows = new Map<string, Promise<Map<string, number>>>();
  #statement: Promise<Map<string, StatementRow>> | undefined;
  /** Table and column → its cells by number of the row: a test asks for most of a column. */
  readonly #columns = new Map<string, Promise<Map<number, Cell>>>();
  readonly close: () => Promise<void>;

  constructor(work: Work, release: () => Promise<void>) {
    this.#work = work;
    this.close = release;
    this.#reasons = new Reasons(work);
  }

  async term(entity: string, key: string, name: string): Promise<Figure | undefined> {
    const rid = (await this.#keys(entity)).get(key);
    if (rid === undefined) return undefined;
    const type = this.#type(entity, name);
    // A reference is stored as the number of the row it leads to, and shown by that row's key.
    if (type.kind === 'reference') {
      const target = await this.#cell(entity, rid, referenceColumn(name));
      const keys = [...(await this.#keys(type.entity))].find(([, at]) => at === Number(target));
      return { kind: type.kind, value: target === null ? null : (keys?.[0] ?? null) };
    }
    const constant = constantOfCell(await this.#cell(entity, rid, name), type);
    if (constant === null)
      return { kind: type.kind, value: null, ...(await this.#why(entity, rid, key, name)) };
    return {
      kind: type.kind,
      value: typeof constant === 'boolean' ? constant : renderConstant(constant, type),
    };
  }

  async payment(id: string, key: string): Promise<StatementRow | undefined> {
    this.#statement ??= this.#readStatement();
    return (await this.#statement).get(JSON.stringify([id, key]));
  }

  /** A fact without a value is its own reason; a term's is found along the plan. */
  async #why(entity: string, rid: number, key: string, name: string): Promise<{ reason?: Reason }> {
    const { terms } = this.#work.store.entity(entity).entity;
    if (!terms.some((term) => term.name === name)) return { reason: { kind: 'missing', entity, key, name } };
    const reason = (await this.#reasons.ofTerm(entity, name, [rid])).get(rid);
    return reason ? { reason } : {};
  }

  #type(name: string, column: string): ScalarType {
    const { entity } = this.#work.store.entity(name);
    const typed = [...entity.terms, ...entity.facts, ...entity.elements, ...entity.key];
    const reference = entity.references.find((one) => one.name === column);
    if (reference)
      return reference.to === 'party' ? { kind: 'party' } : { kind: 'reference', entity: reference.to };
    const found = typed.find((one) => one.name === column);
    if (!found) throw new Error(`${name} has no ${column}`);
    return found.type;
  }

  async #cell(entity: string, rid: number, column: string): Promise<Cell> {
    const { table, name } = this.#work.store.column(entity, column);
    const place = `${table}.${q(name)}`;
    let cells = this.#columns.get(place);
    if (!cells) this.#columns.set(place, (cells = this.#readColumn(table, name)));
    return (await cells).get(rid) ?? null;
  }

  async #readColumn(table: string, name: string): Promise<Map<number, Cell>> {
    const rows = await this.#work.values(`select ${RID}, ${q(name)} from ${table}`);
    return new Map(rows.map(([rid, cell = null]) => [Number(rid), cell]));
  }

  #keys(name: string): Promise<Map<string, number>> {
    let keys = this.#rows.get(name);
    if (!keys) this.#rows.set(name, (keys = this.#readKeys(name)));
    return keys;
  }

  async #readKeys(name: string): Promise<Map<string, number>> {
    const { entity, rows } = this.#work.store.entity(name);
    if (rows === undefined) return new Map();
    const columns = [RID, ...entity.key.map((part) => q(part.name))].join(', ');
    const found = await this.#work.values(`select ${columns} from ${rows}`);
    return new Map(
      found.map(([rid, ...cells]) => [
        entity.key.map(({ type }, i) => renderConstant(constantOfCell(cells[i], type), type)).join(','),
        Number(rid),
      ]),
    );
  }

  async #readStatement(): Promise<Map<string, StatementRow>> {
    const rows = await this.#work.warehouse.rows(`select * from ${STATEMENT} order by n`);
    const { minorUnit } = this.#work.agreement.plan;
    return new Map(
      rows.map((row) => {
        const read = statementRow(row, minorUnit);
        return [JSON.stringify([read.payment, read.key]), read];
      }),
    );
  }
}
