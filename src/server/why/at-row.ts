/** Parts of formulas in one row of a run: what they come to, what they are called, and what to ask for to see more of them. */
import type { Rows } from '../../engine/explain/rows.ts';
import { decimalText, trimmed, type Decimal } from '../../engine/decimal.ts';
import type { Lang } from '../../language/diagnostic.ts';
import type { Constant, Expression, Localized, Plan, PlanEntity, ScalarType } from '../../language/plan.ts';
import { shownValue } from '../../statement/index.ts';
import { columnIn, columnTitle, nameOf } from './named.ts';
import type { PathStep } from './steps.ts';
import { styleOf } from './style.ts';

export interface Place {
  entity: string;
  rid: number;
}

export interface Asked {
  figure?: Place & { term: string };
}

export class AtRow {
  readonly plan: Plan;
  readonly rows: Rows;

  constructor(plan: Plan, rows: Rows) {
    this.plan = plan;
    this.rows = rows;
  }

  async values(at: Place, expressions: readonly Expression[]): Promise<(Decimal | null)[]> {
    const { values } = await this.rows.evaluate(at.entity, at.rid, expressions, []);
    return expressions.map(({ type }, i) => {
      const value = values[i] ?? null;
      return value === null || type.kind !== 'number'
        ? null
        : { digits: BigInt(String(value)), scale: type.scale };
    });
  }

  async value(at: Place, e: Expression): Promise<Decimal | null> {
    return (await this.values(at, [e]))[0] ?? null;
  }

  async constant(at: Place, e: Expression): Promise<Constant> {
    return (await this.rows.evaluate(at.entity, at.rid, [e], [])).values[0] ?? null;
  }

  async shown(at: Place, e: Expression): Promise<Localized> {
    const value = await this.value(at, e);
    const text = (lang: Lang) =>
      value ? (shownValue(decimalText(trimmed(value)), e.type, styleOf(this.plan, lang)) ?? '') : '';
    return { en: text('en'), zh: text('zh') };
  }

  entity(at: Place): PlanEntity {
    return this.rows.entity(at.entity);
  }

  name(e: Expression): Localized {
    return nameOf(this.plan, e);
  }

  /** Where the expression is one column of this row. */
  figure(at: Place, e: Expression): Asked {
    const column = columnIn(e.op === 'otherwise' || e.op === 'not' ? e.value : e);
    return column && column.row === 'me' && column.path.length === 0
      ? { figure: { ...at, term: column.name } }
      : {};
  }

  async reached(at: Place, path: readonly string[]): Promise<Place | undefined> {
    if (path.length === 0) return at;
    const { rows } = await this.rows.evaluate(at.entity, at.rid, [], [path]);
    const [rid] = rows;
    if (rid === null || rid === undefined) return undefined;
    const entity = path.reduce((one, name) => this.rows.work.store.target(one, name), at.entity);
    return { entity, rid };
  }

  /** A term of the row, as a step of a path. */
  async level(at: Place, name: string, type: ScalarType): Promise<PathStep> {
    const own: Expression = { op: 'column', row: 'me', path: [], entity: at.entity, name, type };
    return {
      kind: 'level',
      title: columnTitle(this.plan, this.entity(at), name),
      value: await this.value(at, own),
      figure: { ...at, term: name },
    };
  }
}
