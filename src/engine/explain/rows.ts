/** Single rows of a finished run: by key, their stored values, and values of expressions in them. */
import type { Aggregate, Constant, Expression, PlanEntity, ScalarType } from '../../language/plan.ts';
import { normalDuration, renderConstant } from '../../language/value.ts';
import { quoteIdentifier as q, quoteLiteral as literal, type Cell } from '../../warehouse/warehouse.ts';
import { LINE, RID, SOURCE } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import { sql, type Output } from '../lower/steps.ts';
import type { Work } from '../work.ts';

/** A cell of the database as the constant it stands for. */
export function constantOfCell(cell: Cell | undefined, type: ScalarType): Constant {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell;
  if (type.kind === 'duration') return normalDuration(String(cell)) ?? String(cell);
  return String(cell);
}

export interface Elements {
  count: number;
  shown: { rid: number; value: Cell }[];
}

/** How many elements of a list are shown. */
const SHOWN = 5;

export class Rows {
  readonly work: Work;
  readonly #keys = new Map<string, string>();

  constructor(work: Work) {
    this.work = work;
  }

  entity(name: string): PlanEntity {
    return this.work.store.entity(name).entity;
  }

  #table(name: string): string {
    return this.work.store.entity(name).rows as string;
  }

  /** The row with this key, written with its parts joined by commas. */
  async find(name: string, key: string): Promise<number | undefined> {
    const { key: parts } = this.entity(name);
    if (parts.length === 0) return 1;
    // Keys may hold commas themselves, so the row is sought by the text it would be shown as.
    const first = key.split(',')[0] as string;
    const [part] = parts;
    const narrow =
      parts.length === 1 || part === undefined || part.type.kind === 'number'
        ? 'true'
        : `starts_with(${q(part.name)}::varchar, ${literal(first)})`;
    const columns = parts.map((p) => q(p.name)).join(', ');
    for (const [rid, ...cells] of await this.work.values(
      `select ${RID}, ${columns} from ${this.#table(name)} where ${this.#single(parts, key) ?? narrow}`,
    )) {
      if (this.#keyText(parts, cells) === key) return Number(rid);
    }
    return undefined;
  }

  /** One text part is sought directly. */
  #single(parts: PlanEntity['key'], key: string): string | undefined {
    const [part] = parts;
    return parts.length === 1 && part?.type.kind === 'text' ? `${q(part.name)} = ${literal(key)}` : undefined;
  }

  #keyText(parts: PlanEntity['key'], cells: readonly Cell[]): string {
    return parts
      .map(({ type }, i) => {
        const value = constantOfCell(cells[i], type);
        return value === null ? '' : renderConstant(value, type);
      })
      .join(',');
  }

  /** The keys most like one that is not there. */
  async nearest(name: string, key: string): Promise<string[]> {
    const { key: parts } = this.entity(name);
    const text = parts.map((part) => `${q(part.name)}::varchar`).join(` || ',' || `);
    const rows = await this.work.values(
      `select ${RID} from ${this.#table(name)} order by levenshtein(${text}, ${literal(key)}), ${RID} limit 3`,
    );
    return Promise.all(rows.map(([rid]) => this.key(name, Number(rid))));
  }

  async key(name: string, rid: number): Promise<string> {
    const { key: parts } = this.entity(name);
    if (parts.length === 0) return '';
    const known = this.#keys.get(`${name} ${rid}`);
    if (known !== undefined) return known;
    const columns = parts.map((part) => q(part.name)).join(', ');
    const [cells = []] = await this.work.values(
      `select ${columns} from ${this.#table(name)} where ${RID} = ${rid}`,
    );
    const text = this.#keyText(parts, cells);
    this.#keys.set(`${name} ${rid}`, text);
    return text;
  }

  /** A column as it is stored; undefined where the run did not keep it. */
  async stored(name: string, rid: number, column: string): Promise<Cell | undefined> {
    if (!this.work.store.entity(name).columns.has(column)) return undefined;
    const [[cell] = []] = await this.work.values(
      `select ${q(column)} from ${this.#table(name)} where ${RID} = ${rid}`,
    );
    return cell ?? null;
  }

  /** Where a bound row was read: the index of its source in the run, and its line. */
  async read(name: string, rid: number): Promise<{ source: number; line: number } | undefined> {
    const columns = await this.work
      .values(`select ${q(SOURCE)}, ${q(LINE)} from ${this.#table(name)} where ${RID} = ${rid}`)
      .catch(() => []);
    const [[source, line] = []] = columns;
    if (source === null || source === undefined || line === null || line === undefined) return undefined;
    return { source: Number(source), line: Number(line) };
  }

  /** Expressions in one row, and the rows that paths of references lead to from it. */
  async evaluate(
    name: string,
    rid: number,
    expressions: readonly Expression[],
    paths: readonly (readonly string[])[],
  ): Promise<{ values: Constant[]; rows: (number | null)[] }> {
    if (expressions.length + paths.length === 0) return { values: [], rows: [] };
    const frame = Frame.of(this.work, 'me', name);
    const outputs: Output[] = [
      ...expressions.map((e, i) => ({ name: `v${i}`, step: lower(frame, e) })),
      ...paths.map((path, i) => ({ name: `r${i}`, step: frame.rid('me', path) })),
    ];
    const query = frame.select(outputs, `${frame.ridText('me')} = ${rid}`);
    const [cells = []] = await this.work.values(query);
    return {
      values: expressions.map((e, i) => constantOfCell(cells[i], e.type)),
      rows: paths.map((_, i) => {
        const cell = cells[expressions.length + i];
        return cell === null || cell === undefined ? null : Number(cell);
      }),
    };
  }

  /** The elements of an aggregate's list seen from one row: how many pass its filter, and the largest by size. */
  async elements(name: string, rid: number, aggregate: Aggregate): Promise<Elements> {
    const { list, preceding } = aggregate;
    const anchor = list.anchor === 'agreement' ? 1 : (await this.evaluate(name, rid, [], [list.up])).rows[0];
    if (anchor === null || anchor === undefined) return { count: 0, shown: [] };
    const frame = Frame.of(this.work, 'element', list.entity).row('me', name, String(rid));
    const value = aggregate.value ?? (aggregate.function === 'rank' ? aggregate.order : undefined);
    const { steps } = frame;
    const passes = list.where ? lower(frame, list.where) : steps.constant('boolean', 'true');
    const outputs: Output[] = [
      { name: RID, step: frame.rid('element') },
      { name: 'passes', step: passes },
      { name: 'value', step: value ? lower(frame, value) : steps.make('text', sql`null::varchar`) },
    ];
    if (preceding) outputs.push({ name: 'place', step: lower(frame, preceding) });
    const mine = list.anchor === 'agreement' ? 'true' : `${frame.ridText('element', list.down)} = ${anchor}`;
    const rows = `(${frame.select(outputs, mine)})`;
    const before = preceding
      ? ` and (place, ${RID}) < (select place, ${RID} from ${rows} where ${RID} = ${rid})`
      : '';
    const passing = `from ${rows} where passes${before}`;
    const [[count] = []] = await this.work.values(`select count(*) ${passing}`);
    const size = value?.type.kind === 'number' ? 'abs(value) desc nulls first, ' : '';
    const shown = await this.work.values(
      `select ${RID}, value ${passing} order by ${size}${RID} limit ${SHOWN}`,
    );
    return {
      count: Number(count ?? 0),
      shown: shown.map(([at, cell]) => ({ rid: Number(at), value: cell ?? null })),
    };
  }
}
