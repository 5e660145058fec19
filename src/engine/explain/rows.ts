/** Single rows of a finished run: their stored values, and values of expressions in them. */
import type { Constant, Expression, PlanEntity, ScalarType } from '../../language/plan.ts';
import { normalDuration, renderConstant } from '../../language/value.ts';
import type { Cell, Row } from '../../warehouse/warehouse.ts';
import { LINE, RID, SOURCE } from '../columns.ts';
import { Frame } from '../frame.ts';
import { lower } from '../lower/expression.ts';
import type { Output } from '../lower/steps.ts';
import type { Work } from '../work.ts';

/** A cell of the database as the constant it stands for. */
export function constantOfCell(cell: Cell | undefined, type: ScalarType): Constant {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell;
  if (type.kind === 'duration') return normalDuration(String(cell)) ?? String(cell);
  return String(cell);
}

/** As people read it: decimal digits without padding zeros. */
export function shown(value: Constant, type: ScalarType): Constant {
  return value === null || typeof value === 'boolean' ? value : renderConstant(value, type);
}

/** A key as people write it: its parts joined by commas. */
export function keyOfCells(parts: PlanEntity['key'], cells: readonly (Cell | undefined)[]): string {
  return parts
    .map(({ type }, i) => {
      const value = constantOfCell(cells[i], type);
      return value === null ? '' : renderConstant(value, type);
    })
    .join(',');
}

export class Rows {
  readonly work: Work;
  readonly #read = new Map<string, Promise<Row>>();

  constructor(work: Work) {
    this.work = work;
  }

  entity(name: string): PlanEntity {
    return this.work.store.entity(name).entity;
  }

  /** All that a table of the run keeps of one row, read once. */
  #row(table: string, rid: number): Promise<Row> {
    const label = `${table} ${rid}`;
    let row = this.#read.get(label);
    if (!row) {
      row = this.work.warehouse
        .rows(`select * from ${table} where ${RID} = ${rid}`)
        .then(([found]) => found ?? {});
      this.#read.set(label, row);
    }
    return row;
  }

  async key(name: string, rid: number): Promise<string> {
    const { key: parts } = this.entity(name);
    if (parts.length === 0) return '';
    return keyOfCells(parts, await Promise.all(parts.map((part) => this.stored(name, rid, part.name))));
  }

  /** A column as it is stored; null where the run did not keep it. */
  async stored(name: string, rid: number, column: string): Promise<Cell> {
    const stored = this.work.store.entity(name);
    const { table, name: as } = stored.columns.get(column) ?? { table: stored.rows ?? '', name: column };
    return (await this.#row(table, rid))[as] ?? null;
  }

  /** Where a bound row was read: the index of its source in the run, and its line. */
  async place(name: string, rid: number): Promise<{ source: number; line: number } | undefined> {
    const [source, line] = [await this.stored(name, rid, SOURCE), await this.stored(name, rid, LINE)];
    if (source === null || line === null) return undefined;
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
}
