/**
 * Why one value is unknown (docs/language.md §3): from its formula to the first operand that is unknown, and on from there. The run's
 * own pass over reasons (`../reasons`) works for all rows at once, which is too much to ask for one row of a million; here only the
 * one chain is followed. Both must say the same.
 */
import type { Expression, PlanTerm, PostedTerm } from '../../language/plan.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { STATEMENT } from '../payments/statement.ts';
import { RUN_CATALOG } from '../reopen.ts';
import { spelledOut } from '../rows/group.ts';
import { statementRow } from '../statement-rows.ts';
import type { Reason } from '../types.ts';
import { paymentRows } from './lists.ts';
import type { Rows } from './rows.ts';
import { aggregateReason } from './why-aggregate.ts';
import { siteOf, Values, type Place, type Site } from './why-values.ts';

export class Why {
  readonly rows: Rows;
  readonly #known = new Map<string, Promise<Reason | undefined>>();

  constructor(rows: Rows) {
    this.rows = rows;
  }

  /** Why a term has no value in a row where it has none. */
  term(at: Place, name: string): Promise<Reason | undefined> {
    return this.#once(`term ${at.entity} ${at.rid} ${name}`, async () => {
      const term = this.rows.entity(at.entity).terms.find((one) => one.name === name);
      if (!term) return undefined;
      const posted = this.rows.work.agreement.plan.posted.find(
        (one) => one.entity === at.entity && one.term === name,
      );
      if (posted) return this.#posted(at, term, posted);
      if (term.aggregate) return aggregateReason(this, at, term, term.aggregate);
      return term.expression && this.first(siteOf(at, term), [term.expression]);
    });
  }

  /** Why a reference leads to no row where it leads to none. */
  reference(at: Place, name: string): Promise<Reason | undefined> {
    return this.#once(`reference ${at.entity} ${at.rid} ${name}`, async () => {
      const reference = this.rows.entity(at.entity).references.find((one) => one.name === name);
      if (reference?.kind !== 'computed' && reference?.kind !== 'group') return this.own('missing', at, name);
      const site: Site = { row: 'me', me: at, name };
      const where = reference.kind === 'group' ? reference.where : undefined;
      const parts = reference.by.flatMap((e) => spelledOut(this.rows.work.store, e));
      const values = await Values.read(this, site, where ? [where] : []);
      if (where && values.value(where) !== true)
        // A row that the filter leaves out has no key to ask for.
        return (await values.reason(where)) ?? this.own('no match', at, name);
      return (await this.first(site, parts)) ?? this.own('no match', at, name);
    });
  }

  /** The first expression that is unknown says why. */
  async first(site: Site, expressions: readonly Expression[]): Promise<Reason | undefined> {
    const values = await Values.read(this, site, expressions);
    for (const e of expressions) {
      const why = await values.reason(e);
      if (why) return why;
    }
    return undefined;
  }

  async own(kind: Reason['kind'], { entity, rid }: Place, name: string): Promise<Reason> {
    return { kind, entity, key: await this.rows.key(entity, rid), name };
  }

  /** Of `posted("id")`: the first of the payment's rows, in key order, that is undetermined. */
  async #posted(at: Place, term: PlanTerm, posted: PostedTerm): Promise<Reason | undefined> {
    const { work } = this.rows;
    const [row] = await work.warehouse.rows(
      `select * from ${q(RUN_CATALOG)}.${STATEMENT} where payment = ${quoteLiteral(posted.payment)}
         and status = 'undetermined' and ${RID} in (${paymentRows(this.rows, at.rid, posted)}) order by n limit 1`,
    );
    if (row) return statementRow(row, work.agreement.plan.minorUnit).reason;
    return this.own('overflow', at, term.hiddenIn ?? term.name);
  }

  #once(label: string, work: () => Promise<Reason | undefined>): Promise<Reason | undefined> {
    let known = this.#known.get(label);
    if (!known) this.#known.set(label, (known = work()));
    return known;
  }
}
