/** Pages of an entity's rows, out of the run's tables: sorted, narrowed, added up in the database; only what is seen is read. */
import { renderConstant } from '../../language/value.ts';
import type { Constant, Plan, PlanEntity, PlanPayment } from '../../language/plan.ts';
import { RID } from '../../engine/columns.ts';
import { constantOfCell } from '../../engine/explain/rows.ts';
import { Frame } from '../../engine/frame.ts';
import { keyText } from '../../engine/keys.ts';
import type { Output, Step } from '../../engine/lower/steps.ts';
import { STATEMENT } from '../../engine/payments/statement.ts';
import { RUN_CATALOG } from '../../engine/reopen.ts';
import type { Status } from '../../engine/types.ts';
import type { Work } from '../../engine/work.ts';
import { quoteIdentifier as q, quoteLiteral, type Cell } from '../../warehouse/warehouse.ts';
import type { EntityPage, EntityRow } from '../api.ts';
import { contains, readCondition, type Condition } from './filter.ts';
import type { OpenRun } from './open-runs.ts';
import { amountTerm, columnOf, columnsOf, type ShapeColumn } from './shape.ts';

export const STATEMENT_ROWS = `${q(RUN_CATALOG)}.${STATEMENT}`;

export interface Narrowed {
  search?: string | undefined;
  where?: readonly string[] | undefined;
}

interface Asked extends Narrowed {
  offset: number;
  limit: number;
  sort?: string | undefined;
}

/** The query over an entity's rows: named outputs, and the condition they must meet. */
export class EntityQuery {
  readonly entity: PlanEntity;
  readonly #work: Work;
  readonly #frame: Frame;
  readonly #outputs: Output[] = [];
  readonly #named = new Map<string, string>();
  readonly #conditions: string[] = [];

  constructor(work: Work, plan: Plan, entity: PlanEntity, narrowed: Narrowed) {
    this.entity = entity;
    this.#work = work;
    this.#frame = Frame.of(work, 'me', entity.name);
    this.#output('rid', () => this.#frame.rid('me'));
    const payments = plan.payments.filter((one) => one.for === entity.name).map(({ id }) => id);
    for (const text of narrowed.where ?? []) this.#narrow(readCondition(text, entity, payments));
    if (narrowed.search) this.#search(narrowed.search);
  }

  #output(label: string, make: () => Step): string {
    const known = this.#named.get(label);
    if (known) return known;
    const name = `o${this.#outputs.length}`;
    this.#outputs.push({ name, step: make() });
    this.#named.set(label, name);
    return name;
  }

  get rid(): string {
    return this.#named.get('rid') as string;
  }

  get key(): string {
    return this.#output('key', () => keyText(this.#frame, 'me', [], this.entity.key));
  }

  /** A reference by the key of the row it leads to. */
  column({ name, type, kind }: ShapeColumn): string {
    return this.#output(`column ${name}`, () => {
      if (kind !== 'reference' || type.kind !== 'reference') return this.#frame.stored('me', [], name);
      return keyText(this.#frame, 'me', [name], this.#work.store.entity(type.entity).entity.key);
    });
  }

  /** To sort by: a reference in the order of the rows it leads to. */
  order(column: ShapeColumn): string {
    if (column.type.kind !== 'reference' || column.kind !== 'reference') return this.column(column);
    return this.#output(`order ${column.name}`, () => this.#frame.rid('me', [column.name]));
  }

  #narrow({ of, sql }: Condition): void {
    if (of.kind === 'column') {
      this.#conditions.push(`coalesce(${sql(this.column(of.column))}, false)`);
      return;
    }
    this.#conditions.push(sql(this.status(of.payment)));
  }

  /** Of a payment of these rows. */
  status(payment: string): string {
    return this.#output(`status ${payment}`, () => {
      const alias = this.#frame.join(
        `(select ${RID} as r, any_value(status) as status from ${STATEMENT_ROWS} where payment = ${quoteLiteral(payment)} and ${RID} is not null group by 1)`,
        (joined) => `${joined}.r = ${this.#frame.ridText('me')}`,
      );
      return this.#frame.steps.leaf('text', `${alias}.status`);
    });
  }

  #search(text: string): void {
    const texts = columnsOf(this.entity).filter(
      ({ type }) => type.kind === 'text' || type.kind === 'party' || type.kind === 'reference',
    );
    const places = [
      this.key,
      ...texts.filter(({ kind }) => kind !== 'key').map((column) => this.column(column)),
    ];
    this.#conditions.push(
      `(${places.map((place) => `coalesce(${contains(place, text)}, false)`).join(' or ')})`,
    );
  }

  /** `select … from (the rows that meet the conditions) …`; `list` and `rest` name outputs. */
  sql(list: string, rest = ''): string {
    const where = this.#conditions.length === 0 ? '' : ` where ${this.#conditions.join(' and ')}`;
    return `select ${list} from (${this.#frame.select(this.#outputs)}) x${where} ${rest}`;
  }
}

export async function entityPage(open: OpenRun, entity: PlanEntity, asked: Asked): Promise<EntityPage> {
  const { total, totals } = await totalsOf(open, entity, asked);
  const rids = await pageRids(open, entity, asked);
  return { total, offset: asked.offset, rows: await rowsOf(open, entity, rids), totals };
}

/** The rows of a page by number, in the order asked for; ties in key order, unknown values last. */
async function pageRids(open: OpenRun, entity: PlanEntity, asked: Asked): Promise<number[]> {
  const query = new EntityQuery(open.work, open.run.plan, entity, asked);
  const order = orderOf(query, asked.sort);
  const found = await open.work.values(
    query.sql(query.rid, `order by ${order} limit ${asked.limit} offset ${asked.offset}`),
  );
  return found.map(([rid]) => Number(rid));
}

export function orderOf(query: EntityQuery, sort: string | undefined): string {
  if (!sort || sort === 'key') return query.rid;
  if (sort === '-key') return `${query.rid} desc`;
  const down = sort.startsWith('-');
  const column = columnOf(query.entity, down ? sort.slice(1) : sort);
  return `${query.order(column)} ${down ? 'desc' : 'asc'} nulls last, ${query.rid}`;
}

async function totalsOf(
  open: OpenRun,
  entity: PlanEntity,
  { search, where }: Narrowed,
): Promise<Pick<EntityPage, 'total' | 'totals'>> {
  const label = JSON.stringify(['totals', entity.name, search ?? '', where ?? []]);
  return open.once(label, async () => {
    const numbers = columnsOf(entity).filter(({ type }) => type.kind === 'number');
    const query = new EntityQuery(open.work, open.run.plan, entity, { search, where });
    // What a formula gives with what is known is no amount of a payment that is undetermined.
    const waiting = await undeterminedPayments(open, entity);
    const isOpen = ({ name }: ShapeColumn) =>
      waiting.flatMap((payment) =>
        amountTerm(payment) === name ? `${query.status(payment.id)} = 'undetermined'` : [],
      )[0];
    const sum = (column: ShapeColumn) => {
      const left = isOpen(column);
      const value = query.column(column);
      return `sum(${left ? `case when coalesce(${left}, false) then null else ${value} end` : value})`;
    };
    const counts = numbers.map((column) => `count(${query.column(column)})`);
    const left = numbers.map((column) => `count(*) filter (where ${isOpen(column) ?? 'false'})`);
    const list = (sums: readonly string[]) => ['count(*)', ...counts, ...left, ...sums].join(', ');
    // A sum beyond what a number can hold is no sum; which it is, is not worth a query each.
    const [cells = []] = await open.work
      .values(query.sql(list(numbers.map(sum))))
      .catch(() => open.work.values(query.sql(list(numbers.map(() => 'null')))));
    const total = Number(cells[0] ?? 0);
    const totals: EntityPage['totals'] = {};
    numbers.forEach(({ name, type }, i) => {
      const known = Number(cells[1 + i] ?? 0);
      const undetermined = Number(cells[1 + numbers.length + i] ?? 0);
      const added = cells[1 + 2 * numbers.length + i];
      totals[name] = {
        sum:
          known === 0 || added === null || added === undefined ? null : renderConstant(String(added), type),
        unknown: total - known,
        ...(undetermined > 0 && { undetermined }),
      };
    });
    return { total, totals };
  });
}

async function undeterminedPayments({ work, run }: OpenRun, entity: PlanEntity): Promise<PlanPayment[]> {
  const payments = run.plan.payments.filter((one) => one.for === entity.name);
  if (payments.length === 0) return [];
  const found = await work.values(
    `select distinct payment from ${STATEMENT_ROWS} where status = 'undetermined' and entity = ${quoteLiteral(entity.name)}`,
  );
  const ids = new Set(found.map(([id]) => String(id)));
  return payments.filter(({ id }) => ids.has(id));
}

/** Rows by number, in the order of the numbers given. */
export async function rowsOf(
  open: OpenRun,
  entity: PlanEntity,
  rids: readonly number[],
): Promise<EntityRow[]> {
  if (rids.length === 0) return [];
  const { work, run } = open;
  const columns = columnsOf(entity);
  const query = new EntityQuery(work, run.plan, entity, {});
  const names = [query.rid, query.key, ...columns.map((column) => query.column(column))];
  const [cells, status] = [
    await work.values(query.sql(names.join(', '), `where ${query.rid} in (${rids.join(', ')})`)),
    await statusOf(work, run.plan, entity, rids),
  ];
  const rows = new Map(
    cells.map(([rid, key, ...values]): [number, EntityRow] => [
      Number(rid),
      { key: String(key ?? ''), values: valuesOf(columns, values), status: status.get(Number(rid)) ?? {} },
    ]),
  );
  return rids.flatMap((rid) => rows.get(rid) ?? []);
}

export function valuesOf(
  columns: readonly ShapeColumn[],
  cells: readonly (Cell | undefined)[],
): Record<string, Constant> {
  return Object.fromEntries(columns.map(({ name, type, kind }, i) => [name, valueOf(cells[i], type, kind)]));
}

function valueOf(cell: Cell | undefined, type: ShapeColumn['type'], kind: ShapeColumn['kind']): Constant {
  if (kind === 'reference') return cell === null || cell === undefined ? null : String(cell);
  const constant = constantOfCell(cell, type);
  return constant === null || typeof constant === 'boolean' ? constant : renderConstant(constant, type);
}

async function statusOf(
  work: Work,
  plan: Plan,
  entity: PlanEntity,
  rids: readonly number[],
): Promise<Map<number, Record<string, Status>>> {
  const found = new Map<number, Record<string, Status>>();
  if (!plan.payments.some((one) => one.for === entity.name)) return found;
  const rows = await work.values(
    `select ${RID}, payment, status from ${STATEMENT_ROWS} where entity = ${quoteLiteral(entity.name)} and ${RID} in (${rids.join(', ')})`,
  );
  for (const [rid, payment, status] of rows) {
    const own = found.get(Number(rid)) ?? {};
    own[String(payment)] = status as Status;
    found.set(Number(rid), own);
  }
  return found;
}

/** Which of some texts are keys of the entity's rows, or the first part of one. */
export async function pageKeys(
  open: OpenRun,
  entity: PlanEntity,
  texts: readonly string[],
): Promise<Set<string>> {
  const asked = [...new Set(texts)].filter((text) => text !== '').slice(0, 2000);
  const [first] = entity.key;
  if (asked.length === 0 || !first) return new Set();
  const query = new EntityQuery(open.work, open.run.plan, entity, {});
  const list = asked.map(quoteLiteral).join(', ');
  const part = query.column({
    name: first.name,
    type: first.type,
    kind: 'key',
    title: null,
    unit: null,
    formula: null,
    words: null,
    source: null,
  });
  const found = await open.work.values(
    `select distinct k from (${query.sql(`unnest([${query.key}, ${part}::varchar]) as k`)}) where k in (${list})`,
  );
  return new Set(found.map(([key]) => String(key)));
}
